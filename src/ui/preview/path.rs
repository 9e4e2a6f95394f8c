//! The path from the call to the space that answers: what was tried, what came of it, who was found.

use super::parts::space_label;
use super::{muted, part_ui, sentence, space_ref};
use crate::app::Action;
use crate::engine::{Decision, Outcome, PathStep, StepKind};
use crate::model::{Identification, Place, Ref};
use crate::text::Message;
use crate::ui::ctx::{Actions, UiCtx};
use crate::ui::labels::{contact_title, label_or_name, of_labelled, short_label};
use crate::ui::theme::tokens;
use crate::ui::widgets::{Button, Icon, Severity, issue_line, note};
use egui::{CornerRadius, FontId, Label, Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};

/// The note of a decision that has its own place here.
const UNIDENTIFIED: &str = "decision-unidentified";

/// Why a step was not tried, where that only repeats what was put in above.
const PLAIN: [&str; 2] = ["decision-no-identity", "decision-no-cookie"];

/// The height of a step.
const STEP: f32 = 22.0;

pub(super) fn path_ui(ui: &mut Ui, ctx: &UiCtx<'_>, decision: &Decision, actions: &mut Actions) {
    part_ui(ui, &ctx.text("preview-path"), |_| {});
    ui.spacing_mut().item_spacing.y = tokens(ui).size.steps(1.5);
    trail_ui(ui, ctx, decision);
    found_ui(ui, ctx, decision, actions);
    notes_ui(ui, ctx, decision, actions);
}

/// The steps, one leading to the next.
fn trail_ui(ui: &mut Ui, ctx: &UiCtx<'_>, decision: &Decision) {
    ui.horizontal_wrapped(|ui| {
        let size = &tokens(ui).size;
        ui.spacing_mut().item_spacing = vec2(size.space, size.space);
        ui.spacing_mut().interact_size.y = STEP;
        for (index, step) in decision.path.iter().enumerate() {
            step_ui(ui, ctx, step, index > 0);
        }
    });
}

/// A step, with the arrow that leads to it.
fn step_ui(ui: &mut Ui, ctx: &UiCtx<'_>, step: &PathStep, led_to: bool) {
    let (icon, label) = match step.kind {
        StepKind::Explicit => (Icon::LogIn, "preview-step-login"),
        StepKind::Implicit => (Icon::Cookie, "preview-step-cookie"),
        StepKind::FallBack => (Icon::Link, "preview-step-fallback"),
    };
    let (severity, mark) = match &step.outcome {
        Outcome::Found => (Severity::Success, Icon::Check),
        Outcome::Skipped(_) => (Severity::Neutral, Icon::Remove),
        Outcome::Failed(_) => (Severity::Warning, Icon::Close),
    };
    let label = ctx.text(label);
    let name = Message::new("preview-step").with("step", label.as_str()).with("outcome", outcome(ctx, step));
    let name = ctx.say(&name);
    let tokens = tokens(ui);
    let size = &tokens.size;
    let (color, soft) = severity.colors(&tokens.color);
    let font = FontId::proportional(size.small);
    let text = ui.painter().layout_no_wrap(label, font, tokens.color.text);
    let icon_size = size.icon - 2.0;
    let arrow = if led_to { size.steps(4.0) } else { 0.0 };
    let width = text.size().x + 2.0 * icon_size + size.steps(6.0);
    let (whole, response) = ui.allocate_exact_size(vec2(arrow + width, STEP), Sense::hover());
    if led_to {
        let center = pos2(whole.left() + size.icon / 2.0 - 2.0, whole.center().y);
        Icon::Arrow.paint(ui, center, size.icon - 4.0, tokens.color.text_muted);
    }
    let rect = Rect::from_min_max(pos2(whole.left() + arrow, whole.top()), whole.max);
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &name));
    ui.painter().rect_filled(rect, CornerRadius::from(rect.height() / 2.0), soft);
    let middle = rect.center().y;
    let left = rect.left() + size.steps(2.0);
    icon.paint(ui, pos2(left + icon_size / 2.0, middle), icon_size, color);
    let at = pos2(left + icon_size + size.space, middle - text.size().y / 2.0);
    ui.painter().galley(at, text, tokens.color.text);
    let right = rect.right() - size.steps(2.0) - icon_size / 2.0;
    mark.paint(ui, pos2(right, middle), icon_size, color);
    response.on_hover_text(name);
}

/// What came of a step, in words.
fn outcome(ctx: &UiCtx<'_>, step: &PathStep) -> String {
    match &step.outcome {
        Outcome::Found if step.kind == StepKind::FallBack => {
            ctx.say(&Message::new("preview-step-fell-back").with("space", space_label(ctx, &step.space)))
        }
        Outcome::Found => ctx.text("preview-step-found"),
        Outcome::Skipped(message) | Outcome::Failed(message) => ctx.say(message),
    }
}

/// Who was found, and which space answers.
fn found_ui(ui: &mut Ui, ctx: &UiCtx<'_>, decision: &Decision, actions: &mut Actions) {
    let identification = ctx.text(match decision.identification {
        Identification::Explicit => "preview-explicit",
        Identification::Implicit => "preview-implicit",
        Identification::Anonymous => "preview-anonymous",
    });
    match &decision.contact {
        Some(contact) => {
            let catalog = ctx.catalog();
            let own = ctx.app.preview().asks_catalog();
            let known = catalog.contacts.get(contact.index).filter(|_| own);
            let title = known.map_or_else(
                || short_label(&contact.label).to_owned(),
                |known| contact_title(known, catalog),
            );
            fact_ui(ui, Icon::Person, &title, &identification, || {
                actions.push(Action::go_to(Ref::Contact(contact.index)));
            });
        }
        None => line_ui(ui, Icon::Person, |ui| {
            ui.add(Label::new(muted(ui, &identification)).wrap());
        }),
    }
    let environment = ctx.catalog().space_at(&decision.answered_by).map(|(environment, _)| environment);
    let environment = environment.map_or("", |it| label_or_name(&it.label, &it.name));
    fact_ui(ui, Icon::Space, &space_label(ctx, &decision.answered_by), environment, || {
        actions.extend(space_ref(&decision.answered_by).map(Action::go_to));
    });
}

/// An entity that can be opened, with a word about it.
fn fact_ui(ui: &mut Ui, icon: Icon, title: &str, aside: &str, mut open: impl FnMut()) {
    line_ui(ui, icon, |ui| {
        ui.style_mut().wrap_mode = Some(egui::TextWrapMode::Truncate);
        if ui.add(egui::Link::new(title)).clicked() {
            open();
        }
        ui.label(muted(ui, aside)).on_hover_text(aside);
    });
}

fn line_ui(ui: &mut Ui, icon: Icon, add: impl FnOnce(&mut Ui)) {
    ui.horizontal(|ui| {
        let tokens = tokens(ui);
        ui.spacing_mut().item_spacing = vec2(tokens.size.steps(1.5), 0.0);
        ui.spacing_mut().interact_size.y = tokens.size.steps(5.0);
        let side = tokens.size.icon;
        let (rect, _) = ui.allocate_exact_size(vec2(side, tokens.size.steps(5.0)), Sense::hover());
        let rect = Rect::from_center_size(rect.center(), vec2(side, side));
        icon.paint(ui, rect.center(), side - 1.0, tokens.color.text_muted);
        add(ui);
    });
}

/// What a person should know beside the answer, and what to change where nobody is found anywhere.
fn notes_ui(ui: &mut Ui, ctx: &UiCtx<'_>, decision: &Decision, actions: &mut Actions) {
    let skipped = decision.path.iter().filter(|_| decision.contact.is_none());
    for step in skipped {
        if let Outcome::Skipped(message) = &step.outcome
            && !PLAIN.contains(&message.id)
        {
            issue_line(ui, Severity::Neutral, &sentence(&ctx.say(message)));
        }
    }
    for message in decision.notes.iter().filter(|message| message.id != UNIDENTIFIED) {
        let said = ctx.say(&of_labelled(message, ctx.catalog()));
        issue_line(ui, Severity::Info, &sentence(&said));
    }
    if decision.notes.iter().all(|message| message.id != UNIDENTIFIED) {
        return;
    }
    note(ui, Severity::Warning, &ctx.text("preview-nobody-identified"));
    let Some(space) = space_ref(&decision.space) else { return };
    if ui.add(Button::secondary(&ctx.text("preview-open-identification")).icon(Icon::GoTo)).clicked() {
        actions.push(Action::GoTo(Place::new(space, Vec::new()).field("fall_back_to_anonymous")));
    }
}
