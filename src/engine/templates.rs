//! The templates of spaces and of the content fields of offers. Owns when they are read: at their first use, and once
//! for each plan.

use crate::model::{Content, Rendering, Value};
use crate::rule::{Template, TemplateKind};
use crate::text::Message;
use std::collections::HashMap;
use std::sync::OnceLock;

/// The templates of a space, read when the first offer is shown on it. One that cannot be read renders nothing,
/// and the decision says why.
#[derive(Debug, Default)]
pub(super) struct SpaceTemplates(OnceLock<[Option<Result<Template, Message>>; 3]>);

impl SpaceTemplates {
    /// Those of HTML, text and XML.
    pub(super) fn read(&self, rendering: &Rendering) -> &[Option<Result<Template, Message>>; 3] {
        let read = |source: &str, kind: TemplateKind| {
            (!source.is_empty()).then(|| Template::compile(source, kind).map_err(|wrong| wrong.message))
        };
        self.0.get_or_init(|| {
            [
                read(&rendering.html, TemplateKind::Html),
                read(&rendering.text, TemplateKind::Text),
                read(&rendering.xml, TemplateKind::Xml),
            ]
        })
    }
}

/// The content fields of an offer that name values, those of its spaces too. Read when the offer is shown
/// first: of thousands of offers a call shows a few.
#[derive(Debug, Default)]
pub(super) struct FieldTemplates(OnceLock<HashMap<String, Vec<FieldTemplate>>>);

/// A content field that names values, among those of one name. The name matters beside its text: only the field
/// `html` is HTML.
#[derive(Debug)]
struct FieldTemplate {
    source: String,
    template: Result<Template, Message>,
}

impl FieldTemplates {
    /// What is read of a content field that names values; `None` where the field names none.
    pub(super) fn of(&self, offer: &Content, name: &str, source: &str) -> Option<&Result<Template, Message>> {
        let fields = self.0.get_or_init(|| read_fields(offer));
        fields.get(name)?.iter().find(|field| field.source == source).map(|field| &field.template)
    }

    /// Whether one of them names a variable.
    pub(super) fn any_names(&self, offer: &Content, name: &str) -> bool {
        let mut fields = self.0.get_or_init(|| read_fields(offer)).values().flatten();
        fields.any(|field| field.template.as_ref().is_ok_and(|template| template.names_variable(name)))
    }

    /// Whether nothing but a missing value can keep a part of them from being filled in.
    pub(super) fn are_plain(&self, offer: &Content) -> bool {
        let mut fields = self.0.get_or_init(|| read_fields(offer)).values().flatten();
        fields.all(|field| field.template.as_ref().is_ok_and(Template::is_plain))
    }
}

fn read_fields(offer: &Content) -> HashMap<String, Vec<FieldTemplate>> {
    let mut read: HashMap<String, Vec<FieldTemplate>> = HashMap::new();
    for content in offer.spaces.values().chain([offer]) {
        let standard = Content::STANDARD.iter().filter_map(|name| Some((*name, content.standard(name)?)));
        let own = content.fields.iter().filter_map(|(name, value)| match value {
            Value::Text(text) => Some((name.as_str(), text.as_str())),
            _ => None,
        });
        for (name, source) in standard.chain(own) {
            if let Some(template) = Template::of_field(name, source).transpose() {
                let template = template.map_err(|wrong| wrong.message);
                let field = FieldTemplate { source: source.to_owned(), template };
                read.entry(name.to_owned()).or_default().push(field);
            }
        }
    }
    read
}
