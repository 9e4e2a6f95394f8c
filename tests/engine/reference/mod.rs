//! The engine held to a plain, slow reference of the decision procedure, written from `domain.md` §4 alone:
//! on random catalogs, contacts, histories, calls and pages both must give the same propositions, order,
//! weights, identification, answering space, and the same reason for each other offer.
//!
//! `VITRINE_REFERENCE_DECISIONS` decides more than a usual run does; `VITRINE_REFERENCE_SEED` starts elsewhere,
//! such as at the seed that a failure named.

#[cfg(feature = "arrow")]
mod blocks;
mod calls;
mod counting;
mod edited;
mod environments;
#[cfg(feature = "schema")]
mod exports;
mod gates;
mod generate;
mod invent;
mod procedure;
mod publishing;
mod rules;
#[cfg(feature = "sheets")]
mod sheets;
mod view;

use generate::World;
use procedure::{Answer, Page, Reference};
use std::collections::BTreeMap;
use std::sync::Arc;
use vitrine::contacts::Population;
use vitrine::engine::{
    CallError, Caller, Decision, PageOptions, Plan, Ranker, Report, decide, decide_page, decide_page_for,
};
use vitrine::model::{
    Approval, Call, Catalog, Category, Content, Identification, Offer, Period, Scope, Settings, Weight,
    WeightValue,
};
use vitrine::text::Language;

/// Decisions of a usual run, which take a few seconds in a debug build.
const USUAL_DECISIONS: usize = 4_000;
/// Single calls, and pages, for each catalog.
const CALLS_EACH: usize = 16;
const PAGES_EACH: usize = 5;

/// A number that a larger run gives in the environment.
fn given(name: &str, usual: usize) -> usize {
    std::env::var(name).ok().map_or(usual, |text| text.parse().expect("a number"))
}

/// What the engine's decision says, in the reference's words.
fn answer_of(decision: &Decision) -> Answer {
    let kept = decision
        .propositions
        .iter()
        .map(|it| (it.offer.clone(), it.category.clone(), it.weight, it.multiplier, it.final_weight));
    let stopped = decision.excluded.iter().map(|it| (decision.address(it).to_owned(), it.reason().code()));
    Answer {
        identification: decision.identification,
        answered_by: decision.answered_by.clone(),
        contact: decision.contact.as_ref().map(|contact| contact.key.clone()),
        at: decision.at.timestamp(),
        kept: kept.collect(),
        stopped: stopped.collect(),
    }
}

/// The same catalog where every offer passes with one weight: what it proposes is the order of equals, which
/// depends on seed, contact, moment and names alone (step 8). The hash itself is the engine's own choice.
fn levelled(catalog: &Catalog) -> Catalog {
    let mut level = catalog.clone();
    level.settings = Settings { count_within_call: false, scope: Scope::All, ..level.settings };
    for environment in &mut level.environments {
        let environment = Arc::make_mut(environment);
        environment.target.clear();
        environment.typology = None;
        environment.weights = vec![Weight {
            label: String::new(),
            value: WeightValue::Number(1.0),
            period: Period::default(),
            space: None,
            target: String::new(),
        }];
        for space in &mut environment.spaces {
            let space = Arc::make_mut(space);
            space.default_categories.clear();
            space.default_themes.clear();
            space.content_fields.clear();
        }
        environment.categories.iter_mut().for_each(|category| level_category(Arc::make_mut(category)));
    }
    level
}

fn level_category(category: &mut Category) {
    let (offers, below) = (category.offers.clone(), category.categories.clone());
    *category = Category::new(category.name.clone(), "");
    let spaces = ["s0", "s1", "s2"].map(str::to_owned);
    let offer = |offer: Arc<Offer>| {
        let (content, approval, live_on) = (Content::default(), Approval::default(), spaces.to_vec());
        Arc::new(Offer { content, approval, live_on, ..Offer::new(offer.name.clone(), "") })
    };
    category.offers = offers.into_iter().map(offer).collect();
    category.categories = below;
    category.categories.iter_mut().for_each(|category| level_category(Arc::make_mut(category)));
}

/// A random catalog, ready to be decided both ways.
struct Trial {
    seed: u64,
    world: World,
    engine: (Plan, Population),
    /// The plan of the catalog alone, where that of the engine was made after others.
    alone: Option<Plan>,
    level: Plan,
}

impl Trial {
    fn new(seed: u64) -> (Self, generate::Random) {
        let (world, random) = generate::world(seed);
        let catalog = Arc::new(world.catalog.clone());
        let population = Population::of(&catalog);
        // Every other plan is made after others.
        let is_edited = !seed.is_multiple_of(2);
        let after = || edited::plan(&catalog, &mut generate::Random(seed));
        let plan = if is_edited { after() } else { Plan::new(&catalog) };
        let alone = is_edited.then(|| Plan::new(&catalog));
        let engine = (plan, population);
        let level = Plan::new(&Arc::new(levelled(&world.catalog)));
        (Self { seed, world, engine, alone, level }, random)
    }

    /// A plan that was made after others tells of a decision what the plan of its catalog alone does, to the word.
    fn compare_alone(&self, call: &Call, decision: &Decision) {
        let Some(alone) = &self.alone else { return };
        let alone = decide(alone, &self.engine.1, call, self.world.now).expect("it was decided");
        let told = |decision| serde_json::to_string(&Report::of(decision)).expect("JSON");
        assert_eq!(told(decision), told(&alone), "seed {}, {call:#?}", self.seed);
    }

    /// The order of equals for each of these calls.
    fn turns(&self, calls: &[Call]) -> Vec<Vec<String>> {
        let all = |call: &Call| Call { categories: vec![], themes: vec![], count: u32::MAX, ..call.clone() };
        let calls: Vec<Call> = calls.iter().map(all).collect();
        let decided = decide_page(&self.level, &self.engine.1, &calls, false, self.world.now);
        let turns = decided.into_iter().map(|decision| match decision {
            Ok(decision) => decision.propositions.into_iter().map(|it| it.offer).collect(),
            Err(_) => Vec::new(),
        });
        turns.collect()
    }

    /// Compares the decisions for calls made together; gives the engine's.
    fn compare(
        &self,
        calls: &[Call],
        mut page: Page,
        decided: Vec<Result<Decision, CallError>>,
        seen: &mut BTreeMap<&'static str, usize>,
    ) {
        let World { catalog, book, zone, now } = &self.world;
        let reference = Reference { catalog, book, zone: zone.clone() };
        let turns = self.turns(calls);
        assert_eq!(decided.len(), calls.len());
        for (index, (decided, turns)) in decided.into_iter().zip(&turns).enumerate() {
            let call = with_first(&calls[0], &calls[index]);
            let expected = reference.decide(&call, *now, &mut page, turns);
            let answer = decided.as_ref().ok().map(answer_of);
            if answer != expected {
                let words = decided.as_ref().map(crate::support::in_words);
                panic!(
                    "seed {}, call {index} of {calls:#?}\nengine: {answer:#?}\nreference: {expected:#?}\n\
                     the engine says: {}",
                    self.seed,
                    words.unwrap_or_default()
                );
            }
            if let Ok(decision) = &decided {
                gists_agree(decision, self.seed, seen);
            }
            count(answer.as_ref(), seen);
        }
    }
}

/// What is said of an offer in places and values is what is said of it in words.
fn gists_agree(decision: &Decision, seed: u64, tally: &mut BTreeMap<&'static str, usize>) {
    for excluded in &decision.excluded {
        let explanation = decision.explain(excluded);
        let said = decision.wording(Language::En).detail(&explanation);
        if let Some((root, name, _)) = explanation.seen {
            *tally.entry("gist of a value").or_default() += 1;
            assert!(said.contains(&format!("{}.{name}", root.name())), "seed {seed}: {name} in {said}");
        }
    }
}

impl Trial {
    /// Without a record of the offers that are not kept, the answers are the same, however few are asked for.
    fn compare_unexplained(
        &self,
        calls: &[Call],
        no_offer_twice: bool,
        explained: &[Result<Decision, CallError>],
    ) {
        let (plan, population) = &self.engine;
        let options = PageOptions { no_offer_twice, unexplained: true };
        let caller = Caller::of(&calls[0]);
        let decided = decide_page_for(plan, population, &caller, calls, options, self.world.now);
        for (one, other) in decided.into_iter().zip(explained) {
            let (Ok(one), Ok(other)) = (&one, other) else {
                assert_eq!(one.err().as_ref(), other.as_ref().err(), "seed {}", self.seed);
                continue;
            };
            assert_eq!(one.propositions, other.propositions, "seed {}, {calls:#?}", self.seed);
            assert_eq!((&one.notes, &one.path), (&other.notes, &other.path), "seed {}", self.seed);
            assert!(one.excluded.is_empty());
        }
    }
}

impl Trial {
    /// Who goes through all contacts finds for the one that logged in what that one is proposed; says how many offers.
    fn compare_ranked(&self, call: &Call, decision: &Decision) -> usize {
        let (plan, population) = &self.engine;
        let known = decision.contact.as_ref().filter(|_| decision.identification == Identification::Explicit);
        let Some(contact) = known.filter(|_| decision.answered_by == call.space) else { return 0 };
        let mut ranker = Ranker::new(plan, call, self.world.now).expect("it was decided");
        // Nothing is left of the contacts before.
        for index in 0..contact.index {
            ranker.best(population, index);
        }
        let best = ranker.best(population, contact.index).expect("it was identified");
        let found: Vec<_> = best.iter().map(|it| (it.offer, it.weight, it.multiplier)).collect();
        let decided = decision.propositions.iter();
        let decided: Vec<_> = decided.map(|it| (it.offer.as_str(), it.weight, it.multiplier)).collect();
        assert_eq!(found, decided, "seed {}, {call:#?}", self.seed);
        found.len()
    }
}

/// A page has one contact and one moment: those of its first call.
fn with_first(first: &Call, call: &Call) -> Call {
    Call {
        identity: first.identity.clone(),
        permanent_cookie: first.permanent_cookie.clone(),
        session_cookie: first.session_cookie.clone(),
        at: first.at.clone(),
        ..call.clone()
    }
}

/// Counts what decisions came to.
fn count(answer: Option<&Answer>, seen: &mut BTreeMap<&'static str, usize>) {
    let Some(answer) = answer else {
        *seen.entry("unknown space").or_default() += 1;
        return;
    };
    *seen.entry(answer.identification.rule_name()).or_default() += 1;
    for reason in answer.stopped.values() {
        *seen.entry(reason).or_default() += 1;
    }
    *seen.entry("proposed").or_default() += answer.kept.len();
}

#[test]
fn the_engine_decides_as_the_reference_does() {
    let wanted = given("VITRINE_REFERENCE_DECISIONS", USUAL_DECISIONS);
    let start = given("VITRINE_REFERENCE_SEED", 0) as u64;
    let (mut seen, mut decisions, mut ranked) = (BTreeMap::new(), 0, 0);
    #[cfg(feature = "arrow")]
    let (mut in_blocks, mut columns) = (0, generate::Random(start));
    for seed in start.. {
        if decisions >= wanted {
            break;
        }
        let (trial, mut random) = Trial::new(seed);
        let (plan, population) = &trial.engine;
        for _ in 0..CALLS_EACH {
            let call = calls::call(&trial.world, &mut random);
            let decided = decide(plan, population, &call, trial.world.now);
            trial.compare_unexplained(std::slice::from_ref(&call), false, std::slice::from_ref(&decided));
            if let Ok(decision) = &decided {
                ranked += trial.compare_ranked(&call, decision);
                trial.compare_alone(&call, decision);
            }
            #[cfg(feature = "arrow")]
            {
                in_blocks += trial.compare_blocks(&call, &mut columns);
            }
            trial.compare(&[call], Page::default(), vec![decided], &mut seen);
        }
        decisions += CALLS_EACH;
        for _ in 0..PAGES_EACH {
            let calls: Vec<_> =
                (0..=1 + random.below(3)).map(|_| calls::call(&trial.world, &mut random)).collect();
            let no_offer_twice = random.percent(50);
            let decided = decide_page(plan, population, &calls, no_offer_twice, trial.world.now);
            trial.compare_unexplained(&calls, no_offer_twice, &decided);
            trial.compare(&calls, Page::new(no_offer_twice), decided, &mut seen);
            decisions += calls.len();
        }
    }
    eprintln!("{decisions} decisions came to {seen:?}");
    #[cfg(feature = "arrow")]
    assert!(in_blocks > 1_000 || wanted < USUAL_DECISIONS, "{in_blocks}");
    assert!(ranked > 100 || wanted < USUAL_DECISIONS, "{ranked}");
    // The random catalogs must come to everything, or the comparison says little.
    let reasons = vitrine::model::Reason::ALL.iter().map(|reason| reason.code());
    for what in
        reasons.chain(["explicit", "implicit", "anonymous", "proposed", "unknown space", "gist of a value"])
    {
        assert!(seen.contains_key(what) || wanted < USUAL_DECISIONS, "nothing came to {what}: {seen:?}");
    }
}
