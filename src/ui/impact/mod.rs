//! The effect of a change: who gets other offers than before, what they got and what they get.
//!
//! Owns how it is drawn. What is held against what is `app`'s.

use super::compare::change_line;
use super::ctx::{Actions, UiCtx};
use super::labels::{label_or_name, short_label, title_of};
use super::theme::tokens;
use super::widgets::{Icon, RowList, RowPlace, empty_state, segmented};
use crate::app::{Action, Answer, Answered, Arrival, Basis, Caller, Impact, PreviewChange, Shift};
use crate::model::Ref;
use crate::text::Message;
use egui::{
    CornerRadius, Id, Label, Response, RichText, Role, ScrollArea, Sense, Ui, WidgetInfo, pos2, vec2,
};

/// Draws the effect of the changes since the state that is chosen.
pub(in crate::ui) fn impact_ui(ui: &mut Ui, ctx: &UiCtx<'_>, actions: &mut Actions) {
    let sides = tokens(ui).size.steps(2.0);
    egui::Frame::new().inner_margin(egui::Margin::from(vec2(sides, 0.0))).show(ui, |ui| {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = tokens(ui).size.steps(3.0);
            basis_ui(ui, ctx, actions);
            // Where both states are the same nothing was asked.
            if let Some(impact) = ctx.app.impacts().shown().filter(|it| it.compared > 0) {
                let said = RichText::new(summary(ctx, impact)).color(tokens(ui).color.text_muted);
                // As a whole below, where it has no room beside.
                ui.add(Label::new(said).extend());
            }
        });
    });
    ui.add_space(tokens(ui).size.space);
    let Some(impact) = ctx.app.impacts().shown() else {
        ui.label(RichText::new(ctx.text("impact-waiting")).color(tokens(ui).color.text_muted));
        return;
    };
    effect_ui(ui, ctx, "effect of changes", impact, actions);
}

/// Lists the answers that differ. A click asks the same in the preview.
pub(in crate::ui) fn effect_ui(
    ui: &mut Ui,
    ctx: &UiCtx<'_>,
    id: &'static str,
    impact: &Impact,
    actions: &mut Actions,
) {
    if impact.shifts.is_empty() {
        return nothing_ui(ui, ctx, impact);
    }
    let (name, height) = (ctx.text("impact-tab"), tokens(ui).size.steps(8.0));
    let list = RowList::new(Id::unique(id), &name, height);
    let taken =
        list.show(ui, impact.shifts.len(), |ui, at| shift_ui(ui, ctx, (id, at), &impact.shifts[at.index]));
    if let Some(shift) = taken.and_then(|row| impact.shifts.get(row)) {
        // The preview lies behind the dialog that shows an effect.
        actions.extend(ctx.app.dialog.is_some().then_some(Action::Answer(Answer::Cancel)));
        actions.extend(asked_again(ctx, shift));
    }
}

/// The states that the catalog as edited can be held against.
fn basis_ui(ui: &mut Ui, ctx: &UiCtx<'_>, actions: &mut Actions) {
    let mut basis = ctx.app.impacts().basis();
    let options = Basis::ALL.map(|basis| {
        let id = match basis {
            Basis::Saved => "impact-since-saved",
            Basis::Live => "impact-since-live",
            Basis::Approved => "impact-since-approved",
        };
        (basis, ctx.text(id))
    });
    if segmented(ui, &ctx.text("impact-since"), &mut basis, &options).changed() {
        actions.push(Action::HoldAgainst(basis));
    }
}

/// How many answers differ, and what was gained and lost.
pub(in crate::ui) fn summary(ctx: &UiCtx<'_>, impact: &Impact) -> String {
    let (gained, lost) = impact.gained_and_lost();
    let summary = Message::new("impact-summary")
        .with("changed", impact.shifts.len())
        .with("compared", impact.compared)
        .with("gained", gained)
        .with("lost", lost);
    let left_out = Message::new("impact-left-out").with("count", impact.left_out);
    let left_out = (impact.left_out > 0).then(|| ctx.say(&left_out));
    std::iter::once(ctx.say(&summary)).chain(left_out).collect::<Vec<_>>().join(" · ")
}

fn nothing_ui(ui: &mut Ui, ctx: &UiCtx<'_>, impact: &Impact) {
    let (icon, [title, hint]) = if impact.impossible {
        (Icon::Warning, ["publish-status-blocked", "preview-not-publishable"])
    } else {
        (Icon::Success, ["impact-nothing", "impact-nothing-hint"])
    };
    let area = ScrollArea::vertical().id_salt("no effect").auto_shrink([false, false]);
    area.show(ui, |ui| empty_state(ui, icon, &ctx.text(title), &ctx.text(hint), None));
}

fn shift_ui(ui: &mut Ui, ctx: &UiCtx<'_>, (id, at): (&str, RowPlace), shift: &Shift) -> Response {
    let row = ui.interact(at.rect, Id::unique((id, at.index)), Sense::CLICK);
    let (size, color) = (&tokens(ui).size, &tokens(ui).color);
    if row.hovered() {
        let lane = at.rect.shrink2(vec2(2.0, 0.0));
        ui.painter().rect_filled(lane, CornerRadius::from(size.radius_small), color.hover);
    }
    let icon = if matches!(shift.caller, Caller::Scenario(_)) { Icon::Scenario } else { Icon::Person };
    let inner = at.rect.shrink2(vec2(size.steps(3.0), 0.0));
    icon.paint(ui, pos2(inner.left() + size.icon / 2.0, at.rect.center().y), size.icon, color.text_muted);
    let line = inner.with_min_x(inner.left() + size.icon + size.steps(2.0));
    let said =
        change_line(ui, line, &who(ctx, shift), &offers(ctx, &shift.before), &offers(ctx, &shift.after));
    row.widget_info(|| WidgetInfo::labeled(Role::Button, true, &said));
    row.on_hover_text(said)
}

/// Who calls which space.
fn who(ctx: &UiCtx<'_>, shift: &Shift) -> String {
    let who = match &shift.caller {
        Caller::Scenario(name) => return title_of(&Ref::Scenario(name.clone()), ctx.catalog()),
        Caller::LoggedIn(index) | Caller::Cookie(index) => title_of(&Ref::Contact(*index), ctx.catalog()),
        Caller::Unknown => ctx.text("preview-came-unknown"),
    };
    let space = ctx.catalog().space_at(&shift.space);
    let space = space.map_or(shift.space.as_str(), |(_, it)| label_or_name(&it.label, &it.name));
    format!("{} · {}", short_label(&who), short_label(space))
}

fn offers(ctx: &UiCtx<'_>, offers: &[Answered]) -> String {
    if offers.is_empty() {
        return ctx.text("preview-live-nothing");
    }
    let labels = offers.iter().enumerate();
    labels.map(|(at, it)| format!("{} {}", at + 1, short_label(&it.label))).collect::<Vec<_>>().join(", ")
}

/// The call of an answer, for the preview.
fn asked_again(ctx: &UiCtx<'_>, shift: &Shift) -> Vec<Action> {
    let contact =
        |index: usize, arrival| vec![PreviewChange::Who(Some(index)), PreviewChange::Arrival(arrival)];
    let mut changes = match &shift.caller {
        Caller::Scenario(name) => {
            let scenario = ctx.catalog().scenarios.iter().find(|it| it.name == *name);
            let scenario = scenario.map(|it| PreviewChange::Scenario(Box::new((**it).clone())));
            return scenario.into_iter().map(Action::Preview).collect();
        }
        Caller::LoggedIn(index) => contact(*index, Arrival::LoggedIn),
        Caller::Cookie(index) => contact(*index, Arrival::Cookie),
        Caller::Unknown => vec![PreviewChange::Who(None)],
    };
    changes.extend([PreviewChange::Space(shift.space.clone()), PreviewChange::At(None)]);
    changes.into_iter().map(Action::Preview).collect()
}
