//! What results are told apart by: a field of the contact or of the offer, or a split. Owns how an axis is written, and what
//! a value on one is.

use serde::{Deserialize, Serialize, Serializer};
use std::fmt;
use std::str::FromStr;

/// What results are told apart by. Written as rules write it: `profile.age`, `offer.category`, `offer.theme`,
/// `offer.price`, `split('NAME')`; a bare name is a field of the contact.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Axis {
    /// A field of the contact. A contact stands at each text of a list.
    Contact(String),
    /// The category that an offer stands in.
    OfferCategory,
    /// The themes of an offer, its categories' among them: an offer stands at each.
    OfferTheme,
    /// A field of the offer's content.
    OfferField(String),
    /// A split of the contacts, in ten parts.
    Split(String),
}

impl Axis {
    /// Whether it tells offers apart, and not contacts.
    pub fn is_of_offers(&self) -> bool {
        matches!(self, Self::OfferCategory | Self::OfferTheme | Self::OfferField(_))
    }
}

impl fmt::Display for Axis {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Contact(name) => write!(f, "profile.{name}"),
            Self::OfferCategory => f.write_str("offer.category"),
            Self::OfferTheme => f.write_str("offer.theme"),
            Self::OfferField(name) => write!(f, "offer.{name}"),
            Self::Split(name) => write!(f, "split('{name}')"),
        }
    }
}

/// A text that is no axis.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "expected an axis such as profile.age, offer.category, offer.theme, offer.price or split('NAME'), found {0:?}"
)]
pub struct NoAxis(pub String);

impl FromStr for Axis {
    type Err = NoAxis;

    fn from_str(text: &str) -> Result<Self, NoAxis> {
        let is_name = |name: &&str| {
            let mut letters = name.chars();
            letters.next().is_some_and(|first| first.is_ascii_alphabetic() || first == '_')
                && letters.all(|letter| letter.is_ascii_alphanumeric() || letter == '_')
        };
        let named = |name: &str| Some(name).filter(is_name).map(str::to_owned);
        let text = text.trim();
        let split = text.strip_prefix("split(").and_then(|rest| rest.strip_suffix(')'));
        let axis = match (text, split) {
            (_, Some(quoted)) => {
                let name = quoted.trim().trim_matches(['\'', '"']);
                (!name.is_empty() && !name.contains(['\'', '"', '\\'])).then(|| Self::Split(name.to_owned()))
            }
            ("offer.category", _) => Some(Self::OfferCategory),
            ("offer.theme" | "offer.themes", _) => Some(Self::OfferTheme),
            _ => match text.split_once('.') {
                Some(("offer", name)) => named(name).map(Self::OfferField),
                Some(("profile", name)) => named(name).map(Self::Contact),
                Some(_) => None,
                None => named(text).map(Self::Contact),
            },
        };
        axis.ok_or_else(|| NoAxis(text.to_owned()))
    }
}

impl TryFrom<String> for Axis {
    type Error = NoAxis;

    fn try_from(text: String) -> Result<Self, NoAxis> {
        text.parse()
    }
}

impl From<Axis> for String {
    fn from(axis: Axis) -> Self {
        axis.to_string()
    }
}

/// A value, or a bin of values, on an axis.
#[derive(Debug, Clone, PartialEq)]
pub enum AxisValue {
    /// A text: a choice, a category, one of a list; a year or a month of a date (`2026`, `2026-07`).
    Text(String),
    /// True or false.
    Flag(bool),
    /// One number, where there are few.
    Number(f64),
    /// Numbers from one, included, to another, excluded. The first bin may be open downwards, the last one upwards.
    Range(Option<f64>, Option<f64>),
    /// All that are too rare for a row of their own, and how many values they are.
    Others(usize),
    /// No value.
    Missing,
}

impl AxisValue {
    /// For programs, in English: `30 to 40`, `(missing)`.
    pub fn written(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Flag(flag) => flag.to_string(),
            Self::Number(number) => number.to_string(),
            Self::Range(Some(from), Some(until)) => format!("{from} to {until}"),
            Self::Range(Some(from), None) => format!("{from} and more"),
            Self::Range(None, Some(until)) => format!("under {until}"),
            Self::Range(None, None) => "(all)".to_owned(),
            Self::Others(count) => format!("({count} others)"),
            Self::Missing => "(missing)".to_owned(),
        }
    }
}

impl Serialize for AxisValue {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Text(text) => serializer.serialize_str(text),
            Self::Flag(flag) => serializer.serialize_bool(*flag),
            Self::Number(number) => serializer.serialize_f64(*number),
            Self::Range(from, until) => {
                let mut ends = serde_json::Map::new();
                for (name, end) in [("from", from), ("until", until)] {
                    ends.insert(name.to_owned(), serde_json::Value::from(*end));
                }
                ends.serialize(serializer)
            }
            Self::Others(count) => {
                let others = (String::from("others"), serde_json::Value::from(*count));
                serde_json::Map::from_iter([others]).serialize(serializer)
            }
            Self::Missing => serializer.serialize_none(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_axis_is_written_as_rules_write_it() {
        for (text, axis) in [
            ("age", Axis::Contact("age".into())),
            ("profile.category", Axis::Contact("category".into())),
            ("offer.category", Axis::OfferCategory),
            ("offer.themes", Axis::OfferTheme),
            ("offer.price", Axis::OfferField("price".into())),
            ("split('spring test')", Axis::Split("spring test".into())),
            ("split(spring)", Axis::Split("spring".into())),
        ] {
            assert_eq!(text.parse(), Ok(axis.clone()), "{text}");
            assert_eq!(axis.to_string().parse(), Ok(axis), "{text}");
        }
        for text in ["", "offer.", "call.language", "1st", "split()", "profile.a.b", "a b", r"split('a\'')"] {
            assert!(text.parse::<Axis>().is_err(), "{text}");
        }
    }
}
