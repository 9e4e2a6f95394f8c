//! The form of an offer, and of an offer template: its *General* and *Eligibility* tabs. The tab *Content*
//! is in `content`.

use super::list::ListField;
use super::rule::RuleField;
use super::space::live_note_ui;
use super::{Form, content, offer_preview, step_name};
use crate::app::{Action, InnerTab};
use crate::document::Edit;
use crate::model::{Catalog, Entity, Offer, Ref, Space, Stage, label_or_name};
use crate::rule::Use;
use crate::ui::widgets::{Field, Icon, PickEvent, PickItem, Picker, icon_button, picker_row, row, section};
use egui::Ui;
use std::sync::Arc;

/// The offer as the entity that the form is of: an offer, or a template.
pub(super) fn entity(at: &Ref, offer: Offer) -> Entity {
    match at {
        Ref::Template(_) => Entity::Template(Arc::new(offer)),
        _ => Entity::Offer(Arc::new(offer)),
    }
}

pub(super) fn offer_ui(ui: &mut Ui, form: &mut Form<'_, '_>, offer: &Offer, tab: InnerTab) {
    live_note_ui(ui, form);
    match tab {
        InnerTab::Eligibility => eligibility_ui(ui, form, offer),
        InnerTab::Content => content::content_ui(ui, form, offer),
        InnerTab::Preview => offer_preview::preview_ui(ui, form),
        _ => general_ui(ui, form, offer),
    }
}

fn general_ui(ui: &mut Ui, form: &mut Form<'_, '_>, offer: &Offer) {
    let at = form.entity;
    let Offer {
        name: _,
        label,
        code,
        enabled,
        live_on,
        // On the tab Eligibility.
        period: _,
        target: _,
        weights: _,
        // On the tab Content.
        content: _,
        // Decided by approving and refusing, never typed.
        approval: _,
    } = offer;
    form.text_row(ui, ("label", "forms-label", "forms-label-tip"), label, |label| {
        entity(at, Offer { label, ..offer.clone() })
    });
    form.name_row(ui);
    form.text_row(ui, ("code", "offers-code", "offers-code-tip"), code, |code| {
        entity(at, Offer { code, ..offer.clone() })
    });
    form.check_row(ui, ("enabled", "offers-enabled", "offers-enabled-hint"), *enabled, |enabled| {
        entity(at, Offer { enabled, ..offer.clone() })
    });
    category_ui(ui, form, offer);
    let of_live = environment_of(form).is_some_and(|environment| environment.stage == Stage::Live);
    if of_live || !live_on.is_empty() {
        let list = ListField {
            key: "live_on",
            label: "offers-live-on",
            empty: "offers-live-on-none",
            hint: "offers-live-on-hint",
        };
        let items: Vec<PickItem> = spaces_of(form).into_iter().map(item_of_space).collect();
        form.list_row(ui, list, live_on, &items, |live_on| entity(at, Offer { live_on, ..offer.clone() }));
    }
}

fn environment_of<'a>(form: &Form<'a, '_>) -> Option<&'a Arc<crate::model::Environment>> {
    form.ctx.catalog().environment(form.entity.environment()?)
}

/// The spaces on which the offer may appear; a template's offers may appear on any.
pub(super) fn spaces_of<'a>(form: &Form<'a, '_>) -> Vec<&'a Space> {
    if let Some(environment) = environment_of(form) {
        return environment.spaces.iter().map(AsRef::as_ref).collect();
    }
    let mut spaces: Vec<&Space> = Vec::new();
    for space in form.ctx.catalog().environments.iter().flat_map(|environment| &environment.spaces) {
        if spaces.iter().all(|known| known.name != space.name) {
            spaces.push(space);
        }
    }
    spaces
}

pub(super) fn item_of_space(space: &Space) -> PickItem {
    PickItem {
        id: space.name.clone(),
        label: label_or_name(&space.label, &space.name).to_owned(),
        detail: space.name.clone(),
    }
}

/// The category that the offer is in, with its path; another one takes the offer.
fn category_ui(ui: &mut Ui, form: &mut Form<'_, '_>, offer: &Offer) {
    let Ref::Offer(at, name) = form.entity else { return };
    let Some(environment) = form.ctx.catalog().environment(at) else { return };
    let Some((category, _)) = environment.offer(name) else { return };
    let items = form.kept(ui, ("categories", at), |catalog| categories_of(catalog, at));
    let (title, tip) = (form.text("domain-category"), form.text("offers-category-tip"));
    let event = if form.enabled {
        let picker = Picker::new(&items, form.ctx.language).go_to();
        picker_row(ui, Field::new(&title).key("category").tip(&tip), picker, Some(&category.name))
    } else {
        fixed_category_ui(ui, form, &title, &items, &category.name)
    };
    match event {
        Some(PickEvent::Chosen(chosen)) if chosen != category.name => {
            let index = environment.category(&chosen).map_or(0, |category| category.offers.len());
            let parent = Ref::Category(at.clone(), chosen);
            form.actions.push(Action::Edit {
                edit: Edit::Move { what: form.entity.clone(), parent, index },
                name: step_name("domain-category", label_or_name(&offer.label, &offer.name)),
                field: None,
            });
        }
        Some(PickEvent::GoTo(category)) => {
            form.actions.push(Action::Open(Ref::Category(at.clone(), category)));
        }
        _ => {}
    }
}

/// The category of an offer that cannot be moved, with the way there.
fn fixed_category_ui(
    ui: &mut Ui,
    form: &Form<'_, '_>,
    title: &str,
    items: &[PickItem],
    category: &str,
) -> Option<PickEvent> {
    let path = items.iter().find(|item| item.id == category).map_or(category, |item| &item.label);
    let mut event = None;
    row(ui, Field::new(title).key("category"), |ui| {
        ui.horizontal(|ui| {
            ui.label(path);
            if icon_button(ui, Icon::GoTo, &form.text("kit-go-to")).clicked() {
                event = Some(PickEvent::GoTo(category.to_owned()));
            }
        })
        .response
    });
    event
}

/// The categories of an environment, each named with its path.
fn categories_of(catalog: &Catalog, environment: &str) -> Vec<PickItem> {
    let mut items = Vec::new();
    if let Some(environment) = catalog.environment(environment) {
        environment.walk_categories(|above, category| {
            let path = above.iter().copied().chain([category]);
            let path: Vec<&str> = path.map(|it| label_or_name(&it.label, &it.name)).collect();
            items.push(PickItem {
                id: category.name.clone(),
                label: path.join(" › "),
                detail: category.name.clone(),
            });
        });
    }
    items
}

fn eligibility_ui(ui: &mut Ui, form: &mut Form<'_, '_>, offer: &Offer) {
    let at = form.entity;
    let Offer { period, target, weights, .. } = offer;
    super::summary::summary_ui(ui, form);
    section(ui, &form.text("forms-period"));
    form.period_rows(ui, "period", period, |period| entity(at, Offer { period, ..offer.clone() }));
    section(ui, &form.text("offers-section-who"));
    let schema = form.schema(ui);
    let field =
        RuleField { key: "target", label: "forms-target", hint: "forms-target-hint", usage: Use::Target };
    form.rule_row(ui, field, &schema, target, |target| entity(at, Offer { target, ..offer.clone() }));
    form.weights_ui(ui, weights, |weights| entity(at, Offer { weights, ..offer.clone() }));
}
