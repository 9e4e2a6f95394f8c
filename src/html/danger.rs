//! What in HTML would run, or show another page. Nothing of it is ever done here; it is reported.

use super::address::is_script;
use super::token::{Event, Tag, tokens};
use super::within_limit;
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

/// Everything dangerous in a text, in order.
pub fn dangers(html: &str) -> Vec<Danger> {
    let mut found = Vec::new();
    tokens(within_limit(html), |event, span| {
        if let Event::Start(tag) = event {
            note(tag, &span, &mut found);
        }
    });
    found
}

/// Adds what is dangerous about a tag.
pub(super) fn note(tag: Tag<'_>, span: &Range<usize>, found: &mut Vec<Danger>) {
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
pub(super) fn is_frame(name: &str) -> bool {
    matches!(name, "iframe" | "frame" | "frameset" | "object" | "embed" | "applet" | "portal")
}

/// Whether an attribute runs a script when something happens.
pub(super) fn is_handler(name: &str) -> bool {
    name.len() > 2 && name.starts_with("on")
}

/// Whether an attribute holds an address. Any may: a script's address is none of a text's words.
fn holds_address(name: &str) -> bool {
    !matches!(name, "alt" | "title" | "class" | "id" | "style" | "placeholder" | "value" | "content")
}
