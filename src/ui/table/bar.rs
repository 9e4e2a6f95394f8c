//! What stands above the table: what is shown of the offers, how many there are, and what is done with those
//! that are chosen.

use super::ShownColumn;
use crate::app::{Action, AskReview, Column, ExplorerAction, Filter, Sheet, TableAction};
use crate::model::{ApprovalState, Catalog, Ref, Stage, Verdict};
use crate::text::Message;
use crate::ui::ctx::{Actions, UiCtx};
use crate::ui::labels::{label_or_name, short_label};
use crate::ui::memo::{Same, memo};
use crate::ui::theme::tokens;
use crate::ui::widgets::{Button, Icon, PickEvent, PickItem, Picker, check_box, icon_button, menu};
use egui::{Align2, Id, Popup, PopupCloseBehavior, RichText, ScrollArea, TextEdit, Ui, vec2};
use std::sync::Arc;

/// Below this width, in steps, filters are narrower: rows of offers are what the table is for.
const NARROW_STEPS: f32 = 150.0;

pub(super) fn bar_ui(
    ui: &mut Ui,
    ctx: &UiCtx<'_>,
    scope: &Ref,
    sheet: &Sheet,
    columns: &[ShownColumn],
    actions: &mut Actions,
) {
    let size = &tokens(ui).size;
    ui.spacing_mut().item_spacing = vec2(size.steps(2.0), size.steps(1.5));
    ui.horizontal_wrapped(|ui| {
        let mut filter = sheet.filter.clone();
        text_ui(ui, ctx, &mut filter);
        enabled_ui(ui, ctx, &mut filter);
        category_ui(ui, ctx, scope, &mut filter);
        approval_ui(ui, ctx, scope, &mut filter);
        problems_ui(ui, ctx, &mut filter);
        if filter != sheet.filter {
            actions.push(Action::Table(TableAction::Filter(filter)));
        }
        columns_ui(ui, ctx, columns, actions);
    });
    // As high as its buttons before there are any: rows must not move under the pointer that chooses them.
    ui.horizontal(|ui| {
        ui.set_min_height(size.control);
        count_ui(ui, ctx, sheet);
        chosen_ui(ui, ctx, sheet, actions);
    });
}

fn text_ui(ui: &mut Ui, ctx: &UiCtx<'_>, filter: &mut Filter) {
    let size = &tokens(ui).size;
    let name = ctx.text("table-filter");
    let edit = TextEdit::singleline(&mut filter.text).id(Id::unique("table filter")).hint_text(name.as_str());
    let steps = if is_narrow(ui) { 36.0 } else { 48.0 };
    let wanted = vec2(size.steps(steps).min(ui.available_width()), size.control);
    let response = ui.add_sized(wanted, edit.align(Align2::LEFT_CENTER));
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_label(name.as_str()));
    if !filter.text.is_empty() && icon_button(ui, Icon::Close, &ctx.text("table-clear")).clicked() {
        filter.text.clear();
    }
}

/// Whether the filters have to make do with two lines of little room.
fn is_narrow(ui: &Ui) -> bool {
    ui.max_rect().width() < tokens(ui).size.steps(NARROW_STEPS)
}

/// A picker as wide as its texts need.
fn pick(ui: &mut Ui, picker: Picker<'_>, name: &str, chosen: Option<&str>) -> Option<PickEvent> {
    let size = &tokens(ui).size;
    let steps = if is_narrow(ui) { 36.0 } else { 44.0 };
    ui.allocate_ui(vec2(size.steps(steps), size.control), |ui| picker.show(ui, name, chosen)).inner
}

fn enabled_ui(ui: &mut Ui, ctx: &UiCtx<'_>, filter: &mut Filter) {
    let item =
        |id: &str, label: &str| PickItem { id: id.to_owned(), label: ctx.text(label), detail: String::new() };
    let items = [item("on", "table-only-enabled"), item("off", "table-only-disabled")];
    let any = ctx.text("table-any-enabled");
    let picker = Picker::new(&items, ctx.language).none(&any).placeholder(&any);
    let chosen = filter.enabled.map(|on| if on { "on" } else { "off" });
    match pick(ui, picker, &ctx.text("offers-enabled"), chosen) {
        Some(PickEvent::Chosen(id)) => filter.enabled = Some(id == "on"),
        Some(PickEvent::Cleared) => filter.enabled = None,
        _ => {}
    }
}

/// The state of the approval, in a Design environment.
fn approval_ui(ui: &mut Ui, ctx: &UiCtx<'_>, scope: &Ref, filter: &mut Filter) {
    let environment = scope.environment().and_then(|name| ctx.catalog().environment(name));
    if environment.is_none_or(|environment| environment.stage == Stage::Live) {
        return;
    }
    let states = [
        (ApprovalState::Waiting, "approval-only-waiting"),
        (ApprovalState::Rejected, "approval-only-rejected"),
        (ApprovalState::Approved, "approval-only-approved"),
    ];
    let item = |(_, id): &(ApprovalState, &str)| PickItem {
        id: (*id).to_owned(),
        label: ctx.text(id),
        detail: String::new(),
    };
    let items: Vec<PickItem> = states.iter().map(item).collect();
    let any = ctx.text("approval-any");
    let picker = Picker::new(&items, ctx.language).none(&any).placeholder(&any);
    let chosen = states.iter().find(|(state, _)| filter.approval == Some(*state)).map(|(_, id)| *id);
    match pick(ui, picker, &ctx.text("compare-approval"), chosen) {
        Some(PickEvent::Chosen(id)) => {
            filter.approval = states.iter().find(|(_, own)| *own == id).map(|(state, _)| *state);
        }
        Some(PickEvent::Cleared) => filter.approval = None,
        _ => {}
    }
}

fn category_ui(ui: &mut Ui, ctx: &UiCtx<'_>, scope: &Ref, filter: &mut Filter) {
    let items = kept_categories(ui, ctx, scope);
    if items.len() < 2 {
        return;
    }
    let any = ctx.text("table-any-category");
    let picker = Picker::new(&items, ctx.language).none(&any).placeholder(&any);
    match pick(ui, picker, &ctx.text("domain-category"), filter.category.as_deref()) {
        Some(PickEvent::Chosen(id)) => filter.category = Some(id),
        Some(PickEvent::Cleared) => filter.category = None,
        _ => {}
    }
}

/// The categories of a table, each named with its path: made once for each state of the catalog.
fn kept_categories(ui: &Ui, ctx: &UiCtx<'_>, scope: &Ref) -> Arc<Vec<PickItem>> {
    let (id, catalog) = (Id::unique(("table categories", scope)), ctx.catalog());
    memo(ui, id, Same::of(catalog), |_| categories(catalog, scope))
}

fn categories(catalog: &Catalog, scope: &Ref) -> Vec<PickItem> {
    let mut items = Vec::new();
    let Some(environment) = scope.environment().and_then(|name| catalog.environment(name)) else {
        return items;
    };
    let root = if let Ref::Category(_, name) = scope { Some(name) } else { None };
    environment.walk_categories(|above, category| {
        let path: Vec<_> = above.iter().copied().chain([category]).collect();
        if root.is_none_or(|root| path.iter().any(|it| it.name == *root)) {
            let path: Vec<&str> = path.iter().map(|it| label_or_name(&it.label, &it.name)).collect();
            items.push(PickItem {
                id: category.name.clone(),
                label: path.join(" › "),
                detail: category.name.clone(),
            });
        }
    });
    items
}

fn problems_ui(ui: &mut Ui, ctx: &UiCtx<'_>, filter: &mut Filter) {
    check_box(ui, &mut filter.problems, &ctx.text("table-only-problems"));
}

/// A menu with a box for each column.
fn columns_ui(ui: &mut Ui, ctx: &UiCtx<'_>, columns: &[ShownColumn], actions: &mut Actions) {
    let text = ctx.text("table-columns");
    let button = ui.add(Button::secondary(&text).icon(Icon::Table));
    let popup = Popup::from_toggle_button_response(&button);
    menu(popup.close_behavior(PopupCloseBehavior::CloseOnClickOutside), |ui| {
        let size = &tokens(ui).size;
        ui.set_min_width(size.steps(50.0));
        ScrollArea::vertical().max_height(size.row * 16.0).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            for column in Column::all(ctx.catalog()) {
                let mut on = columns.iter().any(|shown| shown.column == column);
                let heading = column.heading(ctx.catalog(), ctx.language);
                // A table without columns would have no way back.
                let last = on && columns.len() == 1;
                let changed = ui
                    .add_enabled_ui(!last, |ui| check_box(ui, &mut on, short_label(&heading)).changed())
                    .inner;
                if changed {
                    actions.push(Action::Table(TableAction::Show(column, on)));
                }
            }
        });
    });
}

fn count_ui(ui: &mut Ui, ctx: &UiCtx<'_>, sheet: &Sheet) {
    let Some(rows) = ctx.app.table_rows() else { return };
    let count = if sheet.filter.is_empty() {
        Message::new("table-count").with("count", rows.total)
    } else {
        Message::new("table-count-of").with("shown", rows.shown.len()).with("count", rows.total)
    };
    let tokens = tokens(ui);
    let mut text = ctx.say(&count);
    if sheet.chosen_count() > 0 {
        let chosen = ctx.say(&Message::new("table-chosen").with("count", sheet.chosen_count()));
        text = format!("{text} · {chosen}");
    }
    ui.label(RichText::new(text).color(tokens.color.text_muted));
}

/// What can be done with what is chosen: buttons, of which only the icons are seen where texts have no room.
fn chosen_ui(ui: &mut Ui, ctx: &UiCtx<'_>, sheet: &Sheet, actions: &mut Actions) {
    if sheet.chosen_count() == 0 {
        return;
    }
    let live = ctx.app.table_rows().is_some_and(|rows| rows.live);
    let of_table = |icon, id, action| (icon, id, Press::Table(action));
    let mut buttons = vec![
        of_table(Icon::Edit, "table-change", TableAction::Change),
        of_table(
            Icon::Copy,
            "explorer-command-duplicate",
            TableAction::InExplorer(ExplorerAction::Duplicate),
        ),
        of_table(Icon::Delete, "explorer-command-delete", TableAction::InExplorer(ExplorerAction::Delete)),
    ];
    if !live {
        let decisions = [
            (Icon::Accept, "approval-command-approve", Press::Decide(Verdict::Approved)),
            (Icon::Refuse, "approval-command-reject", Press::Decide(Verdict::Rejected)),
        ];
        buttons.splice(1..1, decisions);
    }
    let texts: Vec<String> = buttons.iter().map(|(_, id, _)| ctx.text(id)).collect();
    let widths: f32 = texts.iter().map(|text| Button::ghost(text).icon(Icon::Edit).width(ui)).sum();
    let gaps = ui.spacing().item_spacing.x * 4.0;
    let wide = widths + gaps <= ui.available_width();
    for ((icon, _, press), text) in buttons.into_iter().zip(&texts) {
        let button = |ui: &mut Ui| {
            if wide { ui.add(Button::ghost(text).icon(icon)) } else { icon_button(ui, icon, text) }
        };
        if ui.add_enabled_ui(!live, button).inner.clicked() {
            actions.push(match press {
                Press::Table(action) => Action::Table(action),
                Press::Decide(verdict) => decide(ctx, verdict),
            });
        }
    }
}

/// What a button does with what is chosen.
enum Press {
    Table(TableAction),
    Decide(Verdict),
}

/// Asks about a decision on the offers that are chosen.
fn decide(ctx: &UiCtx<'_>, verdict: Verdict) -> Action {
    let environment = ctx.app.view().table_scope().and_then(Ref::environment).unwrap_or_default();
    let rows = ctx.app.table().chosen_rows(ctx.app.view()).into_iter();
    let offers = rows.map(|row| Ref::Offer(environment.to_owned(), row.offer.name.clone())).collect();
    Action::AskReview(AskReview { offers, verdict, part: None })
}
