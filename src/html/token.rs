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
pub(super) fn raw(name: &str) -> Option<TokenSinkResult<()>> {
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

/// What may begin attributes of one tag that is read: the tokenizer holds each attribute against all before it.
const MOST_BREAKS: usize = 20_000;
/// How a space or a quote counts there; a slash, of which a picture in the tag has thousands, counts once.
const SPACE: usize = 5;

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
    let sink = Sink { each: RefCell::new(each), piece: zero(), at: zero(), before: zero(), has_text };
    let tokenizer = Tokenizer::new(sink, TokenizerOpts::default());
    let input = BufferQueue::default();
    let mut rest = within_limit(html);
    let mut words: usize = 0;
    // Read piece by piece, so that a token is known to end where its piece does: the tokenizer tells lines only.
    while !rest.is_empty() {
        let end = piece(rest);
        let start = tokenizer.sink.at.get();
        // Only a tag and a comment take more than one piece.
        words = if tokenizer.sink.before.get() == start { 0 } else { words };
        words += rest[..end].bytes().map(breaks).sum::<usize>();
        let is_tag = |text: &str| text.as_bytes().get(1).is_some_and(u8::is_ascii_alphabetic);
        let token = html.get(tokenizer.sink.before.get()..).unwrap_or_default();
        if words > MOST_BREAKS && token.starts_with('<') && is_tag(token) {
            return tokenizer.sink.before.get();
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

fn breaks(byte: u8) -> usize {
    match byte {
        b'"' | b'\'' => SPACE,
        b'/' => 1,
        byte if byte.is_ascii_whitespace() => SPACE,
        _ => 0,
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
