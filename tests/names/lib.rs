//! What is generated for contracts with awkward names compiles: this package does, or it does not.

#[allow(
    clippy::all,
    clippy::pedantic,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::allow_attributes,
    missing_docs,
    unused_qualifications,
    dead_code,
    unreachable_pub,
    reason = "generated for names that nobody would choose"
)]
mod contracts {
    include!(concat!(env!("OUT_DIR"), "/contracts.rs"));
}

#[cfg(test)]
mod tests {
    #[test]
    fn enough_contracts_were_taken_to_show_something() {
        let (taken, refused) = super::contracts::TALLY;
        println!("{taken} contracts taken, {refused} refused");
        assert!(taken * 4 > refused, "{taken} taken, {refused} refused");
    }
}
