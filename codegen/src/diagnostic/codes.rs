//! What the codes of findings mean, and what mends them.

/// A kind of finding that keeps contracts from being used.
#[derive(Debug)]
pub struct Mistake {
    /// The code of its findings, such as `unknown-type`.
    pub code: &'static str,
    /// What is wrong, in a sentence.
    pub meaning: &'static str,
    /// What to do about it.
    pub mend: &'static str,
}

/// Every kind of finding, by code.
pub fn mistakes() -> &'static [Mistake] {
    MISTAKES
}

/// The kind of finding that has a code.
pub fn mistake(code: &str) -> Option<&'static Mistake> {
    MISTAKES.binary_search_by_key(&code, |mistake| mistake.code).ok().map(|at| &MISTAKES[at])
}

macro_rules! mistakes {
    ($($code:literal: $meaning:literal $mend:literal)*) => {
        static MISTAKES: &[Mistake] =
            &[$(Mistake { code: $code, meaning: $meaning, mend: $mend }),*];
    };
}

mistakes! {
    "ambiguous-choice":
        "Two alternatives of a choice (`anyOf`) could take the same value, so that it is open which of them is meant."
        "Give the alternatives different kinds of JSON values, such as a string and an object."
    "bad-bound":
        "A bound cannot be kept, is beyond what can be counted exactly, or excludes what another one demands."
        "Correct the bound, or remove one of the two that contradict each other."
    "bad-cutover":
        "The cutover policy refuses what the contracts themselves declare, or names something that they do not have."
        "Make `cutover` in `line.yaml` agree with the envelope and the events of the line."
    "bad-default":
        "A default is not a valid value of its field, or stands where there can be none."
        "Write a value that the field's type takes."
    "bad-envelope":
        "A field of the envelope has not the type or the presence that its role needs."
        "Change the field, or name another one in `line.yaml`."
    "bad-migration":
        "A migration names something that the earlier line or this one does not have, or says two things of one name."
        "Compare `migration` in `line.yaml` with the contracts of both lines."
    "bad-name":
        "A name is not spelled as names of its kind are, or has a meaning of its own in generated code."
        "Spell it as the message says, or take another name."
    "bad-path":
        "A path of the configuration is not one below the folder of contracts."
        "Write it relative to the folder, with `/` and without `..`."
    "bad-pattern":
        "A pattern is not in the common part of the regular expressions of ECMA-262, Python and Rust, or nothing matches it."
        "Write it as the message says; the guide to the contract language lists what patterns may contain."
    "bad-test":
        "A test of a rule or guard has no meaning for the type of its field, or can never hold."
        "Test what the field can be."
    "bad-version":
        "A version is not `major.minor.patch`, or is later than that of the line."
        "Write a version of the line such as `1.2.0`, or raise the line's `version`."
    "bidi-mark":
        "A mark that turns the direction of text makes what people read differ from what is there."
        "Remove the mark."
    "circular-migration":
        "Migrations lead from a line back to itself."
        "Remove one of them."
    "contradiction":
        "No value keeps what is asked for, so that no event could ever be valid."
        "Loosen one of the constraints or rules that contradict each other."
    "control-character":
        "A description has a character that moves the cursor or changes the colours of a terminal."
        "Remove the character."
    "duplicate-key":
        "A key occurs twice in one mapping, so that one of its values would be lost."
        "Remove one, or rename it."
    "duplicate-line":
        "Two folders declare the same line."
        "Give one of them another name in its `line.yaml`."
    "duplicate-name":
        "Two things that are told apart by name have the same one, or would have in Rust."
        "Rename one of them."
    "empty":
        "Something that needs content has none."
        "Write what the message asks for, or remove the entry."
    "incomplete-mapping":
        "A mapping says nothing about a value of the enum that it maps from."
        "Add an entry for each value."
    "incomplete-migration":
        "A migration does not say what becomes of something that the earlier line has and this one has not."
        "Rename it, refuse it or drop it, each with its reason, in `migration`."
    "internal":
        "The contracts could not be read, and why is not known."
        "Report it, with the contracts: it is a bug of the toolkit."
    "misplaced-keyword":
        "A keyword has no meaning where it stands, and would be ignored."
        "Move it to the type that it is about, or remove it."
    "missing-key":
        "A key is missing that is needed here."
        "Add the key."
    "not-an-enum":
        "State machines and mappings are about the values of enums, and this type is none."
        "Name an enum."
    "not-utf8":
        "A file is not UTF-8 text."
        "Save it as UTF-8."
    "recursive-type":
        "A type contains itself without an end."
        "Let the field that leads back be optional, a list or a map."
    "second-document":
        "A file holds more than one YAML document."
        "Move what follows `---` to a file of its own."
    "too-deep":
        "Collections are nested more deeply than is read."
        "Give inner types a name and refer to them."
    "too-large":
        "A file, or what a type describes, is larger than is read or generated."
        "Divide the file into domains, or make the bounds of the type smaller."
    "too-long":
        "A text is longer than is read."
        "Shorten the text."
    "too-many-fields":
        "A type has more fields than tables of rules can number."
        "Group fields that belong together in a type of their own."
    "too-many-nodes":
        "A file has more entries than are read."
        "Divide it into several domains."
    "type-expression":
        "A type is not written as one: `Name`, `Name?`, `[Name]` or `[Name]?`."
        "Write one of these, or a mapping with `type`."
    "unknown-key":
        "A key has no meaning here."
        "Correct its spelling, or remove it."
    "unknown-line":
        "There is no line of this name."
        "Name a line of the same folder of contracts."
    "unknown-name":
        "A name refers to nothing that is declared."
        "Correct its spelling, or declare it."
    "unknown-rule":
        "The linter has no rule of this name."
        "Correct its spelling; `lint --list` shows all."
    "unknown-type":
        "There is neither a built-in type of this name nor a declared one."
        "Correct its spelling, or declare the type under `types`."
    "unknown-version":
        "The configuration has a version that is not known."
        "Write `version: 1`, or use a newer release."
    "unused-migration":
        "An entry of a migration changes nothing."
        "Remove the entry."
    "wrong-shape":
        "A value has not the shape that its key needs: a text, a number, a list or a mapping."
        "Write the value as the message says."
    "yaml-alias":
        "Aliases of YAML are not read: contracts refer to each other by name."
        "Name a type, or use a mixin."
    "yaml-anchor":
        "Anchors of YAML are not read: contracts refer to each other by name."
        "Name a type, or use a mixin."
    "yaml-key":
        "A key is not a plain name."
        "Write a text as key."
    "yaml-merge":
        "Merge keys are not read."
        "Use a mixin."
    "yaml-syntax":
        "A file is not YAML."
        "Correct what the message points at."
    "yaml-tag":
        "Tags of YAML have no meaning in contracts."
        "Remove the tag."
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn they_are_sorted_so_that_they_are_found() {
        assert!(MISTAKES.is_sorted_by(|a, b| a.code < b.code));
        for mistake in MISTAKES {
            assert!(std::ptr::eq(super::mistake(mistake.code).unwrap(), mistake));
            assert!(mistake.meaning.ends_with('.') && mistake.mend.ends_with('.'));
        }
        assert!(mistake("nonsense").is_none());
    }
}
