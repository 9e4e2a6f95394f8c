//! What in HTML would run, or show another page. Nothing of it is ever done here; it is reported.

use super::MOST_BYTES;
use super::address::is_script;
use super::token::{Event, Tag, elements, start_tag, tokens};
use std::ops::Range;

/// No person reads more reports on one text.
const MOST_DANGERS: usize = 50;

/// What would happen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DangerKind {
    /// A script would run.
    Script,
    /// An attribute such as `onclick` would run a script.
    Handler,
    /// An address such as `javascript:…` would run a script.
    Address,
    /// Another page or a plug-in would be shown inside.
    Frame,
    /// The page would be left for another one.
    Refresh,
    /// The text is too long to be looked through: what stands in the rest is not known.
    Unread,
}

/// Something dangerous in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Danger {
    /// What would happen.
    pub kind: DangerKind,
    /// The element or the attribute.
    pub name: String,
    /// The bytes of its tag.
    pub span: Range<usize>,
}

/// A part of a text that something else will stand in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hole {
    /// Its bytes. Holes are in order, and none lies in another.
    pub span: Range<usize>,
    /// Whether what will stand there is a value, which may be empty. Otherwise it is nothing.
    pub is_value: bool,
    /// What will stand there, where that is always the same.
    pub text: Option<String>,
}

/// Everything dangerous in a text, in order; last that it was not read to its end, where it was not.
pub fn dangers(html: &str) -> Vec<Danger> {
    let mut watch = Watch::default();
    let read = tokens(html, |event, span| watch.event(&event, &span));
    watch.finish(html, read)
}

/// Everything dangerous in a text with holes, in order: whether words stand in them, or nothing, which lets what
/// is around them grow together. What is known to stand in one does.
pub fn dangers_around(html: &str, holes: &[Hole]) -> Vec<Danger> {
    let mut found: Vec<Danger> = Vec::new();
    let kept: [fn(&Hole) -> bool; 3] = [|_| true, |hole| hole.is_value, |_| false];
    for keeps in if holes.is_empty() { &kept[..1] } else { &kept } {
        let (text, pieces) = filled(html, holes, *keeps);
        let back = |at: usize| {
            let piece = pieces.partition_point(|(start, _)| *start <= at).saturating_sub(1);
            pieces.get(piece).map_or(at, |(start, written)| written + at.saturating_sub(*start))
        };
        for mut danger in dangers(&text) {
            // Its last byte is looked up: behind that a hole may begin.
            let last = danger.span.end.max(danger.span.start + 1) - 1;
            danger.span = back(danger.span.start)..(back(last) + 1).min(html.len());
            let is_known = |known: &Danger| {
                let overlaps = known.span.start < danger.span.end && danger.span.start < known.span.end;
                known.kind == danger.kind
                    && (overlaps && known.name == danger.name || known.kind == DangerKind::Unread)
            };
            if !found.iter().any(is_known) {
                found.push(danger);
            }
        }
    }
    for danger in &mut found {
        danger.span = html.floor_char_boundary(danger.span.start)..html.ceil_char_boundary(danger.span.end);
    }
    found.sort_by_key(|danger| (danger.kind == DangerKind::Unread, danger.span.start));
    found
}

/// A text whose holes are filled with what is known of them, a run of `x`, or nothing; and where its pieces begin, in it and in the text.
fn filled(html: &str, holes: &[Hole], keeps: impl Fn(&Hole) -> bool) -> (String, Vec<(usize, usize)>) {
    let mut text = String::with_capacity(html.len());
    let mut pieces = vec![(0, 0)];
    let mut at = 0;
    for hole in holes {
        text.push_str(&html[at..hole.span.start]);
        if let Some(known) = &hole.text {
            text.push_str(known);
        } else if keeps(hole) {
            text.extend(html[hole.span.clone()].bytes().map(|byte| if byte == b'\n' { '\n' } else { 'x' }));
        }
        at = hole.span.end;
        pieces.push((text.len(), at));
    }
    text.push_str(&html[at..]);
    (text, pieces)
}

/// Bytes of tags that are looked at where each may begin anywhere, also inside another: a few times the text.
const MOST_LOOKED_AT: usize = 4 * MOST_BYTES;

/// Looks at tokens as they come.
///
/// Inside some elements browsers differ from the tokenizer, and among themselves, in what is text, a comment or
/// an element; it hangs on the tree, and on whether scripts run. From the first of them on each `<` that could
/// begin a tag is taken to do so: what may run is reported, even where no browser would run it.
#[derive(Default)]
pub(super) struct Watch {
    found: Vec<Danger>,
    /// Where the first of those elements begins.
    unsure_from: Option<usize>,
}

impl Watch {
    pub(super) fn event(&mut self, event: &Event<'_>, span: &Range<usize>) {
        let Event::Start(tag) = event else { return };
        if is_unsure(tag.name()) {
            self.unsure_from.get_or_insert(span.start);
        }
        if self.unsure_from.is_none() {
            note(*tag, span, &mut self.found);
        }
    }

    /// What was found in a text of which so many bytes were read.
    pub(super) fn finish(mut self, html: &str, read: usize) -> Vec<Danger> {
        for danger in &mut self.found {
            let end = html.floor_char_boundary(danger.span.end.min(html.len()));
            danger.span = html.floor_char_boundary(danger.span.start.min(end))..end;
        }
        let mut read = html.floor_char_boundary(read);
        if let Some(from) = self.unsure_from {
            read = every_tag(&html[..read], from, &mut self.found);
        }
        if read < html.len() {
            let name = String::new();
            self.found.push(Danger { kind: DangerKind::Unread, name, span: read..html.len() });
        }
        self.found
    }
}

/// Whether what browsers read inside an element is not known from the tokens.
fn is_unsure(name: &str) -> bool {
    matches!(name, "svg" | "math" | "noscript" | "select" | "template" | "frameset" | "colgroup")
}

/// Adds what is dangerous about every tag that may begin behind a byte. Says how far the text was read.
fn every_tag(html: &str, from: usize, found: &mut Vec<Danger>) -> usize {
    let mut looked_at = 0;
    for (start, _) in html.bytes().enumerate().skip(from).filter(|(_, byte)| *byte == b'<') {
        if !html.as_bytes().get(start + 1).is_some_and(u8::is_ascii_alphabetic) {
            continue;
        }
        let tag = start_tag(&html[start..]);
        let (Ok(length) | Err(length)) = tag;
        let end = start + length;
        looked_at += length;
        if looked_at > MOST_LOOKED_AT || tag.is_err() && end < html.len() {
            return start;
        }
        let mut is_first = true;
        elements(&html[start..html.floor_char_boundary(end)], |event, _| {
            if let Event::Start(tag) = event
                && std::mem::take(&mut is_first)
            {
                note(tag, &(start..end), found);
            }
        });
    }
    html.len()
}

/// Adds what is dangerous about a tag.
fn note(tag: Tag<'_>, span: &Range<usize>, found: &mut Vec<Danger>) {
    let mut add = |kind, name: &str| {
        if found.len() < MOST_DANGERS {
            found.push(Danger { kind, name: name.to_owned(), span: span.clone() });
        }
    };
    match tag.name() {
        "script" => add(DangerKind::Script, "script"),
        name if is_frame(name) => add(DangerKind::Frame, name),
        "meta" if tag.attribute("http-equiv").is_some_and(|it| it.trim().eq_ignore_ascii_case("refresh")) => {
            add(DangerKind::Refresh, "meta");
        }
        _ => {}
    }
    for (name, value) in tag.attributes() {
        if is_handler(name) || name == "attributename" && is_handler(&value.trim().to_ascii_lowercase()) {
            add(DangerKind::Handler, name);
        } else if holds_address(name) && is_script(value)
            || name == "values" && value.split(';').any(is_script)
        {
            add(DangerKind::Address, name);
        }
    }
}

/// Whether an element shows another page, or what a plug-in makes.
fn is_frame(name: &str) -> bool {
    matches!(name, "iframe" | "frame" | "frameset" | "object" | "embed" | "applet" | "portal" | "fencedframe")
}

/// Whether an attribute runs a script when something happens.
fn is_handler(name: &str) -> bool {
    name.len() > 2 && name.starts_with("on")
}

/// Whether an attribute holds an address. Any may: a script's address is none of a text's words.
fn holds_address(name: &str) -> bool {
    !matches!(name, "alt" | "title" | "class" | "id" | "style" | "placeholder" | "value" | "content")
}
