//! `contracts explain`: what an event, a type, a violation or a rule means, and the YAML that says so.

mod advice;
mod describe;
mod witness;

pub(crate) use advice::advice;

use std::fmt::Write as _;

use event_contract::Code;
use event_contract_codegen::model::{
    Event, Line, Location, Object, Presence, Rule, Shape, TypeDef,
};
use event_contract_codegen::{Mistake, lint, mistake, mistakes};

use crate::contracts::Contracts;
use crate::exit::{Exit, Failure, Outcome};
use crate::output::print;
use crate::paint::{Paint, printable};
use crate::program::Context;
use crate::suggest;
use crate::table_text::{Table, wrap};
use describe::{rule_text, shape_text, type_text};
use witness::witness;

/// Explains an event, a type, a violation code or a rule, with the YAML that says so.
///
/// Rules are those of the contracts and those of `{bin} lint`; codes of findings of `{bin} check` are explained, too.
#[derive(clap::Args, Debug)]
#[command(after_help = "Examples:\n  \
    {bin} explain {event}\n  \
    {bin} explain required\n  \
    {bin} explain unknown-type\n  \
    {bin} explain TIMESTAMP_NAMED_AT")]
pub(crate) struct Args {
    /// The name of an event or a type, the code of a violation or of a finding of `check`, or the id of a rule, a guard or a
    /// lint rule.
    name: String,
}

/// The width of what is printed.
const WIDTH: usize = 96;

pub(crate) fn run(context: &Context<'_>, args: &Args) -> Outcome {
    let contracts = Contracts::open(context)?;
    let line = contracts.model_line()?;
    let page = Page { contracts: &contracts, line, paint: Paint::stdout() };
    let text = page.find(&args.name).ok_or_else(|| {
        let hint = suggest::hint(&args.name, known(line));
        Failure::Usage(format!("nothing here is called {:?}{hint}", args.name))
    })?;
    print(&text)?;
    Ok(Exit::Clean)
}

/// Everything that can be explained.
fn known(line: &Line) -> impl Iterator<Item = &str> {
    let types = line.types.iter().map(|def| def.name.as_str());
    let events = line.events.iter().map(|event| event.name.as_str());
    let codes = Code::ALL.iter().map(|code| code.as_str());
    let rules =
        objects(line).flat_map(|(_, object)| object.rules.iter().map(|rule| rule.id.as_str()));
    let guards = line
        .machines
        .iter()
        .flat_map(|machine| machine.guards.iter().map(|guard| guard.id.as_str()));
    let reserved = line.reserved.iter().map(|reserved| reserved.name.as_str());
    let lints = lint::rules().map(|rule| rule.id);
    let mistakes = mistakes().iter().map(|mistake| mistake.code);
    events
        .chain(types)
        .chain(codes)
        .chain(rules)
        .chain(guards)
        .chain(reserved)
        .chain(lints)
        .chain(mistakes)
}

fn objects(line: &Line) -> impl Iterator<Item = (&TypeDef, &Object)> {
    line.types.iter().filter_map(|def| match &def.shape {
        Shape::Object(object) => Some((def, object)),
        _ => None,
    })
}

/// What is explained, and from what.
pub(super) struct Page<'a> {
    pub(super) contracts: &'a Contracts,
    pub(super) line: &'a Line,
    pub(super) paint: Paint,
}

impl Page<'_> {
    fn find(&self, name: &str) -> Option<String> {
        if let Some(event) = self.line.events.iter().find(|event| event.name == name) {
            return Some(self.event(event));
        }
        if let Some(def) = self.line.def_named(name) {
            return Some(self.definition(def));
        }
        if let Ok(code) = name.parse::<Code>() {
            return Some(self.code(code));
        }
        if let Some(reserved) = self.line.reserved.iter().find(|reserved| reserved.name == name) {
            let domain = &self.line.domains[reserved.domain].name;
            return Some(format!(
                "{}, reserved by the domain {domain}\n\n  The name is taken; its payload has no contract yet.\n",
                self.title(name)
            ));
        }
        let lint = || lint::rule(name).map(|rule| self.lint(rule));
        let mistake = || mistake(name).map(|mistake| self.mistake(mistake));
        self.rules(name).or_else(|| self.guard(name)).or_else(lint).or_else(mistake)
    }

    fn event(&self, event: &Event) -> String {
        let domain = &self.line.domains[event.domain].name;
        let def = self.line.def(event.payload);
        let mut text =
            format!("{}, an event of {domain} since {}\n\n", self.title(&event.name), event.since);
        text += &paragraph(&event.doc);
        let object = self.line.payload(event);
        let others =
            if object.closed { "Other keys are refused." } else { "Other keys are ignored." };
        let schema = event_contract_codegen::name::snake(&def.name);
        let _ = write!(text, "\n  Payload {} (schema {schema}). {others}\n\n", def.name);
        text + &self.object(object) + &self.yaml(&event.location)
    }

    fn definition(&self, def: &TypeDef) -> String {
        let domain = &self.line.domains[def.domain].name;
        let mut text = format!("{}, a type of {domain}\n\n", self.title(&def.name));
        text += &paragraph(&def.doc);
        text.push('\n');
        match &def.shape {
            Shape::Object(object) => text += &self.object(object),
            shape => {
                text += &paragraph(&shape_text(self.line, shape));
                text.push('\n');
            }
        }
        text + &self.yaml(&def.location)
    }

    fn object(&self, object: &Object) -> String {
        let mut table = Table::new(&["  Field", "", "Value"], &[]);
        for field in &object.fields {
            let presence = match &field.presence {
                Presence::Required => "required".to_owned(),
                Presence::Optional => "optional".to_owned(),
                Presence::Default(value) => format!("else {value}"),
            };
            table.row([format!("  {}", field.name), presence, type_text(self.line, &field.ty)]);
        }
        let mut text = if object.fields.is_empty() {
            String::new()
        } else {
            table.render(&self.paint, WIDTH) + "\n"
        };
        if !object.rules.is_empty() {
            let _ = writeln!(text, "{}  Rules{:#}", self.paint.strong, self.paint.strong);
            for rule in &object.rules {
                text += &self.rule(object, rule);
            }
            text.push('\n');
        }
        text
    }

    fn rule(&self, object: &Object, rule: &Rule) -> String {
        let code = self.paint.code;
        let mut text = format!("  {code}{}{code:#}\n", rule.id);
        for line in wrap(&format!("{} {}", rule_text(object, rule), rule.doc), WIDTH - 4) {
            // Writing to a string cannot fail.
            let _ = writeln!(text, "    {line}");
        }
        text
    }

    /// Every rule with this id: ids are unique in an object only.
    fn rules(&self, id: &str) -> Option<String> {
        let mut text = String::new();
        for (def, object) in objects(self.line) {
            for rule in object.rules.iter().filter(|rule| rule.id == id) {
                let event = self
                    .line
                    .events
                    .iter()
                    .find(|event| self.line.def(event.payload).name == def.name);
                let of = event.map_or(&def.name, |event| &event.name);
                let _ = write!(text, "{}, a rule of {of}\n\n", self.title(id));
                text += &paragraph(&rule.doc);
                text += &paragraph(&rule_text(object, rule));
                text.push('\n');
                text += &self.yaml(&rule.location);
            }
        }
        (!text.is_empty()).then_some(text)
    }

    fn guard(&self, id: &str) -> Option<String> {
        let (machine, guard) = self.line.machines.iter().find_map(|machine| {
            Some((machine, machine.guards.iter().find(|guard| guard.id == id)?))
        })?;
        let states = |states: &[String]| {
            if states.is_empty() { "any state".to_owned() } else { states.join(" or ") }
        };
        let fields: Vec<&str> = guard.require.iter().map(|(field, _)| field.as_str()).collect();
        let mut text =
            format!("{}, a guard of the state machine {}\n\n", self.title(id), machine.name);
        text += &paragraph(&guard.doc);
        let moves = format!(
            "It holds from {} to {}, and looks at {}.",
            states(&guard.from),
            states(&guard.to),
            fields.join(", ")
        );
        Some(text + &paragraph(&moves))
    }

    fn code(&self, code: Code) -> String {
        let (mend, example) = advice(code);
        let mut text = format!("{}, a violation code\n\n", self.title(code.as_str()));
        text += &paragraph(code.meaning());
        let _ = write!(text, "\n{}  To mend it{:#}\n", self.paint.strong, self.paint.strong);
        text += &paragraph(mend);
        let _ = write!(text, "\n{}  Example{:#}\n", self.paint.strong, self.paint.strong);
        text += &paragraph(example);
        if let Some((name, at)) = witness(self.line, code) {
            let _ = write!(
                text,
                "\n{}  Where these contracts ask for it{:#}: for instance in {name}\n\n",
                self.paint.strong, self.paint.strong
            );
            text += &self.yaml(at);
        }
        text
    }

    fn lint(&self, rule: &lint::Rule) -> String {
        let Paint { strong, .. } = self.paint;
        let mut text = format!(
            "{}, a lint rule of the category {}: {}, {} by default\n\n",
            self.title(rule.id),
            rule.category.as_str(),
            rule.severity.as_str(),
            if rule.default { "in use" } else { "not in use" }
        );
        text += &paragraph(rule.meaning);
        let _ = write!(text, "\n{strong}  To mend it{strong:#}\n");
        text += &paragraph(rule.mend);
        for (title, yaml) in [("Objected to", rule.bad), ("Mended", rule.good)] {
            let _ = write!(text, "\n{strong}  {title}{strong:#}\n");
            text.extend(yaml.lines().map(|line| format!("    {line}\n")));
        }
        text
    }

    fn mistake(&self, mistake: &Mistake) -> String {
        let Paint { strong, .. } = self.paint;
        let mut text = format!("{}, a finding of `check`: an error\n\n", self.title(mistake.code));
        text += &paragraph(mistake.meaning);
        let _ = write!(text, "\n{strong}  To mend it{strong:#}\n");
        text + &paragraph(mistake.mend)
    }

    fn title(&self, name: &str) -> String {
        format!("{}{name}{:#}", self.paint.strong, self.paint.strong)
    }

    /// The YAML at a place, under the name of its file.
    pub(super) fn yaml(&self, at: &Location) -> String {
        let Some(excerpt) = self.contracts.excerpt(at) else { return String::new() };
        let Paint { faint, .. } = self.paint;
        let mut text = format!("{faint}  --> {}:{}{faint:#}\n", at.path, at.line);
        for (number, line) in (at.line..).zip(excerpt.lines()) {
            // Writing to a string cannot fail.
            let _ = writeln!(text, "{faint}{number:>5} |{faint:#} {}", printable(line));
        }
        text
    }
}

fn paragraph(text: &str) -> String {
    wrap(text, WIDTH - 2).iter().fold(String::new(), |text, line| text + "  " + line + "\n")
}
