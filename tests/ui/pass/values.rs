//! Values are made by constructors and builders, which check, and read like any other Rust value.

use event_contract::HttpUrl;
use spec_kitty_contracts::v3::common::MissionSlug;
use spec_kitty_contracts::v3::gates::{FailedConclusion, GateFailedPayload};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let slug = MissionSlug::new("a-mission")?;
    assert_eq!(slug.as_str(), "a-mission");
    assert!(MissionSlug::new("").is_err());

    let _ = (FailedConclusion::ALL, HttpUrl::new("https://example.com")?);
    let failed: GateFailedPayload = serde_json::from_str(
        r#"{ "gate_name": "ci/build", "gate_type": "ci", "external_provider": "github", "check_run_id": 1,
             "check_run_url": "https://example.com/1", "delivery_id": "d-1", "conclusion": "failure" }"#,
    )?;
    assert_eq!(failed.conclusion, FailedConclusion::Failure);
    assert_eq!(serde_json::to_value(&failed)?["gate_type"], "ci");
    assert!(serde_json::from_str::<GateFailedPayload>("{}").is_err());
    Ok(())
}
