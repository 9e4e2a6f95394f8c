//! What the frame asks for: the window pushes these while it draws, and [`super::App`] applies them after.

use crate::app::approval::AskReview;
use crate::app::audience::AudienceAction;
use crate::app::command::Command;
use crate::app::compare::CompareAction;
use crate::app::dialog::{Answer, Dialog};
use crate::app::display::ShowAction;
use crate::app::explorer::ExplorerAction;
use crate::app::files::FileAction;
use crate::app::find::FindAction;
use crate::app::impact::Basis;
use crate::app::making::Making;
use crate::app::merging::MergeAction;
use crate::app::preview::PreviewChange;
use crate::app::proposals::ProposalAction;
use crate::app::publishing::PublishAction;
#[cfg(feature = "serve")]
use crate::app::serving::ServeAction;
#[cfg(feature = "audience")]
use crate::app::simulation::SimulationAction;
use crate::app::table::TableAction;
use crate::app::tasks::Task;
use crate::app::timeline::TimelineAction;
use crate::app::tour::TourAction;
use crate::app::view::{BottomTab, Node};
use crate::app::visits::VisitAction;
use crate::document::{Edit, FieldKey, Made};
use crate::model::InnerTab;
use crate::model::{Place, Ref};
use crate::text::Message;

/// One thing to do after the frame.
#[derive(Debug, Clone)]
pub enum Action {
    /// Run a command.
    Run(Command),
    /// Change the catalog, as one step of this name. With a field, typing in it makes one step.
    Edit {
        /// What to change.
        edit: Edit,
        /// The name of the step.
        name: Message,
        /// The field that is typed in.
        field: Option<FieldKey>,
    },
    /// This was made just now: its name follows its label until somebody gives it another one.
    Made(Made),
    /// The focus left a field, or a drag stopped: the next change is a step of its own.
    Settle,
    /// Open an entity in a tab that stays.
    Open(Ref),
    /// Look at an entity, in the tab that the next one takes over.
    Look(Ref),
    /// Tick or clear the anonymous check box of an environment.
    Anonymous {
        /// The environment's name.
        environment: String,
        /// Whether it is ticked.
        on: bool,
    },
    /// Open the entity of an issue, on the tab with its field.
    GoTo(Place),
    /// Close an entity's tab.
    Close(Ref),
    /// Close all tabs but that of an entity.
    CloseOthers(Ref),
    /// Close all tabs.
    CloseAll,
    /// Show another of an entity's own tabs.
    Inner(Ref, InnerTab),
    /// Open or close a node of the explorer.
    Toggle(Node),
    /// Choose a node of the explorer.
    Select(Node),
    /// What the explorer is filtered by.
    Filter(String),
    /// Have a scenario that fails expect what it gets, by its name; without one, all that fail.
    AcceptResults(Option<String>),
    /// Show a tab of the bottom panel.
    Bottom(BottomTab),
    /// Have something made that is too much for a frame.
    Make(Making),
    /// Change what the preview shows.
    Preview(PreviewChange),
    /// Do something with visits.
    Visit(VisitAction),
    /// Do something about the contact database, or about who is looked up.
    Audience(AudienceAction),
    /// Look for something in the whole catalog, or replace it.
    Find(FindAction),
    /// Ask about a decision on offers.
    AskReview(AskReview),
    /// Show the effect of the changes since another state.
    HoldAgainst(Basis),
    /// Do something about publishing.
    Publish(PublishAction),
    /// Compare the catalog in front with another state of it.
    Compare(CompareAction),
    /// Do something about the conflicts of a merge.
    Merge(MergeAction),
    /// Give up what workers are doing of this kind.
    Cancel(Task),
    /// Do something in the table of offers.
    Table(TableAction),
    /// Forget the notices of this session.
    ClearNotices,
    /// Apply the fix of the issue at this place of the list.
    Fix(usize),
    /// Apply the fixes of all issues that can be repaired with the one at this place of the list.
    FixAll(usize),
    /// Open a dialog.
    Ask(Dialog),
    /// Close the dialog with this answer.
    Answer(Answer),
    /// The dialog changed while it was open.
    Keep(Dialog),
    /// Open this file: it was dropped on the window.
    OpenFile(std::path::PathBuf),
    /// Do something about open, recent or broken files.
    Files(FileAction),
    /// Change what is in the explorer.
    Explorer(ExplorerAction),
    /// Do something about how offers are shown.
    Show(ShowAction),
    /// Do something about proposed scenarios.
    Propose(ProposalAction),
    /// Do something about simulations.
    #[cfg(feature = "audience")]
    Simulate(SimulationAction),
    /// Do something about serving.
    #[cfg(feature = "serve")]
    Serve(ServeAction),
    /// Do something in the timeline.
    Timeline(TimelineAction),
    /// Go on in the tour, back, or out of it.
    Tour(TourAction),
    /// Texts of a form's tab, which is in sight, stand for no value.
    Unfit {
        /// The entity of the form.
        entity: Ref,
        /// The tab in front.
        tab: InnerTab,
        /// What was typed.
        texts: Vec<String>,
    },
    /// The window was asked to close.
    CloseRequested,
}

impl Action {
    /// Goes to an entity as whole: it is opened, and its first field has the keyboard.
    pub fn go_to(entity: Ref) -> Self {
        Self::GoTo(Place::new(entity, Vec::new()))
    }
}
