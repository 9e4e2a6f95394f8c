//! The walk through the texts of an entity, as its declarations say what each of them is.
//!
//! Owns the way from an entity to a text. A text that is empty is not visited: nothing is found in it, and it refers
//! to nothing.

use super::FieldKind;
use crate::model::{Moment, Span, Step, Value, WeightValue};
use indexmap::IndexMap;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::sync::Arc;

/// The way from an entity to one of its texts, on the stack: made into steps for those that are wanted.
#[derive(Debug, Clone, Copy)]
pub struct StepsTo<'a> {
    above: Option<&'a StepsTo<'a>>,
    last: Last<'a>,
}

#[derive(Debug, Clone, Copy)]
enum Last<'a> {
    Entity,
    Field(&'static str),
    Index(usize),
    Key(&'a str),
}

impl StepsTo<'_> {
    /// The entity itself.
    pub const ENTITY: StepsTo<'static> = StepsTo { above: None, last: Last::Entity };

    /// One of its fields.
    pub fn field<'b>(&'b self, name: &'static str) -> StepsTo<'b> {
        StepsTo { above: Some(self), last: Last::Field(name) }
    }

    /// The item at a place of a list, from 0.
    pub fn index(&self, index: usize) -> StepsTo<'_> {
        StepsTo { above: Some(self), last: Last::Index(index) }
    }

    /// A key of a map.
    pub fn key<'b>(&'b self, key: &'b str) -> StepsTo<'b> {
        StepsTo { above: Some(self), last: Last::Key(key) }
    }

    /// The steps from the entity to the text.
    pub fn steps(&self) -> Vec<Step> {
        let mut steps = self.above.map(StepsTo::steps).unwrap_or_default();
        match self.last {
            Last::Entity => {}
            Last::Field(name) => steps.push(Step::Field(name)),
            Last::Index(index) => steps.push(Step::Index(index)),
            Last::Key(key) => steps.push(Step::Key(key.to_owned())),
        }
        steps
    }

    /// Whether it is a key of a map, or its value.
    pub fn is_key(&self) -> bool {
        matches!(self.last, Last::Key(_))
    }

    /// The field of the entity that the text stands in.
    pub fn first_field(&self) -> &'static str {
        match (self.above.map_or("", StepsTo::first_field), self.last) {
            ("", Last::Field(name)) => name,
            (above, _) => above,
        }
    }
}

/// Is shown texts: the way to each, what it holds, and the text.
pub type Reading<'v> = &'v mut dyn FnMut(&StepsTo<'_>, &'static FieldKind, &str);
/// Is given texts to change.
pub type Writing<'v> = &'v mut dyn FnMut(&StepsTo<'_>, &'static FieldKind, &mut String);

/// What stands in a field: its texts, and the values inside it by their names. `holds` is what the field was declared to
/// hold.
pub trait FieldValue: Serialize + DeserializeOwned {
    /// Calls `visit` with each text, in the order of the file.
    fn read_texts(&self, holds: &'static FieldKind, at: &StepsTo<'_>, visit: Reading<'_>);

    /// Calls `visit` with each text, and keeps what it makes of it.
    fn write_texts(&mut self, holds: &'static FieldKind, at: &StepsTo<'_>, visit: Writing<'_>);

    /// The value of the field at the end of a way, in its written form; `None` where there is no such field. A value
    /// that may be missing, and is, is null.
    fn value_at(&self, path: &[&str]) -> Option<serde_json::Value> {
        path.is_empty().then(|| serde_json::to_value(self).ok()).flatten()
    }

    /// Gives the field at the end of a way another value; `None` where there is no such field, or it cannot hold
    /// that. All other fields stay as they are.
    fn set_value_at(&mut self, path: &[&str], value: serde_json::Value) -> Option<()> {
        path.is_empty().then_some(())?;
        *self = serde_json::from_value(value).ok()?;
        Some(())
    }
}

impl FieldValue for String {
    fn read_texts(&self, holds: &'static FieldKind, at: &StepsTo<'_>, visit: Reading<'_>) {
        if !self.is_empty() {
            visit(at, holds, self);
        }
    }

    fn write_texts(&mut self, holds: &'static FieldKind, at: &StepsTo<'_>, visit: Writing<'_>) {
        if !self.is_empty() {
            visit(at, holds, self);
        }
    }
}

impl<T: FieldValue> FieldValue for Option<T> {
    fn read_texts(&self, holds: &'static FieldKind, at: &StepsTo<'_>, visit: Reading<'_>) {
        if let Some(inner) = self {
            inner.read_texts(holds, at, visit);
        }
    }

    fn write_texts(&mut self, holds: &'static FieldKind, at: &StepsTo<'_>, visit: Writing<'_>) {
        if let Some(inner) = self {
            inner.write_texts(holds, at, visit);
        }
    }
}

impl<T: FieldValue> FieldValue for Vec<T> {
    fn read_texts(&self, holds: &'static FieldKind, at: &StepsTo<'_>, visit: Reading<'_>) {
        if let FieldKind::List(item) = holds {
            self.iter().enumerate().for_each(|(index, it)| it.read_texts(item, &at.index(index), visit));
        }
    }

    fn write_texts(&mut self, holds: &'static FieldKind, at: &StepsTo<'_>, visit: Writing<'_>) {
        if let FieldKind::List(item) = holds {
            self.iter_mut().enumerate().for_each(|(index, it)| it.write_texts(item, &at.index(index), visit));
        }
    }
}

impl<T: FieldValue> FieldValue for IndexMap<String, T> {
    fn read_texts(&self, holds: &'static FieldKind, at: &StepsTo<'_>, visit: Reading<'_>) {
        let FieldKind::Map(names, values) = holds else { return };
        for (name, value) in self {
            name.read_texts(names, &at.key(name), visit);
            value.read_texts(values, &at.key(name), visit);
        }
    }

    fn write_texts(&mut self, holds: &'static FieldKind, at: &StepsTo<'_>, visit: Writing<'_>) {
        let FieldKind::Map(names, values) = holds else { return };
        let mut renamed = false;
        let mut after = Vec::with_capacity(self.len());
        for (name, value) in self.iter_mut() {
            let mut next = name.clone();
            next.write_texts(names, &at.key(name), visit);
            value.write_texts(values, &at.key(name), visit);
            renamed |= next != *name;
            after.push(next);
        }
        if renamed {
            *self = after.into_iter().zip(std::mem::take(self).into_values()).collect();
        }
    }
}

impl FieldValue for Value {
    fn read_texts(&self, holds: &'static FieldKind, at: &StepsTo<'_>, visit: Reading<'_>) {
        let FieldKind::Value(text) = holds else { return };
        match self {
            Self::Text(own) => own.read_texts(text, at, visit),
            Self::List(all) => {
                all.iter().enumerate().for_each(|(index, own)| own.read_texts(text, &at.index(index), visit));
            }
            Self::Boolean(_) | Self::Integer(_) | Self::Decimal(_) => {}
        }
    }

    fn write_texts(&mut self, holds: &'static FieldKind, at: &StepsTo<'_>, visit: Writing<'_>) {
        let FieldKind::Value(text) = holds else { return };
        match self {
            Self::Text(own) => own.write_texts(text, at, visit),
            Self::List(all) => {
                let all = all.iter_mut().enumerate();
                all.for_each(|(index, own)| own.write_texts(text, &at.index(index), visit));
            }
            Self::Boolean(_) | Self::Integer(_) | Self::Decimal(_) => {}
        }
    }
}

impl FieldValue for WeightValue {
    fn read_texts(&self, holds: &'static FieldKind, at: &StepsTo<'_>, visit: Reading<'_>) {
        if let Self::Formula(formula) = self {
            formula.read_texts(holds, at, visit);
        }
    }

    fn write_texts(&mut self, holds: &'static FieldKind, at: &StepsTo<'_>, visit: Writing<'_>) {
        if let Self::Formula(formula) = self {
            formula.write_texts(holds, at, visit);
        }
    }
}

/// What has no texts: numbers and moments, and entities inside another, which stand for themselves.
macro_rules! without_texts {
    ($($type:ty),*) => {
        $(impl FieldValue for $type {
            fn read_texts(&self, _: &'static FieldKind, _: &StepsTo<'_>, _: Reading<'_>) {}
            fn write_texts(&mut self, _: &'static FieldKind, _: &StepsTo<'_>, _: Writing<'_>) {}
        })*
    };
}

without_texts!(bool, u32, u64, f64, Moment, Span);

impl<T: Serialize + DeserializeOwned> FieldValue for Arc<T> {
    fn read_texts(&self, _: &'static FieldKind, _: &StepsTo<'_>, _: Reading<'_>) {}
    fn write_texts(&mut self, _: &'static FieldKind, _: &StepsTo<'_>, _: Writing<'_>) {}
}
