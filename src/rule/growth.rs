//! How many nodes predefined filters bring into a rule, counted before any is put there. Owns the bound on what they bring
//! into all rules of a catalog together; a filter that is called without values is compiled once and brings one node.

use super::known_filter::KnownFilter;
use super::root::{FILTERS, filter_call};
use super::tree;
use super::value::Typed;
use cel::IdedExpr;
use cel::common::ast::{CallExpr, Expr};
use std::collections::{BTreeMap, HashMap, HashSet};

/// How many nodes a rule may have with all its filters in it: more would be slow to check at each key press.
pub(super) const MAX_NODES: usize = 20_000;

/// How many nodes filters may bring into all rules of a catalog together: they take some 500 bytes each, in the plan and in
/// what checking knows of them. A thousand rules that each call filters of a hundred nodes with values of their own are
/// within it.
const MAX_TOGETHER: usize = 250_000;

/// How many bytes the different rules of a catalog may have together: twice those of 100,000 offers with rules that people
/// write. Compiled they take ten times as much.
const MAX_LENGTH_TOGETHER: usize = 24 << 20;

/// How many nodes stand for a call that cannot be expanded.
const NOT_EXPANDED: f64 = 3.0;

/// How many nodes a filter has where it is put in the place of a call.
#[derive(Debug, Clone, Default)]
pub(super) struct Grown {
    nodes: f64,
    /// How many times each parameter stands in it, by its place.
    times: BTreeMap<usize, f64>,
}

impl Grown {
    fn nodes(nodes: f64) -> Self {
        Self { nodes, times: BTreeMap::new() }
    }

    /// With so many of another.
    fn add(&mut self, other: &Self, times: f64) {
        self.nodes += other.nodes * times;
        for (parameter, count) in &other.times {
            *self.times.entry(*parameter).or_default() += count * times;
        }
    }
}

/// The filters of a schema, as far as they are known.
#[derive(Clone, Copy)]
pub(super) struct Known<'k> {
    pub(super) filters: &'k [KnownFilter],
    pub(super) by_name: &'k HashMap<String, usize>,
    /// Those that call themselves.
    pub(super) looping: &'k HashSet<usize>,
    /// Of each filter that was counted, by its place, where its value and where only its truth is asked for.
    pub(super) grown: &'k [[Grown; 2]],
}

impl Known<'_> {
    /// How many nodes filters bring into an expression.
    pub(super) fn growth(self, expr: &IdedExpr) -> usize {
        let all =
            Counter { known: self, parameters: HashMap::new(), bound: Vec::new() }.count(expr, true).nodes;
        whole(all - size(expr))
    }

    /// The nodes of a filter whose rule calls none that was not counted.
    pub(super) fn of_filter(self, filter: &KnownFilter) -> [Grown; 2] {
        let Some(body) = &filter.body else { return Default::default() };
        [false, true].map(|is_truth| {
            let named = filter.parameters.iter().enumerate();
            let parameters = named.map(|(place, parameter)| (parameter.name.as_str(), place)).collect();
            Counter { known: self, parameters, bound: Vec::new() }.count(body, is_truth)
        })
    }
}

#[expect(clippy::cast_precision_loss, reason = "there are far less than 2^53")]
fn size(expr: &IdedExpr) -> f64 {
    tree::size(expr) as f64
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "it is kept within the bounds"
)]
fn whole(nodes: f64) -> usize {
    // More are not put into one rule.
    nodes.clamp(0.0, MAX_NODES as f64) as usize
}

struct Counter<'c> {
    known: Known<'c>,
    /// The places of the parameters of the filter that is counted.
    parameters: HashMap<&'c str, usize>,
    /// The variables of the macros around.
    bound: Vec<&'c str>,
}

impl<'c> Counter<'c> {
    /// `is_truth`: only its truth is asked for, as where filters are not put in the place of their calls.
    fn count(&mut self, expr: &'c IdedExpr, is_truth: bool) -> Grown {
        let mut all = Grown::nodes(1.0);
        match &expr.expr {
            Expr::Ident(name) if !self.bound.contains(&name.as_str()) => {
                if let Some(place) = self.parameters.get(name.as_str()) {
                    all = Grown { nodes: 0.0, times: BTreeMap::from([(*place, 1.0)]) };
                }
            }
            Expr::Comprehension(parts) => {
                all.add(&self.count(&parts.iter_range, false), 1.0);
                self.bound.push(&parts.iter_var);
                for part in [&parts.accu_init, &parts.loop_cond, &parts.loop_step, &parts.result] {
                    all.add(&self.count(part, false), 1.0);
                }
                self.bound.pop();
            }
            _ => match filter_call(expr) {
                Some(call) if !self.bound.contains(&FILTERS) => self.call(call, is_truth, &mut all),
                _ => {
                    let is_truth = is_truth && tree::is_logic(expr);
                    tree::for_children(expr, &mut |child| all.add(&self.count(child, is_truth), 1.0));
                }
            },
        }
        all
    }

    fn call(&mut self, call: &'c CallExpr, is_truth: bool, all: &mut Grown) {
        let arguments: Vec<Grown> = call.args.iter().map(|argument| self.count(argument, false)).collect();
        let known = self.known;
        let place = known.by_name.get(&call.func_name).filter(|place| !known.looping.contains(place));
        let Some((filter, grown)) = place.and_then(|at| Some((&known.filters[*at], known.grown.get(*at)?)))
        else {
            all.nodes = NOT_EXPANDED;
            return;
        };
        if is_truth && call.args.is_empty() {
            return;
        }
        let grown = &grown[usize::from(is_truth)];
        all.nodes = grown.nodes;
        for (parameter, times) in &grown.times {
            match arguments.get(*parameter) {
                Some(argument) => all.add(argument, *times),
                None => all.nodes += times * default_size(filter.parameters[*parameter].default.as_ref()),
            }
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "there are far less than 2^53")]
fn default_size(default: Option<&Typed>) -> f64 {
    match default {
        Some(Typed::List(items)) => 1.0 + items.len() as f64,
        Some(Typed::Moment(_)) => 2.0,
        _ => 1.0,
    }
}

/// The most nodes that filters may bring into one rule, from what they bring into each rule of a catalog. Where that is too
/// much together, it is refused where it is most, equals together, whatever their order.
pub fn most_growth(all: Vec<usize>) -> usize {
    most_of(all, MAX_TOGETHER)
}

/// The longest that a rule may be, from the lengths of all different rules of a catalog: as with what filters bring, the
/// longest are refused where it is too much together.
pub fn most_length(all: Vec<usize>) -> usize {
    most_of(all, MAX_LENGTH_TOGETHER)
}

/// Whether rules are short enough together, however many of them are different.
pub fn are_short(together: usize) -> bool {
    together <= MAX_LENGTH_TOGETHER
}

fn most_of(mut all: Vec<usize>, max_together: usize) -> usize {
    if all.iter().sum::<usize>() <= max_together {
        return usize::MAX;
    }
    all.sort_unstable();
    let (mut together, mut most) = (0, 0);
    for equal in all.chunk_by(PartialEq::eq) {
        together += equal.iter().sum::<usize>();
        if together > max_together {
            break;
        }
        most = equal[0];
    }
    most
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Field, FieldType, Filter, Parameter, Value};
    use crate::rule::expand::link;
    use crate::rule::{Inputs, Use, check};
    use crate::rule::{Schema, Truth, compile, parse};
    use jiff::tz::TimeZone;
    use std::sync::Arc;

    fn filter(name: &str, rule: &str, parameters: &[&str]) -> Arc<Filter> {
        let parameter = |(place, name): (usize, &&str)| Parameter {
            name: (*name).to_owned(),
            parameter_type: FieldType::Integer,
            default: (place > 0).then_some(Value::Integer(3)),
        };
        let parameters = parameters.iter().enumerate().map(parameter).collect();
        Arc::new(Filter { name: name.into(), label: String::new(), rule: rule.into(), parameters })
    }

    fn schema() -> Schema {
        let age = Field { name: "age".into(), label: String::new(), field_type: FieldType::Integer };
        let filters = [
            filter("older", "profile.age > least || profile.age + least > 2 * more", &["least", "more"]),
            filter("twice", "filters.older(least * 2) && filters.older(least, 5)", &["least"]),
            filter("both", "filters.twice(1) || profile.age == 7", &[]),
            filter("any", "[1, 2].exists(least, least == profile.age) && least > 1", &["least"]),
            filter("loop", "profile.age > 3 || filters.loop()", &[]),
        ];
        Schema::new(&[age], &[], &[], &filters, TimeZone::UTC)
    }

    #[test]
    fn the_longest_rules_are_refused_where_all_are_too_long_together() {
        assert_eq!(most_length(vec![10_000; 1_000]), usize::MAX);
        let mut all = vec![100; 100_000];
        all.extend([19_000; 1_000]);
        assert_eq!(most_length(all), 100);
    }

    #[test]
    fn what_filters_bring_is_counted_as_it_is_put_there() {
        let schema = schema();
        for rule in [
            "profile.age > 3",
            "filters.both()",
            "filters.both() == true",
            "filters.older(profile.age + 1)",
            "!filters.twice(4) && filters.older(1, 2)",
            "[1, 2].all(x, filters.older(x, x))",
            "filters.any(profile.age)",
            "filters.loop() || filters.nothing(1)",
        ] {
            let parsed = parse(rule).expect("CEL");
            let grown = tree::size(&link(parsed.root(), &schema)).saturating_sub(tree::size(parsed.root()));
            let counted = schema.growth(&parsed);
            assert!(counted.abs_diff(grown) <= 1, "{rule}: {counted} for {grown}");
        }
    }

    #[test]
    fn what_filters_bring_into_all_rules_has_a_bound_whatever_their_order() {
        assert_eq!(most_growth(vec![100; 1_000]), usize::MAX);
        let mut all = vec![20_000; 600];
        all.extend([100; 500]);
        for _ in 0..3 {
            all.rotate_left(400);
            assert_eq!(most_growth(all.clone()), 100);
        }
        assert_eq!(most_growth(vec![20_000; 600]), 0);
    }

    #[test]
    fn a_rule_beyond_the_bound_is_unknown_and_an_error_of_checking() {
        let (rule, cheap) = ("filters.twice(4)", "filters.older(9)");
        let (free, parsed) = (schema(), parse(rule).expect("CEL"));
        let bounded = schema().bounded(free.growth(&parsed) - 1, usize::MAX);
        let anna = [Some(Typed::Integer(34))];
        let inputs = Inputs { profile: &anna, ..Inputs::default() };
        let codes = |rule: &str, schema: &Schema| -> Vec<&str> {
            check(&parse(rule).expect("CEL"), schema, Use::Target).iter().map(|one| one.code).collect()
        };
        assert_eq!(compile(&parsed, &free).test(&inputs), Truth::True);
        assert!(matches!(compile(&parsed, &bounded).test(&inputs), Truth::Unknown(_)));
        assert_eq!(codes(rule, &free), [""; 0]);
        assert_eq!(codes(rule, &bounded), ["rule-check-too-large-together"]);
        assert_eq!(compile(&parse(cheap).expect("CEL"), &bounded).test(&inputs), Truth::True);
        assert_eq!(codes(cheap, &bounded), [""; 0]);
        // A filter that calls it is none the smaller for being called without values.
        let both = compile(&parse("filters.both()").expect("CEL"), &bounded);
        assert!(matches!(both.test(&inputs), Truth::Unknown(_)));
    }
}
