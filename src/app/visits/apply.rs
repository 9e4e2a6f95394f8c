//! What visits change of the application: what is stored, shown in the preview, or put among the scenarios.

use super::VisitAction;
use super::export::{Told, scenarios};
use crate::app::action::Action;
use crate::app::application::App;
use crate::app::notices::NoticeKind;
use crate::app::preview::{Kept, PreviewChange};
use crate::app::view::BottomTab;
use crate::document::Edit;
use crate::engine::Stored;
use crate::model::{Catalog, Entity, Ref, label_or_name};
use crate::text::Message;
use std::sync::Arc;

impl App {
    /// Does something with visits.
    pub(in crate::app) fn apply_visit(&mut self, action: VisitAction) {
        match action {
            VisitAction::Store(response) => self.store_visit(response.as_ref()),
            VisitAction::StoreTried => self.store_tried(),
            VisitAction::Add => self.add_visit(),
            VisitAction::Show(place) => self.show_visit(place),
            VisitAction::Export => self.export_visits(),
            VisitAction::History(action) => self.apply_history(action),
            action => self.open.front_mut().visits.change(action),
        }
    }

    /// Keeps what the preview proposes where its contacts are, and says what that changed.
    fn store_visit(&mut self, response: Option<&(String, bool)>) {
        let now = self.jobs.now();
        self.open.front_mut().workspace.follow_now();
        if let Some(database) = self.preview().database().cloned() {
            return self.store_in_database(database, response.cloned());
        }
        let response = response.map(|(offer, accepted)| (offer.as_str(), *accepted));
        let Some(kept) = self.preview().keep(self.workspace(), response, now) else { return };
        let catalog = Arc::clone(self.workspace().catalog());
        let Kept { edits, stored, contacts } = kept;
        let title = |place: usize| {
            let known = catalog.contacts.get(place).map(|contact| catalog.contact_title(contact));
            known.or_else(|| Some(contacts.person(place)?.label.clone())).unwrap_or_default()
        };
        if edits.is_empty() {
            return self.notice(NoticeKind::Info, Message::new("visits-stored-nothing"));
        }
        self.edit(&Edit::All(edits), Message::new("visits-step-store"), None);
        for stored in &stored {
            if let Some(said) =
                what_is_new(&catalog, stored, &title(stored.contact), contacts.person(stored.contact))
            {
                self.notice(NoticeKind::Info, said);
            }
        }
        if let Some(place) = stored.first().map(|stored| stored.contact) {
            let said = Message::new("visits-stored").with("contact", title(place));
            self.notice(NoticeKind::Done, said);
        }
    }

    /// Keeps what was tried in the preview, where its contacts are.
    fn store_tried(&mut self) {
        self.open.front_mut().workspace.follow_now();
        if let Some(database) = self.preview().database().cloned() {
            return self.store_tried_in_database(database);
        }
        let edits = self.preview().tried_edits(self.workspace());
        if self.edit(&Edit::All(edits), Message::new("visits-step-store-tried"), None) {
            self.open.front_mut().preview.forget_made();
            self.derive();
        }
    }

    /// Adds what the preview asks as one more visit, and shows the visits.
    pub(in crate::app) fn add_visit(&mut self) {
        let now = self.jobs.now();
        let Some(visit) = self.preview().visit(self.workspace(), now) else { return };
        let open = self.open.front_mut();
        let database = open.preview.database().cloned();
        if !open.visits.add(visit, database.as_ref()) {
            self.notice(NoticeKind::Info, Message::new("stored-visits-mixed"));
        }
        let open = self.open.front_mut();
        open.view.bottom = BottomTab::Visits;
        if !self.preferences.problems {
            self.prefer(|preferences| preferences.problems = true);
        }
    }

    /// Asks a visit in the preview, after what the visits before it left.
    fn show_visit(&mut self, place: usize) {
        let (now, language) = (self.jobs.now(), self.preferences.language);
        self.open.front_mut().workspace.follow_now();
        let all = scenarios(self.workspace().derived(), self.visits().all(), language, now);
        let Some(Told { scenario, .. }) = all.into_iter().nth(place).flatten() else { return };
        self.apply(vec![Action::Preview(PreviewChange::Scenario(Box::new(scenario)))]);
    }

    /// Puts the visits among the scenarios, in one step, and says of how many that cannot be told so.
    fn export_visits(&mut self) {
        let (now, language) = (self.jobs.now(), self.preferences.language);
        self.open.front_mut().workspace.follow_now();
        let made = scenarios(self.workspace().derived(), self.visits().all(), language, now);
        let all = made.len();
        let alike = made.into_iter().flatten().filter(|told| told.is_alike);
        let edits = alike.map(|told| Edit::Insert {
            parent: Ref::Catalog,
            index: None,
            entity: Entity::Scenario(Arc::new(told.scenario)),
        });
        let edits: Vec<Edit> = edits.collect();
        let (count, left_out) = (edits.len(), all - edits.len());
        self.edit(&Edit::All(edits), Message::new("visits-step-export"), None);
        self.notice(NoticeKind::Done, Message::new("visits-exported").with("count", count));
        if left_out > 0 {
            self.notice(NoticeKind::Info, Message::new("visits-not-exported").with("count", left_out));
        }
    }
}

/// What a person should know of what was stored: a visitor who is new, and cookies that recognise somebody now, or nobody any more.
pub(super) fn what_is_new(
    catalog: &Catalog,
    stored: &Stored,
    title: &str,
    person: Option<&Arc<crate::contacts::Person>>,
) -> Option<Message> {
    if stored.is_new {
        let folder = person.and_then(|person| person.folder.as_deref()).unwrap_or_default();
        let known = catalog.folders.iter().find(|it| it.name == folder);
        let folder = known.map_or(folder, |it| label_or_name(&it.label, &it.name));
        return Some(Message::new("visits-stored-new").with("contact", title).with("folder", folder));
    }
    let about = |id: &'static str, cookies: &[String]| {
        Message::new(id).with("cookie", cookies.join(", ")).with("contact", title)
    };
    match (stored.shared.as_slice(), stored.cookies.as_slice()) {
        ([], []) => None,
        ([], cookies) => Some(about("visits-linked", cookies)),
        (shared, _) => Some(about("visits-shared", shared)),
    }
}
