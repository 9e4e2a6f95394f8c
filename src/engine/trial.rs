//! Templates tried before a visitor sees them: what those of an offer and of a space make of the values that stand in a
//! catalog. Owns for whom they are tried, and how many that are. Decides nothing.

use super::call_context::CallContext;
use super::content;
use super::decide::propose;
use super::gates::{self, Candidate};
use super::plan::{EnvironmentPlan, Level, Plan, SpacePlan};
use super::render::{Stage, Unfilled};
use crate::contacts::{Person, Population};
use crate::model::{Call, Identification, Value, Values};
use crate::rule::{Budget, FaultKind, Meter, Template, TemplateValues};
use crate::text::Message;
use jiff::Timestamp;
use std::sync::Arc;

/// Sample contacts that templates are tried for: those of a catalog are a few dozen, and differ early.
const MOST_CONTACTS: usize = 10;
/// What a trial costs beside its templates, in the measure of templates: a call is made up, and the offer's texts copied.
const TRYING: usize = 500;

/// The templates of an environment, to be tried.
#[derive(Debug)]
pub struct Trials {
    environment: Arc<EnvironmentPlan>,
    at: Timestamp,
    visitors: Vec<Visitor>,
    /// What rules may take.
    budget: Arc<Budget>,
}

/// Somebody that templates are tried for.
#[derive(Debug)]
struct Visitor {
    person: Option<Arc<Person>>,
    call_data: Values,
    /// What templates see whatever the offer, made when it is needed first.
    shared: Option<TemplateValues>,
}

/// What the templates of an offer on a space made of the values of somebody.
#[derive(Debug)]
pub struct Trial {
    /// The label of the contact; none for an unknown visitor.
    pub contact: Option<String>,
    /// What they do not show.
    pub unfilled: Vec<Unfilled>,
    /// The HTML that came of the content field, where that is a template.
    pub html_field: Option<String>,
    /// The HTML that came of the space's.
    pub html: Option<String>,
}

impl Plan {
    /// What the templates of an environment are tried with: its first contacts and its examples of call data. Where
    /// nobody is known, an unknown visitor. `budget` is what rules may take in all trials together.
    pub fn trials(
        &self,
        environment: &str,
        population: &Population,
        at: Timestamp,
        budget: &Arc<Budget>,
    ) -> Option<Trials> {
        let environment = Arc::clone(self.environment(environment)?);
        let contacts = environment.contacts(population).take(MOST_CONTACTS);
        let people = contacts.filter_map(|index| population.person(index).cloned());
        let mut people: Vec<Option<Arc<Person>>> = people.map(Some).collect();
        if environment.source.anonymous || people.is_empty() {
            people.push(None);
        }
        let examples = &environment.source.call_data_examples;
        let count = people.len().max(examples.len().min(MOST_CONTACTS));
        let visitor = |index: usize| Visitor {
            person: people[index % people.len()].clone(),
            call_data: examples
                .get(index % examples.len().max(1))
                .map(|it| it.values.clone())
                .unwrap_or_default(),
            shared: None,
        };
        let visitors = (0..count).map(visitor).collect();
        Some(Trials { environment, at, visitors, budget: Arc::clone(budget) })
    }
}

impl Trials {
    /// Tries the templates of an offer on a space, for everybody or, where nothing can fail, for the first one. One
    /// whom a rule keeps from the offer sees nothing fail. Nothing is tried beyond what `meter` allows.
    pub fn of_offer(&mut self, offer: &str, space: &str, meter: &mut Meter) -> Vec<Trial> {
        let space = self.environment.space_named(space).cloned();
        let (Some(space), Some(offer)) = (space, self.environment.offer_named(offer)) else {
            return Vec::new();
        };
        let most = if self.is_plain(offer, &space) { 1 } else { self.visitors.len() };
        (0..most).filter_map(|visitor| self.of_visitor(offer, &space, visitor, meter)).collect()
    }

    fn is_plain(&self, offer: usize, space: &SpacePlan) -> bool {
        let plan = &self.environment.offers[offer];
        let cannot_fail = |template: &Option<Result<Template, Message>>| {
            template.as_ref().is_none_or(|template| template.as_ref().is_ok_and(Template::is_plain))
        };
        plan.field_templates.are_plain(&plan.offer.content)
            && space.templates.read(&space.space.rendering).iter().all(cannot_fail)
    }

    fn of_visitor(
        &mut self,
        offer: usize,
        space: &Arc<SpacePlan>,
        visitor: usize,
        meter: &mut Meter,
    ) -> Option<Trial> {
        if !meter.is_whole() {
            return None;
        }
        meter.spend(TRYING);
        let visitor = &mut self.visitors[visitor];
        let person = visitor.person.clone();
        let known = if person.is_some() { Identification::Explicit } else { Identification::Anonymous };
        let contact = person.as_ref().map(|person| person.label.clone());
        let mut call = Call::new("");
        call.call_data.clone_from(&visitor.call_data);
        let (mut context, _) = CallContext::new(&self.environment, space, self.at, person, known, &call);
        context.give(Arc::clone(&self.budget));
        // Its weight is for gates to find; what is shown is that of an offer that has one.
        let candidate = Candidate { offer, weight: 1.0, multiplier: 1.0, weight_from: (Level::Offer, 0) };
        let mut proposed = propose(&context, candidate, 1);
        let mut stage = Stage { context: &context, shared: &mut visitor.shared, meter };
        let unfilled = stage.fill_proposed(&mut proposed, &mut Vec::new());
        let fails = unfilled.iter().any(|it| it.kind == FaultKind::Fails);
        if fails && !context.is_nobody() && gates::ask_targets(&context, offer).is_err() {
            return None;
        }
        let html_field = match proposed.look.content.get("html") {
            Some(Value::Text(html)) if has_html_template(&context, offer) => Some(html.clone()),
            _ => None,
        };
        Some(Trial { contact, unfilled, html_field, html: proposed.look.rendered.html.clone() })
    }
}

/// Whether the content field `html` of an offer names values.
fn has_html_template(context: &CallContext, offer: usize) -> bool {
    let plan = &context.environment.offers[offer];
    let shared = &plan.offer.content;
    match content::field(shared, &context.space.space.name, "html") {
        Some(Value::Text(source)) => plan.field_templates.of(shared, "html", &source).is_some(),
        _ => false,
    }
}
