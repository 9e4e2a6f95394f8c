//! HTML as a person sees it: headings, paragraphs, lists, tables and pictures; and what in it would run or load.
//!
//! Owns the reading of any text as HTML, with html5ever's tokenizer, into a bounded [`Document`]; what is
//! dangerous in it; and a copy in which nothing is. Total on any input. Runs nothing, loads nothing, draws
//! nothing, and knows no catalog.

mod address;
mod build;
mod danger;
mod depth;
mod document;
#[cfg(test)]
mod hostile;
mod safe;
mod style;
#[cfg(test)]
mod tests;
mod token;

pub use address::{Address, copy_of_web, is_script};
pub use danger::{Danger, DangerKind, Hole, dangers, dangers_around};
pub use document::{Align, Block, Cell, Document, List, Look, Paragraph, Part, Picture, Row, Span};
pub use safe::{safe_fragment, safe_page};

/// Bytes that are read: a page of offers is a few thousand, an email with its inline styles a hundred thousand.
/// Pictures in data URLs count. The rest is left out, and the document says so.
pub const MOST_BYTES: usize = 1_000_000;
/// Blocks, list items and cells that are kept: more than a person scrolls through, and drawn in a frame.
pub const MOST_BLOCKS: usize = 1_500;
/// Bytes of text that are kept: a long page of offers has some thousand words. Each letter that is drawn takes a hundred bytes.
pub const MOST_TEXT: usize = 100_000;
/// Pieces of text of one look, and pictures, that are kept: a paragraph has any number of either.
pub const MOST_PARTS: usize = 4_000;
/// Pictures that are kept: each is drawn by itself, and the window shows fewer at once.
pub const MOST_PICTURES: usize = 200;
/// Elements that may be open at once. Further ones are passed over, and what is in them stands where they do.
pub const MOST_DEPTH: usize = 48;

/// Reads a text as HTML.
pub fn read(html: &str) -> Document {
    build::build(html)
}

/// The part of a text that is read.
fn within_limit(html: &str) -> &str {
    &html[..html.floor_char_boundary(MOST_BYTES)]
}
