//! A required field cannot be forgotten.

use spec_kitty_contracts::v3::common::Text;
use spec_kitty_contracts::v3::status::ReviewVerdict;

fn main() {
    let _ = ReviewVerdict { reviewer: Text::new("r").unwrap(), reference: None };
}
