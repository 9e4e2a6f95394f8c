//! What the parts of the preview are made of.

use crate::model::{Ref, split_address};
use crate::ui::ctx::UiCtx;
use crate::ui::labels::label_or_name;
pub(super) use crate::ui::labels::sentence;
use crate::ui::theme::tokens;
use crate::ui::widgets::{Field, as_role, text_width};
use egui::{Id, RichText, Role, Ui};

/// Below this width labels stand above their fields.
const NARROW: f32 = 254.0;
/// The column of the labels, where there is one.
const LABELS: f32 = 56.0;

/// What says the answer to those who do not see it.
pub(super) fn answer_id() -> Id {
    Id::unique("the preview's answer")
}

/// The heading of a part of the pane, with what stands at its right.
pub(super) fn part_ui<R>(ui: &mut Ui, title: &str, aside: impl FnOnce(&mut Ui) -> R) -> R {
    let tokens = tokens(ui);
    ui.add_space(tokens.size.steps(2.0));
    ui.separator();
    ui.horizontal(|ui| {
        ui.set_min_height(tokens.size.steps(6.0));
        let heading = ui.label(RichText::new(title).size(tokens.size.body).color(tokens.color.text));
        as_role(ui, &heading, Role::Heading, title);
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), aside).inner
    })
    .inner
}

/// A text of the second rank.
pub(super) fn muted(ui: &Ui, text: impl Into<String>) -> RichText {
    let tokens = tokens(ui);
    RichText::new(text).size(tokens.size.small).color(tokens.color.text_muted)
}

/// The space of an address.
pub(super) fn space_ref(address: &str) -> Option<Ref> {
    split_address(address).map(|(environment, name)| Ref::Space(environment.to_owned(), name.to_owned()))
}

/// The label of a space, by its address.
pub(super) fn space_label(ctx: &UiCtx<'_>, address: &str) -> String {
    let found = ctx.catalog().space_at(address);
    found.map_or(address, |(_, space)| label_or_name(&space.label, &space.name)).to_owned()
}

/// A field of the pane: its label stands beside it wherever there is room for both.
pub(super) fn beside<'a>(ui: &Ui, label: &'a str, key: &'a str) -> Field<'a> {
    beside_control(ui, label, key, 0.0)
}

/// The same for a control that needs so much width.
pub(super) fn beside_control<'a>(ui: &Ui, label: &'a str, key: &'a str, needed: f32) -> Field<'a> {
    let field = Field::new(label).key(key);
    let size = &tokens(ui).size;
    let narrow = NARROW.max(LABELS + size.steps(2.0) + needed);
    // No word is broken.
    let is_long = label.split_whitespace().any(|word| text_width(ui, word, size.body) > LABELS);
    if is_long || ui.available_width() < narrow { field } else { field.column(LABELS) }
}
