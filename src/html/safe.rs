//! A copy of HTML for the person's own browser, in which nothing runs and nothing is loaded.
//!
//! Two bars, each enough by itself: what would run is taken out, and a policy in the page forbids scripts and
//! the network.

use super::danger::{is_frame, is_handler};
use super::token::{Event, Tag, tokens};
use super::{Address, within_limit};

/// Allows pictures that are in the page and inline styles; all else is forbidden.
const POLICY: &str =
    "default-src 'none'; img-src data:; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'";

/// Elements that are left out with all that is in them.
const DROPPED: [&str; 16] = [
    "script",
    "iframe",
    "object",
    "applet",
    "frameset",
    "portal",
    "template",
    "svg",
    "math",
    "title",
    "textarea",
    "noembed",
    "noframes",
    "noscript",
    "xmp",
    "plaintext",
];
/// Elements without an end that are left out; and those of the page, which is ours.
const PASSED_OVER: [&str; 10] =
    ["frame", "embed", "base", "meta", "link", "html", "head", "body", "param", "source"];
/// Attributes whose addresses would be loaded, or that hold a page.
const LOADING: [&str; 8] =
    ["srcset", "srcdoc", "poster", "background", "ping", "data", "action", "formaction"];

/// A whole page with what is safe of a text. `picture` gives the data URL that takes the place of the address of
/// a picture; one that it has nothing for is left out, and its alternative text stands there.
pub fn safe_page(title: &str, html: &str, picture: &dyn Fn(&str) -> Option<String>) -> String {
    let mut page = format!(
        "<!DOCTYPE html>\n<html>\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n\
         <meta name=\"referrer\" content=\"no-referrer\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>"
    );
    escape(title, &mut page);
    page.push_str("</title>\n</head>\n<body>\n");
    let mut dropped: Option<(String, usize)> = None;
    let mut in_style = false;
    tokens(within_limit(html), |event, _| match (&mut dropped, event) {
        (Some((name, depth)), Event::Start(tag)) => *depth += usize::from(tag.name() == name),
        (Some((name, depth)), Event::End(end)) => {
            *depth -= usize::from(end == name);
            if *depth == 0 {
                dropped = None;
            }
        }
        (Some(_), Event::Text(_)) => {}
        (None, Event::Start(tag)) if DROPPED.contains(&tag.name()) => {
            dropped = Some((tag.name().to_owned(), 1));
        }
        (None, Event::Start(tag)) => {
            in_style = tag.name() == "style";
            start(tag, picture, &mut page);
        }
        (None, Event::End(name)) => {
            in_style = false;
            if is_kept(name) {
                page.extend(["</", name, ">"]);
            }
        }
        // A style ends at its end tag, whatever is in it; it holds no element.
        (None, Event::Text(text)) if in_style => page.push_str(text),
        (None, Event::Text(text)) => escape(text, &mut page),
    });
    page.push_str("\n</body>\n</html>\n");
    page
}

fn is_kept(name: &str) -> bool {
    let plain = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    plain && !is_frame(name) && !DROPPED.contains(&name) && !PASSED_OVER.contains(&name)
}

fn start(tag: Tag<'_>, picture: &dyn Fn(&str) -> Option<String>, page: &mut String) {
    let name = tag.name();
    if !is_kept(name) {
        return;
    }
    page.push('<');
    page.push_str(name);
    for (attribute, value) in tag.attributes() {
        let plain = attribute.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        if !plain || is_handler(attribute) || LOADING.contains(&attribute) {
            continue;
        }
        let value = match (attribute, Address::of(value)) {
            ("src", _) => picture(value),
            ("href", Address::Web(_)) => Some(value.to_owned()),
            ("href", _) | (_, Address::Script) => None,
            _ => Some(value.to_owned()),
        };
        if let Some(value) = value {
            page.push(' ');
            page.push_str(attribute);
            page.push_str("=\"");
            escape(&value, page);
            page.push('"');
        }
    }
    page.push('>');
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
