//! What a person sees of HTML: blocks, one below the other.

use super::Danger;
use std::sync::Arc;

/// A text that was read as HTML.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Document {
    /// What is seen, from top to bottom.
    pub blocks: Vec<Block>,
    /// What was left out because it would run, or show another page.
    pub dangers: Vec<Danger>,
    /// Whether it is longer than what is read.
    pub cut: bool,
}

/// A part of a page that has lines of its own.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// A paragraph or a heading.
    Text(Paragraph),
    /// A list.
    List(List),
    /// What somebody else said.
    Quote(Vec<Block>),
    /// Text whose spaces and lines stand as they are.
    Code(String),
    /// A table, row by row.
    Table(Vec<Row>),
    /// What lies on a colour of its own.
    Box([u8; 3], Vec<Block>),
    /// A line across.
    Rule,
}

/// Where the lines of a paragraph stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Align {
    /// At the left.
    #[default]
    Left,
    /// In the middle.
    Center,
    /// At the right.
    Right,
}

/// A paragraph, or a heading.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Paragraph {
    /// The level of a heading, from 1 to 6; none for running text.
    pub heading: Option<u8>,
    /// Where its lines stand.
    pub align: Align,
    /// Texts and pictures, in order.
    pub parts: Vec<Part>,
}

impl Paragraph {
    /// Its text, with what stands for pictures.
    pub fn text(&self) -> String {
        let parts = self.parts.iter().map(|part| match part {
            Part::Text(span) => span.text.as_str(),
            Part::Picture(picture) => picture.alt.as_str(),
        });
        parts.collect()
    }
}

/// A part of a line.
#[derive(Debug, Clone, PartialEq)]
pub enum Part {
    /// Text of one look.
    Text(Span),
    /// A picture.
    Picture(Picture),
}

/// Text of one look.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Span {
    /// The text; `\n` where a line is broken on purpose.
    pub text: String,
    /// How it looks.
    pub look: Look,
}

/// How a text looks.
#[derive(Debug, Clone, PartialEq, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is on or off by itself")]
pub struct Look {
    /// Bold.
    pub strong: bool,
    /// Slanted.
    pub emphasis: bool,
    /// Struck through.
    pub struck: bool,
    /// Underlined.
    pub underlined: bool,
    /// In the font of code.
    pub code: bool,
    /// Smaller than what is around it.
    pub small: bool,
    /// Its colour, red, green and blue.
    pub color: Option<[u8; 3]>,
    /// The colour behind it.
    pub ground: Option<[u8; 3]>,
    /// Where it leads, as it is written.
    pub link: Option<Arc<str>>,
}

/// A picture.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Picture {
    /// Its address, as it is written.
    pub address: Arc<str>,
    /// What stands for it where it cannot be seen.
    pub alt: String,
    /// The width that is asked for, in points.
    pub width: Option<u16>,
    /// The height that is asked for, in points.
    pub height: Option<u16>,
    /// Where it leads.
    pub link: Option<Arc<str>>,
}

/// A list.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct List {
    /// The number of its first item, where it has numbers.
    pub first: Option<u32>,
    /// Its items.
    pub items: Vec<Vec<Block>>,
}

/// A row of a table.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Row {
    /// Its cells, from left to right.
    pub cells: Vec<Cell>,
}

/// A cell of a table.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Cell {
    /// Whether it says what its column or row is.
    pub heading: bool,
    /// How many columns it takes; at least one.
    pub columns: usize,
    /// The colour that it lies on.
    pub ground: Option<[u8; 3]>,
    /// What is in it.
    pub blocks: Vec<Block>,
}
