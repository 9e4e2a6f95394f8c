//! Three trees that are the same but for a few places, as one: at those places what each of them has stands behind a marker.
//! The smallest field or item that differs is marked. Markers are comments of the tree, which are brought to the start of
//! their lines once it is printed.

use super::super::ron::{Comment, Comments, Group, Item, Node, NodeKind, Shape, fingerprint, name_of, same};
use std::collections::HashMap;

/// What a marker begins with in the tree: no comment of a file does.
const SIGN: &str = "//\0";

const OURS: &str = "<<<<<<< ours";
const BASE: &str = "||||||| base";
const BETWEEN: &str = "=======";
const THEIRS: &str = ">>>>>>> theirs";

/// The tree of three. `ours` is the one whose comments stand where all are the same.
pub(super) fn marked(ours: &Node, base: Option<&Node>, theirs: &Node) -> Node {
    group_of(ours, base, theirs).unwrap_or_else(|| ours.clone())
}

/// The printed text with its markers at the start of their lines.
pub(super) fn at_line_starts(text: &str) -> String {
    let line = |line: &'_ str| line.trim_start().strip_prefix(SIGN).unwrap_or(line).to_owned();
    text.split_inclusive('\n').map(line).collect()
}

/// A group that all three have, with what differs in it marked; `None` where they are not groups of one kind, or the same.
fn group_of(ours: &Node, base: Option<&Node>, theirs: &Node) -> Option<Node> {
    let base = base.unwrap_or(ours);
    let (own, was, other) = (ours.group()?, base.group()?, theirs.group()?);
    let alike = |it: &Group| it.name == own.name && it.shape == own.shape;
    if !alike(was) || !alike(other) || own.shape == Shape::Tuple {
        return None;
    }
    let known = !std::ptr::eq(ours, base);
    let mut writer = Writer { known, items: Vec::new(), waiting: Vec::new() };
    writer.lists(&own.items, &was.items, &other.items);
    let mut group = Group { items: writer.items, ..own.clone() };
    group.end.splice(0..0, writer.waiting);
    Some(Node { kind: NodeKind::Group(Box::new(group)), ..ours.clone() })
}

/// What an item is told by in its group.
#[derive(Clone, PartialEq, Eq, Hash)]
enum Mark {
    Label(String),
    Name(String),
    Content(String, usize),
}

fn marks(items: &[Item]) -> Vec<Mark> {
    let mut seen: HashMap<String, usize> = HashMap::new();
    let mark = |item: &Item| {
        if let Some(label) = item.label.text() {
            return Mark::Label(label.to_owned());
        }
        if let Some(name) = name_of(&item.value) {
            return Mark::Name(name.to_owned());
        }
        // What has a label of its own is told by it, so that one value of it can be marked.
        let told = item.value.get("label").and_then(Node::text).map(str::to_owned);
        let told = told.unwrap_or_else(|| fingerprint(&item.value).to_string());
        let count = seen.entry(told.clone()).or_default();
        *count += 1;
        Mark::Content(told, *count)
    };
    items.iter().map(mark).collect()
}

struct Writer {
    /// Whether it is known what both began with.
    known: bool,
    items: Vec<Item>,
    /// Markers that stand above the next item.
    waiting: Vec<Comment>,
}

impl Writer {
    fn lists(&mut self, ours: &[Item], base: &[Item], theirs: &[Item]) {
        let keys = [marks(ours), marks(base), marks(theirs)];
        let [was, other] = [1, 2].map(|side| -> HashMap<&Mark, usize> {
            keys[side].iter().enumerate().map(|(at, mark)| (mark, at)).collect()
        });
        let (mut from, mut from_base, mut from_theirs) = (0, 0, 0);
        for (at, mark) in keys[0].iter().enumerate() {
            let (Some(&base_at), Some(&theirs_at)) = (was.get(mark), other.get(mark)) else { continue };
            if base_at < from_base || theirs_at < from_theirs {
                continue;
            }
            self.piece(&ours[from..at], &base[from_base..base_at], &theirs[from_theirs..theirs_at]);
            self.item(&ours[at], &base[base_at], &theirs[theirs_at]);
            (from, from_base, from_theirs) = (at + 1, base_at + 1, theirs_at + 1);
        }
        self.piece(&ours[from..], &base[from_base..], &theirs[from_theirs..]);
    }

    /// An item that all three have.
    fn item(&mut self, ours: &Item, base: &Item, theirs: &Item) {
        if same(&ours.value, &base.value) && same(&ours.value, &theirs.value) {
            return self.push(ours.clone());
        }
        let base_value = self.known.then_some(&base.value);
        match group_of(&ours.value, base_value, &theirs.value) {
            Some(value) => self.push(Item { value, ..ours.clone() }),
            None => self.block(
                std::slice::from_ref(ours),
                std::slice::from_ref(base),
                std::slice::from_ref(theirs),
            ),
        }
    }

    /// Items that stand between those that all three have.
    fn piece(&mut self, ours: &[Item], base: &[Item], theirs: &[Item]) {
        let alike = |one: &[Item], other: &[Item]| {
            one.len() == other.len()
                && one.iter().zip(other).all(|(one, other)| {
                    marks(std::slice::from_ref(one)) == marks(std::slice::from_ref(other))
                        && same(&one.value, &other.value)
                })
        };
        if alike(ours, base) && alike(ours, theirs) {
            self.all(ours);
        } else {
            self.block(ours, base, theirs);
        }
    }

    fn block(&mut self, ours: &[Item], base: &[Item], theirs: &[Item]) {
        self.marker(OURS);
        self.all(ours);
        if self.known {
            self.marker(BASE);
            self.all(base);
        }
        self.marker(BETWEEN);
        self.all(theirs);
        self.marker(THEIRS);
    }

    fn marker(&mut self, marker: &str) {
        self.waiting.push(Comment(format!("{SIGN}{marker}").into()));
    }

    fn all(&mut self, items: &[Item]) {
        for item in items {
            self.push(item.clone());
        }
    }

    fn push(&mut self, mut item: Item) {
        if !self.waiting.is_empty() {
            let waiting = std::mem::take(&mut self.waiting).into_iter();
            item.before = waiting.chain(item.before.iter().cloned()).collect::<Comments>();
        }
        self.items.push(item);
    }
}
