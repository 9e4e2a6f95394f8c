//! The values sent with the call: a field each, by its type, or an example that fills in all.

use super::lists::Lists;
use super::part_ui;
use crate::app::{Action, PreviewChange};
use crate::model::Values;
use crate::ui::ctx::{Actions, UiCtx};
use crate::ui::labels::label_or_name;
use crate::ui::theme::tokens;
use crate::ui::values::value_row;
use crate::ui::widgets::{Field, Icon, PickEvent, PickItem, Picker, icon_button, picker_row};
use egui::Ui;

/// The part of the pane's width that labels take.
const LABELS: f32 = 0.38;

pub(super) fn call_data_ui(ui: &mut Ui, ctx: &UiCtx<'_>, lists: &Lists, actions: &mut Actions) {
    if lists.fields.is_empty() && lists.examples.is_empty() {
        return;
    }
    let data = ctx.app.preview().data();
    part_ui(ui, &ctx.text("domain-call-data"), |ui| {
        if !data.is_empty() && icon_button(ui, Icon::Close, &ctx.text("preview-data-clear")).clicked() {
            actions.push(Action::Preview(PreviewChange::AllData(Values::new())));
        }
    });
    let column = (ui.available_width() * LABELS).min(tokens(ui).size.label_column);
    if !lists.examples.is_empty() {
        example_ui(ui, ctx, lists, column, actions);
    }
    let none = ctx.text("preview-data-none");
    for (field, declared) in &lists.fields {
        let before = data.get(&field.name);
        let hint = if *declared { String::new() } else { ctx.text("preview-data-undeclared") };
        let label = label_or_name(&field.label, &field.name);
        let row = Field::new(label).key(&field.name).column(column).hint(&hint).placeholder(&none);
        if let Some(value) = value_row(ui, ctx.language, field, row, before) {
            actions.push(Action::Preview(PreviewChange::Data(field.name.clone(), value)));
        }
    }
}

/// The example that is sent, if it is one.
fn example_ui(ui: &mut Ui, ctx: &UiCtx<'_>, lists: &Lists, column: f32, actions: &mut Actions) {
    let data = ctx.app.preview().data();
    let item = |(index, name): (usize, &String)| PickItem {
        id: index.to_string(),
        label: name.clone(),
        detail: String::new(),
    };
    let items: Vec<PickItem> =
        lists.examples.iter().map(|example| &example.name).enumerate().map(item).collect();
    let chosen =
        lists.examples.iter().position(|example| example.values == *data).map(|index| index.to_string());
    let (label, none) = (ctx.text("preview-example"), ctx.text("preview-example-none"));
    let own = ctx.text("preview-example-own");
    let picker = Picker::new(&items, ctx.language).none(&none);
    let picker = if data.is_empty() { picker } else { picker.placeholder(&own) };
    let field = Field::new(&label).key("example of call data").column(column);
    let values = match picker_row(ui, field, picker, chosen.as_deref()) {
        Some(PickEvent::Chosen(id)) => {
            id.parse().ok().and_then(|index: usize| lists.examples.get(index)).map(|it| it.values.clone())
        }
        Some(PickEvent::Cleared) => Some(Values::new()),
        Some(PickEvent::GoTo(_) | PickEvent::New(_)) | None => None,
    };
    actions.extend(values.map(|values| Action::Preview(PreviewChange::AllData(values))));
}
