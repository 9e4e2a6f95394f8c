//! The own fields of an entity, merged one by one through their written form: a new field of an entity needs nothing here.
//! A text, a rule, a number is a whole; what has parts is merged by them. Knows no catalog.

use super::lists;
use crate::document::difference::{PathStep, is_part, reached, same_shape, written};
use crate::model::Entity;
use serde::de::DeserializeSeed;
use serde_json::{Map, Value};

/// What is disputed so far.
pub(super) struct Values {
    /// Whether it is known what both began with.
    pub(super) known: bool,
    pub(super) found: Vec<Vec<PathStep>>,
}

/// The own fields of an entity that both changed, with the ways to those that are disputed, which stand as in ours. What is
/// inside the entity and stands for itself is left out. `None`: its fields cannot be told apart.
pub(super) fn merged(
    base: Option<&Entity>,
    ours: &Entity,
    theirs: &Entity,
    known: bool,
) -> Option<(Entity, Vec<Vec<PathStep>>)> {
    let mut values = Values { known, found: Vec::new() };
    let [ours_written, theirs_written] = [written(ours)?, written(theirs)?];
    let base = base.map(written);
    let base = base.as_ref().map(Option::as_ref).unwrap_or_default();
    let merged = values.value(&mut Vec::new(), [base, Some(&ours_written), Some(&theirs_written)])?;
    let entity = ours.kind().deserialize(merged).ok()?;
    Some((entity, values.found))
}

/// The value at the end of a way from an entity.
pub(super) fn value_at(entity: &Entity, path: &[PathStep]) -> Option<Value> {
    let written = written(&entity.own())?;
    path.iter().try_fold(&written, |value, step| reached(value, step)).cloned()
}

impl Values {
    /// A value of the base, ours and theirs, merged. The nesting is that of a file that was read, which is bounded.
    pub(super) fn value(&mut self, path: &mut Vec<PathStep>, values: [Option<&Value>; 3]) -> Option<Value> {
        let [base, ours, theirs] = values;
        if ours == theirs || (self.known && base == theirs) {
            return ours.cloned();
        }
        if self.known && base == ours {
            return theirs.cloned();
        }
        if let Some(maps) = self.maps(path, values) {
            return Some(Value::Object(self.map(path, &maps)));
        }
        if let Some(items) = arrays(values) {
            let before = self.found.len();
            if let Some(list) = lists::list(self, path, items) {
                return Some(Value::Array(list));
            }
            self.found.truncate(before);
        }
        self.found.push(path.clone());
        ours.cloned()
    }

    /// The three as maps with the same fields, where they are such and may be taken apart.
    fn maps(&self, path: &[PathStep], values: [Option<&Value>; 3]) -> Option<[Map<String, Value>; 3]> {
        let part = |value: Option<&Value>| match value {
            Some(Value::Object(map)) => Some(Some(map.clone())),
            None => Some(None),
            Some(_) => None,
        };
        let [base, ours, theirs] = [part(values[0])?, part(values[1])?, part(values[2])?];
        let there: Vec<&Map<String, Value>> = [&base, &ours, &theirs].into_iter().flatten().collect();
        let alike = there.windows(2).all(|pair| same_shape(pair[0], pair[1]));
        let may_be_left_out = there.first().is_some_and(|map| is_part(path, map));
        let whole = ours.is_some() && theirs.is_some() && (base.is_some() || !self.known || path.is_empty());
        (alike && (whole || may_be_left_out)).then(|| [base, ours, theirs].map(Option::unwrap_or_default))
    }

    fn map(&mut self, path: &mut Vec<PathStep>, maps: &[Map<String, Value>; 3]) -> Map<String, Value> {
        let [base, ours, theirs] = maps;
        let names = ours.keys().chain(theirs.keys().filter(|name| !ours.contains_key(*name)));
        let mut merged = Map::new();
        for name in names {
            path.push(PathStep::Field(name.clone()));
            let value = self.value(path, [base.get(name), ours.get(name), theirs.get(name)]);
            path.pop();
            if let Some(value) = value {
                merged.insert(name.clone(), value);
            }
        }
        merged
    }
}

/// The three as lists; what is left out holds nothing.
fn arrays(values: [Option<&Value>; 3]) -> Option<[&[Value]; 3]> {
    let mut there = values.iter().flatten().peekable();
    there.peek()?;
    there
        .all(|value| value.is_array())
        .then(|| values.map(|value| value.and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default()))
}
