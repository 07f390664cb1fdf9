//! The cursor against `serde_json`.

use std::fmt::Write;

use proptest::prelude::*;
use serde_json::Value;

use super::*;

fn accepts(text: &str) -> bool {
    let mut cursor = Cursor::new(text);
    cursor.space();
    cursor.skip().and_then(|()| cursor.finish()).is_ok()
}

#[track_caller]
fn same(text: &str) {
    let theirs = serde_json::from_str::<Value>(text);
    assert_eq!(accepts(text), theirs.is_ok(), "{text:?} {theirs:?}");
    match crate::tree::parse(text) {
        Ok(tree) => assert!(tree.infinite || theirs.is_ok(), "{text:?}"),
        Err(_) => assert!(theirs.is_err(), "{text:?}"),
    }
}

#[test]
fn edges() {
    for text in [
        "",
        " ",
        "null",
        "nul",
        "nulll",
        "true",
        "false",
        "tru e",
        "0",
        "-0",
        "-",
        "01",
        "1.",
        ".5",
        "1e",
        "1e+",
        "1E5",
        "1e400",
        "-1e400",
        "1e-400",
        "0e999999999999",
        "1.5e308",
        "1.8e308",
        "2e308",
        "NaN",
        "Infinity",
        "+1",
        "1 2",
        "\"",
        "\"a",
        "\"a\"b",
        "\"\\x\"",
        "\"\\u12\"",
        "\"\\u12g4\"",
        "\"\\ud800\"",
        "\"\\udc00\"",
        "\"\\ud800\\u0041\"",
        "\"\\ud83d\\ude00\"",
        "\"\\uD83D\\uDE0\"",
        "\"\\ud800\\ud800\"",
        "\"\u{1}\"",
        "\"\u{7f}\"",
        "\"\n\"",
        "\"\\u0000\"",
        "\"12345678\u{1f}\"",
        "\"1234567\\\"",
        "[",
        "[]",
        "[1",
        "[1,",
        "[1,]",
        "[,1]",
        "[1 2]",
        "[]]",
        "{",
        "{}",
        "{\"a\"}",
        "{\"a\":}",
        "{\"a\":1,}",
        "{\"a\":1 \"b\":2}",
        "{a:1}",
        "{\"a\" : [ 1 , { } ] }",
        "{\"a\":1]",
        "[1}",
        "\u{feff}1",
        "\u{a0}1",
        "1\u{c}",
        "\r\n\t 1",
        "//c\n1",
        "{\"\\ud800\":1}",
    ] {
        same(text);
    }
    for digits in [300, 308, 309, 310, 400] {
        same(&"9".repeat(digits));
        same(&format!("0.{}", "9".repeat(digits)));
    }
    for depth in [1, 126, 127, 128, 129] {
        same(&format!("{}{}", "[".repeat(depth), "]".repeat(depth)));
        same(&format!("{}1{}", "{\"a\":".repeat(depth), "}".repeat(depth)));
    }
}

#[test]
fn strings_of_every_length() {
    for length in 0..40 {
        for special in ["", "\\n", "é", "\u{1}", "\\", "💩"] {
            for at in 0..=length {
                same(&format!("\"{}{special}{}\"", "x".repeat(at), "y".repeat(length - at)));
            }
        }
    }
}

fn soup() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        prop::sample::select(vec![
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "\"",
            "\\",
            "\"a\"",
            "\"b\":",
            "1",
            "-0.5e3",
            "null",
            "true",
            " ",
            "\\u",
            "d83d",
            "\\ud83d\\ude00",
            "\u{0}",
            "é",
            "💩",
            "e",
            ".",
            "0",
        ])
        .prop_map(String::from),
        any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

fn json() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        Just("null".to_owned()),
        any::<bool>().prop_map(|value| value.to_string()),
        any::<f64>()
            .prop_filter("finite", |value| value.is_finite())
            .prop_map(|value| format!("{value:e}")),
        any::<i128>().prop_map(|value| value.to_string()),
        any::<String>().prop_map(|text| Value::from(text).to_string()),
    ];
    leaf.prop_recursive(6, 40, 5, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5)
                .prop_map(|items| format!("[{}]", items.join(" ,"))),
            prop::collection::vec((any::<String>(), inner), 0..5).prop_map(|entries| {
                let entries: Vec<_> = entries
                    .into_iter()
                    .map(|(key, value)| format!("{} :{value}", Value::from(key)))
                    .collect();
                format!("{{{}}}", entries.join(", "))
            }),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4000))]

    #[test]
    fn agrees_on_soup(text in soup()) {
        same(&text);
    }

    #[test]
    fn agrees_on_json(text in json()) {
        prop_assert!(accepts(&text));
        same(&text);
    }

    #[test]
    fn agrees_on_changed_json(text in json(), at: prop::sample::Index, piece in "[\\x00-\\x7f]|\\\\u[dD][89a-f]00|é") {
        let at = at.index(text.len() + 1);
        if let (Some(before), Some(after)) = (text.get(..at), text.get(at..)) {
            same(&format!("{before}{piece}{after}"));
            same(before);
            same(&format!("{before}{}", after.chars().skip(1).collect::<String>()));
        }
    }

    #[test]
    fn strings_read_the_same(text: String) {
        let mut ascii = String::new();
        for c in Value::from(text.clone()).to_string().chars() {
            if c.is_ascii() {
                ascii.push(c);
            } else {
                for unit in c.encode_utf16(&mut [0; 2]) {
                    write!(ascii, "\\u{unit:04x}").unwrap();
                }
            }
        }
        let mut cursor = Cursor::new(&ascii);
        let string = cursor.string().unwrap();
        prop_assert_eq!(cursor.content(string), text);
    }
}
