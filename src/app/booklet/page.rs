//! The HTML of the document: tags in pairs, every text escaped, one style for screen and paper. Owns nothing of catalogs.

use crate::site::escaped;
use crate::text::Language;

/// Allows pictures that are in the page and its own style; all else is forbidden: scripts, frames, the network.
const POLICY: &str =
    "default-src 'none'; img-src data:; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'";

const STYLE: &str = include_str!("style.css");

/// A page that is being written.
pub(super) struct Page {
    html: String,
}

impl Page {
    pub(super) fn new(title: &str, language: Language) -> Self {
        let mut page = Self { html: String::new() };
        page.raw("<!DOCTYPE html>\n<html lang=\"");
        page.raw(language.code());
        page.raw(
            "\">\n<head>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"",
        );
        page.text(POLICY);
        page.raw("\">\n<meta name=\"referrer\" content=\"no-referrer\">\n");
        page.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        page.raw("<meta name=\"color-scheme\" content=\"light dark\">\n<title>");
        page.text(title);
        page.raw("</title>\n<style>\n");
        page.raw(STYLE);
        page.raw("</style>\n</head>\n<body>\n");
        page
    }

    pub(super) fn finished(mut self) -> String {
        self.raw("</body>\n</html>\n");
        self.html
    }

    /// HTML that is known to be whole and safe.
    pub(super) fn raw(&mut self, html: &str) {
        self.html.push_str(html);
    }

    /// A text: never a tag, whatever is in it. What no document may hold stands as a mark.
    pub(super) fn text(&mut self, text: &str) {
        let is_odd = |c: char| !matches!(c, '\n' | '\t') && (c.is_control() || is_no_character(c));
        let shown: String = text.chars().map(|c| if is_odd(c) { '\u{fffd}' } else { c }).collect();
        self.raw(&escaped(&shown));
    }

    /// Opens an element, of a class where one is given.
    pub(super) fn open(&mut self, tag: &str, class: &str) {
        self.raw("<");
        self.raw(tag);
        if !class.is_empty() {
            self.attribute("class", class);
        }
        self.raw(">");
    }

    /// Opens an element that links lead to.
    pub(super) fn open_at(&mut self, tag: &str, id: &str) {
        self.raw("<");
        self.raw(tag);
        self.attribute("id", id);
        self.raw(">\n");
    }

    fn attribute(&mut self, name: &str, value: &str) {
        self.raw(" ");
        self.raw(name);
        self.raw("=\"");
        self.text(value);
        self.raw("\"");
    }

    pub(super) fn close(&mut self, tag: &str) {
        self.raw("</");
        self.raw(tag);
        self.raw(">\n");
    }

    /// An element that holds a text.
    pub(super) fn element(&mut self, tag: &str, class: &str, text: &str) {
        self.open(tag, class);
        self.text(text);
        self.close(tag);
    }

    /// A link within the page.
    pub(super) fn link(&mut self, id: &str, text: &str) {
        self.raw("<a");
        self.attribute("href", &format!("#{id}"));
        self.raw(">");
        self.text(text);
        self.close("a");
    }

    /// The same as a line of a list.
    pub(super) fn link_item(&mut self, id: &str, text: &str) {
        self.open("li", "");
        self.link(id, text);
        self.close("li");
    }

    /// A link to the web, which tells it nothing of the page.
    pub(super) fn web_link(&mut self, address: &str, text: &str) {
        self.raw("<a rel=\"noreferrer noopener\"");
        self.attribute("href", address);
        self.raw(">");
        self.text(text);
        self.close("a");
    }

    /// A picture that is in the page.
    pub(super) fn picture(&mut self, data: &str, words: &str) {
        self.raw("<img");
        self.attribute("src", data);
        self.attribute("alt", words);
        self.raw(">\n");
    }
}

/// Whether no document may hold a character.
fn is_no_character(c: char) -> bool {
    u32::from(c) & 0xfffe == 0xfffe || matches!(c, '\u{fdd0}'..='\u{fdef}')
}
