//! A rule ready to run. Owns the public face of evaluation: truth, numbers and values.

use super::budget::Budget;
use super::cause::Cause;
use super::compiler;
use super::expand::{expand, gather_roots};
use super::kept::Expanded;
use super::node::Node;
use super::parse::Parsed;
use super::room::Room;
use super::root::Root;
use super::schema::{Inputs, Schema};
use super::terms::Terms;
use super::tree;
use super::val::Val;
use super::why::{self, Conditions, WhyNot};
use crate::model::Value;
use cel::IdedExpr;
use std::sync::{Arc, OnceLock};

/// What a rule comes to.
#[derive(Debug, Clone, PartialEq)]
pub enum Truth {
    /// It matches.
    True,
    /// It does not match.
    False,
    /// It cannot be told, which does not match either; the cause says what was missing or wrong.
    Unknown(Cause),
}

/// A compiled rule. Cheap to clone, and free to go to another thread.
#[derive(Debug, Clone)]
pub struct Program(Arc<Compiled>);

#[derive(Debug)]
struct Compiled {
    /// With the filters in it.
    expanded: Expanded,
    schema: Schema,
    node: Node,
    /// The steps that it takes with fields of the usual size.
    usual_steps: f64,
    /// Whether it names a field of the offer.
    sees_offer: bool,
    /// Its conditions; `None` where they have to be taken apart.
    terms: OnceLock<Option<Arc<Terms>>>,
    conditions: OnceLock<Explained>,
}

/// A rule taken apart for its explanation, with the room that it takes.
#[derive(Debug)]
struct Explained {
    conditions: Conditions,
    room: usize,
}

impl Drop for Explained {
    fn drop(&mut self) {
        EXPLAINED.give_back(self.room);
    }
}

/// What all rules that are kept taken apart have room for, in nodes: each takes some 500 bytes more, and rules of a screen
/// or two fit in by the thousand. One beyond it is taken apart again whenever somebody asks.
static EXPLAINED: Room = Room::of(100_000);

/// Compiles a rule for values of a layout. Cannot fail: what cannot be compiled is interpreted, and what
/// cannot run is unknown, with its cause.
pub fn compile(parsed: &Parsed, schema: &Schema) -> Program {
    Program::new(Expanded::of(parsed, schema), schema, compiler::whole)
}

/// A rule that runs through the `cel` interpreter alone: the meaning that [`compile`] is held to, and the
/// peer that it is measured against.
pub fn interpret(parsed: &Parsed, schema: &Schema) -> Program {
    let tree = Arc::new(expand(parsed.root(), schema));
    Program::new((Arc::clone(&tree), Expanded::whole(&tree)), schema, compiler::interpreted)
}

impl Program {
    fn new(
        (tree, expanded): (Arc<IdedExpr>, Expanded),
        schema: &Schema,
        node: impl Fn(&IdedExpr, &Expanded, &Schema) -> Node,
    ) -> Self {
        let node = node(&tree, &expanded, schema);
        let mut roots = Vec::new();
        gather_roots(&tree, schema, &mut roots);
        Self(Arc::new(Compiled {
            usual_steps: compiler::usual_steps(&tree, &node, schema),
            sees_offer: roots.contains(&Root::Offer),
            expanded,
            schema: schema.clone(),
            node,
            terms: OnceLock::new(),
            conditions: OnceLock::new(),
        }))
    }

    pub(super) fn node(&self) -> &Node {
        &self.0.node
    }

    pub(super) fn schema(&self) -> &Schema {
        &self.0.schema
    }

    /// What tells it from every other one while it is kept.
    pub(super) fn identity(&self) -> usize {
        Arc::as_ptr(&self.0).addr()
    }

    /// Whether it is the same, compiled once.
    pub fn is_same(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }

    /// What a run of it counts in [`Budget`] where a set of rules asks it instead, which counts nothing itself.
    pub fn counted(&self) -> u64 {
        match &self.0.node {
            Node::Guarded(guard, _) if guard.admits_usual() => Budget::counted(guard.usual_steps()),
            Node::Guarded(..) => 0,
            _ => Budget::counted(self.0.usual_steps),
        }
    }

    /// Whether somebody else holds it too.
    pub(super) fn is_shared(&self) -> bool {
        Arc::strong_count(&self.0) > 1
    }

    /// Whether it may come to something else for another offer.
    pub fn sees_offer(&self) -> bool {
        self.0.sees_offer
    }

    /// The steps that it would take on these values; none where it is refused for them alone.
    pub fn steps(&self, inputs: &Inputs<'_>) -> f64 {
        self.0.node.steps(inputs, self.0.usual_steps)
    }

    /// The same with fields of the usual size.
    pub fn usual_steps(&self) -> f64 {
        self.0.usual_steps
    }

    /// The value it comes to, when what rules may take together allows it.
    fn eval<'a>(&'a self, inputs: &Inputs<'a>) -> Result<Val<'a>, Cause> {
        match (&self.0.node, inputs.budget) {
            (Node::Guarded(..), _) | (_, None) => {}
            (_, Some(budget)) => budget.take(self.0.usual_steps)?,
        }
        self.0.node.eval(inputs)
    }

    /// Whether it matches.
    pub fn test(&self, inputs: &Inputs<'_>) -> Truth {
        match self.eval(inputs) {
            Ok(Val::Bool(true)) => Truth::True,
            Ok(Val::Bool(false)) => Truth::False,
            Ok(_) => Truth::Unknown(Cause::NotBoolean),
            Err(cause) => Truth::Unknown(cause),
        }
    }

    /// The number it comes to.
    ///
    /// # Errors
    /// It is unknown, infinite, or no number.
    #[expect(clippy::cast_precision_loss, reason = "a weight is a decimal number")]
    pub fn number(&self, inputs: &Inputs<'_>) -> Result<f64, Cause> {
        match self.eval(inputs)? {
            Val::Double(value) if value.is_finite() => Ok(value),
            Val::Double(_) => Err(Cause::NotFinite),
            Val::Int(value) => Ok(value as f64),
            Val::UInt(value) => Ok(value as f64),
            _ => Err(Cause::NotNumber),
        }
    }

    /// The value it comes to, as a catalog writes it; a moment in the catalog's time zone.
    ///
    /// # Errors
    /// It is unknown, or a value that no field can have.
    pub fn value(&self, inputs: &Inputs<'_>) -> Result<Value, Cause> {
        let value = self.eval(inputs)?;
        let failed = match &value {
            Val::UInt(_) => Cause::Overflow,
            Val::Double(_) => Cause::NotFinite,
            _ => Cause::NoFieldValue,
        };
        value.written(self.0.schema.zone()).ok_or(failed)
    }

    /// Whether some of it runs through the `cel` interpreter.
    pub fn interpreted(&self) -> bool {
        self.0.node.interpreted()
    }

    /// Why it is not true of these values: the smallest conditions that failed, and what they saw. `None` when it is
    /// true.
    pub fn why_not(&self, inputs: &Inputs<'_>) -> Option<WhyNot> {
        let why = self.by_terms(&Cause::NotBoolean, inputs);
        if why.is_some() {
            return why;
        }
        if self.0.node.test(inputs) == Ok(true) {
            return None;
        }
        Some(self.explained(&Cause::NotBoolean, inputs))
    }

    /// Why it is unknown for these values, or no number, when it came to that cause: with what was missing, and the
    /// values that it could do nothing with.
    pub fn why_unknown(&self, cause: &Cause, inputs: &Inputs<'_>) -> WhyNot {
        if *cause == Cause::TooCostly {
            return WhyNot::unknown(cause.clone());
        }
        self.by_terms(cause, inputs).unwrap_or_else(|| self.explained(cause, inputs))
    }

    /// The same by its own nodes; `None` where it has to be taken apart for that, or is true.
    fn by_terms(&self, no_truth: &Cause, inputs: &Inputs<'_>) -> Option<WhyNot> {
        let Compiled { expanded, schema, node, terms: kept, .. } = &*self.0;
        // Where each condition is let through that it is made of.
        if inputs.budget.is_some_and(|budget| !budget.is_enough()) {
            return None;
        }
        let node = match node {
            Node::Guarded(guard, node) => guard.is_free(inputs).then_some(&**node)?,
            node => node,
        };
        if let Some(kept) = kept.get() {
            return why::of_terms(kept.as_ref()?, node, no_truth, inputs, schema);
        }
        let found = Terms::of(expanded, schema).map(Terms::with_room);
        let terms = match found {
            None => None,
            Some(Err(terms)) => {
                return why::of_terms(&Arc::new(terms), node, no_truth, inputs, schema);
            }
            Some(Ok(terms)) => Some(Arc::new(terms)),
        };
        why::of_terms(kept.get_or_init(|| terms).as_ref()?, node, no_truth, inputs, schema)
    }

    fn explained(&self, no_truth: &Cause, inputs: &Inputs<'_>) -> WhyNot {
        let Compiled { expanded, schema, conditions: kept, .. } = &*self.0;
        if let Some(kept) = kept.get() {
            return kept.conditions.why_not(no_truth, inputs, schema);
        }
        let expanded = expanded.tree(schema);
        let (conditions, room) = (Conditions::whole(&expanded, schema), tree::size(&expanded));
        let why = conditions.why_not(no_truth, inputs, schema);
        if EXPLAINED.take(room) {
            // Where another thread was first, this one gives its room back.
            let _ = kept.set(Explained { conditions, room });
        }
        why
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Field, FieldType, Filter, Parameter};
    use crate::rule::Typed;
    use crate::rule::expand::link;
    use crate::rule::parse;
    use crate::text::Language;
    use jiff::tz::TimeZone;

    fn field(name: &str, field_type: FieldType) -> Field {
        Field { name: name.into(), label: String::new(), field_type }
    }

    fn filter(name: &str, rule: &str, parameters: &[(&str, FieldType, Option<Value>)]) -> Arc<Filter> {
        let parameters = parameters.iter().map(|(name, parameter_type, default)| Parameter {
            name: (*name).into(),
            parameter_type: parameter_type.clone(),
            default: default.clone(),
        });
        Arc::new(Filter {
            name: name.into(),
            label: String::new(),
            rule: rule.into(),
            parameters: parameters.collect(),
        })
    }

    fn schema() -> Schema {
        let profile = [
            field("age", FieldType::Integer),
            field("balance", FieldType::Decimal),
            field("name", FieldType::Text),
            field("premium", FieldType::Boolean),
            field("since", FieldType::Date),
            field("interests", FieldType::List),
            field("pages", FieldType::Integer),
        ];
        let filters = [
            filter(
                "adult",
                "profile.age >= least",
                &[("least", FieldType::Integer, Some(Value::Integer(18)))],
            ),
            filter("rich", "profile.balance > least", &[("least", FieldType::Decimal, None)]),
            filter(
                "before",
                "profile.since < day",
                &[("day", FieldType::Date, Some(Value::from("2026-01-01")))],
            ),
            filter("fond", "profile.interests.exists(x, x == what)", &[("what", FieldType::Text, None)]),
            filter("loop", "filters.pool()", &[]),
            filter("pool", "filters.loop()", &[]),
            filter(
                "deep",
                &format!("{}n{} == 1", "-(".repeat(45), ")".repeat(45)),
                &[("n", FieldType::Integer, None)],
            ),
            filter("both", "filters.adult() && filters.rich(10)", &[]),
        ];
        Schema::new(&profile, &[field("language", FieldType::Text)], &[], &filters, TimeZone::UTC)
    }

    fn anna() -> Vec<Option<Typed>> {
        vec![
            Some(Typed::Integer(19)),
            Some(Typed::Decimal(99.5)),
            Some(Typed::from("Anna")),
            Some(Typed::Boolean(true)),
            Some(Typed::Moment("2025-06-01T00:00:00Z".parse().expect("a moment"))),
            Some(Typed::list(["ski", "jazz"])),
            None,
        ]
    }

    #[track_caller]
    fn check(rule: &str, wanted: &str) {
        let (schema, profile) = (schema(), anna());
        let parsed = parse(rule).unwrap_or_else(|found| panic!("{rule}: {found:?}"));
        let inputs = Inputs { profile: &profile, call: &[None], ..Inputs::default() };
        for program in [compile(&parsed, &schema), interpret(&parsed, &schema)] {
            let found = match program.test(&inputs) {
                Truth::True => "true".to_owned(),
                Truth::False => "false".to_owned(),
                Truth::Unknown(cause) => Language::En.say(&cause.message()),
            };
            assert_eq!(found, wanted, "{rule}, interpreted: {}", program.interpreted());
        }
    }

    #[test]
    fn a_rule_that_calls_no_filter_is_kept_once() {
        let schema = schema();
        for (rule, once) in [
            ("profile.age > 3 && profile.name.contains('a') || profile.balance + 1.0 < 3.0", true),
            ("filters.adult() || profile.age > 3", false),
            ("profile.interests.exists(x, x == 'golf')", false),
            ("math.greatest(1, profile.age) == 19", false),
        ] {
            let parsed = parse(rule).expect(rule);
            let program = compile(&parsed, &schema);
            let tree = program.0.expanded.tree(&schema);
            assert_eq!(Arc::ptr_eq(&tree, &parsed.shared_root()), once, "{rule}");
            if once {
                assert_eq!(*tree, link(parsed.root(), &schema), "{rule}");
                // The parsed rule, the compiled one and this test, and the guard where there is one.
                let guarded = usize::from(matches!(program.0.node, Node::Guarded(..)));
                assert_eq!(Arc::strong_count(&tree), 3 + guarded, "{rule}");
            }
        }
    }

    #[test]
    fn logic_has_three_values() {
        check("profile.pages > 3", "profile.pages is missing");
        check("profile.pages > 3 || profile.premium", "true");
        check("profile.premium || profile.pages > 3", "true");
        check("profile.pages > 3 && !profile.premium", "false");
        check("profile.pages > 3 && profile.premium", "profile.pages is missing");
        check("!(profile.pages > 3)", "profile.pages is missing");
        check("has(profile.pages)", "false");
        check("has(profile.age) && !has(call.language)", "true");
        check("has(profile.pages) ? profile.pages > 3 : true", "true");
        check("profile['pages'] == 3", "profile.pages is missing");
        check("profile['age'] == 19 && 'age' in profile", "true");
        check("1 / 0 == 1 || profile.age == 19", "true");
        check("1 / (profile.age - 19) == 1", "a number is divided by zero");
        check("9223372036854775807 + profile.age > 0", "a number is out of range");
    }

    #[test]
    fn values_are_compared_by_type() {
        check("profile.age == 19.0 && profile.balance > 99 && profile.age < 20u", "true");
        check("profile.name == 'Anna' && profile.name < 'B' && profile.name.startsWith('An')", "true");
        check("profile.name == 3", "false");
        check("profile.name > 3", "the values have incompatible types");
        check("profile.since < timestamp('2026-01-01T00:00:00Z')", "true");
        check("timestamp('2025-07-01T00:00:00Z') - profile.since == duration('720h')", "true");
        check("profile.since + duration('24h') == timestamp('2025-06-02T00:00:00Z')", "true");
        check("'ski' in profile.interests && !('golf' in profile.interests)", "true");
        check("profile.interests == ['ski', 'jazz'] && size(profile.interests) == 2", "true");
        check("profile.name in ['Anna', 'Ben'] && profile.age in [1, 19.0]", "true");
        check("profile.interests.exists(i, i.contains('az'))", "true");
        check("double(profile.age) * 0.5 == 9.5 && profile.age % 2 == 1 && -profile.age == -19", "true");
        check("profile.name.lowerAscii() == 'anna' && math.greatest(1, 5, profile.age) == 19", "true");
        check("profile.name.matches('^A.*a$')", "true");
        check("profile.name.matches('a{1001}')", "the regular expression is too large");
        check("profile.name.matches('(?=A)')", "it is not a regular expression");
    }

    #[test]
    fn filters_take_parameters() {
        check("filters.adult()", "true");
        check("filters.adult(20)", "false");
        check("filters.rich(10)", "true");
        check("filters.before()", "true");
        check("filters.before('2025-01-01')", "false");
        check("filters.both()", "true");
        check("[10, 25].exists(x, filters.adult(x))", "true");
        check("['golf', 'ski'].exists(x, filters.fond(x))", "true");
        check("['golf'].exists(x, filters.fond(x))", "false");
        check("filters.adult(1, 2)", "the filter adult has the wrong number of values");
        check("filters.rich()", "the filter rich has the wrong number of values");
        check("filters.loop()", "the filter loop calls itself");
        check("filters.nothing()", "unknown filter nothing");
    }

    #[test]
    fn what_is_not_there_is_unknown() {
        check("profile.nothing == 1", "profile.nothing is missing");
        check("nothing == 1", "nothing is not known");
        check("offer.name == 'loan'", "offer.name is missing");
        check("has(offer.name) || offer.name.reverse() == 'loan'", "offer.name is missing");
        check("profile.age", "the result is not true or false");
    }

    #[test]
    fn why_it_is_not_true_names_the_condition_and_the_values() {
        let (schema, profile) = (schema(), anna());
        let inputs = Inputs { profile: &profile, call: &[None], ..Inputs::default() };
        for (rule, wanted) in [
            ("profile.age >= 25", "profile.age >= 25: profile.age is 19"),
            ("profile.premium && (profile.age >= 18 && profile.pages > 1)", "profile.pages is missing"),
            ("profile.pages > 1 && profile.age >= 25", "profile.age >= 25: profile.age is 19"),
            ("filters.adult(25) && filters.rich(10)", "profile.age >= 25: profile.age is 19"),
            ("profile.premium ? profile.age >= 25 : true", "profile.age >= 25: profile.age is 19"),
            (
                "profile.age > 25 || profile.balance > 100",
                "profile.age > 25 || profile.balance > 100: profile.age is 19, profile.balance is 99.5",
            ),
            (
                "profile.interests.exists(i, i == 'golf')",
                "profile.interests.exists(i, i == 'golf'): profile.interests is ski, jazz",
            ),
            ("has(profile.pages)", "has(profile.pages): profile.pages is missing"),
            ("1 > 2", "1 > 2 is false"),
        ] {
            let program = compile(&parse(rule).expect(rule), &schema);
            let why = program.why_not(&inputs).map(|why| Language::En.say(&why.message()));
            assert_eq!(why.as_deref(), Some(wanted), "{rule}");
        }
        let matching = compile(&parse("profile.age < 25").expect("a rule"), &schema);
        assert_eq!(matching.why_not(&inputs), None);
    }

    #[test]
    fn formulas_come_to_numbers_and_values() {
        let (schema, profile) = (schema(), anna());
        let inputs = Inputs { profile: &profile, ..Inputs::default() };
        let program = |source: &str| compile(&parse(source).expect(source), &schema);
        assert_eq!(program("10.0 + double(profile.age) * 0.1").number(&inputs), Ok(11.9));
        assert_eq!(program("profile.age").number(&inputs), Ok(19.0));
        for source in ["1.0 / 0.0", "0.0 / 0.0", "profile.name", "profile.pages"] {
            assert!(program(source).number(&inputs).is_err(), "{source}");
        }
        assert_eq!(program("profile.since").value(&inputs), Ok(Value::from("2025-06-01T00:00")));
        assert_eq!(
            program("profile.interests").value(&inputs),
            Ok(Value::List(vec!["ski".into(), "jazz".into()]))
        );
        assert_eq!(
            program("profile.interests.map(i, i + '!')").value(&inputs),
            Ok(Value::List(vec!["ski!".into(), "jazz!".into()]))
        );
        assert!(program("{'a': 1}").value(&inputs).is_err());
    }

    /// A filter that is called without values is compiled once for all rules, and asked once for a contact.
    #[test]
    fn a_filter_is_asked_once_for_all_rules_that_call_it() {
        let long: Vec<String> = (0..600).map(|no| format!("profile.name == 'no{no}'")).collect();
        let filters = [
            filter("long", &format!("profile.age > 18 && !({})", long.join(" || ")), &[]),
            filter("dear", "offer.name == 'loan' && filters.long()", &[]),
        ];
        let fields = [field("age", FieldType::Integer), field("name", FieldType::Text)];
        let schema = Schema::new(&fields, &[], &[], &filters, TimeZone::UTC);
        let rule = |no: usize| format!("filters.long() && !filters.dear() && profile.age != {no}");
        let programs: Vec<Program> =
            (100..300).map(|no| compile(&parse(&rule(no)).expect("a rule"), &schema)).collect();
        let nodes: usize = programs.iter().map(|program| tree::size(&program.0.expanded.tree(&schema))).sum();
        assert!(nodes < 200 * 20, "the filter's nodes are not in each rule: {nodes}");
        let steps: f64 = programs.iter().map(Program::usual_steps).sum();
        let of_filters = compiler::steps_of_filters(&schema, None);
        assert!(
            steps < 200.0 * of_filters[0] / 4.0,
            "its steps are not those of each: {steps} {of_filters:?}"
        );
        assert_eq!(of_filters.len(), 1, "what sees the offer is asked for each");
        let (anna, ben) =
            ([Some(Typed::Integer(19)), Some(Typed::from("Anna"))], [Some(Typed::Integer(7)), None]);
        let known = schema.results();
        let loan = vec![Some(Typed::from("loan"))];
        let inputs = Inputs { profile: &anna, filters: Some(&known), ..Inputs::default() };
        let of_loan = Inputs { offer: &loan, ..inputs };
        for program in &programs {
            assert_eq!(program.test(&inputs), program.test(&Inputs { filters: None, ..inputs }));
            assert_eq!(program.test(&of_loan), Truth::False);
        }
        let other = Inputs { profile: &ben, ..inputs };
        assert_eq!(other.profile.len(), 2);
        assert_eq!(
            programs[0].test(&Inputs { offer: &[], ..other }),
            programs[0].test(&inputs),
            "it was asked before"
        );
        let of_ben = schema.results();
        let why = |profile: &[Option<Typed>], filters| {
            let inputs = Inputs { profile, offer: &loan, filters, ..Inputs::default() };
            programs[0].explained(&Cause::NotBoolean, &inputs).failures[0].clone()
        };
        let before = why(&ben, Some(&of_ben));
        assert_eq!(why(&anna, Some(&of_ben)), before, "why it is not true was found before");
        assert_ne!(why(&anna, None), before);
        drop(programs);
        assert!(compiler::steps_of_filters(&schema, None).is_empty(), "nothing keeps it when no rule does");
    }

    #[test]
    fn what_would_not_end_is_unknown_at_once() {
        let list = format!("[{}]", vec!["1"; 400].join(","));
        check(&format!("{list}.all(a, {list}.all(b, {list}.all(c, true)))"), "the rule would take too long");
        let grown = "profile.name".to_owned() + &".replace('', 'abcdefghijklmnopqrstuvwxyz')".repeat(12);
        check(&format!("size({grown}) > 0"), "the rule would take too long");
        check("lists.range(1000000000).size() > 3", "the rule would take too long");
    }

    #[test]
    fn the_deepest_rule_fits_into_a_threads_stack() {
        let deep = (0..40).fold("profile.age".to_owned(), |inner, _| format!("-({inner})"));
        check(&format!("{deep} == 19"), "true");
        let deep = format!("{}profile.age{}", "[".repeat(60), "]".repeat(60));
        check(&format!("size({deep}) == 1"), "true");
        check(&format!("filters.deep({deep})", deep = "-(".repeat(45) + "1" + &")".repeat(45)), "true");
        let deep = (0..9).fold("true".to_owned(), |inner, at| format!("[1].all(x{at}, {inner})"));
        check(&deep, "true");
    }
}
