//! Rule engines of others, on the work of [`crate::peers`]: behind the feature `peers`, since the program itself needs none of
//! them. Each rule is compiled, and each contact made ready, before time is taken: that is to the peer's advantage.

use crate::peers::{Answer, answer};
use crate::workload::{Condition, Datum, Rule, Test, Workload, attribute};
use datalogic_rs::{Engine, Logic, ParsedData};
use rhai::{AST, Scope as RhaiScope};
use serde_json::{Value, json};
use std::cell::RefCell;
use zen_expression::expression::Standard;
use zen_expression::scope::Scope;
use zen_expression::vm::VM;
use zen_expression::{Expression, compile_expression};

/// An engine with the rules of a workload and its contacts.
pub(crate) trait Peer {
    fn name(&self) -> &'static str;

    /// Decides for the contact at a place.
    fn answer(&self, workload: &Workload, contact: usize) -> Answer;
}

/// All of them.
pub(crate) fn all(workload: &Workload) -> [Box<dyn Peer>; 3] {
    [Box::new(Zen::new(workload)), Box::new(Datalogic::new(workload)), Box::new(Rhai::new(workload))]
}

/// What a workload asks, each compiled.
struct Compiled<T> {
    filters: Vec<T>,
    rules: Vec<T>,
    higher: Vec<T>,
}

impl<T> Compiled<T> {
    fn new(workload: &Workload, condition: impl Fn(&Condition) -> T, rule: impl Fn(&Rule) -> T) -> Self {
        Self {
            filters: workload.categories.iter().map(|category| condition(&category.filter)).collect(),
            rules: workload.offers.iter().map(|offer| rule(&offer.rule)).collect(),
            higher: workload.offers.iter().map(|offer| condition(&offer.higher.0)).collect(),
        }
    }

    fn answer(&self, workload: &Workload, holds: impl Fn(&T) -> bool) -> Answer {
        answer(
            workload,
            |category| holds(&self.filters[category]),
            |offer| holds(&self.rules[offer]),
            |offer| holds(&self.higher[offer]),
        )
    }
}

/// A contact as a JSON object.
fn object(contact: &[Datum]) -> Value {
    let value = |datum: &Datum| match datum {
        Datum::Number(number) => json!(number),
        Datum::Text(text) => json!(text),
        Datum::Flag(flag) => json!(flag),
        Datum::Missing => Value::Null,
    };
    contact.iter().enumerate().map(|(index, datum)| (attribute(index).to_owned(), value(datum))).collect()
}

/// How a language writes a rule that CEL writes otherwise.
struct Language {
    negate: fn(&str) -> String,
    begins: fn(&str, &str) -> String,
    and: &'static str,
    or: &'static str,
}

impl Language {
    fn condition(&self, condition: &Condition) -> String {
        let field = attribute(condition.attribute);
        let test = match &condition.test {
            Test::AtLeast(least) => format!("{field} >= {least}"),
            Test::Below(limit) => format!("{field} < {limit}"),
            Test::Is(text) => format!("{field} == {text:?}"),
            Test::In(texts) => format!("{field} in {texts:?}"),
            Test::Holds => field.to_owned(),
            Test::AboveOther(other) => format!("{field} > {}", attribute(*other)),
            Test::Begins(start) => (self.begins)(field, start),
        };
        if condition.negated { (self.negate)(&test) } else { test }
    }

    fn rule(&self, rule: &Rule) -> String {
        let mut parts: Vec<String> = rule.conditions.iter().map(|it| self.condition(it)).collect();
        if rule.alternatives
            && let Some(last) = parts.pop()
            && let Some(before) = parts.pop()
        {
            parts.push(format!("({before} {} {last})", self.or));
        }
        parts.join(&format!(" {} ", self.and))
    }
}

/// `zen-expression`, the expressions of GoRules.
struct Zen {
    rules: Compiled<Expression<Standard>>,
    contacts: Vec<Scope>,
}

impl Zen {
    fn new(workload: &Workload) -> Self {
        let language = Language {
            negate: |test| format!("not ({test})"),
            begins: |field, start| format!("startsWith({field}, {start:?})"),
            and: "and",
            or: "or",
        };
        let read = |source: String| compile_expression(&source).expect("it is an expression");
        let rules = Compiled::new(
            workload,
            |condition| read(language.condition(condition)),
            |rule| read(language.rule(rule)),
        );
        let scope = |contact: &Vec<Datum>| Scope::new(object(contact).into());
        Self { rules, contacts: workload.contacts.iter().map(scope).collect() }
    }
}

impl Peer for Zen {
    fn name(&self) -> &'static str {
        "zen-expression"
    }

    fn answer(&self, workload: &Workload, contact: usize) -> Answer {
        let (scope, vm) = (&self.contacts[contact], RefCell::new(VM::new()));
        self.rules.answer(workload, |rule| {
            let made = rule.evaluate_with_scope(scope, &mut vm.borrow_mut());
            made.ok().and_then(|value| value.as_bool()).unwrap_or(false)
        })
    }
}

/// `datalogic-rs`, rules in `JSONLogic`.
struct Datalogic {
    engine: Engine,
    rules: Compiled<Logic>,
    contacts: Vec<ParsedData>,
}

impl Datalogic {
    fn new(workload: &Workload) -> Self {
        let engine = Engine::new();
        let read = |logic: Value| engine.compile(logic.to_string().as_str()).expect("it is JSONLogic");
        let rules = Compiled::new(workload, |it| read(logic_of(it)), |it| read(logic_of_rule(it)));
        let data =
            |contact: &Vec<Datum>| ParsedData::from_json(&object(contact).to_string()).expect("it is JSON");
        Self { contacts: workload.contacts.iter().map(data).collect(), engine, rules }
    }
}

fn logic_of(condition: &Condition) -> Value {
    let field = json!({"var": attribute(condition.attribute)});
    let test = match &condition.test {
        Test::AtLeast(least) => json!({">=": [field, least]}),
        Test::Below(limit) => json!({"<": [field, limit]}),
        Test::Is(text) => json!({"==": [field, text]}),
        Test::In(texts) => json!({"in": [field, texts]}),
        Test::Holds => field,
        Test::AboveOther(other) => json!({">": [field, {"var": attribute(*other)}]}),
        Test::Begins(start) => json!({"==": [{"substr": [field, 0, start.len()]}, start]}),
    };
    if condition.negated { json!({"!": [test]}) } else { test }
}

fn logic_of_rule(rule: &Rule) -> Value {
    let mut parts: Vec<Value> = rule.conditions.iter().map(logic_of).collect();
    if rule.alternatives
        && let Some(last) = parts.pop()
        && let Some(before) = parts.pop()
    {
        parts.push(json!({"or": [before, last]}));
    }
    json!({"and": parts})
}

impl Peer for Datalogic {
    fn name(&self) -> &'static str {
        "datalogic-rs"
    }

    fn answer(&self, workload: &Workload, contact: usize) -> Answer {
        let (data, session) = (&self.contacts[contact], RefCell::new(self.engine.session()));
        self.rules.answer(workload, |rule| {
            let mut session = session.borrow_mut();
            let holds = session.eval_borrowed(rule, data).is_ok_and(|value| value.as_bool() == Some(true));
            session.reset();
            holds
        })
    }
}

/// `rhai`, a scripting language.
struct Rhai {
    engine: rhai::Engine,
    rules: Compiled<AST>,
    contacts: Vec<RefCell<RhaiScope<'static>>>,
}

impl Rhai {
    fn new(workload: &Workload) -> Self {
        let language = Language {
            negate: |test| format!("!({test})"),
            begins: |field, start| format!("{field}.starts_with({start:?})"),
            and: "&&",
            or: "||",
        };
        let engine = rhai::Engine::new();
        let read = |source: String| engine.compile_expression(source).expect("it is an expression");
        let rules = Compiled::new(
            workload,
            |condition| read(language.condition(condition)),
            |rule| read(language.rule(rule)),
        );
        let scope = |contact: &Vec<Datum>| {
            let mut scope = RhaiScope::new();
            for (index, datum) in contact.iter().enumerate() {
                match datum {
                    Datum::Number(number) => scope.push_constant(attribute(index), *number),
                    Datum::Text(text) => scope.push_constant(attribute(index), text.clone()),
                    Datum::Flag(flag) => scope.push_constant(attribute(index), *flag),
                    Datum::Missing => scope.push_constant(attribute(index), ()),
                };
            }
            RefCell::new(scope)
        };
        Self { contacts: workload.contacts.iter().map(scope).collect(), engine, rules }
    }
}

impl Peer for Rhai {
    fn name(&self) -> &'static str {
        "rhai"
    }

    fn answer(&self, workload: &Workload, contact: usize) -> Answer {
        let scope = &self.contacts[contact];
        self.rules.answer(workload, |rule| {
            self.engine.eval_ast_with_scope::<bool>(&mut scope.borrow_mut(), rule).unwrap_or(false)
        })
    }
}
