//! The fields of an entity, compared and put back one by one, through their written form: a new field of an
//! entity needs nothing here.
//!
//! Owns how lists are paired (by name or label where there is one, else by place) and how a value is put at a
//! path. Knows no catalog.

use super::alike;
use crate::document::Declared;
use crate::model::Entity;
use serde::de::DeserializeSeed;
use serde_json::{Map, Value};

/// One step from an entity to a value of it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum PathStep {
    /// A field, or a key of a map.
    Field(String),
    /// The item of a list that has this name or label.
    Item(String),
    /// The item at this place of a list, from 0.
    Index(usize),
}

/// A value that differs.
#[derive(Debug, Clone, PartialEq)]
pub struct FieldChange {
    /// The way to it from the entity.
    pub path: Vec<PathStep>,
    /// What it was; nothing where it was left out.
    pub old: Option<Value>,
    /// What it is; nothing where it is left out.
    pub new: Option<Value>,
    /// Where the value is the name of something that is declared there, what: whatever names it follows the name.
    pub declared: Option<Declared>,
}

/// What is left out when it holds nothing: such a part is compared as if it were written with nothing in it.
const PARTS: [&str; 13] = [
    "approval",
    "call_data",
    "content",
    "count",
    "excluded",
    "expect",
    "fields",
    "period",
    "rendering",
    "settings",
    "spaces",
    "storage",
    "values",
];

/// The values in which the own fields of two entities differ, in the order of their names.
pub(in crate::document) fn compare(old: &Entity, new: &Entity) -> Vec<FieldChange> {
    let (old, new) = (old.own(), new.own());
    let mut found = Vec::new();
    if old != new {
        values(&mut Vec::new(), written(&old).as_ref(), written(&new).as_ref(), &mut found);
    }
    found
}

/// The entity `new` with one value as it is in `old`.
pub(in crate::document) fn with_old(old: &Entity, new: &Entity, change: &FieldChange) -> Option<Entity> {
    let (before, mut value) = (written(&old.own())?, written(&new.own())?);
    put(&mut value, Some(&before), &change.path, change.old.as_ref())?;
    new.kind().deserialize(value).ok()
}

/// The written form of an entity. Everything that a catalog holds can be written.
pub(in crate::document) fn written(entity: &Entity) -> Option<Value> {
    serde_json::to_value(entity).ok()
}

/// Goes down two values as far as both have the same shape. The nesting is that of a file that was read,
/// which is bounded.
fn values(path: &mut Vec<PathStep>, old: Option<&Value>, new: Option<&Value>, found: &mut Vec<FieldChange>) {
    if old == new {
        return;
    }
    let (empty_map, empty_list) = (Map::new(), Vec::new());
    match (old, new) {
        (Some(Value::Object(old)), Some(Value::Object(new))) if same_shape(old, new) => {
            maps(path, old, new, found);
        }
        (Some(Value::Object(old)), None) if is_part(path, old) => maps(path, old, &empty_map, found),
        (None, Some(Value::Object(new))) if is_part(path, new) => maps(path, &empty_map, new, found),
        (Some(Value::Array(old)), Some(Value::Array(new))) if of_items(old) && of_items(new) => {
            lists(path, old, new, found);
        }
        (Some(Value::Array(old)), None) if of_items(old) => lists(path, old, &empty_list, found),
        (None, Some(Value::Array(new))) if of_items(new) => lists(path, &empty_list, new, found),
        _ => found.push(FieldChange {
            path: path.clone(),
            old: old.cloned(),
            new: new.cloned(),
            declared: None,
        }),
    }
}

/// Whether a map is the written form of a choice with values of its own, such as `{"Design": {…}}`.
fn variant(map: &Map<String, Value>) -> Option<&String> {
    let name = map.keys().next().filter(|_| map.len() == 1)?;
    name.starts_with(|first: char| first.is_ascii_uppercase()).then_some(name)
}

/// Whether two maps have the same fields: those of one struct, or of one choice.
pub(in crate::document) fn same_shape(old: &Map<String, Value>, new: &Map<String, Value>) -> bool {
    variant(old) == variant(new)
}

/// Whether a map at the end of a way is left out when it holds nothing.
pub(in crate::document) fn is_part(path: &[PathStep], map: &Map<String, Value>) -> bool {
    let named = matches!(path.last(), Some(PathStep::Field(name)) if PARTS.contains(&name.as_str()));
    named && variant(map).is_none()
}

fn of_items(list: &[Value]) -> bool {
    list.iter().all(Value::is_object)
}

fn maps(
    path: &mut Vec<PathStep>,
    old: &Map<String, Value>,
    new: &Map<String, Value>,
    found: &mut Vec<FieldChange>,
) {
    let names = old.keys().chain(new.keys().filter(|name| !old.contains_key(*name)));
    for name in names {
        path.push(PathStep::Field(name.clone()));
        values(path, old.get(name), new.get(name), found);
        path.pop();
    }
}

fn lists(path: &mut Vec<PathStep>, old: &[Value], new: &[Value], found: &mut Vec<FieldChange>) {
    if let (Some(mut before), Some(after)) = (names(old), names(new))
        && in_one_order(&before, &after)
    {
        let followed = followed_names(&before, &after, old, new);
        if in_one_order(&followed, &after) {
            before = followed;
        }
        let gone = before.iter().filter(|name| !after.contains(name));
        for name in after.iter().chain(gone) {
            let in_list = |names: &[&str], list: &'_ [Value]| {
                names.iter().position(|it| it == name).map(|index| list[index].clone())
            };
            path.push(PathStep::Item((*name).to_owned()));
            values(path, in_list(&before, old).as_ref(), in_list(&after, new).as_ref(), found);
            path.pop();
        }
        return;
    }
    for index in 0..old.len().max(new.len()) {
        path.push(PathStep::Index(index));
        values(path, old.get(index), new.get(index), found);
        path.pop();
    }
}

/// The names or labels of a list's items, where each has one of its own.
pub(in crate::document) fn names(list: &[Value]) -> Option<Vec<&str>> {
    let all: Vec<&str> = list.iter().map(name).collect::<Option<_>>()?;
    let mut sorted = all.clone();
    sorted.sort_unstable();
    sorted.windows(2).all(|pair| pair[0] != pair[1]).then_some(all)
}

/// What an item of a list is told by.
pub(in crate::document) fn name(item: &Value) -> Option<&str> {
    item.get("name").or_else(|| item.get("label"))?.as_str()
}

/// The names of the old list, with those of items that are gone as the new ones call what holds the same.
pub(in crate::document) fn followed_names<'v>(
    before: &[&'v str],
    after: &[&'v str],
    old: &[Value],
    new: &[Value],
) -> Vec<&'v str> {
    let lone = |names: &[&str], others: &[&str], list: &[Value]| -> Vec<(usize, Value)> {
        let lone = (0..names.len()).filter(|index| !others.contains(&names[*index]));
        lone.map(|index| (index, list[index].clone())).collect()
    };
    let mut followed = before.to_vec();
    for (one, other) in alike::items(&lone(before, after, old), &lone(after, before, new)) {
        followed[one] = after[other];
    }
    followed
}

/// Whether what both lists have stands in the same order in both.
fn in_one_order(old: &[&str], new: &[&str]) -> bool {
    let common = old.iter().filter(|name| new.contains(name));
    common.eq(new.iter().filter(|name| old.contains(name)))
}

/// Puts a value at a path, or takes it away. `before` is where the value came from: an item that comes back
/// to a list stands behind the one that it stood behind there.
fn put(target: &mut Value, before: Option<&Value>, path: &[PathStep], value: Option<&Value>) -> Option<()> {
    let (step, rest) = path.split_first()?;
    if target.is_null() {
        *target = if matches!(step, PathStep::Field(_)) {
            Value::Object(Map::new())
        } else {
            Value::Array(Vec::new())
        };
    }
    let below = before.and_then(|before| reached(before, step));
    if !rest.is_empty() {
        return put(entry(target, step)?, below, rest, value);
    }
    match (step, target, value) {
        (PathStep::Field(name), Value::Object(map), Some(value)) => {
            map.insert(name.clone(), value.clone());
        }
        (PathStep::Field(name), Value::Object(map), None) => {
            map.remove(name);
        }
        (step, Value::Array(list), value) => match (place(list, step), value) {
            (Some(index), Some(value)) => list[index] = value.clone(),
            (Some(index), None) => drop(list.remove(index)),
            (None, Some(value)) => list.insert(place_before(before, list, step), value.clone()),
            (None, None) => return None,
        },
        _ => return None,
    }
    Some(())
}

/// The value that a step leads to, which is made where it is left out.
fn entry<'v>(target: &'v mut Value, step: &PathStep) -> Option<&'v mut Value> {
    match (step, target) {
        (PathStep::Field(name), Value::Object(map)) => Some(map.entry(name.clone()).or_insert(Value::Null)),
        (step, Value::Array(list)) => {
            let index = place(list, step)?;
            list.get_mut(index)
        }
        _ => None,
    }
}

/// The value that a step leads to.
pub(in crate::document) fn reached<'v>(value: &'v Value, step: &PathStep) -> Option<&'v Value> {
    match (step, value) {
        (PathStep::Field(name), Value::Object(map)) => map.get(name),
        (step, Value::Array(list)) => place(list, step).map(|index| &list[index]),
        _ => None,
    }
}

fn place(list: &[Value], step: &PathStep) -> Option<usize> {
    match step {
        PathStep::Field(_) => None,
        PathStep::Item(wanted) => list.iter().position(|item| name(item) == Some(wanted)),
        PathStep::Index(index) => (*index < list.len()).then_some(*index),
    }
}

/// Where an item goes that is not in the list: behind the nearest one that it followed before.
fn place_before(before: Option<&Value>, list: &[Value], step: &PathStep) -> usize {
    let (PathStep::Item(_), Some(Value::Array(old))) = (step, before) else { return list.len() };
    let own = place(old, step).unwrap_or(old.len());
    let mut behind = old[..own].iter().rev().filter_map(name);
    let found = behind.find_map(|name| place(list, &PathStep::Item(name.to_owned())));
    found.map_or(0, |index| index + 1)
}
