//! What a site asks for as JSON: a call, or a page of calls. Owns what JSON allows beyond a call of a catalog:
//! values that were not sent are `null`, and whole numbers may be written `3.0` (`domain.md` §8).

use crate::engine::Caller;
use crate::model::{Call, Moment, Value, Values};
use crate::text::{decimal, whole};
use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserializer, Error as _, MapAccess, Visitor};
use serde::{Deserialize, de};
use serde_json::value::RawValue;
use std::fmt;
use std::marker::PhantomData;

/// What is asked for. A call that cannot be read has the reason in its place.
#[derive(Debug, Clone, PartialEq)]
pub enum Asked {
    /// One call.
    One(Box<Call>),
    /// Calls made together.
    Page {
        /// The calls, in their order.
        calls: Vec<Result<Call, Unread>>,
        /// Whether an offer that is kept for one of them is left out of the later ones.
        no_offer_twice: bool,
    },
}

impl Asked {
    /// The calls that can be read.
    pub fn calls(&self) -> impl Iterator<Item = &Call> {
        let (one, page) = match self {
            Self::One(call) => (Some(&**call), &[][..]),
            Self::Page { calls, .. } => (None, calls.as_slice()),
        };
        one.into_iter().chain(page.iter().flatten())
    }

    /// How many calls there are, with those that cannot be read.
    pub fn count(&self) -> usize {
        match self {
            Self::One(_) => 1,
            Self::Page { calls, .. } => calls.len(),
        }
    }

    /// Whether something of it may be stored.
    pub fn stores(&self) -> bool {
        self.calls().any(|call| call.store)
    }
}

/// A call of a page that cannot be read.
#[derive(Debug, Clone, PartialEq)]
pub struct Unread {
    /// Why.
    pub error: String,
    /// Whom it is of, and its moment, as far as that can be read all the same.
    pub caller: Caller,
}

/// The fields of a call; `null` is a field that was not sent.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CallLine<'a> {
    space: String,
    #[serde(borrow)]
    identity: Option<Vec<Option<&'a RawValue>>>,
    permanent_cookie: Option<String>,
    session_cookie: Option<String>,
    #[serde(borrow)]
    call_data: Option<Sent<'a>>,
    categories: Option<Vec<Option<String>>>,
    themes: Option<Vec<Option<String>>>,
    #[serde(borrow)]
    count: Option<&'a RawValue>,
    at: Option<Moment>,
    store: Option<bool>,
}

/// What says whom a call is of and when, whatever else it holds.
#[derive(Deserialize)]
struct CallerLine<'a> {
    #[serde(borrow)]
    identity: Option<Vec<Option<&'a RawValue>>>,
    permanent_cookie: Option<String>,
    session_cookie: Option<String>,
    #[serde(borrow)]
    at: Option<&'a RawValue>,
}

/// Values by name, no name twice: of two values one would be lost.
struct Sent<'a>(Vec<(String, Option<&'a RawValue>)>);

/// What must be written as an object: serde takes a list of a struct's fields as well.
struct Object<T>(T);

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PageLine<'a> {
    #[serde(borrow)]
    page: Vec<&'a RawValue>,
    no_offer_twice: Option<bool>,
}

/// Reads a call, or a page as a list of calls or as `{"page": […], "no_offer_twice": …}`.
///
/// # Errors
/// It is neither a call nor a page; the reason is in English, as the JSON is.
pub fn read(line: &str) -> Result<Asked, String> {
    let page = if line.trim_start().starts_with('[') {
        PageLine { page: read_part(line, line)?, no_offer_twice: None }
    } else if is_page(line) {
        read_part::<Object<_>>(line, line)?.0
    } else {
        // What is no JSON at all may be no call for that alone.
        let why = |error| read_part::<de::IgnoredAny>(line, line).err().unwrap_or(error);
        return call(line, line).map(|call| Asked::One(Box::new(call))).map_err(why);
    };
    let unread = |raw: &RawValue, error| Unread { error, caller: caller(raw.get()) };
    let read = |raw: &&RawValue| call(line, raw.get()).map_err(|error| unread(raw, error));
    Ok(Asked::Page {
        calls: page.page.iter().map(read).collect(),
        no_offer_twice: page.no_offer_twice.unwrap_or(false),
    })
}

fn is_page(line: &str) -> bool {
    /// What it holds is of no interest yet, and is not kept.
    type Names = std::collections::HashMap<String, Option<de::IgnoredAny>>;
    // The name may be written with escapes.
    if !line.contains("page") && !line.contains('\\') {
        return false;
    }
    serde_json::from_str::<Names>(line).is_ok_and(|names| names.get("page").is_some_and(Option::is_some))
}

fn call(line: &str, text: &str) -> Result<Call, String> {
    let Object(read): Object<CallLine<'_>> = read_part(line, text)?;
    let sent = |names: Option<Vec<Option<String>>>| names.into_iter().flatten().flatten().collect();
    let mut call = Call {
        identity: identity(line, read.identity)?,
        permanent_cookie: read.permanent_cookie,
        session_cookie: read.session_cookie,
        call_data: data(line, read.call_data)?,
        categories: sent(read.categories),
        themes: sent(read.themes),
        at: read.at,
        store: read.store.unwrap_or(false),
        ..Call::new(read.space)
    };
    if let Some(count) = read.count {
        call.count = read_count(line, count)?;
    }
    Ok(call)
}

/// Whom a call is of that cannot be read as a whole.
fn caller(text: &str) -> Caller {
    let Ok(Object(read)) = serde_json::from_str::<Object<CallerLine<'_>>>(text) else {
        return Caller::default();
    };
    Caller {
        identity: identity(text, read.identity).unwrap_or_default(),
        permanent_cookie: read.permanent_cookie,
        session_cookie: read.session_cookie,
        at: read.at.and_then(|at| serde_json::from_str(at.get()).ok()),
    }
}

/// The values of an identity: a number as it was written, digit for digit. One that was not sent is blank, which
/// identifies nobody; the values behind it keep their places.
fn identity(line: &str, values: Option<Vec<Option<&RawValue>>>) -> Result<Vec<Value>, String> {
    let read = |value: Option<&RawValue>| match value.map(|value| (value, number(value))) {
        None => Ok(Value::Text(String::new())),
        Some((_, Some(digits))) => Ok(Value::from(digits)),
        Some((value, None)) => read_part(line, value.get()),
    };
    values.into_iter().flatten().map(read).collect()
}

fn data(line: &str, sent: Option<Sent<'_>>) -> Result<Values, String> {
    let mut values = Values::new();
    for (name, value) in sent.into_iter().flat_map(|sent| sent.0) {
        let Some(value) = value else { continue };
        let value = match number(value) {
            Some(digits) => read_number(digits),
            None if value.get().starts_with('[') => {
                let texts: Vec<Option<String>> = read_part(line, value.get())?;
                Value::List(texts.into_iter().flatten().collect())
            }
            None => read_part(line, value.get())?,
        };
        values.insert(name, value);
    }
    Ok(values)
}

/// The text of a number; `None` for a value of another kind.
fn number(value: &RawValue) -> Option<&str> {
    value.get().starts_with(|first: char| first == '-' || first.is_ascii_digit()).then_some(value.get())
}

/// A number: whole where it can be, and else a decimal. One that is too large, or of more digits than can be kept,
/// stays a text, which is of no number's type: the decision then says that it ignores it, and what it was.
fn read_number(digits: &str) -> Value {
    match (whole(digits), decimal(digits)) {
        (Some(whole), _) => Value::Integer(whole),
        (None, Ok(number)) => Value::Decimal(number),
        (None, Err(_)) => Value::from(digits),
    }
}

fn read_count(line: &str, count: &RawValue) -> Result<u32, String> {
    let read = number(count).and_then(whole).and_then(|whole| u32::try_from(whole).ok());
    read.ok_or_else(|| {
        let (most, place) = (u32::MAX, place(line, start(line, count.get())));
        format!("`count` is a whole number from 0 to {most}, and not {count}, at {place}")
    })
}

/// Reads a part of what is asked. An error names its place in the whole.
fn read_part<'l, T: Deserialize<'l>>(line: &str, part: &'l str) -> Result<T, String> {
    serde_json::from_str(part).map_err(|error| {
        let text = error.to_string();
        let own = format!(" at line {} column {}", error.line(), error.column());
        match text.strip_suffix(&own) {
            Some(words) => {
                let before: usize =
                    part.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum();
                let offset = start(line, part) + before + error.column().saturating_sub(1);
                format!("{words}, at {}", place(line, offset))
            }
            None => text,
        }
    })
}

/// A byte in words. Of a single line the column is all: the number of the line, always 1, would be taken for that of a file.
fn place(text: &str, offset: usize) -> String {
    let before = &text.as_bytes()[..offset.min(text.len())];
    let lines = before.split(|byte| *byte == b'\n');
    let (number, last) = lines.fold((0_usize, before), |(number, _), line| (number + 1, line));
    let column = last.len() + 1;
    if !text.trim_end().contains('\n') {
        return format!("column {column}");
    }
    format!("line {number} column {column}")
}

/// Where a part of a line starts in it.
fn start(line: &str, part: &str) -> usize {
    part.as_ptr().addr() - line.as_ptr().addr()
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Object<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Fields<T>(PhantomData<T>);
        impl<'de, T: Deserialize<'de>> Visitor<'de> for Fields<T> {
            type Value = T;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, fields: A) -> Result<T, A::Error> {
                T::deserialize(MapAccessDeserializer::new(fields))
            }
        }
        deserializer.deserialize_map(Fields(PhantomData)).map(Self)
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Sent<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Names;
        impl<'de> Visitor<'de> for Names {
            type Value = Sent<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut values: A) -> Result<Sent<'de>, A::Error> {
                let (mut sent, mut seen) = (Vec::new(), std::collections::HashSet::new());
                while let Some((name, value)) = values.next_entry::<String, Option<&'de RawValue>>()? {
                    if !seen.insert(name.clone()) {
                        return Err(A::Error::custom(format!("`{name}` is given twice")));
                    }
                    sent.push((name, value));
                }
                Ok(Sent(sent))
            }
        }
        deserializer.deserialize_map(Names)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_names_its_place_on_one_line_and_on_several() {
        for (text, place) in [
            ("{\"space\": 3}", "column 11"),
            ("{\n  \"space\": \"e/s\",\n  \"count\": -1\n}", "line 3 column 12"),
            ("{\n\"page\": [\n{\"space\": \"e/s\", }]}", "line 3 column 18"),
            ("{\n \"space\"", "line 2 column 8"),
        ] {
            let error = read(text).expect_err(text);
            assert!(error.ends_with(&format!("at {place}")), "{text}: {error}");
        }
        let page = read("[{\"space\": \"e/s\"},\n{\"space\": 3}]").expect("a page");
        let Asked::Page { calls, .. } = &page else { panic!("{page:?}") };
        let error = &calls[1].as_ref().expect_err("a number is no space").error;
        assert!(error.ends_with("at line 2 column 11"), "{error}");
        assert_eq!((page.count(), page.calls().count()), (2, 1));
    }
}
