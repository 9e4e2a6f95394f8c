//! The bell of the status bar, and the history of notices that it opens.

use crate::app::{Action, NoticeKind, PastNotice};
use crate::text::Message;
use crate::ui::ctx::{Actions, UiCtx};
use crate::ui::theme::tokens;
use crate::ui::widgets::{Button, Icon, Severity, icon_button, menu};
use egui::{Label, Popup, PopupCloseBehavior, RichText, ScrollArea, Ui, vec2};

pub(super) fn bell_ui(ui: &mut Ui, ctx: &UiCtx<'_>, actions: &mut Actions) {
    let count = ctx.app.past_notices().len();
    let name = ctx.say(&Message::new("find-notices").with("count", count));
    let bell = icon_button(ui, Icon::Bell, &name);
    let size = &tokens(ui).size;
    let popup = Popup::menu(&bell).close_behavior(PopupCloseBehavior::CloseOnClickOutside);
    menu(popup.accessible_name(name), |ui| {
        ui.set_width(size.steps(100.0));
        if count == 0 {
            ui.label(RichText::new(ctx.text("find-no-notices")).color(tokens(ui).color.text_muted));
            return;
        }
        let area = ScrollArea::vertical().max_height(size.steps(80.0)).auto_shrink([false, true]);
        area.show(ui, |ui| ctx.app.past_notices().for_each(|past| notice_ui(ui, ctx, past)));
        ui.separator();
        if ui.add(Button::ghost(&ctx.text("find-clear-notices")).icon(Icon::Delete)).clicked() {
            actions.push(Action::ClearNotices);
        }
    });
}

/// How a notice of that kind is shown.
pub(super) fn severity(kind: NoticeKind) -> Severity {
    match kind {
        NoticeKind::Done => Severity::Success,
        NoticeKind::Info => Severity::Info,
        NoticeKind::Failed => Severity::Error,
    }
}

fn notice_ui(ui: &mut Ui, ctx: &UiCtx<'_>, past: &PastNotice) {
    let tokens = tokens(ui);
    let size = &tokens.size;
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = size.steps(2.0);
        let kind = severity(past.notice.kind);
        let (rect, _) = ui.allocate_exact_size(vec2(size.icon, size.row), egui::Sense::hover());
        kind.icon().paint(ui, rect.center(), size.icon, kind.colors(&tokens.color).0);
        let time = past.at.to_zoned(jiff::tz::TimeZone::system()).strftime("%H:%M:%S").to_string();
        ui.label(RichText::new(time).size(size.small).monospace().color(tokens.color.text_muted));
        ui.add(Label::new(ctx.say(&past.notice.message)).wrap());
    });
}
