//! What filling in may cost: work by the size of the values at hand, and the length of what is made.
//!
//! A step costs as much as going over a hundred bytes, about what it takes. One template may do so much, and all
//! templates of a decision together a few times that, since a call may ask for every offer there is.

use super::known::MAX_OUTPUT;
use minijinja::value::{Value, ValueKind};
use minijinja::{Error, ErrorKind};

/// What a step costs.
const STEP: usize = 100;
/// The work of one template: some 200,000 steps.
const TEMPLATE_WORK: usize = 20_000_000;
/// What a value costs that is no text, where it is shown.
pub const COST_OF_NUMBER: usize = VALUE;
/// The work of all templates of a decision.
const DECISION_WORK: usize = 5 * TEMPLATE_WORK;
/// The length of all that the templates of a decision make.
const DECISION_OUTPUT: usize = 32 * MAX_OUTPUT;
/// What a value takes that is no text, with its place in a list.
const VALUE: usize = 16;

/// What the templates of one decision may still cost.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meter {
    work: usize,
    output: usize,
}

impl Default for Meter {
    fn default() -> Self {
        Self { work: DECISION_WORK, output: DECISION_OUTPUT }
    }
}

impl Meter {
    /// Whether a template may still cost all that one may: where one is given up now, it is so by itself.
    pub fn is_whole(&self) -> bool {
        self.work >= TEMPLATE_WORK && self.output >= MAX_OUTPUT
    }

    /// Pays for work on what templates made.
    pub fn spend(&mut self, work: usize) {
        self.work = self.work.saturating_sub(work);
    }

    /// What costs so much together; `None` where it is more than one template may cost.
    pub fn spending(work: usize, output: usize) -> Option<Self> {
        (work <= TEMPLATE_WORK && output <= MAX_OUTPUT).then_some(Self { work, output })
    }

    /// The work, and the length of what was made.
    pub fn amounts(&self) -> (usize, usize) {
        (self.work, self.output)
    }

    /// What was spent of it since it was another.
    #[must_use]
    pub fn spent_since(&self, before: &Self) -> Self {
        Self { work: before.work - self.work, output: before.output - self.output }
    }

    /// Spends the same again; `None` where templates could then have been allowed less than one may cost, so that not all of
    /// it need have been spent.
    #[must_use]
    pub fn spend_again(&self, spent: &Self) -> Option<Self> {
        let work = self.work.checked_sub(spent.work)?;
        let left = Self { work, output: self.output.checked_sub(spent.output)? };
        left.is_whole().then_some(left)
    }

    /// What one template may cost.
    pub(super) fn begin(&self) -> Work {
        let (work, output) = (self.work.min(TEMPLATE_WORK), self.output.min(MAX_OUTPUT));
        Work { left: work, begun: work, output, made: 0 }
    }

    /// Takes over what one has cost.
    pub(super) fn end(&mut self, work: &Work) {
        self.work -= work.begun - work.left;
        self.output -= work.made;
    }
}

/// Why something cannot be filled in.
#[derive(Debug)]
pub(super) enum Unfilled {
    /// It costs too much: the template is given up.
    TooMuch,
    /// This is missing.
    Missing(String),
    /// This is missing, as it may be.
    Empty(String),
    /// It divides by zero.
    Division,
    /// A number that cannot be written.
    Infinite,
    /// A value is not of the kind that is needed.
    Unfit,
    /// A text that is no number.
    NoNumber(String),
    /// What cannot be done, as the id of the message, with the library's own words.
    Failed(&'static str, String),
}

impl From<Error> for Unfilled {
    fn from(error: Error) -> Self {
        match error.kind() {
            ErrorKind::WriteFailure => Self::TooMuch,
            kind => {
                let id = match kind {
                    ErrorKind::MissingArgument => "rule-template-failed-few",
                    ErrorKind::TooManyArguments => "rule-template-failed-many",
                    _ => "rule-template-failed",
                };
                Self::Failed(id, error.detail().map_or_else(|| kind.to_string(), str::to_owned))
            }
        }
    }
}

/// What one template may still cost.
#[derive(Debug)]
pub(super) struct Work {
    left: usize,
    begun: usize,
    output: usize,
    made: usize,
}

impl Work {
    /// Pays for work.
    pub(super) fn pay(&mut self, cost: usize) -> Result<(), Unfilled> {
        if cost > self.left {
            self.left = 0;
            return Err(Unfilled::TooMuch);
        }
        self.left -= cost;
        Ok(())
    }

    /// Pays for a step.
    pub(super) fn step(&mut self) -> Result<(), Unfilled> {
        self.pay(STEP)
    }

    /// Pays for going over values. Says how long they are together.
    pub(super) fn pay_for<'v>(
        &mut self,
        values: impl IntoIterator<Item = &'v Value>,
    ) -> Result<usize, Unfilled> {
        let mut all = 0;
        for value in values {
            all += self.length(value)?;
        }
        Ok(all)
    }

    fn length(&mut self, value: &Value) -> Result<usize, Unfilled> {
        let own = value.as_str().map_or(VALUE, str::len);
        self.pay(own)?;
        let mut all = own;
        let is_map = value.kind() == ValueKind::Map;
        if is_map || matches!(value.kind(), ValueKind::Seq | ValueKind::Iterable) {
            for item in value.try_iter()? {
                all += self.length(&item)?;
                if is_map {
                    all += self.length(&value.get_item(&item)?)?;
                }
            }
        }
        Ok(all)
    }

    /// Pays for text that is made.
    pub(super) fn make(&mut self, length: usize) -> Result<(), Unfilled> {
        self.pay(length)?;
        if length > self.output - self.made {
            return Err(Unfilled::TooMuch);
        }
        self.made += length;
        Ok(())
    }
}
