//! An offer as it will look: its rendered HTML, or a rendered form as it is written.

use super::document_ui;
use crate::engine::Proposed;
use crate::html::{self, Block, Document, Look, MOST_TEXT, Paragraph, Part, Span};
use crate::model::{Content, Value};
use crate::text::cut;
use crate::ui::ctx::{Actions, UiCtx};
use crate::ui::labels::{label_or_name, value_said};
use crate::ui::theme::tokens;
use crate::ui::widgets::key_value;
use egui::{Label, RichText, Ui};

/// Bytes of a value that are shown on one line.
const MOST_VALUE: usize = 1_000;
/// The level of the heading that an offer's title is, where the space renders none.
const OWN_TITLE: u8 = 4;

/// The form in which an offer is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(in crate::ui) enum Form {
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
    pub(in crate::ui) const ALL: [Self; 4] = [Self::Look, Self::Html, Self::Text, Self::Xml];

    /// The message of its name.
    pub(in crate::ui) fn label(self) -> &'static str {
        match self {
            Self::Look => "preview-form-look",
            Self::Html => "preview-form-html",
            Self::Text => "preview-form-text",
            Self::Xml => "preview-form-xml",
        }
    }

    /// Whether an offer has it.
    pub(in crate::ui) fn is_in(self, proposed: &Proposed) -> bool {
        self == Self::Look || self.source(proposed).is_some()
    }

    fn source(self, proposed: &Proposed) -> Option<&String> {
        match self {
            Self::Look => None,
            Self::Html => proposed.look.rendered.html.as_ref(),
            Self::Text => proposed.look.rendered.text.as_ref(),
            Self::Xml => proposed.look.rendered.xml.as_ref(),
        }
    }

    /// What is drawn of an offer as it will look: its rendered HTML or, where the space renders none, its own
    /// title, HTML and text.
    pub(in crate::ui) fn look(proposed: &Proposed) -> Document {
        if let Some(html) = &proposed.look.rendered.html {
            return html::read(html);
        }
        let own = |name: &str| match proposed.look.content.get(name) {
            Some(Value::Text(text)) => Some(text.as_str()),
            _ => None,
        };
        let mut document = own("html").map(html::read).unwrap_or_default();
        document.blocks.splice(0..0, own("title").map(|title| line(title, Some(OWN_TITLE))));
        document.blocks.extend(own("text").map(|text| line(text, None)));
        document.cut |= [own("title"), own("text")].into_iter().flatten().any(|text| text.len() > MOST_TEXT);
        document
    }
}

/// A text as a paragraph or a heading.
fn line(text: &str, heading: Option<u8>) -> Block {
    let look = Look { strong: heading.is_some(), ..Look::default() };
    let part = Part::Text(Span { text: cut(text, MOST_TEXT).into_owned(), look });
    Block::Text(Paragraph { heading, parts: vec![part], ..Paragraph::default() })
}

/// Draws an offer in a form. `look` is what [`Form::look`] made of it.
pub(in crate::ui) fn offer_ui(
    ui: &mut Ui,
    ctx: &UiCtx<'_>,
    proposed: &Proposed,
    (look, form): (&Document, Form),
    actions: &mut Actions,
) {
    match form.source(proposed) {
        Some(source) => source_ui(ui, ctx, source),
        None if form == Form::Look => look_ui(ui, ctx, proposed, look, actions),
        None => {
            let missing = RichText::new(ctx.text("preview-form-missing")).size(tokens(ui).size.small);
            ui.label(missing.color(tokens(ui).color.text_muted));
        }
    }
}

/// A rendered form as it is written.
fn source_ui(ui: &mut Ui, ctx: &UiCtx<'_>, source: &str) {
    let text = RichText::new(cut(source, MOST_TEXT)).monospace().color(tokens(ui).color.text);
    ui.add(Label::new(text).wrap().selectable(true));
    if source.len() > MOST_TEXT {
        let note = RichText::new(ctx.text("render-cut")).color(tokens(ui).color.text_muted);
        ui.add(Label::new(note).wrap());
    }
}

fn look_ui(ui: &mut Ui, ctx: &UiCtx<'_>, proposed: &Proposed, look: &Document, actions: &mut Actions) {
    ui.spacing_mut().item_spacing.y = tokens(ui).size.steps(1.5);
    document_ui(ui, ctx, look, actions);
    fields_ui(ui, ctx, proposed);
    if let Some(Value::Text(url)) = proposed.look.content.get("destination_url") {
        let url = &*cut(url, MOST_VALUE);
        let link = RichText::new(url).size(tokens(ui).size.small).color(tokens(ui).color.link);
        ui.add(Label::new(link).truncate().selectable(true)).on_hover_text(url);
    }
}

/// The offer's own fields, and the address of its image.
fn fields_ui(ui: &mut Ui, ctx: &UiCtx<'_>, proposed: &Proposed) {
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for (name, value) in &proposed.look.content {
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
            key_value(ui, &label, &cut(&value_said(ctx.language, value), MOST_VALUE));
        }
    });
}
