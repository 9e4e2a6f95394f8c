//! What the pickers of contacts and scenarios choose from: offers, spaces, categories and themes of all
//! environments, kept until one of them changes; and the words of what a proposition can become.

use super::Form;
use crate::app::Action;
use crate::model::{Catalog, FolderContent, Ref, Status, split_address};
use crate::ui::ctx::UiCtx;
use crate::ui::labels::label_or_name;
use crate::ui::memo::{Same, memo};
use crate::ui::widgets::{Field, PickEvent, PickItem, Picker, picker_row};
use egui::{Id, Ui};
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// The choices of one catalog.
#[derive(Debug, Default)]
pub(in crate::ui) struct Choices {
    /// Every offer, by `"ENV/OFFER"`.
    pub(in crate::ui) offers: Vec<PickItem>,
    /// Every space, by `"ENV/SPACE"`.
    pub(in crate::ui) spaces: Vec<PickItem>,
    /// Every name of a category: a call lists those of several environments.
    pub(in crate::ui) categories: Vec<PickItem>,
    /// Every theme.
    pub(in crate::ui) themes: Vec<PickItem>,
    /// What can be proposed to the contacts of a dimension, by its name.
    of_dimension: HashMap<String, Proposable>,
}

/// What can be proposed to the contacts of one dimension.
#[derive(Debug, Default)]
pub(super) struct Proposable {
    /// The offers of its environments, by `"ENV/OFFER"`.
    pub(super) offers: Vec<PickItem>,
    /// The spaces of its environments, by `"ENV/SPACE"`.
    pub(super) spaces: Vec<PickItem>,
    /// An offer and a space of one environment, by their addresses: the first that there are.
    pub(super) first: Option<(String, String)>,
}

impl Choices {
    /// The choices of the catalog as it stands.
    pub(in crate::ui) fn of(ui: &Ui, ctx: &UiCtx<'_>) -> Arc<Self> {
        let id = Id::unique("choices of forms");
        let catalog = ctx.catalog();
        // Most edits leave nearly all environments as they are.
        let of: Vec<_> = catalog.environments.iter().map(Same::of).collect();
        memo(ui, id, of, |_| Self::build(catalog))
    }

    /// What can be proposed to the contacts of a dimension.
    pub(super) fn of_dimension(&self, dimension: &str) -> Option<&Proposable> {
        self.of_dimension.get(dimension)
    }

    fn build(catalog: &Catalog) -> Self {
        let mut choices = Self::default();
        let mut categories: BTreeMap<String, PickItem> = BTreeMap::new();
        let mut themes: BTreeMap<String, PickItem> = BTreeMap::new();
        for environment in &catalog.environments {
            let within = label_or_name(&environment.label, &environment.name);
            let item = |id: String, label: &str, name: &str| PickItem {
                id,
                label: label_or_name(label, name).to_owned(),
                detail: within.to_owned(),
            };
            let address = |name: &str| format!("{}/{name}", environment.name);
            let (offers_before, spaces_before) = (choices.offers.len(), choices.spaces.len());
            choices
                .spaces
                .extend(environment.spaces.iter().map(|it| item(address(&it.name), &it.label, &it.name)));
            environment.walk_categories(|_, category| {
                let own = || item(category.name.clone(), &category.label, &category.name);
                categories.entry(category.name.clone()).or_insert_with(own);
                for theme in &category.themes {
                    themes.entry(theme.clone()).or_insert_with(|| item(theme.clone(), theme, theme));
                }
                choices
                    .offers
                    .extend(category.offers.iter().map(|it| item(address(&it.name), &it.label, &it.name)));
            });
            let own = choices.of_dimension.entry(environment.targeting_dimension.clone()).or_default();
            own.add(&choices.offers[offers_before..], &choices.spaces[spaces_before..]);
        }
        choices.categories = categories.into_values().collect();
        choices.themes = themes.into_values().collect();
        choices
    }
}

impl Proposable {
    /// Adds what an environment has.
    fn add(&mut self, offers: &[PickItem], spaces: &[PickItem]) {
        if let (None, Some(offer), Some(space)) = (&self.first, offers.first(), spaces.first()) {
            self.first = Some((offer.id.clone(), space.id.clone()));
        }
        self.offers.extend_from_slice(offers);
        self.spaces.extend_from_slice(spaces);
    }
}

/// The label of the item of that id; the id where there is none.
pub(super) fn label_of<'a>(items: &'a [PickItem], id: &'a str) -> &'a str {
    items.iter().find(|item| item.id == id).map_or(id, |item| &item.label)
}

/// What an address `"ENV/NAME"` refers to.
#[derive(Debug, Clone, Copy)]
pub(super) enum AddressOf {
    Offer,
    Space,
}

impl Form<'_, '_> {
    /// A picker of an offer or a space by its address. Returns what was chosen.
    pub(super) fn address_row(
        &mut self,
        ui: &mut Ui,
        field: Field<'_>,
        kind: AddressOf,
        items: &[PickItem],
        chosen: &str,
    ) -> Option<String> {
        let picker = Picker::new(items, self.ctx.language).go_to();
        let chosen = (!chosen.is_empty()).then_some(chosen);
        match picker_row(ui, field.enabled(self.enabled), picker, chosen)? {
            PickEvent::Chosen(address) => Some(address),
            PickEvent::GoTo(address) => {
                let (environment, name) = split_address(&address)?;
                let (environment, name) = (environment.to_owned(), name.to_owned());
                self.actions.push(Action::go_to(match kind {
                    AddressOf::Offer => Ref::Offer(environment, name),
                    AddressOf::Space => Ref::Space(environment, name),
                }));
                None
            }
            PickEvent::Cleared | PickEvent::New(_) => None,
        }
    }

    /// A picker of what becomes of a proposition. Returns what was chosen.
    pub(super) fn status_row(&self, ui: &mut Ui, field: Field<'_>, status: Status) -> Option<Status> {
        let items = Status::ALL.map(|status| PickItem {
            id: status.rule_name().to_owned(),
            label: self.text(status_label(status)),
            detail: String::new(),
        });
        let picker = Picker::new(&items, self.ctx.language);
        match picker_row(ui, field.enabled(self.enabled), picker, Some(status.rule_name())) {
            Some(PickEvent::Chosen(id)) => Status::ALL.into_iter().find(|status| status.rule_name() == id),
            _ => None,
        }
    }
}

/// The message of a status.
pub(in crate::ui) fn status_label(status: Status) -> &'static str {
    match status {
        Status::Generated => "contacts-status-generated",
        Status::Presented => "contacts-status-presented",
        Status::Interested => "contacts-status-interested",
        Status::Accepted => "contacts-status-accepted",
        Status::Scheduled => "contacts-status-scheduled",
        Status::Rejected => "contacts-status-rejected",
    }
}

/// The folders for visitors; the detail says where each stands.
pub(super) fn folder_items(catalog: &Catalog) -> Vec<PickItem> {
    let folders = catalog.folders.iter().filter(|folder| folder.holds == FolderContent::Visitors);
    folders
        .map(|folder| PickItem {
            id: folder.name.clone(),
            label: label_or_name(&folder.label, &folder.name).to_owned(),
            detail: folder
                .parent
                .as_deref()
                .and_then(|parent| catalog.folder(parent))
                .map(|parent| label_or_name(&parent.label, &parent.name).to_owned())
                .unwrap_or_default(),
        })
        .collect()
}
