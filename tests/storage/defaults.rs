//! What a value is that nothing is said of: in Rust the same as in the file.

use vitrine::model::{Call, Category, Offer, PresentationRule, Storage};

#[test]
fn what_the_file_leaves_out_is_what_rust_leaves_out() {
    let read = |text: &str| serde_json::from_str::<serde_json::Value>(text).expect("JSON");
    let named = || read(r#"{"name": ""}"#);
    assert_eq!(serde_json::from_value::<Offer>(named()).ok(), Some(Offer::default()));
    assert_eq!(serde_json::from_value::<Category>(named()).ok(), Some(Category::default()));
    let mut rule = serde_json::to_value(PresentationRule::default()).expect("a value");
    assert_eq!(rule.get("active"), None, "a default is left out");
    assert_eq!(serde_json::from_value(rule.take()).ok(), Some(PresentationRule::default()));
    assert_eq!(serde_json::from_value(read("{}")).ok(), Some(Storage::default()));
    assert_eq!(serde_json::from_value(read(r#"{"space": ""}"#)).ok(), Some(Call::default()));
    assert!(Offer::default().enabled && Category::default().enabled && PresentationRule::default().active);
}
