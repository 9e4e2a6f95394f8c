//! The visits on a line of time, each with its number, in the colour of how its contact was recognised.

use super::played::Played;
use super::visit::{instant, recognised};
use crate::engine::Visit;
use crate::text::{Message, customary_moment};
use crate::ui::ctx::UiCtx;
use crate::ui::theme::tokens;
use egui::{Align2, FontId, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

/// The height of the line with its dates.
const HEIGHT: f32 = 44.0;
/// The least distance of two marks.
const APART: f32 = 24.0;

pub(super) fn line_ui(ui: &mut Ui, ctx: &UiCtx<'_>, visits: &[Visit], played: &Played) {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), HEIGHT), Sense::hover());
    let said = visits.iter().zip(&played.visited).enumerate().map(|(place, (visit, visited))| {
        let said =
            Message::new("visits-line-step").with("number", place + 1).with("moment", moment(ctx, visit));
        ctx.say(&said.with("recognised", ctx.text(recognised(visited).0)))
    });
    let said: Vec<String> = said.collect();
    let said = ctx.say(&Message::new("visits-line").with("visits", said.join(" · ")));
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &said));
    let tokens = tokens(ui);
    let middle = rect.top() + 14.0;
    let range = rect.x_range().shrink(14.0);
    ui.painter().hline(range, middle, Stroke::new(2.0, tokens.color.border));
    let instants: Vec<i64> = visits.iter().map(|visit| instant(ctx, visit)).collect();
    let (first, last) = (instants.iter().min().copied(), instants.iter().max().copied());
    let (Some(first), Some(last)) = (first, last) else { return };
    let mut taken: Vec<f32> = Vec::new();
    let mut dated = f32::NEG_INFINITY;
    for (place, (at, visited)) in instants.iter().zip(&played.visited).enumerate() {
        let mut x = egui::lerp(range.min..=range.max, share(*at, first, last));
        // Visits of one day stand beside each other.
        while taken.iter().any(|other| (other - x).abs() < APART - 0.5) && x < range.max {
            x += APART;
        }
        taken.push(x);
        let (color, soft) = recognised(visited).1.colors(&tokens.color);
        let center = pos2(x.min(range.max), middle);
        ui.painter().circle(center, 11.0, soft, Stroke::new(1.5, color));
        let font = FontId::proportional(tokens.size.small);
        ui.painter().text(center, Align2::CENTER_CENTER, place + 1, font.clone(), tokens.color.text);
        let date = moment(ctx, &visits[place]);
        let galley = ui.painter().layout_no_wrap(date, font, tokens.color.text_muted);
        let left =
            (x - galley.size().x / 2.0).clamp(rect.left(), (rect.right() - galley.size().x).max(rect.left()));
        if left > dated + 8.0 {
            dated = left + galley.size().x;
            ui.painter().galley(pos2(left, middle + 14.0), galley, tokens.color.text_muted);
        }
    }
}

/// Where between the first and the last moment one lies, from 0 to 1.
#[expect(clippy::cast_precision_loss, clippy::cast_possible_truncation, reason = "a place on the screen")]
fn share(at: i64, first: i64, last: i64) -> f32 {
    if last == first { 0.0 } else { ((at - first) as f64 / (last - first) as f64) as f32 }
}

fn moment(ctx: &UiCtx<'_>, visit: &Visit) -> String {
    let at = visit.calls.first().and_then(|call| call.at.as_ref());
    at.map_or_else(|| ctx.text("preview-now"), |at| customary_moment(&at.to_string(), ctx.language))
}
