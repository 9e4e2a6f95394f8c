//! The fields of an entity as a table: labels and kinds from their declarations, rules in words, texts as they are shown.
//! Owns how a value of each kind looks. What is left out of the file is left out here.

use super::page::Page;
use crate::app::difference_words::value_words;
use crate::app::pictures;
use crate::document::{CatalogLabels, rule_said};
use crate::html::{Address, safe_fragment};
use crate::model::{Catalog, Declaration, Entity, FieldKind, Ref};
use crate::rule::{parse, span_in_words};
use crate::text::Language;
use serde_json::{Map, Value};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// How entities of a catalog are written.
pub(super) struct Fields<'a> {
    catalog: &'a Arc<Catalog>,
    folder: Option<PathBuf>,
    language: Language,
}

impl<'a> Fields<'a> {
    pub(super) fn of(catalog: &'a Arc<Catalog>, folder: Option<&Path>, language: Language) -> Self {
        Self { catalog, folder: folder.map(Path::to_path_buf), language }
    }

    /// The fields of an entity but some, and but the entities in it.
    pub(super) fn table(&self, page: &mut Page, at: &Ref, entity: &Entity, without: &[&str]) {
        let Some(Value::Object(map)) = entity.value_at(&[]) else { return };
        let declarations = at.kind().declarations();
        let shown = declarations.iter().filter(|it| !without.contains(&it.name));
        self.rows(page, at, shown, &map);
    }

    fn rows<'d>(
        &self,
        page: &mut Page,
        at: &Ref,
        declarations: impl Iterator<Item = &'d Declaration>,
        map: &Map<String, Value>,
    ) {
        let mut is_open = false;
        for declaration in declarations {
            let Some(value) = map.get(declaration.name) else { continue };
            if matches!(declaration.holds, FieldKind::Entities(_)) {
                continue;
            }
            if !std::mem::replace(&mut is_open, true) {
                page.open("table", "fields");
            }
            page.open("tr", "");
            page.raw("<th scope=\"row\">");
            page.text(&self.language.text(declaration.label));
            page.close("th");
            page.open("td", "");
            self.value(page, at, Some(declaration.name), &declaration.holds, value);
            page.close("td");
            page.close("tr");
        }
        if is_open {
            page.close("table");
        }
    }

    fn value(&self, page: &mut Page, at: &Ref, name: Option<&str>, holds: &FieldKind, value: &Value) {
        match (holds, value) {
            (FieldKind::Rule(_) | FieldKind::Formula, Value::String(rule)) => self.rule(page, at, rule),
            (FieldKind::Template, Value::String(text)) => self.template(page, name, text),
            (FieldKind::Value(inner), _) => self.value(page, at, None, inner, value),
            (FieldKind::Span, Value::String(text)) => match text.parse::<crate::model::Span>() {
                Ok(span) => page.text(&self.language.say_briefly(&span_in_words(span.seconds()))),
                Err(_) => page.text(text),
            },
            (FieldKind::Reference(kind), Value::String(named)) => {
                let found = Ref::named(*kind, at.environment(), named);
                let labelled = found.and_then(|it| Some(self.catalog.entity(&it)?.title(self.catalog)));
                page.text(labelled.as_deref().unwrap_or(named));
                if labelled.as_ref().is_some_and(|label| label != named) {
                    page.element("code", "", named);
                }
            }
            (FieldKind::Part(declarations), Value::Object(map)) => {
                self.rows(page, at, declarations().iter(), map);
            }
            (FieldKind::List(FieldKind::Part(declarations)), Value::Array(items)) => {
                self.list(page, at, declarations(), items);
            }
            (FieldKind::Map(_, inner), Value::Object(map)) => self.map(page, at, inner, map),
            (_, Value::String(text))
                if holds.choice(text).is_none() && !matches!(holds, FieldKind::Moment) =>
            {
                page.element("span", "written", text);
            }
            _ => page.text(&value_words(self.language, holds, value)),
        }
    }

    /// A rule or formula in words, and as it is written.
    fn rule(&self, page: &mut Page, at: &Ref, rule: &str) {
        let labels = CatalogLabels::of(self.catalog, at);
        let said = parse(rule).ok().and_then(|parsed| rule_said(&parsed, &labels, self.language));
        if let Some(said) = said {
            page.element("p", "said", &said);
        }
        page.element("code", "rule", rule);
    }

    /// A text of an offer or a space: HTML as it looks, made safe, addresses as links, pictures.
    fn template(&self, page: &mut Page, name: Option<&str>, text: &str) {
        match name {
            Some("html") if !text.contains("{%") && !text.contains("{{") => {
                let folder = self.folder.clone();
                let picture = move |address: &str| pictures::data_url(folder.as_deref(), address);
                page.open("div", "look");
                page.raw(&safe_fragment(text, picture));
                page.close("div");
            }
            Some("image_url") => {
                if let Some(data) = pictures::data_url(self.folder.as_deref(), text) {
                    page.picture(&data, "");
                }
                address(page, text);
            }
            Some("destination_url") => address(page, text),
            _ => page.element("span", "written", text),
        }
    }

    /// A list of parts: a column for each field that one of them has.
    fn list(&self, page: &mut Page, at: &Ref, declarations: &[Declaration], items: &[Value]) {
        let has = |item: &Value, name: &str| item.get(name).is_some();
        let used: Vec<&Declaration> =
            declarations.iter().filter(|it| items.iter().any(|item| has(item, it.name))).collect();
        if used.is_empty() {
            return;
        }
        page.open("table", "list");
        page.open("thead", "");
        page.open("tr", "");
        for declaration in &used {
            page.raw("<th scope=\"col\">");
            page.text(&self.language.text(declaration.label));
            page.close("th");
        }
        page.close("tr");
        page.close("thead");
        page.open("tbody", "");
        for item in items {
            page.open("tr", "");
            for declaration in &used {
                page.open("td", "");
                if let Some(value) = item.get(declaration.name) {
                    self.value(page, at, Some(declaration.name), &declaration.holds, value);
                }
                page.close("td");
            }
            page.close("tr");
        }
        page.close("tbody");
        page.close("table");
    }

    fn map(&self, page: &mut Page, at: &Ref, inner: &FieldKind, map: &Map<String, Value>) {
        page.open("table", "fields");
        for (key, value) in map {
            page.open("tr", "");
            page.raw("<th scope=\"row\">");
            page.text(&self.key(at, key));
            page.close("th");
            page.open("td", "");
            self.value(page, at, None, inner, value);
            page.close("td");
            page.close("tr");
        }
        page.close("table");
    }

    /// What a key is called: an offer field, a space of the environment, else as it is written.
    fn key(&self, at: &Ref, key: &str) -> String {
        let field = self.catalog.offer_fields.iter().find(|field| field.name == key);
        let label = field.map(|field| field.label.as_str()).or_else(|| {
            let environment = self.catalog.environment(at.environment()?)?;
            environment.space(key).map(|space| space.label.as_str())
        });
        label.filter(|label| !label.is_empty()).unwrap_or(key).to_owned()
    }
}

/// An address as a link, where it leads to the web.
fn address(page: &mut Page, text: &str) {
    match Address::of(text) {
        Address::Web(whole) => page.web_link(&whole, text),
        Address::Data => {}
        _ => page.element("span", "written", text),
    }
}
