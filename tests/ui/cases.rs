//! What the compiler makes of generated types and of `#[event_contract]`: misuse is refused with a message that names
//! the way out, and what the guides promise compiles and runs.

#[test]
fn misuse_is_refused_by_the_compiler() {
    let cases = trybuild::TestCases::new();
    cases.compile_fail("fail/*.rs");
    cases.compile_fail("fail/attribute/*.rs");
}

#[test]
fn promised_uses_compile_and_run() {
    trybuild::TestCases::new().pass("pass/*.rs");
}
