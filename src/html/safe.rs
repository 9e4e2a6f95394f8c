//! A copy of HTML for the person's own browser, in which nothing runs and nothing is loaded.
//!
//! Two bars, each enough by itself: only elements and attributes of a list are let through, by `ammonia`, which
//! reads HTML as browsers do; and a policy in the page forbids scripts and the network.

use super::Address;
use super::style::loading_nothing;
use super::token::{Event, tokens};
use ammonia::Builder;
use std::borrow::Cow;
use std::collections::HashSet;

/// Allows pictures that are in the page and inline styles; all else is forbidden.
const POLICY: &str =
    "default-src 'none'; img-src data:; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'";

/// Elements beside the library's own that emails are made of.
const ELEMENTS: [&str; 3] = ["font", "tfoot", "big"];
/// Attributes that any element may have.
const ATTRIBUTES: [&str; 13] = [
    "style",
    "align",
    "valign",
    "dir",
    "width",
    "height",
    "bgcolor",
    "border",
    "cellpadding",
    "cellspacing",
    "color",
    "size",
    "face",
];
/// Elements that end by themselves, and so do not lie inside each other.
const SHORT: [&str; 22] = [
    "p", "li", "td", "th", "tr", "dt", "dd", "option", "area", "base", "br", "col", "embed", "hr", "img",
    "input", "link", "meta", "source", "track", "wbr", "param",
];
/// Elements that a browser opens again in every paragraph, until they end.
const REPEATED: [&str; 14] =
    ["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"];
/// Elements that an end tag does not reach out of: what is open around them stays open.
const BARRIERS: [&str; 20] = [
    "object",
    "applet",
    "marquee",
    "template",
    "table",
    "td",
    "th",
    "caption",
    "html",
    "select",
    "svg",
    "math",
    "foreignobject",
    "desc",
    "annotation-xml",
    "mi",
    "mo",
    "mn",
    "ms",
    "mtext",
];
/// Elements that the end tag of one such as `<span>` does not reach out of either.
const BLOCKS: [&str; 27] = [
    "div",
    "section",
    "article",
    "aside",
    "header",
    "footer",
    "main",
    "nav",
    "center",
    "blockquote",
    "figure",
    "ul",
    "ol",
    "dl",
    "menu",
    "pre",
    "form",
    "button",
    "fieldset",
    "details",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "address",
];
/// Attributes of further `<html>` and `<body>` tags: each goes to the one element, and is held against all there.
const MOST_MERGED: usize = 500;
/// Elements inside each other: building a page looks through all that are open at each tag.
const MOST_OPEN: usize = 500;
/// Elements that may be opened again in all.
const MOST_REPEATED: usize = 300_000;

/// A whole page with what is safe of a text. `picture` gives the data URL that takes the place of the address of
/// a picture; one that it has nothing for is left out, and its alternative text stands there.
pub fn safe_page(
    title: &str,
    html: &str,
    picture: impl Fn(&str) -> Option<String> + Send + Sync + 'static,
) -> String {
    let mut page = format!(
        "<!DOCTYPE html>\n<html>\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n\
         <meta name=\"referrer\" content=\"no-referrer\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>"
    );
    escape(title, &mut page);
    page.push_str("</title>\n</head>\n<body>\n");
    let mut builder = Builder::default();
    builder
        .add_tags(ELEMENTS)
        .add_generic_attributes(ATTRIBUTES)
        .url_schemes(HashSet::from(["http", "https", "data"]))
        .attribute_filter(move |_, attribute, value| match (attribute, Address::of(value)) {
            ("src", _) => picture(value).map(Cow::Owned),
            // As it was understood here, not as the browser would from a page of its own.
            ("href", Address::Web(whole)) => Some(Cow::Owned(whole)),
            ("href" | "cite", _) => None,
            ("style", _) => loading_nothing(value).map(Cow::Owned),
            _ => Some(Cow::Borrowed(value)),
        });
    page.push_str(&builder.clean(buildable(html)).to_string());
    page.push_str("\n</body>\n</html>\n");
    page
}

/// The part of a text that a page can be built of in bounded time.
fn buildable(html: &str) -> &str {
    let mut open: Vec<String> = Vec::new();
    let (mut repeated, mut again, mut merged) = (0_usize, 0_usize, 0_usize);
    let mut end = None;
    let read = tokens(html, |event, span| {
        let repeats = |name: &str| usize::from(REPEATED.contains(&name));
        if let Event::Start(tag) = &event
            && matches!(tag.name(), "html" | "body")
        {
            merged += tag.attributes().count();
        }
        match event {
            Event::Start(tag) if !SHORT.contains(&tag.name()) => {
                open.push(tag.name().to_owned());
                repeated += repeats(tag.name());
            }
            Event::End(name) => {
                let is_plain = !BLOCKS.contains(&name) && !REPEATED.contains(&name);
                let stops = |open: &str| BARRIERS.contains(&open) || is_plain && BLOCKS.contains(&open);
                let reaches = |open: &String| open == name || stops(open);
                if let Some(at) = open.iter().rposition(reaches).filter(|at| open[*at] == name) {
                    open.remove(at);
                    repeated -= repeats(name);
                }
            }
            Event::Start(_) | Event::Text(_) => {}
        }
        again += repeated;
        if open.len() > MOST_OPEN || again > MOST_REPEATED || merged > MOST_MERGED {
            end = end.or(Some(span.start));
        }
    });
    &html[..html.floor_char_boundary(end.unwrap_or(read))]
}

fn escape(text: &str, page: &mut String) {
    for c in text.chars() {
        match c {
            '&' => page.push_str("&amp;"),
            '<' => page.push_str("&lt;"),
            '>' => page.push_str("&gt;"),
            '"' => page.push_str("&quot;"),
            c => page.push(c),
        }
    }
}
