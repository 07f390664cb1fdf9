//! Samples are what they claim to be.

use serde_json::json;

use super::*;
use crate::table::Type;
use crate::testing::{LINE, STATUS, ZOO};

#[test]
fn no_choices_make_the_minimal_value() {
    let made = value(&Type::Object(&STATUS), &mut Source::from_choices(&[]));
    let minimal = json!({
        "mission_slug": "w", "wp_id": "w", "to_lane": "planned", "actor": "w", "execution_mode": "worktree"
    });
    assert_eq!(made, minimal);
    let zoo = value(&Type::Object(&ZOO), &mut Source::from_choices(&[]));
    assert_eq!(zoo, json!({"stamp": "2020-01-01T00:00:00Z", "short": "wo", "any": "text"}));
}

#[test]
fn streams_repeat_and_have_the_share_of_bad_events() {
    let options = StreamOptions { count: 2000, invalid_per_mille: 50, bytes: Some(700) };
    let mut line = line_without_forbidden();
    line.events = LINE.events.get(2..).unwrap();
    let line: &'static _ = Box::leak(Box::new(line));
    let events: Vec<String> = stream(line, 7, options).collect();
    assert_eq!(events, stream(line, 7, options).collect::<Vec<_>>());
    assert_ne!(events, stream(line, 8, options).collect::<Vec<_>>());
    let bad = events.iter().filter(|event| !line.accepts(event.as_bytes())).count();
    assert!((60..=140).contains(&bad), "{bad}");
    let short = events.iter().filter(|event| event.len() < 690).count();
    assert!(short < 200, "{short} short events");
}

fn line_without_forbidden() -> crate::table::Line {
    crate::table::Line {
        name: LINE.name,
        package: LINE.package,
        envelope: LINE.envelope,
        cutover: LINE.cutover,
        events: LINE.events,
        lookup: crate::table::Lookup::new(),
        reserved: LINE.reserved,
        schemas: LINE.schemas,
    }
}

#[test]
fn patterns() {
    for expression in ["^[0-9]+\\.[0-9]{2}$", "^(a|b)c?$", "^x{3,5}[A-F]*$"] {
        let regex = regex::Regex::new(expression).unwrap();
        for seed in 0..50 {
            let made = pattern::matching(expression, &mut Source::from_seed(seed)).unwrap();
            assert!(regex.is_match(&made), "{expression} {made}");
        }
    }
}
