//! The JSON of a decision: all keys, in the order of `domain.md` §8, and `null` where there is nothing.

use crate::support::{category, decision, offer, shop};
use vitrine::engine::Report;

fn json(call: &str) -> String {
    let offers = [offer("a", ""), offer("b", r#"target: "profile.pages > 3","#)];
    let catalog = shop(&[
        ("space", r#"fall_back_to_anonymous: true, linked_anonymous_space: "v/web","#),
        ("categories", &category("all", "multiplier: Multiplier(value: 1.5),", &[offer("x", "")])),
        ("visitor_categories", &category("all", "", &offers)),
    ]);
    let catalog = catalog.replace(r#""email": "anna@mail.example","#, r#""score": 1.5,"#);
    serde_json::to_string_pretty(&Report::of(&decision(&catalog, call))).expect("it is JSON")
}

#[test]
fn the_report_of_an_unknown_visitor() {
    let report = json(r#"(space: "r/web", identity: ["ben"], at: "2026-11-21T10:00")"#);
    let wanted = r#"{
  "space": "r/web",
  "answered_by": "v/web",
  "identification": "anonymous",
  "contact": null,
  "at": "2026-11-21T10:00:00+01:00",
  "notes": [
    "no recipient matches id 'ben'"
  ],
  "propositions": [
    {
      "rank": 1,
      "offer": "v/a",
      "category": "all",
      "weight": 5.0,
      "multiplier": 1.0,
      "final_weight": 5.0,
      "content": {},
      "html": null,
      "text": null,
      "xml": null
    }
  ],
  "excluded": [
    {
      "offer": "v/b",
      "reason": "target",
      "at": "offer b",
      "detail": "profile.pages is missing"
    }
  ]
}"#;
    assert_eq!(report, wanted);
}

#[test]
fn the_report_of_a_known_contact() {
    let report = json(r#"(space: "r/web", identity: ["anna"])"#);
    let report: serde_json::Value = serde_json::from_str(&report).expect("it is JSON");
    assert_eq!(
        report["contact"],
        serde_json::json!({"dimension": "recipient", "key": ["anna"], "label": "anna"})
    );
    assert_eq!(report["identification"], "explicit");
    assert_eq!(report["at"], "2026-06-15T12:00:00+02:00");
    assert_eq!(report["propositions"][0]["final_weight"], 7.5);
    assert_eq!(report["excluded"], serde_json::json!([]));
    assert_eq!(report["notes"], serde_json::json!([]));
}
