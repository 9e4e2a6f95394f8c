//! The content of a space in the place of the shared one, field by field.

use crate::support::{ANNA, category, check, decision, offer, shop};

/// Whether the required field is there, with this content.
fn is_there(field: &str, content: &str) -> bool {
    let catalog = shop(&[
        ("space", &format!(r#"content_fields: [ContentField(name: "{field}", required: true)],"#)),
        ("categories", &category("all", "", &[offer("a", &format!("content: Content({content}),"))])),
    ]);
    !decision(&catalog, ANNA).propositions.is_empty()
}

#[test]
fn each_kind_of_field_can_be_required() {
    for (field, content, wanted) in [
        ("title", r#"title: "A""#, true),
        ("title", r#"text: "A""#, false),
        ("destination_url", r#"destination_url: "https://a.example""#, true),
        ("image_url", r#"image_url: "https://a.example/a.png""#, true),
        ("html", r#"html: "<p>""#, true),
        ("text", "text: \"\\u{a0} \\t\\n\"", false),
        ("price", r#"fields: {"price": 0.0}"#, true),
        ("price", r#"title: "A""#, false),
        ("price", r#"fields: {"price": " "}"#, false),
        ("price", r#"fields: {"price": []}"#, false),
        ("nothing", r#"title: "A""#, false),
    ] {
        assert_eq!(is_there(field, content), wanted, "{field} in {content}");
    }
}

#[test]
fn a_space_overrides_field_by_field() {
    for (field, content, wanted) in [
        // Its own field is enough.
        ("title", r#"spaces: {"web": Content(title: "Ours")}"#, true),
        ("price", r#"spaces: {"web": Content(fields: {"price": 1.5})}"#, true),
        // A field that it leaves out is the shared one.
        ("title", r#"title: "Shared", spaces: {"web": Content(text: "Ours")}"#, true),
        ("price", r#"fields: {"price": 2.0}, spaces: {"web": Content(title: "Ours")}"#, true),
        // A blank one takes the place of the shared one.
        ("title", r#"title: "Shared", spaces: {"web": Content(title: "  ")}"#, false),
        // That of another space is no help.
        ("title", r#"spaces: {"mail": Content(title: "Theirs")}"#, false),
        ("title", r#"title: "Shared", spaces: {"mail": Content(title: "  ")}"#, true),
    ] {
        assert_eq!(is_there(field, content), wanted, "{field} in {content}");
    }
}

#[test]
fn the_first_field_that_is_missing_is_named() {
    let space = r#"content_fields: [ContentField(name: "title", required: true),
        ContentField(name: "text"), ContentField(name: "html", required: true),
        ContentField(name: "price", required: true)],"#;
    let catalog = shop(&[
        ("space", space),
        ("categories", &category("all", "", &[offer("a", r#"content: Content(title: "A"),"#)])),
    ]);
    check(
        &catalog,
        ANNA,
        "explicit anna by r/web
         - r/a: missing_content, offer a: html is empty but required on this space",
    );
}
