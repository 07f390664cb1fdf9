//! Reducers in modules of their own, without an import of what the attribute names.

mod passed {
    #[derive(Default, serde::Serialize)]
    pub struct Gates {
        pub last: Option<String>,
    }

    #[event_contract_macros::event_contract(id = "passed", ignore(gate_failed))]
    impl spec_kitty_contracts::v3::reducers::GatesReducer for Gates {
        fn gate_passed(
            &mut self,
            _: &event_contract::Meta,
            passed: event_contract::View<'_, spec_kitty_contracts::v3::gates::GatePassedPayload>,
        ) {
            self.last = Some(passed.gate_name().text().into());
        }
    }
}

mod failed {
    #[derive(Default, serde::Serialize)]
    pub struct Gates;

    #[event_contract_macros::event_contract(id = "failed", ignore(gate_passed, gate_failed))]
    impl spec_kitty_contracts::v3::reducers::GatesReducer for Gates {}
}

fn main() {
    let registry = event_contract::Registry::discover().expect("two ids");
    for id in ["passed", "failed"] {
        assert!(registry.reducer(id).is_some(), "{id}");
    }
}
