//! The form of an offer, and of an offer template: its *General* and *Eligibility* tabs. The tab *Content*
//! is in `content`.

use super::entities::offer as entity;
use super::on_spaces::{environment_of, item_of_space, spaces_of};
use super::ordinary::field;
use super::space::live_note_ui;
use super::{Form, approval, content, coverage, offer_preview, step_name};
use crate::app::{Action, InnerTab};
use crate::document::Edit;
use crate::model::{Catalog, Offer, Ref, Stage};
use crate::text::Message;
use crate::ui::labels::label_or_name;
use crate::ui::widgets::{Field, Icon, PickEvent, PickItem, Picker, icon_button, picker_row, row, section};
use egui::Ui;

pub(super) fn offer_ui(ui: &mut Ui, form: &mut Form<'_, '_>, offer: &Offer, tab: InnerTab) {
    let at = form.entity;
    live_note_ui(ui, form);
    match tab {
        InnerTab::Preview => return offer_preview::preview_ui(ui, form),
        InnerTab::Approval => return approval::approval_ui(ui, form, offer),
        InnerTab::Eligibility => super::summary::summary_ui(ui, form),
        _ => {}
    }
    if tab == InnerTab::Eligibility {
        coverage::coverage_ui(ui, form);
    }
    form.rows_ui(ui, tab, |ui, form, field| {
        match field {
            "enabled" => {
                form.field_row(ui, field!(Offer.enabled));
                category_ui(ui, form, offer);
            }
            "period" => {
                section(ui, &form.text("forms-period"));
                let put = |period| entity(at, Offer { period, ..offer.clone() });
                form.period_rows(ui, "period", &offer.period, put);
            }
            "target" => {
                section(ui, &form.text("offers-section-who"));
                form.field_row(ui, field!(Offer.target));
            }
            "weights" => {
                form.weights_ui(ui, &offer.weights, |weights| entity(at, Offer { weights, ..offer.clone() }));
            }
            "content" => content::content_ui(ui, form, offer),
            // Decided by approving and refusing, never typed.
            "approval" => {}
            "live_on" => live_on_ui(ui, form, offer),
            _ => return false,
        }
        true
    });
    if tab == InnerTab::Eligibility {
        super::receivers::receivers_ui(ui, form);
    }
}

/// The spaces that an offer of a Live environment is live on; on others only to take them away.
fn live_on_ui(ui: &mut Ui, form: &mut Form<'_, '_>, offer: &Offer) {
    let at = form.entity;
    let of_live = environment_of(form).is_some_and(|environment| environment.stage == Stage::Live);
    if of_live || !offer.live_on.is_empty() {
        let items: Vec<PickItem> = spaces_of(form).into_iter().map(item_of_space).collect();
        let put = |live_on| entity(at, Offer { live_on, ..offer.clone() });
        form.list_row(ui, &["live_on"], "offers-live-on-none", &offer.live_on, &items, put);
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
            form.actions.push(Action::go_to(Ref::Category(at.clone(), category)));
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
            let go_to = form.ctx.say(&Message::new("kit-go-to-named").with("label", path));
            if icon_button(ui, Icon::GoTo, &go_to).clicked() {
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
