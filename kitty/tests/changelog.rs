//! `contracts changelog`.

use std::fs;

use crate::run::{contracts, folder};

const OLD: &str = "domain: shop
events:
  Sold: { fields: { id: string, channel: Channel, note: string? } }
types:
  Channel: { enum: [web, phone] }
";

/// Two versions of a line: its text and its number.
fn versions(test: &str, new: (&str, &str)) -> [String; 2] {
    let folder = folder(test);
    [("old", (OLD, "1.2.0")), ("new", new)].map(|(name, (text, version))| {
        let folder = folder.join(name);
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join("shop.yaml"), text).unwrap();
        let line = format!("line: v1\npackage: shop\nversion: {version}\n");
        fs::write(folder.join("line.yaml"), line).unwrap();
        folder.to_str().unwrap().to_owned()
    })
}

#[test]
fn an_entry_tells_what_is_new_and_whom_it_breaks() {
    let text = OLD.replace("[web, phone]", "[web]").replace(
        "note: string?",
        "note: { type: string?, deprecated: { since: 2.0.0, reason: Unread. } }, gift: boolean?",
    ) + "removed: { Bought: 1.1.0 }\n";
    let text = text.replace("events:\n", "events:\n  Returned: { doc: Something came back. }\n");
    let [old, new] = versions("changelog", (&text, "2.0.0"));
    let run = contracts(&["changelog", &old, &new, "--date", "2026-11-24"]);
    assert_eq!(run.code, Some(0), "{}", run.err);
    insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!("changelog", run.out);
    });

    let file = folder("changelog-into").join("CHANGELOG.md");
    let before = "# Changelog\n\n## [Unreleased]\n\n- Something.\n\n## [1.2.0] - 2026-01-01\n\n- The first.\n";
    fs::write(&file, before).unwrap();
    let into = || {
        let file = file.to_str().unwrap();
        contracts(&["changelog", &old, &new, "--date", "2026-11-24", "--into", file])
    };
    assert_eq!(into().code, Some(0));
    let (above, below) = before.split_at(before.find("## [1.2.0]").unwrap());
    assert_eq!(fs::read_to_string(&file).unwrap(), format!("{above}{}\n{below}", run.out));
    let again = into();
    assert_eq!(again.code, Some(1));
    assert!(again.err.contains("it has an entry of 2.0.0 already"), "{}", again.err);
}

#[test]
fn a_number_that_says_too_little_is_a_finding() {
    let breaks = OLD.replace("[web, phone]", "[web]");
    let adds = OLD.replace("note: string?", "note: string?, gift: boolean?");
    let words = OLD.replace("domain: shop", "domain: shop\ndoc: The shop.");
    for (text, version, least) in [
        (&breaks, "1.3.0", Some("2.0.0")),
        (&breaks, "2.0.0", None),
        (&adds, "1.2.1", Some("1.3.0")),
        (&adds, "1.3.0", None),
        (&words, "1.2.0", None),
    ] {
        let [old, new] = versions("changelog-step", (text, version));
        let run = contracts(&["changelog", &old, &new]);
        assert_eq!(run.code, Some(if least.is_some() { 100 } else { 0 }), "{version}: {}", run.err);
        let said = least.is_none_or(|least| run.err.contains(&format!("ask for {least} at least")));
        assert!(said, "{}", run.err);
    }
}
