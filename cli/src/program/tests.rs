//! What a program hands over reaches the commands.

use std::fs;
use std::path::Path;
use std::process::ExitCode;

use super::*;

const SHOP: &str = "
domain: shop
types:
  Envelope:
    fields: { id: event-id, type: string, at: date-time, order: string, body: object }
events:
  OrderPlaced: { fields: { currency: string } }
";

fn header(line: &str, more: &str) -> String {
    format!(
        "line: {line}\npackage: shop\nversion: 1.0.0\nenvelope: {{ type: Envelope, eventType: type, payload: body, order: {{ id: id, time: at, aggregate: order }} }}\n{more}"
    )
}

/// Spells currencies as the later line has them.
struct Capitals;

impl Hook for Capitals {
    fn payload(&self, _: &str, _: &str, payload: &str) -> Result<Option<String>, String> {
        Ok(Some(payload.replace("eur", "EUR")))
    }
}

fn write(file: &Path, text: &str) {
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::write(file, text).unwrap();
}

#[test]
fn a_hook_has_a_say_in_migrations() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    write(&path("contracts/v1/line.yaml"), &header("v1", ""));
    write(&path("contracts/v1/shop.yaml"), SHOP);
    write(&path("contracts/v2/line.yaml"), &header("v2", "migration: { from: v1 }\n"));
    write(&path("contracts/v2/shop.yaml"), SHOP);
    let event = r#"{"id":"01JMXXXXXXXXXXXXXXXXXXXXXX","type":"OrderPlaced","at":"2026-03-01T12:00:00Z","order":"o-1","body":{"currency":"eur"}}"#;
    write(&path("old.jsonl"), &format!("{event}\n"));
    let text = |name: &str| path(name).to_str().unwrap().to_owned();
    let args = [
        "shop".to_owned(),
        "--contracts".to_owned(),
        text("contracts"),
        "migrate".to_owned(),
        text("old.jsonl"),
        "--from=1".to_owned(),
        "--to=2".to_owned(),
        "--out".to_owned(),
        text("new.jsonl"),
    ];
    assert_eq!(Program::new("shop").migration(&Capitals).run_with(args), ExitCode::SUCCESS);
    let migrated = fs::read_to_string(path("new.jsonl")).unwrap();
    assert!(migrated.contains(r#""currency":"EUR""#), "{migrated}");
}
