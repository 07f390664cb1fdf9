//! Contract text of any kind is read or explained, never a panic, and what is read can be generated.

use bolero::check;
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

fn read(sources: &[Source]) {
    match load(sources) {
        Ok(model) => assert_eq!(
            generate(&model, &Layout::out_dir()),
            generate(&model, &Layout::out_dir()),
            "generation is deterministic"
        ),
        Err(findings) => {
            assert!(findings.iter().count() > 0, "refused without a reason");
            assert!(!findings.to_string().is_empty());
            for finding in &findings {
                assert!(finding.line >= 1 && finding.column >= 1, "{finding:?}");
            }
        }
    }
}
