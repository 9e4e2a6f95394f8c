//! A simulation comes to what deciding for each contact by itself comes to, whatever the environment: one for known contacts,
//! which falls back or does not, or an anonymous one with its folders; with histories that caps count, with splits in
//! rules, weights and as an axis, and for those whom nobody knows.

use super::keep::keep;
use super::support::{AT, Random, kept_out, own, simulated};
use proptest::prelude::*;
use std::fmt::Write;
use std::sync::Arc;
use tempfile::TempDir;
use vitrine::audience::source::{Source, open};
use vitrine::contacts::Population;
use vitrine::engine::{Decision, Plan, decide_unfilled};
use vitrine::model::{Call, Catalog, Contact, Value};
use vitrine::rule::split_of;
use vitrine::simulation::{Axis, AxisValue, Funnel, MadeOf, Settings, Simulation};

/// How many offers a call asks for at the most.
const MOST: usize = 4;

fn one<'t>(random: &mut Random, texts: &[&'t str]) -> &'t str {
    texts[usize::try_from(random.below(texts.len() as u64)).expect("a place")]
}

/// The offers of an environment in three categories, of which the second stands in the first.
fn categories(random: &mut Random, environment: &str) -> String {
    let rules: &[&str] = if environment == "known" {
        &[
            "",
            "",
            "profile.age >= 30",
            "!profile.premium",
            "!has(profile.age)",
            "split('a') < 50.0",
            "split('b') >= 30.0 && profile.age < 60",
            "call.language == 'fr' || profile.premium",
            "filters.some(40)",
        ]
    } else {
        &["", "", "profile.pages > 2", "split('a') < 50.0", "!has(profile.pages)", "call.language == 'fr'"]
    };
    let weights: &[&str] =
        &["1", "1", "2", "5", "0", "\"10.0 - split('w') * 0.2\"", "\"3.0 + double(profile.pages)\""];
    let mut offers = |category: &str| {
        let mut text = String::new();
        for number in 0..=random.below(4) {
            let (rule, enabled) = (one(random, rules), random.below(9) > 0);
            let name = format!("{category}_{number}");
            write!(text, "Offer(name: \"{name}\", enabled: {enabled}, target: \"{rule}\", weights: [")
                .expect("a text can grow");
            for _ in 0..=random.below(2) {
                let (value, rule) = (one(random, weights), one(random, rules));
                let value = if environment == "known" { value.replace("pages", "age") } else { value.into() };
                write!(text, "Weight(value: {value}, target: \"{rule}\"), ").expect("a text can grow");
            }
            text += "]), ";
        }
        text
    };
    let (first, second, third) = (offers("x"), offers("y"), offers("z"));
    let rule = one(random, rules);
    format!(
        "Category(name: \"x\", themes: [\"t\"], offers: [{first}],
            categories: [Category(name: \"y\", target: \"{rule}\", multiplier: Multiplier(value: 1.5), offers: [{second}])]),
        Category(name: \"z\", offers: [{third}])"
    )
}

fn presentation_rules(random: &mut Random) -> String {
    let mut text = String::new();
    for number in 0..3 {
        let offers = one(random, &["All", "OfferBeingPresented", "SameCategory", "RuleOffers"]);
        let status = one(random, &["Any", "AcceptedOrRejected", "Accepted", "Rejected"]);
        let applies = one(random, &["", "offer.category == 'x'", "offer.category != 'z'"]);
        let (days, most, channel) = (1 + random.below(20), 1 + random.below(3), random.below(2) == 0);
        write!(
            text,
            "PresentationRule(name: \"p{number}\", applies_to: \"{applies}\", within: \"{days}d\", at_most: {most},
                count: Count(offers: {offers}, status: {status}, same_channel_only: {channel})), "
        )
        .expect("a text can grow");
    }
    text
}

/// What was proposed to a contact: offers of Design and Live, some of them gone, on spaces of both environments.
fn history(random: &mut Random, environment: &str) -> String {
    let mut text = String::new();
    for _ in 0..random.below(6) {
        let of = if random.below(3) == 0 { format!("live_{environment}") } else { environment.to_owned() };
        let offer = format!("{}_{}", one(random, &["x", "y", "z", "gone"]), random.below(4));
        let space = one(random, &["known/web", "anybody/home", "known/gone"]);
        let status = one(random, &["Presented", "Accepted", "Rejected", "Generated"]);
        let day = 1 + random.below(20);
        write!(text, "Proposition(offer: \"{of}/{offer}\", space: \"{space}\", at: \"2026-11-{day:02}T10:00\", status: {status}), ")
            .expect("a text can grow");
    }
    text
}

fn contacts(random: &mut Random, count: u64) -> String {
    let mut text = String::new();
    for number in 0..count {
        let (key, folder, field, environment) = if random.below(2) == 0 {
            let premium = if random.below(2) == 0 { ", \"premium\": true" } else { "" };
            (
                format!("r{number}"),
                String::new(),
                format!("\"age\": {}{premium}", 18 + random.below(60)),
                "known",
            )
        } else {
            let folder = one(random, &["own", "below", "other"]);
            let folder = format!("folder: \"{folder}\", ");
            (format!("v{number}"), folder, format!("\"pages\": {}", random.below(6)), "anybody")
        };
        let dimension = if environment == "known" { "person" } else { "visitor" };
        let key = match random.below(9) {
            0 => String::new(),
            // Blank, and no two alike: a database has each key once.
            1 => format!("\"id\": \"{}\", ", " ".repeat(usize::try_from(number + 1).expect("small"))),
            _ => format!("\"id\": \"{key}\", "),
        };
        let field = if random.below(4) == 0 { String::new() } else { field };
        let history = history(random, environment);
        write!(
            text,
            "Contact(dimension: \"{dimension}\", {folder}values: {{{key}{field}}}, history: [{history}]), "
        )
        .expect("a text can grow");
    }
    text
}

fn catalog(random: &mut Random) -> Arc<Catalog> {
    let ties = one(random, &["CatalogOrder", "Shuffled(seed: 3)"]);
    let same = one(random, &["Exact", "Subtree"]);
    let falls_back = random.below(2) == 0;
    let caps = presentation_rules(random);
    let typology = |random: &mut Random| if random.below(3) == 0 { "" } else { "typology: \"caps\", " };
    let (of_known, of_anybody) = (typology(random), typology(random));
    let (known, anybody) = (categories(random, "known"), categories(random, "anybody"));
    let contacts = contacts(random, 60);
    let text = format!(
        "#![enable(implicit_some)]
        Catalog(format: 1, name: \"c\", time_zone: \"Europe/Paris\",
            settings: Settings(ties: {ties}, same_category: {same}),
            dimensions: [
                Dimension(name: \"person\", kind: Recipient, key: [\"id\"], fields: [Field(name: \"id\", type: Text),
                    Field(name: \"age\", type: Integer), Field(name: \"premium\", type: Boolean)]),
                Dimension(name: \"visitor\", kind: Visitor, key: [\"id\"], fields: [Field(name: \"id\", type: Text),
                    Field(name: \"pages\", type: Integer)])],
            folders: [Folder(name: \"own\", holds: Visitors), Folder(name: \"below\", holds: Visitors, parent: \"own\"),
                Folder(name: \"other\", holds: Visitors)],
            presentation_rules: [{caps}],
            typologies: [Typology(name: \"caps\", rules: [\"p0\", \"p1\", \"p2\"])],
            environments: [
                Environment(name: \"known\", stage: Design(live: \"live_known\"), targeting_dimension: \"person\", {of_known}
                    call_data: [Field(name: \"language\", type: Text)],
                    filters: [Filter(name: \"some\", rule: \"profile.age >= least && split('c') < 70.0\",
                        parameters: [Parameter(name: \"least\", type: Integer, default: 20)])],
                    spaces: [Space(name: \"web\", channel: InboundWeb, fall_back_to_anonymous: {falls_back},
                        linked_anonymous_space: \"anybody/home\")],
                    categories: [{known}]),
                Environment(name: \"live_known\", stage: Live, targeting_dimension: \"person\"),
                Environment(name: \"anybody\", stage: Design(live: \"live_anybody\"), anonymous: true,
                    targeting_dimension: \"visitor\", visitor_folder: \"own\", {of_anybody}
                    call_data: [Field(name: \"language\", type: Text)],
                    spaces: [Space(name: \"home\", channel: InboundMobile)],
                    categories: [{anybody}]),
                Environment(name: \"live_anybody\", stage: Live, anonymous: true, targeting_dimension: \"visitor\",
                    visitor_folder: \"own\")],
            contacts: [{contacts}])"
    );
    let read = vitrine::storage::read(text.as_bytes());
    read.unwrap_or_else(|errors| panic!("{errors:?} in {text}")).catalog
}

/// What deciding for each contact comes to.
#[derive(Debug, PartialEq)]
struct Counted {
    by_count: Vec<u64>,
    /// Of each offer how often it came at each rank, and how many each gate stopped.
    offers: Vec<(String, [u64; MOST], [u64; 10])>,
    /// Of each tenth of a split its contacts, and what was proposed to them.
    parts: Vec<(u64, u64)>,
    unidentified: u64,
    /// What those get whom nobody knows, if there are any.
    unknown: Option<(String, Vec<String>)>,
}

fn with_split(key: &[String]) -> usize {
    let at = split_of("axis", key).expect("there is a key");
    (0..10)
        .rev()
        .find(|tenth| at >= f64::from(*tenth) * 10.0)
        .map_or(0, |tenth| usize::try_from(tenth).expect("small"))
}

fn one_by_one(plan: &Plan, settings: &Settings, offers: &[String]) -> Counted {
    let (catalog, now) = (plan.catalog(), AT.parse().expect("a moment"));
    let population = Population::of(catalog);
    let (environment, _) = catalog.space_at(&settings.call.space).expect("it is there");
    let is_asked = |contact: &&Arc<Contact>| {
        let is_in = contact.folder.as_deref().is_some_and(|folder| folder == "own" || folder == "below");
        contact.dimension == environment.targeting_dimension && (is_in || !environment.anonymous)
    };
    let decided = |identity: Vec<Value>| -> Decision {
        let call = Call { identity, ..settings.call.clone() };
        decide_unfilled(plan, &population, &call, now).expect("the space is there")
    };
    let mut counted = Counted {
        by_count: vec![0; MOST + 1],
        offers: offers.iter().map(|offer| (offer.clone(), [0; MOST], [0; 10])).collect(),
        parts: vec![(0, 0); 10],
        unidentified: 0,
        unknown: None,
    };
    for contact in catalog.contacts.iter().filter(is_asked) {
        let key = contact.values.get("id").map(ToString::to_string).unwrap_or_default();
        if key.trim().is_empty() {
            let decision = decided(contact.values.get("id").cloned().into_iter().collect());
            assert!(decision.contact.is_none(), "nobody knows a blank key");
            let got = decision.propositions.iter().map(|it| it.offer.clone()).collect();
            counted.unidentified += 1;
            let unknown = (decision.answered_by.clone(), got);
            assert!(counted.unknown.as_ref().is_none_or(|known| *known == unknown), "all get the same");
            counted.unknown = Some(unknown);
            continue;
        }
        let decision = decided(vec![Value::Text(key.clone())]);
        assert!(decision.contact.is_some(), "the key identifies");
        let part = &mut counted.parts[with_split(&[key])];
        *part = (part.0 + 1, part.1 + decision.propositions.len() as u64);
        counted.by_count[decision.propositions.len()] += 1;
        let place = |offer: &str| offers.iter().position(|it| it == offer).expect("an offer");
        for proposed in &decision.propositions {
            counted.offers[place(&proposed.offer)].1[proposed.rank as usize - 1] += 1;
        }
        for (offer, gate) in kept_out(&decision) {
            counted.offers[place(&offer)].2[gate as usize] += 1;
        }
    }
    counted
}

/// The same of a simulation.
fn counted(found: &Simulation) -> Counted {
    let padded = |counts: &[u64], most: usize| -> Vec<u64> {
        counts.iter().copied().chain(std::iter::repeat(0)).take(most).collect()
    };
    let mut parts = vec![(0, 0); 10];
    for row in &found.axes[0].rows {
        let AxisValue::Range(Some(from), _) = row.value else { panic!("{:?}", row.value) };
        let tenth = (0..10).find(|tenth| f64::from(*tenth) * 10.0 >= from).expect("a tenth");
        parts[usize::try_from(tenth).expect("small")] = (row.contacts, row.times);
    }
    let offers = found.offers.iter().map(|offer| {
        let ranks = padded(&offer.ranks, MOST).try_into().expect("as many");
        (offer.offer.clone(), ranks, offer.stopped.0)
    });
    Counted {
        by_count: padded(&found.by_count, MOST + 1),
        offers: offers.collect(),
        parts,
        unidentified: found.contacts.unidentified,
        unknown: found.unknown.as_ref().map(|unknown| {
            (unknown.answered_by.clone(), unknown.offers.iter().map(|it| it.offer.clone()).collect())
        }),
    }
}

fn on(threads: usize, plan: &Plan, source: &dyn Source, settings: &Settings) -> Simulation {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
    pool.install(|| simulated(plan, source, settings))
}

/// The results without what columns do not say of examples: in which of the folders that are asked a contact is, and what was
/// proposed to it, where nothing caps that.
fn without_asides(mut found: Simulation) -> Simulation {
    let of_offers = found.offers.iter_mut().flat_map(|offer| &mut offer.examples);
    of_offers.chain(&mut found.nothing.examples).for_each(|example| {
        example.folder = None;
        example.history.clear();
    });
    Simulation { made_of: MadeOf::default(), ..found }
}

/// How many cases there are: usually so many.
fn cases(usually: u32) -> u32 {
    std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(usually)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(cases(12)) })]

    #[test]
    fn whatever_the_environment(seed in any::<u64>(), count in 1_u32..=4, anonymous: bool, language: bool, theme: bool) {
        let mut random = Random(seed);
        let catalog = catalog(&mut random);
        let plan = Plan::new(&catalog);
        let mut settings = Settings {
            funnel: Funnel::All,
            axes: vec![Axis::Split("axis".into())],
            ..Settings::new(if anonymous { "anybody/home" } else { "known/web" })
        };
        settings.call.count = count;
        settings.call.at = Some("2026-11-21T10:00".parse().expect("a moment"));
        if language {
            settings.call.call_data.insert("language".into(), Value::from("fr"));
        }
        if theme {
            settings.call.themes = vec!["t".into()];
        }
        let found = on(1, &plan, &own(&catalog), &settings);
        let offers: Vec<String> = found.offers.iter().map(|offer| offer.offer.clone()).collect();
        prop_assert_eq!(counted(&found), one_by_one(&plan, &settings, &offers));
        prop_assert_eq!(&on(3, &plan, &own(&catalog), &settings), &found);
        let folder = TempDir::new().expect("a folder");
        let path = folder.path().join("people.sqlite");
        keep(&catalog, &path);
        let database = open(&path).expect("a contact database");
        let kept = without_asides(on(2, &plan, database.as_ref(), &settings));
        prop_assert_eq!(kept, without_asides(found), "of a database, in columns");
    }
}
