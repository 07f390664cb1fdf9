//! A field takes a value that was checked, not just any string.

use spec_kitty_contracts::v3::common::Text;
use spec_kitty_contracts::v3::status::ReviewVerdict;

fn main() {
    let _ = ReviewVerdict { reviewer: Text::new("r").unwrap(), verdict: "ok".to_owned(), reference: None };
}
