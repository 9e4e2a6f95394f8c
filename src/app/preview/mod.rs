//! The live preview: a visitor, a space and a moment, and what the engine answers.
//!
//! Owns the call that is being tried and the trial history. The answer is the engine's own decision.

mod against_live;
mod coming;
mod copied;
mod copy;
mod page;
mod spaces;
mod storing;
mod trial;
mod version;
mod who;

use crate::app::let_go::let_go;
use crate::app::workspace::Workspace;
use crate::contacts::{ContactStore, Overlay, Past, Population};
use crate::document;
use crate::engine::{self, CallError, Change, Decision, Plan, Way};
use crate::model::{
    Call, Catalog, Contact, Identification, Moment, Proposition, Scenario, Value, Values, label_or_name,
    split_address,
};
use crate::rule::Root;
use crate::text::{Language, Message};
pub(super) use against_live::design_address;
pub use against_live::{AgainstLive, Differs, InLive};
pub use copy::CopyChange;
use jiff::Timestamp;
pub use page::PageChange;
pub(in crate::app) use page::expected;
use page::{Asked, Page};
use std::sync::Arc;
use std::time::Duration;
pub(in crate::app) use storing::Kept;
use trial::Tried;
use version::Beside;
pub use version::Version;
pub(super) use version::{Answered, Question};
use who::Who;

/// How the visitor arrived.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Arrival {
    /// Logged in.
    LoggedIn,
    /// Known by a cookie.
    Cookie,
    /// In a browser that nobody knows.
    #[default]
    Unknown,
}

/// One change of what the preview shows.
#[derive(Debug, Clone, PartialEq)]
pub enum PreviewChange {
    /// Another contact, by its place among the catalog's; `None`: nobody in particular.
    Who(Option<usize>),
    /// Another way to arrive.
    Arrival(Arrival),
    /// Another cookie of the browser; `None`: that of the contact.
    Cookie(Option<String>),
    /// Whether what is proposed and answered is kept: in the database that the contact comes from, else in the catalog's contacts.
    Stores(bool),
    /// Another space, as `"ENV/SPACE"`.
    Space(String),
    /// Another moment; `None`: now.
    At(Option<Moment>),
    /// Somebody who is kept nowhere here, with all that is known of it.
    Guest(Arc<Contact>),
    /// All that a call asks; who calls stays.
    Call(Box<Call>),
    /// A value of the call data; `None` takes it away.
    Data(String, Option<Value>),
    /// All call data at once, such as those of an example.
    AllData(Values),
    /// How many offers are asked for.
    Count(u32),
    /// Another space of the page, or another order.
    Page(PageChange),
    /// All that a scenario asks, with its history.
    Scenario(Box<Scenario>),
    /// Another version of the catalog.
    Version(Version),
    /// The contact accepts the offer, `"ENV/OFFER"`, of the answer.
    Accept(String),
    /// The contact refuses it.
    Refuse(String),
    /// What would have to change for an offer is so.
    Try(Way),
    /// The copy of the contact who comes.
    Copy(CopyChange),
}

/// The call that is tried, and its answer.
#[derive(Debug, Default)]
pub struct Preview {
    visitor: Visitor,
    /// Whether what is proposed and answered is kept.
    stores: bool,
    /// The space that is asked; none while the catalog has none. It is the first of the page.
    space: Option<String>,
    asked: Asked,
    /// The spaces that are asked along with it.
    page: Page,
    at: Option<Moment>,
    data: Values,
    version: Version,
    /// What was accepted and refused here, and what else is tried, for a contact of the catalog by its place.
    trial: Vec<(usize, Tried)>,
    answer: Option<Result<Arc<Decision>, CallError>>,
    beside: Beside,
    filling: Filling,
}

/// Who comes, and how.
#[derive(Debug, Default)]
struct Visitor {
    who: Who,
    arrival: Arrival,
    /// The permanent cookie of the browser; none: that of the contact, where it is known by one.
    cookie: Option<String>,
}

/// How far the content of the answer is, which a worker fills in.
#[derive(Debug, Default)]
struct Filling {
    /// It is wanted.
    wanted: bool,
    /// It is made, or that of an answer before.
    begun: bool,
}

impl Preview {
    /// How the visitor arrived.
    pub fn arrival(&self) -> Arrival {
        self.visitor.arrival
    }

    /// The permanent cookie of the browser, where it was chosen.
    pub fn cookie(&self) -> Option<&str> {
        self.visitor.cookie.as_deref()
    }

    /// Whether what is proposed and answered is kept.
    pub fn stores(&self) -> bool {
        self.stores
    }

    /// The space, as `"ENV/SPACE"`.
    pub fn space(&self) -> Option<&str> {
        self.space.as_deref()
    }

    /// The moment; `None`: now.
    pub fn at(&self) -> Option<&Moment> {
        self.at.as_ref()
    }

    /// The call data.
    pub fn data(&self) -> &Values {
        &self.data
    }

    /// How many offers are asked for.
    pub fn count(&self) -> u32 {
        self.asked.count
    }

    /// The categories and the themes asked for; none, unless a call was taken over that names some.
    pub fn asked(&self) -> (&[String], &[String]) {
        (&self.asked.categories, &self.asked.themes)
    }

    /// The engine's answer; none while there is no space to ask.
    pub fn decision(&self) -> Option<&Result<Arc<Decision>, CallError>> {
        self.answer.as_ref()
    }

    /// The version of the catalog that is asked.
    pub fn version(&self) -> Version {
        self.version
    }

    /// The answer held against that of Live; none where Live is asked, or has no such space.
    pub fn against_live(&self) -> Option<&AgainstLive> {
        self.beside.live.as_ref()
    }

    /// How long the engine took to decide.
    pub fn took(&self) -> Duration {
        self.beside.took
    }

    /// Whether anything was accepted or refused here, or else is tried with a contact.
    pub fn has_trial(&self) -> bool {
        !self.trial.is_empty()
    }

    /// Forgets what was accepted and refused here, and what else was tried with contacts.
    pub fn forget_trial(&mut self) {
        self.trial.clear();
    }

    /// How many propositions are only tried with the contact at a place of the catalog.
    pub fn tried_with(&self, contact: usize) -> usize {
        let made = |(of, tried): &&(usize, Tried)| *of == contact && matches!(tried, Tried::Made(_));
        self.trial.iter().filter(made).count()
    }

    /// Takes a change over. The answer follows once [`Preview::question`] is answered.
    pub fn change(&mut self, change: PreviewChange, workspace: &Workspace, now: Timestamp) {
        match change {
            PreviewChange::Who(who) => self.set_sample(who),
            PreviewChange::Guest(contact) => self.set_guest(contact),
            PreviewChange::Call(call) => self.take_call(*call),
            PreviewChange::Arrival(arrival) => self.visitor.arrival = arrival,
            PreviewChange::Cookie(cookie) => self.visitor.cookie = cookie,
            PreviewChange::Stores(stores) => self.store_from_now_on(stores, workspace.catalog(), now),
            PreviewChange::Space(space) => {
                self.space = Some(space);
                self.asked.everything();
            }
            PreviewChange::At(at) => self.at = at,
            PreviewChange::Data(name, Some(value)) => {
                self.data.insert(name, value);
            }
            PreviewChange::Data(name, None) => {
                self.data.shift_remove(&name);
            }
            PreviewChange::AllData(data) => self.data = data,
            PreviewChange::Version(version) => self.version = version,
            PreviewChange::Count(count) => self.asked.count = count.max(1),
            PreviewChange::Page(change) => self.change_page(change),
            PreviewChange::Scenario(scenario) => self.take_scenario(*scenario, workspace, now),
            PreviewChange::Accept(offer) => self.respond(&offer, true, workspace, now),
            PreviewChange::Refuse(offer) => self.respond(&offer, false, workspace, now),
            PreviewChange::Try(way) => self.try_way(way, workspace.catalog()),
            PreviewChange::Copy(change) => self.change_copy(change),
        }
    }

    /// Asks what the call of a scenario asks, for the contact that it identifies, who has tried what the scenario's
    /// history says and nothing else.
    fn take_scenario(&mut self, scenario: Scenario, workspace: &Workspace, now: Timestamp) {
        let Scenario { call, page, no_offer_twice, history, .. } = scenario;
        let decision = engine::decide_unfilled(workspace.plan(), workspace.population(), &call, now);
        let found = decision.ok().and_then(|it| it.contact.map(|contact| (contact.index, it.identification)));
        let (who, arrival) = match found {
            Some((contact, Identification::Explicit)) => (Some(contact), Arrival::LoggedIn),
            Some((contact, Identification::Implicit)) => (Some(contact), Arrival::Cookie),
            Some((_, Identification::Anonymous)) | None => (None, Arrival::Unknown),
        };
        self.set_sample(who);
        self.visitor.arrival = arrival;
        if let Some((contact, _)) = found {
            let zone = workspace.catalog().zone();
            self.trial.retain(|(index, _)| *index != contact);
            let made = history.iter().map(|made| Tried::Made(Past::read(made, &zone)));
            self.trial.extend(made.map(|made| (contact, made)));
        }
        let own = found.and_then(|(contact, _)| workspace.catalog().contacts.get(contact)?.cookies.first());
        self.visitor.cookie = call.permanent_cookie.clone().filter(|cookie| Some(cookie) != own);
        self.take_call(call);
        self.take_page(page, no_offer_twice);
    }

    fn take_call(&mut self, call: Call) {
        self.asked = Asked::of(&call);
        self.space = Some(call.space);
        self.at = call.at;
        self.data = call.call_data;
    }

    /// The call that is tried, in Live where Live is asked. Its identity is the contact's, as the space asks for it.
    pub fn call(&self, catalog: &Catalog) -> Option<Call> {
        let call = self.call_as_edited(catalog)?;
        let in_live = document::call_in_live(catalog, &call).filter(|_| self.version == Version::Live);
        Some(in_live.unwrap_or(call))
    }

    fn call_as_edited(&self, catalog: &Catalog) -> Option<Call> {
        let mut call = self.asked.call(self.space.clone()?);
        call.at.clone_from(&self.at);
        call.call_data.clone_from(&self.data);
        match (self.visitor.arrival, self.comer(catalog)) {
            (Arrival::LoggedIn, Some(contact)) => {
                call.identity = identity(catalog, &call.space, contact);
            }
            (Arrival::Cookie, Some(contact)) => call.permanent_cookie = contact.cookies.first().cloned(),
            _ => {}
        }
        call.permanent_cookie = self.visitor.cookie.clone().or(call.permanent_cookie);
        Some(call)
    }

    /// What is asked of the catalog as it stands; nothing while there is no space to ask.
    pub(super) fn question(&mut self, catalog: &Catalog) -> Option<Question> {
        if self.space.as_ref().is_none_or(|space| catalog.space_at(space).is_none()) {
            self.space = first_space(catalog);
            self.asked.everything();
        }
        if self.visitor.who.sample.is_some_and(|who| who >= catalog.contacts.len()) {
            self.visitor.who.sample = None;
        }
        self.page.keep_only(|space| catalog.space_at(space).is_some());
        let calls = self.calls_as_edited(catalog);
        let (version, trial, no_offer_twice) = (self.version, self.trial.clone(), self.page.no_offer_twice);
        let (database, guest) = (self.database().cloned(), self.guest().cloned());
        (!calls.is_empty()).then_some(Question { calls, no_offer_twice, version, database, guest, trial })
    }

    /// Takes over the answer to what was asked last.
    pub(super) fn take_answer(&mut self, answered: Option<Answered>) {
        let (answer, page) = match answered {
            Some(answered) => {
                let_go(std::mem::replace(&mut self.beside, answered.beside));
                (Some(answered.answer), answered.page)
            }
            None => (None, Vec::new()),
        };
        let before = std::mem::take(&mut self.page.answers);
        let page = page.into_iter().enumerate();
        self.page.answers = page.map(|(place, answer)| shown(answer, before.get(place))).collect();
        let answer = answer.map(|answer| shown(answer, self.answer.as_ref()));
        self.filling.wanted = answer.iter().chain(&self.page.answers).any(Result::is_ok);
        let_go((std::mem::replace(&mut self.answer, answer), before));
    }

    /// The answers to fill in, where any is wanted and none is being filled in.
    pub(super) fn begin_filling(&mut self) -> Option<Vec<Arc<Decision>>> {
        if !self.filling.wanted || self.filling.begun {
            return None;
        }
        self.filling = Filling { wanted: false, begun: true };
        Some(self.answers().flatten().cloned().collect())
    }

    /// It could not be begun: it is still wanted.
    pub(super) fn put_off_filling(&mut self) {
        self.filling = Filling { wanted: true, begun: false };
    }

    /// What was being filled in is not: a worker failed.
    pub(super) fn give_up_filling(&mut self) {
        self.filling.begun = false;
    }

    /// Takes over answers with their content, each where it is still the answer.
    pub(super) fn take_filled(&mut self, filled: Vec<(Arc<Decision>, Arc<Decision>)>) {
        self.filling.begun = false;
        for (unfilled, filled) in filled {
            let answers = self.answer.iter_mut().chain(&mut self.page.answers).flatten();
            match answers.into_iter().find(|answer| Arc::ptr_eq(answer, &unfilled)) {
                Some(answer) => let_go(std::mem::replace(answer, filled)),
                None => let_go(filled),
            }
        }
    }

    /// The call and its answer as a scenario that passes: with what its contact accepted and refused here, named after
    /// what it shows, by names that are free.
    pub fn scenario(&self, workspace: &Workspace, language: Language) -> Option<Scenario> {
        let among = (&**workspace.catalog(), workspace.population());
        self.scenario_among(among, workspace.plan(), (Vec::new(), None), language)
    }

    /// The same among these contacts of a catalog, with a history of the contact besides, and its title where it is not the
    /// catalog's.
    fn scenario_among(
        &self,
        (catalog, population): (&Catalog, &Population),
        plan: &Plan,
        (mut history, who): (Vec<Proposition>, Option<String>),
        language: Language,
    ) -> Option<Scenario> {
        let shown = self.answer.as_ref()?.as_ref().ok()?;
        let mut call = self.call(catalog)?;
        // Without a moment its answer would change with the calendar.
        call.at.get_or_insert_with(|| Moment::local(&shown.at).to_the_minute());
        let contact = shown.contact.as_ref().map(|contact| contact.index);
        let own = self.trial.iter().filter(|(index, _)| Some(*index) == contact);
        history.extend(own.filter_map(|(_, tried)| {
            let Tried::Made(past) = tried else { return None };
            let made = engine::written(plan, past);
            // As the call: what came before it still does.
            Some(Proposition { at: made.at.to_the_minute(), ..made })
        }));
        let label = free_label(catalog, &language.say(&what_it_shows(catalog, shown, who)));
        let taken = |name: &str| catalog.scenarios.iter().any(|scenario| scenario.name == name);
        let name = document::unique_name(&document::name_of(&label, "scenario"), taken);
        let calls = self.calls(catalog).into_iter().skip(1);
        let (page, no_offer_twice) = (page::placements(calls), self.page.no_offer_twice);
        let mut scenario =
            Scenario { name, label, call, page, no_offer_twice, history, ..Scenario::default() };
        // The answer to what is kept: a minute may begin between two others.
        let now = shown.at.timestamp();
        let mut kept = engine::decide_scenario_page(plan, population, &scenario, now).into_iter();
        scenario.expect = expected(&kept.next()?.ok()?);
        for (placement, kept) in scenario.page.iter_mut().zip(kept) {
            placement.expect = expected(&kept.ok()?);
        }
        Some(scenario)
    }

    fn respond(&mut self, offer: &str, accepted: bool, workspace: &Workspace, now: Timestamp) {
        let plan: &Plan = workspace.plan();
        let Some(contact) = self.answers().flatten().find_map(|answer| answer.contact.as_ref()) else {
            return;
        };
        let contact = contact.index;
        let mut contacts = self.contacts(workspace);
        let history = |contacts: &Overlay<'_>| {
            contacts.person(contact).ok().flatten().map(|person| person.history.clone()).unwrap_or_default()
        };
        let before = history(&contacts).len();
        let Some(proposing) = self.proposing(workspace, now) else { return };
        // Where the contacts cannot be read, the answer says so.
        if proposing.store(plan, &mut contacts, Some((offer, accepted))).is_err() {
            return;
        }
        let mut made = history(&contacts);
        let made = made.split_off(before.min(made.len()));
        self.trial.extend(made.into_iter().map(|past| (contact, Tried::Made(past))));
    }
}

/// An answer, with the content that the one before showed of the same offers: nothing flickers at a key press.
fn shown(
    answer: Result<Decision, CallError>,
    before: Option<&Result<Arc<Decision>, CallError>>,
) -> Result<Arc<Decision>, CallError> {
    let mut decision = answer?;
    if let Some(Ok(before)) = before {
        decision.shows_as(before);
    }
    Ok(Arc::new(decision))
}

impl Preview {
    /// Whether a way in which an offer would be proposed can be tried here: it needs no other contact, and no approval.
    pub fn can_try(&self, way: &Way) -> bool {
        let is_known = self.known_contact().is_some();
        way.changes.iter().all(|change| match change {
            Change::Identified | Change::Approved(_) | Change::Enabled(_) => false,
            Change::Value(it) => it.root == Root::Call || is_known,
            Change::History(_) => is_known,
            Change::Moment { .. } | Change::Space(_) | Change::Category(_) | Change::Count(_) => true,
        })
    }

    /// Tries what would have to change.
    pub(super) fn try_way(&mut self, way: Way, catalog: &Catalog) {
        if !self.can_try(&way) {
            return;
        }
        let contact = self.known_contact();
        for change in way.changes {
            match (change, contact) {
                (Change::Value(it), _) if it.root == Root::Call => match it.value {
                    Some(value) => drop(self.data.insert(it.field, value)),
                    None => drop(self.data.shift_remove(&it.field)),
                },
                (Change::Value(it), Some(contact)) => {
                    self.give_value(contact, it.field, it.value);
                }
                (Change::History(past), Some(contact)) => {
                    self.trial.extend(past.into_iter().map(|past| (contact, Tried::Unmade(past))));
                }
                (Change::Moment { at, .. }, _) => self.at = Some(at),
                (Change::Space(space), _) => {
                    self.space = Some(match self.version {
                        Version::Edited => space,
                        Version::Approved | Version::Live => design_address(catalog, &space),
                    });
                }
                (Change::Category(name), _) => {
                    (self.asked.categories, self.asked.themes) = (vec![name], Vec::new());
                }
                (Change::Count(count), _) => self.asked.count = count,
                _ => {}
            }
        }
    }

    /// The place of the contact who was identified, among those that are asked.
    pub(in crate::app) fn known_contact(&self) -> Option<usize> {
        Some(self.answer.as_ref()?.as_ref().ok()?.contact.as_ref()?.index)
    }
}

/// Who comes where, and the offer that is proposed first. Of a contact that is not the catalog's, `who` is the title.
pub(in crate::app) fn what_it_shows(catalog: &Catalog, shown: &Decision, who: Option<String>) -> Message {
    let label = |title: Option<String>, address: &str| title.unwrap_or_else(|| address.to_owned());
    let space = catalog.space_at(&shown.space).map(|(_, it)| label_or_name(&it.label, &it.name).to_owned());
    let contact = shown.contact.as_ref().and_then(|contact| catalog.contacts.get(contact.index));
    let who = who.or_else(|| Some(catalog.contact_title(contact?)));
    let message = match (who, shown.propositions.first()) {
        (Some(who), Some(_)) => Message::new("app-scenario-shows").with("who", who),
        (Some(who), None) => Message::new("app-scenario-shows-nothing").with("who", who),
        (None, Some(_)) => Message::new("app-scenario-shows-unknown"),
        (None, None) => Message::new("app-scenario-shows-unknown-nothing"),
    };
    let message = message.with("space", label(space, &shown.space));
    let Some(first) = shown.propositions.first() else { return message };
    let offer = split_address(&first.offer)
        .and_then(|(environment, name)| catalog.environment(environment)?.offer(name))
        .map(|(_, offer)| label_or_name(&offer.label, &offer.name).to_owned());
    message.with("offer", label(offer, &first.offer))
}

/// The label with a number behind it, where another scenario has it.
pub(in crate::app) fn free_label(catalog: &Catalog, wanted: &str) -> String {
    let taken = |label: &str| catalog.scenarios.iter().any(|scenario| scenario.label == label);
    let numbered = (2..).map(|number: u32| format!("{wanted} ({number})"));
    let mut all = std::iter::once(wanted.to_owned()).chain(numbered);
    all.find(|label| !taken(label)).unwrap_or_else(|| wanted.to_owned())
}

fn moment(now: Timestamp, plan: &Plan) -> Moment {
    Moment::local(&now.to_zoned(plan.catalog().zone()))
}

/// The values that a contact logs in with on a space: those of its identification keys. Nothing where the
/// contact lacks one of them.
pub(in crate::app) fn identity(
    catalog: &Catalog,
    space: &str,
    contact: &crate::model::Contact,
) -> Vec<Value> {
    let Some((environment, space)) = catalog.space_at(space) else { return Vec::new() };
    let keys = match catalog.dimension(&environment.targeting_dimension) {
        Some(dimension) if space.identification_keys.is_empty() => &dimension.key,
        _ => &space.identification_keys,
    };
    keys.iter().map(|key| contact.values.get(key).cloned()).collect::<Option<_>>().unwrap_or_default()
}

/// The space that a preview starts on: one that falls back, where the path is the longest, or the first.
fn first_space(catalog: &Catalog) -> Option<String> {
    let spaces = || {
        catalog
            .environments
            .iter()
            .flat_map(|environment| environment.spaces.iter().map(move |it| (environment, it)))
    };
    let best = spaces().find(|(_, space)| space.fall_back_to_anonymous);
    let (environment, space) = best.or_else(|| spaces().next())?;
    Some(format!("{}/{}", environment.name, space.name))
}
