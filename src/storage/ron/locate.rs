//! Where something stands: from a path of names and positions to a node, from a place in a value to one in the
//! file.
//!
//! Owns the paths. Knows neither entities nor messages.

use super::syntax::{Item, Node, NodeKind, Shape};
use super::text;

/// One step from a value into what it holds.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum PathStep {
    /// A field of a struct, or the entry of a map with that key.
    Field(String),
    /// An item of a list or tuple, from 0.
    Index(usize),
    /// The item of a list whose `name` is that.
    Named {
        /// Its name.
        name: String,
        /// Which of those with that name, from 0.
        occurrence: usize,
    },
    /// The item named so in the field `list` of this value, or of what stands in its field `through`, at any
    /// depth. An offer is found from its environment with `through: "categories", list: "offers"`.
    Below {
        /// The field that leads down.
        through: String,
        /// The field whose items are meant.
        list: String,
        /// Its name.
        name: String,
        /// Which of those with that name, from 0, depth first.
        occurrence: usize,
    },
}

impl PathStep {
    /// A step into a field.
    pub fn field(name: impl Into<String>) -> Self {
        Self::Field(name.into())
    }

    /// A step to the first item of that name.
    pub fn named(name: impl Into<String>) -> Self {
        Self::Named { name: name.into(), occurrence: 0 }
    }

    /// A step to the first item of that name in a `list` here or below `through`.
    pub fn below(through: impl Into<String>, list: impl Into<String>, name: impl Into<String>) -> Self {
        Self::Below { through: through.into(), list: list.into(), name: name.into(), occurrence: 0 }
    }
}

/// The value at the end of a path, where the file has it.
pub fn locate<'a>(root: &'a Node, path: &[PathStep]) -> Option<&'a Node> {
    path.iter().try_fold(root, |node, step| take(node, step))
}

/// The value at the end of a path, or the last on the way to it: what is left out of the file stands where its
/// owner does.
pub fn nearest<'a>(root: &'a Node, path: &[PathStep]) -> &'a Node {
    let mut node = root;
    for step in path {
        match take(node, step) {
            Some(next) => node = next,
            None => break,
        }
    }
    node
}

/// The byte of `source` that the byte at `offset` of a text's value comes from. Escapes and raw texts are
/// followed; for a value that is no text it is the value's start.
pub fn offset_in_text(source: &str, node: &Node, offset: usize) -> usize {
    match (&node.kind, source.get(node.span.range())) {
        (NodeKind::Text(_), Some(literal)) if !literal.is_empty() => {
            node.span.start() + text::offset_in_literal(literal, offset)
        }
        _ => node.span.start(),
    }
}

fn take<'a>(node: &'a Node, step: &PathStep) -> Option<&'a Node> {
    let node = without_some(node);
    match step {
        PathStep::Field(name) => node.get(name),
        PathStep::Index(index) => items(node).get(*index).map(|item| &item.value),
        PathStep::Named { name, occurrence } => named(node, name).nth(*occurrence),
        PathStep::Below { through, list, name, occurrence } => {
            let mut left = *occurrence;
            below(node, &Search { through, list, name }, &mut left)
        }
    }
}

struct Search<'a> {
    through: &'a str,
    list: &'a str,
    name: &'a str,
}

fn below<'a>(node: &'a Node, search: &Search<'_>, left: &mut usize) -> Option<&'a Node> {
    let here = node.get(search.list).map(without_some);
    for found in here.into_iter().flat_map(|list| named(list, search.name)) {
        if *left == 0 {
            return Some(found);
        }
        *left -= 1;
    }
    let deeper = node.get(search.through).map(without_some);
    deeper.map_or(&[][..], items).iter().find_map(|item| below(&item.value, search, left))
}

fn named<'a>(list: &'a Node, name: &str) -> impl Iterator<Item = &'a Node> {
    items(list).iter().map(|item| &item.value).filter(move |value| name_of(value) == Some(name))
}

/// The `name` field of a struct.
pub(in crate::storage) fn name_of(node: &Node) -> Option<&str> {
    node.get("name").and_then(Node::text)
}

fn items(node: &Node) -> &[Item] {
    node.group().map_or(&[], |group| &group.items)
}

/// What stands in `Some(…)`, or the value itself.
fn without_some(node: &Node) -> &Node {
    content_of_some(node).unwrap_or(node)
}

/// What stands in `Some(…)`, where that is what a value is.
pub(super) fn content_of_some(node: &Node) -> Option<&Node> {
    let group = node.group().filter(|group| group.shape == Shape::Tuple)?;
    let item = group.items.first().filter(|_| group.name.as_deref() == Some("Some"))?;
    Some(&item.value)
}

#[cfg(test)]
mod tests {
    use super::super::parse;
    use super::*;

    const SOURCE: &str = r##"Catalog(
    environments: [
        Environment(name: "a"),
        Environment(name: "b", target: r#""1" == x"#, categories: Some([
            Category(name: "c", offers: [Offer(name: "o", at: 1)], categories: [
                Category(name: "d", offers: [Offer(name: "o", at: 2)]),
            ]),
        ]), values: {"k": [10, "tw\"o"]}),
    ],
)"##;

    fn source_of(path: &[PathStep]) -> Option<String> {
        let document = parse(SOURCE).expect("RON");
        locate(&document.root, path).map(|node| SOURCE[node.span.range()].to_owned())
    }

    #[test]
    fn a_path_leads_to_a_value() {
        let b = [PathStep::field("environments"), PathStep::named("b")];
        let then = |steps: &[PathStep]| source_of(&[&b[..], steps].concat());
        let second = PathStep::Below {
            through: "categories".into(),
            list: "offers".into(),
            name: "o".into(),
            occurrence: 1,
        };
        assert_eq!(then(&[PathStep::field("name")]).as_deref(), Some("\"b\""));
        assert_eq!(
            then(&[PathStep::field("values"), PathStep::field("k"), PathStep::Index(0)]).as_deref(),
            Some("10")
        );
        let offer = PathStep::below("categories", "offers", "o");
        assert_eq!(then(&[offer, PathStep::field("at")]).as_deref(), Some("1"));
        assert_eq!(then(&[second, PathStep::field("at")]).as_deref(), Some("2"));
        let category = PathStep::below("categories", "categories", "d");
        assert_eq!(then(&[category, PathStep::field("name")]).as_deref(), Some("\"d\""));
        assert_eq!(then(&[PathStep::below("categories", "offers", "gone")]), None);
        assert_eq!(then(&[PathStep::field("label")]), None);
    }

    #[test]
    fn what_the_file_leaves_out_stands_where_its_owner_does() {
        let document = parse(SOURCE).expect("RON");
        let node = nearest(
            &document.root,
            &[PathStep::field("environments"), PathStep::named("a"), PathStep::field("label")],
        );
        assert_eq!(&SOURCE[node.span.range()], "Environment(name: \"a\")");
    }

    #[test]
    fn a_place_in_a_text_is_a_place_in_the_file() {
        let document = parse(SOURCE).expect("RON");
        let path = [PathStep::field("environments"), PathStep::named("b"), PathStep::field("target")];
        let rule = locate(&document.root, &path).expect("a rule");
        assert!(SOURCE[offset_in_text(SOURCE, rule, 4)..].starts_with("== x"));
        let path =
            [&path[..2], &[PathStep::field("values"), PathStep::field("k"), PathStep::Index(1)]].concat();
        let escaped = locate(&document.root, &path).expect("a text");
        assert!(SOURCE[offset_in_text(SOURCE, escaped, 3)..].starts_with("o\""));
    }
}
