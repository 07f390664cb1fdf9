//! Code that makes events outlives new optional fields and any order of fields: one producer, two contracts.

use serde_json::{Value, json};

mod before {
    mod contracts {
        include!(concat!(env!("OUT_DIR"), "/before/contracts.rs"));
    }
    #[path = "../produce.rs"]
    pub(super) mod produce;
}

mod after {
    mod contracts {
        include!(concat!(env!("OUT_DIR"), "/after/contracts.rs"));
    }
    #[expect(clippy::duplicate_mod, reason = "the same code against other contracts is the point")]
    #[path = "../produce.rs"]
    pub(super) mod produce;
}

/// Whether a value is another one and more, however the keys are ordered.
fn extends(more: &Value, value: &Value) -> bool {
    match (more, value) {
        (Value::Object(more), Value::Object(value)) => value
            .iter()
            .all(|(key, value)| more.get(key).is_some_and(|found| extends(found, value))),
        (Value::Array(more), Value::Array(value)) => {
            more.len() == value.len() && more.iter().zip(value).all(|(a, b)| extends(a, b))
        }
        _ => more == value,
    }
}

#[test]
fn a_producer_says_the_same_after_fields_were_added_and_moved() {
    for clerk in [None, Some("Ada")] {
        let before = serde_json::to_value(before::produce::placed(clerk).unwrap()).unwrap();
        let after = serde_json::to_value(after::produce::placed(clerk).unwrap()).unwrap();
        assert_eq!((&before["clerk"], &before["currency"]), (&json!(clerk), &json!("EUR")));
        assert!(extends(&after, &before), "{after} from {before}");
        assert_eq!((&after["priority"], &after["channel"]), (&json!(7), &Value::Null));
        assert_eq!(after["items"][1], json!({"gift": false, "quantity": 999, "sku": "cup"}));
    }
}

#[test]
fn build_checks_the_rules_of_either() {
    let after = serde_json::to_value(after::produce::cancelled("stolen card").unwrap()).unwrap();
    let before = serde_json::to_value(before::produce::cancelled("stolen card").unwrap()).unwrap();
    assert!(extends(&after, &before), "{after} from {before}");
    assert_eq!(after["refund"], true);
    let rule = Some("fraud-is-explained");
    assert_eq!(before::produce::cancelled(" ").unwrap_err()[0].rule, rule);
    assert_eq!(after::produce::cancelled(" ").unwrap_err()[0].rule, rule);
}
