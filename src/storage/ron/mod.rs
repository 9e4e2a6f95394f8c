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
pub(super) use locate::name_of;
