//! How large a value is, for the estimate of what a rule costs. Owns the measure; a size is rather too large.

use super::value::Typed;
use crate::model::FieldType;

/// The size of a value.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Size {
    /// The bytes that it takes, with all that is in it.
    pub(super) total: f64,
    /// How many items a macro goes through.
    pub(super) items: f64,
    /// The bytes of its largest item.
    pub(super) item: f64,
}

/// What a value takes beside its characters where it is copied, in bytes.
const PLACE: usize = 16;

/// How many characters a text usually has at most, how many items a list, and how many characters each of them.
const USUAL_TEXT: f64 = 100.0;
const USUAL_ITEMS: f64 = 100.0;
const USUAL_ITEM: f64 = 20.0;

impl Size {
    /// What an item, a number or a text takes beside its characters.
    pub(super) const ITEM: f64 = 32.0;
    /// A text of so many bytes is of the usual size.
    pub(super) const SHORT: usize = 64;
    /// A number, a moment, a truth.
    pub(super) const ONE: Self = Self { total: Self::ITEM, items: 1.0, item: Self::ITEM };
    /// A list of nothing.
    pub(super) const EMPTY: Self = Self { total: Self::ITEM, items: 0.0, item: 0.0 };

    #[expect(clippy::cast_precision_loss, reason = "it is an estimate")]
    pub(super) fn count(count: usize) -> f64 {
        count as f64
    }

    /// A value of so many bytes, or fewer.
    pub(super) fn of_bytes(total: f64) -> Self {
        Self { total, items: 1.0, item: total }
    }

    pub(super) fn text(bytes: usize) -> Self {
        Self::of_bytes(Self::ITEM + Self::count(bytes))
    }

    /// A list of texts: how many, the bytes of the longest, and of all.
    pub(super) fn list(items: usize, longest: usize, bytes: usize) -> Self {
        let items = Self::count(items);
        let total = Self::ITEM * (items + 1.0) + Self::count(bytes);
        Self { total, items, item: Self::ITEM + Self::count(longest) }
    }

    /// A list of items that are alike.
    pub(super) fn many(items: f64, item: Self) -> Self {
        Self { total: Self::ITEM + items * item.total, items, item: item.total }
    }

    /// The pieces of a text: each may be long, and all together are not longer.
    pub(super) fn split(text: Self, pieces: f64) -> Self {
        Self { total: text.total + Self::ITEM * (pieces + 1.0), items: pieces, item: text.total }
    }

    /// A list with the items of its items.
    pub(super) fn flat(list: Self) -> Self {
        Self { items: list.total / Self::ITEM, ..list }
    }

    /// Any item of it.
    pub(super) fn element(self) -> Self {
        Self { total: self.item, items: (self.item / Self::ITEM).max(1.0), item: self.item }
    }

    /// A list with one more item.
    pub(super) fn and_item(self, item: Self) -> Self {
        Self { total: self.total + item.total, items: self.items + 1.0, item: self.item.max(item.total) }
    }

    /// Two of them in one.
    pub(super) fn joined(self, other: Self) -> Self {
        Self {
            total: self.total + other.total,
            items: self.items + other.items,
            item: self.item.max(other.item),
        }
    }

    /// Either of them.
    pub(super) fn or(self, other: Self) -> Self {
        Self {
            total: self.total.max(other.total),
            items: self.items.max(other.items),
            item: self.item.max(other.item),
        }
    }

    /// What a field of a type usually has at most, so many times larger; a list or a text when nothing is known.
    pub(super) fn usual(field_type: Option<&FieldType>, scale: f64) -> Self {
        let text = Self::of_bytes(Self::ITEM + USUAL_TEXT * scale);
        let item = Self::of_bytes(Self::ITEM + USUAL_ITEM * scale);
        let list = Self::many(USUAL_ITEMS * scale, Self::of_bytes(Self::ITEM + USUAL_ITEM));
        match field_type {
            Some(FieldType::List) => Self { item: item.total, ..list },
            Some(FieldType::Text | FieldType::Choice(_)) => text,
            Some(known) if is_of_one_size(known) => Self::ONE,
            _ => text.or(list),
        }
    }

    /// Of a value.
    pub(super) fn of(value: &Typed) -> Self {
        match value {
            Typed::Text(text) => Self::text(text.len()),
            Typed::List(texts) => Self::list(texts.len(), texts.longest(), texts.bytes()),
            _ => Self::ONE,
        }
    }

    /// Whether it is not larger than a text or a list may be.
    pub(super) fn is_within(self, most: &Most) -> bool {
        let Most { text, list } = most;
        let as_text = self.items <= 1.0 && self.total <= text.total;
        as_text || self.total <= list.total && self.items <= list.items && self.item <= list.item
    }
}

/// How large a text and a list may be.
#[derive(Debug)]
pub(super) struct Most {
    text: Size,
    list: Size,
}

impl Most {
    /// So many times larger than usual.
    pub(super) fn usual(scale: f64) -> Self {
        let of = |field_type| Size::usual(Some(&field_type), scale);
        Self { text: of(FieldType::Text), list: of(FieldType::List) }
    }
}

/// The bytes that values take together.
pub fn bytes_of(values: &[Option<Typed>]) -> usize {
    let text = |text: &str| PLACE + text.len();
    let of = |value: &Typed| match value {
        Typed::Text(value) => text(value),
        Typed::List(texts) => PLACE * texts.len() + texts.bytes(),
        _ => PLACE,
    };
    values.iter().flatten().map(of).sum()
}

/// Whether all values of a type are of one size.
pub(super) fn is_of_one_size(field_type: &FieldType) -> bool {
    match field_type {
        FieldType::Integer
        | FieldType::Decimal
        | FieldType::Boolean
        | FieldType::Date
        | FieldType::DateTime => true,
        FieldType::Text | FieldType::Choice(_) | FieldType::List => false,
    }
}
