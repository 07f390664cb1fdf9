//! What rules look at: the files of a line as written, flattened, and the model behind their names.

use std::collections::HashMap;

use crate::model::{Builtin, Line, Shape, Type, TypeDef, TypeId};
use crate::resolve::Files;
use crate::source::{Source, Spanned};
use crate::syntax::{
    Additional, ContractFile, LineFile, Named, RuleDecl, TypeDecl, TypeExpr, TypeSpec,
};

/// A line.
pub(super) struct Context<'a> {
    pub(super) line: &'a Line,
    pub(super) header: Option<&'a LineFile>,
    pub(super) files: Vec<File<'a>>,
    /// The entries of `types`.
    pub(super) types: Vec<Declared<'a>>,
    /// Fields of types, mixins and events.
    pub(super) fields: Vec<Field<'a>>,
    /// Types that are written out, wherever they stand.
    pub(super) specs: Vec<Spec<'a>>,
    /// Rules of types and events.
    pub(super) rules: Vec<Rule<'a>>,
    ids: HashMap<&'a str, TypeId>,
}

/// A contract file.
pub(super) struct File<'a> {
    pub(super) file: &'a ContractFile,
    /// The name without folder and extension.
    pub(super) stem: &'a str,
}

/// An entry of `types`.
pub(super) struct Declared<'a> {
    pub(super) at: String,
    pub(super) name: &'a Spanned<String>,
    pub(super) decl: &'a TypeDecl,
    /// Whether it is the envelope, whose form is the transport's business.
    pub(super) envelope: bool,
}

/// A field.
pub(super) struct Field<'a> {
    pub(super) at: String,
    pub(super) name: &'a Spanned<String>,
    pub(super) decl: &'a TypeDecl,
    /// Whether it belongs to the envelope.
    pub(super) envelope: bool,
}

/// A type that is written out.
pub(super) struct Spec<'a> {
    pub(super) at: String,
    pub(super) spec: &'a TypeSpec,
}

/// A rule across fields.
pub(super) struct Rule<'a> {
    pub(super) at: String,
    pub(super) rule: &'a RuleDecl,
}

/// What a declaration amounts to.
#[derive(Clone, Copy)]
pub(super) struct Meaning<'a> {
    /// Whether it is a list; the rest is about its items.
    pub(super) list: bool,
    /// The named type, if it has one.
    pub(super) named: Option<&'a TypeDef>,
    pub(super) base: Base,
}

/// What kind of value it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Base {
    /// A string that may be anything, or, if `shaped`, what a pattern allows.
    Text { shaped: bool },
    /// A whole number.
    Integer,
    /// A number; `bounded` on both sides or not.
    Number { bounded: bool },
    /// A point in time.
    Time,
    /// A closed set of strings.
    Enum,
    /// Anything else.
    Other,
}

impl<'a> Context<'a> {
    pub(super) fn new(line: &'a Line, files: &'a Files, sources: &'a [Source]) -> Self {
        let ids = line.types.iter().enumerate();
        let mut context = Self {
            line,
            header: files.header.as_ref(),
            files: Vec::new(),
            types: Vec::new(),
            fields: Vec::new(),
            specs: Vec::new(),
            rules: Vec::new(),
            ids: ids.map(|(id, def)| (def.name.as_str(), TypeId(id))).collect(),
        };
        for (index, file) in &files.contracts {
            let path = sources.get(*index).map_or("", |source| source.path.as_str());
            let name = path.rsplit('/').next().unwrap_or(path);
            let stem = name.strip_suffix(".yaml").unwrap_or(name);
            context.files.push(File { file, stem });
            context.file(file);
        }
        context
    }

    fn file(&mut self, file: &'a ContractFile) {
        let envelope = self.header.and_then(|header| header.envelope.as_ref());
        for (name, decl) in &file.types.0 {
            let at = format!("types/{}", name.value);
            let envelope = envelope.is_some_and(|envelope| envelope.ty.value == name.value);
            self.walk(decl, &at, envelope);
            self.types.push(Declared { at, name, decl, envelope });
        }
        for (name, mixin) in &file.mixins.0 {
            self.walk_fields(&mixin.fields, &format!("mixins/{}", name.value), false);
        }
        for (name, event) in &file.events.0 {
            let at = format!("events/{}", name.value);
            self.walk_fields(&event.fields, &at, false);
            self.walk_rules(&event.rules, &at);
        }
    }

    /// Nesting is bounded where YAML is read, and so is this.
    fn walk(&mut self, decl: &'a TypeDecl, at: &str, envelope: bool) {
        let TypeDecl::Spec(spec) = decl else { return };
        self.specs.push(Spec { at: at.to_owned(), spec });
        if let Some(items) = &spec.items {
            self.walk(items, &format!("{at}/items"), false);
        }
        if let Some(Additional::Values(values)) = &spec.additional_properties {
            self.walk(values, &format!("{at}/additionalProperties"), false);
        }
        for (index, choice) in spec.any_of.iter().flatten().enumerate() {
            self.walk(choice, &format!("{at}/anyOf/{index}"), false);
        }
        if let Some(fields) = &spec.fields {
            self.walk_fields(fields, at, envelope);
        }
        self.walk_rules(spec.rules.as_deref().unwrap_or_default(), at);
    }

    fn walk_fields(&mut self, fields: &'a Named<TypeDecl>, at: &str, envelope: bool) {
        for (name, decl) in &fields.0 {
            let at = format!("{at}/fields/{}", name.value);
            self.walk(decl, &at, false);
            self.fields.push(Field { at, name, decl, envelope });
        }
    }

    fn walk_rules(&mut self, rules: &'a [RuleDecl], at: &str) {
        for rule in rules {
            self.rules.push(Rule { at: format!("{at}/rules/{}", rule.id.value), rule });
        }
    }

    /// The id of a named type.
    pub(super) fn id(&self, name: &str) -> Option<TypeId> {
        self.ids.get(name).copied()
    }

    /// What a declaration amounts to.
    pub(super) fn meaning(&self, decl: &TypeDecl) -> Meaning<'a> {
        match decl {
            TypeDecl::Expr(expr) => self.of_expr(expr),
            TypeDecl::Spec(spec) => self.of_spec(spec),
        }
    }

    fn of_spec(&self, spec: &TypeSpec) -> Meaning<'a> {
        let plain = |base| Meaning { list: false, named: None, base };
        if spec.values.is_some() || spec.constant.is_some() {
            return plain(Base::Enum);
        }
        let Some(expr) = &spec.ty else { return plain(Base::Other) };
        match (expr.name.as_str(), expr.list) {
            ("string", false) => plain(Base::Text { shaped: spec.pattern.is_some() }),
            ("number", false) => {
                let least = spec.minimum.is_some() || spec.exclusive_minimum.is_some();
                let most = spec.maximum.is_some() || spec.exclusive_maximum.is_some();
                plain(Base::Number { bounded: least && most })
            }
            ("array", _) => {
                let items = spec.items.as_ref().map(|items| self.meaning(items));
                Meaning { list: true, ..items.unwrap_or(plain(Base::Other)) }
            }
            _ => self.of_expr(expr),
        }
    }

    fn of_expr(&self, expr: &TypeExpr) -> Meaning<'a> {
        let found = match Builtin::of(&expr.name) {
            Some(builtin) => self.of_type(&Type::Builtin(builtin)),
            None => self.id(&expr.name).map_or(OTHER, |id| self.of_type(&Type::Named(id))),
        };
        Meaning { list: expr.list || found.list, ..found }
    }

    fn of_type(&self, ty: &Type) -> Meaning<'a> {
        let plain = |base| Meaning { list: false, named: None, base };
        match ty {
            Type::Builtin(builtin) => plain(match builtin {
                Builtin::String => Base::Text { shaped: false },
                Builtin::Integer => Base::Integer,
                Builtin::Number => Base::Number { bounded: false },
                Builtin::DateTime | Builtin::PydanticDatetime | Builtin::Iso8601 => Base::Time,
                _ => Base::Other,
            }),
            Type::List(item) => Meaning { list: true, ..self.of_type(item) },
            Type::Map(_) => plain(Base::Other),
            Type::Named(id) => {
                let def = self.line.def(*id);
                let shape = self.of_shape(&def.shape);
                Meaning { named: Some(def), ..shape }
            }
        }
    }

    fn of_shape(&self, shape: &Shape) -> Meaning<'a> {
        let plain = |base| Meaning { list: false, named: None, base };
        match shape {
            Shape::Alias(ty) => self.of_type(ty),
            Shape::Text(text) => plain(Base::Text { shaped: text.pattern.is_some() }),
            Shape::Integer(_) => plain(Base::Integer),
            Shape::Number(number) => {
                let least = number.minimum.or(number.exclusive_minimum).is_some();
                let most = number.maximum.or(number.exclusive_maximum).is_some();
                plain(Base::Number { bounded: least && most })
            }
            Shape::Enum(_) => plain(Base::Enum),
            Shape::Array(array) => Meaning { list: true, ..self.of_type(&array.items) },
            Shape::Object(_) | Shape::Map(_) | Shape::AnyOf(_) => plain(Base::Other),
        }
    }
}

const OTHER: Meaning<'static> = Meaning { list: false, named: None, base: Base::Other };

/// The description that a declaration carries itself.
pub(super) fn own_doc(decl: &TypeDecl) -> Option<&Spanned<String>> {
    match decl {
        TypeDecl::Expr(_) => None,
        TypeDecl::Spec(spec) => spec.doc.as_ref(),
    }
}

/// Whether a description says anything.
pub(super) fn says(doc: Option<&Spanned<String>>) -> bool {
    doc.is_some_and(|doc| !doc.trim().is_empty())
}

/// The words of a name or a text, in lower case.
pub(super) fn words(text: &str) -> Vec<String> {
    let parts = text.split(|c: char| !c.is_alphanumeric() && c != '%');
    parts.filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}

/// The last word of a name in any casing.
pub(super) fn last_word(name: &str) -> String {
    let name = crate::name::snake(name);
    name.rsplit('_').next().unwrap_or(&name).to_owned()
}
