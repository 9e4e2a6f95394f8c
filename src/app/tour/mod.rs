//! The short tour of the window: which step it is at, and what each step brings in sight. Draws nothing.

mod apply;

use crate::app::preferences::Preferences;
use crate::model::{Catalog, Ref, Stage};

/// A step of the tour, which is about one part of the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TourStep {
    /// The tree of the whole catalog.
    Explorer,
    /// The form of what is open.
    Form,
    /// How a space recognises a contact, and what it falls back on.
    Identification,
    /// Who gets what.
    Preview,
    /// What is wrong.
    Problems,
    /// Every command, by keyboard.
    Palette,
}

impl TourStep {
    /// The steps, in order.
    pub const ALL: [Self; 6] =
        [Self::Explorer, Self::Form, Self::Identification, Self::Preview, Self::Problems, Self::Palette];

    /// Its number, from 1.
    pub fn number(self) -> usize {
        self as usize + 1
    }

    fn moved(self, steps: isize) -> Option<Self> {
        (self as usize).checked_add_signed(steps).and_then(|at| Self::ALL.get(at)).copied()
    }
}

/// What a person does with the tour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TourAction {
    /// Goes on; behind the last step the tour is over.
    Next,
    /// Goes back.
    Back,
    /// Has seen enough.
    Skip,
}

/// The tour, which is under way or not.
#[derive(Debug, Default)]
pub struct Tour {
    step: Option<TourStep>,
}

/// Which panels the window shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Panels {
    /// The explorer.
    pub explorer: bool,
    /// The live preview.
    pub preview: bool,
    /// The panel with problems and scenarios.
    pub problems: bool,
}

impl Tour {
    /// The step it is at, while it is under way.
    pub fn step(&self) -> Option<TourStep> {
        self.step
    }

    /// The panels that a person prefers, and the one that the tour is about.
    pub fn panels(&self, preferences: &Preferences) -> Panels {
        let about = |step| self.step == Some(step);
        Panels {
            explorer: preferences.explorer || about(TourStep::Explorer),
            preview: preferences.preview || about(TourStep::Preview),
            problems: preferences.problems || about(TourStep::Problems),
        }
    }
}

/// An environment that can be edited, one for anonymous interactions if there is any.
fn environment(catalog: &Catalog) -> Option<Ref> {
    let designs = || catalog.environments.iter().filter(|it| it.stage != Stage::Live);
    let found = designs().find(|it| it.anonymous).or_else(|| designs().next())?;
    Some(Ref::Environment(found.name.clone()))
}

/// A space that can be edited, one that falls back on an anonymous environment if there is any.
fn space(catalog: &Catalog) -> Option<Ref> {
    let designs = catalog.environments.iter().filter(|it| it.stage != Stage::Live && !it.anonymous);
    let spaces = || designs.clone().flat_map(|it| it.spaces.iter().map(move |space| (it, space)));
    let found = spaces().find(|(_, space)| space.fall_back_to_anonymous).or_else(|| spaces().next());
    found.map(|(environment, space)| Ref::Space(environment.name.clone(), space.name.clone()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_follow_each_other_and_end() {
        let all = std::iter::successors(Some(TourStep::Explorer), |step| step.moved(1));
        assert_eq!(all.collect::<Vec<_>>(), TourStep::ALL);
        assert_eq!(TourStep::Explorer.moved(-1), None);
        assert_eq!(TourStep::Palette.number(), 6);
    }
}
