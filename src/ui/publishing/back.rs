//! The former states of Live in this session, to go back to one.

use crate::app::{Action, Answer, Earlier, PublishAction};
use crate::text::Message;
use crate::ui::ctx::{Actions, UiCtx};
use crate::ui::theme::tokens;
use crate::ui::widgets::{Button, DialogButton, Icon, dialog, empty_state};
use egui::{Context, Id, Label, RichText, Ui};

/// Draws the question.
pub(in crate::ui) fn go_back_ui(egui: &Context, ctx: &UiCtx<'_>, actions: &mut Actions) {
    let [title, cancel] = ["publish-back-title", "app-dialog-cancel"].map(|id| ctx.text(id));
    let buttons = [DialogButton::cancel(&cancel)];
    let pressed = dialog(egui, Id::unique("go back"), &title, &buttons, |ui| {
        match ctx.app.publishing().published_before(ctx.catalog()) {
            None => {
                ui.spinner();
            }
            Some([]) => {
                let (title, hint) = (ctx.text("publish-back-none"), ctx.text("publish-back-none-hint"));
                empty_state(ui, Icon::History, &title, &hint, None);
            }
            Some(states) => {
                ui.add(Label::new(ctx.text("publish-back-hint")).wrap());
                for (index, state) in states.iter().enumerate() {
                    state_ui(ui, ctx, index, state, actions);
                }
            }
        }
    });
    actions.extend(pressed.map(|_| Action::Answer(Answer::Cancel)));
}

fn state_ui(ui: &mut Ui, ctx: &UiCtx<'_>, index: usize, state: &Earlier, actions: &mut Actions) {
    ui.horizontal(|ui| {
        let said = Message::new("publish-back-state")
            .with("number", index + 1)
            .with("offers", Message::new("table-count").with("count", state.offers))
            .with("changes", Message::new("compare-count").with("count", state.changes));
        let said = ctx.say(&said);
        let button = ui.add(Button::secondary(&ctx.text("publish-back-accept")));
        ui.ctx().accesskit_node_builder(button.id, |node| node.set_description(said.as_str()));
        if button.clicked() {
            actions.push(Action::Publish(PublishAction::GoBack(index)));
        }
        ui.label(RichText::new(said).color(tokens(ui).color.text));
    });
}
