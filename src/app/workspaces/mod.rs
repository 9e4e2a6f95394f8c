//! The open catalogs, and which of them is in front.
//! Owns adding, switching, closing and saving, and that no unsaved change is lost on the way.

mod apply;

use crate::app::approval::Reviews;
use crate::app::audience::Audience;
use crate::app::impact::Impacts;
use crate::app::preview::Preview;
use crate::app::proposals::Proposing;
use crate::app::publishing::Publishing;
#[cfg(feature = "serve")]
use crate::app::serving::Serving;
#[cfg(feature = "audience")]
use crate::app::simulation::Simulations;
use crate::app::table::Table;
use crate::app::timeline::Timeline;
use crate::app::view::View;
use crate::app::visits::Visits;
use crate::app::workspace::Workspace;
use crate::app::workspace::WorkspaceId;

/// An open catalog, and what the window shows of it.
#[derive(Debug)]
pub struct Open {
    /// The catalog.
    pub workspace: Workspace,
    /// What the window shows of it.
    pub view: View,
    /// Its live preview.
    pub preview: Preview,
    /// The table of offers in front.
    pub table: Table,
    /// What the timeline of periods shows.
    pub timeline: Timeline,
    /// What is to be reviewed.
    pub reviews: Reviews,
    /// The effect of what was changed.
    pub impacts: Impacts,
    /// What publishing comes to.
    pub publishing: Publishing,
    /// The scenarios that are proposed for it.
    pub proposing: Proposing,
    /// The visits that are played against its contacts.
    pub visits: Visits,
    /// Its contact database.
    pub audience: Audience,
    /// What whole populations get.
    #[cfg(feature = "audience")]
    pub simulations: Simulations,
}

impl Open {
    fn new(workspace: Workspace) -> Self {
        Self {
            workspace,
            view: View::default(),
            preview: Preview::default(),
            table: Table::default(),
            timeline: Timeline::default(),
            reviews: Reviews::default(),
            impacts: Impacts::default(),
            publishing: Publishing::default(),
            proposing: Proposing::default(),
            visits: Visits::default(),
            audience: Audience::default(),
            #[cfg(feature = "audience")]
            simulations: Simulations::default(),
        }
    }

    /// Puts another state of the catalog in its place; what was shown of it stays.
    fn replace(&mut self, workspace: Workspace) {
        self.workspace = workspace;
        self.view.forget_unfit();
        self.keep_what_is_there();
    }

    /// Whether closing it would lose anything: what is to be saved, or a text that stands for no value as it is.
    pub(super) fn would_be_lost(&self) -> bool {
        self.workspace.is_dirty() || self.view.unfit().is_some()
    }

    /// Closes what is shown of entities that are gone.
    pub(super) fn keep_what_is_there(&mut self) {
        let catalog = self.workspace.catalog();
        self.view.keep_only(|entity| catalog.entity(entity).is_some());
        self.view.naming.made.retain(|made| made.is_in(catalog));
    }
}

/// The open catalogs, in order, and which of them is in front. There is always one.
#[derive(Debug)]
pub(super) struct OpenCatalogs {
    all: Vec<Open>,
    front: usize,
    /// Whether the sample only stands where the file of the start will: nothing is worked out for it.
    pub(super) stands_in: bool,
    /// What is served of them.
    #[cfg(feature = "serve")]
    pub(super) serving: Serving,
}

impl OpenCatalogs {
    /// One open catalog.
    pub(super) fn new(workspace: Workspace) -> Self {
        Self {
            all: vec![Open::new(workspace)],
            front: 0,
            stands_in: false,
            #[cfg(feature = "serve")]
            serving: Serving::default(),
        }
    }

    /// The one in front.
    pub(super) fn front(&self) -> &Open {
        &self.all[self.front]
    }

    /// The one in front, to change it.
    pub(super) fn front_mut(&mut self) -> &mut Open {
        &mut self.all[self.front]
    }

    /// All of them, in order.
    pub(super) fn iter(&self) -> impl Iterator<Item = &Open> {
        self.all.iter()
    }

    /// All of them, in order, to change them.
    pub(super) fn iter_mut(&mut self) -> impl Iterator<Item = &mut Open> {
        self.all.iter_mut()
    }

    pub(super) fn len(&self) -> usize {
        self.all.len()
    }

    /// The one of that catalog.
    pub(super) fn get(&self, id: WorkspaceId) -> Option<&Open> {
        self.iter().find(|open| open.workspace.id() == id)
    }

    fn get_mut(&mut self, id: WorkspaceId) -> Option<&mut Open> {
        self.all.iter_mut().find(|open| open.workspace.id() == id)
    }

    /// Opens a catalog behind the others, in front; it takes the place of one that nothing was done with.
    fn add(&mut self, workspace: Workspace) {
        if self.front().workspace.is_untouched() {
            self.all[self.front] = Open::new(workspace);
        } else {
            self.all.push(Open::new(workspace));
            self.front = self.all.len() - 1;
        }
    }

    /// Brings the one at that place to the front. Says whether it was another one.
    fn switch(&mut self, place: usize) -> bool {
        let switches = place != self.front && place < self.all.len();
        if switches {
            self.front_mut().workspace.settle();
            self.front = place;
        }
        switches
    }

    /// Closes the one in front; the next one comes to the front. The last one stays. Says whether it closed it.
    fn close(&mut self) -> bool {
        let closes = self.all.len() > 1;
        if closes {
            self.all.remove(self.front);
            self.front = self.front.min(self.all.len() - 1);
        }
        closes
    }
}

/// An open catalog, for the switcher.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenTitle {
    /// What tells it from the others.
    pub id: WorkspaceId,
    /// The name of its file.
    pub name: String,
    /// Whether it has unsaved changes.
    pub dirty: bool,
}
