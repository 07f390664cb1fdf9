//! Contract text of any kind is read or explained, never a panic, and what is read can be generated.

use bolero::check;
use event_contract_codegen::lint::{Baseline, Config, Paths, run};
use event_contract_codegen::{Layout, Source, generate, load};
use event_contract_fuzz::{Case, YAML, contracts};

#[test]
fn contract_text() {
    let seeds = contracts();
    check!().with_type::<Case>().for_each(|case| {
        let text = case.text(&seeds, YAML);
        read(&[Source { path: "contracts/fuzz.yaml".to_owned(), text: text.clone() }]);
        read(&[Source { path: "contracts/line.yaml".to_owned(), text }]);
    });
}

#[test]
fn configurations_and_baselines() {
    let config = b"version: 1\nlint:\n  use: [ALL]\n  except: [DOCS]\n  ignore: [v3/a.yaml]\n  ignore_only: { ID_TYPED: [v3] }\n  severity: { TIDY: error }\n  fail_on: error\n  baseline: b.yaml\n";
    let baseline =
        b"version: 1\nfindings:\n  - { rule: EVENT_DOC, path: \"fuzz.yaml\", at: \"events/A\" }\n";
    let seeds = [config.to_vec(), baseline.to_vec()];
    let contract = b"domain: fuzz\nevents: { A: {} } # contracts:lint:ignore EVENT_DOC because\n";
    let contract = Source { path: "fuzz.yaml".to_owned(), text: contract.to_vec() };
    check!().with_type::<Case>().for_each(|case| {
        let source = Source { path: "x.yaml".to_owned(), text: case.text(&seeds, YAML) };
        let config = Config::read(&source).unwrap_or_default();
        let baseline = Baseline::read(&source).ok();
        let report =
            run(&[contract.clone()], &config, baseline.as_ref(), &Paths::default()).expect("sound");
        report.render(false);
    });
}

fn read(sources: &[Source]) {
    match load(sources) {
        Ok(model) => {
            let layout = Layout::out_dir();
            let again = generate(&model, &layout);
            assert!(generate(&model, &layout).eq(again), "generation is deterministic");
            let report = run(sources, &Config::default(), None, &Paths::default());
            report.expect("it was loaded").render(false);
        }
        Err(findings) => {
            assert!(findings.iter().count() > 0, "refused without a reason");
            assert!(!findings.to_string().is_empty());
            for finding in &findings {
                assert!(finding.line >= 1 && finding.column >= 1, "{finding:?}");
            }
        }
    }
}
