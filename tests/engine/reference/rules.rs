//! Rules of the random catalogs: a small language of our own that prints to CEL, and its three-valued value
//! (`domain.md` §3). Owns no variable: a [`RuleView`] says what each path holds.

use jiff::Timestamp;
use std::cmp::Ordering;
use std::collections::BTreeMap;

/// A value that a rule sees.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Seen {
    Text(String),
    Integer(i64),
    Decimal(f64),
    Boolean(bool),
    Moment(Timestamp),
    List(Vec<String>),
}

#[derive(Debug, Clone, Copy)]
pub(super) enum Op {
    Equal,
    Differs,
    Below,
    AtMost,
    Above,
    AtLeast,
}

impl Op {
    pub(super) const ALL: [Self; 6] =
        [Self::Equal, Self::Differs, Self::Below, Self::AtMost, Self::Above, Self::AtLeast];

    fn sign(self) -> &'static str {
        match self {
            Self::Equal => "==",
            Self::Differs => "!=",
            Self::Below => "<",
            Self::AtMost => "<=",
            Self::Above => ">",
            Self::AtLeast => ">=",
        }
    }

    fn holds(self, order: Ordering) -> bool {
        match self {
            Self::Equal => order == Ordering::Equal,
            Self::Differs => order != Ordering::Equal,
            Self::Below => order == Ordering::Less,
            Self::AtMost => order != Ordering::Greater,
            Self::Above => order == Ordering::Greater,
            Self::AtLeast => order != Ordering::Less,
        }
    }
}

/// A rule. A path is a variable with its field, such as `profile.age`, or a parameter.
#[derive(Debug, Clone)]
pub(super) enum Rule {
    /// Text that is no rule: it never matches.
    Broken,
    Compare(String, Op, Seen),
    Paths(String, Op, String),
    /// A boolean path on its own.
    Is(String),
    OneOf(String, Vec<String>),
    /// A list that holds a text.
    Holds(String, String),
    StartsWith(String, String),
    Has(String),
    Not(Box<Rule>),
    And(Box<Rule>, Box<Rule>),
    Or(Box<Rule>, Box<Rule>),
    /// "Taken into account if".
    If(Box<Rule>, Box<Rule>),
    /// A predefined filter with its one parameter, `most`.
    Filter(String, i64),
}

/// A weight formula.
#[derive(Debug, Clone)]
pub(super) enum Formula {
    Broken,
    Number(f64),
    Decimal(String),
    /// An integer path, which `double` turns into a decimal.
    Double(String),
    /// An integer path alone.
    Whole(String),
    Plus(Box<Formula>, Box<Formula>),
    Times(Box<Formula>, Box<Formula>),
    Over(Box<Formula>, Box<Formula>),
    Choose(Rule, Box<Formula>, Box<Formula>),
}

/// What stands for which text of the catalog.
#[derive(Debug, Default)]
pub(super) struct Book {
    rules: BTreeMap<String, Rule>,
    formulas: BTreeMap<String, Formula>,
}

impl Book {
    /// Keeps a rule, and gives its text.
    pub(super) fn rule(&mut self, rule: Rule) -> String {
        let text = rule.text();
        self.rules.insert(text.clone(), rule);
        text
    }

    pub(super) fn formula(&mut self, formula: Formula) -> String {
        let text = formula.text();
        self.formulas.insert(text.clone(), formula);
        text
    }
}

/// What the rules of one place see.
pub(super) trait RuleView {
    /// What a path holds; none: it is missing.
    fn value(&self, path: &str) -> Option<Seen>;
    /// The text of a predefined filter.
    fn filter(&self, name: &str) -> Option<String>;
}

/// What a filter's rule sees: what its caller sees, and the parameter.
struct WithMost<'a>(&'a dyn RuleView, i64);

impl RuleView for WithMost<'_> {
    fn value(&self, path: &str) -> Option<Seen> {
        if path == "most" { Some(Seen::Integer(self.1)) } else { self.0.value(path) }
    }

    fn filter(&self, name: &str) -> Option<String> {
        self.0.filter(name)
    }
}

impl Book {
    /// Whether a rule's text matches; an empty one always does, one that ends unknown does not.
    pub(super) fn matches(&self, text: &str, view: &dyn RuleView) -> bool {
        text.is_empty() || self.value(&self.rules[text], view) == Some(true)
    }

    /// The value of a formula that is a finite number.
    pub(super) fn number(&self, text: &str, view: &dyn RuleView) -> Option<f64> {
        self.amount(&self.formulas[text], view).filter(|value| value.is_finite())
    }

    fn value(&self, rule: &Rule, view: &dyn RuleView) -> Option<bool> {
        match rule {
            Rule::Broken => None,
            Rule::Compare(path, op, literal) => Some(op.holds(order(&view.value(path)?, literal))),
            Rule::Paths(one, op, other) => Some(op.holds(order(&view.value(one)?, &view.value(other)?))),
            Rule::Is(path) => Some(view.value(path)? == Seen::Boolean(true)),
            Rule::OneOf(path, texts) => Some(texts.contains(&text_of(view.value(path)?))),
            Rule::Holds(path, text) => match view.value(path)? {
                Seen::List(texts) => Some(texts.contains(text)),
                other => panic!("{path} is no list: {other:?}"),
            },
            Rule::StartsWith(path, start) => Some(text_of(view.value(path)?).starts_with(start)),
            Rule::Has(path) => Some(view.value(path).is_some()),
            Rule::Not(rule) => self.value(rule, view).map(|value| !value),
            Rule::And(one, other) => match (self.value(one, view), self.value(other, view)) {
                (Some(false), _) | (_, Some(false)) => Some(false),
                (Some(true), Some(true)) => Some(true),
                _ => None,
            },
            Rule::Or(one, other) => match (self.value(one, view), self.value(other, view)) {
                (Some(true), _) | (_, Some(true)) => Some(true),
                (Some(false), Some(false)) => Some(false),
                _ => None,
            },
            Rule::If(condition, rule) => {
                if self.value(condition, view)? {
                    self.value(rule, view)
                } else {
                    Some(true)
                }
            }
            Rule::Filter(name, most) => self.value(&self.rules[&view.filter(name)?], &WithMost(view, *most)),
        }
    }

    fn amount(&self, formula: &Formula, view: &dyn RuleView) -> Option<f64> {
        let two = |one, other| Some((self.amount(one, view)?, self.amount(other, view)?));
        match formula {
            Formula::Broken => None,
            Formula::Number(value) => Some(*value),
            Formula::Decimal(path) | Formula::Double(path) | Formula::Whole(path) => {
                view.value(path).map(|value| number_of(&value))
            }
            Formula::Plus(one, other) => two(one, other).map(|(one, other)| one + other),
            Formula::Times(one, other) => two(one, other).map(|(one, other)| one * other),
            Formula::Over(one, other) => two(one, other).map(|(one, other)| one / other),
            Formula::Choose(rule, one, other) => {
                self.amount(if self.value(rule, view)? { one } else { other }, view)
            }
        }
    }
}

fn text_of(value: Seen) -> String {
    match value {
        Seen::Text(text) => text,
        other => panic!("no text: {other:?}"),
    }
}

#[expect(clippy::cast_precision_loss, reason = "the integers of the random catalogs are small")]
fn number_of(value: &Seen) -> f64 {
    match value {
        Seen::Integer(value) => *value as f64,
        Seen::Decimal(value) => *value,
        other => panic!("no number: {other:?}"),
    }
}

fn order(one: &Seen, other: &Seen) -> Ordering {
    match (one, other) {
        (Seen::Text(one), Seen::Text(other)) => one.cmp(other),
        (Seen::Boolean(one), Seen::Boolean(other)) => one.cmp(other),
        (Seen::Moment(one), Seen::Moment(other)) => one.cmp(other),
        _ => number_of(one).partial_cmp(&number_of(other)).expect("numbers that are numbers"),
    }
}

/// A path as rules have it; that of a split is a call.
fn written(path: &str) -> String {
    path.strip_prefix("split.").map_or_else(|| path.to_owned(), |name| format!("split('{name}')"))
}

fn quoted(texts: &[String]) -> String {
    texts.iter().map(|text| format!("'{text}'")).collect::<Vec<_>>().join(", ")
}

impl Seen {
    fn literal(&self) -> String {
        match self {
            Self::Text(text) => format!("'{text}'"),
            Self::Integer(value) => value.to_string(),
            Self::Decimal(value) => format!("{value:?}"),
            Self::Boolean(value) => value.to_string(),
            Self::Moment(at) => format!("timestamp('{at}')"),
            Self::List(texts) => format!("[{}]", quoted(texts)),
        }
    }
}

impl Rule {
    fn text(&self) -> String {
        match self {
            Self::Broken => "profile.".to_owned(),
            Self::Compare(path, op, literal) => {
                format!("{} {} {}", written(path), op.sign(), literal.literal())
            }
            Self::Paths(one, op, other) => format!("{one} {} {other}", op.sign()),
            Self::Is(path) => path.clone(),
            Self::OneOf(path, texts) => format!("{path} in [{}]", quoted(texts)),
            Self::Holds(path, text) => format!("'{text}' in {path}"),
            Self::StartsWith(path, start) => format!("{path}.startsWith('{start}')"),
            Self::Has(path) => format!("has({path})"),
            Self::Not(rule) => format!("!({})", rule.text()),
            Self::And(one, other) => format!("({}) && ({})", one.text(), other.text()),
            Self::Or(one, other) => format!("({}) || ({})", one.text(), other.text()),
            Self::If(condition, rule) => format!("({}) ? ({}) : true", condition.text(), rule.text()),
            Self::Filter(name, most) => format!("filters.{name}({most})"),
        }
    }
}

impl Formula {
    fn text(&self) -> String {
        match self {
            Self::Broken => "1.0 +".to_owned(),
            Self::Number(value) if *value < 0.0 => format!("({value:?})"),
            Self::Number(value) => format!("{value:?}"),
            Self::Decimal(path) | Self::Whole(path) => written(path),
            Self::Double(path) => format!("double({path})"),
            Self::Plus(one, other) => format!("({} + {})", one.text(), other.text()),
            Self::Times(one, other) => format!("({} * {})", one.text(), other.text()),
            Self::Over(one, other) => format!("({} / {})", one.text(), other.text()),
            Self::Choose(rule, one, other) => {
                format!("(({}) ? {} : {})", rule.text(), one.text(), other.text())
            }
        }
    }
}
