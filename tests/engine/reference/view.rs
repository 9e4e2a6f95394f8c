//! What the rules of a call see (`domain.md` §3): each variable, read from the catalog at each look.

use super::gates::instant;
use super::procedure::{Case, Past, Placed};
use super::rules::{RuleView, Seen};
use jiff::civil;
use vitrine::model::{Field, FieldType, Identification, Value, Values};

/// What a rule about one offer, and one past proposition, sees.
pub(super) struct View<'a> {
    pub(super) case: &'a Case<'a>,
    pub(super) offer: Option<&'a Placed<'a>>,
    pub(super) past: Option<&'a Past>,
}

impl<'a> Case<'a> {
    pub(super) fn view(&'a self, offer: &'a Placed<'a>) -> View<'a> {
        View { case: self, offer: Some(offer), past: None }
    }

    pub(super) fn matches(&self, rule: &str, view: &View<'_>) -> bool {
        self.all.book.matches(rule, view)
    }

    /// Where who calls stands in a split: by the key, else by a cookie.
    #[expect(clippy::cast_precision_loss, reason = "as the page says it")]
    fn split(&self, name: &str) -> Option<f64> {
        let key = self.contact.map(|contact| self.all.key(contact).join("\0"));
        let cookies = [&self.call.permanent_cookie, &self.call.session_cookie];
        let cookie = || cookies.into_iter().flatten().find(|cookie| !cookie.is_empty()).cloned();
        let key = key.filter(|key| !key.trim_matches('\0').is_empty()).or_else(cookie)?;
        let hash = xxhash_rust::xxh64::xxh64(format!("{name}\0{key}").as_bytes(), 0);
        Some(hash as f64 / 2_f64.powi(64) * 100.0)
    }

    /// A field as its type reads it.
    fn typed(&self, values: &Values, name: &str, fields: &[Field]) -> Option<Seen> {
        let field = fields.iter().find(|field| field.name == name)?;
        Some(match (&field.field_type, values.get(name)?.clone()) {
            #[expect(clippy::cast_precision_loss, reason = "the random integers are small")]
            (FieldType::Decimal, Value::Integer(value)) => Seen::Decimal(value as f64),
            (FieldType::Date, Value::Text(text)) => {
                let date: civil::Date = text.parse().expect("a day");
                Seen::Moment(instant(date.at(0, 0, 0, 0), &self.all.zone))
            }
            (_, Value::Boolean(value)) => Seen::Boolean(value),
            (_, Value::Integer(value)) => Seen::Integer(value),
            (_, Value::Decimal(value)) => Seen::Decimal(value),
            (_, Value::Text(text)) => Seen::Text(text),
            (_, Value::List(texts)) => Seen::List(texts),
        })
    }
}

impl View<'_> {
    fn offer(&self, name: &str) -> Option<Seen> {
        let Placed { offer, above } = self.offer?;
        Some(match name {
            "name" => Seen::Text(offer.name.clone()),
            "code" => Seen::Text(offer.code.clone()),
            "category" => Seen::Text(above.last()?.name.clone()),
            "themes" => {
                let mut themes: Vec<String> = Vec::new();
                for theme in above.iter().flat_map(|category| &category.themes) {
                    if !themes.contains(theme) {
                        themes.push(theme.clone());
                    }
                }
                Seen::List(themes)
            }
            field => {
                return self.case.typed(&offer.content.fields, field, &self.case.all.catalog.offer_fields);
            }
        })
    }

    fn proposition(&self, name: &str) -> Option<Seen> {
        let past = self.past?;
        let text = |text: &str| Some(Seen::Text(text.to_owned()));
        match name {
            "offer" => text(past.offer.split_once('/')?.1),
            "space" => text(past.space.split_once('/')?.1),
            "category" => text(&self.case.offer_of(past)?.category().name),
            "channel" => text(self.case.space_of(past)?.channel.rule_name()),
            "status" => text(past.status.rule_name()),
            "weight" => past.weight.map(Seen::Decimal),
            "at" => Some(Seen::Moment(past.at)),
            _ => None,
        }
    }
}

impl RuleView for View<'_> {
    fn value(&self, path: &str) -> Option<Seen> {
        let case = self.case;
        let (variable, name) = path.split_once('.')?;
        let text = |text: &str| Some(Seen::Text(text.to_owned()));
        match (variable, name) {
            ("profile", _) => {
                let contact = case.contact?;
                let all = &case.all.catalog.dimensions;
                let dimension = all.iter().find(|it| it.name == contact.dimension)?;
                case.typed(&contact.values, name, &dimension.fields)
            }
            ("split", _) => case.split(name).map(Seen::Decimal),
            ("call", _) => case.typed(&case.call.call_data, name, &case.environment.call_data),
            ("offer", _) => self.offer(name),
            ("proposition", _) => self.proposition(name),
            // A Live environment is seen under the name of its Design one.
            ("interaction", "environment") => {
                let own = case.environment.name.as_str();
                let mut all = case.all.catalog.environments.iter();
                let design = all.find(|it| it.linked_live() == Some(own));
                text(design.map_or(own, |it| it.name.as_str()))
            }
            ("interaction", "space") => text(&case.space.name),
            ("interaction", "channel") => text(case.space.channel.rule_name()),
            ("interaction", "identification") => text(match case.identification {
                Identification::Explicit => "explicit",
                Identification::Implicit => "implicit",
                Identification::Anonymous => "anonymous",
            }),
            ("interaction", "at") => Some(Seen::Moment(case.at)),
            _ => None,
        }
    }

    fn filter(&self, name: &str) -> Option<String> {
        self.case.environment.filters.iter().find(|it| it.name == name).map(|it| it.rule.clone())
    }
}
