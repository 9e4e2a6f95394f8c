//! The live preview pane: who, how they came, where and when; and what the engine answers.
//!
//! Reads the preview of the application and pushes what a person asks for. Decides nothing: the path, the
//! ranks and the reasons are those of the engine's decision.

mod call_data;
mod changes;
mod copy;
mod digest;
mod excluded;
mod inputs;
mod lists;
mod live;
mod offers;
mod page;
mod parts;
mod path;
mod storing;
mod unapproved;
mod when;

use super::command::command_button;
use super::ctx::{Actions, UiCtx};
use super::theme::tokens;
use super::widgets::{Icon, Severity, announce, empty_state, note, panel_header};
use crate::app::{Action, Command, ExplorerAction};
use crate::document::Creatable;
use crate::model::{Ref, Stage};
use egui::{Margin, ScrollArea, Ui};
use parts::{answer_id, muted, part_ui, sentence, space_ref};

/// Draws the pane.
pub(super) fn preview_ui(ui: &mut Ui, ctx: &UiCtx<'_>, actions: &mut Actions) {
    let margin = Margin { left: 12, right: 12, top: 4, bottom: 16 };
    egui::Frame::new().inner_margin(Margin::symmetric(8, 0)).show(ui, |ui| header_ui(ui, ctx, actions));
    let Some(answer) = ctx.app.preview().decision() else {
        return no_space_ui(ui, ctx, actions);
    };
    page::widen(ui, ctx);
    let area = ScrollArea::vertical().id_salt("preview").auto_shrink([false, false]);
    area.show(ui, |ui| {
        egui::Frame::new().inner_margin(margin).show(ui, |ui| {
            ui.set_max_width(ui.available_width());
            let lists = lists::Lists::of(ui, ctx);
            inputs::inputs_ui(ui, ctx, &lists, actions);
            match answer {
                Ok(decision) if ctx.app.preview().is_page() => {
                    path::path_ui(ui, ctx, decision, actions);
                    storing::storing_ui(ui, ctx, actions);
                    page::columns_ui(ui, ctx, actions);
                }
                Ok(decision) => {
                    let digest = digest::Digest::of(ui, decision, None);
                    path::path_ui(ui, ctx, decision, actions);
                    storing::storing_ui(ui, ctx, actions);
                    offers::offers_ui(ui, ctx, &digest, actions);
                    excluded::excluded_ui(ui, ctx, &digest, actions);
                    unapproved::unapproved_ui(ui, ctx, decision, actions);
                }
                Err(error) => {
                    ui.add_space(tokens(ui).size.steps(2.0));
                    let text = sentence(&ctx.say(&error.message));
                    announce(ui, answer_id(), &text);
                    note(ui, Severity::Error, &text);
                }
            }
        });
    });
}

/// No space can be called yet: makes the first one, or the environment that it needs.
fn no_space_ui(ui: &mut Ui, ctx: &UiCtx<'_>, actions: &mut Actions) {
    let design = ctx.catalog().environments.iter().find(|environment| environment.stage != Stage::Live);
    let (button, action) = match design {
        Some(environment) => {
            let parent = Ref::Environment(environment.name.clone());
            (
                ctx.text(Creatable::Space.title()),
                Action::Explorer(ExplorerAction::Create(Creatable::Space, parent)),
            )
        }
        None => (ctx.title(Command::NewEnvironment), Action::Run(Command::NewEnvironment)),
    };
    let (title, hint) = (ctx.text("preview-no-space"), ctx.text("preview-no-space-hint"));
    if empty_state(ui, Icon::Space, &title, &hint, Some(&button)) {
        actions.push(action);
    }
}

fn header_ui(ui: &mut Ui, ctx: &UiCtx<'_>, actions: &mut Actions) {
    panel_header(ui, &ctx.text("app-command-preview"), |ui| {
        let commands = [(Command::ForgetTrial, Icon::Undo), (Command::SaveScenario, Icon::Scenario)];
        for (command, icon) in commands {
            if command == Command::ForgetTrial && !command.enabled(ctx.app) {
                continue;
            }
            command_button(ui, ctx, command, icon, actions);
        }
    });
}

#[cfg(test)]
mod tests {
    use super::sentence;

    #[test]
    fn a_sentence_starts_with_a_capital_unless_it_starts_with_a_name() {
        assert_eq!(sentence("the offer is disabled"), "The offer is disabled");
        assert_eq!(sentence("émission"), "Émission");
        assert_eq!(sentence("call.language is missing"), "call.language is missing");
        assert_eq!(sentence(""), "");
    }
}
