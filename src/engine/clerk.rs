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
use std::ops::Deref;
use std::sync::Arc;

/// Answers calls as [`super::decide`], [`super::decide_best`] and [`super::decide_page_for`] do, and the faster the more of them
/// show the same: what an offer looks like is kept with the values that its templates name. Each thread has its own.
#[derive(Debug)]
pub struct Clerk<'p> {
    plan: Held<'p>,
    looks: Looks,
}

#[derive(Debug)]
enum Held<'p> {
    Lent(&'p Plan),
    Shared(Arc<Plan>),
}

impl Deref for Held<'_> {
    type Target = Plan;

    fn deref(&self) -> &Plan {
        match self {
            Self::Lent(plan) => plan,
            Self::Shared(plan) => plan,
        }
    }
}

impl Clerk<'static> {
    /// With nothing kept yet, and a plan that lives as long as it.
    pub fn of_shared(plan: Arc<Plan>) -> Self {
        Self { plan: Held::Shared(plan), looks: Looks::default() }
    }
}

impl<'p> Clerk<'p> {
    /// With nothing kept yet.
    pub fn new(plan: &'p Plan) -> Self {
        Self { plan: Held::Lent(plan), looks: Looks::default() }
    }

    /// The plan that it answers by.
    pub fn plan(&self) -> &Plan {
        &self.plan
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
        let mut decision = decide::decide_on_page(&self.plan, contacts, call, now, &mut page)?;
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contacts::Population;
    use crate::model::Catalog;

    #[test]
    fn what_looks_are_put_together_from_is_let_go_of_too() {
        let html = "x".repeat(400_000);
        let offer = |number: usize| {
            format!(
                r#"(name: "o{number}", live_on: ["web"], weights: [(value: 5)], content: (html: "{html}{{{{ call.page }}}}"))"#
            )
        };
        let offers: Vec<String> = (0..30).map(offer).collect();
        let text = format!(
            r#"#![enable(implicit_some, unwrap_newtypes)] (format: 1, name: "c", environments: [(name: "e", stage: Live,
                anonymous: true, targeting_dimension: "", call_data: [(name: "page", type: Text)],
                spaces: [(name: "web", channel: InboundWeb)], categories: [(name: "all", offers: [{}])])])"#,
            offers.join(",")
        );
        let catalog: Catalog = ron::from_str(&text).expect("a catalog");
        let plan = Plan::new(&Arc::new(catalog));
        let population = Population::default();
        let mut clerk = Clerk::new(&plan);
        for page in ["a", "b"] {
            let mut call = Call { count: 30, ..Call::new("e/web") };
            call.call_data.insert("page".to_owned(), page.into());
            let decision =
                clerk.decide(&population, &call, true, Timestamp::UNIX_EPOCH).expect("the space exists");
            let shown = decision.propositions.iter().filter_map(|it| it.look.content.get("html"));
            assert_eq!(shown.filter(|html| html.to_string().ends_with(page)).count(), 30);
        }
        assert!((1..30).contains(&clerk.looks.known()), "{}", clerk.looks.known());
    }
}
