//! Orders of a shop: constructs events, refuses bad ones, decodes and judges JSON.

mod contracts {
    //! What `build.rs` made of `contracts/`.
    event_contract::include_contracts!();
}

use std::error::Error;

use contracts::v1::LINE;
use contracts::v1::orders::{
    CancelReason, Currency, Item, Items, OrderCancelledBuilder, OrderCancelledPayload,
    OrderCancelledRequired, OrderId, OrderPlacedPayload, OrderPlacedRequired, Quantity, Sku,
};
use event_contract::Violations;

/// An order of one article. Every part is valid, so the whole is. What is not set is absent or has its default, so
/// that a new optional field of the contract does not break this.
fn place(order: &str, sku: &str, quantity: u16) -> Result<OrderPlacedPayload, Violations> {
    let item = Item {
        sku: Sku::new(sku)?,
        quantity: Quantity::new(quantity)?,
        unit_price: 1990_u32.try_into()?,
    };
    let placed = OrderPlacedPayload::builder(OrderPlacedRequired {
        order_id: OrderId::new(order)?,
        items: Items::new(vec![item])?,
        currency: Currency::Eur,
    });
    Ok(placed.clerk("Ada").build())
}

/// A payload with a rule between its fields: `build` checks it.
fn cancel(
    order: &str,
    reason: CancelReason,
    note: Option<&str>,
) -> Result<OrderCancelledPayload, Violations> {
    let required = OrderCancelledRequired { order_id: OrderId::new(order)?, reason };
    OrderCancelledPayload::builder(required).given(note, OrderCancelledBuilder::note).build()
}

fn main() -> Result<(), Box<dyn Error>> {
    let placed = place("ord-000017", "tea-250g", 2)?;
    println!("placed {} with {} position(s)", placed.order_id, placed.items.len());

    if let Err(violations) = cancel("ord-000017", CancelReason::Fraud, Some("  ")) {
        println!("\nrefused:\n{violations}");
    }

    let json =
        br#"{ "order_id": "17", "items": [{ "sku": "", "quantity": 0 }], "currency": "DM" }"#;
    if let Err(violations) = event_contract::decode::<OrderPlacedPayload>(json) {
        println!("\nrefused, with everything that is wrong:\n{violations}");
    }

    let event = br#"{
        "id": "5e1c7b0e-6f0a-4d4e-9a53-0d3d2b7f5c11", "type": "OrderShipped", "time": "2026-03-01T12:00:00Z",
        "data": { "order_id": "ord-000017", "carrier": "Royal Mail", "tracking_url": "https://example.org/t/1" }
    }"#;
    println!("\nan enveloped event is valid: {}", LINE.accepts(event));
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use event_contract::Code;

    #[test]
    fn a_valid_order_is_constructed() {
        let placed = place("ord-000001", "tea", 999).unwrap();
        assert_eq!(placed.items[0].quantity.get(), 999);
        assert_eq!((placed.clerk.as_deref(), placed.gift), (Some("Ada"), false));
    }

    #[test]
    fn parts_refuse_what_the_contract_refuses() {
        let code = |violations: Violations| violations[0].code;
        assert_eq!(code(place("17", "tea", 1).unwrap_err()), Code::Pattern);
        assert_eq!(code(place("ord-000001", "", 1).unwrap_err()), Code::MinLength);
        assert_eq!(code(place("ord-000001", "tea", 1000).unwrap_err()), Code::Maximum);
    }

    #[test]
    fn the_rule_holds_between_the_parts() {
        assert!(cancel("ord-000001", CancelReason::Customer, None).is_ok());
        assert!(cancel("ord-000001", CancelReason::Fraud, Some("stolen card")).is_ok());
        let violations = cancel("ord-000001", CancelReason::Fraud, None).unwrap_err();
        assert_eq!(violations[0].rule, Some("fraud-is-explained"));
    }

    #[test]
    fn decoding_reports_every_violation() {
        let json = br#"{ "order_id": "17", "items": [], "currency": "DM" }"#;
        let violations = event_contract::decode::<OrderPlacedPayload>(json).unwrap_err();
        let pointers: Vec<&str> = violations.iter().map(|it| it.pointer.as_str()).collect();
        assert_eq!(pointers, ["/order_id", "/items", "/currency"]);
    }

    #[test]
    fn a_default_fills_in_and_unknown_keys_are_dropped() {
        let json = br#"{ "order_id": "ord-000001", "currency": "EUR", "later": 1,
            "items": [{ "sku": "tea", "quantity": 1, "unit_price": 0 }] }"#;
        let placed = event_contract::decode::<OrderPlacedPayload>(json).unwrap();
        assert!(!placed.gift);
    }

    #[test]
    fn a_closed_payload_refuses_unknown_keys() {
        let json = br#"{ "order_id": "ord-000001", "reason": "customer", "later": 1 }"#;
        let violations = event_contract::decode::<OrderCancelledPayload>(json).unwrap_err();
        assert_eq!(violations[0].code, Code::UnknownField);
    }
}
