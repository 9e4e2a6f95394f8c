//! A list of short texts in one field, such as choices: each is typed where it stands, moved and taken away,
//! and one more is added at the end. A text is given when it is finished.

use super::Form;
use super::items::{Arrange, with_item};
use super::name::{finished_text, typed_text};
use crate::text::Message;
use crate::ui::theme::tokens;
use crate::ui::widgets::{Field, FieldIssue, Severity, issue_line, row, sides, text_line};
use egui::{Key, Response, Ui};

/// What a list of texts is of: the field's key, and the messages of its label, of one text with its
/// `$number`, and of its hint.
#[derive(Debug, Clone, Copy)]
pub(super) struct TextsField {
    pub(super) key: &'static str,
    pub(super) label: &'static str,
    pub(super) one: &'static str,
    pub(super) hint: &'static str,
}

/// What becomes of a list of texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum TextsChange {
    /// This is the list now.
    List(Vec<String>),
    /// One text was written anew.
    Renamed {
        from: String,
        to: String,
        /// The list then.
        list: Vec<String>,
    },
}

impl Form<'_, '_> {
    /// A row with a list of texts. `problem` says why a new text cannot be had.
    pub(super) fn texts_row(
        &self,
        ui: &mut Ui,
        field: TextsField,
        texts: &[String],
        issues: &[FieldIssue],
        problem: impl Fn(&str) -> Option<String>,
    ) -> Option<TextsChange> {
        let (title, hint) = (self.text(field.label), self.text(field.hint));
        let mut change = None;
        let shown = Field::new(&title).key(field.key).hint(&hint).issues(issues).enabled(self.enabled);
        let response = row(ui, shown, |ui| {
            let size = &tokens(ui).size;
            ui.set_max_width(ui.available_width().min(size.steps(72.0)));
            ui.spacing_mut().item_spacing.y = size.space;
            let rows = ui.vertical(|ui| {
                for index in self.page_ui(ui, &[field.key], texts.len()) {
                    let made = ui.push_id(index, |ui| self.text_ui(ui, field, texts, index, &problem)).inner;
                    change = change.take().or(made);
                }
                let name = self.ctx.say(&Message::new("forms-add-to").with("field", title.as_str()));
                if let Some(text) = self.new_text_ui(ui, &name, &problem) {
                    change = Some(TextsChange::List(texts.iter().cloned().chain([text]).collect()));
                }
            });
            rows.response
        });
        self.lead_to(ui, field.key, &response);
        change
    }

    /// One text of the list, with its buttons.
    fn text_ui(
        &self,
        ui: &mut Ui,
        field: TextsField,
        texts: &[String],
        index: usize,
        problem: &impl Fn(&str) -> Option<String>,
    ) -> Option<TextsChange> {
        let current = &texts[index];
        let name = self.ctx.say(&Message::new(field.one).with("number", index + 1));
        let (mut given, mut arranged, mut wrong) = (None, None, None);
        let edit = |ui: &mut Ui| {
            let (response, typed) = text_edit_ui(ui, &name, current, "", problem);
            self.lead_to_item(ui, field.key, index, &response);
            (given, wrong) = typed;
        };
        sides(ui, "arrange", edit, |ui| arranged = self.arrange_ui(ui, current, index, texts.len()));
        if let Some(wrong) = wrong {
            issue_line(ui, Severity::Error, &wrong);
        }
        let renamed = given.map(|to: String| TextsChange::Renamed {
            from: current.clone(),
            list: with_item(texts, index, to.clone()),
            to,
        });
        let moved = arranged.map(|arrange: Arrange| TextsChange::List(arrange.of(texts, index)));
        moved.or(renamed)
    }

    /// The field that adds a text. After Enter it takes the next one.
    fn new_text_ui(
        &self,
        ui: &mut Ui,
        name: &str,
        problem: &impl Fn(&str) -> Option<String>,
    ) -> Option<String> {
        let placeholder = self.text("forms-add");
        let (given, wrong) =
            ui.push_id("new", |ui| text_edit_ui(ui, name, "", &placeholder, problem).1).inner;
        if let Some(wrong) = wrong {
            issue_line(ui, Severity::Error, &wrong);
        }
        given
    }

    /// Why a text cannot be in a list of different texts.
    pub(super) fn text_problem(&self, text: &str, texts: &[String]) -> Option<String> {
        if text.trim().is_empty() {
            return Some(self.text("catalog-text-empty"));
        }
        let taken = texts.iter().any(|known| known == text);
        taken.then(|| self.ctx.say(&Message::new("forms-name-taken").with("name", text)))
    }
}

/// The field of a text: the text when it is finished, and what is wrong with it until then.
fn text_edit_ui(
    ui: &mut Ui,
    name: &str,
    current: &str,
    placeholder: &str,
    problem: &impl Fn(&str) -> Option<String>,
) -> (Response, (Option<String>, Option<String>)) {
    let id = ui.make_persistent_id("typed text");
    let mut text = typed_text(ui, id, current);
    let response = text_line(ui, placeholder, &mut text).accessible_name(name);
    let wrong = if text == current { None } else { problem(&text) };
    let given = finished_text(ui, id, current, &response, text, wrong.is_none());
    if given.is_some() && current.is_empty() && ui.input(|input| input.key_pressed(Key::Enter)) {
        response.request_focus();
    }
    (response, (given, wrong))
}
