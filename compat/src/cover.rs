//! Types of the same JSON kind that are built otherwise: whether the reader's takes all of the sender's.

use event_contract_codegen::model::{Field, Line, Presence, Type};

use crate::Consumers;
use crate::bounds;
use crate::change::{Candidate, Local, State, UNDECLARED};
use crate::view::View;
use crate::walk::fits;
use crate::words;

/// Whether a reader's type takes all of a sender's type, which is of the same kind but built otherwise.
pub(crate) fn covered<'m>(
    line: &'m Line,
    sender: &View<'m>,
    reader_line: &'m Line,
    reader: &View<'m>,
    consumers: Consumers,
) -> Local {
    let fits = |from: &'m Type, to: &'m Type| fits(line, from, reader_line, to, consumers);
    match (sender, reader) {
        (View::Enum(values), View::Text(words)) => {
            words::listed(values.values.iter().map(String::as_str), *words)
        }
        (View::Text(words), View::Enum(values)) => {
            let known = |text: &String| values.values.contains(text);
            let literals = words.literals().unwrap_or_default();
            let unknown = literals.iter().filter(|text| !known(text) && words.may_hold(text));
            let made = unknown.take(32).map(|text| Candidate::Whole(text.as_str().into()));
            let made: Vec<_> =
                made.chain([Candidate::Whole("text".into()), Candidate::Sample]).collect();
            Local::unless(words.literals().is_some() && made.len() == 2, made)
        }
        (View::Integer(from), View::Number(to)) => {
            let (from, to) = (bounds::whole_sides(*from), bounds::sides(to));
            match bounds::side(from[0], to[0], true, true) {
                Local::Fine => bounds::side(from[1], to[1], false, true),
                suspect => suspect,
            }
        }
        (View::Object(object), View::Map(many)) => {
            let takes = |field: &'m Field| {
                fits_any(reader_line, many.of)
                    || field.presence != Presence::Optional && fits(&field.ty, many.of)
            };
            let required =
                object.fields.iter().filter(|field| field.presence == Presence::Required).count();
            let fine = object.fields.iter().all(takes)
                && (object.closed || fits_any(reader_line, many.of))
                && required as u64 >= many.min
                && many.max.is_none_or(|most| object.closed && object.fields.len() as u64 <= most);
            let extra = vec![(UNDECLARED.to_owned(), State::Is("value".into()))];
            Local::unless(fine, [Candidate::Sample, Candidate::With(extra)])
        }
        (View::Map(many), View::Object(object)) => {
            let fine = !object.closed
                && object.rules.is_empty()
                && object
                    .fields
                    .iter()
                    .all(|field| field.presence != Presence::Required && fits(many.of, &field.ty));
            let keys = object
                .fields
                .iter()
                .take(8)
                .map(|field| Candidate::With(vec![(field.name.clone(), State::Sample)]));
            Local::unless(fine, [Candidate::Count(0), Candidate::Sample].into_iter().chain(keys))
        }
        _ => Local::Suspect(vec![Candidate::Whole(0.5.into()), Candidate::Sample]),
    }
}

fn fits_any(line: &Line, ty: &Type) -> bool {
    matches!(View::of(line, ty), View::Any)
}
