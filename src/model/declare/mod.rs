//! What each field of each entity is, declared once beside its struct: what it holds, what a person calls it and
//! where its row stands. All that goes through fields asks here: finding and replacing, references that follow a
//! new name, the tab that an issue leads to, the words of a comparison, the rows of a form.
//!
//! A struct is declared with [`declare!`], a choice with [`choices!`]. Both take their type apart without `..`: a
//! field or a variant that is not declared does not compile.

#[cfg(test)]
mod tests;
mod walk;

pub use walk::{FieldValue, Reading, StepsTo, Writing};

use super::{EntityKind, InnerTab};

/// One field of a struct.
#[derive(Debug)]
pub struct Declaration {
    /// Its name in the file.
    pub name: &'static str,
    /// What it holds.
    pub holds: FieldKind,
    /// The message of its label.
    pub label: &'static str,
    /// The message that explains it; empty where the label says all.
    pub tip: &'static str,
    /// The tab of the form that it stands on; none: the first one, or that of the field that it is a part of.
    pub tab: Option<InnerTab>,
    /// What is meant where the file leaves it out, as the file would write it; none: nothing.
    pub left_out: Option<&'static str>,
}

/// What a field holds.
#[derive(Debug, Clone, Copy)]
pub enum FieldKind {
    /// The name by which others refer to what it is a field of.
    Name,
    /// A text that people read and write freely.
    Text,
    /// A text that other programs know, such as a cookie or a code: it is never replaced with others.
    Fixed,
    /// The name of an entity of a kind; of the same environment, where that kind stands in one.
    Reference(EntityKind),
    /// The address `"ENV/NAME"` of an entity of a kind.
    Address(EntityKind),
    /// The name of a field, or of something else that is declared in a list.
    Declared(DeclaredIn),
    /// A rule in CEL; empty: always.
    Rule(RuleUse),
    /// A number, or a text that is a formula in CEL.
    Formula,
    /// A text with `{{ … }}` in it.
    Template,
    /// A day or a time.
    Moment,
    /// A length of time.
    Span,
    /// A whole number.
    Whole,
    /// Any number.
    Decimal,
    /// Yes or no.
    Flag,
    /// A value of any type that fields have; its texts hold this.
    Value(&'static Self),
    /// One of several choices, perhaps with values of its own.
    Choice(fn() -> &'static [Choice]),
    /// Several, in order.
    List(&'static Self),
    /// Several by name: what the names are, and what the values hold.
    Map(&'static Self, &'static Self),
    /// Fields of its own.
    Part(fn() -> &'static [Declaration]),
    /// Entities, which stand for themselves.
    Entities(EntityKind),
    /// Nothing beside itself: a choice without values.
    Nothing,
}

impl FieldKind {
    /// Whether it is a text that people write freely: the others are names, references and records, which are
    /// changed where they stand only.
    pub fn is_free_text(&self) -> bool {
        matches!(self, Self::Text | Self::Rule(_) | Self::Formula | Self::Template)
    }

    /// What its values hold: those of a list or of a map, else its own.
    pub fn item(&self) -> &Self {
        match self {
            Self::List(item) | Self::Map(_, item) => item,
            own => own,
        }
    }

    /// The declaration of one of its own fields.
    pub fn declaration(&self, name: &str) -> Option<&'static Declaration> {
        let Self::Part(declarations) = self else { return None };
        declarations().iter().find(|it| it.name == name)
    }

    /// One of its choices, by its name in the file.
    pub fn choice(&self, name: &str) -> Option<&'static Choice> {
        let Self::Choice(choices) = self else { return None };
        choices().iter().find(|it| it.name == name)
    }
}

/// Where something is declared that rules and values name by a bare name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DeclaredIn {
    /// A field of the targeting dimension.
    Dimension,
    /// The call data of the environment.
    CallData,
    /// The offer fields of the catalog, or the standard content.
    OfferFields,
    /// What the space stores of a proposition.
    StoredFields,
    /// The catalog's own channels.
    Channels,
}

/// What a rule is for: this decides what it sees and which type it has to have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RuleUse {
    /// Who is eligible: an environment's, a category's, an offer's or a weight's rule. Boolean.
    Target,
    /// The formula of a weight. A number.
    Weight,
    /// The offers of a presentation rule: sees `offer` only. Boolean.
    AppliesTo,
    /// The contacts of a presentation rule, or of a simulation: sees `profile` only. Boolean.
    Recipients,
    /// The propositions that a presentation rule counts: also sees `proposition`. Boolean.
    Matching,
    /// A predefined filter's rule, which also sees its parameters. Boolean.
    Filter,
    /// What a space stores with a proposition. Any type that a field can have.
    StoredField,
}

/// One of several choices.
#[derive(Debug)]
pub struct Choice {
    /// Its name in the file.
    pub name: &'static str,
    /// The message of the word for it; empty where what it holds says all.
    pub label: &'static str,
    /// What it holds beside itself.
    pub holds: FieldKind,
}

/// What declarations name.
pub(in crate::model) mod used {
    pub(in crate::model) use super::{Declaration, DeclaredIn, RuleUse};
    pub(in crate::model) use crate::model::{EntityKind, InnerTab};
}

impl EntityKind {
    /// The declaration at the end of a way from one of its fields, by the names in the file.
    pub fn declaration_at(self, path: &[&str]) -> Option<&'static Declaration> {
        let (first, below) = path.split_first()?;
        below.iter().try_fold(self.declaration(first)?, |at, name| at.holds.declaration(name))
    }
}

impl Choice {
    /// Whether it holds nothing beside itself.
    pub fn is_bare(&self) -> bool {
        matches!(self.holds, FieldKind::Nothing)
    }
}

/// Declares the fields of a struct, in its order: `name: what it holds, label tip, on its tab, else what is meant
/// where it is left out;`. A field has the name in the file that follows `as`, else its own.
macro_rules! declare {
    ($type:ident { $($field:ident $(as $name:literal)?: $holds:expr, $label:literal $($tip:literal)?
        $(, on $tab:ident)? $(, else $left_out:literal)?;)* } $(, beside $beside:ident)?) => {
        impl $type {
            /// Its fields, in order.
            pub fn declarations() -> &'static [$crate::model::Declaration] {
                use $crate::model::declare::{FieldKind::*, declare, used::*};
                const ALL: &[Declaration] = &[$(Declaration {
                    name: declare!(@first $($name,)? stringify!($field)),
                    holds: $holds,
                    label: $label,
                    tip: declare!(@first $($tip,)? ""),
                    tab: declare!(@first $(Some(InnerTab::$tab),)? None),
                    left_out: declare!(@first $(Some($left_out),)? None),
                }),*];
                ALL
            }
        }

        impl $crate::model::FieldValue for $type {
            fn read_texts(
                &self,
                _: &'static $crate::model::FieldKind,
                at: &$crate::model::StepsTo<'_>,
                visit: $crate::model::Reading<'_>,
            ) {
                let Self { $($field,)* $($beside: _)? } = self;
                let mut all = Self::declarations().iter();
                $(if let Some(declared) = all.next() {
                    $field.read_texts(&declared.holds, &at.field(declared.name), visit);
                })*
            }

            fn write_texts(
                &mut self,
                _: &'static $crate::model::FieldKind,
                at: &$crate::model::StepsTo<'_>,
                visit: $crate::model::Writing<'_>,
            ) {
                let Self { $($field,)* $($beside: _)? } = self;
                let mut all = Self::declarations().iter();
                $(if let Some(declared) = all.next() {
                    $field.write_texts(&declared.holds, &at.field(declared.name), visit);
                })*
            }

            fn value_at(&self, path: &[&str]) -> Option<serde_json::Value> {
                let Some((name, below)) = path.split_first() else { return serde_json::to_value(self).ok() };
                let Self { $($field,)* $($beside: _)? } = self;
                let mut all = Self::declarations().iter();
                $(if all.next().is_some_and(|declared| declared.name == *name) {
                    return $field.value_at(below);
                })*
                None
            }

            fn set_value_at(&mut self, path: &[&str], value: serde_json::Value) -> Option<()> {
                let Some((name, below)) = path.split_first() else {
                    *self = serde_json::from_value(value).ok()?;
                    return Some(());
                };
                let Self { $($field,)* $($beside: _)? } = self;
                let mut all = Self::declarations().iter();
                $(if all.next().is_some_and(|declared| declared.name == *name) {
                    return $field.set_value_at(below, value);
                })*
                None
            }
        }
    };
    (@first $first:expr $(, $rest:expr)?) => { $first };
}

/// Declares the choices of an enum: `Variant => label`, with `(value: what it holds)` or `{ field: what it holds,
/// label }` behind the name where it has values.
macro_rules! choices {
    ($type:ident { $($variant:ident $(as $name:literal)? $(($value:ident: $inner:expr))?
        $({ $field:ident: $holds:expr, $own:literal })? => $label:literal),* $(,)? }) => {
        impl $type {
            /// Its choices, in order.
            pub fn choices() -> &'static [$crate::model::Choice] {
                #[allow(unused_imports, reason = "only choices with values need them")]
                use $crate::model::declare::{FieldKind::*, used::*};
                use $crate::model::{Choice, declare::declare};
                const ALL: &[Choice] = &[$(Choice {
                    name: declare!(@first $($name,)? stringify!($variant)),
                    label: $label,
                    holds: declare!(@first $($inner,)? $(Part(|| {
                        const FIELDS: &[Declaration] = &[Declaration {
                            name: stringify!($field),
                            holds: $holds,
                            label: $own,
                            tip: "",
                            tab: None,
                            left_out: None,
                        }];
                        FIELDS
                    }),)? Nothing),
                }),*];
                ALL
            }

            /// The message of its name.
            pub fn choice_label(&self) -> &'static str {
                match self {
                    $(Self::$variant { .. } => $label,)*
                }
            }
        }

        impl $crate::model::FieldValue for $type {
            fn read_texts(
                &self,
                _: &'static $crate::model::FieldKind,
                at: &$crate::model::StepsTo<'_>,
                visit: $crate::model::Reading<'_>,
            ) {
                #[allow(unused_imports, reason = "only choices with values need them")]
                use $crate::model::{FieldValue, declare::{FieldKind::{self, *}, used::*}};
                let _ = (at, &visit);
                match self {
                    $(Self::$variant $(($value))? $({ $field })? => {
                        $(const HOLDS: &FieldKind = &{ $inner };
                        $value.read_texts(HOLDS, at, visit);)?
                        $(const HOLDS: &FieldKind = &{ $holds };
                        $field.read_texts(HOLDS, at, visit);)?
                    })*
                }
            }

            fn write_texts(
                &mut self,
                _: &'static $crate::model::FieldKind,
                at: &$crate::model::StepsTo<'_>,
                visit: $crate::model::Writing<'_>,
            ) {
                #[allow(unused_imports, reason = "only choices with values need them")]
                use $crate::model::{FieldValue, declare::{FieldKind::{self, *}, used::*}};
                let _ = (at, &visit);
                match self {
                    $(Self::$variant $(($value))? $({ $field })? => {
                        $(const HOLDS: &FieldKind = &{ $inner };
                        $value.write_texts(HOLDS, at, visit);)?
                        $(const HOLDS: &FieldKind = &{ $holds };
                        $field.write_texts(HOLDS, at, visit);)?
                    })*
                }
            }
        }
    };
}

pub(in crate::model) use {choices, declare};
