//! Tables and decoders of the domain `cutover`.
//!
//! Generated from `contracts/spec-kitty/v3/cutover.yaml` by `contracts generate`. Edit the
//! contract, not this file.

use event_contract::codec::serde::ser::{Serialize, SerializeStruct, Serializer};
use event_contract::codec::{Checked, Contract, Fields};
use event_contract::table::{self, Field, Type};

use super::super::cutover::{CutoverArtifact, MajorVersion, SignalLocation};
use super::common::TEXT;
use super::envelope::CONTRACT_VERSION;

/// Table of [`SignalLocation`].
pub static SIGNAL_LOCATION: table::Enum = table::Enum {
    name: "SignalLocation",
    values: &["event_envelope", "payload", "artifact_only"],
    aliases: &[],
};

event_contract::impl_enum!(
    SignalLocation : SIGNAL_LOCATION, [EventEnvelope, Payload, ArtifactOnly]
);

/// Table of [`MajorVersion`].
pub static MAJOR_VERSION: table::Integer = table::Integer {
    name: "MajorVersion",
    minimum: Some(0),
    ..table::Integer::ANY
};

event_contract::impl_integer!(MajorVersion : MAJOR_VERSION);

/// Table of [`CutoverArtifact`].
pub static CUTOVER_ARTIFACT: table::Object = table::Object {
    name: "CutoverArtifact",
    fields: &[
        Field::required("artifact_version", Type::Text(&CONTRACT_VERSION)),
        Field::required("release_version", Type::Text(&CONTRACT_VERSION)),
        Field::required("signal_field_name", Type::Text(&TEXT)),
        Field::required("signal_location", Type::Enum(&SIGNAL_LOCATION)),
        Field::required("cutover_contract_version", Type::Text(&TEXT)),
        Field::required("accepted_major", Type::Integer(&MAJOR_VERSION)),
        Field::required(
            "forbidden_legacy_keys",
            Type::Array(
                &table::Array {
                    name: "",
                    items: Type::STRING,
                    min_items: 0,
                    max_items: None,
                },
            ),
        ),
        Field::required(
            "forbidden_legacy_event_names",
            Type::Array(
                &table::Array {
                    name: "",
                    items: Type::STRING,
                    min_items: 0,
                    max_items: None,
                },
            ),
        ),
        Field::required(
            "forbidden_legacy_aggregate_names",
            Type::Array(
                &table::Array {
                    name: "",
                    items: Type::STRING,
                    min_items: 0,
                    max_items: None,
                },
            ),
        ),
        Field::with_default(
            "forbidden_legacy_contract_surfaces",
            Type::Array(
                &table::Array {
                    name: "",
                    items: Type::STRING,
                    min_items: 0,
                    max_items: None,
                },
            ),
            "[]",
        ),
    ],
    closed: true,
    rules: &[],
};

impl Contract for CutoverArtifact {
    const TYPE: Type = Type::Object(&CUTOVER_ARTIFACT);

    fn read(text: Checked<'_>) -> Option<Self> {
        let mut fields = Fields::of(&CUTOVER_ARTIFACT, text)?;
        Some(Self {
            artifact_version: fields.next()?,
            release_version: fields.next()?,
            signal_field_name: fields.next()?,
            signal_location: fields.next()?,
            cutover_contract_version: fields.next()?,
            accepted_major: fields.next()?,
            forbidden_legacy_keys: fields.next()?,
            forbidden_legacy_event_names: fields.next()?,
            forbidden_legacy_aggregate_names: fields.next()?,
            forbidden_legacy_contract_surfaces: fields.next()?,
        })
    }
}

impl Serialize for CutoverArtifact {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("CutoverArtifact", 10)?;
        out.serialize_field("artifact_version", &self.artifact_version)?;
        out.serialize_field("release_version", &self.release_version)?;
        out.serialize_field("signal_field_name", &self.signal_field_name)?;
        out.serialize_field("signal_location", &self.signal_location)?;
        out.serialize_field("cutover_contract_version", &self.cutover_contract_version)?;
        out.serialize_field("accepted_major", &self.accepted_major)?;
        out.serialize_field("forbidden_legacy_keys", &self.forbidden_legacy_keys)?;
        out.serialize_field(
            "forbidden_legacy_event_names",
            &self.forbidden_legacy_event_names,
        )?;
        out.serialize_field(
            "forbidden_legacy_aggregate_names",
            &self.forbidden_legacy_aggregate_names,
        )?;
        out.serialize_field(
            "forbidden_legacy_contract_surfaces",
            &self.forbidden_legacy_contract_surfaces,
        )?;
        out.end()
    }
}

event_contract::impl_deserialize!(CutoverArtifact);
