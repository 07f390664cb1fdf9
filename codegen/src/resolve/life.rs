//! When things came, and when they went.

use crate::model::{self, Field, Life};
use crate::source::Spanned;
use crate::syntax::{ContractFile, DeprecatedDecl, Named, TypeDecl};

use super::{Resolver, text};

impl Resolver<'_> {
    /// When something came, and whether it is to go; and what it is, with that in words.
    pub(super) fn life(
        &mut self,
        since: Option<&Spanned<String>>,
        deprecated: Option<&DeprecatedDecl>,
        doc: String,
    ) -> (Life, String) {
        let came = since.and_then(|since| self.version_of(since));
        let Some(deprecated) = deprecated else {
            return (Life { since: since.map(|since| since.value.clone()), deprecated: None }, doc);
        };
        let goes = self.version_of(&deprecated.since);
        if let (Some(came), Some(goes)) = (came, goes)
            && goes < came
        {
            let message = "it is deprecated before it came";
            self.sink.error(deprecated.since.span, "bad-version", message);
        }
        let (version, reason) = (deprecated.since.value.clone(), text(Some(&deprecated.reason)));
        let note = format!("Deprecated since {version}: {reason}");
        let doc = if doc.is_empty() { note } else { format!("{doc} {note}") };
        let life = Life {
            since: since.map(|since| since.value.clone()),
            deprecated: Some((version, reason)),
        };
        (life, doc)
    }

    /// The same of a type or field as it is declared.
    pub(super) fn life_of(&mut self, decl: &TypeDecl, doc: String) -> (Life, String) {
        match decl {
            TypeDecl::Expr(_) => (Life::default(), doc),
            TypeDecl::Spec(spec) => self.life(spec.since.as_ref(), spec.deprecated.as_ref(), doc),
        }
    }

    /// The parts of a version, which is none that the line has yet to reach.
    fn version_of(&mut self, version: &Spanned<String>) -> Option<[u64; 3]> {
        let Some(parts) = model::version(version) else {
            let message =
                format!("a version is three numbers, as 3.1.0; this is `{}`", version.value);
            self.sink.error(version.span, "bad-version", message);
            return None;
        };
        if let Some(line) = self.version.clone()
            && model::version(&line).is_some_and(|line| line < parts)
        {
            let message = format!("the line is at version {line} only");
            self.sink.error(version.span, "bad-version", message);
        }
        Some(parts)
    }

    /// Takes note of fields that are gone, whose names are not given again.
    pub(super) fn removed_fields(
        &mut self,
        owner: &str,
        removed: Option<&Named<Spanned<String>>>,
        fields: &[Field],
    ) {
        for (name, version) in removed.iter().flat_map(|removed| &removed.0) {
            let taken = fields.iter().any(|field| field.name == name.value);
            self.gone(format!("{owner}.{}", name.value), name, version, taken);
        }
    }

    /// Takes note of events and types that are gone, whose names are not given again.
    pub(super) fn removed(&mut self, contracts: &[(usize, ContractFile)]) {
        for (_, file) in contracts {
            for (name, version) in &file.removed.0 {
                let taken = self.names.contains_key(&name.value)
                    || self.event_names.contains_key(&name.value);
                self.gone(name.value.clone(), name, version, taken);
            }
        }
    }

    fn gone(
        &mut self,
        path: String,
        name: &Spanned<String>,
        version: &Spanned<String>,
        taken: bool,
    ) {
        self.version_of(version);
        let twice = self.removed.iter().any(|(other, _)| *other == path);
        if taken || twice {
            let how = if taken { "declared and removed" } else { "removed twice" };
            let message = format!("`{}` is {how}", name.value);
            self.sink.error(name.span, "duplicate-name", message);
        }
        self.removed.push((path, version.value.clone()));
    }
}
