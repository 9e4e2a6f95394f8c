//! What a part of the application asks of the whole: a part changes its own state, and nothing but that, and asks for the
//! rest by effects, which the application carries out in order.

use crate::app::action::Action;
use crate::app::approval::Reviews;
use crate::app::compare::Compare;
use crate::app::dialog::Dialog;
use crate::app::explorer::entity_of;
use crate::app::files::Load;
use crate::app::find::Find;
use crate::app::impact::Impacts;
use crate::app::notices::NoticeKind;
use crate::app::preferences::Preferences;
use crate::app::preview::Preview;
use crate::app::publishing::Publishing;
#[cfg(feature = "audience")]
use crate::app::simulation::Simulations;
use crate::app::table::Table;
use crate::app::tasks::{CancelFlag, Task};
use crate::app::timeline::Timeline;
use crate::app::tour::Tour;
use crate::app::view::View;
use crate::app::workspace::Workspace;
use crate::document::Edit;
use crate::engine::Plan;
use crate::model::{Catalog, InnerTab, Ref};
use crate::text::Message;
use jiff::Timestamp;
use std::path::PathBuf;
use std::sync::Arc;

/// The parts that own a state, each to be changed by itself.
pub(super) struct Features<'a> {
    pub(super) find: &'a mut Find,
    pub(super) compare: &'a mut Compare,
    /// The table of the catalog in front.
    pub(super) table: &'a mut Table,
    /// The timeline of the catalog in front.
    pub(super) timeline: &'a mut Timeline,
    /// What is to be reviewed in the catalog in front.
    pub(super) reviews: &'a mut Reviews,
    /// The effect of what was changed in the catalog in front.
    pub(super) impacts: &'a mut Impacts,
    /// What publishing the catalog in front comes to.
    pub(super) publishing: &'a mut Publishing,
    pub(super) tour: &'a mut Tour,
    /// What whole populations get of the catalog in front.
    #[cfg(feature = "audience")]
    pub(super) simulations: &'a mut Simulations,
}

/// What all parts may read.
#[derive(Clone, Copy)]
pub(super) struct Context<'a> {
    /// The catalog in front.
    pub(super) workspace: &'a Workspace,
    /// What the window shows of it.
    pub(super) view: &'a View,
    /// Its live preview.
    #[cfg_attr(not(feature = "audience"), expect(dead_code, reason = "simulations alone read it"))]
    pub(super) preview: &'a Preview,
    pub(super) preferences: &'a Preferences,
    /// The question that stands before everything else.
    pub(super) dialog: Option<&'a Dialog>,
    pub(super) now: Timestamp,
}

/// One thing that a part asks for.
pub(super) enum Effect {
    /// What the window can ask for too: an edit, something opened, a question.
    Act(Action),
    /// Something else is shown of the catalog in front.
    View(Box<dyn FnOnce(&mut View)>),
    /// The person prefers something else.
    Prefer(Box<dyn FnOnce(&mut Preferences)>),
    /// Another state of the catalog in front, compiled, as one step of this name.
    Take(Arc<Plan>, Message),
    /// A sentence for the person.
    Notice(NoticeKind, Message),
    /// A text for the clipboard.
    Copy(String),
    /// A file is read.
    Load(PathBuf, Load),
    /// Work for a worker, in the place of what it does of that kind.
    Work(Task, Work),
}

/// A piece of work, and how its result is taken over.
pub(super) type Work = Box<dyn FnOnce(&CancelFlag) -> Take + Send>;
/// How a part takes a result over.
pub(super) type Take = Box<dyn FnOnce(Features<'_>, &Context<'_>) -> Vec<Effect> + Send>;

impl Effect {
    /// Changes the catalog in front, as one step of this name.
    pub(super) fn edit(edit: Edit, name: Message) -> Self {
        Self::Act(Action::Edit { edit, name, field: None })
    }

    /// Changes what is shown of the catalog in front.
    pub(super) fn view(change: impl FnOnce(&mut View) + 'static) -> Self {
        Self::View(Box::new(change))
    }

    /// Changes what the person prefers.
    pub(super) fn prefer(change: impl FnOnce(&mut Preferences) + 'static) -> Self {
        Self::Prefer(Box::new(change))
    }

    /// Tells the person something they should know.
    pub(super) fn info(message: Message) -> Self {
        Self::Notice(NoticeKind::Info, message)
    }

    /// Has something worked out, and its result taken over.
    pub(super) fn work<R: Send + 'static>(
        task: Task,
        work: impl FnOnce(&CancelFlag) -> R + Send + 'static,
        take: impl FnOnce(Features<'_>, &Context<'_>, R) -> Vec<Self> + Send + 'static,
    ) -> Self {
        let work = move |cancelled: &CancelFlag| -> Take {
            let result = work(cancelled);
            Box::new(move |features: Features<'_>, context: &Context<'_>| take(features, context, result))
        };
        Self::Work(task, Box::new(work))
    }
}

impl Context<'_> {
    pub(super) fn catalog(&self) -> &Arc<Catalog> {
        self.workspace.catalog()
    }

    /// The environment that a person is at: that of what is selected, or open; else the first.
    pub(super) fn environment(&self) -> Option<Ref> {
        let selected = self.view.selected.as_ref().and_then(entity_of);
        let mut near = [selected.as_ref(), self.view.active_tab()].into_iter().flatten();
        let near = near.find_map(Ref::environment);
        let first = || self.catalog().environments.first().map(|it| it.name.as_str());
        near.or_else(first).map(|name| Ref::Environment(name.to_owned()))
    }

    /// Shows a tab of that environment.
    pub(super) fn show_environment(&self, tab: InnerTab) -> Vec<Effect> {
        let Some(environment) = self.environment() else { return Vec::new() };
        vec![
            Effect::Act(Action::Open(environment.clone())),
            Effect::Act(Action::Inner(environment, tab)),
            Effect::view(View::enter_front),
        ]
    }
}
