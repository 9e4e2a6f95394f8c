//! Comments from an old tree onto a new one, so that an edited catalog keeps what people wrote beside it.
//!
//! A field is found again by its name, an entry by its key, a list's item by its `name`, else by its content, else
//! by its position. What was said of something that is gone moves to the end of the nearest group that is left.
//! Owns the matching; never drops a comment.

use super::locate::{content_of_some, name_of};
use super::syntax::{Comment, Document, Group, Item, Kind, Label, Node, Shape};
use std::collections::{HashMap, VecDeque};
use std::hash::{DefaultHasher, Hash, Hasher};

/// Whether a document has any comment.
pub(in crate::storage) fn has_comments(document: &Document) -> bool {
    let around = [&document.before, &document.above_root, &document.after];
    around.iter().any(|comments| !comments.is_empty()) || inside(&document.root)
}

/// Gives `new` the comments of `old`.
pub(in crate::storage) fn graft(old: &Document, new: &mut Document) {
    new.before.clone_from(&old.before);
    new.above_root.clone_from(&old.above_root);
    new.after.clone_from(&old.after);
    new.above_root.extend(onto_node(&old.root, &mut new.root));
}

/// Whether a value holds comments.
fn inside(node: &Node) -> bool {
    node.group().is_some_and(|group| !group.end.is_empty() || group.items.iter().any(at_item))
}

fn at_item(item: &Item) -> bool {
    item.has_comments() || inside(&item.value) || matches!(&item.label, Label::Key(key) if inside(key))
}

/// Grafts the comments inside a value; returns those that have no place in the new one.
fn onto_node(old: &Node, new: &mut Node) -> Vec<Comment> {
    let Some(from) = old.group().filter(|_| inside(old)) else { return Vec::new() };
    if let Some(content) = content_of_some(old) {
        // The content of an option is written bare.
        let mut left = around_content(from);
        left.extend(onto_node(content, new));
        return left;
    }
    match &mut new.kind {
        Kind::Group(to) if alike(from.shape, to.shape) => {
            onto_group(from, to);
            Vec::new()
        }
        _ => collected(old),
    }
}

/// The comments of an option that stand around its content.
fn around_content(some: &Group) -> Vec<Comment> {
    let items = some.items.iter().flat_map(|item| item.before.iter().chain(&item.after));
    items.chain(&some.end).cloned().collect()
}

/// `()` is a tuple that may have been a struct.
fn alike(old: Shape, new: Shape) -> bool {
    let of_fields = |shape| matches!(shape, Shape::Struct | Shape::Tuple);
    old == new || (of_fields(old) && of_fields(new))
}

fn onto_group(old: &Group, new: &mut Group) {
    let partners = partners(old, new);
    for (item, partner) in old.items.iter().zip(partners) {
        if !at_item(item) {
            continue;
        }
        match partner {
            Some(index) => onto_item(item, &mut new.items[index]),
            None => new.end.extend(collected_at(item)),
        }
    }
    new.end.extend(old.end.iter().cloned());
}

fn onto_item(old: &Item, new: &mut Item) {
    new.before.extend(old.before.iter().cloned());
    if let Label::Key(key) = &old.label {
        new.before.extend(collected(key));
    }
    new.before.extend(onto_node(&old.value, &mut new.value));
    new.after.extend(old.after.iter().cloned());
}

/// What an item is found again by.
#[derive(PartialEq, Eq, Hash)]
enum Mark<'a> {
    Label(&'a str),
    Name(&'a str),
    Content(u64),
}

fn mark(item: &Item) -> Mark<'_> {
    if let Some(label) = item.label.text() {
        return Mark::Label(label);
    }
    name_of(&item.value).map_or_else(|| Mark::Content(fingerprint(&item.value)), Mark::Name)
}

/// For each old item the position of the new one that it became.
fn partners(old: &Group, new: &Group) -> Vec<Option<usize>> {
    let mut places: HashMap<Mark<'_>, VecDeque<usize>> = HashMap::new();
    for (index, item) in new.items.iter().enumerate() {
        places.entry(mark(item)).or_default().push_back(index);
    }
    let mut found: Vec<Option<usize>> =
        old.items.iter().map(|item| places.get_mut(&mark(item)).and_then(VecDeque::pop_front)).collect();
    let mut taken = vec![false; new.items.len()];
    for index in found.iter().flatten() {
        taken[*index] = true;
    }
    for (index, partner) in found.iter_mut().enumerate() {
        let nameless =
            |group: &Group| group.items.get(index).is_some_and(|item| matches!(item.label, Label::None));
        if partner.is_none() && nameless(old) && nameless(new) && !taken[index] {
            taken[index] = true;
            *partner = Some(index);
        }
    }
    found
}

/// A number that equal values share, whatever their places and comments.
fn fingerprint(node: &Node) -> u64 {
    let mut hasher = DefaultHasher::new();
    hash(node, &mut hasher);
    hasher.finish()
}

fn hash(node: &Node, hasher: &mut DefaultHasher) {
    match &node.kind {
        Kind::Text(text) => (0, text).hash(hasher),
        Kind::Integer(value) => (1, value).hash(hasher),
        Kind::Decimal(value) => (2, value.to_bits()).hash(hasher),
        Kind::Boolean(value) => (3, value).hash(hasher),
        Kind::Word(word) => (4, word).hash(hasher),
        Kind::Group(group) => {
            (5, &group.name, group.shape, group.items.len()).hash(hasher);
            for item in &group.items {
                match &item.label {
                    Label::None => {}
                    Label::Name(name) => name.text.hash(hasher),
                    Label::Key(key) => hash(key, hasher),
                }
                hash(&item.value, hasher);
            }
        }
    }
}

/// Every comment inside a value, in order.
fn collected(node: &Node) -> Vec<Comment> {
    let mut comments = Vec::new();
    if let Some(group) = node.group() {
        comments.extend(group.items.iter().flat_map(collected_at));
        comments.extend(group.end.iter().cloned());
    }
    comments
}

fn collected_at(item: &Item) -> Vec<Comment> {
    let mut comments = item.before.clone();
    if let Label::Key(key) = &item.label {
        comments.extend(collected(key));
    }
    comments.extend(collected(&item.value));
    comments.extend(item.after.iter().cloned());
    comments
}

#[cfg(test)]
mod tests {
    use super::super::{parse, print};
    use super::*;

    /// The new text with the comments of the old one.
    fn grafted(old: &str, new: &str) -> String {
        let mut document = parse(new).expect("RON");
        graft(&parse(old).expect("RON"), &mut document);
        print(&document)
    }

    #[test]
    fn comments_find_their_place_again() {
        for (case, old, new, expected) in [
            (
                "a field by name",
                "(a: 1, // one\n b: 2)",
                "(b: 3, a: 4)",
                "(\n    b: 3,\n    a: 4, // one\n)\n",
            ),
            (
                "an item by name",
                "[X(name: \"a\"), /*b*/ X(name: \"b\", v: 1)]",
                "[X(name: \"b\", v: 2), X(name: \"c\")]",
                "[\n    /*b*/\n    X(name: \"b\", v: 2),\n    X(name: \"c\"),\n]\n",
            ),
            ("an item by content", "[1, 2, /*three*/ 3]", "[3, 1]", "[\n    /*three*/\n    3,\n    1,\n]\n"),
            ("an item by position", "[/*first*/ 1, 2]", "[9, 2]", "[\n    /*first*/\n    9,\n    2,\n]\n"),
            (
                "a renamed item by position",
                "[X(name: \"a\"), X(name: \"b\", v: [/*in*/])]",
                "[X(name: \"a\"), X(name: \"z\", v: [])]",
                "[\n    X(name: \"a\"),\n    X(\n        name: \"z\",\n        v: [\n            /*in*/\n        ],\n    ),\n]\n",
            ),
            (
                "an entry by key",
                "{\"k\": /*v*/ 1}",
                "{\"j\": 0, \"k\": 2}",
                "{\n    \"j\": 0,\n    /*v*/\n    \"k\": 2,\n}\n",
            ),
            ("a field that is gone", "(a: [1, // one\n], b: 2)", "(b: 2)", "(\n    b: 2,\n    // one\n)\n"),
            ("another kind of value", "(a: X(/*in*/ b: 1))", "(a: Y)", "(\n    /*in*/\n    a: Y,\n)\n"),
            (
                "another variant",
                "(a: X(/*in*/ b: 1))",
                "(a: Y(c: 1))",
                "(\n    a: Y(\n        c: 1,\n        /*in*/\n    ),\n)\n",
            ),
            (
                "an explicit option",
                "(a: Some(/*in*/ X(b: 1, /*c*/ c: 2) /*out*/))",
                "(a: X(b: 1, c: 2))",
                "(\n    /*in*/\n    /*out*/\n    a: X(\n        b: 1,\n        /*c*/\n        c: 2,\n    ),\n)\n",
            ),
            ("a root of another kind", "[/*in*/ 1]", "2", "/*in*/\n2\n"),
            ("around the root", "/*a*/ [/*b*/] /*c*/", "[]", "/*a*/\n[\n    /*b*/\n]\n/*c*/\n"),
        ] {
            assert_eq!(grafted(old, new), expected, "{case}");
        }
    }

    #[test]
    fn a_document_knows_whether_it_has_comments() {
        for (source, expected) in [
            ("(a: [1])", false),
            ("// x\n1", true),
            ("1 // x", true),
            ("{[/*x*/]: 1}", true),
            ("#![enable(implicit_some)] /**/ 1", true),
            ("\"// no comment\"", false),
        ] {
            assert_eq!(has_comments(&parse(source).expect("RON")), expected, "{source}");
        }
    }
}
