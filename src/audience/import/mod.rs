//! Contacts of other programs, brought into a database. Owns what files are taken, what is found in them and shown for
//! confirmation, and what becomes of each row.
//!
//! [`Found::of`] looks at the beginning of a file; a window shows what it says, with its first rows, lets a person put it
//! right (by [`Asked`], and looking again, or by changing what becomes of a [`Column`]), and has [`import`] do the rest.

mod addresses;
mod columnar;
mod contacts;
mod customs;
mod decoded;
mod error;
mod foreign;
mod form;
mod found;
mod history;
mod order;
mod packed;
mod quotes;
mod rejected;
mod rows;
mod run;
#[cfg(feature = "sheets")]
mod text_table;

pub(in crate::audience) use columnar::texts;
pub(in crate::audience) use customs::items;
pub use customs::{Customs, DateOrder, Heard};
pub(in crate::audience) use decoded::Decoded;
pub use error::ImportError;
pub use foreign::tables;
pub use form::{FileForm, FileKind};
pub use found::{Asked, Column, Found, Quoting, Target};
pub(in crate::audience) use found::{field_of, is_folder};
pub use order::{Order, Progress, Stage, Summary, Watch};
pub(in crate::audience) use packed::Unpacked;
pub(in crate::audience) use quotes::Quotes;
pub use rejected::Say;
pub(in crate::audience) use rows::kind_of;
pub use run::import;
#[cfg(feature = "sheets")]
pub use text_table::{TextRow, text_rows};
