//! What is taken, what is refused, and the texts of what is taken.

use super::*;

#[test]
fn subset_is_translated_and_exemplified() {
    let version = Pattern::parse(r"^\d+\.\d+\.\d+$").expect("in the subset");
    assert_eq!(version.translated, r"^[0-9]+\.[0-9]+\.[0-9]+$");
    assert_eq!(version.example, "0.0.0");
    assert!(version.literals.is_none());
    assert!(version.counterexample().is_some_and(|text| !version.matches(&text)));

    let choice = Pattern::parse("^(human|llm|service)$").expect("in the subset");
    let words = ["human", "llm", "service"].map(str::to_owned);
    assert_eq!(choice.literals.as_deref(), Some(words.as_slice()));
}

#[test]
fn what_means_the_same_everywhere_is_taken() {
    for (source, translated) in [
        ("", ""),
        ("a|", "a|"),
        ("(?:ab)*", "(?:ab)*"),
        (r"[\d_-]", "[0-9_-]"),
        (r"[^\]\\-]", r"[^\]\\-]"),
        (r"[a\-z]", r"[a\-z]"),
        ("[-a]", "[-a]"),
        ("[a-]", "[a-]"),
        ("[+*.(){}|?$/]", "[+*.(){}|?$/]"),
        ("[a^]", "[a^]"),
        (r"\/\{\}\[\]\|", r"\/\{\}\[\]\|"),
        ("a{2}b{2,}c{2,5}", "a{2}b{2,}c{2,5}"),
        ("é-ü 😀", "é-ü 😀"),
        ("(a+)+", "(a+)+"),
    ] {
        let pattern = Pattern::parse(source).unwrap_or_else(|error| panic!("{source}: {error}"));
        assert_eq!(pattern.translated, translated);
        assert!(Regex::new(&pattern.translated).is_ok(), "{source}");
        assert!(pattern.matches(&pattern.example), "{source}");
    }
}

#[test]
fn what_engines_disagree_on_is_refused_with_what_to_write() {
    for (source, hint) in [
        (r"\w+", "written out"),
        (r"a.c", r"`\.`"),
        (r"\bword", "written out"),
        ("(?i)x", "`(?:…)`"),
        ("(?<n>a)", "`(?:…)`"),
        ("(?=a)", "`(?:…)`"),
        (r"\p{L}", "written out"),
        (r"\x41", "written out"),
        (r"\1", "written out"),
        (r"a\-b", "write `-`"),
        (r"\@", "write `@`"),
        (r"\", "escapes nothing"),
        ("[", "not closed"),
        ("[]", "not empty"),
        ("[]a]", r"`\]`"),
        ("[^]", r"`\]`"),
        ("[a[b]", r"`\[`"),
        ("[--a]", "one `-`"),
        ("[a-c-e]", r"`\-`"),
        ("[a&&b]", "one `&`"),
        ("[~~]", "one `~`"),
        ("[||]", "one `|`"),
        (r"[\d-z]", "begins no range"),
        (r"[a-\d]", "ends no range"),
        ("[z-a]", "wrong way"),
        ("a]", r"`\]`"),
        ("a}", r"`\}`"),
        ("a)", r"`\)`"),
        ("(a", "not closed"),
        ("a+?", "one repeat"),
        ("a?+", "one repeat"),
        ("a**", "one repeat"),
        ("x{1}{2}", "one repeat"),
        ("$?", "anchor"),
        ("^*", "anchor"),
        ("*a", "repeats nothing"),
        ("(|*)", "repeats nothing"),
        ("a{ 2 }", "without blanks"),
        ("a{2, 3}", "without blanks"),
        ("a{,3}", "without blanks"),
        ("a{", "without blanks"),
        ("{", r"`\{`"),
        ("a{3,2}", "less"),
        ("a{257}", "256"),
        ("((((a{256}){256}){256}){256})", "5000 places"),
        ("$a", "no text"),
        ("a^", "no text"),
    ] {
        let refused = Pattern::parse(source).expect_err(source);
        assert!(refused.contains(hint), "{source}: {refused}");
    }
    let deep = format!("{}a{}", "(".repeat(100_000), ")".repeat(100_000));
    assert!(Pattern::parse(&deep).is_err());
}

#[test]
fn a_text_of_a_length_is_found_or_known_not_to_be() {
    let text = |source: &str, fewest: u64, most: Option<u64>| {
        let pattern = Pattern::parse(source).unwrap();
        let found = pattern.text(fewest, most, false);
        if let Texts::Some(text) = &found {
            let length = text.chars().count() as u64;
            assert!(pattern.matches(text), "{source}: {text}");
            assert!(length >= fewest && most.is_none_or(|most| length <= most), "{source}: {text}");
        }
        found
    };
    for (source, fewest, most) in [
        ("^[a-z]+$", 3, None),
        ("^[a-z]+$", 3, Some(3)),
        ("^(aa)+$", 3, Some(4)),
        ("^(aaa|bbbbb)*$", 7, Some(9)),
        ("a", 5, Some(5)),
        ("^a|b$", 4, Some(4)),
        ("^a{2,200}$", 150, None),
        ("", 9, Some(9)),
        ("^$|^x$", 1, None),
    ] {
        assert!(matches!(text(source, fewest, most), Texts::Some(_)), "{source} {fewest} {most:?}");
    }
    for (source, fewest, most) in [
        ("^(aa)+$", 3, Some(3)),
        ("^(aaa|bbbbb)*$", 7, Some(7)),
        ("^[a-z]{2}$", 3, None),
        ("^[a-z]{4,}$", 0, Some(3)),
        ("ab", 0, Some(1)),
        ("^$", 1, None),
    ] {
        assert_eq!(text(source, fewest, most), Texts::None, "{source} {fewest} {most:?}");
    }
    let blanks = Pattern::parse("^[ \t]+$").unwrap();
    assert_eq!(blanks.text(0, None, true), Texts::None);
    let blanks = Pattern::parse("^ +x?$").unwrap();
    assert_eq!(blanks.text(0, None, true), Texts::Some(" x".to_owned()));
    assert_eq!(text("^(ab)+$", 3_000_001, None), Texts::Unknown);
}

#[test]
fn a_counterexample_may_have_to_be_of_a_length() {
    for (source, fewest, most) in
        [("^[a-z]+$", 3, Some(3)), ("^[a-z]{3}$", 3, Some(3)), ("a", 0, Some(2))]
    {
        let pattern = Pattern::parse(source).unwrap();
        let Texts::Some(text) = pattern.text(fewest, most, false) else { panic!("{source}") };
        let other = pattern.counterexample_near(&text, fewest, most).unwrap();
        let length = other.chars().count() as u64;
        assert!(
            !pattern.matches(&other) && length >= fewest && most.is_none_or(|most| length <= most)
        );
    }
    assert_eq!(Pattern::parse("").unwrap().counterexample(), None);
}
