//! The tokens of a text, by html5ever's tokenizer, each with the bytes that it was read from.

use super::within_limit;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, Tag as RawTag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use std::cell::{Cell, RefCell};
use std::ops::Range;

/// What a text is made of.
pub(super) enum Event<'t> {
    /// The start of an element.
    Start(Tag<'t>),
    /// The end of one.
    End(&'t str),
    /// Text, with its entities read.
    Text(&'t str),
}

/// A start tag. Names are in small letters.
#[derive(Clone, Copy)]
pub(super) struct Tag<'t>(&'t RawTag);

impl<'t> Tag<'t> {
    pub(super) fn name(self) -> &'t str {
        &self.0.name
    }

    /// Whether it ends where it begins: `<svg/>`.
    pub(super) fn is_self_closing(self) -> bool {
        self.0.self_closing
    }

    /// The value of an attribute.
    pub(super) fn attribute(self, name: &str) -> Option<&'t str> {
        self.attributes().find(|(known, _)| *known == name).map(|(_, value)| value)
    }

    /// Every attribute, with its value.
    pub(super) fn attributes(self) -> impl Iterator<Item = (&'t str, &'t str)> {
        self.0.attrs.iter().map(|attribute| (&*attribute.name.local, &*attribute.value))
    }

    /// A number that an attribute holds, such as a width in points.
    pub(super) fn number(self, name: &str) -> Option<u16> {
        let digits = self.attribute(name)?.trim().trim_end_matches("px");
        digits.parse().ok()
    }
}

/// What stands inside an element is text to its end tag, whatever it looks like.
fn raw(name: &str) -> Option<TokenSinkResult<()>> {
    Some(match name {
        "title" | "textarea" => TokenSinkResult::RawData(RawKind::Rcdata),
        "style" | "xmp" | "iframe" | "noembed" | "noframes" => TokenSinkResult::RawData(RawKind::Rawtext),
        "script" => TokenSinkResult::RawData(RawKind::ScriptData),
        "plaintext" => TokenSinkResult::Plaintext,
        _ => return None,
    })
}

struct Sink<F> {
    each: RefCell<F>,
    /// Where the piece that is read now starts, and how far has been read.
    piece: Cell<usize>,
    at: Cell<usize>,
    /// Where the token before ended.
    before: Cell<usize>,
    /// Whether the content of some elements is text.
    has_text: bool,
    /// Whether a tag or a comment has ended in the piece that is read now.
    ended: Cell<bool>,
}

impl<F: FnMut(Event<'_>, Range<usize>)> TokenSink for Sink<F> {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        // A text that ends with an entity waits for the next piece: then the tag in that is all of the piece.
        let before = self.before.get();
        let start = if before < self.at.get() { before } else { self.piece.get() };
        let send = |event: Event<'_>| {
            (self.each.borrow_mut())(event, start..self.at.get());
            self.before.set(self.at.get());
        };
        if matches!(token, Token::TagToken(_) | Token::CommentToken(_) | Token::DoctypeToken(_)) {
            self.ended.set(true);
        }
        match &token {
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => {
                send(Event::Start(Tag(tag)));
                let raw = raw(&tag.name).filter(|_| self.has_text);
                return raw.unwrap_or(TokenSinkResult::Continue);
            }
            Token::TagToken(tag) => send(Event::End(&tag.name)),
            Token::CharacterTokens(text) => send(Event::Text(text)),
            Token::CommentToken(_) | Token::DoctypeToken(_) => self.before.set(self.at.get()),
            Token::NullCharacterToken | Token::EOFToken | Token::ParseError(_) => {}
        }
        TokenSinkResult::Continue
    }
}

/// Attributes of one tag that is read: the tokenizer holds each against all before it.
const MOST_ATTRIBUTES: usize = 1_000;

/// Goes through the tokens of a text. The bytes are those of a tag, and about those of a text. Says how many
/// bytes were read: not all where it is too long, or has a tag with too much in it.
pub(super) fn tokens(html: &str, each: impl FnMut(Event<'_>, Range<usize>)) -> usize {
    go_through(html, true, each)
}

/// The same, where no element has content that is text.
pub(super) fn elements(html: &str, each: impl FnMut(Event<'_>, Range<usize>)) -> usize {
    go_through(html, false, each)
}

fn go_through(html: &str, has_text: bool, each: impl FnMut(Event<'_>, Range<usize>)) -> usize {
    let zero = || Cell::new(0);
    let ended = Cell::new(false);
    let sink = Sink { each: RefCell::new(each), piece: zero(), at: zero(), before: zero(), has_text, ended };
    let tokenizer = Tokenizer::new(sink, TokenizerOpts::default());
    let input = BufferQueue::default();
    let mut rest = within_limit(html);
    let mut scan = TagScan::default();
    let mut tag = usize::MAX;
    // Read piece by piece, so that a token is known to end where its piece does: the tokenizer tells lines only.
    while !rest.is_empty() {
        let end = piece(rest);
        let start = tokenizer.sink.at.get();
        if tokenizer.sink.ended.take() {
            scan = TagScan::default();
        }
        if !scan.is_inside() && begins_tag(rest) {
            scan = TagScan::begin();
            tag = start;
        }
        // Past the slash of an end tag.
        let skipped = if tag == start { 2 } else { 0 };
        rest[..end].bytes().skip(skipped).for_each(|byte| scan.read(byte));
        if scan.attributes > MOST_ATTRIBUTES {
            return tag;
        }
        tokenizer.sink.piece.set(start);
        tokenizer.sink.at.set(start + end);
        input.push_back(StrTendril::from_slice(&rest[..end]));
        while !input.is_empty() {
            let _ = tokenizer.feed(&input);
        }
        rest = &rest[end..];
    }
    tokenizer.end();
    tokenizer.sink.at.get()
}

/// Whether a text starts with a tag, of a start or of an end.
fn begins_tag(text: &str) -> bool {
    let name = text.strip_prefix("</").or_else(|| text.strip_prefix('<'));
    name.is_some_and(|name| name.starts_with(|c: char| c.is_ascii_alphabetic()))
}

/// The bytes of the start tag that a text starts with, wherever browsers meet it: up to its `>` that is in no
/// quotes, or how much was looked at where it has none or too many attributes.
pub(super) fn start_tag(text: &str) -> Result<usize, usize> {
    let mut scan = TagScan::begin();
    for (at, byte) in text.bytes().enumerate() {
        scan.read(byte);
        if !scan.is_inside() {
            return Ok(at + 1);
        }
        if scan.attributes > MOST_ATTRIBUTES {
            return Err(at + 1);
        }
    }
    Err(text.len())
}

/// Where in a tag a byte stands, as browsers read tags; and how many attributes began.
#[derive(Default)]
struct TagScan {
    part: Part,
    attributes: usize,
}

/// A part of a tag.
#[derive(Clone, Copy, Default, PartialEq)]
enum Part {
    #[default]
    Outside,
    /// The name of the element.
    Element,
    /// Before an attribute.
    Between,
    /// The name of an attribute, and the space behind it.
    Name,
    Named,
    /// Before a value.
    Equals,
    /// A value in quotes of this kind, or in none.
    Quoted(u8),
    Bare,
}

impl TagScan {
    fn begin() -> Self {
        Self { part: Part::Element, attributes: 0 }
    }

    fn is_inside(&self) -> bool {
        self.part != Part::Outside
    }

    fn read(&mut self, byte: u8) {
        let space = byte.is_ascii_whitespace();
        self.part = match (self.part, byte) {
            (Part::Quoted(quote), byte) if byte == quote => Part::Between,
            (Part::Quoted(quote), _) => Part::Quoted(quote),
            (Part::Outside, _) | (_, b'>') => Part::Outside,
            (Part::Element | Part::Bare, _) if space => Part::Between,
            (Part::Element | Part::Between | Part::Name | Part::Named, b'/') => Part::Between,
            (Part::Element, _) => Part::Element,
            (Part::Name | Part::Named, b'=') => Part::Equals,
            (Part::Name | Part::Named, _) if space => Part::Named,
            (Part::Name, _) => Part::Name,
            (Part::Between, _) if space => Part::Between,
            (Part::Equals, _) if space => Part::Equals,
            (Part::Equals, b'"' | b'\'') => Part::Quoted(byte),
            (Part::Bare | Part::Equals, _) => Part::Bare,
            (Part::Between | Part::Named, _) => {
                self.attributes += 1;
                Part::Name
            }
        };
    }
}

/// The length of the piece that a text starts with: to the next `<`, or past the next `>`.
fn piece(text: &str) -> usize {
    let bytes = text.as_bytes();
    match bytes.iter().skip(1).position(|byte| matches!(byte, b'<' | b'>')) {
        _ if bytes[0] == b'>' => 1,
        Some(at) if bytes[at + 1] == b'>' => at + 2,
        Some(at) => at + 1,
        None => text.len(),
    }
}
