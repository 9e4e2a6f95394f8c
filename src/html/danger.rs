//! What in HTML would run, or show another page. Nothing of it is ever done here; it is reported.

use super::address::is_script;
use super::token::{Event, Tag, elements, raw, tokens};
use std::ops::Range;

/// No person reads more reports on one text.
const MOST_DANGERS: usize = 50;

/// What would happen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Peril {
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
    pub peril: Peril,
    /// The element or the attribute.
    pub name: String,
    /// The bytes of its tag.
    pub span: Range<usize>,
}

/// Everything dangerous in a text, in order; last that it was not read to its end, where it was not.
pub fn dangers(html: &str) -> Vec<Danger> {
    let mut watch = Watch::default();
    let read = tokens(html, |event, span| watch.event(&event, &span));
    watch.finish(html, read)
}

/// Looks at tokens as they come.
///
/// Inside SVG and MathML a browser takes the content of `<title>`, `<style>` and the like for elements, unless
/// something ended them before. Which it is hangs on more than tokens: once one of them has begun, such content
/// is read both ways.
#[derive(Default)]
pub(super) struct Watch {
    found: Vec<Danger>,
    is_foreign: bool,
    /// Inside an element whose content the tokenizer takes for text.
    in_text: bool,
    /// That content, with the place where it begins.
    text: String,
    start: usize,
}

impl Watch {
    pub(super) fn event(&mut self, event: &Event<'_>, span: &Range<usize>) {
        match event {
            Event::Text(text) if self.is_foreign && self.in_text => {
                if self.text.is_empty() {
                    self.start = span.start;
                }
                self.text.push_str(text);
            }
            Event::Text(_) => {}
            Event::Start(tag) => {
                self.look_inside();
                self.is_foreign |= matches!(tag.name(), "svg" | "math");
                self.in_text = raw(tag.name()).is_some();
                note(*tag, span, &mut self.found);
            }
            Event::End(_) => {
                self.look_inside();
                self.in_text = false;
            }
        }
    }

    /// Reads what was taken for text as elements. One level will do: it is read as if each of its own elements
    /// held no text either.
    fn look_inside(&mut self) {
        let text = std::mem::take(&mut self.text);
        if !text.contains('<') {
            return;
        }
        let (start, end) = (self.start, self.start + text.len());
        let mut inside = Vec::new();
        elements(&text, |event, _| {
            if let Event::Start(tag) = event {
                note(tag, &(start..end), &mut inside);
            }
        });
        let room = MOST_DANGERS.saturating_sub(self.found.len());
        self.found.extend(inside.into_iter().take(room));
    }

    /// What was found in a text of which so many bytes were read.
    pub(super) fn finish(mut self, html: &str, read: usize) -> Vec<Danger> {
        self.look_inside();
        for danger in &mut self.found {
            let end = html.floor_char_boundary(danger.span.end.min(html.len()));
            danger.span = html.floor_char_boundary(danger.span.start.min(end))..end;
        }
        if read < html.len() {
            let name = String::new();
            self.found.push(Danger { peril: Peril::Unread, name, span: read..html.len() });
        }
        self.found
    }
}

/// Adds what is dangerous about a tag.
fn note(tag: Tag<'_>, span: &Range<usize>, found: &mut Vec<Danger>) {
    let mut add = |peril, name: &str| {
        if found.len() < MOST_DANGERS {
            found.push(Danger { peril, name: name.to_owned(), span: span.clone() });
        }
    };
    match tag.name() {
        "script" => add(Peril::Script, "script"),
        name if is_frame(name) => add(Peril::Frame, name),
        "meta" if tag.attribute("http-equiv").is_some_and(|it| it.trim().eq_ignore_ascii_case("refresh")) => {
            add(Peril::Refresh, "meta");
        }
        _ => {}
    }
    for (name, value) in tag.attributes() {
        if is_handler(name) {
            add(Peril::Handler, name);
        } else if holds_address(name) && is_script(value) {
            add(Peril::Address, name);
        }
    }
}

/// Whether an element shows another page, or what a plug-in makes.
fn is_frame(name: &str) -> bool {
    matches!(name, "iframe" | "frame" | "frameset" | "object" | "embed" | "applet" | "portal")
}

/// Whether an attribute runs a script when something happens.
fn is_handler(name: &str) -> bool {
    name.len() > 2 && name.starts_with("on")
}

/// Whether an attribute holds an address. Any may: a script's address is none of a text's words.
fn holds_address(name: &str) -> bool {
    !matches!(name, "alt" | "title" | "class" | "id" | "style" | "placeholder" | "value" | "content")
}
