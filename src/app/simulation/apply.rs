//! How a person asks for simulations, when they follow the catalog by themselves, and how results are taken over.

use super::run::Work;
use super::{
    Asked, HeldAgainst, MOST_KEPT, Order, Outcome, Progress, Ran, Running, ShownResults, SimulationAction,
    SimulationTab, Simulations,
};
use crate::app::action::Action;
use crate::app::effect::{Context, Effect};
use crate::app::let_go::let_go;
use crate::app::listing::Same;
use crate::app::preview::{Arrival, PreviewChange, Version};
use crate::app::tasks::Task;
use crate::app::view::BottomTab;
use crate::engine::Way;
use crate::model::{Catalog, split_address};
use crate::simulation::{Example, Settings};
use std::path::PathBuf;
use std::sync::Arc;

impl Simulations {
    pub(in crate::app) fn apply(&mut self, action: SimulationAction, context: &Context<'_>) -> Vec<Effect> {
        match action {
            SimulationAction::Ask(asked) => self.ask(*asked),
            SimulationAction::AskAsPreview => self.ask_as_preview(context),
            SimulationAction::Run => return self.run(context),
            SimulationAction::Show(shown) => self.shown = shown,
            SimulationAction::WhoGets(offer) => {
                self.shown =
                    ShownResults { tab: SimulationTab::Gates, offer: Some(offer), ..self.shown.clone() };
                self.led += 1;
                return Self::show();
            }
            SimulationAction::Reach { offer, space } => return self.reach(offer, space, context),
            SimulationAction::Try(example) => return self.tried(&example, context),
            SimulationAction::TryReached(example, way) => {
                let Some(asked) = self.reaching.asked() else { return Vec::new() };
                return tried((&asked.settings, &example, way), context);
            }
            // Files and workers are the application's.
            SimulationAction::Choose(_) | SimulationAction::Drawn(..) | SimulationAction::StopReaching => {}
        }
        Vec::new()
    }

    /// Shows the panel.
    pub(in crate::app) fn show() -> Vec<Effect> {
        let bottom = Effect::Act(Action::Bottom(BottomTab::Simulation));
        vec![Effect::prefer(|preferences| preferences.problems = true), bottom]
    }

    /// Shows the panel, and asks for results of the catalog as it stands, however many contacts there are.
    pub(in crate::app) fn run(&mut self, context: &Context<'_>) -> Vec<Effect> {
        if self.asked.is_none() {
            self.ask_as_preview(context);
        }
        self.led += 1;
        let mut effects = Self::show();
        if let Some(order) = self.order(context) {
            effects.extend(self.begin(order, context, true));
        }
        effects
    }

    /// Has results follow the catalog while they are shown: at once for a small population, and only once a person asks
    /// for a large one.
    pub(in crate::app) fn refresh(&mut self, context: &Context<'_>) -> Vec<Effect> {
        let is_shown = context.preferences.problems && context.view.bottom == BottomTab::Simulation;
        if !is_shown || !context.workspace.derived().is_of(context.catalog()) {
            return Vec::new();
        }
        if self.asked.is_none() {
            self.ask_as_preview(context);
        }
        let Some(order) = self.order(context) else { return Vec::new() };
        let is_known = |known: &Arc<Order>| **known == order;
        let running = self.running.as_ref().and_then(|it| Some((it.order.upgrade()?, it.by_hand)));
        // What was asked for by hand is not given up for an edit.
        let is_awaited = running.is_some_and(|(running, by_hand)| by_hand || is_known(&running));
        let has_ended = self.ended.as_ref().is_some_and(|(ended, _)| is_known(ended));
        if is_awaited || has_ended || self.result.as_ref().is_some_and(|(of, _)| is_known(of)) {
            return Vec::new();
        }
        self.begin(order, context, false)
    }

    /// Gives up the run under way.
    pub(in crate::app) fn stop(&mut self) {
        if let Some(order) = self.running.take().and_then(|running| running.order.upgrade()) {
            self.ended = Some((order, Outcome::GivenUp));
        }
    }

    /// Asks something else.
    pub(in crate::app) fn ask(&mut self, asked: Asked) {
        if self.shown.axis >= asked.settings.axes.len() {
            self.shown.axis = 0;
        }
        self.asked = Some(asked);
    }

    /// Has a chart drawn for a file.
    pub(in crate::app) fn want_chart(&mut self, path: PathBuf) {
        self.wanted = Some(path);
        self.shown.chart = true;
    }

    /// It is being drawn.
    pub(in crate::app) fn has_chart(&mut self) {
        self.wanted = None;
    }

    /// Asks for what the preview asks for; of whom, and against what, stays.
    pub(super) fn ask_as_preview(&mut self, context: &Context<'_>) {
        let preview = context.preview;
        let mut asked = self.asked.take().unwrap_or_default();
        let before = std::mem::take(&mut asked.settings);
        let mut settings = Settings { call: before.call.clone(), ..before };
        preview.space().unwrap_or_default().clone_into(&mut settings.call.space);
        settings.call.at = preview.at().cloned();
        settings.call.call_data.clone_from(preview.data());
        settings.call.count = preview.count();
        let (categories, themes) = preview.asked();
        (settings.call.categories, settings.call.themes) = (categories.to_vec(), themes.to_vec());
        self.asked = Some(Asked { settings, ..asked });
    }

    /// What is asked of the catalog as it stands; nothing while it has no space to ask.
    fn order(&self, context: &Context<'_>) -> Option<Order> {
        let asked = self.asked.clone().filter(|asked| !asked.settings.call.space.is_empty())?;
        let saved = context.workspace.document().saved();
        let saved = (asked.against == HeldAgainst::Saved).then(|| Same::of(saved));
        // While a worker compiles what was edited last, it is of the state before.
        Some(Order { catalog: Same::of(context.workspace.plan().catalog()), saved, asked })
    }

    fn begin(&mut self, order: Order, context: &Context<'_>, by_hand: bool) -> Vec<Effect> {
        let (order, progress) = (Arc::new(order), Arc::new(Progress::new()));
        self.running =
            Some(Running { order: Arc::downgrade(&order), progress: Arc::clone(&progress), by_hand });
        let work = Work::of(context, progress, by_hand);
        vec![Effect::work(
            Task::Simulate,
            move |cancelled| {
                let outcome = work.outcome(&order, cancelled);
                (order, outcome)
            },
            |features, _, (order, outcome)| {
                features.simulations.take(order, outcome);
                Vec::new()
            },
        )]
    }

    /// Takes over how an order ended, where it is still awaited.
    fn take(&mut self, order: Arc<Order>, outcome: Outcome) {
        let is_awaited = self.running.as_ref().is_some_and(|it| it.order.as_ptr() == Arc::as_ptr(&order));
        if !is_awaited {
            return let_go((order, outcome));
        }
        self.running = None;
        match outcome {
            Outcome::Done(ran) => {
                let ran: Arc<Ran> = Arc::from(ran);
                // Runs of one question after each edit are one.
                self.kept.retain(|kept| kept.asked != ran.asked);
                self.kept.insert(0, Arc::clone(&ran));
                self.kept.truncate(MOST_KEPT);
                self.ended = None;
                let_go(self.result.replace((order, ran)));
            }
            outcome => self.ended = Some((order, outcome)),
        }
    }

    /// A contact of the results, in the preview, asked what was simulated.
    fn tried(&self, example: &Example, context: &Context<'_>) -> Vec<Effect> {
        let Some(ran) = self.result() else { return Vec::new() };
        tried((&ran.simulation().settings, example, None), context)
    }
}

/// A contact in the preview, asked what all were asked, with what would have to change for an offer.
fn tried((settings, example, way): (&Settings, &Example, Option<Way>), context: &Context<'_>) -> Vec<Effect> {
    let catalog = context.catalog();
    let answered_by = settings.space(catalog);
    let environment = split_address(&answered_by).and_then(|(name, _)| catalog.environment(name));
    let dimension = environment.map_or("", |environment| environment.targeting_dimension.as_str());
    let who = match own(catalog, dimension, example) {
        Some(index) => PreviewChange::Who(Some(index)),
        None => PreviewChange::Guest(Arc::new(example.contact(dimension))),
    };
    let version = if settings.live { Version::Live } else { Version::Edited };
    let changes = [
        PreviewChange::Call(Box::new(settings.call.clone())),
        PreviewChange::Version(version),
        who,
        PreviewChange::Arrival(Arrival::LoggedIn),
    ];
    let changes = changes.into_iter().chain(way.map(PreviewChange::Try));
    let shows = Effect::prefer(|preferences| preferences.preview = true);
    changes.map(|change| Effect::Act(Action::Preview(change))).chain([shows]).collect()
}

/// The contact of the catalog that an example is, by its place.
fn own(catalog: &Catalog, dimension: &str, example: &Example) -> Option<usize> {
    let mut contacts = catalog.contacts.iter();
    contacts.position(|contact| {
        contact.dimension == dimension
            && contact.values == example.values
            && catalog.contact_key(contact) == example.key
    })
}
