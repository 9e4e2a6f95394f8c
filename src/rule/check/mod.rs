//! Checks a rule while it is typed: names, types, numbers of arguments, filters that call themselves.
//! Owns what is said of a rule that can be read. Where a type is not known, it says nothing.

mod calls;
mod checker;
mod operations;

pub use checker::{check, check_filter};
