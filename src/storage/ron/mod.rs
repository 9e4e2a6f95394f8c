//! RON for catalogs: the syntax with its places and comments, and values to and from it; JSON in the same tree.
//!
//! Its own layer rather than the `ron` crate, which keeps neither places nor comments, stops at the first
//! error and takes the last of two equal keys; the tests hold the two against each other.
//! Owns the notation. Of catalogs it knows only the reasons that the model gives for refusing a text.

mod comments;
mod de;
mod json;
mod json_escape;
mod locate;
mod moved;
mod number;
mod parse;
mod print;
mod room;
mod ser;
mod syntax;
#[cfg(test)]
mod tests;
mod text;
mod wrong;

pub(super) use comments::{comments_of, fingerprint, graft, has_notes, same};
pub(super) use de::decode;
pub(super) use json::{is_json, parse as parse_json};
pub(super) use locate::name_of;
pub use locate::{PathStep, locate, nearest, offset_in_text};
pub(super) use parse::parse;
pub(super) use print::print;
pub(super) use ser::encode;
#[cfg(test)]
pub(crate) use syntax::live;
pub use syntax::{
    Attribute, Comment, Comments, Document, Escapes, Group, Item, Label, LineEnds, Name, Node, NodeKind,
    Notation, Shape, Span, Whole,
};
pub(super) use text::with_lf;

/// How deep lists, maps and structs may stand in one another, for reading and for writing alike. The deepest
/// catalog that a person keeps needs about 30; without a limit a hostile file overflows the stack.
pub const MAX_DEPTH: usize = 128;
