//! What nobody sees in a file outside of the texts of its catalog: in comments, attributes and between values. Owns
//! where that is; the texts themselves are for [`crate::check`], which knows what they are for.

use super::ron::{Group, Label, Node, NodeKind, Shape};
use super::{Loaded, Place};
use crate::text::hidden;
use std::ops::Range;

impl Loaded {
    /// The characters that nobody sees outside of the texts of the catalog, in the order of the file.
    pub fn hidden_outside_texts(&self) -> impl Iterator<Item = (Place, char)> {
        let source = self.source.text();
        let mut texts = Vec::new();
        if !source.is_ascii() || source.bytes().any(|byte| byte.is_ascii_control()) {
            gather(&self.document.root, &mut texts);
            texts.sort_unstable_by_key(|text| text.start);
        }
        let mut texts = texts.into_iter().peekable();
        let outside = hidden(source).filter(move |(at, _)| {
            while texts.next_if(|text| text.end <= *at).is_some() {}
            texts.peek().is_none_or(|text| *at < text.start)
        });
        outside.map(|(at, character)| (self.source.place(at), character))
    }
}

/// Where the texts in a value stand, keys of maps among them.
fn gather(node: &Node, texts: &mut Vec<Range<usize>>) {
    match &node.kind {
        NodeKind::Text(_) => texts.push(node.span.range()),
        NodeKind::Group(group) => gather_in(group, texts),
        NodeKind::Integer(_) | NodeKind::Decimal(_) | NodeKind::Boolean(_) | NodeKind::Word(_) => {}
    }
}

fn gather_in(group: &Group, texts: &mut Vec<Range<usize>>) {
    for item in &group.items {
        match &item.label {
            Label::Key(key) => gather(key, texts),
            Label::Name(name) if group.shape == Shape::Object => texts.push(name.span.range()),
            Label::Name(_) | Label::None => {}
        }
        gather(&item.value, texts);
    }
}

#[cfg(test)]
mod tests {
    use crate::storage::read;

    #[test]
    fn what_nobody_sees_is_found_in_comments_and_attributes() {
        let text = "// a\u{202e}b\n#![type = \"x\u{200b}\"]\nCatalog(/*\u{1b}[2J*/ format: 1, name: \"n\u{202e}\",\n\
                    // \u{feff}\n)\n";
        let loaded = read(text.as_bytes()).expect("a catalog");
        let found: Vec<_> = loaded
            .hidden_outside_texts()
            .map(|(place, character)| (place.line, place.column, character))
            .collect();
        assert_eq!(
            found,
            [(1, 5, '\u{202e}'), (2, 13, '\u{200b}'), (3, 11, '\u{1b}'), (4, 4, '\u{feff}')],
            "the name is a text of the catalog"
        );
    }

    #[test]
    fn an_escape_in_an_attribute_stays_one_and_hides_nothing() {
        let text = "#![type = \"a\\u{202e}b\"]\nCatalog(format: 1, name: \"n\")\n";
        let loaded = read(text.as_bytes()).expect("a catalog");
        assert_eq!(loaded.hidden_outside_texts().count(), 0);
        let written = crate::storage::fmt(text.as_bytes()).expect("it can be written");
        assert!(written.contains("#![type = \"a\\u{202e}b\"]"), "{written}");
    }
}
