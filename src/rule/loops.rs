//! Predefined filters that call themselves, directly or through others. Owns the walk through their calls, which takes
//! each filter once: a thousand that call each other in a chain are looked at a thousand times.

use super::names::names_used;
use super::parse::Parsed;
use std::collections::{HashMap, HashSet};

/// The filters by their places so that each stands behind those that it calls, and those that call themselves: of each its
/// rule, if it can be read; `by_name` has the place of each name.
pub(super) fn looping<'r>(
    rules: impl Iterator<Item = Option<&'r Parsed>>,
    by_name: &HashMap<String, usize>,
) -> (Vec<usize>, HashSet<usize>) {
    let called = |rule: Option<&Parsed>| -> Vec<usize> {
        let names = rule.map(|rule| names_used(rule).filters).unwrap_or_default();
        names.iter().filter_map(|name| by_name.get(name).copied()).collect()
    };
    let calls: Vec<Vec<usize>> = rules.map(called).collect();
    let (mut order, mut found) = (Vec::with_capacity(calls.len()), HashSet::new());
    for group in groups(&calls) {
        order.extend(&group);
        let alone = group.len() == 1 && !calls[group[0]].contains(&group[0]);
        if !alone {
            found.extend(group);
        }
    }
    (order, found)
}

/// A step down from a filter to those it calls.
struct FilterStep {
    at: usize,
    /// How many of its calls were followed.
    followed: usize,
}

/// What has been found out about the filters on the way.
struct Walk {
    /// When each was reached first.
    reached: Vec<Option<usize>>,
    /// The earliest of those still open that each leads back to.
    back: Vec<usize>,
    /// Those that belong to no group yet, as they were reached.
    open: Vec<usize>,
    is_open: Vec<bool>,
    count: usize,
}

impl Walk {
    fn enter(&mut self, at: usize, way: &mut Vec<FilterStep>) {
        self.reached[at] = Some(self.count);
        self.back[at] = self.count;
        self.count += 1;
        self.open.push(at);
        self.is_open[at] = true;
        way.push(FilterStep { at, followed: 0 });
    }

    /// The group that is complete once all calls of a filter were followed, if it was the first of it.
    fn leave(&mut self, at: usize) -> Option<Vec<usize>> {
        if self.reached[at] != Some(self.back[at]) {
            return None;
        }
        let first = self.open.iter().rposition(|open| *open == at)?;
        let group = self.open.split_off(first);
        for one in &group {
            self.is_open[*one] = false;
        }
        Some(group)
    }
}

/// The filters in groups of those that all call each other (Tarjan's strongly connected components). Without recursion:
/// a chain may be as long as a file.
fn groups(calls: &[Vec<usize>]) -> Vec<Vec<usize>> {
    let count = calls.len();
    let mut walk = Walk {
        reached: vec![None; count],
        back: vec![0; count],
        open: Vec::new(),
        is_open: vec![false; count],
        count: 0,
    };
    let mut groups = Vec::new();
    for start in 0..count {
        if walk.reached[start].is_some() {
            continue;
        }
        let mut way = Vec::new();
        walk.enter(start, &mut way);
        while let Some(step) = way.last_mut() {
            let at = step.at;
            if let Some(next) = calls[at].get(step.followed).copied() {
                step.followed += 1;
                match walk.reached[next] {
                    None => walk.enter(next, &mut way),
                    Some(when) if walk.is_open[next] => walk.back[at] = walk.back[at].min(when),
                    Some(_) => {}
                }
            } else {
                way.pop();
                groups.extend(walk.leave(at));
                if let Some(above) = way.last() {
                    walk.back[above.at] = walk.back[above.at].min(walk.back[at]);
                }
            }
        }
    }
    groups
}

/// Whether a rule calls the filter of that name, directly or through filters of which `rule_of` has the rules.
pub(super) fn reaches(name: &str, rule: &Parsed, rule_of: &dyn Fn(&str) -> Option<Parsed>) -> bool {
    let (mut seen, mut next) = (HashSet::new(), vec![rule.clone()]);
    while let Some(rule) = next.pop() {
        for called in names_used(&rule).filters {
            if called == name {
                return true;
            }
            if seen.insert(called.clone()) {
                next.extend(rule_of(&called));
            }
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Filter;
    use crate::rule::{Schema, parse};
    use jiff::tz::TimeZone;
    use std::sync::Arc;

    fn schema(filters: &[(&str, &str)]) -> Schema {
        let filter = |(name, rule): &(&str, &str)| {
            Arc::new(Filter {
                name: (*name).to_owned(),
                label: String::new(),
                parameters: Vec::new(),
                rule: (*rule).to_owned(),
            })
        };
        let filters: Vec<_> = filters.iter().map(filter).collect();
        Schema::new(&[], &[], &[], &filters, TimeZone::UTC)
    }

    #[test]
    fn filters_that_call_themselves_are_found_at_once_as_by_walking() {
        let rules = [
            ("a", "filters.b() && filters.e()"),
            ("b", "filters.c()"),
            ("c", "filters.a() || filters.d()"),
            ("d", "filters.e()"),
            ("e", "true"),
            ("self", "!filters.self()"),
            ("above", "filters.a()"),
            ("broken", "filters.("),
            ("gone", "filters.nothing()"),
        ];
        let schema = schema(&rules);
        for (name, rule) in rules.iter().filter(|(name, _)| *name != "broken") {
            let rule = parse(rule).expect("CEL");
            assert_eq!(schema.loops(name, &rule), ["a", "b", "c", "self"].contains(name), "{name}");
            assert_eq!(
                schema.loops(name, &rule),
                reaches(name, &rule, &|name| schema.filter(name)?.rule.clone()),
                "{name}"
            );
        }
        let edited = parse("filters.above()").expect("CEL");
        assert!(schema.loops("e", &edited), "a rule that the schema does not have yet is walked from");
    }

    #[test]
    fn a_chain_as_long_as_a_file_has_no_loop() {
        let names: Vec<String> = (0..20_000).map(|index| format!("f{index}")).collect();
        let by_name = names.iter().cloned().zip(0..).collect();
        let rule = |index: usize| parse(&format!("filters.{}()", names.get(index + 1)?)).ok();
        let rules: Vec<_> = (0..names.len()).map(rule).collect();
        let (order, found) = looping(rules.iter().map(Option::as_ref), &by_name);
        assert_eq!((order, found), ((0..20_000).rev().collect(), HashSet::new()));
    }
}
