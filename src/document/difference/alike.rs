//! What two parts of catalogs have in common, told by what they hold and where they stand: an entity or an item of a list
//! that is gone and one that is new are the same where enough is. Changes nothing.

use crate::model::Entity;
use serde_json::Value;
use std::collections::{BTreeMap, HashMap};

/// So many pairs of what is gone and what is new are held against each other; of more, only equal contents are
/// found. Each look is a walk over two entities, and a person waits.
const MOST_PAIRS: usize = 20_000;
/// The part of the contents that has to be the same in one place.
pub(super) const ALIKE: f64 = 0.5;
/// The part of the contents that has to be the same in two places.
pub(super) const ALIKE_ELSEWHERE: f64 = 0.8;
/// The part of an item of a list that has to be the same in one place of the list; elsewhere in it, [`ALIKE`]. Of a
/// field with another name and label, the type is left.
const ALIKE_AT_ONE_PLACE: f64 = 0.2;
/// What a label counts for, beside one for each other value: a person tells entities by it.
const LABEL: f64 = 3.0;

/// The items of one list only that are the same under another name or label, given with their places and by them.
pub(super) fn items(old: &[(usize, Value)], new: &[(usize, Value)]) -> Vec<(usize, usize)> {
    let contents =
        |list: &[(usize, Value)]| list.iter().map(|(_, it)| Content::of_item(it)).collect::<Vec<_>>();
    let least =
        |one: usize, other: usize| if old[one].0 == new[other].0 { ALIKE_AT_ONE_PLACE } else { ALIKE };
    let found = pairs(|| contents(old), || contents(new), (old.len(), new.len()), least);
    found.into_iter().map(|(one, other)| (old[one].0, new[other].0)).collect()
}

/// What an entity holds: its values by where they stand, and what is inside it by name.
#[derive(PartialEq, Eq, Hash)]
pub(super) struct Content(BTreeMap<String, String>);

impl Content {
    pub(super) fn of(entity: &Entity) -> Self {
        let mut content = Self(BTreeMap::new());
        if let Ok(Value::Object(mut map)) = serde_json::to_value(entity.own()) {
            map.remove("name");
            content.add(&mut String::new(), &Value::Object(map));
        }
        match entity {
            Entity::Environment(it) => {
                content.inside("spaces", it.spaces.iter().map(|it| &it.name));
                content.inside("filters", it.filters.iter().map(|it| &it.name));
                content.inside("categories", it.categories.iter().map(|it| &it.name));
            }
            Entity::Category(it) => {
                content.inside("offers", it.offers.iter().map(|it| &it.name));
                content.inside("categories", it.categories.iter().map(|it| &it.name));
            }
            _ => {}
        }
        content
    }

    /// The same of an item of a list, without what it is told by.
    fn of_item(item: &Value) -> Self {
        let mut content = Self(BTreeMap::new());
        if let Value::Object(map) = item {
            let mut map = map.clone();
            let told_by = if map.contains_key("name") { "name" } else { "label" };
            map.remove(told_by);
            content.add(&mut String::new(), &Value::Object(map));
        }
        content
    }

    fn inside<'a>(&mut self, list: &str, names: impl Iterator<Item = &'a String>) {
        self.0.extend(names.map(|name| (format!("{list}/{name}"), String::new())));
    }

    /// The nesting is that of a file that was read, which is bounded.
    fn add(&mut self, path: &mut String, value: &Value) {
        let length = path.len();
        let mut below = |path: &mut String, step: &str, value: &Value| {
            path.push('.');
            path.push_str(step);
            self.add(path, value);
            path.truncate(length);
        };
        match value {
            Value::Object(map) => map.iter().for_each(|(name, value)| below(path, name, value)),
            Value::Array(items) => {
                items.iter().enumerate().for_each(|(index, value)| below(path, &index.to_string(), value));
            }
            value => drop(self.0.insert(path.clone(), value.to_string())),
        }
    }

    fn weight<'a>(values: impl Iterator<Item = &'a String>) -> f64 {
        values.map(|path| if path == ".label" { LABEL } else { 1.0 }).sum()
    }

    /// Which part of what both hold is the same; none where one of them holds nothing.
    fn alike(&self, other: &Self) -> Option<f64> {
        let all = Self::weight(self.0.keys()) + Self::weight(other.0.keys());
        let same = self.0.iter().filter(|(path, value)| other.0.get(*path) == Some(*value));
        let both = !self.0.is_empty() && !other.0.is_empty();
        both.then(|| 2.0 * Self::weight(same.map(|(path, _)| path)) / all)
    }
}

/// The places of those that are the same in two lists, the surest first. `least` says which part of two has to be the
/// same: less in one place than in two.
pub(super) fn pairs(
    gone: impl FnOnce() -> Vec<Content>,
    new: impl FnOnce() -> Vec<Content>,
    (gone_count, new_count): (usize, usize),
    least: impl Fn(usize, usize) -> f64,
) -> Vec<(usize, usize)> {
    if gone_count == 0 || new_count == 0 {
        return Vec::new();
    }
    let (gone, new) = (gone(), new());
    let mut found: Vec<(f64, usize, usize)> = Vec::new();
    if gone_count * new_count <= MOST_PAIRS {
        for (one, content) in gone.iter().enumerate() {
            for (other, held) in new.iter().enumerate() {
                let least = least(one, other);
                let alike = content.alike(held).filter(|alike| *alike >= least);
                // Those that hold nothing are the same where they take each other's place.
                let empty = content.0.is_empty()
                    && held.0.is_empty()
                    && least < ALIKE_ELSEWHERE
                    && gone_count == new_count
                    && one == other;
                found.extend(alike.or(empty.then_some(ALIKE)).map(|alike| (alike, one, other)));
            }
        }
    } else {
        let mut by_content: HashMap<&Content, Vec<usize>> = HashMap::new();
        for (one, content) in gone.iter().enumerate().rev().filter(|(_, content)| !content.0.is_empty()) {
            by_content.entry(content).or_default().push(one);
        }
        for (other, content) in new.iter().enumerate() {
            found.extend(by_content.get_mut(content).and_then(Vec::pop).map(|one| (1.0, one, other)));
        }
    }
    let apart = |(_, one, other): &(f64, usize, usize)| (one.abs_diff(*other), *one);
    found.sort_by(|a, b| {
        let place = |it: &(f64, usize, usize)| least(it.1, it.2);
        b.0.total_cmp(&a.0).then(place(a).total_cmp(&place(b))).then_with(|| apart(a).cmp(&apart(b)))
    });
    let (mut left, mut right) = (vec![true; gone_count], vec![true; new_count]);
    found.retain(|(_, one, other)| {
        let free = left[*one] && right[*other];
        if free {
            (left[*one], right[*other]) = (false, false);
        }
        free
    });
    found.into_iter().map(|(_, one, other)| (one, other)).collect()
}
