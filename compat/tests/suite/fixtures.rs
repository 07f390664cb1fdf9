//! What is generated for random contracts is judged as it says, by the tables that are made of them.

use event_contract::fixture::{Finding, Fixtures};
use event_contract::sample::Source;
use event_contract_codegen::{Layout, render_fixtures};
use event_contract_compat::tables;

use crate::contract::Contract;

/// Contracts to try; `FIXTURES_CONTRACTS`, when this is compiled, asks for more.
fn contracts() -> u64 {
    option_env!("FIXTURES_CONTRACTS").and_then(|more| more.parse().ok()).unwrap_or(400)
}

#[test]
fn every_fixture_of_a_random_contract_is_judged_as_it_says() {
    let (mut sound, mut judged) = (0, 0);
    for seed in 0..contracts() {
        let source = &mut Source::from_seed(seed);
        let contract =
            if seed % 2 == 0 { Contract::random(source) } else { Contract::of_one_type(source) };
        let Some(model) = contract.load(true) else { continue };
        sound += 1;
        let line = tables::leak(&model.lines[0]);
        let layout = Layout { fixtures: Some("fixtures".into()), ..Layout::out_dir() };
        let files: Vec<(String, String)> = render_fixtures(&model, &layout)
            .map(|output| {
                let path = output.path.strip_prefix("fixtures").unwrap();
                (path.to_str().unwrap().to_owned(), String::from_utf8(output.bytes).unwrap())
            })
            .collect();
        let fixtures =
            Fixtures::read(files.iter().map(|(path, text)| (path.as_str(), text.as_str())));
        assert_eq!(fixtures.unusable, [], "seed {seed}");
        for fixture in &fixtures.payloads {
            let verdict = fixture.judge(line);
            let yaml = || contract.yaml(true);
            assert_eq!(verdict, Ok::<(), Finding>(()), "seed {seed}: {fixture:?}\n{}", yaml());
        }
        let minimal = |it: &&event_contract::fixture::Fixture| it.id.ends_with(".minimal");
        assert!(
            fixtures.payloads.iter().any(|it| minimal(&it)),
            "seed {seed}\n{}",
            contract.yaml(true)
        );
        judged += fixtures.payloads.len();
    }
    println!("{sound} contracts of {}, {judged} fixtures", contracts());
    assert!(sound * 2 > contracts() && judged > 5_000, "{sound} contracts, {judged} fixtures");
}
