//! Decisions for a site: calls as other programs write them, and their answers.
//!
//! Owns the JSON of a call and of a page, what stands in the place of an answer that cannot be given, and the page in a file
//! that shows what calls are answered. The shell and
//! `vitrine serve` answer by it, to the letter alike. Decides nothing, and knows no file and no socket.

mod answer;
mod markup;
mod page;
mod request;

pub use answer::{Asking, Refused, ToStore, Told, Writing, nearest_space, write_json};
pub use markup::escaped;
pub use page::{Shown, page};
pub use request::{Asked, Unread, read};
