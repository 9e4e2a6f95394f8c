//! Vitrine decides which offers a visitor gets, from a catalog that is one file; and is a desktop editor for such catalogs.
//!
//! # Deciding
//!
//! A [`Catalog`] is a value: environments with spaces and offers, whom they are for, in which order, how often. It is read
//! from a file ([`load`]), or put together in code. A [`Plan`] is a catalog made ready to decide, once; it is shared by all
//! threads. Contacts are in a [`ContactStore`]: in memory in a [`Population`], in a database, or in one of your own. A
//! [`Call`] is what a site asks: offers for a space, for somebody, with the values of the page. The answer is a [`Decision`]:
//! who was recognised, what is proposed, and which gate stopped each other offer.
//!
//! ```
//! use std::path::Path;
//! use std::sync::Arc;
//! use vitrine::jiff::Timestamp;
//! use vitrine::{Call, Plan, Population, Reason, decide};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let catalog = vitrine::load(Path::new("catalogs/neobank.catalog.ron"))?.catalog;
//! let plan = Plan::new(&catalog);
//! let contacts = Population::of(&catalog);
//!
//! let mut call = Call::new("recipient/web_best");
//! call.identity = vec!["anna.moreau@mail.example".into()];
//! call.call_data.insert("language".to_owned(), "en".into());
//! call.count = 2;
//! let now: Timestamp = "2026-11-21T09:00:00Z".parse()?;
//!
//! let decision = decide(&plan, &contacts, &call, now)?;
//! let offers: Vec<&str> = decision.propositions.iter().map(|it| it.offer.as_str()).collect();
//! assert_eq!(offers, ["recipient/term_deposit", "recipient/travel_card"]);
//!
//! // Why did she not get the student pack?
//! let why = decision.explanations().find(|it| it.offer == "recipient/student_pack");
//! assert_eq!(why.map(|it| it.reason), Some(Reason::Target));
//! # Ok(())
//! # }
//! ```
//!
//! Nothing here reads a clock: the moment is an argument, so that a decision can be asked again. The same call of the same
//! catalog, contacts and moment is the same decision, in the shell (`vitrine decide`), in the window and here.
//!
//! # Which of them to call
//!
//! | For | use |
//! |---|---|
//! | one call, with the reason for every offer | [`decide`] |
//! | one call, as fast as can be | [`decide_best`] |
//! | the calls of one page, as one visitor | [`decide_page_for`] |
//! | many calls one after another, with what they show | a [`Clerk`] a thread |
//! | calls and answers as JSON, as a site has them | [`site`] |
//! | the same over HTTP | `serve` (with that feature) |
//! | whole populations in columns | `engine::rank_blocks` (with the feature `arrow`) |
//!
//! A decision changes nothing. Where its call asks for it (`store: true`), [`store`] keeps what was proposed in the contact's
//! history, which rules and caps see from then on.
//!
//! # Contacts of your own
//!
//! [`ContactStore`] is all that is asked of contacts: who has these key values, who was seen with this cookie, and what is
//! known of somebody. [`Person::of`] makes what the engine reads of a [`Contact`](model::Contact) as a catalog writes one.
//! `examples/own_store.rs` is such a store in a hundred lines.
//!
//! # Errors
//!
//! Each error implements [`std::error::Error`]; its words are English. Errors that a person reads in the window carry a
//! [`Message`](text::Message), which [`Language::say`](text::Language::say) puts into the words of either language. A catalog
//! that makes no sense loads all the same: [`check`](check::check) says what is wrong with it, and deciding cannot fail for it.
//!
//! # Features
//!
//! All are on unless `default-features = false`: `cli` (the program, without which there is no `clap` and no `image`), `html`
//! (HTML read safely, and checking, which looks at it), `gui` (the window), `arrow` (contacts in columns), `audience` (contact
//! databases, imports, simulations), `serve` (HTTP), `sheets` (spreadsheets), `schema` (JSON Schema). Deciding and the
//! files need none of them.
//!
//! # What is stable
//!
//! What this page names at the root, with the types that stand in its signatures: the crates [`jiff`] and [`indexmap`], and
//! with `arrow` those of Arrow, are handed on in the version that is used here. The modules hold what the window and the
//! shell need besides.

#[cfg(feature = "cli")]
pub mod app;
#[cfg(feature = "audience")]
pub mod audience;
#[cfg(feature = "html")]
pub mod check;
#[cfg(feature = "cli")]
pub mod cli;
pub mod contacts;
pub mod document;
pub mod engine;
mod error;
#[cfg(feature = "html")]
pub mod html;
pub mod model;
pub mod rule;
#[cfg(feature = "serve")]
pub mod serve;
#[cfg(feature = "sheets")]
pub mod sheet;
#[cfg(feature = "audience")]
pub mod simulation;
pub mod site;
pub mod storage;
pub mod text;
#[cfg(feature = "gui")]
pub mod ui;

pub use contacts::{ContactStore, Overlay, Past, Person, Population, Profile, StoreError};
pub use engine::{
    CallError, Caller, Clerk, Decision, PageOptions, Plan, Proposed, Report, Stored, decide, decide_best,
    decide_page_for, store, store_page,
};
pub use model::{Call, Catalog, Identification, Moment, Reason, Status, Value, Values};
pub use storage::{LoadError, Loaded, load};

#[cfg(feature = "arrow")]
pub use {arrow_array, arrow_schema};
pub use {indexmap, jiff};
