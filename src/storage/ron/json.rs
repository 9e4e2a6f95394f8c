//! JSON to the tree of RON: an export is read by what reads catalogs, so that it has the same bounds, and its errors
//! the same words and places.
//!
//! Owns the grammar of JSON. What a value means is the business of [`super::de`].

use super::json_escape::escape;
use super::parse::unexpected;
use super::room::{Room, Texts, in_heap};
use super::syntax::{Document, Group, Item, Label, LineEnds, Name, Node, NodeKind, Notation, Shape};
use super::{MAX_DEPTH, number};
use crate::storage::error::Problem;
use crate::text::Message;
use std::collections::HashSet;
use std::ops::Range;
use std::sync::Arc;

/// The white space of JSON.
const SPACE: [char; 4] = [' ', '\t', '\n', '\r'];

/// Whether a text is meant to be JSON: no catalog in RON begins with a map.
pub(in crate::storage) fn is_json(text: &str) -> bool {
    text.trim_start_matches(SPACE).starts_with('{')
}

/// The tree of a text in JSON.
pub(in crate::storage) fn parse(text: &str) -> Result<Document, Problem> {
    let mut parser = Parser {
        text,
        at: 0,
        depth: 0,
        names: HashSet::new(),
        room: Room::default(),
        texts: Texts::default(),
    };
    let root = parser.value()?;
    parser.space();
    if parser.at < text.len() {
        return Err(parser.expected("storage-token-end"));
    }
    Ok(Document { notation: Notation::Json, line_ends: LineEnds::of(text), ..Document::of(root) })
}

struct Parser<'a> {
    text: &'a str,
    at: usize,
    /// How many groups are open.
    depth: usize,
    /// The names in objects, each once.
    names: HashSet<Arc<str>>,
    /// What is left for the tree.
    room: Room,
    /// What is left for the texts and names in it.
    texts: Texts,
}

type Parsed<T> = Result<T, Problem>;

impl Parser<'_> {
    /// The next value, behind white space.
    fn value(&mut self) -> Parsed<Node> {
        self.space();
        let start = self.at;
        let kind = match self.peek() {
            Some('{') => self.group(Shape::Object)?,
            Some('[') => self.group(Shape::List)?,
            Some('"') => NodeKind::Text(self.string()?.into()),
            Some('-' | '0'..='9') => self.number()?,
            _ => self.word()?,
        };
        let inside = match &kind {
            NodeKind::Text(text) => in_heap(text.len()),
            NodeKind::Group(_) => in_heap(size_of::<Group>()),
            _ => 0,
        };
        self.take(start..self.at, size_of::<Item>() + inside)?;
        Ok(Node { span: (start..self.at).into(), kind, escapes: None })
    }

    /// An object or a list, from its opening bracket on.
    fn group(&mut self, shape: Shape) -> Parsed<NodeKind> {
        let start = self.at;
        let (_, close) = super::syntax::brackets(shape);
        self.at += 1;
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            let message = Message::new("storage-too-deep").with("limit", MAX_DEPTH);
            return Err(Problem::new(start..self.at, message));
        }
        let mut group = Group::new(None, shape);
        self.space();
        let mut is_first = true;
        while !self.eat(close) {
            self.still_open(start)?;
            if !is_first && !self.eat(',') {
                return Err(self.expected_text(&format!(", {close}")));
            }
            is_first = false;
            let label = if shape == Shape::Object { Label::Name(self.name()?) } else { Label::None };
            group.items.push(Item::new(label, self.value()?));
            self.space();
        }
        group.items.shrink_to_fit();
        self.depth -= 1;
        Ok(NodeKind::Group(Box::new(group)))
    }

    /// An error where the text ends inside the group that opens at `start`.
    fn still_open(&self, start: usize) -> Parsed<()> {
        if self.at < self.text.len() {
            return Ok(());
        }
        let message = Message::new("storage-unclosed").with("open", &self.text[start..=start]);
        Err(Problem::new(start..start + 1, message))
    }

    /// The name of an object's field, and its colon.
    fn name(&mut self) -> Parsed<Name> {
        self.space();
        if self.peek() != Some('"') {
            return Err(self.expected("storage-token-json-name"));
        }
        let start = self.at;
        let name = self.string()?;
        let span = (start..self.at).into();
        let known = self.names.get(name.as_str()).map(Arc::clone);
        let text = known.unwrap_or_else(|| {
            let name: Arc<str> = name.into();
            self.names.insert(Arc::clone(&name));
            name
        });
        self.space();
        if self.eat(':') { Ok(Name { text, span }) } else { Err(self.expected_text(":")) }
    }

    /// A text, from its opening quote on.
    fn string(&mut self) -> Parsed<String> {
        let start = self.at;
        let mut value = String::new();
        self.at += 1;
        loop {
            let rest = &self.text[self.at..];
            let Some(stop) = rest.find(|c: char| matches!(c, '"' | '\\' | '\0'..='\u{1f}')) else {
                return Err(Problem::new(start..start + 1, Message::new("storage-unclosed-text")));
            };
            value.push_str(&rest[..stop]);
            self.at += stop;
            match self.peek() {
                Some('"') => break,
                Some('\\') => {
                    let (character, length) = escape(&self.text[self.at + 1..])
                        .map_err(|message| Problem::new(self.at..self.at + 1, message))?;
                    value.push(character);
                    self.at += 1 + length;
                }
                _ => {
                    let message = Message::new("storage-json-control");
                    return Err(Problem::new(self.at..self.at + 1, message));
                }
            }
        }
        self.at += 1;
        self.texts.take(value.len()).map_err(|message| Problem::new(start..self.at, message))?;
        Ok(value)
    }

    fn number(&mut self) -> Parsed<NodeKind> {
        let rest = &self.text[self.at..];
        let length = rest
            .find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.')))
            .unwrap_or(rest.len());
        let span = self.at..self.at + length;
        let literal = &self.text[span.clone()];
        if !is_number(literal) {
            let message = Message::new("storage-not-a-number").with("number", literal);
            return Err(Problem::new(span, message));
        }
        self.at = span.end;
        number::read(literal).map_err(|message| Problem::new(span, message))
    }

    /// `true`, `false` or `null`.
    fn word(&mut self) -> Parsed<NodeKind> {
        let rest = &self.text[self.at..];
        let word = &rest[..rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len())];
        let kind = match word {
            "true" => NodeKind::Boolean(true),
            "false" => NodeKind::Boolean(false),
            "null" => NodeKind::Word(word.into()),
            _ => return Err(self.expected("storage-token-value")),
        };
        self.at += word.len();
        Ok(kind)
    }

    fn take(&self, span: Range<usize>, bytes: usize) -> Parsed<()> {
        self.room.take(bytes).map_err(|message| Problem::new(span, message))
    }

    fn space(&mut self) {
        let rest = &self.text[self.at..];
        self.at += rest.len() - rest.trim_start_matches(SPACE).len();
    }

    fn peek(&self) -> Option<char> {
        self.text[self.at..].chars().next()
    }

    fn eat(&mut self, token: char) -> bool {
        let found = self.peek() == Some(token);
        if found {
            self.at += token.len_utf8();
        }
        found
    }

    fn expected(&self, what: &'static str) -> Problem {
        unexpected(self.text, self.at, Message::new("storage-expected").with("expected", Message::new(what)))
    }

    fn expected_text(&self, what: &str) -> Problem {
        unexpected(self.text, self.at, Message::new("storage-expected").with("expected", what))
    }
}

/// Whether a text is a number as JSON writes it.
fn is_number(literal: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let (plain, exponent) = match literal.split_once(['e', 'E']) {
        Some((plain, exponent)) => (plain, Some(exponent)),
        None => (literal, None),
    };
    let unsigned = plain.strip_prefix('-').unwrap_or(plain);
    let (whole, fraction) = match unsigned.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (unsigned, None),
    };
    digits(whole)
        && (whole == "0" || !whole.starts_with('0'))
        && fraction.is_none_or(digits)
        && exponent.is_none_or(|it| digits(it.strip_prefix(['+', '-']).unwrap_or(it)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_those_that_the_library_reads() {
        for text in [
            r#"{"a": [1, -2, 3.5, 1e3, -0.0, true, false, null, "x"], "b": {}, "c": []}"#,
            r#"{"a\u00e9\ud83d\ude00\/\b\f\n\r\t\"\\": "\u0000"}"#,
            " \t\r\n{\n\"a\"\n:\n1\n}\n",
        ] {
            let ours = parse(text).expect(text);
            assert_eq!(plain(&ours.root), serde_json::from_str::<serde_json::Value>(text).expect(text));
            assert_eq!(ours.notation, Notation::Json);
        }
    }

    fn plain(node: &Node) -> serde_json::Value {
        match &node.kind {
            NodeKind::Text(text) => (**text).into(),
            NodeKind::Integer(number) => i64::try_from(number.get()).expect("small").into(),
            NodeKind::Decimal(number) => (*number).into(),
            NodeKind::Boolean(value) => (*value).into(),
            NodeKind::Word(_) => serde_json::Value::Null,
            NodeKind::Group(group) if group.shape == Shape::List => {
                group.items.iter().map(|item| plain(&item.value)).collect()
            }
            NodeKind::Group(group) => {
                let name = |item: &Item| item.label.text().unwrap_or_default().to_owned();
                group.items.iter().map(|item| (name(item), plain(&item.value))).collect()
            }
        }
    }

    #[test]
    fn what_is_no_json_is_refused_where_it_stands() {
        for (text, id, at) in [
            ("{\"a\": 1,}", "storage-token-json-name", 8),
            ("{a: 1}", "storage-token-json-name", 1),
            ("{\"a\" 1}", "storage-expected", 5),
            ("{\"a\": 1 \"b\": 2}", "storage-expected", 8),
            ("{\"a\": }", "storage-token-value", 6),
            ("{\"a\": 1} x", "storage-token-end", 9),
            ("{\"a\": [1, 2", "storage-unclosed", 6),
            ("{\"a\": \"x", "storage-unclosed-text", 6),
            ("{\"a\": \"x\ny\"}", "storage-json-control", 8),
            ("{\"a\": \"\\x41\"}", "storage-bad-escape", 7),
            ("{\"a\": \"\\ud83d\"}", "storage-bad-escape", 7),
            ("{\"a\": 01}", "storage-not-a-number", 6),
            ("{\"a\": 1.}", "storage-not-a-number", 6),
            ("{\"a\": 0x1F}", "storage-not-a-number", 6),
            ("{\"a\": 0.1000000000000000055511151231257827}", number::ROUNDED, 6),
            ("{\"a\": NaN}", "storage-token-value", 6),
            ("<<<<<<< ours\n{}", "storage-merge-marker", 0),
        ] {
            let problem = parse(text).expect_err(text);
            let said = format!("{:?}", problem.message);
            assert!(said.contains(id), "{text}: {said}");
            assert_eq!(problem.span.start, at, "{text}");
        }
        let deep = format!("{{\"a\": {}", "[".repeat(100_000));
        assert_eq!(parse(&deep).expect_err("deep").message.id, "storage-too-deep");
    }
}
