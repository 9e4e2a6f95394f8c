//! What the tour does: where each step leads, and that it was seen.

use super::{Tour, TourAction, TourStep, environment, space};
use crate::app::action::Action;
use crate::app::effect::{Context, Effect};
use crate::app::view::BottomTab;
use crate::model::InnerTab;

impl Tour {
    pub(in crate::app) fn start(&mut self, context: &Context<'_>) -> Vec<Effect> {
        let mut effects = self.go_to(Some(TourStep::Explorer), context);
        effects.push(Effect::prefer(|preferences| preferences.tour_seen = true));
        effects
    }

    pub(in crate::app) fn apply(&mut self, action: TourAction, context: &Context<'_>) -> Vec<Effect> {
        let Some(step) = self.step else { return Vec::new() };
        let next = match action {
            TourAction::Next => step.moved(1),
            TourAction::Back => Some(step.moved(-1).unwrap_or(step)),
            TourAction::Skip => None,
        };
        self.go_to(next, context)
    }

    /// Goes to a step, and brings in sight what it is about.
    fn go_to(&mut self, step: Option<TourStep>, context: &Context<'_>) -> Vec<Effect> {
        self.step = step;
        let catalog = context.catalog();
        let shown = match step {
            Some(TourStep::Form) => environment(catalog).map(|it| (it, InnerTab::General)),
            Some(TourStep::Identification) => space(catalog).map(|it| (it, InnerTab::Identification)),
            Some(TourStep::Problems) => return vec![Effect::Act(Action::Bottom(BottomTab::Problems))],
            _ => None,
        };
        let Some((entity, tab)) = shown else { return Vec::new() };
        vec![Effect::Act(Action::Open(entity.clone())), Effect::Act(Action::Inner(entity, tab))]
    }
}
