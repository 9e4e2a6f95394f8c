//! Who gets an offer: the sample contacts and the scenarios that do, at which rank; where there are none, an invented contact that
//! would; or that nobody can, where that is proved. Owns the search for them; each is found by deciding.

use super::change::Change;
use super::lever;
use super::search::least;
use super::setting::{Lever, Setting};
use super::situation::{Situation, Tries};
use crate::contacts::Population;
use crate::engine::call_context::CallContext;
use crate::engine::decide::decide_unfilled;
use crate::engine::plan::{EnvironmentPlan, Plan, SpacePlan, WeightPlan, WeightSource};
use crate::engine::scenario::decide_scenario;
use crate::model::{Call, Contact, ContentApproval, Identification, Value, Values, Window, split_address};
use crate::rule::{Condition, Given, MAX_RUN, Outcome, Reasoner, Root, Typed, interaction};
use jiff::Timestamp;
use std::cell::OnceCell;
use std::sync::Arc;

/// How many contacts, spaces and receivers are looked at: more are not read one by one.
const MOST_CONTACTS: usize = 500;
const MOST_SPACES: usize = 20;
const MOST_RECEIVERS: usize = 50;

/// How many fields an invented contact is given, and how many tries that takes.
const MOST_FIELDS: usize = 5;
const MOST_TRIES: u64 = 20_000;

/// How many tries it takes to find somebody of whom others are made.
const MOST_TRIES_OF_MATERIAL: u64 = 3_000;

/// A sample contact or a scenario that gets an offer.
#[derive(Debug, Clone, PartialEq)]
pub struct Receiver {
    /// Who.
    pub who: Who,
    /// On which space: `"ENV/SPACE"`.
    pub space: String,
    /// The offer's place among the propositions, where a contact asks for all of them.
    pub rank: u32,
    /// What must be sent with the call for that.
    pub data: Values,
}

/// A sample contact or a scenario.
#[derive(Debug, Clone, PartialEq)]
pub enum Who {
    /// A contact, by its place among the catalog's.
    Contact(usize),
    /// A visitor of whom nothing is known.
    Nobody,
    /// A scenario, by its name.
    Scenario(String),
}

/// Who gets an offer.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Receivers {
    /// Those who do, the best rank of each contact.
    pub all: Vec<Receiver>,
    /// Whether there are more than were looked at.
    pub more: bool,
    /// A contact that would get it, where no contact of the catalog does, whatever is sent with the call. It has no key yet.
    pub invented: Option<(Contact, Receiver)>,
    /// Why nobody can get it, where that is certain.
    pub nobody: Option<Obstacle>,
}

/// Why no call and no contact gets an offer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Obstacle {
    /// It, or a category above it, is disabled.
    Disabled,
    /// Its content was rejected, or it is live on no space.
    Nowhere,
    /// Each space requires content that it has not.
    Content,
    /// Its period and those of the categories above it have no moment in common.
    Period,
    /// The rules that must hold for it exclude each other, or one of them never does.
    Rules,
    /// It has no weight above zero.
    Weight,
}

/// Who gets an offer, `"ENV/OFFER"`. None where there is no such offer, and once the work is to be given up.
pub fn receivers(
    plan: &Plan,
    population: &Population,
    offer: &str,
    now: Timestamp,
    stop: &dyn Fn() -> bool,
) -> Option<Receivers> {
    let (environment, name) = split_address(offer)?;
    let environment = plan.environment(environment)?;
    let asking = Asking { plan, population, environment, offer: environment.offer_named(name)?, now };
    let mut found = Receivers { all: asking.scenarios(stop)?, ..Receivers::default() };
    asking.contacts(&mut found, &Values::new(), stop)?;
    if found.is_empty() {
        found.nobody = asking.obstacle();
    }
    if found.is_empty() && found.nobody.is_none() {
        let invented = asking.invented();
        // With that sent along there may be contacts who get it as they are.
        let data = invented.as_ref().map(|(_, receiver)| &receiver.data).filter(|data| !data.is_empty());
        if let Some(data) = data {
            asking.contacts(&mut found, data, stop)?;
        }
        found.invented = invented.filter(|_| found.is_empty());
    }
    Some(found)
}

impl Receivers {
    /// Whether no contact gets it.
    fn is_empty(&self) -> bool {
        !self.all.iter().any(|receiver| matches!(receiver.who, Who::Contact(_) | Who::Nobody))
    }
}

/// What contacts may be made of for an offer.
pub(in crate::engine) struct Material {
    /// The values of somebody who would get it.
    pub(in crate::engine) somebody: Option<Values>,
    /// The fields that its rules ask for, with a value of each class, or none: it is missing.
    pub(in crate::engine) fields: Vec<(String, Vec<Option<Value>>)>,
}

/// What contacts may be made of for an offer of an environment, by its place there.
pub(in crate::engine) fn material(
    plan: &Plan,
    population: &Population,
    (environment, offer): (&Arc<EnvironmentPlan>, usize),
    now: Timestamp,
) -> Option<Material> {
    let asking = Asking { plan, population, environment, offer, now };
    let tries = Tries::of(MOST_TRIES_OF_MATERIAL);
    let space = environment.spaces.first()?;
    let call = asking.call(space, None)?;
    let levers = lever::of_caller(&asking.situation(space, &call, &tries));
    let schema = &environment.schema;
    let fields = levers.into_iter().filter_map(|lever| {
        let mut name = None;
        let values = lever.settings.into_iter().filter_map(|setting| match setting {
            Setting::Field(Root::Profile, slot, value) => {
                let (field, field_type) = &schema.fields(Root::Profile)[slot];
                name = Some(field.clone());
                Some(value.map(|value| value.written_as(field_type, schema.zone())))
            }
            _ => None,
        });
        let values: Vec<Option<Value>> = values.collect();
        Some((name?, values))
    });
    let fields = fields.collect();
    let spaces = environment.spaces.iter().take(MOST_SPACES);
    let invented = spaces.into_iter().find_map(|space| asking.invented_on(space, &tries));
    Some(Material { somebody: invented.map(|(contact, _)| contact.values), fields })
}

struct Asking<'a> {
    plan: &'a Plan,
    population: &'a Population,
    environment: &'a Arc<EnvironmentPlan>,
    offer: usize,
    now: Timestamp,
}

impl Asking<'_> {
    fn address(&self) -> &str {
        &self.environment.offers[self.offer].address
    }

    /// The scenarios that get it.
    fn scenarios(&self, stop: &dyn Fn() -> bool) -> Option<Vec<Receiver>> {
        let (mut found, mut work) = (Vec::new(), 0.0);
        for scenario in &self.plan.catalog.scenarios {
            if stop() {
                return None;
            }
            if work > MAX_RUN || found.len() == MOST_RECEIVERS {
                break;
            }
            let Ok(decision) = decide_scenario(self.plan, self.population, scenario, self.now) else {
                continue;
            };
            work += decision.work();
            let proposed = decision.propositions.iter().find(|it| it.offer == self.address());
            found.extend(proposed.map(|proposed| Receiver {
                who: Who::Scenario(scenario.name.clone()),
                space: decision.answered_by.clone(),
                rank: proposed.rank,
                data: Values::new(),
            }));
        }
        Some(found)
    }

    /// The contacts that get it with some call data, each on the space where its rank is the best.
    fn contacts(&self, found: &mut Receivers, data: &Values, stop: &dyn Fn() -> bool) -> Option<()> {
        let known = self.environment.contacts(self.population).map(Some);
        let nobody = self.environment.source.anonymous.then_some(None);
        let (mut work, mut count) = (0.0, 0);
        for who in nobody.into_iter().chain(known) {
            if stop() {
                return None;
            }
            if work > MAX_RUN || count == MOST_CONTACTS || found.all.len() >= 2 * MOST_RECEIVERS {
                found.more = true;
                break;
            }
            count += 1;
            let spaces = self.environment.spaces.iter().take(MOST_SPACES);
            let ranks = spaces.filter_map(|space| {
                let call = Call { call_data: data.clone(), ..self.call(space, who)? };
                let decision = decide_unfilled(self.plan, self.population, &call, self.now).ok()?;
                work += decision.work();
                // A space that does not know the contact is asked for by nobody.
                let is_who = decision.contact.as_ref().map(|contact| contact.index) == who;
                let proposed = decision.propositions.iter().find(|it| it.offer == self.address());
                let rank = proposed.filter(|_| is_who)?.rank;
                Some(Receiver {
                    who: who.map_or(Who::Nobody, Who::Contact),
                    space: decision.answered_by.clone(),
                    rank,
                    data: data.clone(),
                })
            });
            found.all.extend(ranks.min_by_key(|receiver| receiver.rank));
        }
        Some(())
    }

    /// The call of a contact that asks for all that a space has; none where the space cannot know it.
    fn call(&self, space: &SpacePlan, who: Option<usize>) -> Option<Call> {
        let mut call = Call::new(self.environment.address(&space.space.name));
        call.count = u32::try_from(self.environment.offers.len()).unwrap_or(u32::MAX);
        let Some(who) = who else { return Some(call) };
        let person = self.population.person(who)?;
        let dimension = self.environment.contacts.dimension.as_ref()?;
        let own = &space.space.identification_keys;
        let keys = if own.is_empty() { &dimension.key } else { own };
        let identity: Option<Vec<Value>> = keys.iter().map(|key| person.values.get(key).cloned()).collect();
        let contact = self.plan.catalog.contacts.get(who);
        let cookie = contact.and_then(|contact| contact.cookies.first().cloned());
        call.permanent_cookie = cookie.filter(|_| space.space.implicit_identification);
        call.identity = identity.unwrap_or_default();
        Some(call)
    }

    /// A contact, and a call, with as few values as it takes to get the offer on one of the spaces.
    fn invented(&self) -> Option<(Contact, Receiver)> {
        let tries = Tries::of(MOST_TRIES);
        self.environment.spaces.iter().take(MOST_SPACES).find_map(|space| self.invented_on(space, &tries))
    }

    fn invented_on(&self, space: &Arc<SpacePlan>, tries: &Tries) -> Option<(Contact, Receiver)> {
        let call = self.call(space, None)?;
        let situation = self.situation(space, &call, tries);
        let mut levers = lever::of_caller(&situation);
        levers.insert(0, Lever::plain(Setting::Identified));
        let way = least(&situation, &levers, MOST_FIELDS + 1).first()?.way(&situation);
        let (mut values, mut data) = (Values::new(), Values::new());
        for change in way.changes {
            if let Change::Value(change) = change
                && let Some(value) = change.value
            {
                let of = if change.root == Root::Call { &mut data } else { &mut values };
                of.insert(change.field, value);
            }
        }
        let dimension = self.environment.contacts.dimension.as_ref()?;
        let contact = Contact {
            dimension: dimension.name.clone(),
            folder: self.environment.source.visitor_folder.clone(),
            values,
            cookies: Vec::new(),
            history: Vec::new(),
        };
        let receiver = Receiver { who: Who::Nobody, space: call.space.clone(), rank: way.rank, data };
        Some((contact, receiver))
    }

    /// Nobody calls.
    fn situation<'s>(&'s self, space: &Arc<SpacePlan>, call: &'s Call, tries: &'s Tries) -> Situation<'s> {
        let nobody = Identification::Anonymous;
        let (context, _) = CallContext::new(self.environment, space, self.now, None, nobody, call);
        Situation {
            plan: self.plan,
            population: self.population,
            call,
            context: Arc::new(context),
            offer: self.offer,
            tries,
            given: Vec::new(),
            approved: OnceCell::new(),
        }
    }

    /// Why nobody can get it, where that is certain.
    fn obstacle(&self) -> Option<Obstacle> {
        let (environment, plan) = (self.environment, &self.environment.offers[self.offer]);
        let chain = || environment.chain(plan.category).map(|(_, category)| category);
        if !plan.offer.enabled || chain().any(|category| !category.enabled) {
            return Some(Obstacle::Disabled);
        }
        let rejected = !environment.is_live() && plan.offer.approval.content == ContentApproval::Rejected;
        let here = |space: &&Arc<SpacePlan>| {
            !rejected && (!environment.is_live() || plan.offer.live_on.contains(&space.space.name))
        };
        let mut spaces = environment.spaces.iter().filter(here).peekable();
        if spaces.peek().is_none() {
            return Some(Obstacle::Nowhere);
        }
        if spaces.all(|space| space.missing_content(environment, self.offer).is_some()) {
            return Some(Obstacle::Content);
        }
        let window = chain().fold(plan.period, |window, category| window.and(category.period));
        if window.is_empty() {
            return Some(Obstacle::Period);
        }
        let weights = chain().map(|category| &category.weights).chain([&environment.weights, &plan.weights]);
        let may_weigh = |weight: &WeightPlan| match weight.value {
            WeightSource::Number(value) => value > 0.0,
            WeightSource::Formula(_) => true,
        };
        if !weights.flat_map(|weights| &weights.all).any(may_weigh) {
            return Some(Obstacle::Weight);
        }
        self.rules_exclude(window).then_some(Obstacle::Rules)
    }

    /// Whether the rules of the environment, the categories and the offer cannot hold together.
    fn rules_exclude(&self, window: Window) -> bool {
        let (environment, plan) = (self.environment, &self.environment.offers[self.offer]);
        let mut reasoner = Reasoner::new(&environment.schema);
        let mut categories = Vec::new();
        environment.source.walk_categories(|_, category| categories.push(category));
        let above = environment.chain(plan.category).map(|(place, _)| categories[place].target.as_str());
        let sources = above.chain([environment.source.target.as_str(), plan.offer.target.as_str()]);
        let sources = sources.filter(|source| !source.trim().is_empty());
        let read = sources.filter_map(|source| self.plan.rules.read(source).ok());
        let conditions: Vec<Condition> = read.map(|parsed| reasoner.read(&parsed)).collect();
        let names: Vec<Option<Typed>> =
            environment.spaces.iter().map(|space| Some(Typed::from(space.space.name.as_str()))).collect();
        let given = Given::default().one_of(Root::Interaction, interaction::SPACE, names).within(
            Root::Interaction,
            interaction::AT,
            (window.from, window.until),
        );
        let values = plan.inputs.iter().enumerate();
        let given =
            values.fold(given, |given, (slot, value)| given.one_of(Root::Offer, slot, vec![value.clone()]));
        let conditions: Vec<&Condition> = conditions.iter().collect();
        conditions.iter().any(|condition| reasoner.outcome(condition) == Some(Outcome::Never))
            || reasoner.conflict(&conditions, &given).is_some()
    }
}
