//! The questions of the explorer: whether to delete what others refer to.

use super::answer::answer;
use crate::app::ExplorerDialog;
use crate::app::difference_words::kind_label;
use crate::model::{FieldKind, Ref};
use crate::text::Message;
use crate::ui::ctx::{Actions, UiCtx};
use crate::ui::labels::title_of;
use crate::ui::theme::tokens;
use crate::ui::widgets::{DialogButton, dialog};
use crate::ui::wizard;
use egui::{Context, Id, Label, RichText, Ui};

/// So many uses are listed; of more only the number is said.
const MOST_USES: usize = 12;

/// Draws the question.
pub(in crate::ui) fn dialog_ui(
    egui: &Context,
    ctx: &UiCtx<'_>,
    question: &ExplorerDialog,
    actions: &mut Actions,
) {
    match question {
        ExplorerDialog::Delete { entities, uses } => delete_ui(egui, ctx, entities, uses, actions),
        ExplorerDialog::NewEnvironment(wizard) => wizard::wizard_ui(egui, ctx, wizard, actions),
    }
}

fn delete_ui(
    egui: &Context,
    ctx: &UiCtx<'_>,
    entities: &[Ref],
    uses: &[(Ref, &'static str)],
    actions: &mut Actions,
) {
    let first = entities.first().map(|it| title_of(it, ctx.catalog())).unwrap_or_default();
    let title = Message::new("explorer-delete-title").with("entity", first);
    let title = title.with("others", entities.len().saturating_sub(1));
    let [delete, cancel] = ["explorer-delete", "app-dialog-cancel"].map(|id| ctx.text(id));
    let buttons = [DialogButton::danger(&delete), DialogButton::cancel(&cancel)];
    let pressed = dialog(egui, Id::unique("delete"), &ctx.say(&title), &buttons, |ui| {
        if uses.is_empty() {
            sentence(ui, &ctx.text("explorer-delete-unused"));
            return;
        }
        sentence(ui, &ctx.say(&Message::new("explorer-delete-used").with("count", uses.len())));
        for (owner, field) in uses.iter().take(MOST_USES) {
            let line = Message::new("explorer-delete-use")
                .with("entity", title_of(owner, ctx.catalog()))
                .with("kind", Message::new(kind_label(owner)))
                .with("field", Message::new(field_label(owner, field)));
            ui.add(Label::new(ctx.say(&line)).wrap());
        }
        if uses.len() > MOST_USES {
            let more = Message::new("explorer-delete-more").with("count", uses.len() - MOST_USES);
            ui.label(RichText::new(ctx.say(&more)).color(tokens(ui).color.text_muted));
        }
    });
    actions.extend(answer(pressed));
}

fn sentence(ui: &mut Ui, text: &str) {
    ui.add(Label::new(text).wrap());
    ui.add_space(tokens(ui).size.space);
}

/// The message of the label of an entity's field; of a choice with a value of its own, that of the value.
pub(in crate::ui) fn field_label(owner: &Ref, field: &str) -> &'static str {
    let Some(declaration) = owner.kind().declaration(field) else { return "forms-target" };
    let FieldKind::Choice(choices) = declaration.holds else { return declaration.label };
    let own = choices().iter().find_map(|choice| match choice.holds {
        FieldKind::Part(fields) => fields().first(),
        _ => None,
    });
    own.unwrap_or(declaration).label
}
