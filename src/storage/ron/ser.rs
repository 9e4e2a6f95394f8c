//! Typed values to a tree: a `serde` serializer that keeps the names of structs and variants.
//!
//! Owns how values of Rust become those of RON. The content of an option stands bare (`implicit_some`).

use super::MAX_DEPTH;
use super::syntax::{Group, Item, Label, Name, Node, NodeKind, Shape, Span};
use crate::storage::error::WriteError;
use serde::ser::{self, Serialize, Serializer};

/// The tree of a value. Refuses what could not be read back: too deep nesting, numbers that are not finite.
pub(in crate::storage) fn encode<T: Serialize>(value: &T) -> Result<Node, WriteError> {
    value.serialize(Encoder { depth: 0 })
}

type Written<T> = Result<T, WriteError>;

impl ser::Error for WriteError {
    fn custom<T: std::fmt::Display>(text: T) -> Self {
        Self::Other(text.to_string())
    }
}

#[derive(Clone, Copy)]
struct Encoder {
    /// How many groups are open.
    depth: usize,
}

impl Encoder {
    fn group(self, name: Option<&str>, shape: Shape) -> Written<Builder> {
        let depth = self.depth + 1;
        if depth > MAX_DEPTH {
            return Err(WriteError::TooDeep);
        }
        Ok(Builder { group: Group::new(name.map(Into::into), shape), inner: Self { depth }, key: None })
    }
}

#[expect(clippy::unnecessary_wraps, reason = "the shape that serde's methods have")]
fn node(kind: NodeKind) -> Written<Node> {
    Ok(Node::new(kind))
}

macro_rules! integers {
    ($($method:ident $type:ty;)*) => {
        $(fn $method(self, value: $type) -> Written<Node> {
            node(NodeKind::Integer(i128::from(value).into()))
        })*
    };
}

impl Serializer for Encoder {
    type Ok = Node;
    type Error = WriteError;
    type SerializeSeq = Builder;
    type SerializeTuple = Builder;
    type SerializeTupleStruct = Builder;
    type SerializeTupleVariant = Builder;
    type SerializeMap = Builder;
    type SerializeStruct = Builder;
    type SerializeStructVariant = Builder;

    integers! {
        serialize_i8 i8;
        serialize_i16 i16;
        serialize_i32 i32;
        serialize_i64 i64;
        serialize_u8 u8;
        serialize_u16 u16;
        serialize_u32 u32;
        serialize_u64 u64;
    }

    fn serialize_bool(self, value: bool) -> Written<Node> {
        node(NodeKind::Boolean(value))
    }

    fn serialize_f32(self, value: f32) -> Written<Node> {
        self.serialize_f64(f64::from(value))
    }

    fn serialize_f64(self, value: f64) -> Written<Node> {
        if value.is_finite() { node(NodeKind::Decimal(value)) } else { Err(WriteError::NotFinite) }
    }

    fn serialize_char(self, value: char) -> Written<Node> {
        node(NodeKind::Text(value.to_string().into()))
    }

    fn serialize_str(self, value: &str) -> Written<Node> {
        node(NodeKind::Text(value.into()))
    }

    fn serialize_bytes(self, value: &[u8]) -> Written<Node> {
        value.serialize(self)
    }

    fn serialize_none(self) -> Written<Node> {
        node(NodeKind::Word("None".into()))
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Written<Node> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Written<Node> {
        Ok(self.group(None, Shape::Tuple)?.finish())
    }

    fn serialize_unit_struct(self, name: &'static str) -> Written<Node> {
        node(NodeKind::Word(name.into()))
    }

    fn serialize_unit_variant(
        self,
        _name: &'static str,
        _index: u32,
        variant: &'static str,
    ) -> Written<Node> {
        node(NodeKind::Word(variant.into()))
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, name: &'static str, value: &T) -> Written<Node> {
        let mut builder = self.group(Some(name), Shape::Tuple)?;
        builder.push(Label::None, value)?;
        Ok(builder.finish())
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _name: &'static str,
        _index: u32,
        variant: &'static str,
        value: &T,
    ) -> Written<Node> {
        self.serialize_newtype_struct(variant, value)
    }

    fn serialize_seq(self, _length: Option<usize>) -> Written<Builder> {
        self.group(None, Shape::List)
    }

    fn serialize_tuple(self, _length: usize) -> Written<Builder> {
        self.group(None, Shape::Tuple)
    }

    fn serialize_tuple_struct(self, name: &'static str, _length: usize) -> Written<Builder> {
        self.group(Some(name), Shape::Tuple)
    }

    fn serialize_tuple_variant(
        self,
        _name: &'static str,
        _index: u32,
        variant: &'static str,
        _length: usize,
    ) -> Written<Builder> {
        self.group(Some(variant), Shape::Tuple)
    }

    fn serialize_map(self, _length: Option<usize>) -> Written<Builder> {
        self.group(None, Shape::Map)
    }

    fn serialize_struct(self, name: &'static str, _length: usize) -> Written<Builder> {
        self.group(Some(name), Shape::Struct)
    }

    fn serialize_struct_variant(
        self,
        _name: &'static str,
        _index: u32,
        variant: &'static str,
        _length: usize,
    ) -> Written<Builder> {
        self.group(Some(variant), Shape::Struct)
    }
}

/// A group that is being filled.
struct Builder {
    group: Group,
    inner: Encoder,
    key: Option<Node>,
}

impl Builder {
    fn push<T: Serialize + ?Sized>(&mut self, label: Label, value: &T) -> Written<()> {
        let value = value.serialize(self.inner)?;
        self.group.items.push(Item::new(label, value));
        Ok(())
    }

    fn field<T: Serialize + ?Sized>(&mut self, name: &str, value: &T) -> Written<()> {
        self.push(Label::Name(Name { text: name.into(), span: Span::default() }), value)
    }

    fn finish(mut self) -> Node {
        // A struct that leaves every field out reads as the empty tuple that it looks like.
        if self.group.shape == Shape::Struct && self.group.items.is_empty() {
            self.group.shape = Shape::Tuple;
        }
        Node::new(NodeKind::Group(Box::new(self.group)))
    }
}

macro_rules! sequences {
    ($($interface:ident $method:ident;)*) => {
        $(impl ser::$interface for Builder {
            type Ok = Node;
            type Error = WriteError;

            fn $method<T: Serialize + ?Sized>(&mut self, value: &T) -> Written<()> {
                self.push(Label::None, value)
            }

            fn end(self) -> Written<Node> {
                Ok(self.finish())
            }
        })*
    };
}

sequences! {
    SerializeSeq serialize_element;
    SerializeTuple serialize_element;
    SerializeTupleStruct serialize_field;
    SerializeTupleVariant serialize_field;
}

impl ser::SerializeMap for Builder {
    type Ok = Node;
    type Error = WriteError;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Written<()> {
        self.key = Some(key.serialize(self.inner)?);
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Written<()> {
        let key = self.key.take().ok_or_else(|| WriteError::Other("a value without a key".to_owned()))?;
        self.push(Label::Key(Box::new(key)), value)
    }

    fn end(self) -> Written<Node> {
        Ok(self.finish())
    }
}

impl ser::SerializeStruct for Builder {
    type Ok = Node;
    type Error = WriteError;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Written<()> {
        self.field(name, value)
    }

    fn end(self) -> Written<Node> {
        Ok(self.finish())
    }
}

impl ser::SerializeStructVariant for Builder {
    type Ok = Node;
    type Error = WriteError;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Written<()> {
        self.field(name, value)
    }

    fn end(self) -> Written<Node> {
        Ok(self.finish())
    }
}
