//! Step 10 of a decision: an offer's content through the space's templates (`domain.md` §4).
//!
//! A content field may itself name values (`Hello {{ profile.first_name }}`): the fields are filled in
//! first, and the space's templates then show them.

use super::call_context::CallContext;
use super::content;
use super::decision::{Look, Proposed, Rendered};
use crate::model::{Content, Value, Values};
use crate::rule::{FaultKind, Filled, Inputs, Meter, Root, Template, TemplateValues, bytes_of};
use crate::text::Message;
use serde::Serialize;
use std::ops::Range;
use std::sync::Arc;

/// The variables that are no content fields.
pub(super) const ROOTS: [&str; 4] = ["offer", "profile", "call", "proposition"];

/// A template that an offer is shown by on a space.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum TemplateOf {
    /// The content field of that name.
    Field(String),
    /// The space's HTML.
    Html,
    /// The space's text.
    Text,
    /// The space's XML.
    Xml,
}

/// What a template of an offer does not show.
#[derive(Debug, Clone, PartialEq)]
pub struct Unfilled {
    /// The template.
    pub template: TemplateOf,
    /// The bytes of its part; none where the whole template is given up or cannot be read.
    pub span: Option<Range<usize>>,
    /// Why it shows nothing.
    pub problem: Message,
    /// What kind of fault it is.
    pub kind: FaultKind,
}

/// An offer as it will look, and what it does not show.
#[derive(Debug, Default)]
pub(super) struct Filling {
    pub(super) look: Look,
    pub(super) problems: Vec<Message>,
    unfilled: Vec<Unfilled>,
}

#[derive(Debug, Serialize)]
struct Proposition {
    rank: u32,
    weight: f64,
    offer: String,
    space: String,
    at: String,
}

/// What offers are rendered with: what is the same for each, and what may still be spent.
#[derive(Debug)]
pub(super) struct Stage<'s> {
    pub(super) context: &'s CallContext,
    /// What is the same for every offer, made with the first.
    pub(super) shared: &'s mut Option<TemplateValues>,
    /// What templates may still cost.
    pub(super) meter: &'s mut Meter,
}

impl Stage<'_> {
    /// Gives what is proposed its content, and what the space's templates make of it. Says what they do not show.
    pub(super) fn fill_proposed(
        &mut self,
        proposed: &mut Proposed,
        notes: &mut Vec<Message>,
    ) -> Vec<Unfilled> {
        let offer = crate::model::split_address(&proposed.offer)
            .and_then(|(_, name)| self.context.environment.offer_named(name));
        let Some(offer) = offer else { return Vec::new() };
        let values = self.values(offer, proposed);
        let filled = self.render(offer, values);
        notes.extend(filled.problems);
        proposed.look = Arc::new(filled.look);
        filled.unfilled
    }

    /// What an offer looks like with these values, which are those of [`Self::values`] or as many of them as its templates
    /// name.
    pub(super) fn render(&mut self, offer: usize, mut values: TemplateValues) -> Filling {
        // They are copied for each offer: thousands of themes that thousands of offers inherit are paid for.
        self.meter.spend(bytes_of(self.context.inputs_for(offer).offer));
        let mut filling = Filling::default();
        self.fill_in(offer, &values, &mut filling);
        let space = Arc::clone(&self.context.space);
        let templates = space.templates.read(&space.space.rendering);
        for (name, value) in &filling.look.content {
            // What is HTML already is copied whether it is shown or not.
            let is_seen = name == "html" || names_any(templates, name);
            if is_seen && !ROOTS.contains(&name.as_str()) {
                values.put(name, value);
            }
        }
        let [html, text, xml] = templates;
        let mut show = |template: &Option<Result<Template, Message>>, of: TemplateOf| {
            self.fill(template.as_ref()?, of, &values, &mut filling)
        };
        let (html, text) = (show(html, TemplateOf::Html), show(text, TemplateOf::Text));
        let xml = show(xml, TemplateOf::Xml);
        filling.look.rendered = Rendered { html, text, xml };
        let address = &*self.context.environment.offers[offer].address;
        filling.problems.iter_mut().for_each(|problem| *problem = noted(address, problem));
        filling
    }

    /// The content fields on the space that are not empty. One that cannot be look in at all shows nothing:
    /// nobody sees the source of a template.
    fn fill_in(&mut self, offer: usize, values: &TemplateValues, filling: &mut Filling) {
        let space = &self.context.space.space.name;
        let plan = &self.context.environment.offers[offer];
        let shared = &plan.offer.content;
        for name in content::names(shared, space) {
            let Some(value) = content::field(shared, space, name) else { continue };
            let value = match value {
                Value::Text(source) => Value::Text(match plan.field_templates.of(shared, name, &source) {
                    None => source,
                    Some(template) => {
                        let of = TemplateOf::Field(name.to_owned());
                        self.fill(template, of, values, filling).unwrap_or_default()
                    }
                }),
                value => value,
            };
            filling.look.content.insert(name.to_owned(), value);
        }
    }

    /// What a template makes; nothing where it cannot be read or is given up.
    fn fill(
        &mut self,
        template: &Result<Template, Message>,
        of: TemplateOf,
        values: &TemplateValues,
        filling: &mut Filling,
    ) -> Option<String> {
        let filled = match template {
            Ok(template) => template.fill(values, self.meter),
            Err(problem) => Err(problem.clone()),
        };
        match filled {
            Ok(Filled { text, problems, faults }) => {
                filling.problems.extend(problems);
                filling.unfilled.extend(faults.into_iter().map(|fault| Unfilled {
                    template: of.clone(),
                    span: Some(fault.span),
                    problem: fault.problem,
                    kind: fault.kind,
                }));
                Some(text)
            }
            Err(problem) => {
                filling.problems.push(problem.clone());
                filling.unfilled.push(Unfilled { template: of, span: None, problem, kind: FaultKind::Fails });
                None
            }
        }
    }

    /// What the templates of an offer see, without its content: of whom is called and of the offer what they name.
    fn values(&mut self, offer: usize, proposed: &Proposed) -> TemplateValues {
        let context = self.context;
        let inputs = context.inputs_for(offer);
        let plan = &context.environment.offers[offer];
        let of_space = context.space.templates.read(&context.space.space.rendering);
        let names = |root: &str| {
            names_any(of_space, root) || plan.field_templates.any_names(&plan.offer.content, root)
        };
        let shared = self.shared.get_or_insert_with(|| blank(context));
        for (name, root) in [("profile", Root::Profile), ("call", Root::Call)] {
            if !shared.has(name) && names(name) {
                shared.put(name, &written(context, &inputs, root));
            }
        }
        let mut values = shared.clone();
        if names("offer") {
            values.put("offer", &written(context, &inputs, Root::Offer));
        }
        if names("proposition") {
            values.put("proposition", &proposition(context, offer, proposed));
        }
        values
    }
}

/// Whether one of the templates of a space names a variable.
fn names_any(templates: &[Option<Result<Template, Message>>; 3], name: &str) -> bool {
    templates.iter().flatten().flatten().any(|template| template.names_variable(name))
}

/// What is said of an offer of which something could not be filled in.
pub(super) fn noted(address: &str, problem: &Message) -> Message {
    Message::new("decision-render-problem").with("offer", address).with("problem", problem.clone())
}

/// What templates see of a proposition.
pub(super) fn proposition(context: &CallContext, offer: usize, proposed: &Proposed) -> impl Serialize {
    let environment = &context.environment;
    let at = context.at.to_zoned(environment.schema.zone().clone());
    Proposition {
        rank: proposed.rank,
        weight: proposed.final_weight,
        offer: environment.offers[offer].offer.name.clone(),
        space: context.space.space.name.clone(),
        at: crate::model::Moment::local(&at).to_string(),
    }
}

/// Nothing yet. Content fields may be left empty: which must not be is for a gate to say.
fn blank(context: &CallContext) -> TemplateValues {
    let mut values = TemplateValues::default();
    leave_content_empty(context, &mut values);
    values
}

/// Says which values are content fields: those may be left empty.
pub(super) fn leave_content_empty(context: &CallContext, values: &mut TemplateValues) {
    values.leave_empty_as(context.environment.found.blank.get_or_init(|| {
        let own = context.environment.schema.fields(Root::Offer).iter().map(|(name, _)| name.as_str());
        let mut blank = TemplateValues::default();
        own.chain(Content::STANDARD).for_each(|name| blank.leave_empty(name));
        blank
    }));
}

/// The values of a root, as a catalog writes them; missing ones are left out.
pub(super) fn written(context: &CallContext, inputs: &Inputs<'_>, root: Root) -> Values {
    written_at(context, inputs, root, 0..context.environment.schema.fields(root).len())
}

/// Those at some places.
pub(super) fn written_at(
    context: &CallContext,
    inputs: &Inputs<'_>,
    root: Root,
    slots: impl IntoIterator<Item = usize>,
) -> Values {
    let schema = &context.environment.schema;
    let fields = schema.fields(root);
    let value = |slot: usize| {
        let (name, field_type) = fields.get(slot)?;
        Some((name.clone(), inputs.get(root, slot)?.written_as(field_type, schema.zone())))
    };
    slots.into_iter().filter_map(value).collect()
}
