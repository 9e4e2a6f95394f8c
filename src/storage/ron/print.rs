//! Tree to text: one canonical form for one tree.
//!
//! A group that fits on its line stands on one line; otherwise each of its items has its own. Comments stand where
//! they belong. Owns the layout.

use super::syntax::{Comment, Document, Group, Item, Label, LineEnds, Node, NodeKind, Shape, brackets};
use super::text;

/// The longest line that a group is written on, in characters.
const WIDTH: usize = 110;
/// A text of more bytes fits on no line: so long are [`WIDTH`] of the longest characters.
const WIDEST: usize = 4 * WIDTH;
/// What one level of nesting is set in by.
const INDENT: &str = "    ";

/// The canonical text of a document.
pub(in crate::storage) fn print(document: &Document) -> String {
    let mut printer = Printer { out: String::new(), column: 0 };
    for comment in &document.before {
        printer.line_of(comment, 0);
    }
    if !document.extensions.is_empty() {
        printer.push(&format!("#![enable({})]", document.extensions.join(", ")));
        printer.new_line(0);
    }
    for attribute in &document.attributes {
        for comment in &attribute.above {
            printer.line_of(comment, 0);
        }
        let mut value = String::new();
        text::write(&attribute.value, attribute.escapes.as_deref(), &mut value);
        printer.push(&format!("#![{} = {value}]", attribute.name));
        printer.new_line(0);
    }
    for comment in &document.above_root {
        printer.line_of(comment, 0);
    }
    printer.node(&document.root, 0);
    printer.new_line(0);
    for comment in &document.after {
        printer.line_of(comment, 0);
    }
    match document.line_ends {
        LineEnds::Lf => printer.out,
        LineEnds::CrLf => printer.out.replace('\n', "\r\n"),
    }
}

struct Printer {
    out: String,
    /// How many characters the last line has.
    column: usize,
}

impl Printer {
    fn push(&mut self, text: &str) {
        self.out.push_str(text);
        match text.rfind('\n') {
            Some(at) => self.column = text[at + 1..].chars().count(),
            None => self.column += text.chars().count(),
        }
    }

    fn new_line(&mut self, level: usize) {
        self.out.push('\n');
        self.column = 0;
        for _ in 0..level {
            self.push(INDENT);
        }
    }

    fn line_of(&mut self, comment: &Comment, level: usize) {
        self.push(&comment.0);
        self.new_line(level);
    }

    fn node(&mut self, node: &Node, level: usize) {
        let (start, column) = (self.out.len(), self.column);
        if self.flat(node) {
            return;
        }
        self.out.truncate(start);
        self.column = column;
        match &node.kind {
            NodeKind::Group(group) => self.broken(group, level),
            _ => self.scalar(node),
        }
    }

    /// Writes a value on one line; `false`, with part of it written, where it does not fit.
    fn flat(&mut self, node: &Node) -> bool {
        let group = match &node.kind {
            NodeKind::Group(group) => group,
            NodeKind::Text(text) if text.contains('\n') || text.len() > WIDEST => return false,
            _ => {
                self.scalar(node);
                // The comma behind it must fit as well.
                return self.column < WIDTH;
            }
        };
        if !group.end.is_empty() || group.items.iter().any(Item::has_comments) {
            return false;
        }
        let (open, close) = brackets(group.shape);
        self.opening(group, open);
        for (index, item) in group.items.iter().enumerate() {
            if index > 0 {
                self.push(", ");
            }
            if !(self.label(&item.label) && self.flat(&item.value)) {
                return false;
            }
        }
        self.push(close.encode_utf8(&mut [0; 4]));
        self.column < WIDTH
    }

    /// Writes a group with an item a line.
    fn broken(&mut self, group: &Group, level: usize) {
        let (open, close) = brackets(group.shape);
        self.opening(group, open);
        if let Some(only) = only_group(group) {
            // `Choice([` and `])`: the inner brackets alone are set in.
            self.node(only, level);
        } else {
            for item in &group.items {
                self.new_line(level + 1);
                self.item(item, level + 1);
            }
            for comment in &group.end {
                self.new_line(level + 1);
                self.push(&comment.0);
            }
            self.new_line(level);
        }
        self.push(close.encode_utf8(&mut [0; 4]));
    }

    fn item(&mut self, item: &Item, level: usize) {
        for comment in item.before.iter() {
            self.line_of(comment, level);
        }
        let (start, column) = (self.out.len(), self.column);
        if !self.label(&item.label) {
            // A key that does not fit on a line still has to stand there.
            self.out.truncate(start);
            self.column = column;
            if let Label::Key(key) = &item.label {
                self.node(key, level);
                self.push(": ");
            }
        }
        self.node(&item.value, level);
        self.push(",");
        for comment in item.after.iter() {
            self.push(" ");
            self.push(&comment.0);
        }
    }

    /// Writes a label; `false` where a key does not fit.
    fn label(&mut self, label: &Label) -> bool {
        let fits = match label {
            Label::None => return true,
            Label::Name(name) => {
                self.name(&name.text);
                true
            }
            Label::Key(key) => self.flat(key),
        };
        self.push(": ");
        fits
    }

    fn opening(&mut self, group: &Group, open: char) {
        if let Some(name) = &group.name {
            self.name(name);
        }
        self.push(open.encode_utf8(&mut [0; 4]));
    }

    fn name(&mut self, name: &str) {
        let plain = name
            .chars()
            .enumerate()
            .all(|(at, c)| c == '_' || (c.is_alphanumeric() && (at > 0 || !c.is_numeric())));
        if !plain {
            self.push("r#");
        }
        self.push(name);
    }

    fn scalar(&mut self, node: &Node) {
        match &node.kind {
            NodeKind::Text(value) => {
                let mut literal = String::with_capacity(value.len() + 2);
                text::write(value, node.escapes.as_deref(), &mut literal);
                self.push(&literal);
            }
            NodeKind::Integer(value) => self.push(&value.get().to_string()),
            // The shortest digits that read back as the same number, always with a point or an exponent.
            NodeKind::Decimal(value) => self.push(&format!("{value:?}")),
            NodeKind::Boolean(value) => self.push(if *value { "true" } else { "false" }),
            NodeKind::Word(word) => self.name(word),
            NodeKind::Group(_) => {}
        }
    }
}

/// The group that is the only item of a tuple, where nothing else stands there.
fn only_group(group: &Group) -> Option<&Node> {
    match &group.items[..] {
        [item] if group.shape == Shape::Tuple && group.end.is_empty() && !item.has_comments() => {
            item.value.group().map(|_| &item.value)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::parse;
    use super::*;

    fn printed(source: &str) -> String {
        print(&parse(source).expect("RON"))
    }

    #[test]
    fn what_fits_stands_on_one_line() {
        for (source, expected) in [
            ("( a:1,b : [ 1,2, ], )", "(a: 1, b: [1, 2])\n"),
            ("#![enable(implicit_some)] Foo()", "#![enable(implicit_some)]\nFoo()\n"),
            ("{\"k\" : 0x10 , 2:1e20}", "{\"k\": 16, 2: 1e20}\n"),
            ("Some( Foo(r#a-b : 1.0, c: 'x', d: true) )", "Some(Foo(r#a-b: 1.0, c: \"x\", d: true))\n"),
        ] {
            assert_eq!(printed(source), expected);
        }
    }

    #[test]
    fn what_does_not_fit_has_an_item_a_line() {
        let long = "x".repeat(60);
        assert_eq!(
            printed(&format!("A(a:[\"{long}\",\"{long}\"],t:Choice([\"{long}\",\"{long}\"]))")),
            format!(
                "A(\n    a: [\n        \"{long}\",\n        \"{long}\",\n    ],\n    t: Choice([\n        \"{long}\",\n        \"{long}\",\n    ]),\n)\n"
            )
        );
        // The comma takes the last of the 110 columns.
        let fits = "y".repeat(WIDTH - 4 - 1 - 4);
        assert_eq!(
            printed(&format!("[[\"{fits}\"],[\n\"two\nlines\"]]")),
            format!("[\n    [\"{fits}\"],\n    [\n        r#\"two\nlines\"#,\n    ],\n]\n")
        );
        let longer = format!("{fits}y");
        assert_eq!(
            printed(&format!("[[\"{longer}\"], 0]")),
            format!("[\n    [\n        \"{longer}\",\n    ],\n    0,\n]\n")
        );
    }

    #[test]
    fn comments_stand_where_they_belong() {
        let canonical = "\
// head
#![enable(implicit_some)]
// above
A(
    // leads a
    a: 1, // trails a
    /* leads b */
    // and again
    b: [
        1, /* one */ // more
        2, // two
        // the end of b
    ],
    c: [
        // nothing
    ],
    d: None, // bare
    // the end
)
// below
";
        assert_eq!(printed(canonical), canonical);
        let untidy = "// head\n#![enable(implicit_some)]// above\n A(// leads a\n a /* leads b */ :1, // x\n/*y*/ b:[1 /*one*/,/*leads*/2/*two*/],c:[/*in*/]) /* below */";
        assert_eq!(
            printed(untidy),
            "// head\n#![enable(implicit_some)]\n// above\nA(\n    // leads a\n    /* leads b */\n    a: 1, // x\n    /*y*/\n    b: [\n        1, /*one*/\n        /*leads*/\n        2, /*two*/\n    ],\n    c: [\n        /*in*/\n    ],\n)\n/* below */\n"
        );
    }
}
