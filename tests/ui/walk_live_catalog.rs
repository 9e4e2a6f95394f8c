//! Random catalogs to walk in from Design to Live: an anonymous environment and several for known contacts, linked to each
//! other, each with a Live one; filters, presentation rules, contacts and scenarios.

use crate::walk_steps::Chance;
use std::fmt::Write;

const HEAD: &str = r#"#![enable(implicit_some)]
Catalog(format: 1, name: "shop", label: "Shop", time_zone: "Europe/Paris",
    settings: Settings(ties: CatalogOrder),
    dimensions: [
        Dimension(name: "recipient", label: "Recipient", kind: Recipient, key: ["id"], fields: [
            Field(name: "id", type: Text), Field(name: "age", type: Integer)]),
        Dimension(name: "visitor", label: "Visitor", kind: Visitor, key: ["id"], fields: [
            Field(name: "id", type: Text), Field(name: "age", type: Integer)]),
    ],
    folders: [Folder(name: "visitors", label: "Visitors", holds: Visitors)],
    offer_fields: [Field(name: "price", type: Decimal)],
    presentation_rules: [
        PresentationRule(name: "again", applies_to: "offer.category == 'first'", within: "30d", at_most: 1,
            count: Count(offers: SameCategory, status: Rejected)),
        PresentationRule(name: "often", recipients: "profile.age >= 18", within: "7d", at_most: 3,
            count: Count(offers: OfferBeingPresented)),
    ],
    typologies: [Typology(name: "pressure", label: "Pressure", rules: ["again", "often"])],
"#;

const TAIL: &str = r#"
    contacts: [
        Contact(dimension: "recipient", values: {"id": "1", "age": 17}, cookies: ["c1"]),
        Contact(dimension: "recipient", values: {"id": "2", "age": 40}, cookies: ["c2"], history: [
            Proposition(offer: "e1/o0", space: "e1/home", at: "2026-11-20T09:30", status: Rejected),
            Proposition(offer: "l1/o1", space: "l1/home", at: "2026-11-19T09:30", status: Presented)]),
        Contact(dimension: "recipient", values: {"id": "3"}),
        Contact(dimension: "visitor", folder: "visitors", values: {"id": "v", "age": 30}, cookies: ["c3"]),
    ],
    scenarios: [
        Scenario(name: "known", label: "Known", call: Call(space: "e1/home", identity: ["2"], at: "2026-11-21T10:00", count: 3)),
        Scenario(name: "nobody", label: "Nobody", call: Call(space: "e1/home", at: "2026-11-21T10:00", count: 2)),
    ],
)"#;

/// The text of a catalog in which nothing is approved and Live is empty.
pub(crate) fn catalog(chance: &mut Chance) -> String {
    let mut text = format!("{HEAD}    environments: [\n");
    for number in 0..2 + chance.below(2) {
        environment(&mut text, number, chance);
    }
    text + "    ]," + TAIL
}

fn one_of<'a>(chance: &mut Chance, texts: &[&'a str]) -> &'a str {
    texts[chance.below(texts.len())]
}

fn environment(text: &mut String, number: usize, chance: &mut Chance) {
    let (kind, link) = if number == 0 {
        ("anonymous: true, targeting_dimension: \"visitor\", visitor_folder: \"visitors\"", "")
    } else {
        let linked = "fall_back_to_anonymous: true, linked_anonymous_space: \"e0/home\", ";
        ("targeting_dimension: \"recipient\"", one_of(chance, &["", linked, linked]))
    };
    let typology = one_of(chance, &["", "typology: \"pressure\", "]);
    let target = one_of(chance, &["", "", "target: \"!(profile.age < 0)\", "]);
    let own = one_of(chance, &["", "weights: [Weight(value: 1.5, space: \"mail\")], "]);
    let _ = write!(
        text,
        r#"Environment(name: "e{number}", label: "E{number}", stage: Design(live: "l{number}"), {kind}, {typology}{target}{own}
    call_data: [Field(name: "language", type: Text)],
    filters: [Filter(name: "adult", label: "Adults", rule: "profile.age >= least", parameters: [Parameter(name: "least", type: Integer, default: 18)]),
        Filter(name: "french", label: "French", rule: "call.language == 'fr'")],
    spaces: [Space(name: "home", label: "Home", channel: InboundWeb, implicit_identification: true, {link}
            content_fields: [ContentField(name: "title", required: true)], rendering: Rendering(text: "{{{{ title }}}}")),
        Space(name: "mail", label: "Mail", channel: Email, rendering: Rendering(text: "{{{{ title }}}} {{{{ price }}}}"))],
    categories: [
"#
    );
    let mut offers = 0..;
    let mut some = |text: &mut String, chance: &mut Chance| {
        for _ in 0..=chance.below(3) {
            offer(text, offers.next().expect("endless"), chance);
        }
    };
    let multiplier = one_of(chance, &["", "multiplier: Multiplier(value: 2.0), "]);
    let _ = write!(text, "Category(name: \"first\", label: \"First\", {multiplier}offers: [");
    some(text, chance);
    text.push_str("], categories: [Category(name: \"inner\", label: \"Inner\", offers: [");
    some(text, chance);
    let target = one_of(chance, &["", "target: \"filters.adult(18)\", "]);
    let _ = write!(text, "])]), Category(name: \"second\", label: \"Second\", {target}offers: [");
    some(text, chance);
    let _ =
        writeln!(text, "])]), Environment(name: \"l{number}\", label: \"L{number}\", stage: Live, {kind}),");
}

fn offer(text: &mut String, number: usize, chance: &mut Chance) {
    let targets = [
        "",
        "",
        "filters.adult(30)",
        "filters.french()",
        "profile.age >= 21 || filters.french()",
        "split('half') < 50.0",
    ];
    let target = one_of(chance, &targets);
    let weights = ["5.0", "10.0", "10.0", "\"1.0 + double(profile.age) * 0.1\"", "0.0"];
    let [one, other] = [(), ()].map(|()| one_of(chance, &weights));
    let space = one_of(chance, &["", "space: \"mail\", "]);
    let period = one_of(chance, &["", "", "period: Period(from: \"2026-11-01\", until: \"2026-12-01\"), "]);
    let spaces = one_of(chance, &["", "spaces: {\"mail\": Content(title: \"By mail\")}"]);
    let _ = writeln!(
        text,
        "Offer(name: \"o{number}\", label: \"Offer {number}\", target: \"{target}\", {period}\
         weights: [Weight(label: \"Base\", value: {one}), Weight(label: \"More\", value: {other}, {space})], \
         content: Content(title: \"Title {number}\", fields: {{\"price\": {number}.5}}, {spaces})),"
    );
}
