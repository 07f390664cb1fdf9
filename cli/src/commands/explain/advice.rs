//! How violations are mended, each with an example.

use event_contract::Code;

/// What to do about a violation, and an example of one.
#[expect(clippy::too_many_lines, reason = "a table")]
pub(crate) const fn advice(code: Code) -> (&'static str, &'static str) {
    match code {
        Code::Syntax => (
            "Write the event with a JSON library instead of by hand, and one event per line. The column says where reading stopped.",
            r#"{"event_type": "OrderPlaced", is cut off; NaN, single quotes, comments and lone surrogates are not JSON either."#,
        ),
        Code::TooDeep => (
            "Flatten the value: no contract needs so many levels.",
            "A list in a list, 200 times over.",
        ),
        Code::DuplicateKey => (
            "Write each key once.",
            r#"{"force": true, "force": false} means one thing to one reader and another to the next."#,
        ),
        Code::Type => (
            "Send the JSON type that the contract declares. A number is not written in quotes, and null stands only for optional fields.",
            r#""lamport_clock": "7" is a string where 7, a whole number, is asked for."#,
        ),
        Code::Required => (
            "Add the field, or, if it cannot always be known, have the contract make it optional with `?` or a `default`.",
            "An OrderCancelled without `reason` does not say why.",
        ),
        Code::UnknownField => (
            "Check the spelling of the key; otherwise remove it, or declare it in the contract.",
            r#""reasons": "fraud" in a closed payload that declares `reason`."#,
        ),
        Code::MinLength => (
            "Send a longer string; of an id that is empty, find out why it is.",
            r#""order_id": "" where at least one character is asked for."#,
        ),
        Code::MaxLength => (
            "Shorten the string before it is sent.",
            "A title of 500 characters where 200 are allowed.",
        ),
        Code::Pattern => (
            "Compare the string with the regular expression that the violation quotes.",
            r#""schema_version": "3.0" against ^\d+\.\d+\.\d+$, which asks for three numbers."#,
        ),
        Code::Format => (
            "Format the value with a library: RFC 3339 for times, an absolute http or https URL, a hyphenated UUID.",
            r#""timestamp": "yesterday" instead of "2026-03-01T12:00:00Z"."#,
        ),
        Code::Blank => ("Send text that says something.", r#""actor": "  " names nobody."#),
        Code::Enum => (
            "Use one of the listed values, letter for letter. Aliases are for reading old events only.",
            r#""status": "sent" where the value is called "shipped"."#,
        ),
        Code::Minimum => (
            "Send a number that is not below the bound.",
            r#""data_tier": -1 where 0 is the smallest."#,
        ),
        Code::Maximum => (
            "Send a number that is not above the bound.",
            r#""data_tier": 5 where 4 is the largest."#,
        ),
        Code::ExclusiveMinimum => (
            "Send a number above the bound; the bound itself is excluded.",
            r#""check_run_id": 0 where the number must exceed 0."#,
        ),
        Code::ExclusiveMaximum => (
            "Send a number below the bound; the bound itself is excluded.",
            "1.0 where the number must stay below 1.",
        ),
        Code::NumberRange => {
            ("Send large ids as strings.", "1e999, or a whole number of 400 digits.")
        }
        Code::MinItems => (
            "Send more items, or do not send the event before there are enough.",
            r#""repos": [] where at least one is asked for."#,
        ),
        Code::MaxItems => (
            "Split the list over several events.",
            "A list of 1,001 items where 1,000 are allowed.",
        ),
        Code::MinProperties => (
            "Send an object with more keys.",
            r#""actor": {} where at least one key is asked for."#,
        ),
        Code::MaxProperties => {
            ("Send an object with fewer keys.", "A map of 101 labels where 100 are allowed.")
        }
        Code::Rule => (
            "Look the rule up by the id in brackets: `contracts explain <rule id>`.",
            r#""force": true without a "reason" breaks forced-transition-states-reason."#,
        ),
        Code::UnknownEventType => (
            "Check the spelling, or declare the event in a contract. `contracts list` shows all names.",
            r#""event_type": "Orderplaced" for OrderPlaced: names are case-sensitive."#,
        ),
        Code::ReservedEventType => (
            "Do not send it before its contract is published.",
            "NextStepPlanned is a name so far, and no more.",
        ),
        Code::CutoverSignalMissing => (
            "Send the contract version that the line asks for in every envelope. History without one is migrated: `contracts migrate`.",
            "An envelope without `schema_version`.",
        ),
        Code::CutoverSignalType => {
            ("Send the contract version as a string.", r#""schema_version": 3 instead of "3.0.0"."#)
        }
        Code::CutoverVersion => (
            "An earlier version: migrate the event (`contracts migrate`). Earlier lines are never accepted live; `contracts validate --line NAME` judges them by their own contracts. A later version: take newer contracts, which judge it.",
            r#""schema_version": "1.9.0" where "2.0.0" is live."#,
        ),
        Code::ForbiddenKey => (
            "Rename the key as the live line does: `contracts migrate` does so for history.",
            "`customer_no`, which is `customer_id` now.",
        ),
        Code::ForbiddenEventName => (
            "Send the event's successor. `contracts migrate` renames history.",
            "CartCreated, whose place OrderPlaced took.",
        ),
        Code::ForbiddenAggregate => (
            "Name the aggregate as the live line does: `contracts migrate` does so for history.",
            r#""aggregate_id": "cart/007" instead of "order/007"."#,
        ),
        Code::LineTooLong => (
            "Look for a missing line break; if events really are that long, raise --max-line-bytes.",
            "A JSON document of 20 MiB on one line.",
        ),
        _ => ("See the contract.", "None is known."),
    }
}
