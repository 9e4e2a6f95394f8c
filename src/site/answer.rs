//! The answers of calls as JSON, and what is to be stored of them. The decisions are [`crate::engine`]'s.

use super::request::{Asked, Unread};
use crate::contacts::{ContactStore, StoreError};
use crate::engine::{self, CallError, Caller, Clerk, Decision, PageOptions, Plan, Report};
use crate::model::{Call, split_address};
use crate::text::{Language, Message, escaped_json, nearest};
use jiff::Timestamp;
use serde::Serialize;
use serde_json::ser::{Formatter, Serializer};
use std::io::{self, Write};

/// How something is answered.
#[derive(Debug, Clone, Copy)]
pub struct Asking {
    /// Whether nothing is said of the offers that are not proposed.
    pub unexplained: bool,
    /// The moment of calls that name none.
    pub now: Timestamp,
    /// The line of a file on which it stands, for what cannot be answered.
    pub line: Option<u64>,
}

/// Why a call has no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    /// It cannot be read, or its moment is no instant.
    Unread,
    /// Its space, or its environment, does not exist.
    UnknownSpace,
    /// The contacts cannot be read or written.
    Contacts,
}

/// Answers that are being written.
#[derive(Debug, Default)]
pub struct Writing {
    /// What is written so far.
    pub json: Vec<u8>,
    /// Why the first of the calls that have no answer has none.
    pub refused: Option<Refused>,
    /// Whether any call is answered.
    pub is_answered: bool,
    /// What each call was answered in short, where somebody wants to know.
    pub told: Option<Vec<Told>>,
}

/// The addresses of the offers that a call was answered, or why it has no answer.
pub type Told = Result<Vec<String>, String>;

/// What stands in the place of a call that cannot be answered.
#[derive(Serialize)]
struct Refusal<'e> {
    error: &'e str,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<u64>,
}

impl Writing {
    /// Writes the answer of a call, or the list of those of a page, and says what may have to be stored of it.
    ///
    /// # Errors
    /// An answer has no form in JSON.
    pub fn answer(
        &mut self,
        clerk: &mut Clerk<'_>,
        contacts: &dyn ContactStore,
        asked: &Asked,
        asking: Asking,
    ) -> serde_json::Result<ToStore> {
        match asked {
            Asked::One(call) => match clerk.decide(contacts, call, asking.unexplained, asking.now) {
                Ok(decision) => {
                    self.decision(&decision)?;
                    Ok(ToStore::of(call, decision))
                }
                Err(error) => {
                    self.call_error(clerk.plan(), call, &error, asking).map(|()| ToStore::default())
                }
            },
            Asked::Page { calls, no_offer_twice } => {
                let options =
                    PageOptions { no_offer_twice: *no_offer_twice, unexplained: asking.unexplained };
                self.page(clerk, contacts, calls, options, asking)
            }
        }
    }

    /// Writes why a call has no answer, in the place of that.
    ///
    /// # Errors
    /// None but those of JSON.
    pub fn refuse(&mut self, why: Refused, error: &str, line: Option<u64>) -> serde_json::Result<()> {
        self.refused = self.refused.or(Some(why));
        if let Some(told) = &mut self.told {
            told.push(Err(error.to_owned()));
        }
        write_json(&mut self.json, &Refusal { error, line })
    }

    /// Stores what is to be stored of the one answer that is written. What cannot be is said in its place, since nobody was
    /// shown anything then.
    ///
    /// # Errors
    /// None but those of JSON.
    pub fn store(
        &mut self,
        to_store: &ToStore,
        plan: &Plan,
        contacts: &mut dyn ContactStore,
        line: Option<u64>,
    ) -> serde_json::Result<()> {
        let Err(error) = to_store.store(plan, contacts) else { return Ok(()) };
        *self = Self { told: self.told.take().map(|_| Vec::new()), ..Self::default() };
        self.refuse(Refused::Contacts, &Language::En.say(&error.message), line)
    }

    /// Ends the line of an answer; there is none where nothing was written.
    pub fn end_line(&mut self) {
        if self.json.last().is_some_and(|last| *last != b'\n') {
            self.json.push(b'\n');
        }
    }

    fn decision(&mut self, decision: &Decision) -> serde_json::Result<()> {
        self.is_answered = true;
        if let Some(told) = &mut self.told {
            told.push(Ok(decision.propositions.iter().map(|it| it.offer.clone()).collect()));
        }
        write_json(&mut self.json, &Report::of(decision))
    }

    fn call_error(
        &mut self,
        plan: &Plan,
        call: &Call,
        error: &CallError,
        asking: Asking,
    ) -> serde_json::Result<()> {
        let (zone, mut said) = (plan.zone(), Language::En.say(&error.message));
        let why = if plan.catalog().space_at(&call.space).is_none() {
            if let Some(meant) = nearest_space(plan, &call.space) {
                said = format!("{} Did you mean {meant}?", ended(&said));
            }
            Refused::UnknownSpace
        } else if engine::instant_of(call.at.as_ref(), asking.now, zone).is_err() {
            Refused::Unread
        } else {
            Refused::Contacts
        };
        self.refuse(why, &said, asking.line)
    }

    /// Writes the answers of a page, in the places of its calls.
    fn page(
        &mut self,
        clerk: &mut Clerk<'_>,
        contacts: &dyn ContactStore,
        calls: &[Result<Call, Unread>],
        options: PageOptions,
        asking: Asking,
    ) -> serde_json::Result<ToStore> {
        let readable: Vec<Call> = calls.iter().flatten().cloned().collect();
        let (caller, note) = caller(calls);
        let decided = clerk.decide_page(contacts, &caller, &readable, options, asking.now);
        let mut decided = readable.into_iter().zip(decided);
        let mut made = Vec::new();
        for (place, call) in calls.iter().enumerate() {
            self.json.push(if place == 0 { b'[' } else { b',' });
            match call {
                Err(unread) => self.refuse(Refused::Unread, &unread.error, asking.line)?,
                Ok(_) => match decided.next() {
                    Some((call, Ok(mut decision))) => {
                        decision.notes.extend(note.clone());
                        self.decision(&decision)?;
                        made.push((call, decision));
                    }
                    Some((call, Err(error))) => self.call_error(clerk.plan(), &call, &error, asking)?,
                    None => self.refuse(Refused::Unread, "", asking.line)?,
                },
            }
        }
        self.json.extend_from_slice(if calls.is_empty() { b"[]" } else { b"]" });
        Ok(ToStore { caller, made })
    }
}

/// Decisions made together, of which those that are to be stored change what later calls see.
#[derive(Debug, Default)]
pub struct ToStore {
    caller: Caller,
    made: Vec<(Call, Decision)>,
}

impl ToStore {
    /// The decision for a call, where that asks for it.
    fn of(call: &Call, decision: Decision) -> Self {
        if !call.store {
            return Self::default();
        }
        Self { caller: Caller::of(call), made: vec![(call.clone(), decision)] }
    }

    /// Stores what is to be stored.
    ///
    /// # Errors
    /// The contacts cannot be written: nobody was shown anything then.
    pub fn store(&self, plan: &Plan, contacts: &mut dyn ContactStore) -> Result<(), StoreError> {
        if !self.made.iter().any(|(call, _)| call.store) {
            return Ok(());
        }
        let page: Vec<_> = self.made.iter().map(|(call, decision)| (call, decision)).collect();
        engine::store_page(plan, contacts, &self.caller, &page).map(drop)
    }
}

/// The space that somebody may have meant who named one that is not there; its environment comes first.
pub fn nearest_space(plan: &Plan, address: &str) -> Option<String> {
    let catalog = plan.catalog();
    let (environment, space) = split_address(address).unwrap_or(("", address));
    let meant = || {
        let names = catalog.environments.iter().map(|it| it.name.as_str());
        catalog.environment(nearest(environment, names)?)
    };
    let environment = catalog.environment(environment).or_else(meant)?;
    let names = || environment.spaces.iter().map(|it| it.name.as_str());
    let space = names().find(|name| *name == space).or_else(|| nearest(space, names()))?;
    Some(format!("{}/{space}", environment.name))
}

/// A sentence with its full stop.
fn ended(sentence: &str) -> String {
    if sentence.ends_with(['.', '!', '?']) { sentence.to_owned() } else { format!("{sentence}.") }
}

/// Whom a page is of: the first of its calls says so, one that cannot be answered too. Where that one does not, a later
/// one does, which is to be noted.
fn caller(calls: &[Result<Call, Unread>]) -> (Caller, Option<Message>) {
    let all: Vec<(bool, Caller)> = calls
        .iter()
        .map(|call| match call {
            Ok(call) => (true, Caller::of(call)),
            Err(unread) => (unread.caller.is_somebody(), unread.caller.clone()),
        })
        .collect();
    let Some(index) = all.iter().position(|(says, _)| *says) else { return (Caller::default(), None) };
    let moment = calls.iter().zip(&all).find(|(call, (_, caller))| call.is_ok() || caller.at.is_some());
    let caller = Caller { at: moment.and_then(|(_, (_, caller))| caller.at.clone()), ..all[index].1.clone() };
    let note = (index > 0).then(|| Message::new("decision-page-caller").with("number", index + 1));
    (caller, note)
}

/// Writes a value as JSON behind what is written already, without what steers a terminal.
///
/// # Errors
/// It has no form in JSON.
pub fn write_json(json: &mut Vec<u8>, value: &impl Serialize) -> serde_json::Result<()> {
    value.serialize(&mut Serializer::with_formatter(json, Unsteering))
}

/// JSON on one line, without what steers a terminal.
struct Unsteering;

impl Formatter for Unsteering {
    fn write_string_fragment<W: ?Sized + Write>(&mut self, out: &mut W, part: &str) -> io::Result<()> {
        out.write_all(escaped_json(part).as_bytes())
    }
}
