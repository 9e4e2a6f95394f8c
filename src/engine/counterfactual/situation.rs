//! A call that does not propose an offer, to be tried with some things otherwise. Owns how each change is made, and that
//! what comes of it is decided by the engine's own procedure.

use super::edits;
use super::setting::Setting;
use crate::contacts::{ContactStore, Past, Person, StoreError};
use crate::engine::call_context::CallContext;
use crate::engine::decide::{Page, answer, ready};
use crate::engine::decision::Decision;
use crate::engine::exclusion::Exclusion;
use crate::engine::identify::{Identified, identify};
use crate::engine::plan::{EnvironmentPlan, Plan, SpacePlan};
use crate::model::{Call, Identification, Ties, Value};
use crate::rule::{Inputs, Root, Typed};
use jiff::Timestamp;
use std::cell::{Cell, OnceCell};
use std::sync::Arc;

/// How long a history may be of which it is looked for what stands in the way.
const MOST_PAST: usize = 200;

/// How many looks at categories and past propositions take as long as the rest of a try.
const LOOKS_OF_TRY: usize = 50;

/// How many steps of a decision take as long as a try, which asks the gates about one offer.
const STEPS_OF_TRY: f64 = 200.0;

/// How many tries are left; several searches may share it.
#[derive(Debug)]
pub(super) struct Tries(Cell<u64>);

impl Tries {
    pub(super) fn of(count: u64) -> Self {
        Self(Cell::new(count))
    }

    pub(super) fn left(&self) -> u64 {
        self.0.get()
    }

    pub(super) fn are_spent(&self) -> bool {
        self.0.get() == 0
    }

    pub(super) fn take(&self, count: u64) {
        self.0.set(self.0.get().saturating_sub(count));
    }
}

/// A call that does not propose an offer.
pub(super) struct Situation<'s> {
    pub(super) plan: &'s Plan,
    pub(super) population: &'s dyn ContactStore,
    pub(super) call: &'s Call,
    /// Who calls, and which space answers, as it is.
    pub(super) context: Arc<CallContext>,
    /// The offer, by its place in the environment.
    pub(super) offer: usize,
    pub(super) tries: &'s Tries,
    /// Values that are otherwise, whatever else is looked at.
    pub(super) given: Vec<((Root, usize), Option<Typed>)>,
    /// The plan of the catalog in which the offer is live on all spaces, once it is asked for.
    pub(super) approved: OnceCell<Plan>,
}

/// What came of a try: the offer is proposed.
pub(super) struct Attempt {
    /// The offer's place among the propositions.
    pub(super) rank: u32,
    /// The propositions that stood in the way.
    pub(super) removed: Vec<Past>,
    pub(super) decision: Decision,
}

/// The call with some things otherwise.
struct Made<'m> {
    plan: &'m Plan,
    call: Call,
    at: Timestamp,
    found: Identified<'m>,
    person: Option<Arc<Person>>,
}

impl Situation<'_> {
    /// The environment that answers.
    pub(super) fn environment(&self) -> &EnvironmentPlan {
        &self.context.environment
    }

    /// The value of a field of the contact or of the call, as it is.
    pub(super) fn present(&self, (root, slot): (Root, usize)) -> Option<Typed> {
        self.context.inputs().get(root, slot).cloned()
    }

    /// What comes of the values of the contact and the call as they are, but for a field.
    pub(super) fn with_value<T>(
        &self,
        (root, slot): (Root, usize),
        value: Option<&Typed>,
        look: impl FnOnce(&Inputs<'_>) -> T,
    ) -> T {
        let inputs = self.context.inputs();
        let (mut profile, mut call) = (inputs.profile.to_vec(), inputs.call.to_vec());
        let own = ((root, slot), value.cloned());
        for ((root, slot), value) in self.given.iter().chain([&own]) {
            let values = if *root == Root::Call { &mut call } else { &mut profile };
            values[*slot].clone_from(value);
        }
        look(&Inputs { profile: &profile, call: &call, filters: None, ..inputs })
    }

    /// The same where some fields have other values.
    pub(super) fn given(&self, settings: &[&Setting]) -> Situation<'_> {
        let fields = settings.iter().filter_map(|setting| match setting {
            Setting::Field(root, slot, value) => Some(((*root, *slot), value.clone())),
            _ => None,
        });
        let (given, context) = (fields.collect(), Arc::clone(&self.context));
        Situation { given, context, approved: OnceCell::new(), ..*self }
    }

    /// Whether a field says who the contact is: with another value it would be somebody else.
    pub(super) fn is_key(&self, (root, slot): (Root, usize)) -> bool {
        let Some(dimension) = &self.context.environment.contacts.dimension else { return false };
        let field = self.context.environment.schema.fields(root).get(slot);
        root == Root::Profile && field.is_some_and(|(name, _)| dimension.key.contains(name))
    }

    /// What comes of the call with some things otherwise; none where the offer is not proposed, and where no tries are
    /// left.
    pub(super) fn attempt(&self, settings: &[&Setting]) -> Option<Attempt> {
        let has = |setting: &Setting| settings.contains(&setting);
        let mut made = self.made(settings)?;
        let removed = if has(&Setting::History) { self.forget(&mut made)? } else { Vec::new() };
        if self.stops(&made).is_some() {
            return None;
        }
        let asked = made.call.count;
        if has(&Setting::Count) {
            made.call.count = u32::try_from(self.context.environment.offers.len()).unwrap_or(u32::MAX);
        }
        let mut attempt = self.decide(&made, removed)?;
        if has(&Setting::Count) {
            if attempt.rank <= asked {
                return None;
            }
            made.call.count = attempt.rank;
            attempt = self.decide(&made, attempt.removed)?;
        }
        let is_chance =
            settings.iter().any(|it| matches!(it, Setting::Moment(_))) && self.is_chance(&attempt);
        (!is_chance).then_some(attempt)
    }

    fn decide(&self, made: &Made<'_>, removed: Vec<Past>) -> Option<Attempt> {
        let (found, person) = (made.found.clone(), made.person.clone());
        let decision = answer(made.plan, found, person, (&made.call, made.at), &mut Page::default());
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "not negative; too much is all"
        )]
        self.tries.take((decision.work() / STEPS_OF_TRY) as u64);
        let address = &*self.context.environment.offers[self.offer].address;
        let rank = decision.propositions.iter().find(|proposed| proposed.offer == address)?.rank;
        Some(Attempt { rank, removed, decision })
    }

    /// Whether the offer was kept before an equal one only because equals take turns: a moment later they may not.
    fn is_chance(&self, attempt: &Attempt) -> bool {
        let own = &attempt.decision.propositions[attempt.rank as usize - 1];
        let is_equal = |weight: f64| weight.total_cmp(&own.final_weight).is_eq();
        matches!(self.plan.settings.ties, Ties::Shuffled { .. })
            && attempt.decision.excluded.iter().any(|excluded| match excluded.exclusion {
                Exclusion::Outranked(weight) => is_equal(weight),
                _ => false,
            })
    }

    /// The gate that stops the offer.
    fn stops(&self, made: &Made<'_>) -> Option<Exclusion> {
        let history = made.person.as_ref().map_or(0, |person| person.history.len());
        let looks =
            self.context.environment.categories.len() + history * self.context.environment.caps().len();
        self.tries.take(1 + (looks / LOOKS_OF_TRY) as u64);
        ready(made.plan, &made.found, made.person.clone(), (&made.call, made.at), 0)
            .stops(made.plan, self.offer)
    }

    /// The call with some things otherwise; none where they do not go together, or another environment would answer.
    fn made(&self, settings: &[&Setting]) -> Option<Made<'_>> {
        if self.tries.are_spent() {
            return None;
        }
        let plan = if settings.contains(&&Setting::Approval) { self.approved() } else { self.plan };
        let (mut call, mut at, mut space) =
            (self.call.clone(), self.context.at, self.context.space.space.name.as_str());
        for setting in settings {
            match setting {
                Setting::Field(Root::Call, slot, value) => self.send(&mut call, *slot, value.as_ref()),
                Setting::Moment(moment) => at = *moment,
                Setting::Space(place) => {
                    let other = &self.context.environment.spaces[*place];
                    space = &other.space.name;
                    call.space = self.context.environment.address(space);
                    if !call.identity.is_empty() {
                        call.identity = self.identity(other)?;
                    }
                }
                Setting::Category => {
                    let category = self.context.environment.offers[self.offer].category;
                    call.categories = vec![self.context.environment.categories[category].name.clone()];
                    call.themes.clear();
                }
                _ => {}
            }
        }
        let invents = settings.contains(&&Setting::Identified);
        let found = if invents {
            let environment = plan.environment(&self.context.environment.name)?;
            let space = environment.space_named(space)?;
            let identification = self.identification();
            Identified { environment, space, identification, contact: None, path: Vec::new() }
        } else {
            let (environment, space) = plan.space(&call.space)?;
            self.read(identify(plan, self.population, environment, space, &call, None))?
        };
        if found.environment.name != self.context.environment.name {
            return None;
        }
        let mut person = match found.contact {
            _ if invents => Some(Arc::new(self.somebody())),
            Some(contact) => self.read(self.population.person(contact))?,
            None => None,
        };
        for setting in settings {
            if let Setting::Field(Root::Profile, slot, value) = setting {
                let schema = &self.context.environment.schema;
                let field = &schema.fields(Root::Profile)[*slot];
                let person = Arc::make_mut(person.as_mut()?);
                person.set_value(*slot, field, value.as_ref(), schema.zone());
            }
        }
        Some(Made { plan, call, at, found, person })
    }

    /// What the contacts say. Where they cannot be read any more nothing else is tried, so that nobody takes what was found
    /// for all that there is.
    fn read<T>(&self, read: Result<T, StoreError>) -> Option<T> {
        if read.is_err() {
            self.tries.take(u64::MAX);
        }
        read.ok()
    }

    /// A contact of whom nothing is known.
    fn somebody(&self) -> Person {
        let dimension = self.context.environment.contacts.dimension.as_ref();
        Person {
            dimension: dimension.map(|dimension| dimension.name.clone()).unwrap_or_default(),
            folder: self.context.environment.source.visitor_folder.clone(),
            ..Person::default()
        }
    }

    /// How somebody would be identified: known contacts log in, visitors are recognised.
    fn identification(&self) -> Identification {
        let recognised =
            self.context.environment.source.anonymous && self.context.space.space.implicit_identification;
        if recognised { Identification::Implicit } else { Identification::Explicit }
    }

    /// The values that the contact logs in with on another space.
    fn identity(&self, space: &SpacePlan) -> Option<Vec<Value>> {
        let (person, dimension) =
            (self.context.person.as_ref()?, self.context.environment.contacts.dimension.as_ref()?);
        let own = &space.space.identification_keys;
        let keys = if own.is_empty() { &dimension.key } else { own };
        keys.iter().map(|key| person.values.get(key).cloned()).collect()
    }

    fn send(&self, call: &mut Call, slot: usize, value: Option<&Typed>) {
        let schema = &self.context.environment.schema;
        let (name, field_type) = &schema.fields(Root::Call)[slot];
        match value {
            Some(value) => {
                drop(call.call_data.insert(name.clone(), value.written_as(field_type, schema.zone())));
            }
            None => drop(call.call_data.shift_remove(name)),
        }
    }

    /// Takes away the propositions for which presentation rules stop the offer, the nearest first and no more than it
    /// takes. None where that does not help.
    fn forget(&self, made: &mut Made<'_>) -> Option<Vec<Past>> {
        let at = made.at;
        let mut history = made.person.as_ref().filter(|it| it.history.len() <= MOST_PAST)?.history.clone();
        history.sort_by_key(|past| std::cmp::Reverse(past.at.duration_since(at).abs()));
        let mut stopped = self.stops(made);
        let mut removed = Vec::new();
        for place in (0..history.len()).rev() {
            if !matches!(stopped, Some(Exclusion::Capped(..))) || self.tries.are_spent() {
                break;
            }
            let past = history.remove(place);
            Arc::make_mut(made.person.as_mut()?).history.clone_from(&history);
            let without = self.stops(made);
            if without == stopped {
                history.insert(place, past);
            } else {
                stopped = without;
                removed.push(past);
            }
        }
        Arc::make_mut(made.person.as_mut()?).history = history;
        (!removed.is_empty()).then_some(removed)
    }

    /// The plan of the catalog in which the offer is live on all spaces.
    fn approved(&self) -> &Plan {
        self.approved.get_or_init(|| edits::made(self.plan, self.environment(), self.offer, true))
    }
}
