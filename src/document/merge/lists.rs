//! Lists of values in an entity, merged: by name or label where each item has one, else by what the items hold. Owns how
//! items are told; how what is in them is merged is [`super::fields`]'.

use super::fields::Values;
use super::order;
use crate::document::difference::{PathStep, followed_names, names};
use serde_json::Value;
use std::collections::{HashMap, HashSet};

/// The items of a list in the three states, each under a key that is its own in its list.
struct Keyed<'v> {
    keys: [Vec<String>; 3],
    items: [&'v [Value]; 3],
}

/// A list that both changed: what it comes to. `None`: it is disputed as a whole.
pub(super) fn list(
    values: &mut Values,
    path: &mut Vec<PathStep>,
    items: [&[Value]; 3],
) -> Option<Vec<Value>> {
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
        let names: HashSet<&str> = [base, ours, theirs]
            .into_iter()
            .flatten()
            .filter_map(crate::document::difference::name)
            .collect();
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
