//! The application without a window: the open catalog, what is shown of it, and what a person can ask for.
//!
//! Owns the state behind the window and the one place where it changes: [`App::apply`]. The window reads
//! this state while it draws and pushes [`Action`]s; no egui here.

mod accepting;
mod action;
mod after_save;
mod analysis;
mod application;
mod apply;
mod approval;
mod audience;
mod booklet;
mod changes;
mod clipboard;
mod command;
mod compare;
pub mod conflict_words;
pub mod coverage_words;
mod derived;
mod dialog;
mod dialogs;
pub mod difference_words;
mod display;
mod effect;
mod explorer;
mod export;
mod files;
mod find;
pub mod first_difference_words;
mod impact;
mod jobs;
mod journal;
mod keeper;
mod let_go;
mod listing;
mod making;
mod merging;
mod naming;
mod notices;
mod pictures;
mod preferences;
mod preview;
mod proposals;
mod publishing;
#[cfg(feature = "sheets")]
mod reading_sheet;
mod recent;
mod revisions;
mod rule_effect;
mod sample;
mod saving;
#[cfg(feature = "serve")]
mod serving;
#[cfg(feature = "audience")]
mod simulating;
#[cfg(feature = "audience")]
mod simulation;
mod stage;
mod table;
mod tasks;
pub mod timeline;
mod tour;
mod view;
mod visits;
mod watch;
mod workspace;
mod workspaces;

pub use crate::model::InnerTab;
pub use action::Action;
pub use after_save::AfterSave;
pub use analysis::ScenarioResult;
pub use application::App;
pub use approval::{AskReview, ReviewDialog, Reviews, Since, ToReview};
pub use audience::{
    Audience, AudienceAction, ContactDatabase, DatabaseState, Hit, SearchedContacts, Seeking, Stored, search,
};
#[cfg(feature = "audience")]
pub use audience::{ImportAction, ImportPath, Importing, Look, Run, Running};
pub use changes::known_on;
pub use clipboard::Clipboard;
pub use command::{Command, Menu, Shortcut};
pub use compare::{Against, Compare, CompareAction, StateOf};
pub use derived::Derived;
pub use dialog::{Answer, Dialog, PathPurpose};
pub use dialogs::FileDialogs;
#[cfg(feature = "gui")]
pub use dialogs::NativeDialogs;
pub use display::{Display, ShowAction, Viewing};
pub use explorer::{ExplorerAction, ExplorerDialog, Wizard, created_at, entity_of, template_target};
pub use export::{Export, ExportError, ExportFormat, ExportScope, export};
pub use files::{BROKEN_TEXT_MOST, Broken, FileAction, Files};
pub use find::{Find, FindAction};
pub use impact::{Answered, Basis, Caller, Impact, Impacts, Shift};
pub use jobs::Jobs;
pub use journal::Leftover;
pub use keeper::Keeping;
#[cfg(feature = "gui")]
pub(crate) use let_go::let_go;
#[cfg(feature = "gui")]
pub(crate) use listing::Same;
pub use making::Making;
pub use merging::{MergeAction, Merging};
pub use notices::{Notice, NoticeKind, PastNotice};
pub use pictures::{MOST_PICTURE_BYTES, Picture, Pictures, Pixels};
pub use preferences::{Preferences, Theme};
pub use preview::{
    AgainstLive, Arrival, CopyChange, Differs, InLive, PageChange, Preview, PreviewChange, Version,
};
pub use proposals::{ProposalAction, ProposedScenario, ProposedScenarios, Proposing, propose_scenarios};
pub use publishing::{
    Earlier, Prospect, Publication, PublishAction, PublishDialog, PublishError, PublishProblem, Publishing,
    Standing, Unpublished, problems as publish_problems, publication,
};
pub use recent::{KnownContact, RecentFile};
pub use revisions::Revision;
pub use rule_effect::{Counted, RuleEffect, RuleEffectBasis, conditions, rule_effect};
#[cfg(feature = "serve")]
pub use serving::{ServeAction, Serving};
#[cfg(feature = "audience")]
pub(crate) use simulation::asked_of as simulation_asked_of;
#[cfg(feature = "audience")]
pub use simulation::{
    Asked, Drawing, HeldAgainst, Moving, PeopleOf, Progress, Ran, ReachAsked, Reached, Reaching,
    ShownResults, SimulationAction, SimulationPath, SimulationTab, Simulations,
    Standing as SimulationStanding, WhatIfView,
};
pub use table::{
    After, BulkChange, Choose, Column, Cursor, Editing, Filter, Line, MOST_AT_ONCE, MOST_LINES, MOST_REFUSED,
    Operation, Outlook, Plan, Refused, Row, Rows, Sheet, Sort, Staying, Table, TableAction, TableDialog,
    Tally,
};
pub use tasks::Task;
pub use timeline::{Timeline, TimelineAction};
pub use tour::{Panels, Tour, TourAction, TourStep};
pub use view::{BottomTab, Explorer, Group, Inside, Node, Unfit, View};
pub use visits::{HistoryAction, StoredHistory, VisitAction, Visits};
pub use workspace::{Workspace, WorkspaceId};
pub use workspaces::{Open, OpenTitle};
