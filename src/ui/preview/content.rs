//! An offer as it will look: its rendered HTML as readable text, or a rendered form as it is written.

use super::html::{Block, Kind, Look};
use super::muted;
use crate::engine::Proposed;
use crate::model::{Content, Value, label_or_name};
use crate::ui::ctx::UiCtx;
use crate::ui::theme::tokens;
use crate::ui::widgets::key_value;
use egui::text::{LayoutJob, TextFormat};
use egui::{Color32, FontId, Label, RichText, Role, Stroke, Ui, WidgetInfo, vec2};

/// Decimals of a number of an offer.
const DECIMALS: usize = 6;
/// How far the second stroke of a bold text lies beside the first: the font has no bold of its own.
const BOLD: f32 = 0.5;

/// The form in which an offer is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Form {
    /// As it will look.
    #[default]
    Look,
    /// The rendered HTML.
    Html,
    /// The rendered text.
    Text,
    /// The rendered XML.
    Xml,
}

impl Form {
    /// Every form, in the order of the choice.
    pub(super) const ALL: [Self; 4] = [Self::Look, Self::Html, Self::Text, Self::Xml];

    /// The message of its name.
    pub(super) fn label(self) -> &'static str {
        match self {
            Self::Look => "preview-form-look",
            Self::Html => "preview-form-html",
            Self::Text => "preview-form-text",
            Self::Xml => "preview-form-xml",
        }
    }

    /// Whether an offer has it.
    pub(super) fn is_in(self, proposed: &Proposed) -> bool {
        self == Self::Look || self.source(proposed).is_some()
    }

    fn source(self, proposed: &Proposed) -> Option<&String> {
        match self {
            Self::Look => None,
            Self::Html => proposed.html.as_ref(),
            Self::Text => proposed.text.as_ref(),
            Self::Xml => proposed.xml.as_ref(),
        }
    }
}

pub(super) fn content_ui(ui: &mut Ui, ctx: &UiCtx<'_>, proposed: &Proposed, look: &[Block], form: Form) {
    match form.source(proposed) {
        Some(source) => source_ui(ui, source),
        None if form == Form::Look => look_ui(ui, ctx, proposed, look),
        None => {
            ui.label(muted(ui, ctx.text("preview-form-missing")));
        }
    }
}

/// A rendered form as it is written.
fn source_ui(ui: &mut Ui, source: &str) {
    let text = RichText::new(source).monospace().color(tokens(ui).color.text);
    ui.add(Label::new(text).wrap().selectable(true));
}

fn look_ui(ui: &mut Ui, ctx: &UiCtx<'_>, proposed: &Proposed, look: &[Block]) {
    let rendered = proposed.html.is_some();
    ui.spacing_mut().item_spacing.y = tokens(ui).size.steps(1.5);
    let text = |name: &str| match proposed.content.get(name) {
        Some(Value::Text(text)) => Some(text.as_str()),
        _ => None,
    };
    if !rendered && let Some(title) = text("title") {
        rich_ui(ui, &[(title, Look { strong: true, ..Look::default() })], tokens(ui).size.heading);
    }
    for block in look {
        block_ui(ui, block);
    }
    if !rendered && let Some(plain) = text("text") {
        ui.add(Label::new(plain).wrap());
    }
    fields_ui(ui, ctx, proposed);
    if let Some(url) = text("destination_url") {
        let link = RichText::new(url).size(tokens(ui).size.small).color(tokens(ui).color.link);
        ui.add(Label::new(link).truncate().selectable(true)).on_hover_text(url);
    }
}

/// The offer's own fields, and the image's address: images are not loaded.
fn fields_ui(ui: &mut Ui, ctx: &UiCtx<'_>, proposed: &Proposed) {
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for (name, value) in &proposed.content {
            let image = name == "image_url";
            if Content::STANDARD.contains(&name.as_str()) && !image {
                continue;
            }
            let declared = ctx.catalog().offer_fields.iter().find(|field| field.name == *name);
            let label = match declared {
                Some(field) => label_or_name(&field.label, &field.name).to_owned(),
                None if image => ctx.text("preview-image"),
                None => name.clone(),
            };
            key_value(ui, &label, &written(ctx, value));
        }
    });
}

/// A value as the language writes it.
fn written(ctx: &UiCtx<'_>, value: &Value) -> String {
    match value {
        Value::Boolean(true) => ctx.text("preview-yes"),
        Value::Boolean(false) => ctx.text("preview-no"),
        Value::Decimal(number) => ctx.language.number(*number, DECIMALS),
        Value::List(items) => items.join(", "),
        Value::Integer(_) | Value::Text(_) => value.to_string(),
    }
}

fn block_ui(ui: &mut Ui, block: &Block) {
    let size = &tokens(ui).size;
    let heading = block.kind == Kind::Heading;
    let spans: Vec<(&str, Look)> = block
        .spans
        .iter()
        .map(|span| (span.text.as_str(), Look { strong: span.look.strong || heading, ..span.look }))
        .collect();
    match block.kind {
        Kind::Heading => rich_ui(ui, &spans, size.heading),
        Kind::Paragraph => rich_ui(ui, &spans, size.body),
        Kind::Item(number) => {
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = size.steps(1.5);
                ui.label(number.map_or_else(|| "•".to_owned(), |number| format!("{number}.")));
                ui.vertical(|ui| rich_ui(ui, &spans, size.body));
            });
        }
    }
}

/// A paragraph whose parts look different. Bold parts are painted twice, a little apart.
fn rich_ui(ui: &mut Ui, spans: &[(&str, Look)], points: f32) {
    let (at, galley, response) = Label::new(job(ui, spans, points, false)).wrap().layout_in_ui(ui);
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, galley.text()));
    let color = tokens(ui).color.text;
    ui.painter().galley(at, galley, color);
    if spans.iter().any(|(_, look)| look.strong) {
        let galley = ui.painter().layout_job(job(ui, spans, points, true));
        ui.painter().galley(at + vec2(BOLD, 0.0), galley, color);
    }
}

/// The text laid out; with `only_bold`, what is not bold takes its room and cannot be seen.
fn job(ui: &Ui, spans: &[(&str, Look)], points: f32, only_bold: bool) -> LayoutJob {
    let color = &tokens(ui).color;
    let mut job = LayoutJob::default();
    job.wrap.max_width = ui.available_width();
    for (text, look) in spans {
        let shown = if look.link { color.link } else { color.text };
        let shown = if only_bold && !look.strong { Color32::TRANSPARENT } else { shown };
        let format = TextFormat {
            font_id: FontId::proportional(points),
            color: shown,
            italics: look.emphasis,
            strikethrough: if look.struck { Stroke::new(1.0, shown) } else { Stroke::NONE },
            underline: if look.link { Stroke::new(1.0, shown) } else { Stroke::NONE },
            ..TextFormat::default()
        };
        job.append(text, 0.0, format);
    }
    job
}
