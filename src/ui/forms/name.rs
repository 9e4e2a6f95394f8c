//! The name of an entity: typed freely, and given to the catalog when it is finished and free.
//! References follow a rename, so half a name must not travel through the catalog.

use super::{Form, step_name};
use crate::app::Action;
use crate::document::{Edit, renamed};
use crate::model::is_name;
use crate::text::Message;
use crate::ui::widgets::{
    Field, FieldIssue, Severity, is_finished, is_given_up, is_pending, is_too_long, name_line, row,
    stands_for_nothing,
};
use egui::{Id, Response, Ui};

/// What was typed while the name in the catalog was `of`.
#[derive(Debug, Clone)]
struct Typed {
    of: String,
    text: String,
}

/// What stands in the field of that id for a text that is given when it is finished.
pub(super) fn typed_text(ui: &Ui, id: Id, current: &str) -> String {
    let typed = ui.data(|data| data.get_temp::<Typed>(id)).filter(|typed| typed.of == current);
    typed.map_or_else(|| current.to_owned(), |typed| typed.text)
}

/// Keeps what was typed until it is finished. Returns it then, where it is another one and free.
pub(super) fn finished_text(
    ui: &Ui,
    id: Id,
    current: &str,
    response: &Response,
    text: String,
    can_be_had: bool,
) -> Option<String> {
    if response.changed() {
        ui.data_mut(|data| data.insert_temp(id, Typed { of: current.to_owned(), text: text.clone() }));
    }
    // What is too long for its field cannot be finished there.
    let given = text != current && can_be_had && !is_too_long(&text);
    let finished = is_finished(response);
    if given && !finished {
        is_pending(response);
        return None;
    }
    // What cannot be had stays to be mended, wherever the keyboard goes.
    if text != current && !given && !is_given_up(response) {
        stands_for_nothing(response, &text);
    } else if finished {
        ui.data_mut(|data| data.remove::<Typed>(id));
    }
    (given && finished).then_some(text)
}

/// A name of something that is declared inside an entity, or of the entity itself.
#[derive(Debug)]
pub(super) struct NameField<'n> {
    /// The hint's message.
    pub(super) hint: &'static str,
    pub(super) current: &'n str,
    /// What checking says of it.
    pub(super) issues: Vec<FieldIssue>,
}

impl Form<'_, '_> {
    pub(super) fn name_row(&mut self, ui: &mut Ui) {
        let field = NameField {
            hint: "forms-name-hint",
            current: self.entity.name(),
            issues: self.issues_of("name"),
        };
        let taken = |name: &str| {
            renamed(self.entity, name).is_some_and(|other| self.ctx.catalog().entity(&other).is_some())
        };
        let (response, given) = self.finished_name_row(ui, field, taken);
        if let Some(name) = given {
            self.rename(name);
        }
        self.lead_to(ui, "name", &response);
    }

    /// The row of a name that is given when it is finished: with the response, the new name then.
    pub(super) fn finished_name_row(
        &self,
        ui: &mut Ui,
        name: NameField<'_>,
        taken: impl Fn(&str) -> bool,
    ) -> (Response, Option<String>) {
        let draw =
            |ui: &mut Ui, field: Field<'_>, text: &mut String| row(ui, field, |ui| name_line(ui, text));
        self.finished_name(ui, name, taken, draw)
    }

    /// The same, where `draw` draws the field of the text.
    pub(super) fn finished_name(
        &self,
        ui: &mut Ui,
        name: NameField<'_>,
        taken: impl Fn(&str) -> bool,
        draw: impl FnOnce(&mut Ui, Field<'_>, &mut String) -> Response,
    ) -> (Response, Option<String>) {
        let NameField { hint, current, mut issues } = name;
        let id: Id = ui.scope_id().with("typed name");
        let mut text = typed_text(ui, id, current);
        let problem = if text == current { None } else { self.name_problem(&text, taken) };
        issues
            .extend(problem.iter().map(|text| FieldIssue { severity: Severity::Error, text: text.clone() }));
        let (title, hint) = (self.text("forms-name"), self.text(hint));
        let field = Field::new(&title).key("name").hint(&hint).issues(&issues).enabled(self.enabled);
        let response = draw(ui, field, &mut text);
        let given = finished_text(ui, id, current, &response, text, problem.is_none());
        (response, given)
    }

    fn rename(&mut self, name: String) {
        let step = step_name("forms-name", name.as_str());
        self.actions.push(Action::Edit {
            edit: Edit::Rename(self.entity.clone(), name),
            name: step,
            field: None,
        });
    }

    /// Why a new name cannot be had.
    pub(super) fn name_problem(&self, name: &str, taken: impl Fn(&str) -> bool) -> Option<String> {
        if !is_name(name) {
            return Some(self.text("forms-name-invalid"));
        }
        taken(name).then(|| self.ctx.say(&Message::new("forms-name-taken").with("name", name)))
    }
}
