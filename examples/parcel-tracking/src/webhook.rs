//! A notice that another carrier sends. No contract file describes it; this type does.

use event_contract::Violation;
use event_contract::registry::{Case, Rules};
use event_contract_macros::event_contract;
use schemars::JsonSchema;
use serde::Deserialize;

/// A shipment is late, or early.
#[event_contract(own(Rules), cases = cases)]
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CarrierNotice {
    /// The shipment.
    pub shipment: String,
    /// How late it is, in minutes.
    pub delay_minutes: i64,
}

impl Rules for CarrierNotice {
    fn rules(&self) -> Vec<Violation> {
        let mut violations = Vec::new();
        if self.shipment.is_empty() {
            let found = "an empty string";
            violations.push(Violation::rule("/shipment", "names-a-shipment", "a shipment", found));
        }
        if self.delay_minutes < 0 {
            let found = "a negative number";
            violations.push(Violation::rule("/delay_minutes", "nobody-is-early", "a delay", found));
        }
        violations
    }
}

fn cases() -> Vec<Case> {
    vec![
        Case::valid("late", r#"{ "shipment": "p-17", "delay_minutes": 45 }"#),
        Case::invalid("early", r#"{ "shipment": "p-17", "delay_minutes": -45 }"#),
        Case::invalid("nameless", r#"{ "shipment": "", "delay_minutes": 45 }"#),
    ]
}

#[cfg(test)]
mod tests {
    use event_contract::Registry;
    use event_contract::registry::Comparison;

    use crate::contracts::v1::DOMAINS;

    #[test]
    fn the_registry_knows_all_and_every_case_is_judged_as_declared() {
        let registry = Registry::discover().unwrap();
        assert_eq!(registry.reducers().collect::<Vec<_>>(), ["claim", "parcels"]);
        assert_eq!(registry.compare(&DOMAINS), Comparison::default());
        assert_eq!(registry.run_cases(), []);
        let notice = registry.contract("carrier_notice").unwrap();
        assert!((notice.schema)().contains("delay_minutes"));
    }
}
