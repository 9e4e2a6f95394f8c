//! Tree to typed values: a `serde` deserializer whose every error has a place.
//!
//! Unknown fields, repeated fields and keys, and wrong struct names are collected and reading goes on, so that one
//! pass reports them all; a value of the wrong type ends the pass, because no typed value can stand for it.
//! Owns how values of RON become those of Rust. Knows no entity.

use super::room::{MAX_STRUCTS, Room, in_heap};
use super::syntax::{Document, Group, Item, Label, Node, NodeKind, Notation, Shape};
use super::wrong::Wrong;
use crate::storage::error::Problem;
use crate::text::{Message, NoDecimal, decimal, said_of_rounded};
use serde::de::value::BorrowedStrDeserializer;
use serde::de::{self, DeserializeSeed, Deserializer, Visitor};
use std::cell::RefCell;
use std::collections::{BTreeMap, HashSet};
use std::ops::Range;

/// Problems of one kind that are listed. Nobody reads more, and a file of a million faults must not fill the memory.
const MOST_OF_A_KIND: usize = 1000;

/// What an entry of a map takes beside its key: its value, its place and its hash.
const ENTRY: usize = 64;

/// The value of a document's tree, or everything that is wrong with it, by place.
pub(in crate::storage) fn decode<T: de::DeserializeOwned>(document: &Document) -> Result<T, Vec<Problem>> {
    decode_within(document, Room::of(MAX_STRUCTS))
}

/// The same, where the value has so much room.
pub(super) fn decode_within<T: de::DeserializeOwned>(
    document: &Document,
    room: Room,
) -> Result<T, Vec<Problem>> {
    let enabled = |name: &str| document.extensions.iter().any(|extension| extension == name);
    let is_json = document.notation == Notation::Json;
    let reader = Reader {
        is_json,
        implicit_some: is_json || enabled("implicit_some"),
        bare_some: enabled("unwrap_variant_newtypes"),
        room,
        problems: RefCell::default(),
        counts: RefCell::default(),
        unlisted: RefCell::default(),
    };
    let read = T::deserialize(At { node: &document.root, reader: &reader, any_name: false });
    let read = read.map_err(|wrong| wrong.at(&document.root).into_problem());
    let mut problems = reader.problems.into_inner();
    problems.extend(reader.unlisted.into_inner().into_values().map(|(span, count)| {
        Problem::new(span, Message::new("storage-more-of-a-kind").with("count", count))
    }));
    match read {
        Ok(value) if problems.is_empty() => return Ok(value),
        Ok(_) => {}
        Err(last) => problems.push(last),
    }
    problems.sort_by_key(|problem| problem.span.start);
    Err(problems)
}

struct Reader {
    /// Whether variants and what is missing are written as JSON has them.
    is_json: bool,
    /// Whether the content of an option may stand bare.
    implicit_some: bool,
    /// Whether the fields of a struct may stand in `Some(…)` without its own parentheses.
    bare_some: bool,
    /// What is left for the value.
    room: Room,
    problems: RefCell<Vec<Problem>>,
    /// How many problems of each kind are listed.
    counts: RefCell<BTreeMap<&'static str, usize>>,
    /// Where the first one of a kind is that is not listed, and how many are not.
    unlisted: RefCell<BTreeMap<&'static str, (Range<usize>, usize)>>,
}

/// A node that is to be read.
#[derive(Clone, Copy)]
struct At<'a> {
    node: &'a Node,
    reader: &'a Reader,
    /// Whether the struct's name has been read as something else.
    any_name: bool,
}

type Read<T> = Result<T, Wrong>;

impl<'a> At<'a> {
    fn to(self, node: &'a Node) -> Self {
        Self { node, any_name: false, ..self }
    }

    fn wrong_type(self, expected: &'static str) -> Wrong {
        let expected = match expected {
            "storage-kind-struct" | "storage-kind-map" if self.reader.is_json => "storage-kind-object",
            "storage-kind-variant" if self.reader.is_json => "storage-kind-json-variant",
            expected => expected,
        };
        Wrong::type_of(self.node, expected).at(self.node)
    }

    fn group(self, shape: Shape) -> Option<&'a Group> {
        self.node.group().filter(|group| group.shape == shape)
    }

    fn text(self) -> Read<&'a str> {
        match &self.node.kind {
            NodeKind::Text(text) => {
                self.take(in_heap(text.len()))?;
                Ok(text)
            }
            NodeKind::Word(word) if !self.reader.is_json => {
                Err(Wrong::from(Message::new("storage-no-quotes").with("word", &**word)).at(self.node))
            }
            _ => Err(self.wrong_type("storage-kind-text")),
        }
    }

    /// Takes room for what is made of it.
    fn take(self, bytes: usize) -> Read<()> {
        self.reader.room.take(bytes).map_err(|message| Wrong::from(message).at(self.node))
    }

    fn integer<V: Visitor<'a>>(self, low: i64, high: u64, visitor: V) -> Read<V::Value> {
        let NodeKind::Integer(value) = self.node.kind else {
            return Err(self.wrong_type("storage-kind-integer"));
        };
        let value = value.get();
        if value < i128::from(low) || value > i128::from(high) {
            let message = Message::new("storage-out-of-range")
                .with("number", value.to_string())
                .with("low", low.to_string())
                .with("high", high.to_string());
            return Err(Wrong::from(message).at(self.node));
        }
        visit_integer(value, visitor).map_err(|wrong| wrong.at(self.node))
    }

    /// The fields of a struct of that name.
    fn fields(self, name: &'static str, known: &'static [&'static str]) -> Read<Fields<'a>> {
        let Some(group) = self.node.group().filter(|group| is_struct(group)) else {
            return Err(self.wrong_type("storage-kind-struct"));
        };
        match &group.name {
            Some(found) if **found != *name && !self.any_name => {
                let message =
                    Message::new("storage-wrong-name").with("expected", name).with("found", &**found);
                let start = self.node.span.start();
                self.note(start..start + found.len(), message);
            }
            _ => {}
        }
        Ok(Fields { at: self, owner: name, known, items: group.items.iter(), seen: Vec::new(), value: None })
    }

    /// Lists a problem; beyond [`MOST_OF_A_KIND`] it is only counted.
    fn note(self, span: Range<usize>, message: Message) {
        let mut counts = self.reader.counts.borrow_mut();
        let listed = counts.entry(message.id).or_default();
        if *listed == MOST_OF_A_KIND {
            self.reader.unlisted.borrow_mut().entry(message.id).or_insert((span, 0)).1 += 1;
            return;
        }
        *listed += 1;
        self.reader.problems.borrow_mut().push(Problem::new(span, message));
    }

    fn visit_struct<V: Visitor<'a>>(
        self,
        name: &'static str,
        known: &'static [&'static str],
        visitor: V,
    ) -> Read<V::Value> {
        self.take(in_heap(size_of::<V::Value>()))?;
        let fields = self.fields(name, known)?;
        visitor.visit_map(fields).map_err(|wrong| wrong.in_struct(name).at(self.node))
    }

    fn visit_items<V: Visitor<'a>>(self, group: &'a Group, visitor: V) -> Read<V::Value> {
        visitor.visit_seq(Items { at: self, items: group.items.iter() }).map_err(|wrong| wrong.at(self.node))
    }

    fn visit_entries<V: Visitor<'a>>(self, group: &'a Group, visitor: V) -> Read<V::Value> {
        let entries = Entries { at: self, items: group.items.iter(), seen: HashSet::new(), value: None };
        visitor.visit_map(entries).map_err(|wrong| wrong.at(self.node))
    }

    fn some<V: Visitor<'a>>(self, group: &'a Group, visitor: V) -> Read<V::Value> {
        match (&group.items[..], group.shape) {
            ([item], Shape::Tuple) => visitor.visit_some(self.to(&item.value)),
            (_, Shape::Struct) if self.reader.bare_some => {
                visitor.visit_some(Self { any_name: true, ..self })
            }
            _ => Err(self.wrong_type("storage-kind-option")),
        }
    }
}

impl Reader {
    /// What stands for a value that is not there.
    fn none(&self) -> &'static str {
        if self.is_json { "null" } else { "None" }
    }
}

/// Whether a group can be read as a struct. `()` is one without fields.
fn is_struct(group: &Group) -> bool {
    matches!(group.shape, Shape::Struct | Shape::Object)
        || (group.shape == Shape::Tuple && group.items.is_empty())
}

/// A whole number where a decimal belongs, if no digit is lost.
fn whole_as_decimal(value: i128) -> Read<f64> {
    let digits = value.to_string();
    decimal(&digits).map_err(|problem| match problem {
        NoDecimal::Rounded(kept) => said_of_rounded(super::number::ROUNDED, &digits, kept).into(),
        NoDecimal::NotANumber | NoDecimal::TooLarge => {
            Message::new("storage-number-too-large").with("number", digits.as_str()).into()
        }
    })
}

fn visit_integer<'a, V: Visitor<'a>>(value: i128, visitor: V) -> Read<V::Value> {
    match (u64::try_from(value), i64::try_from(value)) {
        (Ok(value), _) => visitor.visit_u64(value),
        (_, Ok(value)) => visitor.visit_i64(value),
        _ => visitor.visit_i128(value),
    }
}

macro_rules! integers {
    ($($method:ident $low:expr, $high:expr;)*) => {
        $(fn $method<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
            self.integer(i64::from($low), u64::from($high), visitor)
        })*
    };
}

impl<'de> Deserializer<'de> for At<'de> {
    type Error = Wrong;

    integers! {
        deserialize_i8 i8::MIN, i8::MAX.unsigned_abs();
        deserialize_i16 i16::MIN, i16::MAX.unsigned_abs();
        deserialize_i32 i32::MIN, i32::MAX.unsigned_abs();
        deserialize_i64 i64::MIN, i64::MAX.unsigned_abs();
        deserialize_u8 0_u8, u8::MAX;
        deserialize_u16 0_u8, u16::MAX;
        deserialize_u32 0_u8, u32::MAX;
        deserialize_u64 0_u8, u64::MAX;
    }

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        let read = match &self.node.kind {
            NodeKind::Text(text) => visitor.visit_borrowed_str(text),
            NodeKind::Integer(value) => visit_integer(value.get(), visitor),
            NodeKind::Decimal(value) => visitor.visit_f64(*value),
            NodeKind::Boolean(value) => visitor.visit_bool(*value),
            NodeKind::Word(_) => return self.text().and_then(|text| visitor.visit_borrowed_str(text)),
            NodeKind::Group(group) => match group.shape {
                Shape::List | Shape::Tuple => self.visit_items(group, visitor),
                Shape::Map | Shape::Struct | Shape::Object => self.visit_entries(group, visitor),
            },
        };
        read.map_err(|wrong| wrong.found(self.node).at(self.node))
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        match self.node.kind {
            NodeKind::Boolean(value) => visitor.visit_bool(value),
            _ => Err(self.wrong_type("storage-kind-boolean")),
        }
    }

    fn deserialize_f64<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        match self.node.kind {
            NodeKind::Decimal(value) => visitor.visit_f64(value),
            NodeKind::Integer(value) => {
                visitor.visit_f64(whole_as_decimal(value.get()).map_err(|it| it.at(self.node))?)
            }
            _ => Err(self.wrong_type("storage-kind-number")),
        }
    }

    fn deserialize_f32<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        self.deserialize_f64(visitor)
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        visitor.visit_borrowed_str(self.text()?).map_err(|wrong: Wrong| wrong.at(self.node))
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        self.deserialize_str(visitor)
    }

    fn deserialize_char<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        self.deserialize_str(visitor)
    }

    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        self.deserialize_str(visitor)
    }

    fn deserialize_bytes<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        self.deserialize_any(visitor)
    }

    fn deserialize_byte_buf<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        self.deserialize_any(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        match &self.node.kind {
            NodeKind::Word(word) if **word == *self.reader.none() => visitor.visit_none(),
            NodeKind::Group(group) if group.name.as_deref() == Some("Some") => self.some(group, visitor),
            _ if self.reader.implicit_some => visitor.visit_some(self),
            _ => Err(self.wrong_type("storage-kind-option")),
        }
    }

    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        match self.group(Shape::Tuple) {
            Some(group) if group.items.is_empty() => visitor.visit_unit(),
            _ => Err(self.wrong_type("storage-kind-struct")),
        }
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(self, name: &'static str, visitor: V) -> Read<V::Value> {
        match &self.node.kind {
            NodeKind::Word(word) if **word == *name => visitor.visit_unit(),
            _ => self.deserialize_unit(visitor),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, name: &'static str, visitor: V) -> Read<V::Value> {
        match self.group(Shape::Tuple).map(|group| (group.name.as_deref(), &group.items[..])) {
            Some((None, [item])) => visitor.visit_newtype_struct(self.to(&item.value)),
            Some((Some(found), [item])) if found == name => {
                visitor.visit_newtype_struct(self.to(&item.value))
            }
            _ => visitor.visit_newtype_struct(self),
        }
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        let group = self.group(Shape::List).ok_or_else(|| self.wrong_type("storage-kind-list"))?;
        self.visit_items(group, visitor)
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _length: usize, visitor: V) -> Read<V::Value> {
        let group = self.group(Shape::Tuple).ok_or_else(|| self.wrong_type("storage-kind-tuple"))?;
        self.visit_items(group, visitor)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        length: usize,
        visitor: V,
    ) -> Read<V::Value> {
        self.deserialize_tuple(length, visitor)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        let group = self.group(Shape::Map).or_else(|| self.group(Shape::Object));
        let group = group.ok_or_else(|| self.wrong_type("storage-kind-map"))?;
        self.visit_entries(group, visitor)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Read<V::Value> {
        self.visit_struct(name, fields, visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Read<V::Value> {
        let (variant, content) = match &self.node.kind {
            NodeKind::Word(word) if !self.reader.is_json => (&**word, None),
            NodeKind::Text(word) if self.reader.is_json => (&**word, None),
            NodeKind::Group(group) if matches!(group.shape, Shape::Struct | Shape::Tuple) => {
                let name = group.name.as_deref();
                (name.ok_or_else(|| self.wrong_type("storage-kind-variant"))?, Some(Content::Itself))
            }
            NodeKind::Group(group) => match (group.shape, &group.items[..]) {
                (Shape::Object, [Item { label: Label::Name(name), value, .. }]) => {
                    (&*name.text, Some(Content::Value(value)))
                }
                _ => return Err(self.wrong_type("storage-kind-variant")),
            },
            _ => return Err(self.wrong_type("storage-kind-variant")),
        };
        match variants.iter().find(|known| **known == variant) {
            Some(variant) => visitor.visit_enum(Variant { at: self, name: variant, content }),
            None => Err(Wrong::from(super::wrong::unknown("storage-unknown-variant", variant, variants))),
        }
        .map_err(|wrong| wrong.at(self.node))
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        visitor.visit_unit()
    }
}

/// The fields of a struct, those that it does not have and those that stand twice left out and noted.
struct Fields<'a> {
    at: At<'a>,
    owner: &'static str,
    known: &'static [&'static str],
    items: std::slice::Iter<'a, Item>,
    seen: Vec<&'a str>,
    value: Option<&'a Node>,
}

impl<'de> de::MapAccess<'de> for Fields<'de> {
    type Error = Wrong;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Read<Option<K::Value>> {
        for item in self.items.by_ref() {
            let Label::Name(name) = &item.label else { continue };
            if !self.known.contains(&&*name.text) {
                let message = super::wrong::unknown("storage-unknown-field", &name.text, self.known);
                self.at.note(name.span.range(), message.with("owner", self.owner));
            } else if self.seen.contains(&&*name.text) {
                let message = Message::new("storage-repeated-field").with("name", &*name.text);
                self.at.note(name.span.range(), message.with("owner", self.owner));
            } else {
                self.seen.push(&name.text);
                self.value = Some(&item.value);
                return seed.deserialize(BorrowedStrDeserializer::new(&name.text)).map(Some);
            }
        }
        Ok(None)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Read<V::Value> {
        read_value(self.at, self.value.take(), seed)
    }
}

/// The entries of a map, those whose key stands twice left out and noted.
struct Entries<'a> {
    at: At<'a>,
    items: std::slice::Iter<'a, Item>,
    seen: HashSet<&'a str>,
    value: Option<&'a Node>,
}

impl<'de> de::MapAccess<'de> for Entries<'de> {
    type Error = Wrong;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Read<Option<K::Value>> {
        for item in self.items.by_ref() {
            if let Some(key) = item.label.text().filter(|key| !self.seen.insert(key)) {
                let span = label_span(&item.label);
                self.at.note(span, Message::new("storage-repeated-key").with("key", key));
                continue;
            }
            self.value = Some(&item.value);
            self.at.to(&item.value).take(ENTRY + size_of::<K::Value>())?;
            return match &item.label {
                Label::Key(key) => seed.deserialize(self.at.to(key)).map_err(|wrong| wrong.at(key)).map(Some),
                Label::Name(name) => seed.deserialize(BorrowedStrDeserializer::new(&name.text)).map(Some),
                Label::None => Ok(None),
            };
        }
        Ok(None)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Read<V::Value> {
        read_value(self.at, self.value.take(), seed)
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.items.len())
    }
}

fn label_span(label: &Label) -> std::ops::Range<usize> {
    match label {
        Label::Key(key) => key.span.range(),
        Label::Name(name) => name.span.range(),
        Label::None => 0..0,
    }
}

fn read_value<'de, V: DeserializeSeed<'de>>(
    at: At<'de>,
    value: Option<&'de Node>,
    seed: V,
) -> Read<V::Value> {
    let node = value.unwrap_or(at.node);
    seed.deserialize(at.to(node)).map_err(|wrong| wrong.at(node))
}

struct Items<'a> {
    at: At<'a>,
    items: std::slice::Iter<'a, Item>,
}

impl<'de> de::SeqAccess<'de> for Items<'de> {
    type Error = Wrong;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Read<Option<T::Value>> {
        let Some(item) = self.items.next() else { return Ok(None) };
        self.at.to(&item.value).take(size_of::<T::Value>())?;
        read_value(self.at, Some(&item.value), seed).map(Some)
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.items.len())
    }
}

/// Where the content of a variant stands.
#[derive(Clone, Copy)]
enum Content<'a> {
    /// In RON: in the parentheses behind its name.
    Itself,
    /// In JSON: it is this value.
    Value(&'a Node),
}

struct Variant<'a> {
    at: At<'a>,
    name: &'static str,
    content: Option<Content<'a>>,
}

impl Variant<'_> {
    /// The error of a variant whose content has another form than it should, as RON and as JSON would have it.
    fn wrong_form(&self, [ron, json]: [&'static str; 2]) -> Wrong {
        let form = if self.at.reader.is_json { json } else { ron };
        let message = Message::new("storage-variant-form").with("variant", self.name);
        Wrong::from(message.with("form", Message::new(form)))
    }
}

impl<'de> de::EnumAccess<'de> for Variant<'de> {
    type Error = Wrong;
    type Variant = Self;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Read<(V::Value, Self)> {
        let name = seed.deserialize(BorrowedStrDeserializer::<Wrong>::new(self.name))?;
        Ok((name, self))
    }
}

impl<'de> de::VariantAccess<'de> for Variant<'de> {
    type Error = Wrong;

    fn unit_variant(self) -> Read<()> {
        match self.content {
            None => Ok(()),
            Some(_) => Err(self.wrong_form(["storage-form-bare", "storage-form-json-bare"])),
        }
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Read<T::Value> {
        match (self.content, self.at.group(Shape::Tuple).map(|group| &group.items[..])) {
            (Some(Content::Value(value)), _) => read_value(self.at, Some(value), seed),
            (Some(Content::Itself), Some([item])) => read_value(self.at, Some(&item.value), seed),
            _ => Err(self.wrong_form(["storage-form-one-value", "storage-form-json-value"])),
        }
    }

    fn tuple_variant<V: Visitor<'de>>(self, _length: usize, visitor: V) -> Read<V::Value> {
        let (at, shape) = match self.content {
            Some(Content::Value(value)) => (self.at.to(value), Shape::List),
            _ => (self.at, Shape::Tuple),
        };
        match at.group(shape) {
            Some(group) => at.visit_items(group, visitor),
            None => Err(self.wrong_form(["storage-form-values", "storage-form-json-value"])),
        }
    }

    fn struct_variant<V: Visitor<'de>>(self, fields: &'static [&'static str], visitor: V) -> Read<V::Value> {
        let at = match self.content {
            Some(Content::Value(value)) => self.at.to(value),
            _ => self.at,
        };
        match at.node.group().filter(|group| self.content.is_some() && is_struct(group)) {
            Some(_) => at.visit_struct(self.name, fields, visitor),
            None => Err(self.wrong_form(["storage-form-fields", "storage-form-json-value"])),
        }
    }
}
