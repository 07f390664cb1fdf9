//! The ten reducers are registered, each for its domain.

use spec_kitty_contracts::v3::DOMAINS;

#[test]
fn every_domain_with_a_state_has_a_reducer() {
    let registry = spec_kitty_events::registry().unwrap();
    let reducers: Vec<&str> = registry.reducers().collect();
    assert_eq!(
        reducers,
        [
            "collaboration",
            "connector",
            "decisionpoint",
            "dossier",
            "glossary",
            "lifecycle",
            "mission_audit",
            "mission_next",
            "status",
            "sync",
        ]
    );
    for id in reducers {
        assert_eq!(registry.reducer(id).unwrap().domains[0].name, id);
    }
    let comparison = registry.compare(&DOMAINS);
    assert_eq!(comparison.unhandled, ["gates", "profile_invocation", "retrospective"]);
    assert!(comparison.stray.is_empty());
}
