//! Misuse of generated types and of `#[event_contract]` does not compile.

#[test]
fn misuse_is_refused_by_the_compiler() {
    let cases = trybuild::TestCases::new();
    cases.compile_fail("ui/*.rs");
    cases.compile_fail("ui/attribute/*.rs");
}
