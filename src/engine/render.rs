//! Step 10 of a decision: an offer's content through the space's templates (`domain.md` §4).
//!
//! A content field may itself name values (`Hello {{ profile.first_name }}`): the fields are filled in
//! first, and the space's templates then show them.

use super::content;
use super::gates::Candidate;
use super::plan::OfferPlan;
use super::situation::Situation;
use crate::model::{Content, Rendering, Value, Values};
use crate::rule::{Inputs, Kind, Root, Template};
use crate::text::Message;
use serde::Serialize;
use std::sync::OnceLock;

/// The templates of a space. One that cannot be read renders nothing, and the decision says why.
#[derive(Debug)]
pub(super) struct SpaceTemplates {
    html: Option<Result<Template, Message>>,
    text: Option<Result<Template, Message>>,
    xml: Option<Result<Template, Message>>,
}

impl SpaceTemplates {
    pub(super) fn compile(rendering: &Rendering) -> Self {
        let compile = |source: &str, kind: Kind| {
            (!source.is_empty()).then(|| Template::compile(source, kind).map_err(|wrong| wrong.message))
        };
        Self {
            html: compile(&rendering.html, Kind::Html),
            text: compile(&rendering.text, Kind::Text),
            xml: compile(&rendering.xml, Kind::Xml),
        }
    }
}

/// The content fields of an offer that name values, those of its spaces too. Read when the offer is shown
/// first: of thousands of offers a call shows a few.
#[derive(Debug, Default)]
pub(super) struct FieldTemplates(OnceLock<Vec<FieldTemplate>>);

/// A content field that names values. Its name matters beside its text: only the field `html` is HTML.
#[derive(Debug)]
struct FieldTemplate {
    name: String,
    source: String,
    template: Result<Template, Message>,
}

impl FieldTemplates {
    fn of(&self, offer: &Content, name: &str, source: &str) -> Option<&Result<Template, Message>> {
        let fields = self.0.get_or_init(|| read_fields(offer));
        fields.iter().find(|field| field.name == name && field.source == source).map(|field| &field.template)
    }
}

fn read_fields(offer: &Content) -> Vec<FieldTemplate> {
    let mut read = Vec::new();
    for content in offer.spaces.values().chain([offer]) {
        let standard = Content::STANDARD.iter().filter_map(|name| Some((*name, content.standard(name)?)));
        let own = content.fields.iter().filter_map(|(name, value)| match value {
            Value::Text(text) => Some((name.as_str(), text.as_str())),
            _ => None,
        });
        for (name, source) in standard.chain(own) {
            if let Some(template) = Template::of_field(name, source).transpose() {
                let template = template.map_err(|wrong| wrong.message);
                read.push(FieldTemplate { name: name.to_owned(), source: source.to_owned(), template });
            }
        }
    }
    read
}

/// An offer as it will look.
#[derive(Debug, Default)]
pub(super) struct Rendered {
    pub(super) content: Values,
    pub(super) html: Option<String>,
    pub(super) text: Option<String>,
    pub(super) xml: Option<String>,
    pub(super) problems: Vec<Message>,
}

/// What a template can see.
#[derive(Debug, Serialize)]
struct Context<'a> {
    /// The content fields, by name.
    #[serde(flatten)]
    content: &'a Values,
    offer: Values,
    profile: Values,
    call: Values,
    proposition: Proposition,
}

#[derive(Debug, Serialize)]
struct Proposition {
    rank: u32,
    weight: f64,
    offer: String,
    space: String,
    at: String,
}

/// Fills in an offer's content fields and renders them through the space's templates.
pub(super) fn render(situation: &Situation, candidate: &Candidate, rank: u32) -> Rendered {
    let plan = &situation.environment.offers[candidate.offer];
    let mut rendered = Rendered::default();
    let empty = Values::new();
    let mut context = context(situation, candidate, rank, &empty);
    let filled = fill_in(situation, plan, &context, &mut rendered.problems);
    context.content = &filled;
    let templates = &situation.space.templates;
    let mut show = |template: &Option<Result<Template, Message>>| {
        let shown = match template.as_ref()? {
            Ok(template) => template.render(&context),
            Err(problem) => Err(problem.clone()),
        };
        shown.map_err(|problem| rendered.problems.push(noted(plan, problem))).ok()
    };
    (rendered.html, rendered.text, rendered.xml) =
        (show(&templates.html), show(&templates.text), show(&templates.xml));
    rendered.content = filled;
    rendered
}

fn noted(plan: &OfferPlan, problem: Message) -> Message {
    Message::new("decision-render-problem").with("offer", &*plan.address).with("problem", problem)
}

/// The content fields on the space that are not empty. One that cannot be filled in is shown as it stands.
fn fill_in(
    situation: &Situation,
    plan: &OfferPlan,
    context: &Context<'_>,
    problems: &mut Vec<Message>,
) -> Values {
    let space = &situation.space.space.name;
    let shared = &plan.offer.content;
    let mut filled = Values::new();
    for name in content::names(shared, space) {
        let Some(value) = content::field(shared, space, name) else { continue };
        let value = match value {
            Value::Text(source) => match plan.field_templates.of(shared, name, &source) {
                None => Value::Text(source),
                Some(Ok(template)) => Value::Text(template.render(context).unwrap_or_else(|problem| {
                    problems.push(noted(plan, problem));
                    source
                })),
                Some(Err(problem)) => {
                    problems.push(noted(plan, problem.clone()));
                    Value::Text(source)
                }
            },
            value => value,
        };
        filled.insert(name.to_owned(), value);
    }
    filled
}

fn context<'a>(situation: &Situation, candidate: &Candidate, rank: u32, content: &'a Values) -> Context<'a> {
    let environment = &situation.environment;
    let plan = &environment.offers[candidate.offer];
    let inputs = situation.inputs_for(candidate.offer);
    let zone = environment.schema.zone();
    Context {
        content,
        offer: written(situation, &inputs, Root::Offer),
        profile: written(situation, &inputs, Root::Profile),
        call: written(situation, &inputs, Root::Call),
        proposition: Proposition {
            rank,
            weight: candidate.final_weight(),
            offer: plan.offer.name.clone(),
            space: situation.space.space.name.clone(),
            at: crate::model::Moment::local(&situation.at.to_zoned(zone.clone())).to_string(),
        },
    }
}

/// The values of a root, as a catalog writes them; missing ones are left out.
fn written(situation: &Situation, inputs: &Inputs<'_>, root: Root) -> Values {
    let schema = &situation.environment.schema;
    let fields = schema.fields(root).iter().enumerate();
    let value = |slot: usize| inputs.get(root, slot).map(|value| value.written(schema.zone()));
    fields.filter_map(|(slot, (name, _))| Some((name.clone(), value(slot)?))).collect()
}
