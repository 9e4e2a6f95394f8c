//! Below the preview's picker: the contact database that is open, or what is wrong with it; somebody at random, and the next
//! one who matches a rule.

use crate::app::{Action, AudienceAction, DatabaseState, Seeking};
use crate::text::{Arg, Message};
use crate::ui::ctx::{Actions, UiCtx};
use crate::ui::theme::tokens;
use crate::ui::widgets::{Button, Field, Icon, Severity, icon_button, note, row, text_line};
use egui::{Key, Label, RichText, Ui, vec2};

/// What else there is to do about who comes. `field` is the row of the rule, as the pane has rows.
pub(in crate::ui) fn more_ui(ui: &mut Ui, ctx: &UiCtx<'_>, field: Field<'_>, actions: &mut Actions) {
    state_ui(ui, ctx, actions);
    let seeking = ctx.app.audience().seeking();
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(tokens(ui).size.space, 0.0);
        if ui.add(Button::ghost(&ctx.text("who-random")).icon(Icon::Person)).clicked() {
            actions.push(Action::Audience(AudienceAction::Random));
        }
        let icon = if seeking.is_open { Icon::Down } else { Icon::Right };
        let rule = ui.add(Button::ghost(&ctx.text("who-by-rule")).icon(icon));
        ui.ctx().accesskit_node_builder(rule.id, |node| node.set_expanded(seeking.is_open));
        if rule.clicked() {
            actions.push(Action::Audience(AudienceAction::ToggleRule));
        }
    });
    if seeking.is_open {
        rule_ui(ui, ctx, seeking, field, actions);
    }
    if let Some(remark) = &seeking.remark {
        muted(ui, &ctx.say(remark));
    }
}

fn muted(ui: &mut Ui, text: &str) {
    let tokens = tokens(ui);
    let text = RichText::new(text).size(tokens.size.small).color(tokens.color.text_muted);
    ui.add(Label::new(text).wrap());
}

/// The database that is open, or what is wrong with it.
fn state_ui(ui: &mut Ui, ctx: &UiCtx<'_>, actions: &mut Actions) {
    let said = |id: &'static str, file: String| Message::new(id).with("file", file);
    match ctx.app.audience().state() {
        DatabaseState::None => {}
        DatabaseState::Opening(path) => {
            let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
            muted(ui, &ctx.say(&said("who-opening", name)));
        }
        DatabaseState::Open(database) => {
            let open = said("who-open", database.name()).with("count", Arg::count(database.count));
            muted(ui, &ctx.say(&open));
        }
        DatabaseState::Failed(_, message) => {
            note(ui, Severity::Error, &ctx.say(message));
            ui.horizontal_wrapped(|ui| {
                for (id, action) in
                    [("who-retry", AudienceAction::Retry), ("who-command-close", AudienceAction::Close)]
                {
                    if ui.add(Button::secondary(&ctx.text(id))).clicked() {
                        actions.push(Action::Audience(action));
                    }
                }
            });
        }
    }
}

/// The rule, and the button that goes to the next contact who matches it.
fn rule_ui(ui: &mut Ui, ctx: &UiCtx<'_>, seeking: &Seeking, field: Field<'_>, actions: &mut Actions) {
    let (tip, hint) = (ctx.text("who-rule-tip"), ctx.text("who-rule-hint"));
    let mut rule = seeking.rule.clone();
    let next = row(ui, field.tip(&tip), |ui| {
        ui.horizontal(|ui| {
            let size = &tokens(ui).size;
            ui.spacing_mut().item_spacing.x = size.space;
            let width = ui.available_width() - size.control - size.space;
            let line = ui.vertical(|ui| {
                ui.set_max_width(width);
                text_line(ui, &hint, &mut rule)
            });
            let button = icon_button(ui, Icon::Search, &ctx.text("who-rule-next"));
            let line = line.inner;
            let entered = line.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
            if entered {
                line.request_focus();
            }
            if line.changed() {
                actions.push(Action::Audience(AudienceAction::Rule(rule.clone())));
            }
            if entered || button.clicked() {
                actions.push(Action::Audience(AudienceAction::Seek));
            }
            line
        })
        .inner
    });
    drop(next);
    if let Some(count) = seeking.looked_at {
        ui.horizontal(|ui| {
            muted(ui, &ctx.say(&Message::new("who-rule-looking").with("count", Arg::count(count))));
            if icon_button(ui, Icon::Close, &ctx.text("who-rule-stop")).clicked() {
                actions.push(Action::Audience(AudienceAction::StopSeeking));
            }
        });
    }
}
