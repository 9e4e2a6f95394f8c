//! A copy of HTML for the person's own browser, in which nothing runs and nothing is loaded.
//!
//! Two bars, each enough by itself: only elements and attributes of a list are let through, by `ammonia`, which
//! reads HTML as browsers do; and a policy in the page forbids scripts and the network.

use super::Address;
use super::depth::buildable;
use super::style::loading_nothing;
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
    page.push_str(&safe_fragment(html, picture));
    page.push_str("\n</body>\n</html>\n");
    page
}

/// What is safe of a text, to stand in a page with a policy like that of [`safe_page`].
pub fn safe_fragment(html: &str, picture: impl Fn(&str) -> Option<String> + Send + Sync + 'static) -> String {
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
    builder.clean(buildable(html)).to_string()
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
