//! What the tests of simulations share: random contacts of the sample catalog, and files of them.

use std::fmt::Write;
use std::path::Path;
use std::sync::Arc;
use vitrine::audience::source::{OwnContacts, Source};
use vitrine::contacts::Population;
use vitrine::engine::{Decision, Plan};
use vitrine::model::{Catalog, Contact, Proposition, Reason, Status, Value, Values};
use vitrine::simulation::{Settings, Simulation, simulate};
use vitrine::storage;

/// The moment of every call.
pub(crate) const AT: &str = "2026-11-21T09:00:00Z";

pub(crate) struct Random(pub(crate) u64);

impl Random {
    pub(crate) fn below(&mut self, count: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % count
    }
}

pub(crate) fn neobank() -> Arc<Catalog> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("catalogs/neobank.catalog.ron");
    storage::load(&path).expect("the sample catalog").catalog
}

/// The sample catalog with so many random recipients, of whom some have a history.
pub(crate) fn catalog(seed: u64, contacts: u64) -> Arc<Catalog> {
    let mut catalog = Catalog::clone(&neobank());
    let mut random = Random(seed);
    catalog.contacts = (0..contacts).map(|number| Arc::new(contact(number, true, &mut random))).collect();
    Arc::new(catalog)
}

/// A random recipient; every value but the key may be missing.
pub(crate) fn contact(number: u64, with_history: bool, random: &mut Random) -> Contact {
    let mut values = Values::from_iter([("id".to_owned(), Value::Text(format!("r{number}")))]);
    let pick = |texts: &[&str], random: &mut Random| {
        texts[usize::try_from(random.below(texts.len() as u64)).expect("a place")].to_owned()
    };
    let integer = |value: u64| i64::try_from(value).expect("small");
    let likes = ["travel", "sport", "music", "home", "technology"];
    let given: Vec<(&str, Value)> = vec![
        ("age", Value::Integer(integer(16 + random.below(70)))),
        ("balance", Value::Decimal(f64::from(u32::try_from(random.below(40_000)).expect("small")) / 4.0)),
        ("premium", Value::Boolean(random.below(2) == 0)),
        (
            "customer_since",
            Value::Text(format!("20{:02}-{:02}-11", 10 + random.below(17), 1 + random.below(10))),
        ),
        ("segment", Value::Text(pick(&["mass", "affluent", "student"], random))),
        ("first_name", Value::Text(pick(&["Anna, \"the\" first", "Bé", "Leo"], random))),
        (
            "interests",
            Value::List(likes.iter().filter(|_| random.below(3) == 0).map(ToString::to_string).collect()),
        ),
    ];
    values.extend(
        given.into_iter().filter(|_| random.below(8) > 0).map(|(name, value)| (name.to_owned(), value)),
    );
    let mut history = Vec::new();
    if with_history && random.below(2) == 0 {
        let offers = ["recipient/home_insurance", "recipient/savings_account", "recipient/gone"];
        let past = |random: &mut Random| Proposition {
            offer: pick(&offers, random),
            space: "recipient/app_home".into(),
            at: format!("2026-11-{:02}T10:00", 1 + random.below(20)).parse().expect("a moment"),
            status: [Status::Presented, Status::Accepted, Status::Rejected]
                [usize::try_from(random.below(3)).expect("three")],
            weight: None,
            rank: None,
            stored: Values::new(),
        };
        history = (0..=random.below(7)).map(|_| past(random)).collect();
    }
    Contact { dimension: "recipient".into(), folder: None, values, cookies: Vec::new(), history }
}

pub(crate) fn own(catalog: &Arc<Catalog>) -> OwnContacts {
    OwnContacts::new("own", Population::of(catalog))
}

pub(crate) fn settings(count: u32) -> Settings {
    let mut settings = Settings::new("recipient/app_home");
    settings.call.count = count;
    settings.call.themes = Vec::new();
    settings.call.at = Some("2026-11-21T10:00".parse().expect("a moment"));
    settings
}

pub(crate) fn simulated(plan: &Plan, source: &dyn Source, settings: &Settings) -> Simulation {
    let found = simulate(plan, source, settings, AT.parse().expect("a moment"), &|_| true);
    let mut found = found.unwrap_or_else(|error| panic!("{error:?}"));
    found.speed = vitrine::simulation::Speed::default();
    found
}

/// Each offer that a decision keeps out, with the gate.
pub(crate) fn kept_out(decision: &Decision) -> Vec<(String, Reason)> {
    let excluded = decision.excluded.iter();
    excluded.map(|excluded| (decision.explain(excluded).offer.to_owned(), excluded.reason())).collect()
}

/// The contacts as CSV.
pub(crate) fn csv(contacts: &[Contact]) -> String {
    let names = ["id", "age", "balance", "premium", "customer_since", "segment", "first_name", "interests"];
    let mut text = names.join(",") + "\n";
    for contact in contacts {
        let value = |name: &&str| match contact.values.get(*name) {
            None => String::new(),
            Some(Value::List(texts)) => texts.join(";"),
            Some(value) => format!("\"{}\"", value.to_string().replace('"', "\"\"")),
        };
        let line: Vec<String> = names.iter().map(value).collect();
        writeln!(text, "{}", line.join(",")).expect("a text can grow");
    }
    text
}
