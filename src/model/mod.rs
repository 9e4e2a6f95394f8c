//! What a catalog is: one value type an entity, as `domain.md` §2 lists them.
//!
//! Owns the data and what follows from it alone. No file, no clock, no rule evaluation, no window:
//! nothing here imports another module of the crate.

mod call;
mod catalog;
mod contact;
mod declare;
mod dimension;
mod entity;
mod environment;
mod field;
mod folder_tree;
mod kind;
mod lists;
mod moment;
mod offer;
mod offer_names;
mod place;
mod presentation;
mod reference;
mod same;
mod schedule;
#[cfg(feature = "schema")]
pub mod schema;
mod space;
mod tab;
mod value;
mod window;

pub use call::{Call, Expect, Identification, Placement, Reason, Scenario};
pub use catalog::{
    Catalog, FORMAT, SameCategory, Scope, Settings, Ties, is_name, label_or_name, split_address,
};
pub use contact::{Contact, Proposition, Status};
pub use declare::{
    Choice, Declaration, DeclaredIn, FieldKind, FieldValue, Reading, RuleUse, StepsTo, Writing,
};
pub use dimension::{Dimension, DimensionKind, Folder, FolderContent};
pub use entity::Entity;
pub use environment::{Environment, Example, Filter, Stage};
pub use field::{Field, FieldType, Parameter};
pub use folder_tree::FolderTree;
pub use kind::EntityKind;
pub use lists::{Changing, List, ListMut};
pub use moment::{Moment, NoMoment, Period};
pub use offer::{
    Approval, ApprovalPart, ApprovalState, Category, Content, ContentApproval, EligibilityApproval, Entry,
    Multiplier, Offer, Verdict, Weight, WeightValue,
};
pub use offer_names::OfferNames;
pub use place::{Place, Step};
pub use presentation::{Count, CountedOffers, CountedStatus, NoSpan, PresentationRule, Span, Typology};
pub use reference::Ref;
pub use same::{same_around_offers, same_catalog, same_list};
pub use schedule::{Level, Schedule};
pub use space::{Channel, ContentField, Rendering, Space, Storage};
pub use tab::InnerTab;
pub use value::{MORE_DIGITS, Value, Values, is_blank};
pub use window::Window;

/// Whether a field holds its default, and so is left out of the file.
pub(crate) fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

/// The default of a field that is on unless the file says otherwise.
fn yes() -> bool {
    true
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
fn is_yes(value: &bool) -> bool {
    *value
}
