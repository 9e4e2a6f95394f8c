//! The workload that benchmarks run on: a catalog of N offers and contacts to decide for, from fixed seeds.
//!
//! Owns the data, as a [`Catalog`] for the engine and as plain values for its peers. Decides nothing.
//! Twenty attributes; five categories with 25 below them and 100 below those, each with a filter; offers with
//! rules of three to five conditions, and a second, higher weight under one more. About one rule in nine
//! matches.

use std::fmt::Write;
use std::sync::Arc;
use vitrine::model::{
    Catalog, Category, Contact, Content, Count, CountedOffers, CountedStatus, Field, FieldType, Multiplier,
    Offer, Period, PresentationRule, Proposition, Status, Typology, Value, Values, Weight, WeightValue,
};

/// How many contacts there are.
pub(crate) const CONTACTS: usize = 16;

const CONTACT_SEED: u64 = 20_260_101 + 777_777;

/// The moment of every call.
pub(crate) const NOW: &str = "2026-06-15T10:00:00Z";

/// Attributes that are whole numbers, each with its smallest and its largest value.
const NUMBERS: [(&str, i64, i64); 8] = [
    ("age", 18, 90),
    ("income", 0, 200_000),
    ("recency", 0, 365),
    ("orders", 0, 50),
    ("basket", 0, 500),
    ("tenure", 0, 240),
    ("visits", 0, 60),
    ("score", 0, 1000),
];

/// Attributes that are texts, each with its number of values; the first value is the most frequent.
const TEXTS: [(&str, u64); 7] = [
    ("country", 20),
    ("segment", 12),
    ("language", 10),
    ("device", 5),
    ("channel", 6),
    ("city", 100),
    ("tier", 4),
];

/// Attributes that are true or false, each with the probability of true.
const FLAGS: [(&str, f64); 5] =
    [("member", 0.6), ("optin", 0.7), ("app", 0.5), ("newcust", 0.3), ("kids", 0.4)];

/// SplitMix64, so that the same seed gives the same workload everywhere.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    #[expect(clippy::cast_precision_loss, reason = "53 bits are exact")]
    fn float(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    fn between(&mut self, low: f64, high: f64) -> f64 {
        low + self.float() * (high - low)
    }

    fn below(&mut self, count: usize) -> usize {
        usize::try_from(self.next() % count as u64).expect("below a usize")
    }

    fn integer(&mut self, low: i64, high: i64) -> i64 {
        let count = u64::try_from(high - low + 1).expect("high is not below low");
        low + i64::try_from(self.next() % count).expect("below an i64")
    }

    /// From 0, the first value twice as often as the second, three times as often as the third, and so on.
    fn zipf(&mut self, count: u64) -> u64 {
        #[expect(clippy::cast_precision_loss, reason = "at most a hundred")]
        let share = |value: u64| 1.0 / (value + 1) as f64;
        let mut left = self.float() * (0..count).map(share).sum::<f64>();
        for value in 0..count {
            left -= share(value);
            if left < 0.0 {
                return value;
            }
        }
        count - 1
    }
}

/// What a contact has for an attribute.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Datum {
    Number(i64),
    Text(String),
    Flag(bool),
    Missing,
}

/// What a condition asks of an attribute.
#[derive(Debug, Clone)]
pub(crate) enum Test {
    AtLeast(i64),
    Below(i64),
    Is(String),
    In(Vec<String>),
    Holds,
    /// What no index knows: it is greater than another attribute, or begins with a text.
    AboveOther(usize),
    Begins(String),
}

/// One condition.
#[derive(Debug, Clone)]
pub(crate) struct Condition {
    pub(crate) attribute: usize,
    pub(crate) negated: bool,
    pub(crate) test: Test,
}

/// Conditions that must all hold, but that one of the last two is enough where they are alternatives.
#[derive(Debug, Clone)]
pub(crate) struct Rule {
    pub(crate) conditions: Vec<Condition>,
    pub(crate) alternatives: bool,
}

/// A category: the place of the one above it, its filter and its multiplier.
#[derive(Debug)]
pub(crate) struct CategoryData {
    pub(crate) above: Option<usize>,
    pub(crate) filter: Condition,
    pub(crate) multiplier: f64,
}

/// An offer: its category's place, its rule, its weight, and its higher one with the condition for it.
#[derive(Debug)]
pub(crate) struct OfferData {
    pub(crate) category: usize,
    pub(crate) rule: Rule,
    pub(crate) weight: f64,
    pub(crate) higher: (Condition, f64),
}

/// A catalog, and the same as plain data. Offers are in the catalog's order.
#[derive(Debug)]
pub(crate) struct Workload {
    pub(crate) categories: Vec<CategoryData>,
    pub(crate) offers: Vec<OfferData>,
    pub(crate) contacts: Vec<Vec<Datum>>,
    pub(crate) catalog: Arc<Catalog>,
}

/// What is otherwise than in the usual workload.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Variant {
    Usual,
    /// One value in ten is missing.
    Missing,
    /// One rule in five asks what no index knows.
    Opaque,
}

impl Workload {
    /// A workload of so many offers.
    pub(crate) fn new(offers: usize) -> Self {
        Self::varied(offers, Variant::Usual)
    }

    /// The same with something else in it.
    pub(crate) fn varied(offers: usize, variant: Variant) -> Self {
        let mut random = Random(20_260_101 + offers as u64);
        let categories = categories(&mut random);
        let mut offers: Vec<OfferData> = (0..offers).map(|_| offer(&mut random)).collect();
        offers.sort_by_key(|offer| offer.category);
        let mut random = Random(CONTACT_SEED);
        let mut contacts: Vec<_> = (0..CONTACTS).map(|_| contact(&mut random)).collect();
        if variant == Variant::Missing {
            let values = contacts.iter_mut().flatten();
            values.filter(|_| random.below(10) == 0).for_each(|value| *value = Datum::Missing);
        }
        if variant == Variant::Opaque {
            for offer in &mut offers {
                if random.below(5) == 0 {
                    offer.rule.conditions.insert(0, opaque(&mut random));
                }
            }
        }
        let catalog = Arc::new(catalog(&categories, &offers, &contacts));
        Self { categories, offers, contacts, catalog }
    }

    /// Contacts, of which the first are those of the catalog.
    #[cfg(feature = "arrow")]
    pub(crate) fn more_contacts(count: usize) -> Vec<Vec<Datum>> {
        let mut random = Random(CONTACT_SEED);
        (0..count).map(|_| contact(&mut random)).collect()
    }

    /// So many contacts, with up to so many past propositions each, where any are wanted.
    #[cfg(feature = "audience")]
    pub(crate) fn people(
        count: usize,
        most_past: Option<usize>,
    ) -> impl Iterator<Item = (Vec<Datum>, Vec<Proposition>)> {
        let (mut random, mut of_past) = (Random(CONTACT_SEED), Random(20_260_101));
        (0..count).map(move |_| {
            let made = most_past.map_or(0, |most| of_past.below(most + 1));
            (contact(&mut random), (0..made).map(|_| past(&mut of_past, 1_000)).collect())
        })
    }

    /// The names of the attributes.
    #[cfg(feature = "audience")]
    pub(crate) fn attributes() -> impl Iterator<Item = &'static str> {
        (0..NUMBERS.len() + TEXTS.len() + FLAGS.len()).map(attribute)
    }

    /// The catalog with two presentation rules, and twenty past propositions for every contact.
    pub(crate) fn catalog_with_caps(&self) -> Arc<Catalog> {
        let mut catalog = Catalog::clone(&self.catalog);
        let rule = |name: &str, at_most: u32, offers: CountedOffers, status: CountedStatus| {
            Arc::new(PresentationRule {
                name: name.into(),
                label: String::new(),
                active: true,
                channel: None,
                applies_to: String::new(),
                recipients: String::new(),
                within: "30d".parse().expect("a span"),
                at_most,
                count: Count { offers, status, ..Count::default() },
            })
        };
        catalog.presentation_rules = vec![
            rule("seen_enough", 3, CountedOffers::OfferBeingPresented, CountedStatus::Any),
            rule("refused", 1, CountedOffers::SameCategory, CountedStatus::Rejected),
        ];
        let rules = catalog.presentation_rules.iter().map(|rule| rule.name.clone()).collect();
        catalog.typologies =
            vec![Arc::new(Typology { name: "pressure".into(), label: String::new(), rules })];
        Arc::make_mut(&mut catalog.environments[0]).typology = Some("pressure".into());
        let mut random = Random(20_260_101);
        for contact in &mut catalog.contacts {
            let past = (0..20).map(|_| past(&mut random, self.offers.len())).collect();
            Arc::make_mut(contact).history = past;
        }
        Arc::new(catalog)
    }

    /// The catalog after a key press in the rule of its first offer: each press another rule.
    pub(crate) fn edited(&self, press: usize) -> Arc<Catalog> {
        let mut catalog = Catalog::clone(&self.catalog);
        let environment = Arc::make_mut(&mut catalog.environments[0]);
        let mut category = environment.categories.first_mut().map(Arc::make_mut);
        while let Some(here) = category {
            if let Some(offer) = here.offers.first_mut() {
                let offer = Arc::make_mut(offer);
                write!(offer.target, " && profile.age != {press}").expect("a text can grow");
                return Arc::new(catalog);
            }
            category = here.categories.first_mut().map(Arc::make_mut);
        }
        panic!("the first leaf has an offer");
    }
}

fn past(random: &mut Random, offers: usize) -> Proposition {
    let statuses = [Status::Presented, Status::Accepted, Status::Rejected];
    Proposition {
        offer: format!("shop/offer_{}", random.below(offers)),
        space: "shop/web".into(),
        at: format!("2026-06-{:02}T12:00", 1 + random.below(14)).parse().expect("a moment"),
        status: statuses[random.below(3)],
        weight: Some(5.0),
        rank: Some(1),
        stored: Values::new(),
    }
}

/// Depth first, as the catalog has them.
fn categories(random: &mut Random) -> Vec<CategoryData> {
    let mut all: Vec<CategoryData> = Vec::new();
    let mut add = |above: Option<usize>| {
        let (attribute, test) = if random.float() < 0.7 {
            number(random, 0.6, 0.9)
        } else {
            (first_flag() + random.below(FLAGS.len()), Test::Holds)
        };
        let filter = Condition { attribute, negated: false, test };
        all.push(CategoryData { above, filter, multiplier: random.between(0.5, 2.0) });
        all.len() - 1
    };
    for _ in 0..5 {
        let top = add(None);
        for _ in 0..5 {
            let middle = add(Some(top));
            for _ in 0..4 {
                add(Some(middle));
            }
        }
    }
    all
}

/// The place of a random category that has none below it: of 26 in a row, two stand above four, five times.
fn leaf(random: &mut Random) -> usize {
    let (top, middle, leaf) = (random.below(5), random.below(5), random.below(4));
    top * 26 + 1 + middle * 5 + 1 + leaf
}

fn offer(random: &mut Random) -> OfferData {
    let category = leaf(random);
    let count = 3 + random.below(3);
    let mut conditions: Vec<Condition> = Vec::with_capacity(count);
    while conditions.len() < count {
        let next = condition(random);
        if conditions.iter().all(|other| other.attribute != next.attribute) {
            conditions.push(next);
        }
    }
    let rule = Rule { conditions, alternatives: random.float() < 0.3 };
    #[expect(clippy::cast_precision_loss, reason = "small")]
    let (weight, more) = (random.integer(1, 100) as f64, random.integer(1, 100) as f64);
    OfferData { category, rule, weight, higher: (condition(random), weight + more) }
}

fn first_flag() -> usize {
    NUMBERS.len() + TEXTS.len()
}

fn condition(random: &mut Random) -> Condition {
    let negated = random.float() < 0.05;
    let kind = random.float();
    let (attribute, test) = if kind < 0.4 {
        number(random, 0.3, 0.9)
    } else if kind < 0.55 {
        let text = random.below(TEXTS.len());
        (NUMBERS.len() + text, Test::Is(value(text, random.zipf(TEXTS[text].1))))
    } else if kind < 0.75 {
        let text = random.below(TEXTS.len());
        let values = (0..5).map(|_| value(text, random.zipf(TEXTS[text].1))).collect();
        (NUMBERS.len() + text, Test::In(values))
    } else {
        (first_flag() + random.below(FLAGS.len()), Test::Holds)
    };
    Condition { attribute, negated, test }
}

/// A condition that is no test of one attribute against constants.
fn opaque(random: &mut Random) -> Condition {
    let (attribute, test) = if random.float() < 0.5 {
        let [one, other] = [0, 0].map(|_: i32| random.below(NUMBERS.len()));
        (one, Test::AboveOther(other))
    } else {
        let text = random.below(TEXTS.len());
        (NUMBERS.len() + text, Test::Begins(format!("{}_{}", TEXTS[text].0, random.below(3))))
    };
    Condition { attribute, negated: false, test }
}

/// A comparison of a number that a share of all contacts between the two passes.
fn number(random: &mut Random, low: f64, high: f64) -> (usize, Test) {
    let attribute = random.below(NUMBERS.len());
    let share = random.between(low, high);
    let (_, least, most) = NUMBERS[attribute];
    #[expect(clippy::cast_precision_loss, clippy::cast_possible_truncation, reason = "small")]
    let at = |share: f64| least + ((most - least + 1) as f64 * share).round() as i64;
    if random.float() < 0.5 {
        (attribute, Test::AtLeast(at(1.0 - share)))
    } else {
        (attribute, Test::Below(at(share)))
    }
}

fn value(text: usize, value: u64) -> String {
    format!("{}_{value}", TEXTS[text].0)
}

fn contact(random: &mut Random) -> Vec<Datum> {
    let numbers = NUMBERS.map(|(_, low, high)| Datum::Number(random.integer(low, high)));
    let texts = [0, 1, 2, 3, 4, 5, 6].map(|text| Datum::Text(value(text, random.zipf(TEXTS[text].1))));
    let flags = FLAGS.map(|(_, share)| Datum::Flag(random.float() < share));
    numbers.into_iter().chain(texts).chain(flags).collect()
}

/// The name of an attribute. They are numbered: numbers, then texts, then flags.
pub(crate) fn attribute(index: usize) -> &'static str {
    let names = NUMBERS.iter().map(|it| it.0).chain(TEXTS.iter().map(|it| it.0));
    let mut names = names.chain(FLAGS.iter().map(|it| it.0));
    names.nth(index).expect("an attribute")
}

impl Condition {
    /// The condition in CEL.
    pub(crate) fn cel(&self) -> String {
        let field = format!("profile.{}", attribute(self.attribute));
        let test = match &self.test {
            Test::AtLeast(least) => format!("{field} >= {least}"),
            Test::Below(limit) => format!("{field} < {limit}"),
            Test::Is(text) => format!("{field} == '{text}'"),
            Test::In(texts) => format!("{field} in ['{}']", texts.join("', '")),
            Test::Holds => field,
            Test::AboveOther(other) => format!("{field} > profile.{}", attribute(*other)),
            Test::Begins(text) => format!("{field}.startsWith('{text}')"),
        };
        if self.negated { format!("!({test})") } else { test }
    }
}

impl Rule {
    /// The rule in CEL.
    pub(crate) fn cel(&self) -> String {
        let mut parts: Vec<String> = self.conditions.iter().map(Condition::cel).collect();
        if self.alternatives
            && let Some(last) = parts.pop()
            && let Some(before) = parts.pop()
        {
            parts.push(format!("({before} || {last})"));
        }
        parts.join(" && ")
    }
}

/// The catalog without its fields, categories and contacts. The space `web` renders nothing, as the peers do.
const FRAME: &str = r#"
Catalog(
    format: 1, name: "workload", settings: Settings(ties: CatalogOrder),
    dimensions: [Dimension(name: "recipient", kind: Recipient, key: ["id"], fields: [Field(name: "id", type: Text)])],
    offer_fields: [Field(name: "price", type: Decimal)],
    environments: [
        Environment(name: "shop", stage: Design(live: "live_shop"), targeting_dimension: "recipient", spaces: [
            Space(name: "web", channel: InboundWeb, content_fields: [ContentField(name: "title", required: true)]),
            Space(name: "page", channel: InboundWeb, content_fields: [ContentField(name: "title", required: true)],
                rendering: Rendering(
                    html: "<h3>{{ title }}</h3>{{ html }}<p>{{ price }} for {{ profile.segment }}</p>",
                    text: "{{ title }}")),
        ]),
        Environment(name: "live_shop", stage: Live, targeting_dimension: "recipient"),
    ],
)"#;

fn catalog(categories: &[CategoryData], offers: &[OfferData], contacts: &[Vec<Datum>]) -> Catalog {
    let options = ron::Options::default().with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME);
    let mut catalog: Catalog = options.from_str(FRAME).expect("the frame is a catalog");
    let types = NUMBERS.map(|_| FieldType::Integer).into_iter().chain(TEXTS.map(|_| FieldType::Text));
    let types = types.chain(FLAGS.map(|_| FieldType::Boolean)).enumerate();
    let fields = types.map(|(index, field_type)| Field {
        name: attribute(index).into(),
        label: String::new(),
        field_type,
    });
    Arc::make_mut(&mut catalog.dimensions[0]).fields.extend(fields);
    Arc::make_mut(&mut catalog.environments[0]).categories = below(None, categories, offers);
    catalog.contacts =
        contacts.iter().enumerate().map(|(index, data)| Arc::new(listed(index, data))).collect();
    catalog
}

/// The categories below one, with their offers.
fn below(above: Option<usize>, categories: &[CategoryData], offers: &[OfferData]) -> Vec<Arc<Category>> {
    let of_above = categories.iter().enumerate().filter(|(_, data)| data.above == above);
    let made = of_above.map(|(index, data)| {
        let mut category = Category::new(format!("category_{index}"), format!("Category {index}"));
        category.target = data.filter.cel();
        category.multiplier = Some(Multiplier { value: data.multiplier, period: Period::default() });
        category.categories = below(Some(index), categories, offers);
        let own = offers.iter().enumerate().filter(|(_, offer)| offer.category == index);
        category.offers = own.map(|(place, offer)| Arc::new(sold(place, offer))).collect();
        Arc::new(category)
    });
    made.collect()
}

fn sold(place: usize, data: &OfferData) -> Offer {
    let mut offer = Offer::new(format!("offer_{place}"), format!("Offer number {place}"));
    offer.target = data.rule.cel();
    let weight = |label: &str, value: f64, target: String| Weight {
        label: label.into(),
        value: WeightValue::Number(value),
        period: Period::default(),
        space: None,
        target,
    };
    let (condition, higher) = &data.higher;
    offer.weights =
        vec![weight("Base", data.weight, String::new()), weight("More", *higher, condition.cel())];
    offer.content = Content {
        title: format!("Offer {place}, for you"),
        destination_url: format!("https://shop.example/offers/{place}"),
        html: format!("<p>The very best of number {place}, until the end of the month.</p>"),
        fields: Values::from_iter([("price".to_owned(), Value::Decimal(data.weight))]),
        ..Content::default()
    };
    offer
}

fn listed(index: usize, data: &[Datum]) -> Contact {
    let mut values = Values::from_iter([("id".to_owned(), Value::Text(format!("c{index}")))]);
    values.extend(data.iter().enumerate().filter_map(|(index, datum)| {
        let value = match datum {
            Datum::Number(number) => Value::Integer(*number),
            Datum::Text(text) => Value::Text(text.clone()),
            Datum::Flag(flag) => Value::Boolean(*flag),
            Datum::Missing => return None,
        };
        Some((attribute(index).to_owned(), value))
    }));
    Contact { dimension: "recipient".into(), folder: None, values, cookies: Vec::new(), history: Vec::new() }
}
