//! A rule in words: *age is at least 18, and segment is one of affluent, student*.
//!
//! Owns the way from a syntax tree to messages: how conditions are joined, nested and negated. The words are the
//! locales'; the labels of names come from the caller. What has no words is quoted as CEL, so that every rule has
//! a sentence. Does not look at values: why a rule does not match is in `why`.

mod condition;
mod join;
mod pairs;
mod value;
mod words;

pub use value::span_in_words;
pub use words::{Labels, NoLabels, sentence};
pub(super) use words::{field_label, sentence_of};
