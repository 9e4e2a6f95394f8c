//! What every part of the window draws from: the application, read only, and the language.

use super::widgets::Icon;
use crate::app::{Action, App, Command};
use crate::document::{CatalogLabels, rule_said};
use crate::model::{Catalog, Reason, Ref};
use crate::text::{Language, Message};
use std::sync::Arc;

/// What a frame asks for; applied after it is drawn.
pub type Actions = Vec<Action>;

/// What the window draws from.
#[derive(Debug, Clone, Copy)]
pub struct UiCtx<'a> {
    /// The application.
    pub app: &'a App,
    /// The language of the interface.
    pub language: Language,
}

impl<'a> UiCtx<'a> {
    /// The context of a frame.
    pub fn new(app: &'a App) -> Self {
        Self { app, language: app.preferences.language }
    }

    /// A text of the interface.
    pub fn text(&self, id: &str) -> String {
        self.language.text(id)
    }

    /// A message in words.
    pub fn say(&self, message: &Message) -> String {
        self.language.say_briefly(message)
    }

    /// The catalog as it stands.
    pub fn catalog(&self) -> &'a Arc<Catalog> {
        self.app.workspace().catalog()
    }

    /// A rule or a formula of an entity in words, with the catalog's labels and a capital at its beginning.
    /// `None` where it is empty or no CEL.
    pub fn rule_in_words(&self, entity: &Ref, source: &str) -> Option<String> {
        let parsed = self.app.workspace().plan().rules().read(source).ok()?;
        rule_said(&parsed, &CatalogLabels::of(self.catalog(), entity), self.language)
    }

    /// The title of a command, with what undo and redo would do.
    pub fn title(&self, command: Command) -> String {
        command.title(self.app, self.language)
    }
}

/// The icon of an entity's kind.
pub(super) fn icon_of(entity: &Ref) -> Icon {
    match entity {
        Ref::Catalog | Ref::Template(_) => Icon::File,
        Ref::Dimension(_) => Icon::Dimension,
        Ref::Folder(_) => Icon::Folder,
        Ref::PresentationRule(_) | Ref::Typology(_) => Icon::Presentation,
        Ref::Environment(_) => Icon::Environment,
        Ref::Filter(..) => Icon::Filter,
        Ref::Space(..) => Icon::Space,
        Ref::Category(..) => Icon::Category,
        Ref::Offer(..) => Icon::Offer,
        Ref::Contact(_) => Icon::Person,
        Ref::Scenario(_) => Icon::Scenario,
    }
}

/// The message of a gate's name.
pub(super) fn reason_label(reason: Reason) -> &'static str {
    reason.label()
}
