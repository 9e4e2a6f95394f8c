//! The decision procedure (`domain.md` §4), step by step, and pages of calls made together.

use super::call_context::CallContext;
use super::caller::Caller;
use super::caps::FrequencyCaps;
use super::decision::{Decision, Excluded, KnownContact, Proposed};
use super::exclusion::Exclusion;
use super::gates::{Candidate, Gates};
use super::history::History;
use super::identify::{Identified, KnownTo, Outcome, identify};
use super::plan::Plan;
use super::ranking::{Scratch, ranking_of};
use super::render::Stage;
use super::{content, demand, order, scope};
use crate::contacts::{ContactStore, Past, Person, StoreError};
use crate::model::{Call, Moment, Reason, Values, label_or_name, split_address};
use crate::rule::Meter;
use crate::text::Message;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use std::collections::HashSet;
use std::sync::Arc;

/// A call that cannot be answered at all.
#[derive(Debug, Clone, PartialEq)]
pub struct CallError {
    /// What is wrong with it.
    pub message: Message,
}

impl From<StoreError> for CallError {
    fn from(error: StoreError) -> Self {
        Self { message: error.message }
    }
}

/// The instant of a call.
///
/// # Errors
/// There is no instant of that moment: nothing can be decided for another one.
pub fn instant_of(at: Option<&Moment>, now: Timestamp, zone: &TimeZone) -> Result<Timestamp, CallError> {
    let Some(moment) = at else { return Ok(now) };
    moment.instant(zone).ok_or_else(|| CallError {
        message: Message::new("decision-no-instant").with("moment", moment.to_string()),
    })
}

/// Answers one call. `now` is the moment of a call that names none.
///
/// # Errors
/// The call's space, or its environment, does not exist, its moment is no instant, or the contacts cannot be read.
pub fn decide(
    plan: &Plan,
    contacts: &dyn ContactStore,
    call: &Call,
    now: Timestamp,
) -> Result<Decision, CallError> {
    let mut decision = decide_unfilled(plan, contacts, call, now)?;
    decision.fill();
    Ok(decision)
}

/// The same without step 10: what is proposed has no content yet. Where nobody looks at it, as in a scenario,
/// nothing is filled in; where a window waits, [`Decision::fill`] is another thread's.
///
/// # Errors
/// The call's space, or its environment, does not exist, its moment is no instant, or the contacts cannot be read.
pub fn decide_unfilled(
    plan: &Plan,
    contacts: &dyn ContactStore,
    call: &Call,
    now: Timestamp,
) -> Result<Decision, CallError> {
    decide_on_page(plan, contacts, call, now, &mut Page::default())
}

/// Answers one call as [`decide`] does, without a record of the offers that are not kept: `excluded` is empty. Most of them
/// are not even looked at, which makes it some hundred times as fast.
///
/// # Errors
/// The call's space, or its environment, does not exist, its moment is no instant, or the contacts cannot be read.
pub fn decide_best(
    plan: &Plan,
    contacts: &dyn ContactStore,
    call: &Call,
    now: Timestamp,
) -> Result<Decision, CallError> {
    let mut page = Page::unexplained(Vec::new());
    let mut decision = decide_on_page(plan, contacts, call, now, &mut page)?;
    decision.fill();
    Ok(decision)
}

/// The contact that a call is of, by its place among all.
///
/// # Errors
/// The call's space, or its environment, does not exist, or the contacts cannot be read.
pub(super) fn contact_of(
    plan: &Plan,
    contacts: &dyn ContactStore,
    call: &Call,
) -> Result<Option<usize>, CallError> {
    let (environment, space) = plan.space(&call.space).ok_or_else(|| unknown(plan, call))?;
    Ok(identify(plan, contacts, environment, space, call, None)?.contact)
}

/// Answers calls made together for one contact: the first call's identity, cookies and moment are those of
/// the page, and the first contact found is that of the later calls whose environment can have it. With
/// `no_offer_twice`, an offer kept for one call is left out of the later ones.
///
/// A call to a space that does not exist is an error in its place; the others are answered.
pub fn decide_page(
    plan: &Plan,
    contacts: &dyn ContactStore,
    calls: &[Call],
    no_offer_twice: bool,
    now: Timestamp,
) -> Vec<Result<Decision, CallError>> {
    page_of(&mut Decision::fill, plan, contacts, calls, no_offer_twice, now)
}

/// The same without step 10, as in [`decide_unfilled`].
pub fn decide_page_unfilled(
    plan: &Plan,
    contacts: &dyn ContactStore,
    calls: &[Call],
    no_offer_twice: bool,
    now: Timestamp,
) -> Vec<Result<Decision, CallError>> {
    page_of(&mut |_| {}, plan, contacts, calls, no_offer_twice, now)
}

/// The same, with step 10 by `fill`.
fn page_of(
    fill: &mut dyn FnMut(&mut Decision),
    plan: &Plan,
    contacts: &dyn ContactStore,
    calls: &[Call],
    no_offer_twice: bool,
    now: Timestamp,
) -> Vec<Result<Decision, CallError>> {
    let Some(first) = calls.first() else { return Vec::new() };
    let options = PageOptions { no_offer_twice, unexplained: false };
    page_filled_by(fill, plan, contacts, &Caller::of(first), calls, options, now)
}

/// How the calls of a page are answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct PageOptions {
    /// Whether an offer that is kept for one call is left out of the later ones.
    pub no_offer_twice: bool,
    /// Whether there is no record of the offers that are not kept, as in [`decide_best`].
    pub unexplained: bool,
}

/// The same for a caller that is told beside the calls: the first of the page may be none that can be answered.
pub fn decide_page_for(
    plan: &Plan,
    contacts: &dyn ContactStore,
    caller: &Caller,
    calls: &[Call],
    options: PageOptions,
    now: Timestamp,
) -> Vec<Result<Decision, CallError>> {
    let fill = &mut Decision::fill;
    page_filled_by(fill, plan, contacts, caller, calls, options, now)
}

/// The same, with step 10 by `fill`.
pub(super) fn page_filled_by(
    fill: &mut dyn FnMut(&mut Decision),
    plan: &Plan,
    contacts: &dyn ContactStore,
    caller: &Caller,
    calls: &[Call],
    options: PageOptions,
    now: Timestamp,
) -> Vec<Result<Decision, CallError>> {
    let PageOptions { no_offer_twice, unexplained } = options;
    let mut page = Page { no_offer_twice, unexplained, ..Page::default() };
    calls
        .iter()
        .map(|call| {
            let left = caller.left_unread(call);
            let mut decision = decide_on_page(plan, contacts, &caller.make(call), now, &mut page)?;
            decision.notes.extend(left);
            fill(&mut decision);
            Ok(decision)
        })
        .collect()
}

/// What later calls of a page must know of the earlier ones: the contact, the offers not to show again, and
/// the propositions that caps count.
#[derive(Debug, Default)]
pub(super) struct Page {
    no_offer_twice: bool,
    /// Whether nobody asks why offers are not kept.
    unexplained: bool,
    contact: Option<KnownTo>,
    offers: HashSet<String>,
    kept: Vec<Past>,
    /// Room for what one call keeps.
    room: Vec<Candidate>,
}

impl Page {
    /// Of one call, where nobody asks why offers are not kept; with room for those that are.
    pub(super) fn unexplained(room: Vec<Candidate>) -> Self {
        Self { unexplained: true, room, ..Self::default() }
    }
}

pub(super) fn decide_on_page(
    plan: &Plan,
    contacts: &dyn ContactStore,
    call: &Call,
    now: Timestamp,
    page: &mut Page,
) -> Result<Decision, CallError> {
    let (environment, space) = plan.space(&call.space).ok_or_else(|| unknown(plan, call))?;
    let at = instant_of(call.at.as_ref(), now, &plan.zone)?;
    let found = identify(plan, contacts, environment, space, call, page.contact)?;
    page.contact = page.contact.or(found.contact.map(|index| (index, found.identification)));
    let person = match found.contact {
        Some(place) => contacts.person(place)?,
        None => None,
    };
    Ok(answer(plan, found, person, (call, at), page))
}

/// A call of which it is known who calls and which space answers, ready for the gates.
pub(super) struct Ready {
    pub(super) context: Arc<CallContext>,
    in_scope: Vec<bool>,
    notes: Vec<Message>,
}

/// Step 5, and what the rules of a call see: for whoever was found, as `person` is, at an instant.
pub(super) fn ready(
    plan: &Plan,
    found: &Identified<'_>,
    person: Option<Arc<Person>>,
    (call, at): (&Call, Timestamp),
    kept: usize,
) -> Ready {
    let (mut context, data_notes) =
        CallContext::new(found.environment, found.space, at, person, found.identification, call);
    let mut notes = notes_of(found, &context);
    notes.extend(data_notes);
    let (in_scope, scope_notes) = scope::scope(plan.settings.scope, found.environment, found.space, call);
    notes.extend(scope_notes);
    context.give(Arc::new(demand::budget(&context, &in_scope, kept)));
    Ready { context: Arc::new(context), in_scope, notes }
}

impl Ready {
    /// Gates 1 to 9 for one offer: the one that stops it.
    pub(super) fn stops(&self, plan: &Plan, offer: usize) -> Option<Exclusion> {
        let caps = FrequencyCaps::new(plan, &self.context, None);
        Gates::new(&self.context, &self.in_scope).pass(&caps, offer).err().map(|(exclusion, _)| exclusion)
    }
}

/// Steps 5 to 9 of a call, for whoever was found, as `person` is.
pub(super) fn answer(
    plan: &Plan,
    found: Identified<'_>,
    person: Option<Arc<Person>>,
    (call, at): (&Call, Timestamp),
    page: &mut Page,
) -> Decision {
    let Ready { context, in_scope, notes } = ready(plan, &found, person, (call, at), page.kept.len());
    let Chosen { kept, excluded, looks } =
        choose(plan, &context, call, &in_scope, page, &mut Scratch::default(), None);
    let mut propositions = Vec::with_capacity(kept.len());
    for (rank, candidate) in (1..).zip(&kept) {
        propositions.push(propose(&context, *candidate, rank));
    }
    Decision {
        space: call.space.clone(),
        answered_by: found.environment.address(&found.space.space.name),
        identification: found.identification,
        contact: known_contact(&context, found.contact),
        at: at.to_zoned(plan.zone.clone()),
        path: found.path,
        notes,
        propositions,
        excluded,
        is_explained: !page.unexplained,
        work: super::decision::work(&context, kept.len(), looks),
        context,
    }
}

/// What came of steps 6 to 9.
#[derive(Default)]
pub(super) struct Chosen {
    /// The offers kept, in order.
    pub(super) kept: Vec<Candidate>,
    /// Every other one with the gate that stopped it, where that was asked for.
    excluded: Vec<Excluded>,
    /// How many weights, presentation rules and past propositions were looked at.
    looks: u64,
}

impl Chosen {
    /// The offers that were stopped, each with the gate.
    pub(super) fn gates(&self) -> impl Iterator<Item = (usize, Reason)> {
        self.excluded.iter().map(|excluded| (excluded.offer, excluded.reason()))
    }
}

/// Steps 6 to 9. Where nobody asks why the other offers are not kept, those that are not are not looked at. The history of
/// the contact may have been looked up before.
pub(super) fn choose(
    plan: &Plan,
    context: &CallContext,
    call: &Call,
    in_scope: &[bool],
    page: &mut Page,
    scratch: &mut Scratch,
    history: Option<&History<'_>>,
) -> Chosen {
    let mut caps = FrequencyCaps::new(plan, context, history);
    if plan.settings.count_within_call {
        for past in &page.kept {
            caps.keep(past);
        }
    }
    let ties = plan.settings.ties;
    if page.unexplained && context.is_nobody() {
        return Chosen::default();
    }
    if page.unexplained
        && context.runs_every_rule()
        && let Some(ranking) = ranking_of(&context.environment)
        && let Some(best) = ranking.best(context, in_scope, &caps, ties, call, scratch)
    {
        let kept = keep(plan, context, best, call, page, &mut caps, None);
        return Chosen { kept, excluded: Vec::new(), looks: caps.looks() };
    }
    let (mut candidates, mut excluded, looks) = through_gates(context, in_scope, &caps, page.unexplained);
    order::sort(&mut candidates, ties, context, call);
    let others = (!page.unexplained).then_some(&mut excluded);
    let kept = keep(plan, context, candidates.into_iter(), call, page, &mut caps, others);
    excluded.sort_by_key(|excluded| excluded.offer);
    Chosen { kept, excluded, looks: caps.looks() + looks as u64 }
}

/// Gates 1 to 9 for each offer: those that pass, those that do not unless nobody asks for them, and how many weights were
/// looked at.
fn through_gates(
    context: &CallContext,
    in_scope: &[bool],
    caps: &FrequencyCaps<'_>,
    unexplained: bool,
) -> (Vec<Candidate>, Vec<Excluded>, usize) {
    let offers = context.environment.offers.len();
    let mut candidates = Vec::new();
    let mut excluded = Vec::with_capacity(if unexplained { 0 } else { offers });
    let gates = Gates::new(context, in_scope);
    for offer in 0..offers {
        match gates.pass(caps, offer) {
            Ok(candidate) => candidates.push(candidate),
            Err(_) if unexplained => {}
            Err((exclusion, condition)) => {
                excluded.push(Excluded::new(offer, exclusion).for_condition(condition));
            }
        }
    }
    (candidates, excluded, gates.looks())
}

/// Step 9: keeps the first of the candidates, which come in their order, and says of the `others` why they are not.
fn keep(
    plan: &Plan,
    context: &CallContext,
    candidates: impl Iterator<Item = Candidate>,
    call: &Call,
    page: &mut Page,
    caps: &mut FrequencyCaps<'_>,
    mut others: Option<&mut Vec<Excluded>>,
) -> Vec<Candidate> {
    let count_within = plan.settings.count_within_call;
    let most = usize::try_from(call.count).unwrap_or(usize::MAX);
    let mut kept: Vec<Candidate> = std::mem::take(&mut page.room);
    kept.clear();
    for candidate in candidates {
        if others.is_none() && kept.len() >= most {
            break;
        }
        let offer = candidate.offer;
        let address = &*context.environment.offers[offer].address;
        // Gate 9, again for what this call or page kept before: it comes before gate 10.
        let asks_caps = count_within || others.is_none();
        let capped = if asks_caps { caps.stops(offer) } else { None };
        let stopped = if let Some((cap, count)) = capped {
            Exclusion::Capped(cap, count)
        } else if page.offers.contains(address) {
            Exclusion::AlreadyOnPage
        } else if kept.len() >= most {
            Exclusion::Outranked(candidate.final_weight())
        } else {
            if count_within {
                let past = super::store::past(context, &candidate, kept.len());
                caps.keep(&past);
                page.kept.push(past);
            }
            if page.no_offer_twice {
                page.offers.insert(address.to_owned());
            }
            kept.push(candidate);
            continue;
        };
        if let Some(others) = &mut others {
            others.push(Excluded::new(offer, stopped));
        }
    }
    kept
}

/// A kept offer, without its content.
pub(super) fn propose(context: &CallContext, candidate: Candidate, rank: u32) -> Proposed {
    let environment = &context.environment;
    let plan = &environment.offers[candidate.offer];
    let (level, index) = candidate.weight_from;
    let weights = environment.weights_at(level, candidate.offer);
    Proposed {
        rank,
        offer: plan.address.to_string(),
        label: label_or_name(&plan.offer.label, &plan.offer.name).to_owned(),
        category: environment.categories[plan.category].name.clone(),
        weight: candidate.weight,
        weight_from: environment.entity(level, candidate.offer),
        weight_label: weights.get(index).map(|weight| weight.label.clone()).unwrap_or_default(),
        multiplier: candidate.multiplier,
        final_weight: candidate.final_weight(),
        look: Arc::default(),
    }
}

fn known_contact(context: &CallContext, index: Option<usize>) -> Option<KnownContact> {
    let (person, index) = (context.person.as_ref()?, index?);
    Some(KnownContact {
        index,
        dimension: person.dimension.clone(),
        key: person.key.clone(),
        label: person.label.clone(),
    })
}

/// What went wrong on the way, and whether nobody was identified anywhere.
fn notes_of(found: &Identified<'_>, context: &CallContext) -> Vec<Message> {
    let failed = found.path.iter().filter_map(|step| match &step.outcome {
        Outcome::Failed(message) => Some(message.clone()),
        Outcome::Found | Outcome::Skipped(_) => None,
    });
    let mut notes: Vec<Message> = failed.collect();
    if context.is_nobody() {
        notes.push(Message::new("decision-unidentified").with("environment", &context.environment.name));
    }
    notes
}

/// Why a call cannot be answered whose space does not exist.
pub(super) fn unknown(plan: &Plan, call: &Call) -> CallError {
    let address = &call.space;
    let message = match crate::model::split_address(address) {
        None => Message::new("decision-bad-address").with("space", address),
        Some((environment, space)) => match plan.environment(environment) {
            None => Message::new("decision-unknown-environment").with("environment", environment),
            Some(_) => {
                Message::new("decision-unknown-space").with("space", space).with("environment", environment)
            }
        },
    };
    CallError { message }
}

impl Decision {
    /// Step 10: fills in the content of what is proposed and shows it through the space's templates. What could
    /// not be filled in is among the notes.
    pub fn fill(&mut self) {
        let context = Arc::clone(&self.context);
        let (mut shared, mut meter) = (None, Meter::default());
        let mut stage = Stage { context: &context, shared: &mut shared, meter: &mut meter };
        for proposed in &mut self.propositions {
            drop(stage.fill_proposed(proposed, &mut self.notes));
        }
    }

    /// Gives what is proposed the content that another decision showed of the same offers, until it is filled in.
    pub fn shows_as(&mut self, other: &Self) {
        for proposed in &mut self.propositions {
            let known = other.propositions.iter().find(|known| known.offer == proposed.offer);
            if let Some(known) = known.filter(|_| other.answered_by == self.answered_by) {
                proposed.look = Arc::clone(&known.look);
            }
        }
    }

    /// Whether a proposition shows what one of another decision does: with the same content, as it is written, and by the
    /// same templates.
    pub fn shows_alike(&self, proposed: &Proposed, other: &Self, of: &Proposed) -> bool {
        let [own, theirs] = [self, other].map(|it| &it.context.space.space.rendering);
        self.written(proposed) == other.written(of) && own == theirs
    }

    fn written(&self, proposed: &Proposed) -> Values {
        let (environment, space) = (&self.context.environment, &self.context.space.space.name);
        let named = split_address(&proposed.offer).and_then(|(_, name)| environment.offer_named(name));
        let Some(written) = named.map(|index| &environment.offers[index].offer.content) else {
            return Values::new();
        };
        let fields = content::names(written, space).into_iter();
        fields.filter_map(|name| Some((name.to_owned(), content::field(written, space, name)?))).collect()
    }

    /// The values of the contact, as they were written; none for an unknown one.
    pub fn profile(&self) -> Values {
        self.context.person.as_ref().map(|person| person.values.clone()).unwrap_or_default()
    }
}
