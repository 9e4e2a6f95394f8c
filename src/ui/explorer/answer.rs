//! What the questions of the window share: the answer of a button.

use crate::app::{Action, Answer};

/// The answer of the button pressed: the first accepts, the others leave everything as it is.
pub(in crate::ui) fn answer(pressed: Option<usize>) -> Option<Action> {
    pressed.map(|index| Action::Answer(if index == 0 { Answer::Accept } else { Answer::Cancel }))
}
