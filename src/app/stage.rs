//! What one choice in an environment's form makes of the catalog, where it is more than a field: the anonymous check
//! box and the type *Live*.

use crate::app::application::App;
use crate::app::notices::NoticeKind;
use crate::document::{self, VisitorLabels};
use crate::model::{Entity, Stage, label_or_name};
use crate::text::Message;
use std::sync::Arc;

impl App {
    /// Ticks or clears the anonymous check box, and says what was made for it.
    pub(super) fn turn_anonymous(&mut self, environment: &str, on: bool) {
        let catalog = Arc::clone(self.workspace().catalog());
        let Some(environment) = catalog.environment(environment) else { return };
        let language = self.preferences.language;
        let label = label_or_name(&environment.label, &environment.name);
        let labels = VisitorLabels {
            dimension: language.text("explorer-wizard-visitor"),
            folder: language.say(&Message::new("explorer-wizard-folder-label").with("label", label)),
        };
        let (edit, made) = document::turn_anonymous(&catalog, environment, on, labels);
        if !self.edit(&edit, step("domain-anonymous-environment", label), None) {
            return;
        }
        let now = self.workspace().catalog();
        let title = |of: fn(&Entity) -> bool| made.iter().find(|it| of(it)).map(|it| it.title(now));
        let dimension = title(|it| matches!(it, Entity::Dimension(_)));
        let folder = title(|it| matches!(it, Entity::Folder(_)));
        let message = match (dimension, folder) {
            (Some(dimension), Some(folder)) => {
                Message::new("forms-anonymous-made-both").with("dimension", dimension).with("folder", folder)
            }
            (Some(dimension), None) => {
                Message::new("forms-anonymous-made-dimension").with("dimension", dimension)
            }
            (None, Some(folder)) => Message::new("forms-anonymous-made-folder").with("folder", folder),
            (None, None) => return,
        };
        self.notice(NoticeKind::Info, message);
    }

    /// Makes a Design environment a Live one.
    pub(super) fn make_live(&mut self, environment: &str) {
        let catalog = Arc::clone(self.workspace().catalog());
        let Some(environment) = catalog.environment(environment) else { return };
        let live = document::with_stage(environment, Stage::Live);
        self.edit(&live, step("forms-type", label_or_name(&environment.label, &environment.name)), None);
    }
}

/// The name of a step that changes a field of an environment.
fn step(field: &'static str, environment: &str) -> Message {
    Message::new("forms-step").with("field", Message::new(field)).with("entity", environment)
}
