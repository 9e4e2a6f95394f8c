//! Who of a population gets an offer, as a person asks it of one: what is asked, how far it is, and what was found. It is
//! asked by hand alone; what was found of a state before stays, and says so.

use super::run::{Stop, Work};
use super::{Progress, ReachAsked, Simulations};
use crate::app::effect::{Context, Effect};
use crate::app::let_go::let_go;
use crate::app::listing::Same;
use crate::app::tasks::Task;
use crate::model::Catalog;
use crate::simulation::{Reach, Settings};
use crate::text::Message;
use std::sync::{Arc, Weak};

/// What an order is of.
#[derive(Debug)]
struct Order {
    catalog: Same<Catalog>,
    asked: ReachAsked,
}

/// What was found of an order, or why nothing can be.
type Answer = (Arc<Order>, Result<Box<Reach>, Message>);

/// What is asked of one offer after another.
#[derive(Debug, Default)]
pub struct Reaching {
    /// What is being found out; gone where its result was dropped.
    running: Option<(Weak<Order>, Arc<Progress>)>,
    found: Option<Answer>,
}

/// What was found of an offer.
#[derive(Debug, Clone, Copy)]
pub struct Reached<'a> {
    /// What was asked.
    pub asked: &'a ReachAsked,
    /// What was found, or why nothing can be.
    pub found: Result<&'a Reach, &'a Message>,
    /// Whether it is of the catalog as it stands.
    pub is_current: bool,
}

impl Reaching {
    /// What was asked of what was found last.
    pub(super) fn asked(&self) -> Option<&ReachAsked> {
        self.found.as_ref().map(|(order, _)| &order.asked)
    }

    /// How far it is, where it is being found out of an offer.
    pub fn progress(&self, offer: &str) -> Option<&Progress> {
        let (order, progress) = self.running.as_ref()?;
        (order.upgrade()?.asked.offer == offer).then_some(progress)
    }

    /// What was found last, where it is of an offer.
    pub fn reached(&self, offer: &str, catalog: &Arc<Catalog>) -> Option<Reached<'_>> {
        let (order, found) = self.found.as_ref()?;
        let reached = Reached {
            asked: &order.asked,
            found: found.as_ref().map(|found| &**found),
            is_current: Arc::ptr_eq(&order.catalog.0, catalog),
        };
        (reached.asked.offer == offer).then_some(reached)
    }
}

impl Simulations {
    /// What was asked of one offer.
    pub fn reaching(&self) -> &Reaching {
        &self.reaching
    }

    /// Has a worker find out who gets an offer, of a space, and what would win the most others.
    pub(super) fn reach(&mut self, offer: String, space: String, context: &Context<'_>) -> Vec<Effect> {
        if self.asked.is_none() {
            self.ask_as_preview(context);
        }
        let asked = self.asked.clone().unwrap_or_default();
        let mut settings = Settings { call: asked.settings.call, ..Settings::default() };
        if settings.call.space != space {
            // What is asked for is of the space that it was asked of.
            (settings.call.categories, settings.call.themes) = (Vec::new(), Vec::new());
            settings.call.space = space;
        }
        let asked = ReachAsked { offer, settings, audience: asked.audience };
        let order = Arc::new(Order { catalog: Same::of(context.workspace.plan().catalog()), asked });
        let progress = Arc::new(Progress::new());
        self.reaching.running = Some((Arc::downgrade(&order), Arc::clone(&progress)));
        let work = Work::of(context, progress, true);
        vec![Effect::work(
            Task::Reach,
            move |cancelled| {
                let found = work.reached(&order.asked, cancelled);
                (order, found)
            },
            |features, _, (order, found)| {
                features.simulations.take_reach(order, found);
                Vec::new()
            },
        )]
    }

    /// Gives up what is being found out.
    pub(in crate::app) fn stop_reaching(&mut self) {
        self.reaching.running = None;
    }

    fn take_reach(&mut self, order: Arc<Order>, found: Result<Reach, Stop>) {
        let is_awaited =
            self.reaching.running.as_ref().is_some_and(|(it, _)| it.as_ptr() == Arc::as_ptr(&order));
        if !is_awaited {
            return let_go((order, found));
        }
        self.reaching.running = None;
        let found = match found {
            Ok(found) => Ok(Box::new(found)),
            Err(Stop::Failed(message)) => Err(message),
            Err(Stop::GivenUp | Stop::TooLarge(_)) => return,
        };
        let_go(self.reaching.found.replace((order, found)));
    }
}
