//! One event against one contract, as the reference's validation asks it.

use crate::collect::{self, Collector};
use crate::table::{Line, Type};
use crate::violation::Violation;

/// The answer to [`Line::validate_event`].
#[derive(Clone, Debug)]
pub struct Report {
    /// The contract that was asked for.
    pub event_type: &'static str,
    /// Whether the document was an envelope and its payload was validated. Pointers are into the document
    /// all the same.
    pub enveloped: bool,
    /// What the contract tables refuse, the cutover policy included.
    pub model: Vec<Violation>,
    /// What the JSON Schema refuses.
    pub schema: Vec<SchemaViolation>,
    /// Whether the JSON Schema was asked.
    pub schema_checked: bool,
}

impl Report {
    /// Whether nothing was refused.
    pub const fn valid(&self) -> bool {
        self.model.is_empty() && self.schema.is_empty()
    }
}

/// One thing that a JSON Schema refuses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SchemaViolation {
    /// Where, as a JSON Pointer into the document.
    pub pointer: String,
    /// The keyword that refuses the value.
    pub keyword: String,
    /// Why, without the value.
    pub message: String,
}

/// Why an event could not be validated at all.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ValidateError {
    /// The line has no such event.
    #[error("unknown event type {name:?}{}", .nearest.map(|near| format!("; did you mean {near:?}?")).unwrap_or_default())]
    UnknownEventType {
        /// What was asked for.
        name: String,
        /// What was probably meant.
        nearest: Option<&'static str>,
    },
    /// The event's payload has no contract yet.
    #[error("event type {name:?} is reserved: its payload has no contract yet")]
    Reserved {
        /// The reserved name.
        name: &'static str,
    },
    /// The document is not a JSON object.
    #[error("an event or a payload is a JSON object")]
    NotAnObject,
    /// Both layers were asked for, and this build has no JSON Schema layer.
    #[error("this build has no JSON Schema layer (feature `schema`)")]
    SchemaLayerMissing,
    /// The document is not JSON.
    #[error("not JSON: {0}")]
    Syntax(Violation),
    /// The line's schema for the event is unusable.
    #[error("the JSON Schema {name:?} is unusable: {reason}")]
    Schema {
        /// The schema.
        name: &'static str,
        /// What its compiler says.
        reason: String,
    },
}

impl Line {
    /// Validates a payload, or an envelope if `document` is an object that names `event_type` and has an
    /// object as payload; of an envelope only the cutover policy and the payload are looked at. For the
    /// envelope's own name, the document is validated as an envelope with any payload.
    ///
    /// Both the tables and the JSON Schema are asked. A build without the JSON Schema layer leaves that
    /// out, which `strict` makes an error; an event without a published schema has the tables alone.
    pub fn validate_event(
        &'static self,
        document: &[u8],
        event_type: &str,
        strict: bool,
    ) -> Result<Report, ValidateError> {
        self.validate(document, event_type, strict, false)
    }

    /// The same, but where the JSON Schema is asked, the tables take aliases of enum values as reading does: then it is
    /// the schema alone that refuses them.
    ///
    /// # Errors
    ///
    /// As for [`Self::validate_event`].
    pub fn validate_event_as_read(
        &'static self,
        document: &[u8],
        event_type: &str,
        strict: bool,
    ) -> Result<Report, ValidateError> {
        self.validate(document, event_type, strict, true)
    }

    fn validate(
        &'static self,
        document: &[u8],
        event_type: &str,
        strict: bool,
        as_read: bool,
    ) -> Result<Report, ValidateError> {
        let target = self.target(event_type)?;
        if strict && cfg!(not(feature = "schema")) {
            return Err(ValidateError::SchemaLayerMissing);
        }
        let tree =
            collect::text(document).and_then(collect::parse).map_err(ValidateError::Syntax)?;
        if tree.root().members().is_none() {
            return Err(ValidateError::NotAnObject);
        }
        let payload_field = self.roles().and_then(|(event_type_field, payload_field)| {
            let named = tree.root().get(event_type_field)?.string()? == event_type;
            let object = tree.root().get(payload_field)?.members().is_some();
            (!target.is_envelope && named && object).then_some(payload_field)
        });
        let ask_schema = !tree.infinite && !tree.inexact;
        let takes_aliases = as_read && ask_schema && self.published(&target).is_some();
        let mut collector = Collector::new(!takes_aliases);
        collector.ranges(&tree);
        if let Some(cutover) = self.cutover
            && (target.is_envelope || payload_field.is_some())
        {
            cutover.collect(&mut collector, self, tree.root());
        }
        match payload_field.and_then(|field| Some((field, tree.root().get(field)?))) {
            Some((field, node)) => collector.below(field, |to| to.value(node, target.ty)),
            None => collector.value(tree.root(), target.ty),
        }
        let mut report = Report {
            event_type: target.name,
            enveloped: payload_field.is_some(),
            model: collector.found,
            schema: Vec::new(),
            schema_checked: false,
        };
        if ask_schema {
            self.ask_schema(document, payload_field, &target, &mut report)?;
        }
        Ok(report)
    }

    fn target(&self, event_type: &str) -> Result<Target, ValidateError> {
        if let Some(event) = self.event(event_type) {
            let ty = Type::Object(event.payload);
            return Ok(Target {
                name: event.name,
                ty,
                schema: Some(event.schema),
                is_envelope: false,
            });
        }
        if let Some(envelope) = self.envelope
            && envelope.name == event_type
        {
            let same =
                |ty| matches!(ty, Type::Object(object) if std::ptr::eq(object, envelope.object));
            let schema =
                self.schemas.iter().find(|schema| same(schema.ty)).map(|schema| schema.name);
            let ty = Type::Object(envelope.object);
            return Ok(Target { name: envelope.name, ty, schema, is_envelope: true });
        }
        if let Some(name) = self.reserved.iter().find(|name| **name == event_type) {
            return Err(ValidateError::Reserved { name });
        }
        let nearest = self.nearest_event(event_type);
        Err(ValidateError::UnknownEventType { name: event_type.into(), nearest })
    }

    /// The schema that there is to ask.
    fn published(&self, target: &Target) -> Option<&'static str> {
        let published = |name: &&str| self.schemas.iter().any(|schema| schema.name == *name);
        target.schema.filter(|_| cfg!(feature = "schema")).filter(published)
    }

    #[cfg(feature = "schema")]
    fn ask_schema(
        &'static self,
        document: &[u8],
        payload_field: Option<&'static str>,
        target: &Target,
        report: &mut Report,
    ) -> Result<(), ValidateError> {
        let Some(name) = self.published(target) else { return Ok(()) };
        let Ok(value) = serde_json::from_slice::<serde_json::Value>(document) else {
            return Ok(());
        };
        let null = serde_json::Value::Null;
        let instance = payload_field.map_or(&value, |field| value.get(field).unwrap_or(&null));
        let set = crate::schema::SchemaSet::shared(self);
        let mut violations = set
            .violations(name, instance)
            .map_err(|error| ValidateError::Schema { name, reason: error.to_string() })?;
        if let Some(field) = payload_field {
            for violation in &mut violations {
                violation.pointer.insert_str(0, &format!("/{field}"));
            }
        }
        report.schema = violations;
        report.schema_checked = true;
        Ok(())
    }

    #[cfg(not(feature = "schema"))]
    #[expect(
        clippy::unnecessary_wraps,
        clippy::unused_self,
        reason = "the signature is the other build's"
    )]
    fn ask_schema(
        &'static self,
        _: &[u8],
        _: Option<&'static str>,
        _: &Target,
        _: &mut Report,
    ) -> Result<(), ValidateError> {
        Ok(())
    }
}

/// What a document is validated against.
struct Target {
    name: &'static str,
    ty: Type,
    schema: Option<&'static str>,
    is_envelope: bool,
}
