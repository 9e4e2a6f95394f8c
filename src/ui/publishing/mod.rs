//! The questions of publishing: what would change in Live and whether to publish, and which former state of Live to go
//! back to.
//!
//! Owns how they are drawn. What publishing comes to is `app`'s.

mod back;

use super::compare::{Rows, row_height};
use super::ctx::{Actions, UiCtx};
use super::impact::{effect_ui, summary};
use super::labels::title_of;
use super::theme::tokens;
use super::widgets::{
    Button, DialogButton, Icon, RowList, Severity, check_box, empty_state, issue_line, large_dialog,
    segmented,
};
use crate::app::{
    Action, Answer, Dialog, Impact, Prospect, Publication, PublishDialog, PublishError, PublishProblem,
    publish_problems,
};
use crate::text::Message;
pub(in crate::ui) use back::go_back_ui;
use egui::{Context, Id, Label, RichText, ScrollArea, Ui};

/// The room for what is doubtful, in rows: what changes is to be seen below it.
const MOST_DOUBTS: f32 = 4.0;

/// Draws the question whether to publish.
pub(in crate::ui) fn publish_ui(
    egui: &Context,
    ctx: &UiCtx<'_>,
    asked: PublishDialog,
    actions: &mut Actions,
) {
    let [title, publish, cancel] =
        ["publish-title", "publish-accept", "app-dialog-cancel"].map(|id| ctx.text(id));
    let known = ctx.app.publishing().prospect(ctx.catalog());
    let ready = known.and_then(|known| known.publication.as_ref().ok()).is_some_and(|publication| {
        !publication.changes.is_empty() && (asked.although || !is_doubtful(publication))
    });
    let buttons = [DialogButton::accept(&publish).enabled(ready), DialogButton::cancel(&cancel)];
    let mut next = asked;
    let pressed = large_dialog(egui, Id::unique("publish"), &title, &buttons, |ui| match known {
        None => waiting_ui(ui, ctx),
        Some(Prospect { publication: Err(error), .. }) => refused_ui(ui, ctx, error, actions),
        Some(Prospect { publication: Ok(publication), impact }) => {
            publication_ui(ui, ctx, (publication, impact), &mut next, actions);
        }
    });
    if next != asked {
        actions.push(Action::Keep(Dialog::Publish(next)));
    }
    let answers = [Answer::Accept, Answer::Cancel];
    actions.extend(pressed.and_then(|index| answers.into_iter().nth(index)).map(Action::Answer));
}

fn is_doubtful(publication: &Publication) -> bool {
    !publication.warnings.is_empty() || !publication.failing.is_empty()
}

fn waiting_ui(ui: &mut Ui, ctx: &UiCtx<'_>) {
    ui.vertical_centered(|ui| {
        ui.add_space(ui.available_height() / 3.0);
        ui.spinner();
        ui.label(ctx.text("app-task-publish"));
    });
}

/// Why nothing can be published, each with the way to what has to be mended.
fn refused_ui(ui: &mut Ui, ctx: &UiCtx<'_>, error: &PublishError, actions: &mut Actions) {
    let problems = publish_problems(error, ctx.catalog());
    let count = Message::new("publish-refused").with("count", problems.len());
    sentence(ui, &ctx.say(&count));
    let area = ScrollArea::vertical().id_salt("in the way").auto_shrink([false, false]);
    area.show(ui, |ui| {
        for problem in &problems {
            problem_ui(ui, ctx, problem, Severity::Error, actions);
        }
    });
}

/// A problem: what is wrong, where, and the way there.
fn problem_ui(
    ui: &mut Ui,
    ctx: &UiCtx<'_>,
    problem: &PublishProblem,
    severity: Severity,
    actions: &mut Actions,
) {
    let title = title_of(&problem.place.entity, ctx.catalog());
    ui.horizontal(|ui| {
        let name = ctx.say(&Message::new("kit-go-to-named").with("label", title.as_str()));
        let go = ui.add(Button::secondary(&ctx.text("publish-open")));
        ui.ctx().accesskit_node_builder(go.id, |node| node.set_label(name.as_str()));
        if go.clicked() {
            actions.extend([Action::Answer(Answer::Cancel), Action::GoTo(problem.place.clone())]);
        }
        let text = format!("{title} · {}", ctx.say(&problem.message));
        issue_line(ui, severity, &text);
    });
}

/// What publishing would do, and what is doubtful about it.
fn publication_ui(
    ui: &mut Ui,
    ctx: &UiCtx<'_>,
    (publication, impact): (&Publication, &Impact),
    asked: &mut PublishDialog,
    actions: &mut Actions,
) {
    if publication.changes.is_empty() {
        let (title, hint) = (ctx.text("publish-nothing"), ctx.text("publish-nothing-hint"));
        empty_state(ui, Icon::Success, &title, &hint, None);
        return;
    }
    let count = Message::new("publish-count").with("count", publication.changes.len());
    sentence(ui, &ctx.say(&count));
    if is_doubtful(publication) {
        doubts_ui(ui, ctx, publication, asked, actions);
    }
    for standing in publication.standing.messages() {
        let said = RichText::new(ctx.say(&standing)).color(tokens(ui).color.text_muted);
        ui.add(Label::new(said).wrap());
    }
    ui.add_space(tokens(ui).size.space);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = tokens(ui).size.steps(3.0);
        let options = [(false, ctx.text("impact-fields")), (true, ctx.text("impact-tab"))];
        segmented(ui, &ctx.text("publish-changes"), &mut asked.effect, &options);
        if impact.compared > 0 {
            ui.label(RichText::new(summary(ctx, impact)).color(tokens(ui).color.text_muted));
        }
    });
    ui.add_space(tokens(ui).size.space);
    if asked.effect {
        return effect_ui(ui, ctx, "effect of publishing", impact, actions);
    }
    let rows = Rows::between(ctx, (Some(ctx.catalog()), &publication.catalog), &publication.changes);
    let name = ctx.text("publish-changes");
    let list = RowList::new(Id::unique("what is published"), &name, row_height(ui));
    list.show(ui, rows.len(), |ui, row| rows.row_ui(ui, row, actions));
}

/// What is doubtful, and the box that has to be ticked to publish all the same.
fn doubts_ui(
    ui: &mut Ui,
    ctx: &UiCtx<'_>,
    publication: &Publication,
    asked: &mut PublishDialog,
    actions: &mut Actions,
) {
    let room = MOST_DOUBTS * tokens(ui).size.row;
    let area = ScrollArea::vertical().id_salt("doubts").max_height(room).auto_shrink([false, true]);
    area.show(ui, |ui| {
        for scenario in &publication.failing {
            let text = Message::new("cli-publish-scenario").with("scenario", scenario.as_str());
            issue_line(ui, Severity::Warning, &ctx.say(&text));
        }
        for warning in &publication.warnings {
            let problem = PublishProblem::of_issue(warning, ctx.catalog());
            problem_ui(ui, ctx, &problem, Severity::Warning, actions);
        }
    });
    check_box(ui, &mut asked.although, &ctx.text("publish-although"));
    ui.add_space(tokens(ui).size.space);
}

fn sentence(ui: &mut Ui, text: &str) {
    ui.add(Label::new(RichText::new(text).color(tokens(ui).color.text)).wrap());
    ui.add_space(tokens(ui).size.space);
}
