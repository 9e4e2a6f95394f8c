//! What the application does about the tour: where each step leads, and that it was seen.

use super::{TourAction, TourStep, environment, space};
use crate::app::application::App;
use crate::app::view::BottomTab;
use crate::model::InnerTab;

impl App {
    /// Starts the tour where the program has never been used; not when a file was to be opened.
    pub fn welcome(&mut self, opens_file: bool) {
        if !self.preferences.tour_seen && !opens_file {
            self.start_tour();
        }
    }

    pub(in crate::app) fn start_tour(&mut self) {
        self.files.put_text_back();
        self.tour_to(Some(TourStep::Explorer));
        self.preferences.tour_seen = true;
        if let Some(file) = &self.files.preferences {
            self.preferences.store(file);
        }
    }

    pub(in crate::app) fn apply_tour(&mut self, action: TourAction) {
        let Some(step) = self.tour.step else { return };
        match action {
            TourAction::Next => self.tour_to(step.moved(1)),
            TourAction::Back => self.tour_to(Some(step.moved(-1).unwrap_or(step))),
            TourAction::Skip => self.tour_to(None),
        }
    }

    /// Goes to a step, and brings in sight what it is about.
    fn tour_to(&mut self, step: Option<TourStep>) {
        self.tour.step = step;
        let catalog = self.workspace().catalog();
        let shown = match step {
            Some(TourStep::Form) => environment(catalog).map(|it| (it, InnerTab::General)),
            Some(TourStep::Identification) => space(catalog).map(|it| (it, InnerTab::Identification)),
            Some(TourStep::Problems) => {
                self.open.front_mut().view.bottom = BottomTab::Problems;
                None
            }
            _ => None,
        };
        if let Some((entity, tab)) = shown {
            self.open.front_mut().view.open(&entity);
            self.open.front_mut().view.show_inner(entity, tab);
        }
    }
}
