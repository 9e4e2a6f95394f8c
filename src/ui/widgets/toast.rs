//! Notifications: short texts in a corner that go away by themselves, except errors.

use super::Severity;
use super::button::icon_button;
use super::paint::as_role;
use super::{Button, Icon};
use crate::text::Language;
use crate::ui::theme::tokens;
use egui::{
    Align2, Area, Context, CornerRadius, Frame, Id, Label, Margin, Order, RichText, Role, Stroke, Ui, vec2,
};

/// Seconds that a notification stays. Errors stay until they are closed.
const SECONDS: f64 = 6.0;

/// So many are kept: older ones make room.
const MOST: usize = 5;

/// A notification.
#[derive(Debug, Clone, PartialEq)]
pub struct Toast {
    /// How serious it is.
    pub severity: Severity,
    /// What happened.
    pub text: String,
    /// The word on its button, if it has one.
    pub action: Option<String>,
}

/// The notifications in sight.
#[derive(Debug, Default)]
pub struct Toasts {
    shown: Vec<ShownToast>,
    pushed: u64,
}

#[derive(Debug)]
struct ShownToast {
    toast: Toast,
    id: u64,
    /// When it goes, in egui's seconds; set at its first frame.
    until: Option<f64>,
}

impl Toasts {
    /// Adds a notification.
    pub fn push(&mut self, severity: Severity, text: impl Into<String>) {
        self.add(Toast { severity, text: text.into(), action: None });
    }

    /// Adds a notification, which may have a button.
    pub fn add(&mut self, toast: Toast) {
        // What is said again, such as by a key that is held, is one notice and not a stack of them.
        self.shown.retain(|shown| shown.toast != toast);
        self.pushed += 1;
        self.shown.push(ShownToast { toast, id: self.pushed, until: None });
        let surplus = self.shown.len().saturating_sub(MOST);
        self.shown.drain(..surplus);
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.shown.is_empty()
    }

    /// Draws them above everything else, and returns the one whose button was pressed.
    pub fn show(&mut self, ctx: &Context, language: Language) -> Option<Toast> {
        self.expire(ctx);
        if self.shown.is_empty() {
            return None;
        }
        // The buttons of a dialog stand at its lower right.
        let dialog = ctx.memory(|memory| memory.top_modal_layer().is_some());
        let (corner, offset) = if dialog { (Align2::RIGHT_TOP, 16.0) } else { (Align2::RIGHT_BOTTOM, -40.0) };
        let area = Area::new(Id::unique("toasts")).order(Order::Tooltip).anchor(corner, vec2(-16.0, offset));
        let (mut closed, mut pressed) = (None, None);
        area.show(ctx, |ui| {
            ui.spacing_mut().item_spacing.y = tokens(ui).size.steps(2.0);
            for shown in &self.shown {
                match toast_ui(ui, shown, language) {
                    Outcome::Stays => {}
                    Outcome::Closed => closed = Some(shown.id),
                    Outcome::Pressed => {
                        closed = Some(shown.id);
                        pressed = Some(shown.toast.clone());
                    }
                }
            }
        });
        self.shown.retain(|shown| Some(shown.id) != closed);
        pressed
    }

    /// Takes away those whose time is over, and asks for a frame when the next one's is.
    fn expire(&mut self, ctx: &Context) {
        let now = ctx.input(|input| input.time);
        for shown in &mut self.shown {
            let lasting = shown.toast.severity == Severity::Error || shown.toast.action.is_some();
            shown.until.get_or_insert(if lasting { f64::INFINITY } else { now + SECONDS });
        }
        self.shown.retain(|shown| shown.until.is_none_or(|until| now < until));
        let next = self.shown.iter().filter_map(|shown| shown.until).fold(f64::INFINITY, f64::min);
        if let Ok(wait) = std::time::Duration::try_from_secs_f64(next - now) {
            ctx.request_repaint_after(wait);
        }
    }
}

enum Outcome {
    Stays,
    Closed,
    Pressed,
}

fn toast_ui(ui: &mut Ui, shown: &ShownToast, language: Language) -> Outcome {
    let tokens = tokens(ui);
    let (size, color) = (&tokens.size, &tokens.color);
    let frame = Frame::new()
        .fill(color.raised)
        .stroke(Stroke::new(1.0, color.border))
        .corner_radius(CornerRadius::from(size.radius + 2.0))
        .shadow(ui.visuals().popup_shadow)
        .inner_margin(Margin { left: 12, right: 6, top: 6, bottom: 6 });
    frame
        .show(ui, |ui| {
            ui.set_width(size.steps(80.0));
            ui.horizontal_top(|ui| toast_parts_ui(ui, shown, language)).inner
        })
        .inner
}

fn toast_parts_ui(ui: &mut Ui, shown: &ShownToast, language: Language) -> Outcome {
    let tokens = tokens(ui);
    let size = &tokens.size;
    let (ink, _) = shown.toast.severity.colors(&tokens.color);
    let (rect, _) = ui.allocate_exact_size(vec2(size.icon, size.control), egui::Sense::hover());
    shown.toast.severity.icon().paint(ui, rect.center(), size.icon + 1.0, ink);
    let pressed = ui.vertical(|ui| {
        ui.set_width(ui.available_width() - size.control - size.steps(2.0));
        ui.add_space(size.steps(1.25));
        let text = ui.add(Label::new(RichText::new(&shown.toast.text).color(tokens.color.text)).wrap());
        let role = if shown.toast.severity == Severity::Error { Role::Alert } else { Role::Status };
        as_role(ui, &text, role, &shown.toast.text);
        shown.toast.action.as_ref().is_some_and(|action| ui.add(Button::secondary(action)).clicked())
    });
    let closed =
        ui.push_id(shown.id, |ui| icon_button(ui, Icon::Close, &language.text("kit-close")).clicked());
    match (pressed.inner, closed.inner) {
        (true, _) => Outcome::Pressed,
        (false, true) => Outcome::Closed,
        (false, false) => Outcome::Stays,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_again_is_one_notice() {
        let mut toasts = Toasts::default();
        for text in ["read-only", "saved", "read-only", "read-only"] {
            toasts.push(Severity::Info, text);
        }
        let texts: Vec<&str> = toasts.shown.iter().map(|shown| shown.toast.text.as_str()).collect();
        assert_eq!(texts, ["saved", "read-only"]);
    }
}
