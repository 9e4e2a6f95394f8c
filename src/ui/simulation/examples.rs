//! Contacts of the results as a list, of which one is taken.

use super::words;
use crate::app::{Action, SimulationAction};
use crate::simulation::Example;
use crate::ui::ctx::UiCtx;
use crate::ui::theme::tokens;
use crate::ui::widgets::{Icon, RowList, truncated};
use egui::{CornerRadius, Id, Role, Sense, Ui, WidgetInfo, pos2, vec2};

/// Lists contacts, no more than `rows` of them in sight. The one that is taken.
pub(super) fn examples_ui<'e>(
    ui: &mut Ui,
    ctx: &UiCtx<'_>,
    (key, name): (&str, &str),
    dimension: &str,
    examples: &'e [Example],
    rows: u8,
) -> Option<&'e Example> {
    let height = tokens(ui).size.row;
    let list = RowList::new(Id::unique(("examples", key)), name, height).at_most(f32::from(rows));
    let taken = list.show(ui, examples.len(), |ui, at| {
        let said = words::contact(ctx, dimension, &examples[at.index]);
        let row = ui.interact(at.rect, Id::unique(("example", key, at.index)), Sense::CLICK);
        row.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), &said));
        let (size, color) = (&tokens(ui).size, &tokens(ui).color);
        if row.hovered() {
            let lane = at.rect.shrink2(vec2(2.0, 0.0));
            ui.painter().rect_filled(lane, CornerRadius::from(size.radius_small), color.hover);
        }
        let middle = at.rect.center().y;
        let left = at.rect.left() + size.steps(4.0);
        Icon::Person.paint(ui, pos2(left, middle), size.icon, color.text_muted);
        let start = pos2(left + size.steps(4.0), middle);
        truncated(ui, start, at.rect.right() - size.steps(2.0), &said, size.body, color.text);
        row.on_hover_text(said)
    });
    examples.get(taken?)
}

/// Tries a contact of the results, where one is taken.
pub(super) fn tried(taken: Option<&Example>) -> Option<Action> {
    taken.map(|example| Action::Simulate(SimulationAction::Try(Box::new(example.clone()))))
}
