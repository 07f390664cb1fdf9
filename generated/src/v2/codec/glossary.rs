//! Tables and decoders of the domain `glossary`.
//!
//! Generated from `contracts/spec-kitty/v2/glossary.yaml` by `contracts generate`. Edit the
//! contract, not this file.

use event_contract::codec::serde::ser::{Serialize, SerializeStruct, Serializer};
use event_contract::codec::{Checked, Contract, Fields};
use event_contract::table::{self, Field, Type};

use super::super::glossary::{
    BlockingStrictness, CheckRecommendation, Confidence, ConflictEvents, ConflictNature,
    ConflictSeverity, EventReference, GenerationBlockedBySemanticConflictPayload,
    GlossaryClarificationRequestedPayload, GlossaryClarificationResolvedPayload,
    GlossaryScopeActivatedPayload, GlossaryScopeId, GlossaryScopeType,
    GlossarySenseUpdatedPayload, GlossaryStrictness, GlossaryStrictnessSetPayload,
    GlossaryVersionId, SemanticCheckEvaluatedPayload, SemanticConflictEntry, Term,
    TermCandidateObservedPayload, Urgency,
};

use super::common::{ACTOR_ID, MISSION_ID, STEP_ID, TEXT};

/// Table of [`GlossaryScopeId`].
pub static GLOSSARY_SCOPE_ID: table::Text = table::Text {
    name: "GlossaryScopeId",
    min_length: 1,
    ..table::Text::ANY
};

event_contract::impl_text!(GlossaryScopeId : GLOSSARY_SCOPE_ID);

/// Table of [`GlossaryScopeType`].
pub static GLOSSARY_SCOPE_TYPE: table::Enum = table::Enum {
    name: "GlossaryScopeType",
    values: &["spec_kitty_core", "team_domain", "audience_domain", "mission_local"],
    aliases: &[],
};

event_contract::impl_enum!(
    GlossaryScopeType : GLOSSARY_SCOPE_TYPE, [SpecKittyCore, TeamDomain, AudienceDomain,
    MissionLocal]
);

/// Table of [`GlossaryVersionId`].
pub static GLOSSARY_VERSION_ID: table::Text = table::Text {
    name: "GlossaryVersionId",
    min_length: 1,
    ..table::Text::ANY
};

event_contract::impl_text!(GlossaryVersionId : GLOSSARY_VERSION_ID);

/// Table of [`Term`].
pub static TERM: table::Text = table::Text {
    name: "Term",
    min_length: 1,
    ..table::Text::ANY
};

event_contract::impl_text!(Term : TERM);

/// Table of [`EventReference`].
pub static EVENT_REFERENCE: table::Text = table::Text {
    name: "EventReference",
    min_length: 1,
    ..table::Text::ANY
};

event_contract::impl_text!(EventReference : EVENT_REFERENCE);

/// Table of [`Confidence`].
pub static CONFIDENCE: table::Number = table::Number {
    name: "Confidence",
    minimum: Some(0.0),
    maximum: Some(1.0),
    ..table::Number::ANY
};

event_contract::impl_number!(Confidence : CONFIDENCE);

/// Table of [`ConflictNature`].
pub static CONFLICT_NATURE: table::Enum = table::Enum {
    name: "ConflictNature",
    values: &["overloaded", "drift", "ambiguous"],
    aliases: &[],
};

event_contract::impl_enum!(
    ConflictNature : CONFLICT_NATURE, [Overloaded, Drift, Ambiguous]
);

/// Table of [`ConflictSeverity`].
pub static CONFLICT_SEVERITY: table::Enum = table::Enum {
    name: "ConflictSeverity",
    values: &["low", "medium", "high"],
    aliases: &[],
};

event_contract::impl_enum!(ConflictSeverity : CONFLICT_SEVERITY, [Low, Medium, High]);

/// Table of [`Urgency`].
pub static URGENCY: table::Enum = table::Enum {
    name: "Urgency",
    values: &["low", "medium", "high"],
    aliases: &[],
};

event_contract::impl_enum!(Urgency : URGENCY, [Low, Medium, High]);

/// Table of [`GlossaryStrictness`].
pub static GLOSSARY_STRICTNESS: table::Enum = table::Enum {
    name: "GlossaryStrictness",
    values: &["off", "medium", "max"],
    aliases: &[],
};

event_contract::impl_enum!(GlossaryStrictness : GLOSSARY_STRICTNESS, [Off, Medium, Max]);

/// Table of [`BlockingStrictness`].
pub static BLOCKING_STRICTNESS: table::Enum = table::Enum {
    name: "BlockingStrictness",
    values: &["medium", "max"],
    aliases: &[],
};

event_contract::impl_enum!(BlockingStrictness : BLOCKING_STRICTNESS, [Medium, Max]);

/// Table of [`CheckRecommendation`].
pub static CHECK_RECOMMENDATION: table::Enum = table::Enum {
    name: "CheckRecommendation",
    values: &["block", "warn", "pass"],
    aliases: &[],
};

event_contract::impl_enum!(
    CheckRecommendation : CHECK_RECOMMENDATION, [Block, Warn, Pass]
);

/// Table of [`ConflictEvents`].
pub static CONFLICT_EVENTS: table::Array = table::Array {
    name: "ConflictEvents",
    items: Type::STRING,
    min_items: 1,
    max_items: None,
};

event_contract::impl_array!(ConflictEvents : CONFLICT_EVENTS, String);

/// Table of [`SemanticConflictEntry`].
pub static SEMANTIC_CONFLICT_ENTRY: table::Object = table::Object {
    name: "SemanticConflictEntry",
    fields: &[
        Field::required("term", Type::Text(&TERM)),
        Field::required("nature", Type::Enum(&CONFLICT_NATURE)),
        Field::required("severity", Type::Enum(&CONFLICT_SEVERITY)),
        Field::required("description", Type::STRING),
    ],
    closed: false,
    rules: &[],
};

impl Contract for SemanticConflictEntry {
    const TYPE: Type = Type::Object(&SEMANTIC_CONFLICT_ENTRY);

    fn read(text: Checked<'_>) -> Option<Self> {
        let mut fields = Fields::of(&SEMANTIC_CONFLICT_ENTRY, text)?;
        Some(Self {
            term: fields.next()?,
            nature: fields.next()?,
            severity: fields.next()?,
            description: fields.next()?,
        })
    }
}

impl Serialize for SemanticConflictEntry {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("SemanticConflictEntry", 4)?;
        out.serialize_field("term", &self.term)?;
        out.serialize_field("nature", &self.nature)?;
        out.serialize_field("severity", &self.severity)?;
        out.serialize_field("description", &self.description)?;
        out.end()
    }
}

/// Table of [`GlossaryScopeActivatedPayload`].
pub static GLOSSARY_SCOPE_ACTIVATED_PAYLOAD: table::Object = table::Object {
    name: "GlossaryScopeActivatedPayload",
    fields: &[
        Field::required("mission_id", Type::Text(&MISSION_ID)),
        Field::required("scope_id", Type::Text(&GLOSSARY_SCOPE_ID)),
        Field::required("scope_type", Type::Enum(&GLOSSARY_SCOPE_TYPE)),
        Field::required("glossary_version_id", Type::Text(&GLOSSARY_VERSION_ID)),
    ],
    closed: false,
    rules: &[],
};

impl Contract for GlossaryScopeActivatedPayload {
    const TYPE: Type = Type::Object(&GLOSSARY_SCOPE_ACTIVATED_PAYLOAD);

    fn read(text: Checked<'_>) -> Option<Self> {
        let mut fields = Fields::of(&GLOSSARY_SCOPE_ACTIVATED_PAYLOAD, text)?;
        Some(Self {
            mission_id: fields.next()?,
            scope_id: fields.next()?,
            scope_type: fields.next()?,
            glossary_version_id: fields.next()?,
        })
    }
}

impl Serialize for GlossaryScopeActivatedPayload {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("GlossaryScopeActivatedPayload", 4)?;
        out.serialize_field("mission_id", &self.mission_id)?;
        out.serialize_field("scope_id", &self.scope_id)?;
        out.serialize_field("scope_type", &self.scope_type)?;
        out.serialize_field("glossary_version_id", &self.glossary_version_id)?;
        out.end()
    }
}

/// Table of [`TermCandidateObservedPayload`].
pub static TERM_CANDIDATE_OBSERVED_PAYLOAD: table::Object = table::Object {
    name: "TermCandidateObservedPayload",
    fields: &[
        Field::required("mission_id", Type::Text(&MISSION_ID)),
        Field::required("scope_id", Type::Text(&GLOSSARY_SCOPE_ID)),
        Field::required("step_id", Type::Text(&STEP_ID)),
        Field::required("term_surface", Type::Text(&TERM)),
        Field::required("confidence", Type::Number(&CONFIDENCE)),
        Field::required("actor", Type::Text(&ACTOR_ID)),
        Field::with_default(
            "step_metadata",
            Type::Map(
                &table::Map {
                    values: Type::STRING,
                    ..table::Map::ANY
                },
            ),
            "{}",
        ),
    ],
    closed: false,
    rules: &[],
};

impl Contract for TermCandidateObservedPayload {
    const TYPE: Type = Type::Object(&TERM_CANDIDATE_OBSERVED_PAYLOAD);

    fn read(text: Checked<'_>) -> Option<Self> {
        let mut fields = Fields::of(&TERM_CANDIDATE_OBSERVED_PAYLOAD, text)?;
        Some(Self {
            mission_id: fields.next()?,
            scope_id: fields.next()?,
            step_id: fields.next()?,
            term_surface: fields.next()?,
            confidence: fields.next()?,
            actor: fields.next()?,
            step_metadata: fields.next()?,
        })
    }
}

impl Serialize for TermCandidateObservedPayload {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("TermCandidateObservedPayload", 7)?;
        out.serialize_field("mission_id", &self.mission_id)?;
        out.serialize_field("scope_id", &self.scope_id)?;
        out.serialize_field("step_id", &self.step_id)?;
        out.serialize_field("term_surface", &self.term_surface)?;
        out.serialize_field("confidence", &self.confidence)?;
        out.serialize_field("actor", &self.actor)?;
        out.serialize_field("step_metadata", &self.step_metadata)?;
        out.end()
    }
}

/// Table of [`SemanticCheckEvaluatedPayload`].
pub static SEMANTIC_CHECK_EVALUATED_PAYLOAD: table::Object = table::Object {
    name: "SemanticCheckEvaluatedPayload",
    fields: &[
        Field::required("mission_id", Type::Text(&MISSION_ID)),
        Field::required("scope_id", Type::Text(&GLOSSARY_SCOPE_ID)),
        Field::required("step_id", Type::Text(&STEP_ID)),
        Field::required(
            "conflicts",
            Type::Array(
                &table::Array {
                    name: "",
                    items: Type::Object(&SEMANTIC_CONFLICT_ENTRY),
                    min_items: 0,
                    max_items: None,
                },
            ),
        ),
        Field::required("severity", Type::Enum(&CONFLICT_SEVERITY)),
        Field::required("confidence", Type::Number(&CONFIDENCE)),
        Field::required("recommended_action", Type::Enum(&CHECK_RECOMMENDATION)),
        Field::required("effective_strictness", Type::Enum(&GLOSSARY_STRICTNESS)),
        Field::with_default(
            "step_metadata",
            Type::Map(
                &table::Map {
                    values: Type::STRING,
                    ..table::Map::ANY
                },
            ),
            "{}",
        ),
    ],
    closed: false,
    rules: &[],
};

impl Contract for SemanticCheckEvaluatedPayload {
    const TYPE: Type = Type::Object(&SEMANTIC_CHECK_EVALUATED_PAYLOAD);

    fn read(text: Checked<'_>) -> Option<Self> {
        let mut fields = Fields::of(&SEMANTIC_CHECK_EVALUATED_PAYLOAD, text)?;
        Some(Self {
            mission_id: fields.next()?,
            scope_id: fields.next()?,
            step_id: fields.next()?,
            conflicts: fields.next()?,
            severity: fields.next()?,
            confidence: fields.next()?,
            recommended_action: fields.next()?,
            effective_strictness: fields.next()?,
            step_metadata: fields.next()?,
        })
    }
}

impl Serialize for SemanticCheckEvaluatedPayload {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("SemanticCheckEvaluatedPayload", 9)?;
        out.serialize_field("mission_id", &self.mission_id)?;
        out.serialize_field("scope_id", &self.scope_id)?;
        out.serialize_field("step_id", &self.step_id)?;
        out.serialize_field("conflicts", &self.conflicts)?;
        out.serialize_field("severity", &self.severity)?;
        out.serialize_field("confidence", &self.confidence)?;
        out.serialize_field("recommended_action", &self.recommended_action)?;
        out.serialize_field("effective_strictness", &self.effective_strictness)?;
        out.serialize_field("step_metadata", &self.step_metadata)?;
        out.end()
    }
}

/// Table of [`GlossaryClarificationRequestedPayload`].
pub static GLOSSARY_CLARIFICATION_REQUESTED_PAYLOAD: table::Object = table::Object {
    name: "GlossaryClarificationRequestedPayload",
    fields: &[
        Field::required("mission_id", Type::Text(&MISSION_ID)),
        Field::required("scope_id", Type::Text(&GLOSSARY_SCOPE_ID)),
        Field::required("step_id", Type::Text(&STEP_ID)),
        Field::required("semantic_check_event_id", Type::Text(&EVENT_REFERENCE)),
        Field::required("term", Type::Text(&TERM)),
        Field::required("question", Type::STRING),
        Field::required(
            "options",
            Type::Array(
                &table::Array {
                    name: "",
                    items: Type::STRING,
                    min_items: 0,
                    max_items: None,
                },
            ),
        ),
        Field::required("urgency", Type::Enum(&URGENCY)),
        Field::required("actor", Type::Text(&ACTOR_ID)),
    ],
    closed: false,
    rules: &[],
};

impl Contract for GlossaryClarificationRequestedPayload {
    const TYPE: Type = Type::Object(&GLOSSARY_CLARIFICATION_REQUESTED_PAYLOAD);

    fn read(text: Checked<'_>) -> Option<Self> {
        let mut fields = Fields::of(&GLOSSARY_CLARIFICATION_REQUESTED_PAYLOAD, text)?;
        Some(Self {
            mission_id: fields.next()?,
            scope_id: fields.next()?,
            step_id: fields.next()?,
            semantic_check_event_id: fields.next()?,
            term: fields.next()?,
            question: fields.next()?,
            options: fields.next()?,
            urgency: fields.next()?,
            actor: fields.next()?,
        })
    }
}

impl Serialize for GlossaryClarificationRequestedPayload {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer
            .serialize_struct("GlossaryClarificationRequestedPayload", 9)?;
        out.serialize_field("mission_id", &self.mission_id)?;
        out.serialize_field("scope_id", &self.scope_id)?;
        out.serialize_field("step_id", &self.step_id)?;
        out.serialize_field("semantic_check_event_id", &self.semantic_check_event_id)?;
        out.serialize_field("term", &self.term)?;
        out.serialize_field("question", &self.question)?;
        out.serialize_field("options", &self.options)?;
        out.serialize_field("urgency", &self.urgency)?;
        out.serialize_field("actor", &self.actor)?;
        out.end()
    }
}

/// Table of [`GlossaryClarificationResolvedPayload`].
pub static GLOSSARY_CLARIFICATION_RESOLVED_PAYLOAD: table::Object = table::Object {
    name: "GlossaryClarificationResolvedPayload",
    fields: &[
        Field::required("mission_id", Type::Text(&MISSION_ID)),
        Field::required("clarification_event_id", Type::Text(&EVENT_REFERENCE)),
        Field::required("selected_meaning", Type::Text(&TEXT)),
        Field::required("actor", Type::Text(&ACTOR_ID)),
    ],
    closed: false,
    rules: &[],
};

impl Contract for GlossaryClarificationResolvedPayload {
    const TYPE: Type = Type::Object(&GLOSSARY_CLARIFICATION_RESOLVED_PAYLOAD);

    fn read(text: Checked<'_>) -> Option<Self> {
        let mut fields = Fields::of(&GLOSSARY_CLARIFICATION_RESOLVED_PAYLOAD, text)?;
        Some(Self {
            mission_id: fields.next()?,
            clarification_event_id: fields.next()?,
            selected_meaning: fields.next()?,
            actor: fields.next()?,
        })
    }
}

impl Serialize for GlossaryClarificationResolvedPayload {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer
            .serialize_struct("GlossaryClarificationResolvedPayload", 4)?;
        out.serialize_field("mission_id", &self.mission_id)?;
        out.serialize_field("clarification_event_id", &self.clarification_event_id)?;
        out.serialize_field("selected_meaning", &self.selected_meaning)?;
        out.serialize_field("actor", &self.actor)?;
        out.end()
    }
}

/// Table of [`GlossarySenseUpdatedPayload`].
pub static GLOSSARY_SENSE_UPDATED_PAYLOAD: table::Object = table::Object {
    name: "GlossarySenseUpdatedPayload",
    fields: &[
        Field::required("mission_id", Type::Text(&MISSION_ID)),
        Field::required("scope_id", Type::Text(&GLOSSARY_SCOPE_ID)),
        Field::required("term_surface", Type::Text(&TERM)),
        Field::optional("before_sense", Type::STRING),
        Field::required("after_sense", Type::Text(&TEXT)),
        Field::required("reason", Type::STRING),
        Field::required("actor", Type::Text(&ACTOR_ID)),
    ],
    closed: false,
    rules: &[],
};

impl Contract for GlossarySenseUpdatedPayload {
    const TYPE: Type = Type::Object(&GLOSSARY_SENSE_UPDATED_PAYLOAD);

    fn read(text: Checked<'_>) -> Option<Self> {
        let mut fields = Fields::of(&GLOSSARY_SENSE_UPDATED_PAYLOAD, text)?;
        Some(Self {
            mission_id: fields.next()?,
            scope_id: fields.next()?,
            term_surface: fields.next()?,
            before_sense: fields.next()?,
            after_sense: fields.next()?,
            reason: fields.next()?,
            actor: fields.next()?,
        })
    }
}

impl Serialize for GlossarySenseUpdatedPayload {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("GlossarySenseUpdatedPayload", 7)?;
        out.serialize_field("mission_id", &self.mission_id)?;
        out.serialize_field("scope_id", &self.scope_id)?;
        out.serialize_field("term_surface", &self.term_surface)?;
        out.serialize_field("before_sense", &self.before_sense)?;
        out.serialize_field("after_sense", &self.after_sense)?;
        out.serialize_field("reason", &self.reason)?;
        out.serialize_field("actor", &self.actor)?;
        out.end()
    }
}

/// Table of [`GenerationBlockedBySemanticConflictPayload`].
pub static GENERATION_BLOCKED_BY_SEMANTIC_CONFLICT_PAYLOAD: table::Object = table::Object {
    name: "GenerationBlockedBySemanticConflictPayload",
    fields: &[
        Field::required("mission_id", Type::Text(&MISSION_ID)),
        Field::required("step_id", Type::Text(&STEP_ID)),
        Field::required("conflict_event_ids", Type::Array(&CONFLICT_EVENTS)),
        Field::required("blocking_strictness", Type::Enum(&BLOCKING_STRICTNESS)),
        Field::with_default(
            "step_metadata",
            Type::Map(
                &table::Map {
                    values: Type::STRING,
                    ..table::Map::ANY
                },
            ),
            "{}",
        ),
    ],
    closed: false,
    rules: &[],
};

impl Contract for GenerationBlockedBySemanticConflictPayload {
    const TYPE: Type = Type::Object(&GENERATION_BLOCKED_BY_SEMANTIC_CONFLICT_PAYLOAD);

    fn read(text: Checked<'_>) -> Option<Self> {
        let mut fields = Fields::of(
            &GENERATION_BLOCKED_BY_SEMANTIC_CONFLICT_PAYLOAD,
            text,
        )?;
        Some(Self {
            mission_id: fields.next()?,
            step_id: fields.next()?,
            conflict_event_ids: fields.next()?,
            blocking_strictness: fields.next()?,
            step_metadata: fields.next()?,
        })
    }
}

impl Serialize for GenerationBlockedBySemanticConflictPayload {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer
            .serialize_struct("GenerationBlockedBySemanticConflictPayload", 5)?;
        out.serialize_field("mission_id", &self.mission_id)?;
        out.serialize_field("step_id", &self.step_id)?;
        out.serialize_field("conflict_event_ids", &self.conflict_event_ids)?;
        out.serialize_field("blocking_strictness", &self.blocking_strictness)?;
        out.serialize_field("step_metadata", &self.step_metadata)?;
        out.end()
    }
}

/// Table of [`GlossaryStrictnessSetPayload`].
pub static GLOSSARY_STRICTNESS_SET_PAYLOAD: table::Object = table::Object {
    name: "GlossaryStrictnessSetPayload",
    fields: &[
        Field::required("mission_id", Type::Text(&MISSION_ID)),
        Field::required("new_strictness", Type::Enum(&GLOSSARY_STRICTNESS)),
        Field::optional("previous_strictness", Type::Enum(&GLOSSARY_STRICTNESS)),
        Field::required("actor", Type::Text(&ACTOR_ID)),
    ],
    closed: false,
    rules: &[],
};

impl Contract for GlossaryStrictnessSetPayload {
    const TYPE: Type = Type::Object(&GLOSSARY_STRICTNESS_SET_PAYLOAD);

    fn read(text: Checked<'_>) -> Option<Self> {
        let mut fields = Fields::of(&GLOSSARY_STRICTNESS_SET_PAYLOAD, text)?;
        Some(Self {
            mission_id: fields.next()?,
            new_strictness: fields.next()?,
            previous_strictness: fields.next()?,
            actor: fields.next()?,
        })
    }
}

impl Serialize for GlossaryStrictnessSetPayload {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("GlossaryStrictnessSetPayload", 4)?;
        out.serialize_field("mission_id", &self.mission_id)?;
        out.serialize_field("new_strictness", &self.new_strictness)?;
        out.serialize_field("previous_strictness", &self.previous_strictness)?;
        out.serialize_field("actor", &self.actor)?;
        out.end()
    }
}

event_contract::impl_deserialize!(
    SemanticConflictEntry, GlossaryScopeActivatedPayload, TermCandidateObservedPayload,
    SemanticCheckEvaluatedPayload, GlossaryClarificationRequestedPayload,
    GlossaryClarificationResolvedPayload, GlossarySenseUpdatedPayload,
    GenerationBlockedBySemanticConflictPayload, GlossaryStrictnessSetPayload
);
