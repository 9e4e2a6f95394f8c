//! An explanation of a decision in a person's words: the conditions as sentences, the fields by their labels.
//! Owns which messages name conditions and fields; changes nothing else in them.

use super::parse::parse;
use super::schema::Root;
use super::sentence::{Labels, field_label, sentence};
use crate::text::{Arg, Message};

/// An explanation with its conditions and fields as a person reads them, instead of as rules write them.
pub fn reworded(message: &Message, labels: &dyn Labels) -> Message {
    let args = message.args.iter().map(|(name, value)| (*name, argument(message.id, name, value, labels)));
    Message { id: message.id, args: args.collect() }
}

fn argument(id: &str, name: &str, value: &Arg, labels: &dyn Labels) -> Arg {
    match value {
        Arg::Message(inner) => reworded(inner, labels).into(),
        Arg::Text(text) => {
            let words = match (id, name) {
                ("rule-why-not" | "rule-why-not-constant", "condition") => {
                    parse(text).ok().map(|rule| sentence(&rule, labels))
                }
                ("rule-value-is" | "rule-missing", "path") => label(text, labels),
                _ => None,
            };
            words.map_or_else(|| value.clone(), Into::into)
        }
        Arg::Number(_) | Arg::Exact(_) => value.clone(),
    }
}

/// `profile.age` by its label.
fn label(path: &str, labels: &dyn Labels) -> Option<Message> {
    let (root, name) = path.split_once('.')?;
    field_label(Root::named(root)?, name, labels)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Field, FieldType};
    use crate::rule::{Inputs, Schema, Typed, compile};
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
            Language::En.say(&reworded(&why, &Customers))
        };
        assert_eq!(
            said(&[Some(Typed::Integer(1)), Some(Typed::Integer(9))]),
            "customer since is at least 2: customer since is 1"
        );
        assert_eq!(said(&[None, Some(Typed::Integer(9))]), "customer since is missing");
    }
}
