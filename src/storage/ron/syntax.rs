//! The tree of a catalog's file: values with their places, and the comments around them.
//!
//! Owns the shape of the tree. Neither reads nor writes text.

use std::collections::BTreeMap;
use std::ops::{Deref, Range};
use std::sync::Arc;

/// A RON file, or a JSON file in the same shape.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    /// What it is written in.
    pub notation: Notation,
    /// The names in `#![enable(…)]`.
    pub extensions: Vec<String>,
    /// The attributes for editors, in order: `#![type = "…"]`, `#![schema = "…"]`.
    pub attributes: Vec<Attribute>,
    /// The comments above the first attribute or, where there is none, above the value.
    pub before: Vec<Comment>,
    /// The comments between the last attribute and the value.
    pub above_root: Vec<Comment>,
    /// The value.
    pub root: Node,
    /// The comments below the value.
    pub after: Vec<Comment>,
    /// How its lines end.
    pub line_ends: LineEnds,
    /// Counts the documents that are there.
    #[cfg(test)]
    pub(in crate::storage) live: live::Live,
}

/// What a catalog is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Notation {
    /// RON, as `domain.md` has it.
    #[default]
    Ron,
    /// JSON of the same structure, as exports have it: without comments and attributes.
    Json,
}

/// `#![name = "value"]`: what a value is, for editors. It changes nothing here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attribute {
    /// The comments between what stands before it and itself. Those above the first one are the document's.
    pub above: Vec<Comment>,
    /// One of `type` and `schema`.
    pub name: String,
    /// Its text.
    pub value: String,
    /// What of the text is written as escapes.
    pub escapes: Option<Box<Escapes>>,
}

/// How the lines of a file end. Inside texts, too, both read as `\n`: version control turns one into the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum LineEnds {
    /// `\n`.
    #[default]
    Lf,
    /// `\r\n`, as on Windows.
    CrLf,
}

/// Some bytes of a source. Kept small: no file has 4 GiB, and a large one has millions of places.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Span {
    start: u32,
    end: u32,
}

/// A value and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// Its bytes in the source; empty for a value that was not read from one.
    pub span: Span,
    /// What it is.
    pub kind: NodeKind,
    /// What of a text is written as escapes.
    pub escapes: Option<Box<Escapes>>,
}

/// What of a text its file wrote as escapes, such as `\u{202E}`, so that a person sees it: where, in the order of the
/// text, and how. Small, since a file may consist of them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Escapes {
    /// The byte of the text that each stands for, and how many bytes of `written` are its own.
    places: Vec<(u32, u8)>,
    /// The escapes as they stand in the file, one after the other.
    written: String,
}

/// What a value is.
#[derive(Debug, Clone, PartialEq)]
pub enum NodeKind {
    /// A text, its escapes resolved.
    Text(Box<str>),
    /// A whole number between `i64::MIN` and `u64::MAX`.
    Integer(Whole),
    /// A finite number with a decimal point or an exponent.
    Decimal(f64),
    /// `true` or `false`.
    Boolean(bool),
    /// A bare name: a variant without content, `None`.
    Word(Box<str>),
    /// What holds other values.
    Group(Box<Group>),
}

/// A whole number of up to 128 bits, aligned as the rest of a node is: nodes would be a third larger otherwise, and a
/// catalog has millions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[repr(Rust, packed(8))]
pub struct Whole(i128);

impl Whole {
    /// The number.
    pub fn get(self) -> i128 {
        self.0
    }
}

impl<T: Into<i128>> From<T> for Whole {
    fn from(number: T) -> Self {
        Self(number.into())
    }
}

/// A struct, tuple, list or map.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    /// The name before the bracket: of a struct or variant, or `Some`.
    pub name: Option<Arc<str>>,
    /// Its brackets, and how its items are labelled.
    pub shape: Shape,
    /// What it holds.
    pub items: Vec<Item>,
    /// The comments below its last item.
    pub end: Vec<Comment>,
}

/// The kind of a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Shape {
    /// `(name: value, …)`.
    Struct,
    /// `(value, …)`, and `()`.
    Tuple,
    /// `[value, …]`.
    List,
    /// `{key: value, …}`.
    Map,
    /// `{"name": value, …}`: of JSON, a struct or a map.
    Object,
}

/// One item of a group.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// What stands before the colon.
    pub label: Label,
    /// The value.
    pub value: Node,
    /// The comments above it.
    pub before: Comments,
    /// The comments behind it on its line. Only the last may be a `//` comment.
    pub after: Comments,
}

/// What stands before an item's colon.
#[derive(Debug, Clone, PartialEq)]
pub enum Label {
    /// Nothing: an item of a list or tuple.
    None,
    /// The name of a struct's field.
    Name(Name),
    /// The key of a map's entry.
    Key(Box<Node>),
}

/// A field's name and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Name {
    /// The name. Equal ones of a file are one text.
    pub text: Arc<str>,
    /// Its bytes in the source.
    pub span: Span,
}

/// A comment as it stands in the source, with its `//` or `/* */`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Comment(pub Box<str>);

/// The comments at an item, in little room: hardly any item has one.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Comments(Option<Box<Several>>);

#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Several {
    all: Box<[Comment]>,
}

impl Deref for Comments {
    type Target = [Comment];

    fn deref(&self) -> &[Comment] {
        self.0.as_ref().map_or(&[], |several| &several.all)
    }
}

impl FromIterator<Comment> for Comments {
    fn from_iter<I: IntoIterator<Item = Comment>>(comments: I) -> Self {
        let all: Box<[Comment]> = comments.into_iter().collect();
        Self((!all.is_empty()).then(|| Box::new(Several { all })))
    }
}

impl Extend<Comment> for Comments {
    fn extend<I: IntoIterator<Item = Comment>>(&mut self, comments: I) {
        let before = std::mem::take(&mut self.0).map_or_else(Vec::new, |several| several.all.into_vec());
        *self = before.into_iter().chain(comments).collect();
    }
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Self {
        let [start, end] = [range.start, range.end].map(|at| u32::try_from(at).unwrap_or(u32::MAX));
        Self { start, end }
    }
}

impl Span {
    /// The bytes.
    pub fn range(self) -> Range<usize> {
        self.start()..self.end as usize
    }

    /// The first of them.
    pub fn start(self) -> usize {
        self.start as usize
    }
}

impl Comment {
    /// The comment that stands so in a source, without what no person sees of it: blanks at its end, and how its
    /// lines end.
    pub(super) fn of(source: &str) -> Self {
        let mut text = source.trim_end().to_owned();
        while text.contains("\r\n") {
            text = text.replace("\r\n", "\n");
        }
        Self(text.into_boxed_str())
    }

    /// Whether it goes on to the end of its line.
    pub(super) fn is_line(&self) -> bool {
        self.0.starts_with("//")
    }
}

impl Document {
    /// A document of a value alone.
    pub fn of(root: Node) -> Self {
        Self {
            notation: Notation::default(),
            extensions: Vec::new(),
            attributes: Vec::new(),
            before: Vec::new(),
            above_root: Vec::new(),
            root,
            after: Vec::new(),
            line_ends: LineEnds::default(),
            #[cfg(test)]
            live: live::Live::default(),
        }
    }
}

impl LineEnds {
    /// How most lines of a text end.
    pub fn of(text: &str) -> Self {
        let (mut with, mut all) = (0, 0_usize);
        for (at, _) in text.match_indices('\n') {
            all += 1;
            with += usize::from(text[..at].ends_with('\r'));
        }
        if with * 2 > all { Self::CrLf } else { Self::Lf }
    }
}

impl Escapes {
    /// Adds the escape of the character at a byte of the text, behind those that are there.
    pub(super) fn add(&mut self, at: usize, escape: &str) {
        // A file is shorter than 4 GiB, and an escape has at most sixteen bytes.
        if let (Ok(at), Ok(length)) = (u32::try_from(at), u8::try_from(escape.len())) {
            self.places.push((at, length));
            self.written.push_str(escape);
        }
    }

    /// How many bytes of memory they take.
    pub(super) fn room(&self) -> usize {
        let none = self.places.is_empty();
        if none { 0 } else { size_of::<Self>() + self.written.len() + size_of_val(&self.places[..]) }
    }

    /// Each with the byte of the text that it stands at.
    pub(super) fn iter(&self) -> impl Iterator<Item = (usize, &str)> {
        let mut rest = self.written.as_str();
        self.places.iter().map(move |(at, length)| {
            let (escape, behind) = rest.split_at(usize::from(*length));
            rest = behind;
            (*at as usize, escape)
        })
    }

    /// Them in their place, `None` where there are none.
    pub(super) fn kept(self) -> Option<Box<Self>> {
        (!self.places.is_empty()).then(|| Box::new(self))
    }

    /// Those of `text` in what it was edited into: all where it is the same. In another text places mean nothing: there
    /// the characters that nobody sees stay escapes, each as it was first written.
    pub(super) fn carried_over(&self, text: &str, edited: &str) -> Option<Box<Self>> {
        if text == edited {
            return Some(Box::new(self.clone()));
        }
        let mut unseen = BTreeMap::new();
        for (at, escape) in self.iter() {
            if let Some(character) = text[at..].chars().next().filter(|it| !is_plain(*it)) {
                unseen.entry(character).or_insert(escape);
            }
        }
        let mut carried = Self::default();
        for (at, character) in edited.char_indices() {
            if let Some(escape) = unseen.get(&character) {
                carried.add(at, escape);
            }
        }
        carried.kept()
    }
}

/// Whether a character is one that texts of any language consist of and a person sees as what it is: ASCII's, the
/// blank and the line's end.
pub(super) fn is_plain(character: char) -> bool {
    character.is_ascii_graphic() || matches!(character, ' ' | '\n')
}

impl Node {
    /// A value that was not read from a source.
    pub fn new(kind: NodeKind) -> Self {
        Self { span: Span::default(), kind, escapes: None }
    }

    /// The group, where it is one.
    pub fn group(&self) -> Option<&Group> {
        match &self.kind {
            NodeKind::Group(group) => Some(group),
            _ => None,
        }
    }

    /// The text, where it is one.
    pub fn text(&self) -> Option<&str> {
        match &self.kind {
            NodeKind::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The value of a field of a struct, or of the entry of a map with that text as its key.
    pub fn get(&self, name: &str) -> Option<&Self> {
        let item = self.group()?.items.iter().find(|item| item.label.text() == Some(name))?;
        Some(&item.value)
    }
}

impl Group {
    /// A group without items.
    pub fn new(name: Option<Arc<str>>, shape: Shape) -> Self {
        Self { name, shape, items: Vec::new(), end: Vec::new() }
    }
}

impl Item {
    /// An item without comments.
    pub fn new(label: Label, value: Node) -> Self {
        Self { label, value, before: Comments::default(), after: Comments::default() }
    }

    /// Whether comments stand at it; those inside its value do not count.
    pub(super) fn has_comments(&self) -> bool {
        !(self.before.is_empty() && self.after.is_empty())
    }
}

impl Label {
    /// A field's name or an entry's key, where that is a text.
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::None => None,
            Self::Name(name) => Some(&name.text),
            Self::Key(key) => key.text(),
        }
    }
}

/// The brackets of a shape.
pub(super) fn brackets(shape: Shape) -> (char, char) {
    match shape {
        Shape::Struct | Shape::Tuple => ('(', ')'),
        Shape::List => ('[', ']'),
        Shape::Map | Shape::Object => ('{', '}'),
    }
}

/// How many documents a test has in memory, and how many there were while something was done without a tree.
#[cfg(test)]
pub(crate) mod live {
    use std::cell::Cell;

    thread_local! {
        static COUNT: Cell<usize> = const { Cell::new(0) };
        static WITHOUT_TREE: Cell<Option<usize>> = const { Cell::new(None) };
    }

    /// One of them.
    #[derive(Debug)]
    pub(in crate::storage) struct Live(());

    impl Default for Live {
        fn default() -> Self {
            COUNT.set(COUNT.get() + 1);
            Self(())
        }
    }

    impl Clone for Live {
        fn clone(&self) -> Self {
            Self::default()
        }
    }

    impl PartialEq for Live {
        fn eq(&self, _: &Self) -> bool {
            true
        }
    }

    impl Drop for Live {
        fn drop(&mut self) {
            COUNT.set(COUNT.get() - 1);
        }
    }

    /// How many documents there are on this thread.
    pub(crate) fn count() -> usize {
        COUNT.get()
    }

    /// Notes how many there are where there should be none.
    pub(in crate::storage) fn note() {
        WITHOUT_TREE.set(Some(COUNT.get()));
    }

    /// What was noted last.
    pub(crate) fn noted() -> Option<usize> {
        WITHOUT_TREE.take()
    }
}
