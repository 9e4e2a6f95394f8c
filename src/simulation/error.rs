//! Why there are no results, and how far a run is. Owns the words for both.

use crate::audience::source::SourceError;
use crate::contacts::BlockError;
use crate::engine::CallError;
use crate::text::Message;

/// Why a simulation has no results.
#[derive(Debug, Clone, PartialEq)]
pub enum SimulationError {
    /// Somebody gave it up.
    GivenUp,
    /// It cannot be made: says why.
    Failed(Message),
}

impl From<Message> for SimulationError {
    fn from(message: Message) -> Self {
        Self::Failed(message)
    }
}

impl From<CallError> for SimulationError {
    fn from(error: CallError) -> Self {
        Self::Failed(error.message)
    }
}

impl From<BlockError> for SimulationError {
    fn from(error: BlockError) -> Self {
        Self::Failed(error.message)
    }
}

impl From<SourceError> for SimulationError {
    fn from(error: SourceError) -> Self {
        Self::Failed(error.message)
    }
}

/// What a run is at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// It draws the sample that was asked for.
    Drawing,
    /// It ranks the best offers.
    Ranking,
    /// It finds every offer's gate, of contacts that were drawn.
    Gates,
    /// It finds what would have to change, for contacts that were drawn.
    Changes,
}

impl Step {
    /// The message that says what it is.
    pub fn label(self) -> &'static str {
        match self {
            Self::Drawing => "simulation-drawing",
            Self::Ranking => "simulation-ranking",
            Self::Gates => "simulation-gates",
            Self::Changes => "simulation-changes",
        }
    }
}

/// How far a run is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// What it is at.
    pub step: Step,
    /// How many contacts are done.
    pub done: u64,
    /// Of how many, where that is known.
    pub of: Option<u64>,
}

/// Is told how far a run is, by any of its threads; says whether it is to go on.
pub type Watch<'w> = dyn Fn(Progress) -> bool + Sync + 'w;
