//! Comments, and what was written as escapes, from an old tree onto a new one, so that an edited catalog keeps what
//! people wrote.
//!
//! A field is found again by its name, an entry by its key, a list's item by its `name`, else by its content, else
//! by its position; where nothing was moved the position wins. An offer is looked for in the category in which it stands now
//! ([`super::moved`]). What was said of a field that is left out, since it is
//! as if nothing were written, stands above the next field; what was said of anything else that is gone moves to the
//! end of the nearest group that is left. Owns the matching; never drops a comment.

use super::locate::{content_of_some, name_of};
use super::moved;
use super::syntax::{Comment, Document, Group, Item, Label, Node, NodeKind, Shape};
use std::collections::{HashMap, VecDeque};
use std::hash::{DefaultHasher, Hash, Hasher};

/// Whether a document has any comment or kept escape.
pub(in crate::storage) fn has_notes(document: &Document) -> bool {
    let around = [&document.before, &document.above_root, &document.after];
    let attributes = document.attributes.iter().map(|attribute| &attribute.above);
    around.into_iter().chain(attributes).any(|comments| !comments.is_empty()) || inside(&document.root)
}

/// Every comment of a document, in order.
pub(in crate::storage) fn comments_of(document: &Document) -> Vec<&Comment> {
    let attributes = document.attributes.iter().flat_map(|attribute| &attribute.above);
    let mut comments: Vec<_> = document.before.iter().chain(attributes).chain(&document.above_root).collect();
    collect(&document.root, &mut comments);
    comments.extend(&document.after);
    comments
}

/// Gives `new` the comments and escapes of `old`. `canonical` is the root of `old` as it would be written: items are
/// compared as they are written, so that `5` and `5.0`, or a default that is written out, make no difference.
pub(in crate::storage) fn graft(old: &Document, canonical: &Node, new: &mut Document) {
    new.before.clone_from(&old.before);
    new.above_root.clone_from(&old.above_root);
    new.after.clone_from(&old.after);
    let moved = moved::followed(&old.root, canonical, &new.root);
    let (root, canonical) =
        moved.as_ref().map_or((&old.root, canonical), |[root, canonical]| (root, canonical));
    new.above_root.extend(onto_node(root, Some(canonical), &mut new.root));
}

/// Whether a value holds comments or kept escapes.
fn inside(node: &Node) -> bool {
    let group = |group: &Group| !group.end.is_empty() || group.items.iter().any(at_item);
    node.escapes.is_some() || node.group().is_some_and(group)
}

fn at_item(item: &Item) -> bool {
    item.has_comments() || inside(&item.value) || matches!(&item.label, Label::Key(key) if inside(key))
}

/// Grafts what is inside a value; returns the comments that have no place in the new one.
fn onto_node(old: &Node, canonical: Option<&Node>, new: &mut Node) -> Vec<Comment> {
    if !inside(old) {
        return Vec::new();
    }
    if let (Some(escapes), NodeKind::Text(text), NodeKind::Text(edited)) =
        (&old.escapes, &old.kind, &new.kind)
    {
        new.escapes = escapes.carried_over(text, edited);
    }
    let Some(from) = old.group() else { return Vec::new() };
    if let Some(content) = content_of_some(old) {
        // The content of an option is written bare.
        let mut left = around_content(from);
        left.extend(onto_node(content, canonical, new));
        return left;
    }
    match &mut new.kind {
        NodeKind::Group(to) if alike(from.shape, to.shape) => {
            onto_group(from, canonical.and_then(Node::group), to);
            Vec::new()
        }
        _ => collected(old),
    }
}

/// The comments of an option that stand around its content.
fn around_content(some: &Group) -> Vec<Comment> {
    let items = some.items.iter().flat_map(|item| item.before.iter().chain(item.after.iter()));
    items.chain(&some.end).cloned().collect()
}

/// `()` is a tuple that may have been a struct.
fn alike(old: Shape, new: Shape) -> bool {
    let of_fields = |shape| matches!(shape, Shape::Struct | Shape::Tuple);
    old == new || (of_fields(old) && of_fields(new))
}

fn onto_group(old: &Group, canonical: Option<&Group>, new: &mut Group) {
    let twins = Twins::of(canonical);
    let partners = partners(old, &twins, new);
    let mut of_left_out = Vec::new();
    for (index, (item, partner)) in old.items.iter().zip(partners).enumerate() {
        if let Some(partner) = partner {
            new.items[partner].before.extend(of_left_out.drain(..));
        }
        if !at_item(item) {
            continue;
        }
        match (partner, &item.label) {
            (Some(partner), _) => onto_item(item, twins.of_item(item, index), &mut new.items[partner]),
            (None, Label::Name(_)) if twins.of_item(item, index).is_none() => {
                of_left_out.extend(collected_at(item));
            }
            (None, _) => new.end.extend(collected_at(item)),
        }
    }
    new.end.append(&mut of_left_out);
    new.end.extend(old.end.iter().cloned());
}

/// The items of a canonical group, to be found by what they are written as.
struct Twins<'a> {
    items: &'a [Item],
    by_label: HashMap<&'a str, &'a Item>,
}

impl<'a> Twins<'a> {
    fn of(canonical: Option<&'a Group>) -> Self {
        let items = canonical.map(|group| &group.items[..]).unwrap_or_default();
        // The first of a label, as where it stands twice.
        let labelled = items.iter().rev().filter_map(|item| Some((item.label.text()?, item)));
        Self { items, by_label: labelled.collect() }
    }

    /// The item that an item is written as; none for a default that is left out.
    fn of_item(&self, item: &Item, index: usize) -> Option<&'a Item> {
        match item.label.text() {
            Some(label) => self.by_label.get(label).copied(),
            None => self.items.get(index),
        }
    }
}

fn onto_item(old: &Item, canonical: Option<&Item>, new: &mut Item) {
    new.before.extend(old.before.iter().cloned());
    if let Label::Key(key) = &old.label {
        new.before.extend(collected(key));
        if let Label::Key(new) = &mut new.label {
            onto_node(key, None, new);
        }
    }
    new.before.extend(onto_node(&old.value, canonical.map(|item| &item.value), &mut new.value));
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
///
/// What is the same from the start and from the end stays where it is; between them items are found by their marks
/// in order, then by their position.
fn partners(old: &Group, twins: &Twins<'_>, new: &Group) -> Vec<Option<usize>> {
    let marks = |index, item| mark(twins.of_item(item, index).unwrap_or(item));
    let was: Vec<Mark<'_>> = old.items.iter().enumerate().map(|(index, item)| marks(index, item)).collect();
    let is: Vec<Mark<'_>> = new.items.iter().map(mark).collect();
    let start = was.iter().zip(&is).take_while(|(was, is)| was == is).count();
    let rest = was[start..].iter().rev().zip(is[start..].iter().rev());
    let end = rest.take_while(|(was, is)| was == is).count();

    let mut found: Vec<Option<usize>> = vec![None; was.len()];
    for (index, place) in found.iter_mut().enumerate().take(start) {
        *place = Some(index);
    }
    for back in 1..=end {
        found[was.len() - back] = Some(is.len() - back);
    }
    let mut places: HashMap<&Mark<'_>, VecDeque<usize>> = HashMap::new();
    for (index, mark) in is.iter().enumerate().take(is.len() - end).skip(start) {
        places.entry(mark).or_default().push_back(index);
    }
    for index in start..was.len() - end {
        found[index] = places.get_mut(&was[index]).and_then(VecDeque::pop_front);
    }
    by_position(old, new, &mut found);
    found
}

/// Gives the items of a list that were not found again the place that they had, where nothing else is there now.
fn by_position(old: &Group, new: &Group, found: &mut [Option<usize>]) {
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
}

/// Whether two values are the same, whatever their places and comments.
pub(in crate::storage) fn same(one: &Node, other: &Node) -> bool {
    match (&one.kind, &other.kind) {
        (NodeKind::Group(one), NodeKind::Group(other)) => {
            let alike = |(one, other): (&Item, &Item)| {
                let label = match (&one.label, &other.label) {
                    (Label::Key(one), Label::Key(other)) => same(one, other),
                    (one, other) => one.text() == other.text(),
                };
                label && same(&one.value, &other.value)
            };
            one.name == other.name
                && one.shape == other.shape
                && one.items.len() == other.items.len()
                && one.items.iter().zip(&other.items).all(alike)
        }
        (one, other) => one == other,
    }
}

/// A number that equal values share, whatever their places and comments.
pub(in crate::storage) fn fingerprint(node: &Node) -> u64 {
    let mut hasher = DefaultHasher::new();
    hash(node, &mut hasher);
    hasher.finish()
}

fn hash(node: &Node, hasher: &mut DefaultHasher) {
    match &node.kind {
        NodeKind::Text(text) => (0, text).hash(hasher),
        NodeKind::Integer(value) => (1, value).hash(hasher),
        NodeKind::Decimal(value) => (2, value.to_bits()).hash(hasher),
        NodeKind::Boolean(value) => (3, value).hash(hasher),
        NodeKind::Word(word) => (4, word).hash(hasher),
        NodeKind::Group(group) => {
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
    collect(node, &mut comments);
    comments.into_iter().cloned().collect()
}

fn collected_at(item: &Item) -> Vec<Comment> {
    let mut comments = Vec::new();
    collect_at(item, &mut comments);
    comments.into_iter().cloned().collect()
}

fn collect<'a>(node: &'a Node, comments: &mut Vec<&'a Comment>) {
    let Some(group) = node.group() else { return };
    for item in &group.items {
        collect_at(item, comments);
    }
    comments.extend(&group.end);
}

fn collect_at<'a>(item: &'a Item, comments: &mut Vec<&'a Comment>) {
    comments.extend(item.before.iter());
    if let Label::Key(key) = &item.label {
        collect(key, comments);
    }
    collect(&item.value, comments);
    comments.extend(item.after.iter());
}

#[cfg(test)]
mod tests {
    use super::super::{parse, print};
    use super::*;

    /// The new text with the comments of the old one.
    fn grafted(old: &str, new: &str) -> String {
        let mut document = parse(new).expect("RON");
        let old = parse(old).expect("RON");
        graft(&old, &old.root, &mut document);
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
        ] {
            assert_eq!(grafted(old, new), expected, "{case}");
        }
    }

    #[test]
    fn comments_of_what_is_written_otherwise_find_their_place_again() {
        for (case, old, new, expected) in [
            (
                "an explicit option",
                "(a: Some(/*in*/ X(b: 1, /*c*/ c: 2) /*out*/))",
                "(a: X(b: 1, c: 2))",
                "(\n    /*in*/\n    /*out*/\n    a: X(\n        b: 1,\n        /*c*/\n        c: 2,\n    ),\n)\n",
            ),
            (
                "equal items keep their order when one is put before them",
                "[1, /*a*/ 7, /*b*/ 7, 2]",
                "[0, 1, 7, 7, 2]",
                "[\n    0,\n    1,\n    /*a*/\n    7,\n    /*b*/\n    7,\n    2,\n]\n",
            ),
            (
                "an item that moved, among equal ones",
                "[/*x*/ 9, 7, /*b*/ 7]",
                "[7, 7, 9]",
                "[\n    7,\n    /*b*/\n    7,\n    /*x*/\n    9,\n]\n",
            ),
            (
                "an escape, with the text edited",
                "(a: \"x\\u{a0}y\")",
                "(a: \"y\u{a0}z\")",
                "(a: \"y\\u{a0}z\")\n",
            ),
            (
                "an escape that is gone",
                "(a: \"x\\u{a0}y\", b: 1 /*b*/)",
                "(a: \"z\", b: 1)",
                "(\n    a: \"z\",\n    b: 1, /*b*/\n)\n",
            ),
            (
                "an escape in a key",
                "{\"\\u{200b}\": [\"\\u{200b}\"]}",
                "{\"\u{200b}\": [\"\u{200b}\"]}",
                "{\"\\u{200b}\": [\"\\u{200b}\"]}\n",
            ),
            ("a root of another kind", "[/*in*/ 1]", "2", "/*in*/\n2\n"),
            ("around the root", "/*a*/ [/*b*/] /*c*/", "[]", "/*a*/\n[\n    /*b*/\n]\n/*c*/\n"),
        ] {
            assert_eq!(grafted(old, new), expected, "{case}");
        }
    }

    #[test]
    fn equal_items_that_are_written_otherwise_keep_their_comments() {
        let old = parse("[/*summer*/ W(v: 5), /*base*/ W(v: 5.0), /*all*/ W(v: 5.0, t: \"\")]").expect("RON");
        let canonical = parse("[W(v: 5.0), W(v: 5.0), W(v: 5.0)]").expect("RON");
        for (new, expected) in [
            (
                "[W(v: 5.0), W(v: 5.0), W(v: 5.0)]",
                "/*summer*/ W(v: 5.0) /*base*/ W(v: 5.0) /*all*/ W(v: 5.0)",
            ),
            (
                "[W(v: 5.0), W(v: 7.0), W(v: 5.0)]",
                "/*summer*/ W(v: 5.0) /*base*/ W(v: 7.0) /*all*/ W(v: 5.0)",
            ),
            (
                "[W(v: 1.0), W(v: 5.0), W(v: 5.0), W(v: 5.0)]",
                "W(v: 1.0) /*summer*/ W(v: 5.0) /*base*/ W(v: 5.0) /*all*/ W(v: 5.0)",
            ),
        ] {
            let mut document = parse(new).expect("RON");
            graft(&old, &canonical.root, &mut document);
            let lines = print(&document);
            let lines: Vec<&str> = lines.lines().map(|line| line.trim().trim_end_matches(',')).collect();
            assert_eq!(lines[1..lines.len() - 1].join(" "), expected, "{new}");
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
            ("\"\\u{a0}\"", true),
        ] {
            assert_eq!(has_notes(&parse(source).expect("RON")), expected, "{source}");
        }
    }
}
