//! Text to tree: the grammar of RON 0.12, as far as catalogs can use it.
//!
//! Owns brackets, names, commas and where comments belong. The first thing that is no RON ends it; what a value
//! means is the business of [`super::de`].

use super::room::{Room, Texts, in_heap};
use super::syntax::{
    Attribute, Comment, Document, Escapes, Group, Item, Label, LineEnds, Name, Node, NodeKind, Shape,
    brackets,
};
use super::{MAX_DEPTH, number, text};
use crate::storage::error::Problem;
use crate::text::{Message, merge_marker};
use std::collections::HashSet;
use std::ops::Range;
use std::sync::Arc;

/// What `#![enable(…)]` may name.
const EXTENSIONS: [&str; 4] =
    ["implicit_some", "unwrap_newtypes", "unwrap_variant_newtypes", "explicit_struct_names"];

/// What else may stand in `#![…]`, for editors: `#![type = "…"]`.
const ATTRIBUTES: [&str; 2] = ["type", "schema"];

/// The tree of a text.
pub(in crate::storage) fn parse(text: &str) -> Result<Document, Problem> {
    parse_within(text, Room::default(), Texts::default())
}

/// The same, where the tree, and the texts in it, have so much room.
pub(super) fn parse_within(text: &str, room: Room, texts: Texts) -> Result<Document, Problem> {
    let (waiting, names) = (Vec::new(), HashSet::new());
    Parser { text, at: 0, depth: 0, new_line: true, waiting, names, room, texts }.document()
}

/// A comment that has no place in the tree yet.
struct Waiting {
    comment: Comment,
    /// Whether a line ends between what stands before it and itself.
    own_line: bool,
}

struct Parser<'a> {
    text: &'a str,
    at: usize,
    /// How many groups are open.
    depth: usize,
    /// Whether a line has ended since the last thing that was read.
    new_line: bool,
    waiting: Vec<Waiting>,
    /// The names of fields and structs, each once.
    names: HashSet<Arc<str>>,
    /// What is left for the tree.
    room: Room,
    /// What is left for the texts and names in it.
    texts: Texts,
}

type Parsed<T> = Result<T, Problem>;

impl<'a> Parser<'a> {
    fn document(&mut self) -> Parsed<Document> {
        self.space()?;
        let before = self.comments();
        let (mut extensions, mut attributes) = (Vec::new(), Vec::new());
        while self.peek() == Some('#') {
            // What stands above extensions waits for the next attribute: they are written first.
            if let Some(attribute) = self.attribute(&mut extensions)? {
                attributes.push(attribute);
            }
            self.space()?;
        }
        let mut above_root = self.comments();
        let root = self.value()?;
        above_root.extend(self.comments());
        self.space()?;
        if self.peek().is_some() {
            return Err(self.expected("storage-token-end"));
        }
        let (after, line_ends) = (self.comments(), LineEnds::of(self.text));
        Ok(Document { extensions, attributes, before, above_root, after, line_ends, ..Document::of(root) })
    }

    /// `#![enable(implicit_some, …)]`, or `#![type = "…"]` and `#![schema = "…"]`, which are for editors.
    fn attribute(&mut self, extensions: &mut Vec<String>) -> Parsed<Option<Attribute>> {
        for token in ["#", "!", "["] {
            self.token(token)?;
        }
        let start = self.at;
        let attribute = match self.name() {
            Some(name) if ATTRIBUTES.contains(&name.as_str()) => Some(self.for_editors(name)?),
            Some(name) if name == "enable" => {
                self.extensions(extensions)?;
                None
            }
            _ => {
                self.at = start;
                return Err(self.expected_text(&format!("enable, {}", ATTRIBUTES.join(", "))));
            }
        };
        self.token("]")?;
        Ok(attribute)
    }

    /// The rest of `type = "…"`.
    fn for_editors(&mut self, name: String) -> Parsed<Attribute> {
        self.token("=")?;
        if !(self.peek() == Some('"') || text::is_raw(self.rest())) {
            return Err(self.expected("storage-kind-text"));
        }
        let literal = self.text_literal()?;
        let escapes = literal.escapes.kept();
        Ok(Attribute { above: self.comments(), name, value: literal.value, escapes })
    }

    /// The rest of `enable(implicit_some, …)`.
    fn extensions(&mut self, extensions: &mut Vec<String>) -> Parsed<()> {
        self.token("(")?;
        loop {
            let start = self.at;
            let name = self.name().ok_or_else(|| self.expected("storage-token-extension"))?;
            if !EXTENSIONS.contains(&name.as_str()) {
                let known = EXTENSIONS.join(", ");
                let message =
                    Message::new("storage-unknown-extension").with("name", name).with("known", known);
                return Err(Problem::new(start..self.at, message));
            }
            extensions.push(name);
            self.space()?;
            let comma = self.eat(',');
            self.space()?;
            if !comma || self.peek() == Some(')') {
                break;
            }
        }
        self.token(")")
    }

    fn token(&mut self, token: &str) -> Parsed<()> {
        self.space()?;
        if !self.rest().starts_with(token) {
            return Err(self.expected_text(token));
        }
        self.at += token.len();
        self.space()
    }

    fn value(&mut self) -> Parsed<Node> {
        let start = self.at;
        let Some(first) = self.peek() else { return Err(self.expected("storage-token-value")) };
        let mut escapes = Escapes::default();
        let kind = match first {
            '(' => self.group(None, Shape::Tuple)?,
            '[' => self.group(None, Shape::List)?,
            '{' => self.group(None, Shape::Map)?,
            '"' | '\'' => self.text(&mut escapes)?,
            'r' if text::is_raw(self.rest()) => self.text(&mut escapes)?,
            '0'..='9' | '+' | '-' | '.' => self.number()?,
            _ => self.word()?,
        };
        self.new_line = false;
        let inside = match &kind {
            NodeKind::Text(text) | NodeKind::Word(text) => in_heap(text.len()),
            NodeKind::Group(_) => in_heap(size_of::<Group>()),
            NodeKind::Integer(_) | NodeKind::Decimal(_) | NodeKind::Boolean(_) => 0,
        };
        self.take(start..self.at, size_of::<Item>() + inside + escapes.room())?;
        let escapes = escapes.kept();
        Ok(Node { span: (start..self.at).into(), kind, escapes })
    }

    fn text(&mut self, escapes: &mut Escapes) -> Parsed<NodeKind> {
        let literal = self.text_literal()?;
        *escapes = literal.escapes;
        Ok(NodeKind::Text(literal.value.into()))
    }

    fn text_literal(&mut self) -> Parsed<text::Literal> {
        let literal = text::read(self.rest()).map_err(|(offset, message)| {
            let at = self.at + offset;
            Problem::new(at..at + 1, message)
        })?;
        let start = self.at;
        self.at += literal.length;
        self.take_text(start..self.at, literal.value.len())?;
        Ok(literal)
    }

    fn number(&mut self) -> Parsed<NodeKind> {
        let end = self.at + number::length(self.rest());
        let kind =
            number::read(&self.text[self.at..end]).map_err(|message| Problem::new(self.at..end, message))?;
        self.at = end;
        Ok(kind)
    }

    /// A boolean, a bare name, or a group with a name.
    fn word(&mut self) -> Parsed<NodeKind> {
        let start = self.at;
        let Some(name) = self.name() else { return Err(self.expected("storage-token-value")) };
        match name.as_str() {
            "true" => return Ok(NodeKind::Boolean(true)),
            "false" => return Ok(NodeKind::Boolean(false)),
            "inf" | "NaN" => {
                let message = Message::new("storage-not-finite").with("number", name);
                return Err(Problem::new(start..self.at, message));
            }
            _ => {}
        }
        // A comment behind a bare name belongs behind the comma: it is only passed where a bracket follows.
        let (at, waiting) = (self.at, self.waiting.len());
        self.space()?;
        if self.peek() == Some('(') {
            let name = self.known(&name, start..at)?;
            return self.group(Some(name), Shape::Tuple);
        }
        self.at = at;
        self.waiting.truncate(waiting);
        self.take_text(start..at, name.len())?;
        Ok(NodeKind::Word(name.into()))
    }

    /// A group, from its opening bracket on. One in parentheses is a struct if its first item has a name.
    fn group(&mut self, name: Option<Arc<str>>, shape: Shape) -> Parsed<NodeKind> {
        let start = self.at;
        let (_, close) = brackets(shape);
        self.at += 1;
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            let message = Message::new("storage-too-deep").with("limit", MAX_DEPTH);
            return Err(Problem::new(start..self.at, message));
        }
        let mut group = Group::new(name, shape);
        let outside = std::mem::take(&mut self.waiting);
        self.new_line = true;
        self.space()?;
        while !self.eat(close) {
            self.still_open(start)?;
            let before = self.comments();
            let mut item = self.item(&mut group)?;
            item.before = before.into_iter().chain(self.comments()).collect();
            let comma = self.end_of_item(&mut item, close)?;
            group.items.push(item);
            if !comma && self.peek() != Some(close) {
                self.still_open(start)?;
                return Err(self.expected_text(&format!(", {close}")));
            }
        }
        // Most groups have one or two items, and room was made for four: of half a million weights that is most of all.
        group.items.shrink_to_fit();
        group.end = self.comments();
        self.waiting = outside;
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

    fn item(&mut self, group: &mut Group) -> Parsed<Item> {
        let label = match group.shape {
            Shape::Map | Shape::Object => Label::Key(Box::new(self.value()?)),
            Shape::Struct => match self.label()? {
                Some(name) => Label::Name(name),
                None => return Err(self.expected("storage-token-field")),
            },
            Shape::Tuple if group.items.is_empty() => match self.label()? {
                Some(name) => {
                    group.shape = Shape::Struct;
                    Label::Name(name)
                }
                None => Label::None,
            },
            Shape::List | Shape::Tuple => Label::None,
        };
        if group.shape == Shape::Map {
            self.space()?;
            if !self.eat(':') {
                return Err(self.expected_text(":"));
            }
        }
        self.space()?;
        Ok(Item::new(label, self.value()?))
    }

    /// A field's name and its colon, if that is what follows.
    fn label(&mut self) -> Parsed<Option<Name>> {
        let (start, waiting) = (self.at, self.waiting.len());
        if text::is_raw(self.rest()) {
            return Ok(None);
        }
        if let Some(text) = self.name() {
            let span = start..self.at;
            self.space()?;
            if self.eat(':') {
                let text = self.known(&text, span.clone())?;
                return Ok(Some(Name { text, span: span.into() }));
            }
        }
        self.at = start;
        self.waiting.truncate(waiting);
        Ok(None)
    }

    /// Reads on to the next item or the bracket, and gives the item the comments that follow it on its line.
    /// Returns whether there is a comma.
    fn end_of_item(&mut self, item: &mut Item, close: char) -> Parsed<bool> {
        self.space()?;
        let before_comma = self.waiting.len();
        let comma = self.eat(',');
        if comma {
            self.new_line = false;
            self.space()?;
        }
        let line_ends = self.new_line || self.peek().is_none_or(|next| next == close);
        let lines = self.waiting.iter().position(|waiting| waiting.comment.is_line());
        // Nothing stands behind a `//` comment on its line, though the comma of its item may follow below.
        let most = lines.map_or(self.waiting.len(), |at| at + 1);
        let same_line = self.waiting.iter().take(most).take_while(|waiting| !waiting.own_line).count();
        let all = same_line == self.waiting.len();
        let trailing = if all && !line_ends { same_line.min(before_comma) } else { same_line };
        item.after = self.waiting.drain(..trailing).map(|waiting| waiting.comment).collect();
        Ok(comma)
    }

    /// The comments that wait for a place.
    fn comments(&mut self) -> Vec<Comment> {
        self.waiting.drain(..).map(|waiting| waiting.comment).collect()
    }

    /// A name, or a raw one: `r#type`.
    fn name(&mut self) -> Option<String> {
        let rest = self.rest();
        let plain = |c: char| c == '_' || c.is_alphanumeric();
        let (skipped, length) = match rest.strip_prefix("r#") {
            Some(raw) => {
                let raw_character = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '+' | '-');
                (2, raw.len() - raw.trim_start_matches(raw_character).len())
            }
            None if rest.starts_with(|c: char| plain(c) && !c.is_numeric()) => {
                (0, rest.len() - rest.trim_start_matches(plain).len())
            }
            None => return None,
        };
        if length == 0 {
            return None;
        }
        self.at += skipped + length;
        Some(rest[skipped..skipped + length].to_owned())
    }

    /// Skips white space and keeps comments waiting.
    fn space(&mut self) -> Parsed<()> {
        loop {
            let rest = self.rest();
            let space = &rest[..rest.len() - rest.trim_start_matches(is_space).len()];
            self.new_line |= space.contains('\n');
            self.at += space.len();
            let rest = self.rest();
            let length = if rest.starts_with("//") {
                rest.find('\n').unwrap_or(rest.len())
            } else if rest.starts_with("/*") {
                self.block_comment()?
            } else {
                return Ok(());
            };
            let comment = Comment::of(&rest[..length]);
            let room = size_of::<Waiting>() + size_of::<Comment>() + in_heap(comment.0.len());
            self.take(self.at..self.at + length, room)?;
            self.waiting.push(Waiting { comment, own_line: self.new_line });
            self.new_line = false;
            self.at += length;
        }
    }

    /// The length of a `/* */` comment, which may hold others.
    fn block_comment(&self) -> Parsed<usize> {
        let rest = self.rest();
        let mut open = 0_usize;
        let mut at = 0;
        while let Some(found) = rest[at..].find(['/', '*']) {
            at += found;
            if rest[at..].starts_with("/*") {
                open += 1;
                at += 2;
            } else if rest[at..].starts_with("*/") {
                open -= 1;
                at += 2;
                if open == 0 {
                    return Ok(at);
                }
            } else {
                at += 1;
            }
        }
        Err(Problem::new(self.at..self.at + 2, Message::new("storage-unclosed-comment")))
    }

    /// Takes room for what stands there.
    fn take(&mut self, span: Range<usize>, bytes: usize) -> Parsed<()> {
        self.room.take(bytes).map_err(|message| Problem::new(span, message))
    }

    /// Takes room for a text of so many bytes that stands there.
    fn take_text(&mut self, span: Range<usize>, bytes: usize) -> Parsed<()> {
        self.texts.take(bytes).map_err(|message| Problem::new(span, message))
    }

    /// A name as it is kept: the same text each time.
    fn known(&mut self, name: &str, span: Range<usize>) -> Parsed<Arc<str>> {
        if let Some(known) = self.names.get(name) {
            return Ok(Arc::clone(known));
        }
        self.take_text(span, name.len())?;
        let name: Arc<str> = name.into();
        self.names.insert(Arc::clone(&name));
        Ok(name)
    }

    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn eat(&mut self, token: char) -> bool {
        let found = self.peek() == Some(token);
        if found {
            self.at += token.len_utf8();
        }
        found
    }

    fn expected(&self, what: &'static str) -> Problem {
        self.unexpected(Message::new("storage-expected").with("expected", Message::new(what)))
    }

    fn expected_text(&self, what: &str) -> Problem {
        self.unexpected(Message::new("storage-expected").with("expected", what))
    }

    fn unexpected(&self, message: Message) -> Problem {
        unexpected(self.text, self.at, message)
    }
}

/// The error of what stands at a place where something else belongs; what a merge left at the start of a line is called that.
pub(super) fn unexpected(text: &str, at: usize, message: Message) -> Problem {
    let rest = &text[at..];
    let is_at_start = at == 0 || text[..at].ends_with('\n');
    if let Some(marker) = is_at_start.then(|| merge_marker(rest)).flatten() {
        let message = Message::new("storage-merge-marker").with("marker", marker);
        return Problem::new(at..at + marker.len(), message);
    }
    match rest.chars().next() {
        Some(found) => {
            Problem::new(at..at + found.len_utf8(), message.with("found", found.escape_debug().to_string()))
        }
        None => Problem::new(at..at, message.with("found", Message::new("storage-token-end"))),
    }
}

/// The white space of RON: `Pattern_White_Space` of Unicode.
fn is_space(c: char) -> bool {
    matches!(
        c,
        ' ' | '\n'
            | '\t'
            | '\r'
            | '\u{b}'
            | '\u{c}'
            | '\u{85}'
            | '\u{200e}'
            | '\u{200f}'
            | '\u{2028}'
            | '\u{2029}'
    )
}
