//! The decision engine against `domain.md` §4: small catalogs as text, a call, and the whole decision in
//! words.

#[cfg(feature = "arrow")]
mod blocks;
mod caps;
mod clerk;
mod content;
mod counterfactual;
mod coverage;
#[cfg(feature = "audience")]
mod database;
mod details;
mod edits;
mod gates;
mod identification;
#[cfg(feature = "audience")]
mod keep;
mod keys;
mod least_change;
mod pages;
mod periods;
mod plans;
mod properties;
mod reference;
mod render;
mod report;
mod scenarios;
mod scope;
mod splits;
mod store;
mod support;
mod ties;
mod visits;
mod weights;
