//! From the language as written to the [`Model`]: names are resolved, constraints are checked to be
//! enforceable, and everything that is wrong is reported, not the first thing only.

mod events;
mod finish;
mod life;
mod machines;
mod migration;
mod satisfiable;
#[cfg(test)]
mod tests;
mod types;
pub(crate) mod values;

use std::collections::{BTreeMap, HashMap, HashSet};

pub(crate) use finish::parts;

use crate::diagnostic::{Sink, did_you_mean};
use crate::model::{
    Builtin, Cutover, Domain, Envelope, Line, Location, Model, Object, Order, Presence, Reserved,
    Shape, Type, TypeDef, TypeId,
};
use crate::name;
use crate::rust::names::{Collision, Owner, collisions, refused_module};
use crate::source::{Lines, Source, Span, Spanned};
use crate::syntax::{ContractFile, Decode, LineFile, MigrationDecl, MixinDecl, OrderDecl};
use crate::yaml;

/// The file that says what holds for a whole folder.
const LINE_FILE: &str = "line.yaml";

/// Reads all sources into a model.
pub(crate) fn model(sources: &[Source], sink: &mut Sink) -> Option<Model> {
    let mut lines: Vec<Line> = Vec::new();
    let mut firsts: Vec<usize> = Vec::new();
    let mut migrations = Vec::new();
    for (folder, files) in folders(sources) {
        if let Some((line, migration)) = line(folder, &files, sources, sink) {
            let same = |other: &Line| other.name == line.name && other.package == line.package;
            if let Some(at) = lines.iter().position(same) {
                let message = format!("the line `{}` is declared by two folders", line.name);
                let first = Span::new(firsts[at], 0, 0);
                sink.repeated(Span::new(files[0], 0, 0), Some(first), "duplicate-line", message);
            }
            firsts.push(files[0]);
            migrations.extend(migration.map(|declared| (lines.len(), declared)));
            lines.push(line);
        }
    }
    if sink.is_clean() {
        migration::resolve(&mut lines, migrations, sources, sink);
    }
    sink.is_clean().then(|| {
        let mut sources = sources.to_vec();
        sources.sort_by(|a, b| a.path.cmp(&b.path));
        Model { lines, sources }
    })
}

/// The indices of the sources in each folder: a folder is a line.
pub(crate) fn folders(sources: &[Source]) -> BTreeMap<&str, Vec<usize>> {
    let mut folders: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (index, source) in sources.iter().enumerate() {
        folders.entry(source.folder()).or_default().push(index);
    }
    folders
}

/// The files of a line as they are written.
pub(crate) struct Files {
    /// `line.yaml`.
    pub(crate) header: Option<LineFile>,
    /// The others, sorted by domain, with their indices in the sources.
    pub(crate) contracts: Vec<(usize, ContractFile)>,
}

/// Reads the files of one folder, given by their indices in `sources`.
pub(crate) fn read(files: &[usize], sources: &[Source], sink: &mut Sink) -> Files {
    let mut header = None;
    let mut contracts = Vec::new();
    for &index in files {
        let Some(root) = yaml::parse(index, &sources[index], sink) else { continue };
        if sources[index].path.rsplit('/').next() == Some(LINE_FILE) {
            header = LineFile::decode(&root, sink);
        } else if let Some(file) = ContractFile::decode(&root, sink) {
            contracts.push((index, file));
        }
    }
    contracts.sort_by(|(_, a), (_, b)| a.domain.value.cmp(&b.domain.value));
    Files { header, contracts }
}

/// Resolves one line, but for its migration, which needs another line.
fn line(
    folder: &str,
    files: &[usize],
    sources: &[Source],
    sink: &mut Sink,
) -> Option<(Line, Option<MigrationDecl>)> {
    let Files { header, contracts } = read(files, sources, sink);
    // A file that does not parse would make every name it declares unknown elsewhere.
    if !sink.is_clean() {
        return None;
    }
    let mut resolver = Resolver::new(sources, sink);
    resolver.version = header.as_ref().map(|header| header.version.value.clone());
    resolver.declare(&contracts);
    resolver.types(&contracts);
    resolver.events(&contracts);
    resolver.finish();
    let (machines, mappings) = resolver.machines_and_mappings(&contracts);
    let reserved = resolver.reserved(&contracts);
    resolver.removed(&contracts);
    let (envelope, cutover) = resolver.header(header.as_ref());
    let Resolver { types, names, domains, events, mut removed, mut spans, .. } = resolver;
    removed.sort();
    let types = types.into_iter().collect::<Option<Vec<_>>>()?;
    let text = |pick: fn(&LineFile) -> &Spanned<String>, default: &str| {
        header.as_ref().map_or_else(|| default.to_owned(), |header| pick(header).value.clone())
    };
    let line = Line {
        name: text(|header| &header.line, "v1"),
        package: text(|header| &header.package, "contracts"),
        version: text(|header| &header.version, "1.0.0"),
        doc: header
            .as_ref()
            .and_then(|header| header.doc.as_ref())
            .map_or_else(String::new, |doc| doc.value.clone()),
        folder: folder.to_owned(),
        domains,
        types,
        events,
        reserved,
        machines,
        mappings,
        envelope,
        cutover,
        removed,
        migration: None,
    };
    if sink.is_clean() {
        let types = names.iter().map(|(name, (_, span))| (Owner::Type(name.clone()), *span));
        spans.extend(types);
        refuse_collisions(&line, &spans, sink);
        satisfiable::check(&line, &names, sink);
    }
    Some((line, header.and_then(|header| header.migration)))
}

/// What is called otherwise in other languages and schemas.
fn elsewhere(name: &str) -> Option<String> {
    let here = match name.to_lowercase().as_str() {
        "int" | "int32" | "int64" | "long" | "u32" | "u64" | "i32" | "i64" | "uint" => {
            "`integer`, with `minimum` and `maximum` where there are bounds"
        }
        "bool" => "`boolean`",
        "str" | "text" | "varchar" | "char" => "`string`",
        "float" | "double" | "decimal" | "f64" | "f32" | "real" => "`number`",
        "list" | "array" | "vec" | "set" => "`[Item]`, or `type: array` with `items`",
        "map" | "dict" | "record" | "struct" | "hash" => {
            "`object`, with `fields`, or with `additionalProperties` as the type of its values"
        }
        "datetime" | "timestamp" | "time" | "instant" => "`date-time`",
        "date" => "`iso-8601`, which a date is, too",
        "guid" => "`uuid`",
        "ulid" | "id" => "`event-id`, which is a ULID or a UUID",
        "url" => "`uri`",
        "json" | "mixed" | "unknown" => "`any`",
        "enum" => "`enum: [a, b]` in the place of `type`",
        _ => return None,
    };
    Some(format!("the type is written {here}"))
}

/// Reports what would have one name in Rust, where it is declared.
fn refuse_collisions(line: &Line, spans: &HashMap<Owner, Span>, sink: &mut Sink) {
    for Collision { name, first, second } in collisions(line) {
        let place = |owner| spans.get(owner).copied();
        let span = place(&second).or_else(|| place(&first)).unwrap_or_default();
        let before = place(&first);
        let ((kind, other), (own_kind, own)) = (first.describe(), second.describe());
        let message = format!(
            "the {own_kind} `{own}` and the {kind} `{other}` would both be `{name}` in Rust"
        );
        sink.duplicate(span, before, message);
    }
}

/// What is known while one line is resolved.
struct Resolver<'a> {
    sources: &'a [Source],
    /// The line starts of the sources that locations were asked of.
    lines: HashMap<usize, Lines>,
    sink: &'a mut Sink,
    domains: Vec<Domain>,
    /// Definitions by id; `None` until resolved, or for good if something was wrong.
    types: Vec<Option<TypeDef>>,
    names: HashMap<String, (TypeId, Span)>,
    mixins: HashMap<String, (Span, &'a MixinDecl)>,
    events: Vec<crate::model::Event>,
    /// The place of each event, and where it is declared.
    event_names: HashMap<String, (usize, Span)>,
    late: Vec<finish::Late>,
    /// The line's version, if it says.
    version: Option<String>,
    removed: Vec<(String, String)>,
    /// Where what has a name in Rust is declared; types are in `names`.
    spans: HashMap<Owner, Span>,
}

impl<'a> Resolver<'a> {
    fn new(sources: &'a [Source], sink: &'a mut Sink) -> Self {
        Self {
            sources,
            lines: HashMap::new(),
            sink,
            domains: Vec::new(),
            types: Vec::new(),
            names: HashMap::new(),
            mixins: HashMap::new(),
            events: Vec::new(),
            event_names: HashMap::new(),
            late: Vec::new(),
            version: None,
            removed: Vec::new(),
            spans: HashMap::new(),
        }
    }

    /// Gives every declared name an id, so that files may refer to each other in any order.
    fn declare(&mut self, contracts: &[(usize, ContractFile)]) {
        for (index, file) in contracts {
            let domain = &file.domain;
            self.module("domain", domain);
            let first = self.spans.insert(Owner::Domain(domain.value.clone()), domain.span);
            if first.is_some() {
                let message = format!("the domain `{}` is declared by two files", domain.value);
                self.sink.duplicate(domain.span, first, message);
            }
            self.domains.push(Domain {
                name: domain.value.clone(),
                doc: text(file.doc.as_ref()),
                path: self.sources[*index].path.clone(),
            });
            for (name, _) in &file.types.0 {
                self.declare_type(&name.value, name.span);
            }
            for (name, event) in &file.events.0 {
                if !name::is_camel(name) || name.value == "Self" {
                    let message =
                        format!("an event's name is in UpperCamelCase; this is `{}`", name.value);
                    self.sink.error(name.span, "bad-name", message);
                }
                self.spans.insert(Owner::Event(name.value.clone()), name.span);
                let span = event.payload.as_ref().map_or(name.span, |payload| payload.span);
                self.declare_type(&events::payload_name(name, event), span);
            }
        }
    }

    /// A domain or a line becomes a module.
    fn module(&mut self, what: &str, name: &Spanned<String>) {
        if !name::is_snake(name) {
            let message = format!("a {what}'s name is in snake_case; this is `{}`", name.value);
            self.sink.error(name.span, "bad-name", message);
        } else if let Some(why) = refused_module(name) {
            let message = format!("a {what} cannot be called `{}`: the name is {why}", name.value);
            self.sink.error(name.span, "bad-name", message);
        }
    }

    fn declare_mixins(&mut self, contracts: &'a [(usize, ContractFile)]) {
        for (_, file) in contracts {
            for (name, mixin) in &file.mixins.0 {
                if let Some((first, _)) = self.mixins.insert(name.value.clone(), (name.span, mixin))
                {
                    let message = format!("the mixin `{}` is declared twice", name.value);
                    self.sink.duplicate(name.span, Some(first), message);
                }
            }
        }
    }

    /// A new id for a name, or the one it has.
    fn declare_type(&mut self, name: &str, span: Span) -> TypeId {
        if !name::is_camel(name) || Builtin::of(name).is_some() {
            let message = format!("a type's name is in UpperCamelCase; this is `{name}`");
            self.sink.error(span, "bad-name", message);
        }
        if name::is_taken(name) {
            let message = format!("the name `{name}` is used by generated code");
            self.sink.error(span, "bad-name", message);
        }
        let id = TypeId(self.types.len());
        if let Some((known, first)) = self.names.get(name) {
            let message = format!("the type `{name}` is declared twice");
            self.sink.duplicate(span, Some(*first), message);
            return *known;
        }
        self.names.insert(name.to_owned(), (id, span));
        self.types.push(None);
        id
    }

    /// A name without `Payload`, unless that is the name of another type.
    fn stem(&self, name: &str) -> String {
        let stem = name.strip_suffix("Payload");
        let stem = stem.filter(|stem| !stem.is_empty() && !self.names.contains_key(*stem));
        stem.unwrap_or(name).to_owned()
    }

    fn lookup(&mut self, name: &str, span: Span) -> Option<TypeId> {
        if let Some((id, _)) = self.names.get(name) {
            return Some(*id);
        }
        let known = self.names.keys().map(String::as_str).chain(Builtin::ALL.map(Builtin::name));
        let help = elsewhere(name).or_else(|| did_you_mean(name, known));
        let message = format!("there is no type `{name}`");
        self.sink.error_with_help(span, "unknown-type", message, help);
        None
    }

    fn location(&mut self, span: Span) -> Location {
        let Some(source) = self.sources.get(span.source()) else { return Location::default() };
        let lines = self.lines.entry(span.source()).or_insert_with(|| Lines::of(source));
        Location { path: source.path.clone(), line: lines.line(span.start()) }
    }

    fn shape(&self, id: TypeId) -> Option<&Shape> {
        self.types.get(id.0)?.as_ref().map(|def| &def.shape)
    }

    /// The object behind a type, through aliases.
    fn object(&self, id: TypeId) -> Option<&Object> {
        match self.shape(id)? {
            Shape::Object(object) => Some(object),
            Shape::Alias(Type::Named(id)) => self.object(*id),
            _ => None,
        }
    }

    fn reserved(&mut self, contracts: &[(usize, ContractFile)]) -> Vec<Reserved> {
        let mut reserved: Vec<Reserved> = Vec::new();
        let mut firsts: HashMap<&String, Span> = HashMap::new();
        for (domain, (_, file)) in contracts.iter().enumerate() {
            for name in &file.reserved {
                let event = self.event_names.get(&name.value).map(|(_, span)| *span);
                if let Some(first) = event.or_else(|| firsts.get(&name.value).copied()) {
                    let message =
                        format!("`{}` is declared elsewhere and cannot be reserved", name.value);
                    self.sink.duplicate(name.span, Some(first), message);
                }
                firsts.entry(&name.value).or_insert(name.span);
                reserved.push(Reserved { name: name.value.clone(), domain });
            }
        }
        reserved
    }

    fn header(&mut self, header: Option<&LineFile>) -> (Option<Envelope>, Option<Cutover>) {
        let Some(header) = header else { return (None, None) };
        self.module("line", &header.line);
        let envelope = header.envelope.as_ref().and_then(|decl| {
            let ty = self.lookup(&decl.ty, decl.ty.span)?;
            Some(Envelope {
                ty,
                event_type: self.envelope_field(ty, &decl.event_type)?,
                payload: self.envelope_field(ty, &decl.payload)?,
                order: decl.order.as_ref().and_then(|order| self.order(ty, order)),
            })
        });
        if let Some(Envelope { ty, payload, event_type, .. }) = &envelope
            && let Some(object) = self.object(*ty)
        {
            let opaque = object.fields[*payload].ty == Type::Builtin(Builtin::Object);
            let named = object.fields[*event_type].presence == Presence::Required;
            let declared = header.envelope.as_ref().map_or_else(Span::default, |decl| decl.ty.span);
            if !opaque || !named || object.closed || !object.rules.is_empty() {
                let message = "an envelope is an open type without rules; its event type is required and its payload an `object`";
                self.sink.error(declared, "bad-envelope", message);
            }
        }
        let cutover = header.cutover.as_ref().and_then(|decl| {
            let Some(Envelope { ty, .. }) = &envelope else {
                self.sink.error(
                    decl.signal.span,
                    "bad-cutover",
                    "a cutover policy needs an envelope",
                );
                return None;
            };
            let signal_index = self.envelope_field(*ty, &decl.signal)?;
            let aggregate_index = self.envelope_field(*ty, &decl.aggregate)?;
            let major =
                decl.contract_version.split('.').next().and_then(|major| major.parse().ok());
            if major != Some(decl.accepted_major.value) {
                let message = "the contract version's major number is not the accepted one";
                self.sink.error(decl.contract_version.span, "bad-cutover", message);
            }
            self.valid_signal(*ty, signal_index, &decl.contract_version);
            self.undeclared(*ty, &decl.forbidden_keys);
            let list =
                |names: &[Spanned<String>]| names.iter().map(|name| name.value.clone()).collect();
            Some(Cutover {
                signal: decl.signal.value.clone(),
                signal_index,
                accepted_major: decl.accepted_major.value,
                contract_version: decl.contract_version.value.clone(),
                forbidden_keys: list(&decl.forbidden_keys),
                forbidden_event_names: list(&decl.forbidden_event_names),
                aggregate: decl.aggregate.value.clone(),
                aggregate_index,
                forbidden_aggregate_names: list(&decl.forbidden_aggregate_names),
            })
        });
        (envelope, cutover)
    }

    /// Readers look for forbidden keys among undeclared ones only.
    fn undeclared(&mut self, envelope: TypeId, keys: &[Spanned<String>]) {
        let objects = self.events.iter().map(|event| event.payload).chain([envelope]);
        let fields = objects.filter_map(|id| self.object(id)).flat_map(|object| &object.fields);
        let declared: HashSet<String> = fields.map(|field| field.name.clone()).collect();
        for key in keys.iter().filter(|key| declared.contains(&key.value)) {
            let message = format!("the key `{}` is declared and forbidden", key.value);
            self.sink.error(key.span, "bad-cutover", message);
        }
    }

    /// Readers take the accepted contract version without asking its field's type again.
    fn valid_signal(&mut self, envelope: TypeId, field: usize, version: &Spanned<String>) {
        let Some(ty) = self.object(envelope).map(|object| object.fields[field].ty.clone()) else {
            return;
        };
        let kind = yaml::Kind::Scalar { text: version.value.clone(), plain: false };
        let node = yaml::Node { kind, span: version.span };
        if values::of_type(self, &ty, &node).is_err() {
            let message = "the contract version is not a valid value of its field";
            self.sink.error(version.span, "bad-cutover", message);
        }
    }

    /// The fields that order events. Each must have a type that can.
    fn order(&mut self, ty: TypeId, decl: &OrderDecl) -> Option<Order> {
        const ID: &[Builtin] = &[Builtin::EventId, Builtin::Uuid];
        const TIME: &[Builtin] = &[Builtin::DateTime, Builtin::PydanticDatetime];
        let required = Presence::Required;
        let mut optional = |field: &Option<Spanned<String>>, kinds: &[Builtin], presence| {
            let Some(field) = field else { return Some(None) };
            self.role(ty, field, kinds, presence).map(Some)
        };
        Some(Order {
            clock: optional(&decl.clock, &[Builtin::Integer], &required)?,
            aggregate: optional(&decl.aggregate, &[Builtin::String], &required)?,
            node: optional(&decl.node, &[Builtin::String], &required)?,
            cause: optional(&decl.cause, ID, &Presence::Optional)?,
            id: self.role(ty, &decl.id, ID, &required)?,
            time: self.role(ty, &decl.time, TIME, &required)?,
            time_as_text: self.time_as_text(ty, decl),
        })
    }

    /// How times compare. Only those that have an offset are instants.
    fn time_as_text(&mut self, ty: TypeId, decl: &OrderDecl) -> bool {
        let order = decl.time_order.as_ref();
        let as_text = order.is_some_and(|order| order.value == "text");
        if let Some(order) = order.filter(|order| !matches!(&*order.value, "text" | "instant")) {
            let message = format!("`timeOrder` is `instant` or `text`, not `{}`", order.value);
            self.sink.error(order.span, "wrong-shape", message);
        }
        let declared = self
            .object(ty)
            .and_then(|object| object.fields.iter().find(|field| field.name == decl.time.value));
        let kind = declared.and_then(|field| self.builtin(&field.ty));
        if kind == Some(Builtin::PydanticDatetime) && !as_text {
            let message = "a `pydantic-datetime` may leave its offset open, and is no instant then";
            let help = "write `timeOrder: text`, or make the field a `date-time`";
            let span = order.map_or(decl.time.span, |order| order.span);
            self.sink.error_with_help(span, "bad-envelope", message.to_owned(), help.to_owned());
        }
        as_text
    }

    /// The envelope field that plays a role, which takes one of these kinds.
    fn role(
        &mut self,
        ty: TypeId,
        field: &Spanned<String>,
        kinds: &[Builtin],
        presence: &Presence,
    ) -> Option<usize> {
        let index = self.envelope_field(ty, field)?;
        let declared = &self.object(ty)?.fields[index];
        let kind = self.builtin(&declared.ty);
        if declared.presence != *presence || !kind.is_some_and(|kind| kinds.contains(&kind)) {
            let kinds: Vec<String> =
                kinds.iter().map(|kind| format!("`{}`", kind.name())).collect();
            let how = if *presence == Presence::Optional { "an optional" } else { "a required" };
            let message =
                format!("`{}` is to be {how} field of type {}", field.value, kinds.join(" or "));
            self.sink.error(field.span, "bad-envelope", message);
        }
        Some(index)
    }

    /// The built-in type that a type refines.
    fn builtin(&self, ty: &Type) -> Option<Builtin> {
        match ty {
            Type::Builtin(builtin) => Some(*builtin),
            Type::Named(id) => match &self.types.get(id.0)?.as_ref()?.shape {
                Shape::Alias(ty) => self.builtin(ty),
                Shape::Text(_) => Some(Builtin::String),
                Shape::Integer(_) => Some(Builtin::Integer),
                _ => None,
            },
            Type::List(_) | Type::Map(_) => None,
        }
    }

    fn envelope_field(&mut self, ty: TypeId, field: &Spanned<String>) -> Option<usize> {
        let names: Vec<String> = match self.object(ty) {
            Some(object) => object.fields.iter().map(|field| field.name.clone()).collect(),
            None => Vec::new(),
        };
        self.index_of(field, &names, "the envelope has no field")
    }

    /// The position of a name in a list, or a report with the nearest name.
    fn index_of(&mut self, name: &Spanned<String>, known: &[String], what: &str) -> Option<usize> {
        let found = known.iter().position(|other| *other == name.value);
        if found.is_none() {
            let help = did_you_mean(name, known.iter().map(String::as_str));
            let message = format!("{what} `{}`", name.value);
            self.sink.error_with_help(name.span, "unknown-name", message, help);
        }
        found
    }
}

/// A doc text on one paragraph, as written.
fn text(doc: Option<&Spanned<String>>) -> String {
    doc.map_or_else(String::new, |doc| doc.value.trim().to_owned())
}
