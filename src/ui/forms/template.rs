//! A template in a form: a space's, or a content field that may name values. Coloured, with what can stand where
//! somebody types, and what is wrong with it below and in the text, with line and column.

use super::Form;
use crate::check::{danger_message, doubtful_names, holds, template_dangers};
use crate::model::{Catalog, Space, Step};
use crate::rule::{
    Candidate, CandidateKind, Schema, Tag, TagKind, Template, TemplateKind, TemplateNames, WordKind,
    complete_template, line_column, tags, without_tags, words,
};
use crate::text::Message;
use crate::ui::labels::label_or_name;
use crate::ui::later::later;
use crate::ui::memo::Same;
use crate::ui::theme::tokens;
use crate::ui::widgets::{
    CodeField, CodeLook, CompleteItem, Completions, Field, FieldIssue, Paint, Severity, code_edit, row,
};
use egui::{Response, Ui};
use std::ops::Range;
use std::sync::Arc;

/// The codes of what is said here as it is typed; checking says it too, a moment later and without its line.
const SAID_HERE: [&str; 5] = [
    "template_error",
    "template_unknown_field",
    "template_undeclared_field",
    "template_risk",
    "active_content",
];

/// What is wrong with a template that is said: nobody reads more below a field.
const MOST_ISSUES: usize = 50;
/// The longest template that is coloured, in bytes: it is done while it is drawn.
const MOST_COLOURED: usize = 100_000;

/// What a template is of.
#[derive(Clone, Copy)]
pub(super) enum Of<'a> {
    /// A space's rendering.
    Space(&'a Space, TemplateKind),
    /// A content field, by its name.
    Content(&'a str),
}

/// The same, for a worker.
enum Owned {
    Space(Box<Space>, TemplateKind),
    Content(String),
}

impl Owned {
    fn of(&self) -> Of<'_> {
        match self {
            Self::Space(space, kind) => Of::Space(space, *kind),
            Self::Content(name) => Of::Content(name),
        }
    }
}

impl Of<'_> {
    fn owned(self) -> Owned {
        match self {
            Self::Space(space, kind) => Owned::Space(Box::new(space.clone()), kind),
            Self::Content(name) => Owned::Content(name.to_owned()),
        }
    }

    fn is_html(self) -> bool {
        matches!(self, Self::Space(_, TemplateKind::Html) | Self::Content("html"))
    }

    fn has_elements(self) -> bool {
        self.is_html() || matches!(self, Self::Space(_, TemplateKind::Xml))
    }

    fn compile(self, source: &str) -> Result<Option<Template>, crate::rule::Diagnostic> {
        match self {
            Self::Space(_, kind) => Template::compile(source, kind).map(Some),
            Self::Content(name) => Template::of_field(name, source),
        }
    }
}

/// A template's row.
#[derive(Clone, Copy)]
pub(super) struct TemplateRow<'a> {
    pub(super) of: Of<'a>,
    pub(super) key: &'a str,
    pub(super) title: &'a str,
    /// Its explanation, under the pointer.
    pub(super) tip: &'a str,
    pub(super) hint: &'a str,
    pub(super) placeholder: &'a str,
    pub(super) path: &'a [Step],
    /// The lines that it shows at least; one for a field of one line.
    pub(super) lines: usize,
}

/// What came of reading a template, which a worker does once a change.
struct Read {
    source: String,
    look: Arc<CodeLook>,
    wrong: Vec<(Severity, Message)>,
    undeclared: Vec<String>,
}

/// What was done in a template's row.
pub(super) struct TemplateEdit {
    /// The text, when it was changed.
    pub(super) changed: Option<String>,
    /// Whether a field was put into it, which is a step of its own.
    pub(super) inserted: bool,
    /// The content fields that it names and its space does not declare.
    pub(super) undeclared: Vec<String>,
}

impl Form<'_, '_> {
    /// The row of a template.
    pub(super) fn template_row(
        &mut self,
        ui: &mut Ui,
        template: TemplateRow<'_>,
        source: &str,
    ) -> TemplateEdit {
        let schema = self.schema(ui);
        let read = self.read_template(ui, template, &schema, source);
        let mut issues: Vec<FieldIssue> = self.issues_that(|issue| {
            issue.place.field.starts_with(template.path) && !SAID_HERE.contains(&issue.code)
        });
        let wrong = read.iter().flat_map(|read| &read.wrong);
        issues.extend(
            wrong.map(|(severity, text)| FieldIssue { severity: *severity, text: self.ctx.say(text) }),
        );
        let mut text = source.to_owned();
        let field = Field::new(template.title)
            .key(template.key)
            .tip(template.tip)
            .hint(template.hint)
            .issues(&issues);
        let content = content_names(self.ctx.catalog(), template.of);
        let mut inserted = false;
        let response = row(ui, field.enabled(self.enabled), |ui| {
            let code = CodeField {
                id: ui.make_persistent_id("input"),
                lines: template.lines,
                numbered: template.lines > 1 && template.of.has_elements(),
                mono: template.of.has_elements() || matches!(template.of, Of::Space(..)),
                placeholder: template.placeholder,
            };
            let mut look = |text: &str| match &read {
                Some(read) if read.source == text => Arc::clone(&read.look),
                _ => Arc::new(look_of(text, template.of.has_elements())),
            };
            let names = TemplateNames { content: &content, schema: &schema };
            let mut complete = |text: &str, at| self.completions(text, at, names, template.of);
            let field = |ui: &mut Ui, text: &mut String| code_edit(ui, code, text, &mut look, &mut complete);
            before_button(ui, &mut text, field, |ui, text| {
                let what = (template.of, template.title, &schema);
                inserted = self.insert_ui(ui, what, code.id, text);
            })
        });
        self.settle(&response);
        self.lead_to_place(ui, template.path, &response);
        let changed = (response.changed() || inserted).then_some(text);
        let undeclared = read.map(|read| read.undeclared.clone()).unwrap_or_default();
        TemplateEdit { changed, inserted, undeclared }
    }

    /// What came of reading a template; until it is read, what came of the text before.
    fn read_template(
        &mut self,
        ui: &Ui,
        template: TemplateRow<'_>,
        schema: &Schema,
        source: &str,
    ) -> Option<Arc<Read>> {
        let id = ui.scope_id().with(("template", template.key));
        let catalog = Same(Arc::clone(self.ctx.catalog()));
        let order = || {
            let (of, schema, source) = (template.of.owned(), schema.clone(), source.to_owned());
            move || read(&of, &schema, source)
        };
        later(ui.ctx(), id, (source.to_owned(), catalog), self.actions, order).0
    }

    fn completions(
        &self,
        text: &str,
        at: usize,
        names: TemplateNames<'_>,
        of: Of<'_>,
    ) -> Option<Completions> {
        let completed = complete_template(text, at, names)?;
        let item = |candidate: Candidate| CompleteItem {
            detail: self.candidate_detail(&candidate, of),
            text: candidate.text,
        };
        Some(Completions {
            replaces: completed.replaces,
            items: completed.candidates.into_iter().map(item).collect(),
        })
    }

    /// What a candidate is, in words.
    fn candidate_detail(&self, candidate: &Candidate, of: Of<'_>) -> String {
        let id = match &candidate.kind {
            CandidateKind::Content => {
                let declared = match of {
                    Of::Space(space, _) => space.content_fields.iter().find(|it| it.name == candidate.text),
                    Of::Content(_) => None,
                };
                match declared {
                    Some(field) if field.required => "render-candidate-required",
                    Some(_) => "render-candidate-content",
                    None => "render-candidate-undeclared",
                }
            }
            CandidateKind::Variable => match candidate.text.as_str() {
                "offer" => "render-candidate-offer",
                "profile" => "render-candidate-profile",
                "call" => "render-candidate-call",
                _ => "render-candidate-proposition",
            },
            CandidateKind::Field(Some(field_type)) => field_type.choice_label(),
            CandidateKind::Field(None) => return String::new(),
            CandidateKind::Item => "render-candidate-item",
            CandidateKind::Filter => "render-candidate-filter",
            CandidateKind::Test => "render-candidate-test",
            CandidateKind::Block => "render-candidate-block",
        };
        self.text(id)
    }
}

/// A field as wide as the room there is, with a button behind it.
fn before_button(
    ui: &mut Ui,
    text: &mut String,
    field: impl FnOnce(&mut Ui, &mut String) -> Response,
    button: impl FnOnce(&mut Ui, &mut String),
) -> Response {
    let size = &tokens(ui).size;
    let row = ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = size.space;
        let room = ui.available_width() - size.control - size.space;
        let field = ui.vertical(|ui| {
            ui.set_max_width(room);
            field(ui, text)
        });
        button(ui, text);
        field.inner
    });
    row.inner
}

/// The content fields that a space's template can name: those that it declares, then the others.
fn content_names(catalog: &Catalog, of: Of<'_>) -> Vec<String> {
    let Of::Space(space, _) = of else { return Vec::new() };
    let declared = space.content_fields.iter().map(|field| field.name.as_str());
    let own = catalog.offer_fields.iter().map(|field| field.name.as_str());
    let mut names: Vec<String> = Vec::new();
    for name in declared.chain(crate::model::Content::STANDARD).chain(own) {
        if names.iter().all(|known| known != name) {
            names.push(name.to_owned());
        }
    }
    names
}

fn read(of: &Owned, schema: &Schema, source: String) -> Read {
    let (of, text) = (of.of(), source.as_str());
    let mut found: Vec<(Severity, Range<usize>, Message)> = Vec::new();
    let mut undeclared: Vec<String> = Vec::new();
    match of.compile(text) {
        Err(problem) => found.push((Severity::Error, problem.span, problem.message)),
        Ok(None) => {}
        Ok(Some(template)) => {
            let risks = template.risks(&|name| holds(name, schema)).into_iter();
            found.extend(risks.map(|risk| (Severity::Warning, risk.span, risk.message)));
            let space = if let Of::Space(space, _) = of { Some(space) } else { None };
            for doubt in doubtful_names(&template, text, schema, space) {
                let label = space.map_or("", |space| label_or_name(&space.label, &space.name));
                let message = if doubt.undeclared {
                    let field = doubt.name.split('.').next().unwrap_or_default().to_owned();
                    undeclared.push(field);
                    Message::new("check-template-undeclared-field").with("space", label)
                } else {
                    Message::new("check-template-unknown-field")
                };
                let message = message.with("name", &doubt.name);
                let places = doubt.places.into_iter();
                found.extend(places.map(|place| (Severity::Warning, place, message.clone())));
            }
        }
    }
    if of.is_html() && text.contains('<') {
        let dangers = template_dangers(text).into_iter();
        found.extend(dangers.map(|it| (Severity::Warning, it.span.clone(), danger_message(&it))));
    }
    undeclared.dedup();
    let mut look = look_of(text, of.has_elements());
    look.marks = found.iter().map(|(severity, span, _)| (visible(text, span), *severity)).collect();
    let say = |(severity, span, problem): (Severity, Range<usize>, Message)| {
        let (line, column) = line_column(text, span.start);
        let placed = Message::new("offers-template-issue").with("line", line).with("column", column);
        (severity, placed.with("problem", problem))
    };
    let wrong = found.into_iter().take(MOST_ISSUES).map(say).collect();
    Read { source, look: Arc::new(look), wrong, undeclared }
}

/// A place that can be marked: one of no length is the letter before it.
fn visible(source: &str, span: &Range<usize>) -> Range<usize> {
    if !span.is_empty() {
        return span.clone();
    }
    let before = source.get(..span.start).and_then(|text| text.char_indices().next_back());
    before.map_or(0, |(at, _)| at)..span.end
}

/// The colours of a template.
fn look_of(source: &str, has_elements: bool) -> CodeLook {
    if source.len() > MOST_COLOURED {
        return CodeLook { parts: Vec::new(), marks: Vec::new() };
    }
    let tags = tags(source);
    let mut parts: Vec<(Range<usize>, Paint)> = Vec::new();
    for tag in &tags {
        paint_tag(source, tag, &mut parts);
    }
    if has_elements {
        for element in elements(&without_tags(source)) {
            // A tag of the template stands before, inside or behind what is left of an element.
            let mut start = element.start;
            let first = tags.partition_point(|tag| tag.span.end <= element.start);
            for tag in tags[first..].iter().take_while(|tag| tag.span.start < element.end) {
                if start < tag.span.start {
                    parts.push((start..tag.span.start, Paint::Frame));
                }
                start = tag.span.end;
            }
            if start < element.end {
                parts.push((start..element.end, Paint::Frame));
            }
        }
    }
    parts.sort_by_key(|(span, _)| span.start);
    CodeLook { parts, marks: Vec::new() }
}

fn paint_tag(source: &str, tag: &Tag, parts: &mut Vec<(Range<usize>, Paint)>) {
    if tag.kind == TagKind::Comment {
        return parts.push((tag.span.clone(), Paint::Remark));
    }
    parts.push((tag.span.start..tag.span.start + 2, Paint::Word));
    for word in words(source, tag) {
        let paint = match word.kind {
            WordKind::Name => Paint::Name,
            WordKind::Filter | WordKind::Test | WordKind::Keyword => Paint::Word,
            WordKind::Text | WordKind::Number => Paint::Literal,
            WordKind::Mark => Paint::Plain,
        };
        parts.push((word.span, paint));
    }
    if tag.closed {
        parts.push((tag.span.end - 2..tag.span.end, Paint::Word));
    }
}

/// The tags of HTML or XML: what is dimmed, so that the text stands out.
fn elements(source: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(at) = source[from..].find('<') {
        let start = from + at;
        let opens = source[start + 1..]
            .starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?'));
        let end = source[start..].find('>').map_or(source.len(), |length| start + length + 1);
        if opens {
            found.push(start..end);
        }
        from = if opens { end } else { start + 1 };
    }
    found
}
