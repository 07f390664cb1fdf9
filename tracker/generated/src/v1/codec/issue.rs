//! Tables and decoders of the domain `issue`.
//!
//! Generated from `contracts/v1/issue.yaml` by `contracts generate`. Edit the contract, not
//! this file.

use event_contract::codec::serde::ser::{Serialize, SerializeStruct, Serializer};
use event_contract::codec::{Checked, Contract, Fields};
use event_contract::table::{self, Field, Type};

use super::super::issue::{
    CanonicalIssue, CanonicalIssueType, CanonicalLink, CanonicalStatus, ExternalRef,
    Filled, IssueReportedPayload, LinkType, Priority,
};

/// Table of [`Filled`].
pub static FILLED: table::Text = table::Text {
    name: "Filled",
    not_blank: true,
    ..table::Text::ANY
};

event_contract::impl_text!(Filled : FILLED);

/// Table of [`CanonicalStatus`].
pub static CANONICAL_STATUS: table::Enum = table::Enum {
    name: "CanonicalStatus",
    values: &["todo", "in_progress", "in_review", "blocked", "done", "canceled"],
    aliases: &[],
};

event_contract::impl_enum!(
    CanonicalStatus : CANONICAL_STATUS, [Todo, InProgress, InReview, Blocked, Done,
    Canceled]
);

/// Table of [`CanonicalIssueType`].
pub static CANONICAL_ISSUE_TYPE: table::Enum = table::Enum {
    name: "CanonicalIssueType",
    values: &["epic", "story", "task", "bug", "chore", "subtask"],
    aliases: &[],
};

event_contract::impl_enum!(
    CanonicalIssueType : CANONICAL_ISSUE_TYPE, [Epic, Story, Task, Bug, Chore, Subtask]
);

/// Table of [`LinkType`].
pub static LINK_TYPE: table::Enum = table::Enum {
    name: "LinkType",
    values: &[
        "blocks",
        "blocked_by",
        "relates_to",
        "duplicates",
        "parent_of",
        "child_of",
    ],
    aliases: &[],
};

event_contract::impl_enum!(
    LinkType : LINK_TYPE, [Blocks, BlockedBy, RelatesTo, Duplicates, ParentOf, ChildOf]
);

/// Table of [`Priority`].
pub static PRIORITY: table::Integer = table::Integer {
    name: "Priority",
    minimum: Some(0),
    maximum: Some(4),
};

event_contract::impl_integer!(Priority : PRIORITY, u8);

/// Table of [`ExternalRef`].
pub static EXTERNAL_REF: table::Object = table::Object {
    name: "ExternalRef",
    fields: &[
        Field::required("system", Type::Text(&FILLED)),
        Field::required("workspace", Type::Text(&FILLED)),
        Field::required("id", Type::Text(&FILLED)),
        Field::optional("key", Type::STRING),
        Field::optional("url", Type::STRING),
    ],
    closed: false,
    rules: &[],
};

impl Contract for ExternalRef {
    const TYPE: Type = Type::Object(&EXTERNAL_REF);

    fn read(text: Checked<'_>) -> Option<Self> {
        let mut fields = Fields::of(&EXTERNAL_REF, text)?;
        Some(Self {
            system: fields.next()?,
            workspace: fields.next()?,
            id: fields.next()?,
            key: fields.next()?,
            url: fields.next()?,
        })
    }
}

impl Serialize for ExternalRef {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("ExternalRef", 5)?;
        out.serialize_field("system", &self.system)?;
        out.serialize_field("workspace", &self.workspace)?;
        out.serialize_field("id", &self.id)?;
        out.serialize_field("key", &self.key)?;
        out.serialize_field("url", &self.url)?;
        out.end()
    }
}

/// Table of [`CanonicalLink`].
pub static CANONICAL_LINK: table::Object = table::Object {
    name: "CanonicalLink",
    fields: &[
        Field::required("type", Type::Enum(&LINK_TYPE)),
        Field::required("target", Type::Object(&EXTERNAL_REF)),
    ],
    closed: false,
    rules: &[],
};

impl Contract for CanonicalLink {
    const TYPE: Type = Type::Object(&CANONICAL_LINK);

    fn read(text: Checked<'_>) -> Option<Self> {
        let mut fields = Fields::of(&CANONICAL_LINK, text)?;
        Some(Self {
            r#type: fields.next()?,
            target: fields.next()?,
        })
    }
}

impl Serialize for CanonicalLink {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("CanonicalLink", 2)?;
        out.serialize_field("type", &self.r#type)?;
        out.serialize_field("target", &self.target)?;
        out.end()
    }
}

/// Table of [`CanonicalIssue`].
pub static CANONICAL_ISSUE: table::Object = table::Object {
    name: "CanonicalIssue",
    fields: &[
        Field::required("ref", Type::Object(&EXTERNAL_REF)),
        Field::required("title", Type::Text(&FILLED)),
        Field::optional("body", Type::STRING),
        Field::with_default("status", Type::Enum(&CANONICAL_STATUS), r#""todo""#),
        Field::with_default(
            "issue_type",
            Type::Enum(&CANONICAL_ISSUE_TYPE),
            r#""task""#,
        ),
        Field::optional("priority", Type::Integer(&PRIORITY)),
        Field::with_default(
            "assignees",
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
        Field::with_default(
            "labels",
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
        Field::optional("parent", Type::Object(&EXTERNAL_REF)),
        Field::with_default(
            "links",
            Type::Array(
                &table::Array {
                    name: "",
                    items: Type::Object(&CANONICAL_LINK),
                    min_items: 0,
                    max_items: None,
                },
            ),
            "[]",
        ),
        Field::with_default("custom_fields", Type::OBJECT, "{}"),
        Field::optional("created_at", Type::PYDANTIC_DATETIME),
        Field::optional("updated_at", Type::PYDANTIC_DATETIME),
    ],
    closed: false,
    rules: &[],
};

impl Contract for CanonicalIssue {
    const TYPE: Type = Type::Object(&CANONICAL_ISSUE);

    fn read(text: Checked<'_>) -> Option<Self> {
        let mut fields = Fields::of(&CANONICAL_ISSUE, text)?;
        Some(Self {
            r#ref: fields.next()?,
            title: fields.next()?,
            body: fields.next()?,
            status: fields.next()?,
            issue_type: fields.next()?,
            priority: fields.next()?,
            assignees: fields.next()?,
            labels: fields.next()?,
            parent: fields.next()?,
            links: fields.next()?,
            custom_fields: fields.next()?,
            created_at: fields.next()?,
            updated_at: fields.next()?,
        })
    }
}

impl Serialize for CanonicalIssue {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("CanonicalIssue", 13)?;
        out.serialize_field("ref", &self.r#ref)?;
        out.serialize_field("title", &self.title)?;
        out.serialize_field("body", &self.body)?;
        out.serialize_field("status", &self.status)?;
        out.serialize_field("issue_type", &self.issue_type)?;
        out.serialize_field("priority", &self.priority)?;
        out.serialize_field("assignees", &self.assignees)?;
        out.serialize_field("labels", &self.labels)?;
        out.serialize_field("parent", &self.parent)?;
        out.serialize_field("links", &self.links)?;
        out.serialize_field("custom_fields", &self.custom_fields)?;
        out.serialize_field("created_at", &self.created_at)?;
        out.serialize_field("updated_at", &self.updated_at)?;
        out.end()
    }
}

/// Table of [`IssueReportedPayload`].
pub static ISSUE_REPORTED_PAYLOAD: table::Object = table::Object {
    name: "IssueReportedPayload",
    fields: &[Field::required("issue", Type::Object(&CANONICAL_ISSUE))],
    closed: false,
    rules: &[],
};

impl Contract for IssueReportedPayload {
    const TYPE: Type = Type::Object(&ISSUE_REPORTED_PAYLOAD);

    fn read(text: Checked<'_>) -> Option<Self> {
        let mut fields = Fields::of(&ISSUE_REPORTED_PAYLOAD, text)?;
        Some(Self { issue: fields.next()? })
    }
}

impl Serialize for IssueReportedPayload {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("IssueReportedPayload", 1)?;
        out.serialize_field("issue", &self.issue)?;
        out.end()
    }
}

event_contract::impl_deserialize!(
    ExternalRef, CanonicalLink, CanonicalIssue, IssueReportedPayload
);
