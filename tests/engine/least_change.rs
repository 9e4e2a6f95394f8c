//! What would have to change, held to brute force: on random catalogs with small domains each way is true when the change is
//! really made (in the catalog's contact and in the call), and no fewer changes would do.

use crate::support::{category, now, offer, read, shop};
use proptest::prelude::*;
use std::sync::Arc;
use vitrine::contacts::Population;
use vitrine::engine::{Change, ChangeSearch, Plan, ValueChange, Way, decide};
use vitrine::model::{Call, Catalog, Category, Contact, Offer, Period, Ref, Value, Weight, WeightValue};
use vitrine::rule::Root;

/// What rules may ask, also of what they make of values.
const CONDITIONS: [&str; 21] = [
    "profile.age >= 25",
    "profile.age < 40",
    "profile.age == 34",
    "profile.score > 1.5",
    "has(profile.score)",
    "!has(profile.email)",
    "profile.email == 'vip@mail.example'",
    "call.language == 'fr'",
    "call.clicks in [1, 2]",
    "interaction.space == 'mail'",
    "interaction.at >= timestamp('2026-08-01T00:00:00Z')",
    "filters.older(30)",
    "profile.age * 2 > 61",
    "profile.age - 10 == 14",
    "double(profile.age) / 2.0 >= 19.5",
    "profile.score * 2.0 - 1.0 > 3.0",
    "profile.score * profile.score < 2.0",
    "size(profile.email) > 16",
    "double(call.clicks) >= 1.5",
    "call.clicks + 1 in [2, 3]",
    "'v' + call.language == 'vfr'",
];

/// What rules may ask of two values: how they would have to change together is not all tried.
const OF_TWO: [&str; 3] = [
    "profile.age > call.clicks",
    "double(profile.age) < profile.score",
    "profile.email.startsWith(call.language)",
];

const PERIODS: [&str; 4] =
    ["", "", r#"period: Period(from: "2026-09-01"),"#, r#"period: Period(until: "2026-03-31"),"#];

const WEIGHTS: [&str; 4] = [
    "weights: [Weight(value: 5)],",
    r#"weights: [Weight(value: 5, space: "mail")],"#,
    r#"weights: [Weight(value: 7, target: "profile.age > 30"), Weight(value: 1, space: "web")],"#,
    r#"weights: [Weight(value: "profile.age > 50 ? 9.0 : 2.0")],"#,
];

/// The values of each thing that brute force tries: of each class at least one.
const AGES: [i64; 10] = [0, 24, 25, 30, 31, 34, 39, 40, 50, 51];
const SCORES: [f64; 4] = [0.0, 1.5, 2.5, 100.0];
const EMAILS: [&str; 2] = ["vip@mail.example", "other@mail.example"];
const LANGUAGES: [&str; 2] = ["fr", "en"];
const CLICKS: [i64; 3] = [0, 1, 2];
const SPACES: [&str; 2] = ["r/web", "r/mail"];
const MOMENTS: [&str; 5] = ["2026-03-31", "2026-06-15T12:00", "2026-07-15", "2026-08-02", "2026-09-01"];

fn rule(conditions: Vec<&'static str>) -> impl Strategy<Value = String> {
    let condition = prop::sample::select(conditions);
    let pair = (condition, any::<bool>());
    let term = pair.prop_map(|(text, negated)| if negated { format!("!({text})") } else { text.to_owned() });
    let terms = prop::collection::vec(term, 0..4);
    (terms, any::<bool>()).prop_map(|(terms, any)| terms.join(if any { " || " } else { " && " }))
}

fn catalogs(conditions: &[&'static str]) -> impl Strategy<Value = Catalog> {
    let rule = || rule(conditions.to_vec());
    let is_enabled = || prop::bool::weighted(0.8);
    let one =
        || (rule(), prop::sample::select(&PERIODS[..]), prop::sample::select(&WEIGHTS[..]), is_enabled());
    let parts = (prop::collection::vec(one(), 1..4), rule(), any::<bool>(), is_enabled());
    parts.prop_map(|(offers, above, is_capped, enabled)| {
        let offers = offers.into_iter().enumerate().map(|(place, (target, period, weights, enabled))| {
            offer(&format!("o{place}"), &format!(r#"enabled: {enabled}, target: "{target}", {period} {weights}"#))
        });
        let offers: Vec<String> = offers.collect();
        let (history, typology) = if is_capped {
            let past = r#"Proposition(offer: "r/o0", space: "r/web", at: "2026-06-14", status: Rejected)"#;
            (past, r#"typology: "t","#)
        } else {
            ("", "")
        };
        let environment = format!(
            r#"{typology} call_data: [Field(name: "language", type: Text), Field(name: "clicks", type: Integer)],
            filters: [Filter(name: "older", rule: "profile.age >= least",
                parameters: [Parameter(name: "least", type: Integer)])],"#
        );
        read(&shop(&[
            ("categories", &category("all", &format!(r#"enabled: {enabled}, target: "{above}","#), &offers)),
            ("environment", &environment),
            ("spaces", r#"Space(name: "mail", channel: Email)"#),
            ("history", history),
            (
                "catalog",
                r#"presentation_rules: [PresentationRule(name: "calm", within: "7d", at_most: 1,
                    recipients: "profile.age < 60", count: Count(offers: OfferBeingPresented))],
                    typologies: [Typology(name: "t", rules: ["calm"])],"#,
            ),
        ]))
    })
}

/// A catalog and a call, as they are or otherwise.
#[derive(Clone)]
struct World {
    catalog: Catalog,
    call: Call,
}

impl World {
    fn anna(&mut self) -> &mut Contact {
        Arc::make_mut(&mut self.catalog.contacts[0])
    }

    /// Gives the contact or the call a value, or takes one away.
    fn set(&mut self, root: Root, field: &str, value: Option<Value>) {
        let values = if root == Root::Call { &mut self.call.call_data } else { &mut self.anna().values };
        match value {
            Some(value) => drop(values.insert(field.to_owned(), value)),
            None => drop(values.shift_remove(field)),
        }
    }

    /// Makes a change for real.
    fn make(&mut self, change: &Change) {
        match change {
            Change::Value(it) => self.set(it.root, &it.field, it.value.clone()),
            Change::Moment { at, .. } => self.call.at = Some(at.clone()),
            Change::Space(space) => self.call.space.clone_from(space),
            Change::Category(name) => self.call.categories = vec![name.clone()],
            Change::Count(count) => self.call.count = *count,
            Change::History(past) => {
                let is_gone = |offer: &str| past.iter().any(|past| past.offer == offer);
                self.anna().history.retain(|made| !is_gone(&made.offer));
            }
            Change::Identified | Change::Approved(_) => {
                unreachable!("Anna is known, and nothing was rejected")
            }
            Change::Enabled(Ref::Category(..)) => enable(&mut self.catalog, None),
            Change::Enabled(offer) => enable(&mut self.catalog, Some(offer.name())),
        }
    }

    fn proposes(&self, offer: &str) -> Option<u32> {
        let catalog = Arc::new(self.catalog.clone());
        let (plan, population) = (Plan::new(&catalog), Population::of(&catalog));
        let decision = decide(&plan, &population, &self.call, now()).expect("the space exists");
        decision.propositions.iter().find(|it| it.offer == offer).map(|it| it.rank)
    }
}

/// Enables an offer, or the category of all.
fn enable(catalog: &mut Catalog, offer: Option<&str>) {
    let environment = Arc::make_mut(&mut catalog.environments[0]);
    let category = Arc::make_mut(&mut environment.categories[0]);
    match offer {
        None => category.enabled = true,
        Some(name) => {
            let offers = category.offers.iter_mut().filter(|offer| offer.name == name);
            offers.for_each(|offer| Arc::make_mut(offer).enabled = true);
        }
    }
}

/// Whether the contact and the call meet some rules, asked of an offer of its own.
fn meets(world: &World, rules: &[&str]) -> bool {
    let mut world = world.clone();
    let environment = Arc::make_mut(&mut world.catalog.environments[0]);
    let rules: Vec<String> = rules.iter().map(|rule| format!("({rule})")).collect();
    let weight = Weight {
        label: String::new(),
        value: WeightValue::Number(1.0),
        period: Period::default(),
        space: None,
        target: String::new(),
    };
    let probe = Offer { target: rules.join(" && "), weights: vec![weight], ..Offer::new("probe", "") };
    let category = Category { offers: vec![Arc::new(probe)], ..Category::new("probes", "") };
    (environment.categories, environment.typology) = (vec![Arc::new(category)], None);
    world.call.count = 1;
    world.call.categories.clear();
    world.proposes("r/probe").is_some()
}

/// Each combination of values from the classes that a way names lets the offer through, at its rank at the most.
fn classes_are_true(world: &World, offer: &str, way: &Way) -> Result<(), TestCaseError> {
    let values: Vec<&ValueChange> = way
        .changes
        .iter()
        .filter_map(|change| match change {
            Change::Value(it) => Some(it),
            _ => None,
        })
        .collect();
    let rules: Vec<&str> = values.iter().map(|it| it.rule.as_str()).collect();
    let mut worlds = vec![world.clone()];
    for change in &values {
        let of = things().into_iter().nth(match change.field.as_str() {
            "age" => 0,
            "score" => 1,
            "email" => 2,
            "language" => 3,
            _ => 4,
        });
        let of = of.expect("there is such a thing");
        let with = |world: &World| -> Vec<World> {
            let one = |make: &dyn Fn(&mut World)| {
                let mut world = world.clone();
                make(&mut world);
                world
            };
            of.iter().map(|make| one(make)).collect()
        };
        worlds = worlds.iter().flat_map(with).collect();
    }
    for mut tried in worlds {
        if meets(&tried, &rules) {
            let others = way.changes.iter().filter(|change| !matches!(change, Change::Value(_)));
            others.for_each(|change| tried.make(change));
            let rank = tried.proposes(offer);
            let with = (&tried.catalog.contacts[0].values, &tried.call.call_data);
            prop_assert!(
                rank.is_some_and(|rank| rank <= way.rank.max(tried.call.count)),
                "{offer} {way:?} {with:?}"
            );
        }
    }
    Ok(())
}

/// All that brute force makes of one thing.
type Thing = Vec<Box<dyn Fn(&mut World)>>;

/// Each thing that brute force changes, with all that it makes of it.
fn things() -> Vec<Thing> {
    fn field<T: Into<Value> + Clone + 'static>(root: Root, name: &'static str, values: &[T]) -> Thing {
        let values = values.iter().cloned().map(|value| Some(value.into())).chain([None]);
        values.map(|value| Box::new(move |it: &mut World| it.set(root, name, value.clone())) as _).collect()
    }
    let ages = AGES.map(Value::Integer);
    let scores = SCORES.map(Value::Decimal);
    let clicks = CLICKS.map(Value::Integer);
    let moments = MOMENTS
        .map(|at| Box::new(move |it: &mut World| it.call.at = Some(at.parse().expect("a moment"))) as _);
    let spaces =
        SPACES.map(|space| Box::new(move |it: &mut World| space.clone_into(&mut it.call.space)) as _);
    vec![
        field(Root::Profile, "age", &ages),
        field(Root::Profile, "score", &scores),
        field(Root::Profile, "email", &EMAILS),
        field(Root::Call, "language", &LANGUAGES),
        field(Root::Call, "clicks", &clicks),
        moments.into(),
        spaces.into(),
        vec![Box::new(|it: &mut World| it.call.count = 9)],
        vec![Box::new(|it: &mut World| it.anna().history.clear())],
        vec![Box::new(|it: &mut World| enable(&mut it.catalog, None))],
        ["o0", "o1", "o2"]
            .map(|name| Box::new(move |it: &mut World| enable(&mut it.catalog, Some(name))) as _)
            .into(),
    ]
}

/// Whether some choice of so many things lets the offer through.
fn lets_through(world: &World, offer: &str, things: &[Thing], size: usize) -> bool {
    if size == 0 {
        return world.proposes(offer).is_some();
    }
    things.iter().enumerate().any(|(place, thing)| {
        thing.iter().any(|change| {
            let mut other = world.clone();
            change(&mut other);
            lets_through(&other, offer, &things[place + 1..], size - 1)
        })
    })
}

/// The ways of each offer that is not proposed, and whether all was tried.
fn ways(world: &World) -> Vec<(String, Vec<Way>, bool)> {
    let catalog = Arc::new(world.catalog.clone());
    let (plan, population) = (Plan::new(&catalog), Population::of(&catalog));
    let decision = decide(&plan, &population, &world.call, now()).expect("the space exists");
    let mut search = ChangeSearch::new(&plan, &population, &world.call);
    let found = decision.excluded.iter().map(|excluded| {
        let ways = search.ways(&decision, excluded);
        (decision.address(excluded).to_owned(), ways.all, ways.is_whole)
    });
    found.collect()
}

/// Each way is true when it is really tried, and nothing less would do.
fn are_least(catalog: Catalog, count: u32, is_small: bool) -> Result<(), TestCaseError> {
    let call = read(&format!(
        r#"(space: "r/web", identity: ["anna"], count: {count},
            call_data: {{"language": "en"}})"#
    ));
    let world = World { catalog, call };
    let things = things();
    for (offer, ways, is_whole) in ways(&world) {
        prop_assert!(is_whole || !is_small, "small domains are tried as a whole: {}", offer);
        for way in &ways {
            let mut tried = world.clone();
            way.changes.iter().for_each(|change| tried.make(change));
            prop_assert_eq!(tried.proposes(&offer), Some(way.rank), "{} {:?}", offer, way);
            classes_are_true(&world, &offer, way)?;
        }
        // Brute force over more things takes too long, and where not all was tried nothing is claimed.
        let size = ways.first().map_or(if is_whole { 3 } else { 1 }, |way| way.changes.len());
        for fewer in 1..size.min(3) {
            prop_assert!(!lets_through(&world, &offer, &things, fewer), "{} {:?}", offer, ways);
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn ways_are_true_when_tried_and_nothing_less_would_do(catalog in catalogs(&CONDITIONS), count in 1_u32..3) {
        are_least(catalog, count, true)?;
    }

    #[test]
    fn what_two_values_make_together_is_least_too(
        catalog in catalogs(&[&CONDITIONS[..6], &OF_TWO, &OF_TWO].concat()),
        count in 1_u32..3,
    ) {
        are_least(catalog, count, false)?;
    }
}
