//! Whatever an envelope holds, a fold comes to a state or an error, the same for every order of arrival.

use bolero::check;
use event_contract::Record;
use event_contract::fold::Options;
use event_contract::registry::Reducer;
use event_contract_fuzz::{Case, JSON, enveloped, payloads};
use spec_kitty_contracts::v3::LINE;

/// The state as text, or that there is none.
fn folded(reducer: &Reducer, options: &Options, events: &[&Record]) -> Option<String> {
    reducer.start(options).ok()?.fold(events).ok()
}

#[test]
fn folds() {
    let registry = spec_kitty_events::registry().expect("ids are unique");
    let seeds: Vec<Vec<u8>> =
        payloads().iter().map(|(event, payload)| enveloped(event, payload)).collect();
    let modes = ["\"strict\"", "\"permissive\""]
        .map(|mode| Options::default().with("mode", mode.parse().expect("a string is JSON")));
    check!().with_type::<[Case; 3]>().for_each(|cases| {
        let records: Vec<Record> = cases
            .iter()
            .filter_map(|case| LINE.record(String::from_utf8(case.text(&seeds, JSON)).ok()?).ok())
            .collect();
        let events: Vec<&Record> = records.iter().collect();
        let reversed: Vec<&Record> = records.iter().rev().chain(&records).collect();
        // Nothing says which of two events counts that are in the same place of the order.
        let distinct = events.iter().enumerate().all(|(at, event)| {
            events[..at].iter().all(|other| event.meta.total_cmp(&other.meta).is_ne())
        });
        for id in registry.reducers() {
            let reducer = registry.reducer(id).expect("it was listed");
            for options in &modes {
                let state = folded(reducer, options, &events);
                if distinct {
                    assert_eq!(state, folded(reducer, options, &reversed), "{id}");
                }
            }
        }
    });
}
