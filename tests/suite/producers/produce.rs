//! A producer. It is compiled against the contracts that it was written for, and against what became of them.

use event_contract::Violations;

use super::contracts::v1::shop::{
    Item, ItemRequired, OrderCancelledPayload, OrderCancelledRequired, OrderId, OrderPlacedBuilder,
    OrderPlacedPayload, OrderPlacedRequired, Reason,
};

fn item(sku: &str, quantity: u16) -> Result<Item, Violations> {
    Ok(Item::builder(ItemRequired { sku: sku.parse()?, quantity: quantity.try_into()? }).build())
}

pub(crate) fn placed(clerk: Option<&str>) -> Result<OrderPlacedPayload, Violations> {
    let required = OrderPlacedRequired {
        order_id: OrderId::new("ord-000017")?,
        items: vec![item("tea", 2)?, item("cup", 999)?],
    };
    let order = OrderPlacedPayload::builder(required);
    Ok(order.given(clerk, OrderPlacedBuilder::clerk).build())
}

pub(crate) fn cancelled(note: &str) -> Result<OrderCancelledPayload, Violations> {
    let order_id = OrderId::new("ord-000017")?;
    OrderCancelledPayload::builder(OrderCancelledRequired { order_id, reason: Reason::Fraud })
        .note(note)
        .build()
}
