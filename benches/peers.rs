//! The peers that the engine is measured against, on the same work: which offers a contact may have, and the
//! best three. Owns that work and two ways to do it; neither identifies, explains or renders.

use crate::workload::{Condition, Datum, Rule, Test, Workload, attribute};
use cel::objects::{Key, Map};
use cel::{Context, Program, Value};
use std::collections::HashMap;
use std::sync::Arc;

/// The eligible offers by place, best first as far as the first three.
pub(crate) type Answer = Vec<usize>;

/// The work all peers share, given how a category's filter, an offer's rule and the condition of its higher
/// weight are tested. The filter of a category is tested once, for all of its offers.
pub(crate) fn answer(
    workload: &Workload,
    filter: impl Fn(usize) -> bool,
    rule: impl Fn(usize) -> bool,
    higher: impl Fn(usize) -> bool,
) -> Answer {
    let mut open: Vec<Option<f64>> = Vec::with_capacity(workload.categories.len());
    for (index, category) in workload.categories.iter().enumerate() {
        let above = category.above.map_or(Some(1.0), |above| open[above]);
        open.push(above.filter(|_| filter(index)).map(|product| product * category.multiplier));
    }
    let mut eligible: Vec<(f64, usize)> = Vec::new();
    for (index, offer) in workload.offers.iter().enumerate() {
        if let Some(multiplier) = open[offer.category]
            && rule(index)
        {
            let weight = if higher(index) { offer.higher.1 } else { offer.weight };
            eligible.push((weight * multiplier, index));
        }
    }
    let order = |a: &(f64, usize), b: &(f64, usize)| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1));
    if eligible.len() > 3 {
        eligible.select_nth_unstable_by(2, order);
    }
    let best = eligible.len().min(3);
    eligible[..best].sort_unstable_by(order);
    eligible.into_iter().map(|(_, index)| index).collect()
}

/// A plain predicate tree in Rust: what a programmer writes who needs no language, no explanation and no
/// missing values.
pub(crate) fn tree(workload: &Workload, contact: &[Datum]) -> Answer {
    answer(
        workload,
        |category| workload.categories[category].filter.holds(contact),
        |offer| workload.offers[offer].rule.holds(contact),
        |offer| workload.offers[offer].higher.0.holds(contact),
    )
}

impl Condition {
    /// Whether it holds. Of a value that is missing nothing does, and no more what is turned round.
    fn holds(&self, contact: &[Datum]) -> bool {
        let holds = match (&self.test, &contact[self.attribute]) {
            (_, Datum::Missing) => return false,
            (Test::AboveOther(other), Datum::Number(number)) => {
                matches!(&contact[*other], Datum::Number(other) if number > other)
            }
            (Test::Begins(start), Datum::Text(text)) => text.starts_with(start),
            (Test::AtLeast(least), Datum::Number(number)) => number >= least,
            (Test::Below(limit), Datum::Number(number)) => number < limit,
            (Test::Is(wanted), Datum::Text(text)) => text == wanted,
            (Test::In(wanted), Datum::Text(text)) => wanted.contains(text),
            (Test::Holds, Datum::Flag(flag)) => *flag,
            _ => false,
        };
        holds != self.negated
    }
}

impl Rule {
    fn holds(&self, contact: &[Datum]) -> bool {
        let all = |conditions: &[Condition]| conditions.iter().all(|condition| condition.holds(contact));
        match self.conditions.split_last_chunk::<2>() {
            Some((first, last)) if self.alternatives => {
                all(first) && last.iter().any(|condition| condition.holds(contact))
            }
            _ => all(&self.conditions),
        }
    }
}

/// Every rule as a program of the `cel` crate.
pub(crate) struct Interpreted {
    filters: Vec<Program>,
    rules: Vec<Program>,
    higher: Vec<Program>,
}

impl Interpreted {
    /// Parses all rules.
    pub(crate) fn new(workload: &Workload) -> Self {
        let read = |rule: String| Program::compile(&rule).expect("the rules of the workload are CEL");
        let offers = || workload.offers.iter();
        Self {
            filters: workload.categories.iter().map(|category| read(category.filter.cel())).collect(),
            rules: offers().map(|offer| read(offer.rule.cel())).collect(),
            higher: offers().map(|offer| read(offer.higher.0.cel())).collect(),
        }
    }

    /// Decides for a contact by [`context`].
    pub(crate) fn answer(&self, workload: &Workload, contact: &Context<'_, '_>) -> Answer {
        let holds = |program: &Program| matches!(program.execute(contact), Ok(Value::Bool(true)));
        answer(
            workload,
            |category| holds(&self.filters[category]),
            |offer| holds(&self.rules[offer]),
            |offer| holds(&self.higher[offer]),
        )
    }
}

/// A contact as the interpreter sees it. Made before the time is taken, which is to the peer's advantage.
pub(crate) fn context(contact: &[Datum]) -> Context<'static, 'static> {
    let value = |datum: &Datum| match datum {
        Datum::Number(number) => Value::Int(*number),
        Datum::Text(text) => Value::String(Arc::new(text.clone())),
        Datum::Flag(flag) => Value::Bool(*flag),
        Datum::Missing => Value::Null,
    };
    let entries = contact.iter().enumerate();
    let map: HashMap<Key, Value> =
        entries.map(|(index, datum)| (Key::from(attribute(index)), value(datum))).collect();
    let mut context = Context::default();
    context.add_variable_from_value("profile", Value::Map(Map { map: Arc::new(map) }));
    context
}
