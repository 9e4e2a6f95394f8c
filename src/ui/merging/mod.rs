//! The conflicts of a merge over the window: a list of them, and below it ours and theirs of the one at the cursor side by
//! side, each to be taken with a button.
//!
//! Owns how they are drawn; [`crate::app::conflict_words`] says how they read. What settling one does is `app`'s.

use super::ctx::{Actions, UiCtx, icon_of};
use super::theme::tokens;
use super::widgets::{Button, DialogButton, Icon, RowList, RowPlace, check_box, empty_state, large_dialog};
use crate::app::{Action, Answer, MergeAction, Merging, conflict_words};
use crate::document::{Conflict, Settled, Side};
use crate::text::Message;
use egui::{
    Context, Frame, Id, Label, Margin, Rect, Response, RichText, Role, ScrollArea, Sense, Ui, WidgetInfo,
    vec2,
};

/// How many conflicts the list shows before it scrolls.
const MOST_ROWS: f32 = 5.0;

/// The list of conflicts, whose cursor is the conflict that is shown.
fn list_id() -> Id {
    Id::unique("conflicts")
}

/// Draws the conflicts.
pub(in crate::ui) fn merge_ui(egui: &Context, ctx: &UiCtx<'_>, actions: &mut Actions) {
    let workspace = ctx.app.workspace();
    let title = ctx.say(&Message::new("versions-title").with("file", workspace.file_name()));
    let [save, close] = ["app-dialog-save", "app-dialog-close"].map(|id| ctx.text(id));
    let merging = workspace.merge();
    let ready = merging.is_some() && workspace.open_conflicts() == 0;
    let buttons = [DialogButton::accept(&save).enabled(ready), DialogButton::cancel(&close)];
    let pressed = large_dialog(egui, Id::unique("merge"), &title, &buttons, |ui| match merging {
        Some(merging) if !merging.merge.conflicts().is_empty() => {
            conflicts_ui(ui, ctx, (merging, workspace.document().settled()), actions);
        }
        _ => {
            let (title, hint) = (ctx.text("versions-no-conflict"), ctx.text("versions-no-conflict-hint"));
            empty_state(ui, Icon::Success, &title, &hint, None);
        }
    });
    let answers = [Answer::Accept, Answer::Cancel];
    actions.extend(pressed.and_then(|index| answers.into_iter().nth(index)).map(Action::Answer));
}

fn conflicts_ui(
    ui: &mut Ui,
    ctx: &UiCtx<'_>,
    (merging, settled): (&Merging, &Settled),
    actions: &mut Actions,
) {
    let (size, color) = (&tokens(ui).size, &tokens(ui).color);
    let conflicts = merging.merge.conflicts();
    let count =
        Message::new("versions-settled").with("settled", settled.len()).with("count", conflicts.len());
    ui.label(RichText::new(ctx.say(&count)).color(color.text));
    ui.add(Label::new(RichText::new(ctx.text("versions-hint")).color(color.text_muted)).wrap());
    ui.add_space(size.space);
    let name = ctx.text("versions-conflicts");
    let list = RowList::new(list_id(), &name, size.steps(8.5)).at_most(MOST_ROWS);
    let spacing = ui.spacing().item_spacing;
    let mut shown = 0;
    list.show(ui, conflicts.len(), |ui, place| {
        if place.at_cursor {
            shown = place.index;
        }
        row_ui(ui, ctx, (merging, &conflicts[place.index]), (place, settled.get(&place.index)))
    });
    ui.spacing_mut().item_spacing = spacing;
    // A row that was scrolled out of sight is still the one at the cursor.
    let known = ui.data(|data| data.get_temp::<usize>(list_id())).unwrap_or(shown);
    let index = known.min(conflicts.len() - 1);
    ui.add_space(size.space);
    let of =
        Shown { ctx, merging, conflict: &conflicts[index], index, settled: settled.get(&index).copied() };
    if let Some(side) = of.sides_ui(ui) {
        actions.push(Action::Merge(MergeAction::Settle(index, side)));
        let open = |at: &usize| *at != index && !settled.contains_key(at);
        let next = (index..conflicts.len()).chain(0..index).find(open).unwrap_or(index);
        ui.data_mut(|data| data.insert_temp(list_id(), next));
    }
}

/// A conflict in the list: what is disputed, and how it is settled.
fn row_ui(
    ui: &mut Ui,
    ctx: &UiCtx<'_>,
    (merging, conflict): (&Merging, &Conflict),
    (place, settled): (RowPlace, Option<&Side>),
) -> Response {
    let (size, color) = (&tokens(ui).size, &tokens(ui).color);
    let row = ui.interact(place.rect, Id::unique(("conflict", place.index)), Sense::CLICK);
    if place.at_cursor || row.hovered() {
        ui.painter().rect_filled(place.rect.shrink2(vec2(0.0, 2.0)), size.radius_small, color.hover);
    }
    let inner = place.rect.shrink2(vec2(size.steps(2.0), 0.0));
    let state = match settled {
        Some(taken) => ctx.say(&Message::new("versions-taken").with("side", side_name(ctx, merging, *taken))),
        None => ctx.text("versions-open"),
    };
    let said = ctx.say(&conflict_words::sentence(ctx.language, &merging.merge, conflict));
    let (mark, tint) = match settled {
        Some(_) => (Icon::Check, color.success),
        None => (Icon::Warning, color.warning),
    };
    let left = Rect::from_min_max(inner.min, egui::pos2(inner.left() + inner.width() * 0.68, inner.bottom()));
    let right = Rect::from_min_max(egui::pos2(left.right() + size.space, inner.top()), inner.max);
    ui.scope_builder(egui::UiBuilder::new().max_rect(left).layout(middle()), |ui| {
        ui.label(mark.text(ui).color(tint));
        ui.label(icon_of(&conflict.entity).text(ui).color(color.text_muted));
        ui.add(Label::new(RichText::new(&said).color(color.text)).truncate().selectable(false));
    });
    ui.scope_builder(egui::UiBuilder::new().max_rect(right).layout(middle()), |ui| {
        ui.add(Label::new(RichText::new(&state).color(tint)).truncate().selectable(false));
    });
    let name = format!("{said} · {state}");
    row.widget_info(|| WidgetInfo::labeled(Role::ListItem, true, &name));
    row
}

fn middle() -> egui::Layout {
    egui::Layout::left_to_right(egui::Align::Center)
}

/// What a side is called: its word, and the branch or commit that the file names.
fn side_name(ctx: &UiCtx<'_>, merging: &Merging, side: Side) -> String {
    let (word, name) = match side {
        Side::Ours => ("versions-ours", merging.names[0].as_str()),
        Side::Base => ("versions-base", ""),
        Side::Theirs => ("versions-theirs", merging.names[1].as_str()),
        Side::Both => ("versions-both", ""),
    };
    let word = ctx.text(word);
    match name {
        "" | "ours" | "theirs" => word,
        name => format!("{word} ({name})"),
    }
}

/// The conflict at the cursor.
struct Shown<'a> {
    ctx: &'a UiCtx<'a>,
    merging: &'a Merging,
    conflict: &'a Conflict,
    index: usize,
    settled: Option<Side>,
}

impl Shown<'_> {
    /// Draws its sides beside each other. Returns the one that is taken.
    fn sides_ui(&self, ui: &mut Ui) -> Option<Side> {
        let size = &tokens(ui).size;
        let key = Id::unique("base of conflicts");
        let mut with_base = ui.data(|data| data.get_temp::<bool>(key)).unwrap_or_default();
        let has_base = self.merging.merge.state(Side::Base).is_some();
        let mut taken = None;
        let sides: &[Side] = if with_base && has_base {
            &[Side::Ours, Side::Base, Side::Theirs]
        } else {
            &[Side::Ours, Side::Theirs]
        };
        let below = size.control + size.space;
        let height = (ui.available_height() - below).max(size.control * 3.0);
        let gap = size.space;
        let count = if sides.len() == 3 { 3.0 } else { 2.0 };
        let width = (ui.available_width() - gap * (count - 1.0)) / count;
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = gap;
            for side in sides {
                ui.allocate_ui_with_layout(
                    vec2(width, height),
                    egui::Layout::top_down(egui::Align::Min),
                    |ui| {
                        ui.set_width(width);
                        if self.side_ui(ui, *side, height) {
                            taken = Some(*side);
                        }
                    },
                );
            }
        });
        ui.horizontal(|ui| {
            if self.merging.merge.may_be_both(self.conflict) {
                let both = self.ctx.text("versions-take-both");
                if ui.add(Button::secondary(&both)).clicked() {
                    taken = Some(Side::Both);
                }
            }
            if has_base && check_box(ui, &mut with_base, &self.ctx.text("versions-show-base")).changed() {
                ui.data_mut(|data| data.insert_temp(key, with_base));
            }
        });
        taken
    }

    /// One side: what it is called, what it has, and the button that takes it.
    fn side_ui(&self, ui: &mut Ui, side: Side, height: f32) -> bool {
        let (sizes, color) = (&tokens(ui).size, &tokens(ui).color);
        let name = side_name(self.ctx, self.merging, side);
        let take = match side {
            Side::Ours => "versions-take-ours",
            Side::Base => "versions-take-base",
            Side::Theirs | Side::Both => "versions-take-theirs",
        };
        let take = self.ctx.text(take);
        let chosen = self.settled == Some(side);
        let clicked = ui
            .horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = sizes.steps(2.0);
                let button = if chosen {
                    Button::secondary(&take).icon(Icon::Check)
                } else {
                    Button::secondary(&take)
                };
                let button = ui.push_id(("take", side), |ui| ui.add(button)).inner;
                ui.add(Label::new(RichText::new(&name).color(color.text).strong()).truncate());
                button.clicked()
            })
            .inner;
        let said = conflict_words::said(self.ctx.language, &self.merging.merge, self.conflict, side);
        let said = said.unwrap_or_default();
        let frame = Frame::new()
            .fill(if chosen { color.success_soft } else { color.hover })
            .corner_radius(sizes.radius)
            .inner_margin(Margin::same(8));
        frame.show(ui, |ui| {
            ui.set_width(ui.available_width());
            let room = (height - sizes.control - sizes.space * 4.0).max(sizes.control);
            let area = ScrollArea::vertical()
                .id_salt(("side", side, self.index))
                .max_height(room)
                .min_scrolled_height(room);
            area.auto_shrink([false, false]).show(ui, |ui| {
                let text = ui.add(Label::new(RichText::new(&said).color(color.text)).wrap());
                let spoken = format!("{name}: {said}");
                ui.ctx().accesskit_node_builder(text.id, |node| node.set_label(spoken));
            });
        });
        clicked
    }
}
