//! Why a rule is not true, as messages: with conditions and fields as rules write them, or with sentences and
//! labels for a person. Owns which messages there are; what they say of is made by `cause` and `why`.

use super::cause::{Cause, FieldName, FilterProblem};
use super::failure::{Failure, Seen};
use super::root::Root;
use super::sentence::{Labels, field_label, sentence_of};
use super::why::WhyNot;
use crate::text::{Arg, Message};

impl Cause {
    /// The cause with fields as rules write them: `profile.pages_seen is missing`.
    pub fn message(&self) -> Message {
        self.worded(None)
    }

    /// The cause with fields by their labels.
    pub fn in_labels(&self, labels: &dyn Labels) -> Message {
        self.worded(Some(labels))
    }

    fn worded(&self, labels: Option<&dyn Labels>) -> Message {
        let named = |id, name: &str| Message::new(id).with("name", name);
        match self {
            Self::Missing(field) if field.root == Root::Split => named("rule-missing-key", &field.name),
            Self::Missing(field) => Message::new("rule-missing").with("path", field_words(field, labels)),
            Self::MissingEntry(key) => Message::new("rule-missing").with("path", &**key),
            Self::UnknownName(name) => named("rule-unknown-name", name),
            Self::Filter(FilterProblem::Unknown, name) => named("rule-unknown-filter", name),
            Self::Filter(FilterProblem::CallsItself, name) => named("rule-filter-loop", name),
            Self::Filter(FilterProblem::WrongArguments, name) => named("rule-filter-arguments", name),
            Self::Filter(FilterProblem::Unreadable, name) => named("rule-filter-broken", name),
            Self::TooLarge => Message::new("rule-too-large"),
            Self::NotBoolean => Message::new("rule-not-boolean"),
            Self::NotNumber => Message::new("rule-not-number"),
            Self::NotFinite => Message::new("rule-not-finite"),
            Self::NoFieldValue => Message::new("rule-no-field-value"),
            Self::TypesDiffer => Message::new("rule-types-differ"),
            Self::Overflow => Message::new("rule-overflow"),
            Self::DivisionByZero => Message::new("rule-division-by-zero"),
            Self::NoSuchItem => Message::new("rule-no-such-item"),
            Self::PatternTooLarge => Message::new("rule-pattern-large"),
            Self::PatternWrong => Message::new("rule-pattern-wrong"),
            Self::FunctionFailed(name) => named("rule-function-failed", name),
            Self::TooCostly => Message::new("rule-too-costly"),
            Self::Failed => Message::new("rule-failed"),
        }
    }
}

impl WhyNot {
    /// The failures with conditions and fields as rules write them: `profile.age >= 25: profile.age is 19`.
    pub fn message(&self) -> Message {
        self.worded(None)
    }

    /// The failures with conditions as sentences and fields by their labels: `age is at least 25: age is 19`.
    pub fn in_labels(&self, labels: &dyn Labels) -> Message {
        self.worded(Some(labels))
    }

    fn worded(&self, labels: Option<&dyn Labels>) -> Message {
        let words = self.failures.iter().map(|failure| failure.worded(labels));
        words.reduce(and).unwrap_or_else(|| Cause::NotBoolean.worded(labels))
    }
}

impl Failure {
    fn worded(&self, labels: Option<&dyn Labels>) -> Message {
        let (condition, seen) = match self {
            Self::False { condition, seen } => (condition, seen),
            Self::Unknown { cause, seen } => {
                let cause = cause.worded(labels);
                return match seen_words(seen, labels) {
                    Some(seen) => Message::new("rule-why-unknown").with("cause", cause).with("seen", seen),
                    None => cause,
                };
            }
        };
        let condition: Arg = match labels {
            Some(labels) => sentence_of(&condition.expr(), labels).into(),
            None => condition.text().into_owned().into(),
        };
        match seen_words(seen, labels) {
            Some(seen) => Message::new("rule-why-not").with("condition", condition).with("seen", seen),
            None => Message::new("rule-why-not-constant").with("condition", condition),
        }
    }
}

impl Seen {
    fn worded(&self, labels: Option<&dyn Labels>) -> Message {
        match &self.value {
            Some(value) => Message::new("rule-value-is")
                .with("path", field_words(&self.field, labels))
                .with("value", value),
            None => Cause::Missing(self.field.clone()).worded(labels),
        }
    }
}

/// `profile.age is 19`; `None` where no field was seen.
fn seen_words(seen: &[Seen], labels: Option<&dyn Labels>) -> Option<Message> {
    seen.iter().map(|seen| seen.worded(labels)).reduce(and)
}

/// A field by its label where it has one, else as rules write it.
pub fn field_words(field: &FieldName, labels: Option<&dyn Labels>) -> Arg {
    let label = labels.and_then(|labels| field_label(field.root, &field.name, labels));
    label.map_or_else(|| field.path().into(), Into::into)
}

fn and(first: Message, second: Message) -> Message {
    Message::new("rule-and").with("first", first).with("second", second)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Field, FieldType};
    use crate::rule::{Inputs, Schema, Typed, compile, parse};
    use crate::text::Language;

    struct Customers;

    impl Labels for Customers {
        fn field(&self, _: Root, name: &str) -> Option<(String, FieldType)> {
            (name == "since").then(|| ("Customer since".to_owned(), FieldType::Integer))
        }
    }

    #[test]
    fn an_explanation_speaks_of_labels() {
        let field =
            |name: &str| Field { name: name.into(), label: String::new(), field_type: FieldType::Integer };
        let schema = Schema::new(&[field("since"), field("age")], &[], &[], &[], jiff::tz::TimeZone::UTC);
        let rule = parse("profile.since >= 2 && profile.age > 3").expect("a rule");
        let program = compile(&rule, &schema);
        let said = |profile: &[Option<Typed>]| {
            let why = program.why_not(&Inputs { profile, ..Inputs::default() }).expect("it does not match");
            Language::En.say(&why.in_labels(&Customers))
        };
        assert_eq!(
            said(&[Some(Typed::Integer(1)), Some(Typed::Integer(9))]),
            "customer since is at least 2: customer since is 1"
        );
        assert_eq!(said(&[None, Some(Typed::Integer(9))]), "customer since is missing");
    }

    #[test]
    fn a_failure_is_a_value_before_it_is_words() {
        let age = Field { name: "age".into(), label: String::new(), field_type: FieldType::Integer };
        let schema = Schema::new(&[age], &[], &[], &[], jiff::tz::TimeZone::UTC);
        let rule = parse("profile.age > 3").expect("a rule");
        let program = compile(&rule, &schema);
        let why = |profile: &[Option<Typed>]| {
            program.why_not(&Inputs { profile, ..Inputs::default() }).expect("it does not match").failures
        };
        let age = FieldName::new(Root::Profile, "age");
        let [Failure::False { condition, seen }] = &why(&[Some(Typed::Integer(2))])[..] else {
            panic!("one condition is false")
        };
        assert_eq!(*condition.expr(), *rule.root());
        assert_eq!(seen[..], [Seen { field: age.clone(), value: Some("2".to_owned()) }]);
        let missing = Failure::Unknown { cause: Cause::Missing(age), seen: Vec::new() };
        assert_eq!(why(&[None]), [missing]);
    }
}
