//! What the runtime takes for granted of a line's header, because the generator refuses the rest.

use crate::{Source, load};

/// The codes that are reported for a line with this cutover policy.
fn codes(policy: &str) -> Vec<&'static str> {
    let line = format!(
        "line: v9\npackage: test\nversion: 9.0.0\nenvelope: {{ type: Envelope, eventType: kind, payload: body }}\ncutover:\n  signal: version\n  acceptedMajor: 9\n  aggregate: subject\n{policy}"
    );
    let domain = "domain: things
types:
  Version: { type: string, pattern: '^[0-9.]+$' }
  Envelope:
    fields:
      kind: string
      subject: string
      version: Version
      body: { type: object, default: {} }
events:
  ThingMade: { fields: { name: string } }
";
    let source = |path: &str, text: &str| Source { path: path.into(), text: text.into() };
    let sources = [source("v9/line.yaml", &line), source("v9/things.yaml", domain)];
    load(&sources).map_or_else(|found| found.iter().map(|one| one.code).collect(), |_| Vec::new())
}

#[test]
fn a_sound_policy_is_taken() {
    assert_eq!(codes("  contractVersion: 9.0.0\n  forbiddenKeys: [old_name]\n"), [""; 0]);
}

#[test]
fn a_forbidden_key_cannot_be_declared() {
    assert_eq!(codes("  contractVersion: 9.0.0\n  forbiddenKeys: [name]\n"), ["bad-cutover"]);
    assert_eq!(codes("  contractVersion: 9.0.0\n  forbiddenKeys: [subject]\n"), ["bad-cutover"]);
}

#[test]
fn the_accepted_version_is_valid_for_its_field() {
    assert_eq!(codes("  contractVersion: 9.x\n"), ["bad-cutover"]);
}
