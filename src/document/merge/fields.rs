//! The own fields of an entity, merged one by one through their written form: a new field of an entity needs nothing here.
//! A text, a rule, a number is a whole; what has parts is merged by them, a
//! list by the names or labels of its items, else by what they hold. Knows no catalog.

use super::order;
use crate::document::difference::{
    PathStep, followed_names, is_part, name, names, reached, same_shape, written,
};
use crate::model::Entity;
use serde::de::DeserializeSeed;
use serde_json::{Map, Value};
use std::collections::{HashMap, HashSet};

/// What is disputed so far.
struct Values {
    /// Whether it is known what both began with.
    known: bool,
    found: Vec<Vec<PathStep>>,
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
    fn value(&mut self, path: &mut Vec<PathStep>, values: [Option<&Value>; 3]) -> Option<Value> {
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
            if let Some(list) = list(self, path, items) {
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

/// The items of a list in the three states, each under a key that is its own in its list.
struct Keyed<'v> {
    keys: [Vec<String>; 3],
    items: [&'v [Value]; 3],
}

/// A list that both changed: what it comes to. `None`: it is disputed as a whole.
fn list(values: &mut Values, path: &mut Vec<PathStep>, items: [&[Value]; 3]) -> Option<Vec<Value>> {
    let all_objects = items.iter().all(|list| list.iter().all(Value::is_object));
    if !all_objects {
        return if values.known { by_content(items) } else { None };
    }
    if let Some(keyed) = named(items) {
        return by_name(values, path, &keyed);
    }
    if !values.known {
        return None;
    }
    let [base, ours, theirs] = items;
    if base.len() == ours.len() && base.len() == theirs.len() {
        let before = values.found.len();
        let merged = by_place(values, path, items);
        if values.found.len() == before {
            return merged;
        }
        let disputed = values.found.split_off(before);
        return by_content(items).or_else(|| {
            values.found.extend(disputed);
            merged
        });
    }
    by_content(items)
}

/// The items under the names or labels that they have in the base, where each list has each name once.
fn named(items: [&[Value]; 3]) -> Option<Keyed<'_>> {
    let [base, ours, theirs] = items;
    let [own, one, other] = [names(base)?, names(ours)?, names(theirs)?];
    let back = |after: &[&str], list: &[Value]| -> Vec<String> {
        // What has another name now is told by the old one.
        let followed = followed_names(&own, after, base, list);
        let renamed: HashMap<&str, &str> = followed
            .iter()
            .zip(&own)
            .filter(|(now, was)| now != was)
            .map(|(now, was)| (*now, *was))
            .collect();
        after.iter().map(|name| (*renamed.get(name).unwrap_or(name)).to_owned()).collect()
    };
    let keys = [own.iter().map(|it| (*it).to_owned()).collect(), back(&one, ours), back(&other, theirs)];
    let unique = |keys: &Vec<String>| keys.iter().collect::<HashSet<_>>().len() == keys.len();
    keys.iter().all(unique).then_some(Keyed { keys, items })
}

fn by_name(values: &mut Values, path: &mut Vec<PathStep>, keyed: &Keyed<'_>) -> Option<Vec<Value>> {
    let found: [HashMap<&str, &Value>; 3] =
        [0, 1, 2].map(|side| keyed.keys[side].iter().map(String::as_str).zip(keyed.items[side]).collect());
    let mut merged: HashMap<&str, Value> = HashMap::new();
    let mut kept = HashSet::new();
    let only_theirs = keyed.keys[2].iter().filter(|key| !found[1].contains_key(key.as_str()));
    for key in keyed.keys[1].iter().chain(only_theirs) {
        let [base, ours, theirs] = [0, 1, 2].map(|side| found[side].get(key.as_str()).copied());
        let names: HashSet<&str> = [base, ours, theirs].into_iter().flatten().filter_map(name).collect();
        path.push(PathStep::Item(key.clone()));
        let before = values.found.len();
        let value = values.value(path, [base, ours, theirs]);
        path.pop();
        if values.found.len() > before && names.len() > 1 {
            // Under two names it cannot be found in all three: the list is disputed.
            return None;
        }
        if let Some(value) = value {
            merged.insert(key, value);
            kept.insert(key.clone());
        }
    }
    let keys = order::merged(&keyed.keys[0], [&keyed.keys[1], &keyed.keys[2]], &kept);
    Some(keys.iter().filter_map(|key| merged.remove(key.as_str())).collect())
}

/// Items without names, as many in all three: each by its place.
fn by_place(values: &mut Values, path: &mut Vec<PathStep>, items: [&[Value]; 3]) -> Option<Vec<Value>> {
    (0..items[0].len())
        .map(|place| {
            path.push(PathStep::Index(place));
            let value = values.value(path, items.map(|list| list.get(place)));
            path.pop();
            value
        })
        .collect()
}

/// Items by what they hold: those that one added or took away are there or not. `None` where both replaced the same.
fn by_content(items: [&[Value]; 3]) -> Option<Vec<Value>> {
    let keys = items.map(|list| {
        let mut seen: HashMap<String, usize> = HashMap::new();
        let key = |item: &Value| {
            let text = item.to_string();
            let count = seen.entry(text.clone()).or_default();
            *count += 1;
            (text, *count)
        };
        list.iter().map(key).collect::<Vec<_>>()
    });
    let [base, ours, theirs] = &keys;
    let [was, one, other] = [base, ours, theirs].map(|list| list.iter().collect::<HashSet<_>>());
    let stays = |key: &(String, usize)| {
        if was.contains(key) { one.contains(key) && other.contains(key) } else { true }
    };
    let kept: HashSet<(String, usize)> =
        base.iter().chain(ours).chain(theirs).filter(|key| stays(key)).cloned().collect();
    let replaced = order::gaps(base, [ours, theirs], &kept).iter().any(|gap| {
        let [one, other] = &gap.put;
        !gap.gone.is_empty() && !one.is_empty() && !other.is_empty() && one != other
    });
    if replaced {
        return None;
    }
    let values: HashMap<&(String, usize), &Value> =
        keys.iter().zip(items).flat_map(|(keys, list)| keys.iter().zip(list)).collect();
    let keys = order::merged(base, [ours, theirs], &kept);
    Some(keys.iter().filter_map(|key| values.get(key).map(|it| (*it).clone())).collect())
}
