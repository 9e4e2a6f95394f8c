//! Messages that are nothing but texts and values one after the other, read once: putting them into words takes no more than
//! writing them. Most are of this kind. Owns which are; all others are Fluent's to put into words, and it says the same.

use std::collections::HashMap;

/// A part of such a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// What stands as it is.
    Text(&'static str),
    /// The value of that name.
    Value(&'static str),
}

/// The messages of that kind, by their ids.
#[derive(Debug)]
pub(super) struct PlainMessages(HashMap<&'static str, Vec<Part>>);

impl PlainMessages {
    /// Those of the sources of a language.
    pub(super) fn of(sources: &[(&str, &'static str)]) -> Self {
        let mut found = HashMap::new();
        for (_, source) in sources {
            let mut lines = source.lines().peekable();
            while let Some(line) = lines.next() {
                // What goes on in the next line is indented there.
                let goes_on =
                    lines.peek().is_some_and(|next| next.trim().is_empty() || next.starts_with(' '));
                let ends = !goes_on || ends_here(lines.clone());
                if let Some((id, text)) = line.split_once(" = ").filter(|_| ends)
                    && is_id(id)
                    && let Some(parts) = parts(text.trim_matches(' '))
                {
                    found.insert(id, parts);
                }
            }
        }
        Self(found)
    }

    /// The parts of a message; `None` of one that is of another kind.
    pub(super) fn get(&self, id: &str) -> Option<&[Part]> {
        self.0.get(id).map(Vec::as_slice)
    }

    /// The ids of all of them.
    #[cfg(test)]
    pub(super) fn ids(&self) -> impl Iterator<Item = &'static str> {
        self.0.keys().copied()
    }
}

/// Whether nothing of the message before stands in these lines.
fn ends_here<'l>(mut lines: impl Iterator<Item = &'l str>) -> bool {
    lines.find(|line| !line.trim().is_empty()).is_none_or(|line| !line.starts_with(' '))
}

fn is_id(id: &str) -> bool {
    id.starts_with(|first: char| first.is_ascii_alphabetic())
        && id.chars().all(|c| c.is_ascii_alphanumeric() || "-_".contains(c))
}

/// The parts of a text; `None` where it holds anything but values by their names.
fn parts(mut text: &'static str) -> Option<Vec<Part>> {
    let mut parts = Vec::new();
    while let Some(start) = text.find(['{', '}']) {
        if start > 0 {
            parts.push(Part::Text(&text[..start]));
        }
        let (inside, rest) = text[start..].strip_prefix('{')?.split_once('}')?;
        let name = inside.trim().strip_prefix('$')?;
        if !is_id(name) {
            return None;
        }
        parts.push(Part::Value(name));
        text = rest;
    }
    if !text.is_empty() {
        parts.push(Part::Text(text));
    }
    (!parts.is_empty()).then_some(parts)
}

#[cfg(test)]
mod tests {
    use super::Part::{Text, Value};
    use super::*;

    #[test]
    fn a_message_of_another_kind_is_none() {
        let source = "a = one { $x } two\nb = { $x ->\n  [one] it\n *[other] they\n}\nc = one\n  two\n\
                      d = { \"\" }x\ne = {$y}{ $x }\n\nf = last\n# g = no\nh = one\n\n  two\ni = { -term }\nj =\n  x\n";
        let plain = PlainMessages::of(&[("", source)]);
        let of = |id| plain.get(id).map(<[Part]>::to_vec);
        assert_eq!(of("a"), Some(vec![Text("one "), Value("x"), Text(" two")]));
        assert_eq!(of("e"), Some(vec![Value("y"), Value("x")]));
        assert_eq!(of("f"), Some(vec![Text("last")]));
        for id in ["b", "c", "d", "g", "# g", "h", "i", "j"] {
            assert_eq!(of(id), None, "{id}");
        }
    }
}
