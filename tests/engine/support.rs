//! What the engine's tests share: small catalogs as text, and [`check`], which compares a whole decision.
//! Owns no expectation of its own.

use std::fmt::Write;
use std::sync::Arc;
use vitrine::contacts::Population;
use vitrine::engine::{Decision, Plan, decide};
use vitrine::model::{Call, Catalog};
use vitrine::text::{Language, Message};

/// The moment of a call that names none: noon in Paris, on a Monday in summer.
pub(crate) const NOW: &str = "2026-06-15T10:00:00Z";

/// Anna asks for all she can get.
pub(crate) const ANNA: &str = r#"(space: "r/web", identity: ["anna"], count: 9)"#;

/// A browser that nobody knows asks the anonymous environment.
pub(crate) const NOBODY: &str = r#"(space: "v/web", count: 9)"#;

/// A catalog with an environment `r` for recipients, whose Live environment is `live_r`, and an anonymous
/// environment `v`; `«NAME»` is where the parts of a test go.
const SHOP: &str = r#"
Catalog(
    format: 1, name: "shop", time_zone: "Europe/Paris",
    settings: Settings(ties: CatalogOrder, «settings»),
    dimensions: [
        Dimension(name: "recipient", kind: Recipient, key: ["id"], fields: [
            Field(name: "id", type: Text), Field(name: "email", type: Text), Field(name: "age", type: Integer),
            Field(name: "score", type: Decimal), Field(name: "born", type: Date),
        ]),
        Dimension(name: "visitor", kind: Visitor, key: ["id"], fields: [
            Field(name: "id", type: Text), Field(name: "pages", type: Integer),
        ]),
    ],
    folders: [
        Folder(name: "visitors", holds: Visitors), Folder(name: "brand", holds: Visitors, parent: "visitors"),
        Folder(name: "deep", holds: Visitors, parent: "brand"), Folder(name: "elsewhere", holds: Visitors),
    ],
    offer_fields: [Field(name: "price", type: Decimal)],
    «catalog»
    environments: [
        Environment(name: "r", stage: Design(live: "live_r"), targeting_dimension: "recipient", «environment»
            spaces: [Space(name: "web", channel: InboundWeb, «space»), «spaces»], categories: [«categories»]),
        Environment(name: "live_r", stage: Live, targeting_dimension: "recipient", «live_environment»
            spaces: [Space(name: "web", channel: InboundWeb)], categories: [«live_categories»]),
        Environment(name: "v", stage: Design(live: "live_v"), anonymous: true, visitor_folder: "visitors",
            targeting_dimension: "visitor", «visitor_environment»
            spaces: [Space(name: "web", channel: InboundWeb, «visitor_space»), «visitor_spaces»],
            categories: [«visitor_categories»]),
        «environments»
    ],
    contacts: [
        Contact(dimension: "recipient", values: {"id": "anna", "email": "anna@mail.example", "age": 34},
            cookies: ["c-anna"], history: [«history»]),
        «contacts»
    ],
)"#;

/// The catalog of [`SHOP`] with these parts in it; a part that is not given is empty.
pub(crate) fn shop(parts: &[(&str, &str)]) -> String {
    let mut text = SHOP.to_owned();
    for (name, part) in parts {
        let place = format!("«{name}»");
        assert!(text.contains(&place), "no place for {name}");
        text = text.replace(&place, part);
    }
    let empty = text.split('«').skip(1).filter_map(|rest| Some(rest.split_once('»')?.0.to_owned()));
    for name in empty.collect::<Vec<_>>() {
        text = text.replace(&format!("«{name}»"), "");
    }
    text
}

/// The catalog of [`SHOP`] with these offers in the one category `all` of `r`.
pub(crate) fn shop_of(offers: &[String]) -> String {
    shop(&[("categories", &category("all", "", offers))])
}

/// A category with these offers.
pub(crate) fn category(name: &str, parts: &str, offers: &[String]) -> String {
    format!(r#"Category(name: "{name}", {parts} offers: [{}]),"#, offers.join(" "))
}

/// An offer; its weight is 5 unless its parts say otherwise.
pub(crate) fn offer(name: &str, parts: &str) -> String {
    let weights = if parts.contains("weights:") { "" } else { "weights: [Weight(value: 5)]," };
    format!(r#"Offer(name: "{name}", {weights} {parts}),"#)
}

/// Reads anything that the catalog's file can hold.
pub(crate) fn read<T: serde::de::DeserializeOwned>(text: &str) -> T {
    let options = ron::Options::default().with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME);
    options.from_str(text).unwrap_or_else(|error| panic!("{error}\n{text}"))
}

/// A catalog ready to be called, with its contacts.
pub(crate) fn opened(catalog: &str) -> (Plan, Population) {
    let catalog: Arc<Catalog> = Arc::new(read(catalog));
    (Plan::new(&catalog), Population::of(&catalog))
}

/// The moment of a call that names none.
pub(crate) fn now() -> jiff::Timestamp {
    NOW.parse().expect("a timestamp")
}

/// The decision for a call, which must be possible.
pub(crate) fn decision(catalog: &str, call: &str) -> Decision {
    let (plan, population) = opened(catalog);
    let call: Call = read(call);
    decide(&plan, &population, &call, now()).expect("the space exists")
}

/// A decision in words, all of it: who by which space; each proposition with its rank, weight and multiplier;
/// each other offer with the reason, the culprit and the detail; the notes.
pub(crate) fn in_words(decision: &Decision) -> String {
    let say = |message: &Message| Language::En.say(message);
    let mut words = decision.identification.rule_name().to_owned();
    if let Some(contact) = &decision.contact {
        write!(words, " {}", contact.key.join("+")).expect("a text can grow");
    }
    writeln!(words, " by {}", decision.answered_by).expect("a text can grow");
    for it in &decision.propositions {
        let times = if (it.multiplier - 1.0).abs() < f64::EPSILON {
            String::new()
        } else {
            format!(" x {}", it.multiplier)
        };
        writeln!(words, "{} {} {}{times}", it.rank, it.offer, it.weight).expect("a text can grow");
    }
    let wording = decision.wording(Language::En);
    for it in decision.explanations() {
        let (kind, name) = it.culprit();
        writeln!(words, "- {}: {}, {kind} {name}: {}", it.offer, it.reason.code(), wording.detail(&it))
            .expect("a text can grow");
    }
    for note in &decision.notes {
        writeln!(words, "note: {}", say(note)).expect("a text can grow");
    }
    words
}

/// Decides, and compares the decision in words, line by line; the indentation of `expected` does not count.
#[track_caller]
pub(crate) fn check(catalog: &str, call: &str, expected: &str) {
    assert_words(&decision(catalog, call), expected);
}

/// Compares a decision in words; the indentation of `expected` does not count.
#[track_caller]
pub(crate) fn assert_words(decision: &Decision, expected: &str) {
    let words = in_words(decision);
    let expected: Vec<&str> = expected.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    assert_eq!(words.lines().collect::<Vec<_>>(), expected, "the decision was:\n{words}");
}

/// The offers proposed, in order, without their environment.
pub(crate) fn offers(decision: &Decision) -> Vec<&str> {
    decision.propositions.iter().map(|it| it.offer.split_once('/').map_or("", |(_, name)| name)).collect()
}
