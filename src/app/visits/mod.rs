//! The visit player: a list of visits over days, in the order in which they are played against a copy of the contacts.
//!
//! Owns the list. What comes of the visits is the engine's; nothing of it stays in the catalog unless it is stored.

mod apply;
mod database;
mod export;
mod history;

pub use history::{HistoryAction, StoredHistory};

use crate::app::audience::ContactDatabase;
use crate::engine::{Response, Visit};
use crate::model::Moment;
use std::sync::Arc;

/// One thing that is done with visits.
#[derive(Debug, Clone, PartialEq)]
pub enum VisitAction {
    /// Store what the preview proposes where its contacts are, in the catalog or in a database, with an answer to an offer where
    /// there is one: the offer, and whether it is accepted.
    Store(Option<(String, bool)>),
    /// Store what was only tried in the preview.
    StoreTried,
    /// Add what the preview asks as one more visit.
    Add,
    /// The visit at a place goes.
    Remove(usize),
    /// The visit at a place is played one place earlier.
    Earlier(usize),
    /// The visit at a place is played one place later.
    Later(usize),
    /// The visit at a place has another moment.
    At(usize, Moment),
    /// The contact of the visit at a place accepts an offer, or rejects it; the same answer again takes it back.
    Respond(usize, String, bool),
    /// Whether what the visit at a place is proposed is stored.
    Stores(usize, bool),
    /// Ask the visit at a place in the preview.
    Show(usize),
    /// All visits go.
    Clear,
    /// The visits that were taken away last are there again.
    Restore,
    /// Put the visits among the scenarios.
    Export,
    /// Do something about the history of the contact of a database.
    History(HistoryAction),
}

/// The visits of a catalog, as long as it is open.
#[derive(Debug, Default)]
pub struct Visits {
    all: Vec<Visit>,
    /// The database that their contacts are of; none: the catalog's.
    database: Option<Arc<ContactDatabase>>,
    /// As they were before some of them were taken away.
    before: Option<Vec<Visit>>,
    history: Option<StoredHistory>,
}

impl Visits {
    /// The visits, in the order in which they are played.
    pub fn all(&self) -> &[Visit] {
        &self.all
    }

    /// The history of a contact of a database that is being looked at.
    pub fn history(&self) -> Option<&StoredHistory> {
        self.history.as_ref()
    }

    /// Whether visits were taken away, and nothing else was done with the list since.
    pub fn can_restore(&self) -> bool {
        self.before.is_some()
    }

    /// The database that the contacts of the visits are of; none: the catalog's.
    pub fn database(&self) -> Option<&Arc<ContactDatabase>> {
        self.database.as_ref()
    }

    /// One more, the last, of a contact of a database or of the catalog's. False where those before are of others.
    pub(super) fn add(&mut self, visit: Visit, database: Option<&Arc<ContactDatabase>>) -> bool {
        let path = |database: Option<&Arc<ContactDatabase>>| database.map(|database| database.path.clone());
        if !self.all.is_empty() && path(self.database()) != path(database) {
            return false;
        }
        self.before = None;
        self.database = database.cloned();
        self.all.push(visit);
        true
    }

    /// Does what concerns the list alone.
    pub(super) fn change(&mut self, action: VisitAction) {
        let takes_away = matches!(action, VisitAction::Remove(_) | VisitAction::Clear);
        let before = std::mem::take(&mut self.before);
        if takes_away && !self.all.is_empty() {
            self.before = Some(self.all.clone());
        }
        match action {
            VisitAction::Restore => self.all = before.unwrap_or_else(|| std::mem::take(&mut self.all)),
            VisitAction::Remove(place) if place < self.all.len() => drop(self.all.remove(place)),
            VisitAction::Earlier(place) if place > 0 && place < self.all.len() => {
                self.all.swap(place - 1, place);
            }
            VisitAction::Later(place) if place + 1 < self.all.len() => self.all.swap(place, place + 1),
            VisitAction::At(place, at) => self.each_call(place, |call| call.at = Some(at.clone())),
            VisitAction::Stores(place, stores) => self.each_call(place, |call| call.store = stores),
            VisitAction::Respond(place, offer, accepted) => {
                if let Some(visit) = self.all.get_mut(place) {
                    respond(&mut visit.responses, Response { offer, accepted });
                }
            }
            VisitAction::Clear => self.all.clear(),
            _ => {}
        }
    }

    fn each_call(&mut self, place: usize, change: impl Fn(&mut crate::model::Call)) {
        self.all.get_mut(place).into_iter().flat_map(|visit| &mut visit.calls).for_each(change);
    }
}

/// One answer an offer; the same again is none.
fn respond(responses: &mut Vec<Response>, response: Response) {
    let again = responses.contains(&response);
    responses.retain(|it| it.offer != response.offer);
    if !again {
        responses.push(response);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Call;

    fn visits(spaces: &[&str]) -> Visits {
        let visit = |space: &&str| Visit { calls: vec![Call::new(*space)], ..Visit::default() };
        Visits { all: spaces.iter().map(visit).collect(), ..Visits::default() }
    }

    fn spaces(visits: &Visits) -> String {
        visits.all().iter().map(|visit| visit.calls[0].space.as_str()).collect()
    }

    #[test]
    fn visits_are_moved_and_removed_within_the_list() {
        let mut three = visits(&["a", "b", "c"]);
        for (action, order) in [
            (VisitAction::Earlier(2), "acb"),
            (VisitAction::Earlier(0), "acb"),
            (VisitAction::Later(0), "cab"),
            (VisitAction::Later(2), "cab"),
            (VisitAction::Remove(1), "cb"),
            (VisitAction::Remove(7), "cb"),
            (VisitAction::Clear, ""),
            (VisitAction::Restore, "cb"),
            (VisitAction::Restore, "cb"),
            (VisitAction::Remove(0), "b"),
            (VisitAction::Later(0), "b"),
            (VisitAction::Restore, "b"),
        ] {
            three.change(action.clone());
            assert_eq!(spaces(&three), order, "{action:?}");
        }
    }

    #[test]
    fn an_offer_has_one_answer_and_the_same_again_takes_it_back() {
        let mut one = visits(&["a"]);
        let answer = |accepted| VisitAction::Respond(0, "e/o".to_owned(), accepted);
        let answers = |visits: &Visits| -> Vec<bool> {
            visits.all()[0].responses.iter().map(|response| response.accepted).collect()
        };
        one.change(answer(true));
        assert_eq!(answers(&one), [true]);
        one.change(answer(false));
        assert_eq!(answers(&one), [false], "another answer takes the place of the first");
        one.change(answer(false));
        assert_eq!(answers(&one), [] as [bool; 0]);
    }
}
