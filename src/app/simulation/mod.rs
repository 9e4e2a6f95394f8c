//! Simulations in the window: what is asked of which population, the run under way, and what came of the last one.
//!
//! Owns what is asked, when it is asked by itself and when only by hand, and what is kept of runs. What comes of one is
//! [`crate::simulation`]'s.

mod apply;
mod export;
mod progress;
mod reach;
mod run;

use crate::app::listing::Same;
use crate::engine::Way;
use crate::model::Catalog;
use crate::simulation::{Example, Settings, Simulation, WhatIf};
use crate::text::Message;
pub(crate) use export::asked_of;
pub use export::{Drawing, SimulationPath};
pub(super) use export::{SimulationFormat, text_of};
pub use progress::Progress;
pub use reach::{Reached, Reaching};
use std::path::PathBuf;
use std::sync::{Arc, Weak};

/// Runs that are kept, to be made again.
const MOST_KEPT: usize = 10;

/// Whose offers are simulated.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub enum PeopleOf {
    /// The population that lies beside the catalog; its own contacts where there is none.
    #[default]
    Usual,
    /// The catalog's own contacts.
    Own,
    /// A file of contacts.
    File(PathBuf),
}

/// What the catalog as edited is held against.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub enum HeldAgainst {
    /// Nothing.
    #[default]
    Nothing,
    /// What was last saved to the file, or read from it.
    Saved,
    /// What visitors get.
    Live,
    /// Another catalog.
    File(PathBuf),
}

/// All that is asked.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Asked {
    /// What is simulated.
    pub settings: Settings,
    /// Of whom.
    pub audience: PeopleOf,
    /// And what else, on the same population.
    pub against: HeldAgainst,
}

/// What is asked of an offer.
#[derive(Debug, Clone, PartialEq)]
pub struct ReachAsked {
    /// The offer, as `"ENV/OFFER"`.
    pub offer: String,
    /// The call that is made for each contact, on a space of the offer's environment.
    pub settings: Settings,
    /// Of whom.
    pub audience: PeopleOf,
}

/// A view of the results.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum SimulationTab {
    /// What is asked.
    Settings,
    /// Each offer: how often, at which rank.
    #[default]
    Offers,
    /// Each offer by the values on an axis.
    Axes,
    /// The gates that stopped an offer, or all.
    Gates,
    /// The contacts left with nothing.
    Nothing,
    /// How many contacts get how many offers.
    PerContact,
    /// Who gains and who loses what.
    WhatIf,
}

impl SimulationTab {
    /// All, in the order in which they are shown.
    pub const ALL: [Self; 7] = [
        Self::Settings,
        Self::Offers,
        Self::Axes,
        Self::Gates,
        Self::Nothing,
        Self::PerContact,
        Self::WhatIf,
    ];
}

/// What is shown of what changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum WhatIfView {
    /// What each offer gains and loses.
    #[default]
    Offers,
    /// From which first offer to which.
    Flows,
    /// Some contacts for whom something changes.
    Contacts(Moving),
}

/// Contacts for whom something changes; offers by their places among those of both states.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moving {
    /// They get nothing any more.
    Fell,
    /// They got nothing before.
    Rose,
    /// They get an offer that they did not get.
    Gained(usize),
    /// They do not get an offer any more.
    Lost(usize),
    /// Their first offer was one, or none, and is another, or none.
    Between(Option<usize>, Option<usize>),
}

/// What is shown of the results.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ShownResults {
    /// The view in front.
    pub tab: SimulationTab,
    /// The offer whose gates are shown, as `"ENV/OFFER"`; all of them together where there is none.
    pub offer: Option<String>,
    /// Whether what would have to change for that offer stands in the place of its gates.
    pub changes: bool,
    /// The axis that is shown, by its place among those asked for.
    pub axis: usize,
    /// Whether a chart stands in the place of the table.
    pub chart: bool,
    /// What is shown of what changes.
    pub what_if: WhatIfView,
}

/// What a person does about simulations.
#[derive(Debug, Clone)]
pub enum SimulationAction {
    /// Ask something else.
    Ask(Box<Asked>),
    /// Ask for what the preview asks for: its space, moment, call data and count.
    AskAsPreview,
    /// Run it now, however many contacts there are.
    Run,
    /// Show something else of the results.
    Show(ShownResults),
    /// Show who gets an offer, `"ENV/OFFER"`, and what stops it for the others.
    WhoGets(String),
    /// Find out who of the population gets an offer, `"ENV/OFFER"`, on a space, and what would win the most others.
    Reach {
        /// The offer.
        offer: String,
        /// The space.
        space: String,
    },
    /// Stop finding that out.
    StopReaching,
    /// Try a contact of the results in the preview.
    Try(Box<Example>),
    /// Ask in the preview what was asked of an offer, for one of the contacts, with what would have to change.
    TryReached(Box<Example>, Option<Way>),
    /// Choose a file.
    Choose(SimulationPath),
    /// A chart was drawn, to be written to this file.
    Drawn(PathBuf, Drawing),
}

/// What came of a run.
#[derive(Debug)]
pub struct Ran {
    /// What was asked.
    pub asked: Asked,
    /// Whether it was made by itself after an edit, and not by hand.
    pub by_itself: bool,
    results: Results,
}

/// What came of the catalog as edited, by itself or beside the state that it is held against.
#[derive(Debug)]
enum Results {
    Alone(Box<Simulation>),
    Beside(Box<WhatIf>),
}

impl Ran {
    /// What comes of the catalog as edited.
    pub fn simulation(&self) -> &Simulation {
        match &self.results {
            Results::Alone(simulation) => simulation,
            Results::Beside(what_if) => &what_if.after,
        }
    }

    /// What it does otherwise than the state that it is held against, where one was asked for.
    pub fn what_if(&self) -> Option<&WhatIf> {
        match &self.results {
            Results::Alone(_) => None,
            Results::Beside(what_if) => Some(what_if),
        }
    }
}

/// How an order ended.
#[derive(Debug)]
pub(super) enum Outcome {
    /// With results.
    Done(Box<Ran>),
    /// The population is too large to be gone through at every edit; with how many contacts it has, where that is known.
    TooLarge(Option<u64>),
    /// It cannot be done.
    Failed(Message),
    /// It was given up.
    GivenUp,
}

/// What an order is of.
#[derive(Debug, PartialEq)]
struct Order {
    catalog: Same<Catalog>,
    saved: Option<Same<Catalog>>,
    asked: Asked,
}

/// A run under way.
#[derive(Debug)]
struct Running {
    /// What it is of; gone where its result was dropped.
    order: Weak<Order>,
    progress: Arc<Progress>,
    by_hand: bool,
}

/// How things stand with what is asked now.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Standing<'a> {
    /// It is being found out.
    Running(&'a Progress),
    /// The results are of it.
    Current,
    /// The results are of a state before, or of something else; a person says when it is asked again.
    Waits(Option<u64>),
    /// It cannot be done.
    Failed(&'a Message),
    /// It was given up, or never asked for.
    NotAsked,
}

/// The simulations of the catalog in front.
#[derive(Debug, Default)]
pub struct Simulations {
    /// What is asked; nothing was, before somebody looked.
    asked: Option<Asked>,
    shown: ShownResults,
    running: Option<Running>,
    /// How the last order ended that gave no results.
    ended: Option<(Arc<Order>, Outcome)>,
    result: Option<(Arc<Order>, Arc<Ran>)>,
    /// What was asked before, the last first, to be asked again.
    kept: Vec<Arc<Ran>>,
    /// The chart that is to be drawn for a file.
    wanted: Option<PathBuf>,
    /// How often a command has led into the panel.
    led: u64,
    reaching: Reaching,
}

impl Simulations {
    /// What is asked.
    pub fn asked(&self) -> Option<&Asked> {
        self.asked.as_ref()
    }

    /// What is shown of the results.
    pub fn shown(&self) -> &ShownResults {
        &self.shown
    }

    /// The last results; of a state before, while others are found out.
    pub fn result(&self) -> Option<&Arc<Ran>> {
        self.result.as_ref().map(|(_, ran)| ran)
    }

    /// The runs of this session, the last one first.
    pub fn kept(&self) -> &[Arc<Ran>] {
        &self.kept
    }

    /// Whether there is a chart of the results in front.
    pub fn has_a_chart(&self) -> bool {
        self.result.is_some() && self.shown.tab != SimulationTab::Settings
    }

    /// Whether a run is under way.
    pub fn is_running(&self) -> bool {
        self.running.as_ref().is_some_and(|running| running.order.strong_count() > 0)
    }

    /// Whether results of before are brought up to the last edit, by themselves.
    pub fn is_following(&self) -> bool {
        self.is_running()
            && self.result.is_some()
            && self.running.as_ref().is_some_and(|running| !running.by_hand)
    }

    /// How often a command has led into the panel: the keyboard goes there, too.
    pub fn led(&self) -> u64 {
        self.led
    }

    /// The file that a chart is wanted for.
    pub fn wanted_chart(&self) -> Option<&PathBuf> {
        self.wanted.as_ref()
    }

    /// How things stand with what is asked of this state of the catalog.
    pub fn standing(&self, catalog: &Arc<Catalog>) -> Standing<'_> {
        let is_now = |order: &Order| {
            Arc::ptr_eq(&order.catalog.0, catalog) && Some(&order.asked) == self.asked.as_ref()
        };
        if let Some(running) = self.running.as_ref().filter(|_| self.is_running()) {
            return Standing::Running(&running.progress);
        }
        if self.result.as_ref().is_some_and(|(order, _)| is_now(order)) {
            return Standing::Current;
        }
        match self.ended.as_ref().filter(|(order, _)| is_now(order)) {
            Some((_, Outcome::TooLarge(contacts))) => Standing::Waits(*contacts),
            Some((_, Outcome::Failed(message))) => Standing::Failed(message),
            Some((_, Outcome::Done(_) | Outcome::GivenUp)) | None => Standing::NotAsked,
        }
    }
}
