//! The sign beside a line: what it comes to for the previewed contact.

use super::Builder;
use super::place::Place;
use crate::rule::Truth;
use crate::text::Message;
use crate::ui::rules::effect;
use crate::ui::theme::{Tokens, tokens};
use egui::{Color32, Role, Sense, Ui, WidgetInfo, vec2};

/// The side of a sign, in steps of the grid.
const MARK: f32 = 4.5;

impl Builder<'_> {
    /// The room that the sign of a line takes, with what is between it and the next control.
    pub(super) fn mark_width(&self, ui: &Ui) -> f32 {
        let size = &tokens(ui).size;
        if self.marks.is_some() { size.steps(MARK) + size.space } else { 0.0 }
    }

    /// The sign of a line. What is not complete has none, but keeps its room.
    pub(super) fn mark_ui(&self, ui: &mut Ui, place: &Place, number: &str) {
        let Some(marks) = &*self.marks else { return };
        let tokens = tokens(ui);
        let side = tokens.size.steps(MARK);
        let (rect, response) = ui.allocate_exact_size(vec2(side, tokens.size.control), Sense::hover());
        let Some(mark) = marks.lines.get(place) else { return };
        let (icon, color) = effect::mark(Some(&mark.truth), tokens);
        // On a disc, so that it is not taken for a button.
        ui.painter().circle_filled(rect.center(), side / 2.0, soft(&mark.truth, tokens));
        icon.paint(ui, rect.center(), side * 0.7, color);
        let said = |id| Message::new(id).with("contact", &*marks.contact).with("found", &*mark.detail);
        let name = self.rule.ctx.say(&said("rules-mark").with("row", number));
        response.widget_info(|| WidgetInfo::labeled(Role::Image, true, &name));
        response.on_hover_text(self.rule.ctx.say(&said("effect-for")));
    }
}

/// The colour behind a sign.
fn soft(truth: &Truth, tokens: &Tokens) -> Color32 {
    match truth {
        Truth::True => tokens.color.success_soft,
        Truth::False => tokens.color.error_soft,
        Truth::Unknown(_) => tokens.color.warning_soft,
    }
}
