//! Dossiers of a mission.

use event_contract::Record;
use event_contract::fold::fold;
use serde_json::{Value, json};
use spec_kitty_contracts::v3::LINE;
use spec_kitty_contracts::v3::dossier::{HashAlgorithm, ParityStatus};
use spec_kitty_events::{DossierFold, Error, MissionDossierState};

use crate::support::{self, Said, id, keeps_the_laws};

fn after(events: impl IntoIterator<Item = Said>) -> Result<MissionDossierState, Error> {
    support::after(DossierFold::default(), events)
}

fn namespace(step: impl Into<Option<&'static str>>) -> Value {
    json!({
        "project_uuid": "p", "mission_slug": "042-payments", "target_branch": "main",
        "mission_type": "software-dev", "manifest_version": "1", "step_id": step.into(),
    })
}

fn identity(path: &str) -> Value {
    json!({"mission_type": "software-dev", "path": path, "artifact_class": "output"})
}

fn indexed(path: &str, supersedes: Option<&str>) -> Said {
    let payload = json!({
        "namespace": namespace(None), "artifact_id": identity(path),
        "content_ref": {"hash": "abc", "algorithm": "md5"}, "indexed_at": "today",
        "supersedes": supersedes.map(identity),
    });
    ("MissionDossierArtifactIndexed", payload)
}

fn missing(path: &str) -> Said {
    let payload = json!({
        "namespace": namespace(None), "expected_identity": identity(path),
        "manifest_step": "required_always", "checked_at": "today",
    });
    ("MissionDossierArtifactMissing", payload)
}

fn summed_up(step: impl Into<Option<&'static str>>, hash: &str) -> Said {
    let payload = json!({
        "namespace": namespace(step), "snapshot_hash": hash, "artifact_count": 2,
        "anomaly_count": 1, "computed_at": "today",
    });
    ("MissionDossierSnapshotComputed", payload)
}

fn drifted() -> Said {
    let payload = json!({
        "namespace": namespace(None), "expected_hash": "a", "actual_hash": "b",
        "drift_kind": "artifact_added", "detected_at": "today",
    });
    ("MissionDossierParityDriftDetected", payload)
}

fn with((event_type, mut payload): Said, pointer: &str, value: Value) -> Said {
    *payload.pointer_mut(pointer).unwrap() = value;
    (event_type, payload)
}

fn canonical_identity(path: &str) -> Value {
    json!({
        "mission_type": "software-dev", "path": path, "artifact_class": "output", "run_id": null,
        "wp_id": null,
    })
}

#[test]
fn the_state_has_every_field() {
    assert_eq!(
        serde_json::to_value(after([]).unwrap()).unwrap(),
        json!({
            "namespace": null, "artifacts": {}, "anomalies": [], "latest_snapshot": null,
            "drift_history": [], "parity_status": "unknown", "event_count": 0,
        })
    );
    let foreign = ("MissionStarted", json!({}));
    let state = after([
        indexed("spec.md", None),
        missing("plan.md"),
        foreign,
        summed_up(None, "abc"),
        drifted(),
    ]);
    assert_eq!(
        serde_json::to_value(state.unwrap()).unwrap(),
        json!({
            "namespace": namespace(None),
            "artifacts": {"spec.md": {
                "identity": canonical_identity("spec.md"),
                "content_ref":
                    {"hash": "abc", "algorithm": "md5", "size_bytes": null, "encoding": null},
                "indexed_at": "today", "provenance": null, "superseded": false, "step_id": null,
            }},
            "anomalies": [{
                "anomaly_type": "missing_artifact",
                "expected_identity": canonical_identity("plan.md"),
                "manifest_step": "required_always", "checked_at": "today",
                "remediation_hint": null,
            }],
            "latest_snapshot": {
                "snapshot_hash": "abc", "artifact_count": 2, "anomaly_count": 1,
                "computed_at": "today", "algorithm": "sha256",
            },
            "drift_history": [{
                "expected_hash": "a", "actual_hash": "b", "drift_kind": "artifact_added",
                "detected_at": "today",
            }],
            "parity_status": "drifted", "event_count": 4,
        })
    );
}

#[test]
fn an_artifact_takes_the_place_of_another() {
    let superseded = |events: &[Said]| -> Vec<(String, bool)> {
        let artifacts = after(events.iter().cloned()).unwrap().artifacts;
        artifacts.iter().map(|(path, entry)| (path.to_string(), entry.superseded)).collect()
    };
    let is = |path: &str, superseded| (path.to_owned(), superseded);
    let (first, second) = (indexed("a", None), indexed("b", Some("a")));
    assert_eq!(superseded(&[first.clone(), second.clone()]), [is("a", true), is("b", false)]);
    assert_eq!(
        superseded(&[second.clone(), first.clone()]),
        [is("a", false), is("b", false)],
        "what is not there yet is not superseded"
    );
    assert_eq!(
        superseded(&[first.clone(), second, first]),
        [is("a", false), is("b", false)],
        "an artifact that is entered again is there again"
    );
    assert_eq!(superseded(&[indexed("a", None), indexed("a", Some("a"))]), [is("a", false)]);
}

#[test]
fn the_last_sum_counts() {
    let (event_type, mut other) = summed_up(None, "new");
    other["algorithm"] = json!("sha512");
    let state = after([summed_up(None, "old"), (event_type, other)]).unwrap();
    let snapshot = state.latest_snapshot.unwrap();
    assert_eq!(snapshot.snapshot_hash, "new");
    assert_eq!(snapshot.algorithm, HashAlgorithm::Sha512);
}

#[test]
fn parity_is_known_once_someone_has_looked() {
    let parity = |events: &[Said]| after(events.iter().cloned()).unwrap().parity_status;
    assert_eq!(parity(&[indexed("a", None), missing("b")]), ParityStatus::Unknown);
    assert_eq!(parity(&[summed_up(None, "a")]), ParityStatus::Clean);
    assert_eq!(parity(&[drifted()]), ParityStatus::Drifted);
    let summed_up_after = [drifted(), summed_up(None, "a")];
    assert_eq!(parity(&summed_up_after), ParityStatus::Drifted, "a sum does not undo a difference");
}

#[test]
fn malformed_payloads_are_counted_and_passed_over() {
    let types = [
        "MissionDossierArtifactIndexed",
        "MissionDossierArtifactMissing",
        "MissionDossierSnapshotComputed",
        "MissionDossierParityDriftDetected",
    ];
    let state = after(types.map(|event_type| (event_type, json!({"step_id": 1})))).unwrap();
    let nothing = MissionDossierState { event_count: 4, ..after([]).unwrap() };
    assert_eq!(state, nothing);
}

#[test]
fn the_namespace_of_a_malformed_payload_counts() {
    let broken = |namespace| ("MissionDossierArtifactIndexed", json!({"namespace": namespace}));
    let state = after([broken(namespace("plan"))]).unwrap();
    assert_eq!(serde_json::to_value(state.namespace).unwrap(), namespace("plan"));
    for not_a_namespace in [json!(null), json!([]), json!("p"), json!({}), json!({"extra": 1})] {
        let state = after([broken(not_a_namespace)]).unwrap();
        assert_eq!(state.namespace, None);
    }
}

fn namespace_of((_, payload): (&str, Value)) -> Value {
    payload["namespace"].clone()
}

#[test]
fn two_dossiers_in_one_stream_stop_the_fold() {
    let fields =
        ["project_uuid", "mission_slug", "target_branch", "mission_type", "manifest_version"];
    for name in fields {
        let other = with(missing("a"), &format!("/namespace/{name}"), json!("hunter2"));
        let error = after([("MissionStarted", json!({})), drifted(), other]).unwrap_err();
        let expected = namespace_of(drifted());
        let found =
            namespace_of(with(missing("a"), &format!("/namespace/{name}"), json!("hunter2")));
        let told = json!({
            "expected": { "event_id": id(1), "namespace": expected },
            "found": { "event_id": id(2), "namespace": found },
            "field": name,
        });
        assert_eq!(error.details(), told);
        let message = error.to_string();
        assert!(message.contains(&expected.to_string()) && message.contains(&found.to_string()));
    }
}

#[test]
fn the_step_of_the_namespace_is_that_of_the_first_event_unless_events_differ() {
    let step = |steps: &[Option<&'static str>]| {
        let events = steps.iter().map(|step| summed_up(*step, "abc"));
        after(events).unwrap().namespace.unwrap().0.step_id
    };
    let plan = Some("plan");
    assert_eq!(step(&[plan, None, plan]).as_deref(), plan);
    assert_eq!(step(&[plan, None, Some("build")]), None);
    assert_eq!(step(&[None, plan, Some("build")]), None);
    assert_eq!(step(&[None, plan]), None, "later events do not fill it in");
}

#[test]
fn how_a_namespace_is_spelled_does_not_matter() {
    let before = r#"{"project_uuid":"p","mission_slug":"m","target_branch":"t","mission_type":"s","manifest_version":"1""#;
    let spaced = before.replace(',', " , ").replace(':', ": ");
    let spellings = [
        format!("{before}}}"),
        format!(r#"{before},"step_id":"plan"}}"#),
        format!(r#"{before} , "step_id" : "build" }}"#),
        format!(r#"{before},"step_id":null}}"#),
        format!(r#"{before},"step_id":"pl\u0061n"}}"#),
        format!(r#"{before},"step_id":7}}"#),
        format!(r#"{before},"step_id":"plan","step_id":"build"}}"#),
        format!(r#"{before},"step_id":"plan","target_branch":"other"}}"#),
        format!(r#"{before},"target_branch":"other"}}"#),
        format!(r#"{before},"more":{{"step_id":"plan"}}}}"#),
        format!(r#"{{"step_id":"plan",{}}}"#, &before[1..]),
        format!(r#"{{"step_id":"plan",{},"step_id":"build"}}"#, &before[1..]),
        format!(
            r#"{},"manifest_version":"1"}}"#,
            before.replace(r#","manifest"#, r#","step_id":"plan","manifest"#)
        ),
        format!("{spaced}}}"),
        format!(r#"{spaced}, "step_id": "plan"}}"#),
    ];
    let record = |number: usize, namespace: &str| -> Record {
        let document = format!(
            r#"{{"event_id":"{}","event_type":"MissionDossierSnapshotComputed","aggregate_id":"a","payload":{{"namespace":{namespace}}},
            "timestamp":"2026-01-01T00:00:00Z","build_id":"b","node_id":"n","lamport_clock":{number},"causation_id":null,
            "project_uuid":"b84d330a-247c-21db-1151-b6439972572b","correlation_id":"2CASZR35AVDP5ZDZX7FP3F4J8B","schema_version":"3.0.0"}}"#,
            id(number)
        );
        LINE.record(document).unwrap()
    };
    let folded = |namespaces: &[&str]| {
        let events: Vec<Record> =
            namespaces.iter().enumerate().map(|(number, said)| record(number, said)).collect();
        fold(DossierFold::default(), &events).map(|state| state.namespace)
    };
    // With the keys in another order, unless one is there twice, which makes it no namespace.
    let reordered = |said: &String| {
        let twice = ["step_id", "target_branch", "manifest_version"]
            .iter()
            .any(|key| said.matches(key).count() > 1);
        if twice { said.clone() } else { serde_json::from_str::<Value>(said).unwrap().to_string() }
    };
    let sorted: Vec<String> = spellings.iter().map(reordered).collect();
    let all = 0..spellings.len();
    for a in all.clone() {
        for b in all.clone() {
            for c in all.clone() {
                let as_said = folded(&[&spellings[a], &spellings[b], &spellings[c]]);
                let expected = folded(&[&sorted[a], &sorted[b], &sorted[c]]);
                assert_eq!(as_said, expected, "{a} {b} {c}");
            }
        }
    }
}

#[test]
fn order_repetition_and_rest_do_not_matter() {
    let same = [
        indexed("a", None),
        indexed("b", Some("a")),
        indexed("a", Some("b")),
        missing("c"),
        summed_up("plan", "x"),
        summed_up("build", "y"),
        summed_up(None, "z"),
        drifted(),
        ("MissionDossierArtifactIndexed", json!({"namespace": namespace("plan")})),
        ("MissionStarted", json!({})),
    ];
    keeps_the_laws(&DossierFold::default(), &same);
    let [other] = [with(missing("d"), "/namespace/target_branch", json!("next"))];
    let mixed: Vec<Said> = same.into_iter().chain([other]).collect();
    keeps_the_laws(&DossierFold::default(), &mixed);
}
