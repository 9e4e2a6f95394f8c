//! The column of names: the tree of categories, offers, weights and multipliers that the bars belong to.

use super::Track;
use super::row::{id_of, place, sentences, status_of, toggle};
use crate::app::Action;
use crate::app::timeline::{Part, PeriodStatus, Row};
use crate::model::{Entity, Offer, Stage};
use crate::ui::approval;
use crate::ui::ctx::{Actions, icon_of};
use crate::ui::theme::tokens;
use crate::ui::widgets::{Icon, text_width, truncated};
use egui::{CornerRadius, Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};

/// The icon of a row.
fn icon(track: &Track<'_>, row: &Row) -> Icon {
    match (row.part, &row.of) {
        (Part::Weight(_), _) => Icon::Weight,
        (Part::Multiplier, _) => Icon::Chart,
        _ => icon_of(&row.entity(track.environment)),
    }
}

/// The mark of what is over or never runs.
fn mark(status: Option<PeriodStatus>) -> Option<Icon> {
    match status? {
        PeriodStatus::Over => Some(Icon::History),
        PeriodStatus::Reversed | PeriodStatus::NeverMeets => Some(Icon::Warning),
        PeriodStatus::Runs | PeriodStatus::Later => None,
    }
}

/// The state of an offer's approval, where that is worth a word: in Design, until it is approved.
fn mark_of(track: &Track<'_>, offer: &Offer) -> Option<String> {
    let environment = track.ctx.catalog().environment(track.environment)?;
    let of_design = environment.stage != Stage::Live;
    approval::mark(&offer.approval).filter(|_| of_design).map(|id| track.ctx.text(id))
}

/// The name of a row: a click opens what it is, the arrow opens its branch.
pub(super) fn name_ui(ui: &Ui, track: &Track<'_>, rect: Rect, row: &Row, actions: &mut Actions) {
    let tokens = tokens(ui);
    let (size, color) = (&tokens.size, &tokens.color);
    let rect = Rect::from_min_max(rect.min, pos2(track.left - size.space, rect.max.y));
    let id = id_of(track.environment, row).with("name");
    let response = ui.interact(rect, id, Sense::CLICK);
    let label = track.ctx.say(&row.label(track.ctx.language));
    response.widget_info(|| WidgetInfo::labeled(Role::TreeItem, true, &label));
    ui.ctx().accesskit_node_builder(id, |node| {
        node.set_level(usize::from(row.level) + 1);
        if let Some(open) = row.open {
            node.set_expanded(open);
        }
    });
    if response.hovered() {
        ui.painter().rect_filled(rect, CornerRadius::from(size.radius_small), color.hover);
    }
    let left = rect.left() + f32::from(row.level.min(12)) * size.steps(3.5);
    let arrow = Rect::from_min_size(pos2(left, rect.top()), vec2(size.steps(5.0), rect.height()));
    if let Some(open) = row.open {
        let icon = if open { Icon::Down } else { Icon::Right };
        icon.paint(ui, arrow.center(), size.icon - 2.0, color.text_muted);
    }
    if response.clicked() {
        let on_arrow = response.interact_pointer_pos().is_some_and(|at| arrow.contains(at));
        actions.push(match row.open {
            Some(_) if on_arrow => toggle(track, row),
            _ => Action::GoTo(place(track, row)),
        });
    }
    let status = status_of(track, row);
    let mut right = rect.right();
    if let Some(mark) = mark(status) {
        right -= size.icon;
        mark.paint(ui, pos2(right + size.icon / 2.0, rect.center().y), size.icon - 1.0, color.text_muted);
        right -= size.space;
    }
    let state = if let (Part::Own, Entity::Offer(offer)) = (row.part, &row.of) {
        mark_of(track, offer)
    } else {
        None
    };
    if let Some(state) = &state {
        let width = text_width(ui, state, size.small).min(rect.width() / 3.0);
        right -= width;
        truncated(ui, pos2(right, rect.center().y), right + width, state, size.small, color.text_muted);
        right -= size.space;
    }
    let text_left = arrow.right() + size.space / 2.0;
    icon(track, row).paint(
        ui,
        pos2(text_left + size.icon / 2.0, rect.center().y),
        size.icon,
        color.text_muted,
    );
    let text = if row.part == Part::Own { color.text } else { color.text_muted };
    let text_left = text_left + size.icon + size.steps(1.5);
    truncated(ui, pos2(text_left, rect.center().y), right, &label, size.body, text);
    response.on_hover_text(sentences(track, row, row.period(), status).join("\n"));
}
