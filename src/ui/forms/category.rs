//! The form of a category: its *General* and *Eligibility* tabs.

use super::ordinary::field;
use super::space::live_note_ui;
use super::{Form, widgets};
use crate::app::InnerTab;
use crate::model::{Catalog, Category, Entity, Multiplier, Period, Step};
use crate::ui::widgets::{Field, PickItem, number_row, section};
use egui::Ui;
use std::collections::BTreeSet;
use std::sync::Arc;

fn entity(category: Category) -> Entity {
    Entity::Category(Arc::new(category))
}

pub(super) fn category_ui(ui: &mut Ui, form: &mut Form<'_, '_>, category: &Category, tab: InnerTab) {
    live_note_ui(ui, form);
    form.rows_ui(ui, tab, |ui, form, field| {
        match field {
            "themes" => themes_ui(ui, form, category),
            "period" => {
                section(ui, &form.text("forms-period"));
                let put = |period| entity(Category { period, ..category.clone() });
                form.period_rows(ui, "period", &category.period, put);
            }
            "target" => {
                section(ui, &form.text("offers-section-who"));
                form.field_row(ui, field!(Category.target));
            }
            "multiplier" => {
                section(ui, &form.text("offers-multiplier"));
                multiplier_ui(ui, form, category, category.multiplier.as_ref());
            }
            "weights" => {
                form.weights_ui(ui, &category.weights, |weights| {
                    entity(Category { weights, ..category.clone() })
                });
            }
            _ => return false,
        }
        true
    });
}

fn themes_ui(ui: &mut Ui, form: &mut Form<'_, '_>, category: &Category) {
    let environment = form.entity.environment();
    let known = environment.map(|name| form.kept(ui, ("themes", name), |catalog| themes_of(catalog, name)));
    let items = known.as_ref().map(|known| known.as_slice()).unwrap_or_default();
    let new = Some("offers-theme-new");
    form.free_list_row(ui, &["themes"], ("offers-themes-none", new), &category.themes, items, |themes| {
        entity(Category { themes, ..category.clone() })
    });
}

/// The themes of all categories of an environment, each once.
fn themes_of(catalog: &Catalog, environment: &str) -> Vec<PickItem> {
    let mut themes = BTreeSet::new();
    if let Some(environment) = catalog.environment(environment) {
        environment.walk_categories(|_, category| themes.extend(category.themes.iter().cloned()));
    }
    let item = |theme: String| PickItem { id: theme.clone(), label: theme, detail: String::new() };
    themes.into_iter().map(item).collect()
}

/// What the weights of its offers are multiplied by, and when; revealed by a check box.
fn multiplier_ui(ui: &mut Ui, form: &mut Form<'_, '_>, category: &Category, current: Option<&Multiplier>) {
    let with = |multiplier| entity(Category { multiplier, ..category.clone() });
    let (title, hint) = (form.text("offers-multiplier-on"), form.text("offers-multiplier-hint"));
    let mut on = current.is_some();
    let field = Field::new(&title).key("multiplier").hint(&hint).enabled(form.enabled);
    if widgets::check_row(ui, field, &mut on).changed() {
        let new = || Multiplier { value: 1.0, period: Period::default() };
        form.put(with(on.then(new)), "multiplier", "offers-multiplier", false);
    }
    let Some(multiplier) = current else { return };
    let path = |field| [Step::Field("multiplier"), Step::Field(field)];
    let (title, issues) = (form.text("offers-multiplier-value"), form.issues_at(&path("value")));
    let tip = form.text("offers-multiplier-value-tip");
    let field = Field::new(&title).key("value").tip(&tip).issues(&issues).enabled(form.enabled);
    let mut value = multiplier.value;
    // The whole range: what the file has is shown as it is, and checking says what is wrong with it.
    let response = number_row(ui, field, &mut value, f64::MIN..=f64::MAX, "", form.ctx.language);
    if response.changed() {
        let changed = with(Some(Multiplier { value, ..multiplier.clone() }));
        form.put(changed, "multiplier", "offers-multiplier", true);
    }
    form.settle_number(&response);
    form.lead_to_place(ui, &path("value"), &response);
    form.period_rows_at(ui, "multiplier", &path("period"), &multiplier.period, |period| {
        with(Some(Multiplier { period, ..multiplier.clone() }))
    });
}
