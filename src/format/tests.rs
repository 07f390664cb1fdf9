//! The short tests of formats against the libraries, and a few facts.

#[cfg(feature = "schema")]
use std::sync::LazyLock;

use proptest::prelude::*;

use super::*;

#[track_caller]
fn each(format: Format, accepted: &[&str], refused: &[&str]) {
    for text in accepted {
        assert!(accepts(format, text), "{text:?} should be taken");
    }
    for text in refused {
        assert!(!accepts(format, text), "{text:?} should be refused");
    }
}

#[test]
fn date_times() {
    each(
        Format::DateTime,
        &[
            "2025-07-04T08:09:10Z",
            "2025-07-04t08:09:10z",
            "2025-07-04T08:09:10.123456789012345678901-00:00",
            "2024-02-29T23:59:59+23:59",
        ],
        &[
            "1700000000",
            "-1",
            "2024-02-14",
            "2025-07-04T08:09:10",
            "2025-07-04 08:09:10Z",
            "2025-07-04T08:09Z",
            "2025-07-04T08:09:10,5Z",
            "2025-07-04T08:09:10.Z",
            "2025-07-04T08:09:10+0130",
            "2025-07-04T08:09:10+24:00",
            "2025-02-29T00:00:00Z",
            "2016-12-31T23:59:60Z",
            "0000-01-01T00:00:00Z",
        ],
    );
}

#[test]
fn datetimes_of_pydantic() {
    each(
        Format::PydanticDatetime,
        &[
            "2025-07-04T08:09:10Z",
            "2025-07-04t08:09:10z",
            "2025-07-04 08:09Z",
            "2025-07-04_08:09:10+0130",
            "2025-07-04T08:09:10.123456789Z",
            "2025-07-04T08:09:10,5-23:59",
            "2025-07-04T08:09:10",
            "2025-07-04",
            "2024-02-29T00:00:00Z",
            "0001-01-01T00:00:00Z",
            "9999-12-31T23:59:59.999999Z",
            "0",
            "-5",
            "+1700000000",
            "1700000000.25",
            "1700000000000",
        ],
        &[
            "",
            " ",
            "2025-02-29T00:00:00Z",
            "0000-01-01T00:00:00Z",
            "2025-07-04T24:00:00Z",
            "2025-07-04T23:59:60Z",
            "2025-07-04T08Z",
            "2025-07-04T08:09:10.Z",
            "2025-07-04T08:09:10+24:00",
            "2025-07-04T08:09:10Z ",
            "nan",
            "inf",
            "1e9",
            "20250704T080910Z",
            "2025-W27-5",
            "08:09:10",
            "2025-07-04T08:09:10+01",
            "10000-01-01T00:00:00Z",
        ],
    );
}

#[test]
fn iso_dates() {
    each(
        Format::Iso8601,
        &[
            "2025-07-04",
            "20250704",
            "2025-W27",
            "2025-W27-5",
            "2025W275",
            "2020-W53",
            "2025-07-04T08",
            "2025-07-04 08:09",
            "2025-07-04x08:09:10",
            "2025-07-04💩08:09:10",
            "20250704T080910",
            "2025-07-04T0809",
            "2025-07-04T08:09:10,5",
            "2025-07-04T08:09:10.123456789012+01:30:15.5",
            "2025-07-04T08:09:10+05:60",
            "2025-07-04T08:09:10-0800",
            "2025-07-04T08:09:10Z",
            "2025-07-04T08Z",
            "2025-07-04Z",
            "20250704Z",
            "2025-W27Z",
            "2025-W27-08",
        ],
        &[
            "",
            "Z",
            "2025-07",
            "2025-7-4",
            "2025-02-29",
            "0000-01-01",
            "2025-W54",
            "2025-W53",
            "2025-W00",
            "2025-W27-8",
            "2025-185",
            "2025-07-04T",
            "2025-07-04 Z",
            "2025-07-04T8",
            "2025-07-04T24:00",
            "2025-07-04T08:0910",
            "2025-07-04T0809:10",
            "2025-07-04T08:09:10.",
            "2025-07-04T08:09:10+24:00",
            "2025-07-04T08:09:10+01:00Z",
            "2025-07-04T08:09:10z",
            "2025-07-04T08:09:10ZZ",
            "2025-07-04T08:09:10 UTC",
            "1700000000",
            "２025-07-04",
            "2025-07-04T08:09:10+",
        ],
    );
}

#[test]
fn uuids_ids_and_urls() {
    let plain = "0f8fad5b-d9cb-469f-a165-70867728950e";
    let bare = plain.replace('-', "");
    let upper = plain.to_uppercase();
    let braced = format!("{{{plain}}}");
    let urn = format!("urn:uuid:{plain}");
    let under = plain.replace('-', "_");
    each(
        Format::Uuid,
        &[plain, &bare, &upper, &braced, &urn],
        &["", &under, &format!("{plain} "), &plain[1..], &urn.to_uppercase()],
    );
    let ulid = "01ARZ3NDEKTSV4RRFFQ69G5FAV";
    each(
        Format::EventId,
        &[ulid, &ulid.to_lowercase(), plain, &bare, &upper],
        &[
            "",
            &ulid[1..],
            &ulid.replace('Z', "U"),
            &ulid.replace('Z', "I"),
            &braced,
            &urn,
            &ulid.replace("3N", "é"),
        ],
    );
    each(
        Format::Uri,
        &[
            "https://a.example/x?y#z",
            "HTTP://localhost:80",
            "http:a.example",
            " https://a.example ",
            "https://ü.example",
        ],
        &[
            "",
            " ",
            "ftp://a.example",
            "https://",
            "//a.example",
            "a.example",
            "https://a b.example",
            "http://999.1.1.1",
            "mailto:a@b.c",
        ],
    );
}

fn stamps() -> impl Strategy<Value = String> {
    let digits = |most: u32| (0..=most).prop_map(|value| format!("{value:02}"));
    (
        0_u32..=10_000,
        digits(13),
        digits(32),
        "[Tt _-]",
        digits(25),
        digits(61),
        digits(61),
        "(|\\.[0-9]{0,9})",
        "(|Z|z|[+-][0-2][0-9]:[0-6][0-9]|[+-][0-9]{4})",
        "[:T-]",
    )
        .prop_map(|(y, mo, d, t, h, mi, s, f, o, c)| {
            format!("{y:04}-{mo}-{d}{t}{h}{c}{mi}:{s}{f}{o}")
        })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(20_000))]

    #[test]
    fn plain_date_times_are_the_librarys(text in stamps()) {
        if is_rfc_3339(text.as_bytes()) {
            prop_assert!(pydantic_datetime(&text).is_some(), "{}", text);
        }
        if is_plain_iso(text.as_bytes()) {
            prop_assert!(iso_8601(&text), "{}", text);
        }
    }

    /// Others take leap seconds and the year 0.
    #[cfg(feature = "schema")]
    #[test]
    fn date_times_are_those_of_validators_elsewhere(text in stamps()) {
        static THEIRS: LazyLock<jsonschema::Validator> = LazyLock::new(|| {
            let options = jsonschema::options().should_validate_formats(true);
            options.build(&serde_json::json!({ "format": "date-time" })).unwrap()
        });
        let theirs = THEIRS.is_valid(&text.as_str().into());
        let beyond = text.contains(":60") || text.starts_with("0000");
        prop_assert_eq!(is_rfc_3339(text.as_bytes()), theirs && !beyond, "{}", text);
    }

    #[test]
    fn plain_uuids_are_the_librarys(text in "[0-9a-fA-Fg]{8}-[0-9a-f]{4}-[0-9a-f]{4}(-|_)[0-9a-f]{4}-[0-9a-fA-F]{12}") {
        prop_assert_eq!(is_hyphenated(text.as_bytes()), uuid::Uuid::parse_str(&text).is_ok());
    }

    #[test]
    fn plain_urls_are_the_librarys(
        text in "(https?|HTTP|ftp):/{1,3}((xn--|[a-z0-9.-]{0,8}|[0-9]{1,3}|0x)(\\.|-|--|@|:)){0,4}[a-z0-9]{0,4}([/?#]\\PC{0,6})?"
    ) {
        if is_plain_uri(&text) {
            prop_assert!(uri(&text).is_some(), "{}", text);
        }
    }

    #[test]
    fn nothing_panics(text in "\\PC{0,40}|[+-]?[0-9]{1,25}(\\.[0-9]{0,25})?|[0-9W:TZ+.-]{0,24}") {
        for (_, format) in NAMED {
            accepts(format, &text);
        }
    }
}

#[test]
fn each_byte_of_a_ulid_is_looked_at() {
    const DIGITS: &[u8] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZabcdefghjkmnpqrstvwxyz";
    for at in 0..26 {
        for byte in 0..=u8::MAX {
            let mut text = *b"01JMXXXXXXXXXXXXXXXXXXXXXX";
            text[at] = byte;
            assert_eq!(event_id(&text), DIGITS.contains(&byte), "{byte} at {at}");
        }
    }
}
