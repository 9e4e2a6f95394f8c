//! What checking asks of a plan: which presentation rules weigh on offers, whoever the contact is, and what rules see
//! of an offer.

use super::plan::{Cap, EnvironmentPlan, Plan};
use super::ready_rule::matches;
use crate::model::PresentationRule;
use crate::rule::{Budget, Inputs, Typed};
use std::sync::Arc;

/// Some of the active presentation rules of an environment's typology.
#[derive(Debug)]
pub(crate) struct Caps<'p> {
    environment: &'p EnvironmentPlan,
    caps: Vec<&'p Cap>,
}

impl Plan {
    /// The active presentation rules of an environment's typology that are `wanted`.
    pub(crate) fn caps_of(
        &self,
        environment: &str,
        wanted: impl Fn(&PresentationRule) -> bool,
    ) -> Option<Caps<'_>> {
        let environment = self.environment(environment)?;
        let caps = environment.caps().iter().filter(|cap| wanted(&cap.rule)).collect();
        Some(Caps { environment, caps })
    }

    /// What rules see of an offer, by the slots of `offer`.
    pub(crate) fn offer_values(&self, environment: &str, offer: &str) -> Option<&[Option<Typed>]> {
        let environment = self.environment(environment)?;
        Some(&environment.offers[environment.offer_named(offer)?].inputs)
    }
}

impl<'p> Caps<'p> {
    /// The place of the first of some offers, each by its name, that one of the rules applies to, and that rule. Thousands
    /// of offers may be asked by thousands of rules: beyond the budget nothing is found.
    pub(crate) fn first_on<'o>(
        &self,
        offers: impl IntoIterator<Item = &'o str>,
        budget: &Budget,
    ) -> Option<(usize, &'p Arc<PresentationRule>)> {
        let asked =
            offers.into_iter().enumerate().take_while(|_| !self.caps.is_empty() && !budget.is_spent());
        { asked }.find_map(|(place, name)| {
            let offer = &self.environment.offers[self.environment.offer_named(name)?].inputs;
            let inputs = Inputs { offer, budget: Some(budget), ..Inputs::default() };
            let mut caps = self.caps.iter();
            let cap = caps.find(|cap| matches(cap.applies_to.as_ref(), &inputs).is_ok())?;
            Some((place, &cap.rule))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Catalog;
    use std::cell::Cell;

    /// A rule that costs much by the estimate, and is settled by its first condition.
    const LONG: &str =
        "offer.name == 'none' && lists.range(300).exists(a, lists.range(300).exists(b, a + b == 1))";

    #[test]
    fn offers_are_asked_until_the_budget_is_used_up() {
        let offers: Vec<String> = (0..1_000).map(|number| format!(r#"(name: "o{number}")"#)).collect();
        let offers = offers.join(",");
        let catalog: Catalog = ron::from_str(&format!(
            r#"#![enable(unwrap_newtypes)] (format: 1, name: "m",
                presentation_rules: [(name: "long", within: "7d", at_most: 1, applies_to: "{LONG}"),
                    (name: "last", within: "7d", at_most: 1, applies_to: "offer.name == 'o999'")],
                typologies: [(name: "t", rules: ["long", "last"])],
                environments: [(name: "e", stage: Live, targeting_dimension: "r", typology: Some("t"),
                    categories: [(name: "c", offers: [{offers}])])])"#
        ))
        .expect("a catalog");
        let names: Vec<String> = (0..1_000).map(|number| format!("o{number}")).collect();
        let plan = Plan::new(&Arc::new(catalog));
        let asked = Cell::new(0);
        let offers = || {
            names.iter().map(|name| {
                asked.set(asked.get() + 1);
                name.as_str()
            })
        };
        let cheap = plan.caps_of("e", |rule| rule.name != "long").expect("it is there");
        let found =
            cheap.first_on(offers(), &Budget::default()).map(|(place, rule)| (place, rule.name.as_str()));
        assert_eq!((found, asked.replace(0)), (Some((999, "last")), 1_000));
        let all = plan.caps_of("e", |_| true).expect("it is there");
        assert!(all.first_on(offers(), &Budget::default()).is_none() && asked.get() < 500, "{}", asked.get());
    }
}
