//! Strings that match a regular expression made of literals, classes, choices and repeats.

use regex_syntax::hir::{Class, Hir, HirKind};

use super::Source;

/// A string that the expression matches, if it is of the simple kind.
pub(super) fn matching(expression: &str, source: &mut Source) -> Option<String> {
    let hir = regex_syntax::parse(expression).ok()?;
    let mut out = String::new();
    write(&hir, source, &mut out)?;
    Some(out)
}

fn write(hir: &Hir, source: &mut Source, out: &mut String) -> Option<()> {
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => {}
        HirKind::Literal(literal) => out.push_str(std::str::from_utf8(&literal.0).ok()?),
        HirKind::Class(class) => out.push(one_of(class, source)?),
        HirKind::Capture(capture) => write(&capture.sub, source, out)?,
        HirKind::Repetition(repeat) => {
            let most = repeat
                .max
                .unwrap_or(repeat.min.saturating_add(3))
                .min(repeat.min.saturating_add(8));
            let extra = source.below((most.saturating_sub(repeat.min) + 1) as usize);
            for _ in 0..repeat.min as usize + extra {
                write(&repeat.sub, source, out)?;
            }
        }
        HirKind::Concat(parts) => {
            for part in parts {
                write(part, source, out)?;
            }
        }
        HirKind::Alternation(parts) => write(source.pick(parts)?, source, out)?,
    }
    Some(())
}

/// A character of the class, from its first ranges.
fn one_of(class: &Class, source: &mut Source) -> Option<char> {
    let ranges: Vec<(u32, u32)> = match class {
        Class::Unicode(class) => {
            class.iter().take(8).map(|range| (range.start().into(), range.end().into())).collect()
        }
        Class::Bytes(class) => {
            class.iter().take(8).map(|range| (range.start().into(), range.end().into())).collect()
        }
    };
    let (start, end) = *source.pick(&ranges)?;
    let offset = source.below((end - start + 1).min(64) as usize);
    char::from_u32(start + u32::try_from(offset).ok()?)
}
