//! A rule as rows of field, operator and value, in nested groups: what people build without writing CEL.
//!
//! Owns the canonical CEL of each operator, and the way from a rule to rows and back. What rows cannot say
//! stays in an [`Node::Expression`], word for word: for every rule, `write(&read(rule))` is its canonical form.
//! Knows the schema, no catalog; the labels of fields are for those who draw the rows.
//!
//! A row whose field has no value is unknown, as `domain.md` §3 has it: it does not match, and neither does its
//! opposite ("different from", "none of"). Only *is empty*, *is not empty*, *has a value* and *has no value*
//! are always true or false.
//!
//! ```
//! use vitrine::model::{Field, FieldType};
//! use vitrine::rule::Schema;
//! use vitrine::rule::rows::{Join, Scope, read, write};
//!
//! let age = Field { name: "age".into(), label: String::new(), field_type: FieldType::Integer };
//! let schema = Schema::new(&[age], &[], &[], &[], jiff::tz::TimeZone::UTC);
//! let group = read("profile.age>=18 && profile.age<=30 || profile.age % 2 == 1", &Scope::new(&schema));
//! assert_eq!((group.join, group.items.len()), (Join::Any, 2), "a row between 18 and 30, and an expression");
//! let rule = "profile.age >= 18 && profile.age <= 30 || profile.age % 2 == 1";
//! assert_eq!(write(&group).as_deref(), Some(rule));
//! ```

mod group;
mod missing;
mod moments;
mod operator;
mod read;
mod scope;
#[cfg(test)]
mod tests;
mod write;

pub use group::{Group, Item, Join, Node, Operand, Path, Row};
pub use missing::Missing;
pub use moments::{day_after, moment_of, timestamp_of};
pub use operator::{Operator, Takes};
pub use read::{MAX_GROUPS, read};
pub use scope::Scope;
pub use write::{write, write_line};
