//! What the pane's inputs offer to choose from: kept until the catalog, or what is asked of it, changes.

use crate::model::{Catalog, Environment, Example, Field, FieldType, Stage};
use crate::text::{Language, Message};
use crate::ui::ctx::UiCtx;
use crate::ui::labels::{contact_title, label_or_name};
use crate::ui::memo::{Same, memo};
use crate::ui::widgets::PickItem;
use egui::{Id, Ui};
use std::sync::Arc;

/// The choices of the inputs.
pub(super) struct Lists {
    /// The contacts that the asked space, or the one it falls back on, can identify.
    pub(super) people: Vec<PickItem>,
    /// Every space, by address.
    pub(super) spaces: Vec<PickItem>,
    /// The call data to fill in; whether the environments declare it.
    pub(super) fields: Vec<(Field, bool)>,
    /// The examples of call data.
    pub(super) examples: Vec<Example>,
}

/// What the choices follow from, beside the catalog.
#[derive(PartialEq)]
struct Key {
    language: Language,
    space: Option<String>,
    who: Option<usize>,
    answered_by: Option<String>,
    sent: Vec<String>,
}

impl Lists {
    /// The choices as they are now.
    pub(super) fn of(ui: &Ui, ctx: &UiCtx<'_>) -> Arc<Self> {
        let id = Id::unique("preview lists");
        let catalog = ctx.catalog();
        memo(ui, id, (Same::of(catalog), Key::of(ctx)), |(_, key)| Self::build(catalog, key))
    }

    fn build(catalog: &Catalog, key: &Key) -> Self {
        let asked = key.space.as_deref().and_then(|space| catalog.space_at(space));
        let linked = asked.and_then(|(_, space)| space.linked_anonymous_space.as_deref());
        let linked = linked.and_then(|address| catalog.space_at(address));
        let answering = key.answered_by.as_deref().and_then(|space| catalog.space_at(space));
        let environment =
            |found: Option<_>| found.map(|(environment, _): (&Arc<Environment>, _)| environment);
        let [asked, linked, answering] = [asked, linked, answering].map(environment);
        let dimensions: Vec<&str> =
            [asked, linked].into_iter().flatten().map(|it| it.targeting_dimension.as_str()).collect();
        let declaring: Vec<&Environment> =
            [asked, answering].into_iter().flatten().map(AsRef::as_ref).collect();
        Self {
            people: people(catalog, &dimensions, key.who),
            spaces: spaces(catalog, key.language),
            fields: fields(&declaring, &key.sent),
            examples: examples(&declaring),
        }
    }
}

impl Key {
    fn of(ctx: &UiCtx<'_>) -> Self {
        let preview = &ctx.app.preview();
        let decision = preview.decision().and_then(|answer| answer.as_ref().ok());
        Self {
            language: ctx.language,
            space: preview.space().map(str::to_owned),
            who: preview.who(),
            answered_by: decision.map(|decision| decision.answered_by.clone()),
            sent: preview.data().keys().cloned().collect(),
        }
    }
}

/// The contacts of these dimensions, and the chosen one whatever it is.
fn people(catalog: &Catalog, dimensions: &[&str], chosen: Option<usize>) -> Vec<PickItem> {
    let shown = |index: usize, dimension: &str| chosen == Some(index) || dimensions.contains(&dimension);
    let contacts = catalog.contacts.iter().enumerate();
    let contacts = contacts.filter(|(index, contact)| shown(*index, &contact.dimension));
    contacts
        .map(|(index, contact)| {
            let dimension = catalog.dimension(&contact.dimension);
            let label = dimension.map_or("", |dimension| &dimension.label);
            PickItem {
                id: index.to_string(),
                label: contact_title(contact, catalog),
                detail: label_or_name(label, &contact.dimension).to_owned(),
            }
        })
        .collect()
}

fn spaces(catalog: &Catalog, language: Language) -> Vec<PickItem> {
    let mut items = Vec::new();
    for environment in &catalog.environments {
        let label = label_or_name(&environment.label, &environment.name);
        let detail = match environment.stage {
            Stage::Live => language.say_briefly(&Message::new("preview-live").with("environment", label)),
            Stage::Design { .. } => label.to_owned(),
        };
        items.extend(environment.spaces.iter().map(|space| PickItem {
            id: format!("{}/{}", environment.name, space.name),
            label: label_or_name(&space.label, &space.name).to_owned(),
            detail: detail.clone(),
        }));
    }
    items
}

/// The call data that the environments declare, then what is sent beside it.
fn fields(declaring: &[&Environment], sent: &[String]) -> Vec<(Field, bool)> {
    let mut fields: Vec<(Field, bool)> = Vec::new();
    for field in declaring.iter().flat_map(|environment| &environment.call_data) {
        if fields.iter().all(|(known, _)| known.name != field.name) {
            fields.push((field.clone(), true));
        }
    }
    for name in sent {
        if fields.iter().all(|(known, _)| known.name != *name) {
            let field = Field { name: name.clone(), label: String::new(), field_type: FieldType::Text };
            fields.push((field, false));
        }
    }
    fields
}

/// The examples, each set of values once.
fn examples(declaring: &[&Environment]) -> Vec<Example> {
    let mut examples: Vec<Example> = Vec::new();
    for example in declaring.iter().flat_map(|environment| &environment.call_data_examples) {
        if examples.iter().all(|known| known.values != example.values) {
            examples.push(example.clone());
        }
    }
    examples
}
