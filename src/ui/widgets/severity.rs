//! How serious something is: its icon, its colours, and the small marks that say so.
//!
//! Colour is never the only signal: each severity has a shape of its own.

use super::Icon;
use super::paint::text_width;
use super::screen_reader::language;
use crate::ui::theme::{Colors, tokens};
use egui::{
    Align2, Color32, Context, CornerRadius, FontId, Label, Rect, Response, RichText, Role, Sense, Ui,
    WidgetInfo, vec2,
};

/// How serious something is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Neither good nor bad.
    Neutral,
    /// Worth knowing.
    Info,
    /// It went well.
    Success,
    /// May be wrong.
    Warning,
    /// Is wrong.
    Error,
}

impl Severity {
    /// Its icon.
    pub fn icon(self) -> Icon {
        match self {
            Self::Neutral | Self::Info => Icon::Info,
            Self::Success => Icon::Success,
            Self::Warning => Icon::Warning,
            Self::Error => Icon::Error,
        }
    }

    /// Its colour as text, and the one behind it.
    pub fn colors(self, color: &Colors) -> (Color32, Color32) {
        match self {
            Self::Neutral => (color.text_muted, color.hover),
            Self::Info => (color.info, color.info_soft),
            Self::Success => (color.success, color.success_soft),
            Self::Warning => (color.warning, color.warning_soft),
            Self::Error => (color.error, color.error_soft),
        }
    }
}

/// A mark on a row or a tab: the worst severity below it, and how many.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Badge {
    /// The worst of them.
    pub severity: Severity,
    /// How many; 0 for the icon alone.
    pub count: usize,
}

impl Badge {
    /// The count as it is painted: what has more than two digits says so.
    fn text(self) -> String {
        match self.count {
            0 => String::new(),
            1..=99 => self.count.to_string(),
            _ => "99+".to_owned(),
        }
    }

    /// The room that it takes, in points.
    pub(super) fn width(self, ui: &Ui) -> f32 {
        let size = &tokens(ui).size;
        size.icon + size.space + text_width(ui, &self.text(), size.small)
    }

    /// Paints icon and count, ending at the right edge, and says where it begins.
    pub(super) fn paint(self, ui: &Ui, right: f32, middle: f32) -> f32 {
        let tokens = tokens(ui);
        let color = self.severity.colors(&tokens.color).0;
        let font = FontId::proportional(tokens.size.small);
        let text =
            ui.painter().text(egui::pos2(right, middle), Align2::RIGHT_CENTER, self.text(), font, color);
        let icon = tokens.size.icon - 1.0;
        let center = egui::pos2(text.left() - tokens.size.space - icon / 2.0, middle);
        self.severity.icon().paint(ui, center, icon, color);
        center.x - icon / 2.0
    }
}

/// Icon and count of a severity. The name says it to those who do not see it.
pub fn badge(ui: &mut Ui, badge: Badge, name: &str) -> Response {
    let size = vec2(badge.width(ui), tokens(ui).size.icon + 2.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, name));
    badge.paint(ui, rect.right(), rect.center().y);
    response.on_hover_text(name)
}

/// A word on a soft ground, for a state: *Live*, *Approved*, *Draft*.
pub fn pill(ui: &mut Ui, text: &str, severity: Severity) -> Response {
    let tokens = tokens(ui);
    let (color, soft) = severity.colors(&tokens.color);
    let size = vec2(text_width(ui, text, tokens.size.small) + tokens.size.steps(4.0), tokens.size.steps(5.0));
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, text));
    ui.painter().rect_filled(rect, CornerRadius::from(rect.height() / 2.0), soft);
    let font = FontId::proportional(tokens.size.small);
    ui.painter().text(rect.center(), Align2::CENTER_CENTER, text, font, color);
    response
}

/// The word for a severity, where it is one of a problem.
pub(in crate::ui) fn severity_word(ctx: &Context, severity: Severity) -> Option<String> {
    let id = match severity {
        Severity::Error => "kit-error",
        Severity::Warning => "kit-warning",
        Severity::Info => "kit-hint",
        Severity::Neutral | Severity::Success => return None,
    };
    Some(language(ctx).text(id))
}

/// A sentence with the icon of its severity, wrapping beside it.
pub fn issue_line(ui: &mut Ui, severity: Severity, text: &str) -> Response {
    let tokens = tokens(ui);
    let color = severity.colors(&tokens.color).0;
    let icon = tokens.size.icon - 1.0;
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = tokens.size.steps(1.5);
        let line = ui.fonts_mut(|fonts| fonts.row_height(&FontId::proportional(tokens.size.small)));
        let (rect, _) = ui.allocate_exact_size(vec2(icon, line), Sense::hover());
        let rect = Rect::from_center_size(rect.center(), vec2(icon, icon));
        severity.icon().paint(ui, rect.center(), icon, color);
        let line = ui.add(Label::new(RichText::new(text).size(tokens.size.small).color(color)).wrap());
        if let Some(word) = severity_word(ui.ctx(), severity) {
            ui.ctx().accesskit_node_builder(line.id, |node| node.set_description(word));
        }
        line
    })
    .inner
}
