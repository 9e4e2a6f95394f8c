//! Every text of a catalog, whatever field it stands in: characters that nobody sees, and what a merge left.
//!
//! The texts are those that the file has, found through the form in which it is written: a new field is looked at
//! without being told. Owns the walk, and the way from a text back to its entity.

use super::checker::Checker;
use super::issue::Issue;
use super::issue_list::MOST_OF_A_KIND;
use super::kinds;
use crate::model::{Catalog, Category, Environment, Place, Ref, Step};
use crate::text::{code_point, hidden, left_by_merge};
use serde::Serialize;
use serde::ser::{self, Impossible, Serializer};
use std::fmt::Display;

/// Checks the texts of a whole catalog.
pub(super) fn check_all(checker: &mut Checker<'_>) {
    let mut found = Vec::new();
    let mut walk = Walk { path: Vec::new(), found: &mut found };
    // The walk itself cannot fail, and a catalog that cannot be written is told when it is.
    let _ = checker.catalog.serialize(&mut walk);
    for (path, doubt) in found {
        let place = place(checker.catalog, path);
        match doubt {
            Doubt::Hidden(at, character) => {
                let code = code_point(character);
                let place = place.part(&(at..at + character.len_utf8()));
                checker.report(&kinds::HIDDEN_CHARACTER, place).with("code", code);
            }
            Doubt::Merge(at, marker) => {
                let place = place.part(&(at..at + marker.len()));
                checker.report(&kinds::MERGE_MARKER, place).with("marker", marker);
            }
        }
    }
}

/// What there is to say of the characters that nobody sees in a file outside of its texts, with their places there:
/// in comments and attributes. Beyond [`MOST_OF_A_KIND`] they are only counted.
pub fn hidden_outside_texts<P>(found: impl Iterator<Item = (P, char)>) -> Vec<(P, Issue)> {
    let catalog = || Place::new(Ref::Catalog, Vec::new());
    let mut found = found;
    let mut issues = Vec::new();
    for (place, character) in found.by_ref().take(MOST_OF_A_KIND) {
        let mut issue = Issue::new(&kinds::HIDDEN_CHARACTER, catalog());
        issue.with("code", code_point(character));
        issues.push((place, issue));
    }
    if let Some((place, _)) = found.next() {
        let count = 1 + found.count();
        let mut issue = Issue::new(&kinds::HIDDEN_CHARACTER, catalog()).of_more();
        issue.with("count", count).count = count;
        issues.push((place, issue));
    }
    issues
}

/// What is doubtful about a text, and where in it.
enum Doubt {
    Hidden(usize, char),
    Merge(usize, &'static str),
}

/// The place at the end of a path from the root: the entity that a person would open, and its field.
fn place(catalog: &Catalog, mut path: Vec<Step>) -> Place {
    let (entity, length) = entity_at(catalog, &path);
    let field = path.split_off(length);
    Place { field, ..Place::new(entity, path) }
}

/// The innermost entity on a path, and how many steps lead to it.
fn entity_at(catalog: &Catalog, path: &[Step]) -> (Ref, usize) {
    let [Step::Field(list), Step::Index(index), rest @ ..] = path else { return (Ref::Catalog, 0) };
    let index = *index;
    let entity = match *list {
        "dimensions" => Ref::Dimension(catalog.dimensions[index].name.clone()),
        "folders" => Ref::Folder(catalog.folders[index].name.clone()),
        "presentation_rules" => Ref::PresentationRule(catalog.presentation_rules[index].name.clone()),
        "typologies" => Ref::Typology(catalog.typologies[index].name.clone()),
        "templates" => Ref::Template(catalog.templates[index].name.clone()),
        "contacts" => Ref::Contact(index),
        "scenarios" => Ref::Scenario(catalog.scenarios[index].name.clone()),
        "environments" => return in_environment(&catalog.environments[index], rest),
        _ => return (Ref::Catalog, 0),
    };
    (entity, 2)
}

fn in_environment(environment: &Environment, path: &[Step]) -> (Ref, usize) {
    let name = &environment.name;
    let own = (Ref::Environment(name.clone()), 2);
    let [Step::Field(list), Step::Index(index), rest @ ..] = path else { return own };
    match *list {
        "filters" => (Ref::Filter(name.clone(), environment.filters[*index].name.clone()), 4),
        "spaces" => (Ref::Space(name.clone(), environment.spaces[*index].name.clone()), 4),
        "categories" => in_category(name, &environment.categories[*index], rest, 4),
        _ => own,
    }
}

fn in_category(environment: &str, category: &Category, path: &[Step], length: usize) -> (Ref, usize) {
    let own = || (Ref::Category(environment.to_owned(), category.name.clone()), length);
    let [Step::Field(list), Step::Index(index), rest @ ..] = path else { return own() };
    match *list {
        "categories" => in_category(environment, &category.categories[*index], rest, length + 2),
        "offers" => {
            let offer = category.offers[*index].name.clone();
            (Ref::Offer(environment.to_owned(), offer), length + 2)
        }
        _ => own(),
    }
}

/// Looks at each text of a value that is serialized, and knows the path to it.
struct Walk<'a> {
    path: Vec<Step>,
    found: &'a mut Vec<(Vec<Step>, Doubt)>,
}

impl Walk<'_> {
    fn text(&mut self, text: &str) {
        // The first of each kind is enough to send a person there.
        let hidden = hidden(text).next().map(|(at, character)| Doubt::Hidden(at, character));
        let merge = left_by_merge(text).map(|(at, marker)| Doubt::Merge(at, marker));
        for doubt in hidden.into_iter().chain(merge) {
            self.found.push((self.path.clone(), doubt));
        }
    }

    fn step(&mut self, step: Step, value: &(impl Serialize + ?Sized)) -> Walked {
        self.path.push(step);
        value.serialize(&mut *self)?;
        self.path.pop();
        Ok(())
    }
}

type Walked = Result<(), Stopped>;

/// A value that no catalog has.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
struct Stopped(String);

impl ser::Error for Stopped {
    fn custom<T: Display>(text: T) -> Self {
        Self(text.to_string())
    }
}

/// Values that hold no text.
macro_rules! without_text {
    ($($method:ident($($type:ty),*);)*) => {
        $(fn $method(self, $(_: $type),*) -> Walked {
            Ok(())
        })*
    };
}

impl<'a, 'b> Serializer for &'b mut Walk<'a> {
    type Ok = ();
    type Error = Stopped;
    type SerializeSeq = Items<'a, 'b>;
    type SerializeTuple = Items<'a, 'b>;
    type SerializeTupleStruct = Impossible<(), Stopped>;
    type SerializeTupleVariant = Impossible<(), Stopped>;
    type SerializeMap = Items<'a, 'b>;
    type SerializeStruct = Items<'a, 'b>;
    type SerializeStructVariant = Items<'a, 'b>;

    without_text! {
        serialize_bool(bool);
        serialize_i8(i8);
        serialize_i16(i16);
        serialize_i32(i32);
        serialize_i64(i64);
        serialize_u8(u8);
        serialize_u16(u16);
        serialize_u32(u32);
        serialize_u64(u64);
        serialize_f32(f32);
        serialize_f64(f64);
        serialize_char(char);
        serialize_bytes(&[u8]);
        serialize_none();
        serialize_unit();
        serialize_unit_struct(&'static str);
        serialize_unit_variant(&'static str, u32, &'static str);
    }

    fn serialize_str(self, text: &str) -> Walked {
        self.text(text);
        Ok(())
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Walked {
        value.serialize(self)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Walked {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        value: &T,
    ) -> Walked {
        value.serialize(self)
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Items<'a, 'b>, Stopped> {
        Ok(Items::new(self))
    }

    fn serialize_tuple(self, _: usize) -> Result<Items<'a, 'b>, Stopped> {
        Ok(Items::new(self))
    }

    fn serialize_tuple_struct(
        self,
        name: &'static str,
        _: usize,
    ) -> Result<Impossible<(), Stopped>, Stopped> {
        Err(Stopped(name.to_owned()))
    }

    fn serialize_tuple_variant(
        self,
        name: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Impossible<(), Stopped>, Stopped> {
        Err(Stopped(name.to_owned()))
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Items<'a, 'b>, Stopped> {
        Ok(Items::new(self))
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Items<'a, 'b>, Stopped> {
        Ok(Items::new(self))
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Items<'a, 'b>, Stopped> {
        Ok(Items::new(self))
    }
}

/// The items of a list, map or struct.
struct Items<'a, 'b> {
    walk: &'b mut Walk<'a>,
    next: usize,
    key: String,
}

impl<'a, 'b> Items<'a, 'b> {
    fn new(walk: &'b mut Walk<'a>) -> Self {
        Self { walk, next: 0, key: String::new() }
    }

    fn item<T: Serialize + ?Sized>(&mut self, value: &T) -> Walked {
        let index = self.next;
        self.next += 1;
        self.walk.step(Step::Index(index), value)
    }
}

macro_rules! lists {
    ($($interface:ident)*) => {
        $(impl ser::$interface for Items<'_, '_> {
            type Ok = ();
            type Error = Stopped;

            fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Walked {
                self.item(value)
            }

            fn end(self) -> Walked {
                Ok(())
            }
        })*
    };
}

lists!(SerializeSeq SerializeTuple);

macro_rules! structs {
    ($($interface:ident)*) => {
        $(impl ser::$interface for Items<'_, '_> {
            type Ok = ();
            type Error = Stopped;

            fn serialize_field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Walked {
                self.walk.step(Step::Field(name), value)
            }

            fn end(self) -> Walked {
                Ok(())
            }
        })*
    };
}

structs!(SerializeStruct SerializeStructVariant);

impl ser::SerializeMap for Items<'_, '_> {
    type Ok = ();
    type Error = Stopped;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Walked {
        self.key = serde_json::to_value(key)
            .ok()
            .and_then(|key| key.as_str().map(str::to_owned))
            .unwrap_or_default();
        self.walk.step(Step::Key(self.key.clone()), key)
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Walked {
        let key = std::mem::take(&mut self.key);
        self.walk.step(Step::Key(key), value)
    }

    fn end(self) -> Walked {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_hidden_beyond_the_first_thousand_is_counted() {
        let issues = |count| hidden_outside_texts((0..count).map(|at| (at, '\u{202e}')));
        assert_eq!(issues(MOST_OF_A_KIND).len(), MOST_OF_A_KIND);
        let found = issues(MOST_OF_A_KIND + 5);
        let last = found.last().map(|(at, issue)| (*at, issue.count, issue.message.id));
        assert_eq!(last, Some((MOST_OF_A_KIND, 5, "check-more-of-a-kind")));
        assert_eq!((found.len(), found[0].1.code), (MOST_OF_A_KIND + 1, "hidden_character"));
    }
}
