//! What identifies somebody: values read digit for digit as the key's type (`domain.md` §4, step 2).

use crate::support::{now, opened, read};
use vitrine::engine::decide;
use vitrine::model::{Call, Identification};

fn catalog(key_type: &str, key: &str) -> String {
    format!(
        r#"Catalog(format: 1, name: "c", dimensions: [
            Dimension(name: "p", kind: Recipient, key: ["id"], fields: [Field(name: "id", type: {key_type})])],
            environments: [Environment(name: "e", stage: Live, targeting_dimension: "p",
                spaces: [Space(name: "s", channel: InboundWeb)])],
            contacts: [Contact(dimension: "p", values: {{"id": {key}}})])"#
    )
}

/// Whether the call's identity, as RON, is that contact's.
fn identifies(key_type: &str, key: &str, given: &str) -> bool {
    let (plan, population) = opened(&catalog(key_type, key));
    let call: Call = read(&format!(r#"(space: "e/s", identity: [{given}])"#));
    let decision = decide(&plan, &population, &call, now()).expect("the space is there");
    decision.identification == Identification::Explicit
}

#[test]
fn keys_are_compared_digit_for_digit() {
    for (key_type, key, given, wanted) in [
        ("Text", r#""1001""#, r#""1001""#, true),
        ("Text", r#""1001""#, "1001", true),
        ("Text", r#""1001""#, r#"" 1001""#, false),
        ("Text", r#""01001""#, "1001", false),
        ("Text", r#""""#, r#""""#, false),
        ("Text", r#"" ""#, r#"" ""#, false),
        ("Text", "\"\\u{a0}\"", "\"\\u{a0}\"", false),
        ("Text", "\"\\t\"", "\"\\t\"", false),
        ("Integer", "1001", "1001", true),
        ("Integer", "1001", r#""1001""#, true),
        ("Integer", "1001", r#""""#, false),
        ("Integer", "9007199254740993", r#""9007199254740993""#, true),
        ("Integer", "9007199254740992", r#""9007199254740993""#, false),
        ("Integer", "9223372036854775807", r#""9223372036854775808""#, false),
        ("Integer", "9223372036854775807", r#""18446744073709551616""#, false),
        ("Decimal", "9007199254740992.0", r#""9007199254740993""#, false),
        ("Decimal", "9007199254740993", r#""9007199254740993""#, true),
        ("Decimal", "9007199254740993", r#""9007199254740992""#, false),
        ("Decimal", "9007199254740992", r#""9007199254740993""#, false),
        ("Decimal", "9007199254740993", "9007199254740993", true),
    ] {
        assert_eq!(identifies(key_type, key, given), wanted, "{key_type} {key} by {given}");
    }
}
