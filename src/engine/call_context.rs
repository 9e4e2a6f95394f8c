//! What is the same for every offer of one decision: the moment, the contact, the call data.

use super::plan::{EnvironmentPlan, SpacePlan};
use super::weights_above::{Asked, WeightsAbove};
use crate::contacts::{Person, Spread};
use crate::model::{Call, Identification, is_blank};
use crate::rule::{Budget, FilterResults, Inputs, Root, Typed, are_usual, interaction, typed};
use crate::text::Message;
use jiff::Timestamp;
use std::sync::{Arc, OnceLock};

/// One call, read for the environment that answers it.
#[derive(Debug, Clone)]
pub(super) struct CallContext {
    pub(super) environment: Arc<EnvironmentPlan>,
    pub(super) space: Arc<SpacePlan>,
    pub(super) at: Timestamp,
    /// The contact, when somebody was identified.
    pub(super) person: Option<Arc<Person>>,
    pub(super) call: Vec<Option<Typed>>,
    interaction: Vec<Option<Typed>>,
    /// What splits tell somebody apart by who has no key.
    cookie: Option<String>,
    /// The themes that were asked for.
    pub(super) themes: Vec<String>,
    /// The contact's values, once a rule asks; all missing when it is nobody.
    profile: OnceLock<Spread>,
    /// What rules may take.
    budget: Arc<Budget>,
    /// What filters came to for the contact and the call.
    filters: FilterResults,
    found: Found,
}

/// What is found out about a call when it is asked first.
#[derive(Debug, Clone, Default)]
struct Found {
    /// Which categories have one of the themes: why an offer is out of scope.
    themed: OnceLock<Vec<bool>>,
    /// What the weights above its offers come to.
    weights_above: OnceLock<WeightsAbove>,
}

impl CallContext {
    /// Reads a call; says which call data were ignored.
    pub(super) fn new(
        environment: &Arc<EnvironmentPlan>,
        space: &Arc<SpacePlan>,
        at: Timestamp,
        person: Option<Arc<Person>>,
        identification: Identification,
        call: &Call,
    ) -> (Self, Vec<Message>) {
        let (data, notes) = call_data(environment, call);
        let mut given = vec![None; interaction::COUNT];
        given[interaction::ENVIRONMENT] = Some(Typed::from(environment.design_name.as_str()));
        given[interaction::SPACE] = Some(Typed::from(space.space.name.as_str()));
        given[interaction::CHANNEL] = Some(Typed::from(space.space.channel.rule_name()));
        given[interaction::IDENTIFICATION] = Some(Typed::from(identification.rule_name()));
        given[interaction::AT] = Some(Typed::Moment(at.into()));
        let context = Self {
            environment: Arc::clone(environment),
            space: Arc::clone(space),
            at,
            person,
            call: data,
            interaction: given,
            cookie: cookie(call).cloned(),
            themes: super::scope::themes(space, call).to_vec(),
            profile: OnceLock::new(),
            budget: Arc::default(),
            filters: environment.schema.results(),
            found: Found::default(),
        };
        (context, notes)
    }

    /// Makes the same call one of another contact.
    pub(super) fn is_of(&mut self, person: &Arc<Person>) {
        // Where a rule asked for the values of the one before, one will for those of the next.
        let before = self.profile.take().filter(|_| self.person.is_some());
        if let Some(mut profile) = before {
            profile.fill(Some(&person.profile));
            self.profile = OnceLock::from(profile);
        }
        self.person = Some(Arc::clone(person));
        self.filters.forget();
    }

    /// What is the same for all contacts of the call: nothing of the contact.
    pub(super) fn of_call(&self, root: Root) -> &[Option<Typed>] {
        match root {
            Root::Call => &self.call,
            Root::Interaction => &self.interaction,
            Root::Profile | Root::Split | Root::Offer | Root::Proposition => &[],
        }
    }

    /// What splits tell who calls apart by: the key of the contact, else a cookie, in the space that answers in the end too.
    /// Empty where there is neither.
    pub(super) fn key(&self) -> &[String] {
        self.key_or_cookie(self.person.as_ref().map_or(&[], |person| &person.key))
    }

    /// A key, or the cookie of the call where no value of it is known.
    pub(super) fn key_or_cookie<'k>(&'k self, key: &'k [String]) -> &'k [String] {
        if key.iter().all(|value| is_blank(value)) { self.cookie.as_slice() } else { key }
    }

    /// What rules see, without an offer.
    pub(super) fn inputs(&self) -> Inputs<'_> {
        Inputs {
            profile: self.profile(),
            call: &self.call,
            interaction: &self.interaction,
            key: self.key(),
            budget: Some(&self.budget),
            filters: Some(&self.filters),
            ..Inputs::default()
        }
    }

    /// What rules see of an offer.
    pub(super) fn inputs_for(&self, offer: usize) -> Inputs<'_> {
        Inputs { offer: &self.environment.offers[offer].inputs, ..self.inputs() }
    }

    /// Whether a category, or one above it, has one of the themes that were asked for.
    pub(super) fn is_themed(&self, category: usize) -> bool {
        let asked = || self.themes.iter().map(String::as_str).collect();
        self.found.themed.get_or_init(|| super::scope::themed(&self.environment, &asked()))[category]
    }

    /// What the weights above its offers come to.
    pub(super) fn weights_above(&self) -> &WeightsAbove {
        self.found.weights_above.get_or_init(|| WeightsAbove::new(&self.environment, &self.asked()))
    }

    /// What weights ask for.
    pub(super) fn asked(&self) -> Asked<'_> {
        Asked { space: &self.space.space.name, at: self.at, refused: self.budget.is_none() }
    }

    /// Sets what rules may take, perhaps together with those of other calls.
    pub(super) fn give(&mut self, budget: Arc<Budget>) {
        self.budget = budget;
        // Whether rules are run at all depends on it.
        self.found.weights_above = OnceLock::new();
    }

    /// The same with those that it had, most of the time: what follows from them stays.
    pub(super) fn give_again(&mut self, budget: &Arc<Budget>) {
        if !Arc::ptr_eq(&self.budget, budget) {
            self.give(Arc::clone(budget));
        }
    }

    /// Whether no value of the contact and the call is larger than usual.
    pub(super) fn is_usual(&self) -> bool {
        let own = self.person.iter().flat_map(|person| person.profile.iter().map(|(_, value)| value));
        are_usual(own) && are_usual(self.call.iter().flatten())
    }

    /// Whether each of its rules is run, whatever it costs: no value is larger than usual, and all of them fit.
    pub(super) fn runs_every_rule(&self) -> bool {
        self.is_usual() && self.environment.usual_steps().is_finite() && self.budget.is_enough()
    }

    /// What its rules may take, and took.
    pub(super) fn budget(&self) -> &Budget {
        &self.budget
    }

    /// The contact's values; all missing when it is nobody.
    pub(super) fn profile(&self) -> &[Option<Typed>] {
        let spread = self.profile.get_or_init(|| {
            let mut spread = Spread::of(self.environment.schema.fields(Root::Profile).len());
            spread.fill(self.person.as_ref().map(|person| &person.profile));
            spread
        });
        spread.values()
    }

    /// Whether nobody was identified where offers are for known contacts only.
    pub(super) fn is_nobody(&self) -> bool {
        self.person.is_none() && !self.environment.source.anonymous
    }
}

/// The permanent cookie of a call, else that of the session. A blank one is none.
pub(super) fn cookie(call: &Call) -> Option<&String> {
    let cookies = [&call.permanent_cookie, &call.session_cookie];
    cookies.into_iter().flatten().find(|cookie| !is_blank(cookie))
}

/// The call data by slot. What the environment does not declare, or has another type, is ignored and noted.
fn call_data(environment: &EnvironmentPlan, call: &Call) -> (Vec<Option<Typed>>, Vec<Message>) {
    let schema = &environment.schema;
    let fields = schema.fields(Root::Call);
    let mut data = vec![None; fields.len()];
    let mut notes = Vec::new();
    for (name, value) in &call.call_data {
        let note =
            |id: &'static str| Message::new(id).with("name", name).with("environment", &environment.name);
        let Some(slot) = schema.slot(Root::Call, name) else {
            notes.push(note("decision-undeclared-data"));
            continue;
        };
        match typed(value, &fields[slot].1, schema.zone()) {
            Ok(value) => data[slot] = Some(value),
            Err(problem) => notes.push(note("decision-mistyped-data").with("problem", problem)),
        }
    }
    (data, notes)
}
