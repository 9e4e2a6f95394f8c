//! The question about a decision: which parts, for which spaces, why, and by whom.

use super::part_label;
use crate::app::{Action, Answer, Dialog, ReviewDialog};
use crate::model::{ApprovalPart, Ref, Verdict};
use crate::text::Message;
use crate::ui::ctx::{Actions, UiCtx};
use crate::ui::labels::{label_or_name, title_of};
use crate::ui::theme::tokens;
use crate::ui::widgets::{DialogButton, Field, begin_here, check_box, dialog, multiline_row, row, text_row};
use egui::{Context, Id, Label, RichText, Ui};

/// The lines of the comment.
const COMMENT_LINES: usize = 2;

/// Draws the question.
pub(in crate::ui) fn review_ui(egui: &Context, ctx: &UiCtx<'_>, asked: &ReviewDialog, actions: &mut Actions) {
    let (title, word) = match asked.review.verdict {
        Verdict::Approved => ("approval-title-approve", "approval-command-approve"),
        Verdict::Rejected => ("approval-title-reject", "approval-command-reject"),
        Verdict::Reset => ("approval-title-reset", "approval-command-ask-again"),
    };
    let first = asked.offers.first().map(|at| title_of(at, ctx.catalog())).unwrap_or_default();
    let title = Message::new(title).with("entity", first).with("others", asked.offers.len() - 1);
    let [word, cancel] = [word, "app-dialog-cancel"].map(|id| ctx.text(id));
    let word = word.trim_end_matches('…');
    let accept = DialogButton::accept(word).enabled(asked.is_complete());
    let buttons = [accept, DialogButton::cancel(&cancel)];
    let mut next = asked.clone();
    let pressed = dialog(egui, Id::unique("review"), &ctx.say(&title), &buttons, |ui| {
        ui.spacing_mut().item_spacing.y = tokens(ui).size.steps(2.0);
        parts_ui(ui, ctx, &mut next);
        if next.review.verdict == Verdict::Approved && next.review.parts.contains(&ApprovalPart::Content) {
            spaces_ui(ui, ctx, &mut next);
        }
        let (label, hint) = (ctx.text("compare-comment"), ctx.text("approval-comment-hint"));
        let field = Field::new(&label).key("comment").hint(&hint);
        begin_here(&multiline_row(ui, field, &mut next.review.comment, COMMENT_LINES));
        let (label, hint) = (ctx.text("approval-author"), ctx.text("approval-author-hint"));
        text_row(ui, Field::new(&label).key("author").hint(&hint), &mut next.author);
    });
    if next != *asked {
        actions.push(Action::Keep(Dialog::Review(next)));
    }
    let answers = [Answer::Accept, Answer::Cancel];
    actions.extend(pressed.and_then(|index| answers.into_iter().nth(index)).map(Action::Answer));
}

fn parts_ui(ui: &mut Ui, ctx: &UiCtx<'_>, asked: &mut ReviewDialog) {
    let label = ctx.text("approval-parts");
    row(ui, Field::new(&label).key("parts"), |ui| {
        ui.horizontal_wrapped(|ui| {
            for part in ApprovalPart::ALL {
                let mut on = asked.review.parts.contains(&part);
                if check_box(ui, &mut on, &ctx.text(part_label(part))).changed() {
                    let of =
                        |it: &ApprovalPart| if *it == part { on } else { asked.review.parts.contains(it) };
                    asked.review.parts = ApprovalPart::ALL.into_iter().filter(of).collect();
                }
                ui.add_space(tokens(ui).size.steps(3.0));
            }
        })
        .response
    });
}

/// The spaces that content is approved for; all, where the offers are of several environments.
fn spaces_ui(ui: &mut Ui, ctx: &UiCtx<'_>, asked: &mut ReviewDialog) {
    let environment = asked.offers.first().and_then(Ref::environment);
    let environment = environment.and_then(|name| ctx.catalog().environment(name));
    let label = ctx.text("approval-spaces");
    row(ui, Field::new(&label).key("spaces"), |ui| {
        ui.vertical(|ui| {
            let (Some(chosen), Some(environment)) = (&mut asked.review.spaces, environment) else {
                ui.add(Label::new(ctx.text("approval-all-spaces")).wrap());
                return;
            };
            if environment.spaces.is_empty() {
                let none = RichText::new(ctx.text("approval-no-spaces")).color(tokens(ui).color.text_muted);
                ui.add(Label::new(none).wrap());
            }
            for space in &environment.spaces {
                let mut on = chosen.contains(&space.name);
                if check_box(ui, &mut on, label_or_name(&space.label, &space.name)).changed() {
                    let of = |name: &String| if *name == space.name { on } else { chosen.contains(name) };
                    let all = environment.spaces.iter().map(|it| it.name.clone());
                    *chosen = all.filter(of).collect();
                }
            }
        })
        .response
    });
}
