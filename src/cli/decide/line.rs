//! One line of `--calls` as JSON: a call, or a page of calls. Owns what JSON allows beyond a call of a catalog:
//! values that were not sent are `null`, and whole numbers may be written `3.0` (`domain.md` §8).

use crate::model::{Call, Moment, Value, Values};
use serde::Deserialize;
use serde::de::Error as _;
use serde_json::value::RawValue;

/// What a line asks for. A call that cannot be read has the reason in its place.
pub(super) enum Line {
    One(Box<Call>),
    Page { calls: Vec<Result<Call, String>>, no_offer_twice: bool },
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
    call_data: Option<indexmap::IndexMap<String, Option<&'a RawValue>>>,
    categories: Option<Vec<Option<String>>>,
    themes: Option<Vec<Option<String>>>,
    #[serde(borrow)]
    count: Option<&'a RawValue>,
    at: Option<Moment>,
    store: Option<bool>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PageLine<'a> {
    #[serde(borrow)]
    page: Vec<&'a RawValue>,
    no_offer_twice: Option<bool>,
}

/// Reads a line.
///
/// # Errors
/// It is neither a call nor a page; the reason is in English, as the JSON is.
pub(super) fn read(line: &str) -> Result<Line, String> {
    let said = |error: serde_json::Error| reason(&error);
    let page = if line.trim_start().starts_with('[') {
        PageLine { page: serde_json::from_str(line).map_err(said)?, no_offer_twice: None }
    } else if is_page(line) {
        serde_json::from_str(line).map_err(said)?
    } else {
        return call(line).map(|call| Line::One(Box::new(call))).map_err(said);
    };
    // Where a call of the page starts in the line.
    let start = |call: &str| call.as_ptr().addr() - line.as_ptr().addr();
    let read = |raw: &&RawValue| call(raw.get()).map_err(|error| reason_at(&error, start(raw.get())));
    Ok(Line::Page {
        calls: page.page.iter().map(read).collect(),
        no_offer_twice: page.no_offer_twice.unwrap_or(false),
    })
}

fn is_page(line: &str) -> bool {
    /// What it holds is of no interest yet, and is not kept.
    #[derive(Deserialize)]
    struct Probe {
        page: Option<serde::de::IgnoredAny>,
    }
    serde_json::from_str::<Probe>(line).is_ok_and(|probe| probe.page.is_some())
}

fn call(text: &str) -> Result<Call, serde_json::Error> {
    let line: CallLine<'_> = serde_json::from_str(text)?;
    let sent = |names: Option<Vec<Option<String>>>| names.into_iter().flatten().flatten().collect();
    let mut call = Call {
        permanent_cookie: line.permanent_cookie,
        session_cookie: line.session_cookie,
        categories: sent(line.categories),
        themes: sent(line.themes),
        at: line.at,
        store: line.store.unwrap_or(false),
        ..Call::new(line.space)
    };
    for value in line.identity.into_iter().flatten() {
        call.identity.push(identifying(value)?);
    }
    if let Some(count) = line.count {
        call.count = read_count(count)?;
    }
    call.call_data = data(line.call_data.unwrap_or_default())?;
    Ok(call)
}

/// A value of an identity: a number as it was written, digit for digit. One that was not sent is blank, which
/// identifies nobody; the values behind it keep their places.
fn identifying(value: Option<&RawValue>) -> Result<Value, serde_json::Error> {
    match value.map(|value| (value, number(value))) {
        None => Ok(Value::Text(String::new())),
        Some((_, Some(digits))) => Ok(Value::from(digits)),
        Some((value, None)) => serde_json::from_str(value.get()),
    }
}

fn data(sent: indexmap::IndexMap<String, Option<&RawValue>>) -> Result<Values, serde_json::Error> {
    let mut values = Values::new();
    for (name, value) in sent {
        let Some(value) = value else { continue };
        let value = match number(value) {
            Some(digits) => read_number(digits),
            None if value.get().starts_with('[') => {
                let texts: Vec<Option<String>> = serde_json::from_str(value.get())?;
                Value::List(texts.into_iter().flatten().collect())
            }
            None => serde_json::from_str(value.get())?,
        };
        values.insert(name, value);
    }
    Ok(values)
}

/// The text of a number; `None` for a value of another kind.
fn number(value: &RawValue) -> Option<&str> {
    value.get().starts_with(|first: char| first == '-' || first.is_ascii_digit()).then_some(value.get())
}

/// A number: whole where it can be, and else a decimal. One that is too large stays a text, which is of no
/// number's type: the decision then says that it ignores it.
fn read_number(digits: &str) -> Value {
    if let Some(whole) = crate::rule::whole(digits) {
        return Value::Integer(whole);
    }
    match digits.parse::<f64>() {
        Ok(number) if number.is_finite() => Value::Decimal(number),
        _ => Value::from(digits),
    }
}

fn read_count(count: &RawValue) -> Result<u32, serde_json::Error> {
    let whole = number(count).and_then(crate::rule::whole).and_then(|whole| u32::try_from(whole).ok());
    whole.ok_or_else(|| {
        let most = u32::MAX;
        serde_json::Error::custom(format!("`count` is a whole number from 0 to {most}, and not {count}"))
    })
}

/// The words of a JSON error. Its line is always 1, and would be taken for the line of the file.
fn reason(error: &serde_json::Error) -> String {
    reason_at(error, 0)
}

/// The same of a part of the line that starts behind so many bytes.
fn reason_at(error: &serde_json::Error, start: usize) -> String {
    let text = error.to_string();
    let place = format!(" at line {} column {}", error.line(), error.column());
    match text.strip_suffix(&place) {
        Some(words) => format!("{words}, at column {}", start + error.column()),
        None => text,
    }
}
