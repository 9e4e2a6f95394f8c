//! The questions of the explorer: another name, and whether to delete what others refer to.

use super::answer::answer;
use crate::app::{Action, Dialog, ExplorerDialog};
use crate::document::renamed;
use crate::model::{FieldKind, Ref, is_name};
use crate::text::Message;
use crate::ui::ctx::{Actions, UiCtx};
use crate::ui::forms::kind_label;
use crate::ui::labels::title_of;
use crate::ui::theme::tokens;
use crate::ui::widgets::{DialogButton, Field, FieldIssue, Severity, dialog, text_row};
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
        ExplorerDialog::Rename { entity, name } => rename_ui(egui, ctx, entity, name, actions),
        ExplorerDialog::Delete { entities, uses } => delete_ui(egui, ctx, entities, uses, actions),
        ExplorerDialog::NewEnvironment(wizard) => wizard::wizard_ui(egui, ctx, wizard, actions),
    }
}

fn rename_ui(egui: &Context, ctx: &UiCtx<'_>, entity: &Ref, name: &str, actions: &mut Actions) {
    let title = Message::new("explorer-rename-title").with("entity", title_of(entity, ctx.catalog()));
    let [rename, cancel] = ["explorer-rename", "app-dialog-cancel"].map(|id| ctx.text(id));
    let problem = problem(ctx, entity, name);
    let enabled = problem.is_none() && name != entity.name();
    let buttons = [DialogButton::accept(&rename).enabled(enabled), DialogButton::cancel(&cancel)];
    let mut typed = name.to_owned();
    let mut entered = false;
    let pressed = dialog(egui, Id::unique("rename"), &ctx.say(&title), &buttons, |ui| {
        let (label, hint) = (ctx.text("forms-name"), ctx.text("forms-name-hint"));
        let issues: Vec<FieldIssue> =
            problem.into_iter().map(|text| FieldIssue { severity: Severity::Error, text }).collect();
        let field = Field::new(&label).key("new name").hint(&hint).issues(&issues);
        let response = text_row(ui, field, &mut typed);
        entered = response.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
    });
    if typed != name {
        let question = ExplorerDialog::Rename { entity: entity.clone(), name: typed };
        actions.push(Action::Keep(Dialog::Explorer(question)));
    }
    actions.extend(answer(pressed.or((entered && enabled).then_some(0))));
}

/// Why an entity cannot have a name.
fn problem(ctx: &UiCtx<'_>, entity: &Ref, name: &str) -> Option<String> {
    if name == entity.name() {
        return None;
    }
    if !is_name(name) {
        return Some(ctx.text("forms-name-invalid"));
    }
    let taken = renamed(entity, name).is_some_and(|other| ctx.catalog().entity(&other).is_some());
    taken.then(|| ctx.say(&Message::new("forms-name-taken").with("name", name)))
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
