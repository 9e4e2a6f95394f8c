//! The name of an entity: typed freely, and given to the catalog when it is finished and can be had.
//! References follow a rename, so half a name must not travel through the catalog.

use super::{Form, step_name};
use crate::app::Action;
use crate::document::{Edit, renamed};
use crate::model::is_name;
use crate::text::Message;
use crate::ui::widgets::{Field, FieldIssue, Severity, row};
use egui::{Id, TextEdit, Ui};

/// What was typed while the name in the catalog was `of`.
#[derive(Debug, Clone)]
struct Typed {
    of: String,
    text: String,
}

impl Form<'_, '_> {
    pub(super) fn name_row(&mut self, ui: &mut Ui) {
        let current = self.entity.name().to_owned();
        let id: Id = ui.scope_id().with("typed name");
        let typed = ui.data(|data| data.get_temp::<Typed>(id)).filter(|typed| typed.of == current);
        let mut text = typed.map_or_else(|| current.clone(), |typed| typed.text);
        let mut issues = self.issues_of("name");
        let problem = self.problem(&text);
        issues
            .extend(problem.iter().map(|text| FieldIssue { severity: Severity::Error, text: text.clone() }));
        let (title, hint) = (self.text("forms-name"), self.text("forms-name-hint"));
        let field = Field::new(&title).key("name").hint(&hint).issues(&issues).enabled(self.enabled);
        let response = row(ui, field, |ui| {
            let edit = TextEdit::singleline(&mut text).id(ui.make_persistent_id("input"));
            ui.add(edit.font(egui::TextStyle::Monospace).desired_width(ui.available_width()))
        });
        if response.changed() {
            ui.data_mut(|data| data.insert_temp(id, Typed { of: current.clone(), text: text.clone() }));
        }
        if response.lost_focus() {
            ui.data_mut(|data| data.remove::<Typed>(id));
            if text != current && problem.is_none() {
                self.rename(text);
            }
        }
        self.lead_to(ui, "name", &response);
    }

    fn rename(&mut self, name: String) {
        let step = step_name("forms-name", name.as_str());
        self.actions.push(Action::Edit {
            edit: Edit::Rename(self.entity.clone(), name),
            name: step,
            field: None,
        });
    }

    /// Why a name cannot be had.
    fn problem(&self, name: &str) -> Option<String> {
        if name == self.entity.name() {
            return None;
        }
        if !is_name(name) {
            return Some(self.text("forms-name-invalid"));
        }
        let taken =
            renamed(self.entity, name).is_some_and(|other| self.ctx.catalog().entity(&other).is_some());
        taken.then(|| self.ctx.say(&Message::new("forms-name-taken").with("name", name)))
    }
}
