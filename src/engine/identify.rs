//! Steps 1 to 4 of a decision: who is calling, and which space answers (`domain.md` §4).

use super::plan::{EnvironmentPlan, Plan, SpacePlan};
use crate::contacts::{ContactStore, StoreError};
use crate::model::{Call, Dimension, Identification, Value, is_blank};
use crate::rule::identifying;
use crate::text::Message;
use std::sync::Arc;

/// One step of the path from a call to the space that answers it.
#[derive(Debug, Clone, PartialEq)]
pub struct PathStep {
    /// What was tried.
    pub kind: StepKind,
    /// The space it was tried on, as `"ENV/SPACE"`.
    pub space: String,
    /// What came of it.
    pub outcome: Outcome,
}

/// What was tried to find out who is calling.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum StepKind {
    /// The identity of somebody who logged in.
    Explicit,
    /// A cookie.
    Implicit,
    /// Falling back on the linked anonymous space.
    FallBack,
}

/// What came of a step.
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    /// It answered.
    Found,
    /// It was not tried: the call has nothing to try with, or the space does not ask for it.
    Skipped(Message),
    /// It was tried in vain; the decision notes it.
    Failed(Message),
}

/// Who is calling, and where the answer comes from.
#[derive(Debug, Clone)]
pub(super) struct Identified<'a> {
    pub(super) environment: &'a Arc<EnvironmentPlan>,
    pub(super) space: &'a Arc<SpacePlan>,
    pub(super) identification: Identification,
    /// The place of the contact in the population.
    pub(super) contact: Option<usize>,
    pub(super) path: Vec<PathStep>,
}

/// A contact that was looked for: its place, or why there is none.
type Looked = Result<usize, Outcome>;

/// The contact that an earlier call of the same page found: its place in the population, and how.
pub(super) type KnownTo = (usize, Identification);

/// Steps 2 and 3: identifies the contact of a call on a space, and falls back where nobody was found. A page
/// identifies once: what an earlier call found holds wherever that contact can be identified at all.
///
/// # Errors
/// The contacts cannot be read.
pub(super) fn identify<'a>(
    plan: &'a Plan,
    contacts: &dyn ContactStore,
    environment: &'a Arc<EnvironmentPlan>,
    space: &'a Arc<SpacePlan>,
    call: &Call,
    known: Option<KnownTo>,
) -> Result<Identified<'a>, StoreError> {
    let mut found = Identified {
        environment,
        space,
        identification: Identification::Anonymous,
        contact: None,
        path: Vec::new(),
    };
    found.take_known(contacts, known)?;
    if found.contact.is_none() {
        found.try_explicit(contacts, call)?;
    }
    if found.contact.is_none() {
        found.try_implicit(contacts, call)?;
    }
    if found.contact.is_none() && found.fall_back(plan) {
        found.take_known(contacts, known)?;
        if found.contact.is_none() {
            found.try_implicit(contacts, call)?;
        }
    }
    Ok(found)
}

impl<'a> Identified<'a> {
    fn step(&mut self, kind: StepKind, outcome: Outcome) {
        let space = self.environment.address(&self.space.space.name);
        self.path.push(PathStep { kind, space, outcome });
    }

    fn take(&mut self, kind: StepKind, identification: Identification, found: Looked) {
        match found {
            Ok(contact) => {
                self.contact = Some(contact);
                self.identification = identification;
                self.step(kind, Outcome::Found);
            }
            Err(outcome) => self.step(kind, outcome),
        }
    }

    fn take_known(&mut self, contacts: &dyn ContactStore, known: Option<KnownTo>) -> Result<(), StoreError> {
        let Some((contact, identification)) = known else { return Ok(()) };
        let kind = match identification {
            Identification::Explicit => StepKind::Explicit,
            Identification::Implicit | Identification::Anonymous => StepKind::Implicit,
        };
        let dimension = self.environment.contacts.dimension.as_ref().map_or("", |dimension| &dimension.name);
        if contacts.is_among(contact, dimension, self.environment.contacts.folders.as_ref())? {
            self.take(kind, identification, Ok(contact));
        }
        Ok(())
    }

    fn try_explicit(&mut self, contacts: &dyn ContactStore, call: &Call) -> Result<(), StoreError> {
        let found = explicit(contacts, self.environment, self.space, &call.identity)?;
        self.take(StepKind::Explicit, Identification::Explicit, found);
        Ok(())
    }

    fn try_implicit(&mut self, contacts: &dyn ContactStore, call: &Call) -> Result<(), StoreError> {
        let found = implicit(contacts, self.environment, self.space, call)?;
        self.take(StepKind::Implicit, Identification::Implicit, found);
        Ok(())
    }

    /// Step 3. One hop only: the linked space's own fallback is never asked. Says whether it fell back.
    fn fall_back(&mut self, plan: &'a Plan) -> bool {
        if !self.space.space.fall_back_to_anonymous {
            self.step(StepKind::FallBack, Outcome::Skipped(Message::new("decision-fallback-off")));
            return false;
        }
        let linked = self.space.space.linked_anonymous_space.as_deref();
        match linked.map(|address| plan.space(address).ok_or(address)) {
            Some(Ok((environment, space))) => {
                (self.environment, self.space) = (environment, space);
                self.step(StepKind::FallBack, Outcome::Found);
                true
            }
            Some(Err(address)) => {
                let message = Message::new("decision-fallback-dangling").with("space", address);
                self.step(StepKind::FallBack, Outcome::Failed(message));
                false
            }
            None => {
                self.step(StepKind::FallBack, Outcome::Failed(Message::new("decision-fallback-unlinked")));
                false
            }
        }
    }
}

/// Step 2a: exactly one contact must have all key values.
fn explicit(
    contacts: &dyn ContactStore,
    environment: &EnvironmentPlan,
    space: &SpacePlan,
    identity: &[Value],
) -> Result<Looked, StoreError> {
    let Wanted { dimension, keys, values } = match wanted(environment, space, identity) {
        Ok(wanted) => wanted,
        Err(outcome) => return Ok(Err(outcome)),
    };
    let found = contacts.find(&dimension.name, environment.contacts.folders.as_ref(), &values)?;
    Ok(match found.as_slice() {
        [one] => Ok(*one),
        [] => Err(Outcome::Failed(no_match(dimension, keys, identity))),
        several => Err(Outcome::Failed(
            Message::new("decision-several-match")
                .with("dimension", &dimension.name)
                .with("identity", shown(keys, identity))
                .with("count", several.len()),
        )),
    })
}

/// Whom an identity is of, as contacts are looked up.
struct Wanted<'e> {
    dimension: &'e Dimension,
    keys: &'e [String],
    /// The slots of the keys, with their values as text.
    values: Vec<(usize, String)>,
}

/// An identity, read as the keys of a space.
fn wanted<'e>(
    environment: &'e EnvironmentPlan,
    space: &'e SpacePlan,
    identity: &[Value],
) -> Result<Wanted<'e>, Outcome> {
    if identity.is_empty() {
        return Err(Outcome::Skipped(Message::new("decision-no-identity")));
    }
    let failed = |message: Message| Outcome::Failed(message);
    let Some(dimension) = &environment.contacts.dimension else {
        return Err(failed(Message::new("decision-no-dimension").with("environment", &environment.name)));
    };
    let own = &space.space.identification_keys;
    let keys = if own.is_empty() { &dimension.key } else { own };
    if keys.len() != identity.len() {
        let message =
            Message::new("decision-identity-count").with("given", identity.len()).with("wanted", keys.len());
        return Err(failed(message));
    }
    let mut values = Vec::with_capacity(keys.len());
    for (key, value) in keys.iter().zip(identity) {
        let Some(slot) = dimension.fields.iter().position(|field| field.name == *key) else {
            return Err(failed(Message::new("decision-unknown-key").with("field", key)));
        };
        if is_blank(&value.to_string()) {
            return Err(failed(Message::new("decision-identity-blank").with("field", key)));
        }
        match identifying(value, &dimension.fields[slot].field_type, environment.schema.zone()) {
            Ok(Some(text)) => values.push((slot, text)),
            Ok(None) => return Err(failed(no_match(dimension, keys, identity))),
            Err(problem) => {
                let message =
                    Message::new("decision-identity-type").with("field", key).with("problem", problem);
                return Err(failed(message));
            }
        }
    }
    Ok(Wanted { dimension, keys, values })
}

fn no_match(dimension: &Dimension, keys: &[String], identity: &[Value]) -> Message {
    Message::new("decision-no-match")
        .with("dimension", &dimension.name)
        .with("identity", shown(keys, identity))
}

/// `id '1001', email 'anna@mail.example'`
fn shown(keys: &[String], identity: &[Value]) -> String {
    let values = keys.iter().zip(identity).map(|(key, value)| format!("{key} '{value}'"));
    values.collect::<Vec<_>>().join(", ")
}

/// Step 2b: the session cookie, else the permanent one.
fn implicit(
    contacts: &dyn ContactStore,
    environment: &EnvironmentPlan,
    space: &SpacePlan,
    call: &Call,
) -> Result<Looked, StoreError> {
    if !space.space.implicit_identification {
        return Ok(Err(Outcome::Skipped(Message::new("decision-implicit-off"))));
    }
    let cookies = [&call.session_cookie, &call.permanent_cookie];
    // A blank cookie is none: browsers without one must not all be the same contact.
    let mut given = cookies.into_iter().flatten().filter(|cookie| !is_blank(cookie)).peekable();
    if given.peek().is_none() {
        return Ok(Err(Outcome::Skipped(Message::new("decision-no-cookie"))));
    }
    let dimension = environment.contacts.dimension.as_ref().map_or("", |dimension| &dimension.name);
    let mut outcome = None;
    for cookie in given {
        let found = contacts.with_cookie(dimension, environment.contacts.folders.as_ref(), cookie)?;
        match found.as_slice() {
            [one] => return Ok(Ok(*one)),
            [] => {
                let message = Message::new("decision-cookie-unknown")
                    .with("cookie", cookie)
                    .with("dimension", dimension);
                outcome.get_or_insert(message);
            }
            several => {
                let message = Message::new("decision-cookie-shared")
                    .with("cookie", cookie)
                    .with("count", several.len());
                outcome = Some(message);
            }
        }
    }
    Ok(Err(Outcome::Failed(outcome.unwrap_or_else(|| Message::new("decision-no-cookie")))))
}
