//! What may be otherwise, and how it would be: values only. Which there are for an offer is found by [`super::lever`].

use crate::model::Window;
use crate::rule::{FieldTest, Program, Root, Typed};
use jiff::Timestamp;

/// One thing as it would be.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Setting {
    /// Somebody is identified, of whom nothing is known.
    Identified,
    /// A field of the contact or of the call has a value, or none.
    Field(Root, usize, Option<Typed>),
    /// The moment of the call.
    Moment(Timestamp),
    /// Another space, by its place in the environment.
    Space(usize),
    /// The call asks for the offer's category.
    Category,
    /// The call asks for as many offers as it takes.
    Count,
    /// What presentation rules count was not proposed.
    History,
    /// The offer's content is approved.
    Approval,
}

/// One thing that may be otherwise.
pub(super) struct Lever {
    /// What it may be, the nearest to what it is first.
    pub(super) settings: Vec<Setting>,
    pub(super) classes: Classes,
}

impl Lever {
    /// One that may be otherwise in one way only.
    pub(super) fn plain(setting: Setting) -> Self {
        Self { settings: vec![setting], classes: Classes::None }
    }
}

/// What tells the settings of a lever apart.
pub(super) enum Classes {
    /// Nothing: each stands for itself.
    None,
    /// The tests that rules make of the field.
    Tests(Vec<ReadTest>),
    /// The stretches of time between what begins and ends, in order.
    Stretches(Vec<Window>),
}

/// A test of a field and the one that holds where it does not, ready to run.
pub(super) struct ReadTest {
    pub(super) text: FieldTest,
    pub(super) holds: Program,
    pub(super) fails: Program,
    pub(super) sides: Vec<Program>,
}
