//! Many calls answered one after another. Owns what is kept between two of them: what offers look like. The decision is
//! [`super::decide`]'s.

use super::caller::Caller;
use super::decide::{self, CallError, Page, PageOptions};
use super::decision::Decision;
use super::looks::Looks;
use super::plan::Plan;
use crate::contacts::ContactStore;
use crate::model::Call;
use crate::rule::Meter;
use jiff::Timestamp;
use std::sync::Arc;

/// Answers calls as [`super::decide`], [`super::decide_best`] and [`super::decide_page_for`] do, and the faster the more of them
/// show the same: what an offer looks like is kept with the values that its templates name. Each thread has its own.
#[derive(Debug)]
pub struct Clerk<'p> {
    plan: &'p Plan,
    looks: Looks,
}

impl<'p> Clerk<'p> {
    /// With nothing kept yet.
    pub fn new(plan: &'p Plan) -> Self {
        Self { plan, looks: Looks::default() }
    }

    /// Answers one call, without a record of the offers that are not kept where it is to be `unexplained`.
    ///
    /// # Errors
    /// The call's space, or its environment, does not exist, its moment is no instant, or the contacts cannot be read.
    pub fn decide(
        &mut self,
        contacts: &dyn ContactStore,
        call: &Call,
        unexplained: bool,
        now: Timestamp,
    ) -> Result<Decision, CallError> {
        let mut page = if unexplained { Page::unexplained(Vec::new()) } else { Page::default() };
        let mut decision = decide::decide_on_page(self.plan, contacts, call, now, &mut page)?;
        self.looks.fill(&mut decision);
        Ok(decision)
    }

    /// Answers the calls of a page, as [`super::decide_page_for`] does.
    pub fn decide_page(
        &mut self,
        contacts: &dyn ContactStore,
        caller: &Caller,
        calls: &[Call],
        options: PageOptions,
        now: Timestamp,
    ) -> Vec<Result<Decision, CallError>> {
        let Self { plan, looks } = self;
        let fill = &mut |decision: &mut Decision| looks.fill(decision);
        decide::page_filled_by(fill, plan, contacts, caller, calls, options, now)
    }
}

impl Looks {
    /// Step 10, as [`Decision::fill`] does it.
    fn fill(&mut self, decision: &mut Decision) {
        let Decision { context, propositions, notes, .. } = decision;
        let (context, mut meter) = (Arc::clone(context), Meter::default());
        for proposed in propositions {
            self.show(&context, &mut meter, proposed, notes);
        }
    }
}
