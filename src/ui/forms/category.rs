//! The form of a category: its *General* and *Eligibility* tabs.

use super::list::ListField;
use super::rule::RuleField;
use super::space::live_note_ui;
use super::{Form, widgets};
use crate::app::InnerTab;
use crate::model::{Catalog, Category, Entity, Multiplier, Period, Step};
use crate::rule::Use;
use crate::ui::widgets::{Field, PickItem, number_row, section};
use egui::Ui;
use std::collections::BTreeSet;
use std::sync::Arc;

fn entity(category: Category) -> Entity {
    Entity::Category(Arc::new(category))
}

pub(super) fn category_ui(ui: &mut Ui, form: &mut Form<'_, '_>, category: &Category, tab: InnerTab) {
    live_note_ui(ui, form);
    match tab {
        InnerTab::Eligibility => eligibility_ui(ui, form, category),
        _ => general_ui(ui, form, category),
    }
}

fn general_ui(ui: &mut Ui, form: &mut Form<'_, '_>, category: &Category) {
    let Category {
        name: _,
        label,
        enabled,
        themes,
        always_recommended,
        // On the tab Eligibility.
        period: _,
        target: _,
        multiplier: _,
        weights: _,
        // In the explorer.
        categories: _,
        offers: _,
    } = category;
    form.text_row(ui, ("label", "forms-label", "forms-label-tip"), label, |label| {
        entity(Category { label, ..category.clone() })
    });
    form.name_row(ui);
    form.check_row(ui, ("enabled", "offers-enabled", "offers-category-enabled-hint"), *enabled, |enabled| {
        entity(Category { enabled, ..category.clone() })
    });
    let known = form
        .entity
        .environment()
        .map(|name| form.kept(ui, ("themes", name), |catalog| themes_of(catalog, name)));
    let list = ListField {
        key: "themes",
        label: "domain-themes",
        empty: "offers-themes-none",
        hint: "offers-themes-hint",
    };
    let items = known.as_ref().map(|known| known.as_slice()).unwrap_or_default();
    form.free_list_row(ui, list, Some("offers-theme-new"), themes, items, |themes| {
        entity(Category { themes, ..category.clone() })
    });
    let row = ("always_recommended", "offers-always-recommended", "offers-always-recommended-hint");
    form.check_row(ui, row, *always_recommended, |always_recommended| {
        entity(Category { always_recommended, ..category.clone() })
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

fn eligibility_ui(ui: &mut Ui, form: &mut Form<'_, '_>, category: &Category) {
    let Category { period, target, multiplier, weights, .. } = category;
    section(ui, &form.text("forms-period"));
    form.period_rows(ui, "period", period, |period| entity(Category { period, ..category.clone() }));
    let schema = form.schema(ui);
    let field =
        RuleField { key: "target", label: "forms-target", hint: "forms-target-hint", usage: Use::Target };
    section(ui, &form.text("offers-section-who"));
    form.rule_row(ui, field, &schema, target, |target| entity(Category { target, ..category.clone() }));
    section(ui, &form.text("offers-multiplier"));
    multiplier_ui(ui, form, category, multiplier.as_ref());
    form.weights_ui(ui, weights, |weights| entity(Category { weights, ..category.clone() }));
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
