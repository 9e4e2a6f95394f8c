//! The rule language (`domain.md` §3): CEL, read, checked, printed and evaluated, and the templates of §4.10.
//!
//! Owns what an expression means for typed values. A value that is missing makes what uses it *unknown*, and
//! unknown follows CEL's error absorption. Parsing, the syntax tree and the reference interpreter are the
//! `cel` crate's; the checker, the printer and the compiled evaluator are ours.
//! Imports only [`crate::model`] and [`crate::text`]. Knows no catalog, no clock and no file.
//!
//! ```
//! use vitrine::model::{Field, FieldType};
//! use vitrine::rule::{Inputs, Schema, Truth, Typed, Use, check, compile, parse};
//!
//! let age = Field { name: "age".into(), label: String::new(), field_type: FieldType::Integer };
//! let schema = Schema::new(&[age], &[], &[], &[], jiff::tz::TimeZone::UTC);
//! let rule = parse("profile.age >= 25").expect("it is CEL");
//! assert!(check(&rule, &schema, Use::Target).is_empty());
//!
//! let program = compile(&rule, &schema);
//! let anna = [Some(Typed::Integer(34))];
//! assert_eq!(program.test(&Inputs { profile: &anna, ..Inputs::default() }), Truth::True);
//! assert!(matches!(program.test(&Inputs { profile: &[None], ..Inputs::default() }), Truth::Unknown(_)));
//! ```

mod alternatives;
mod budget;
mod cases;
mod cause;
mod check;
mod compiler;
mod complete;
mod constants;
mod cost;
mod dialect;
mod expand;
mod failure;
mod finder;
mod growth;
mod identity;
mod instant;
mod interpret;
mod kept;
mod known_filter;
mod least;
mod linked;
mod loops;
mod names;
mod nesting;
mod node;
mod number;
mod parse;
mod pattern;
mod place;
mod print;
mod program;
#[cfg(test)]
mod properties;
mod reason;
mod reference;
mod revalue;
mod rewrite;
mod room;
mod root;
pub mod rows;
mod rule_set;
mod schema;
mod sentence;
mod size;
mod slot_test;
mod span;
mod split;
mod split_part;
mod stand_in;
mod table;
mod template;
mod terms;
mod texts;
mod tokens;
mod trace;
mod tree;
mod types;
mod val;
mod value;
mod value_classes;
mod why;
mod wording;

pub(crate) use alternatives::both;
pub use alternatives::{Alternatives, PartKey, PartTest, RuleTest};
pub use budget::{Budget, Demand, MAX_RUN};
pub use cases::{Case, Cases};
pub use cause::{Cause, FieldName, FilterProblem};
pub use check::{check, check_filter};
pub use compiler::steps_of_filters;
pub use complete::{Completion, Origin, Suggestion, Surroundings, complete};
pub use cost::are_usual;
pub use failure::{FailedCondition, Failure, Seen};
pub use growth::{are_short, most_growth, most_length};
pub use identity::{identifying, identity_of, identity_text};
pub use instant::{Instant, NoInstant};
pub use linked::FilterResults;
pub use names::{Names, Renamed, canonical, conditions, names_used, rename};
pub use parse::{Diagnostic, MAX_LENGTH, MAX_NESTING, Parsed, Severity, line_column, parse};
pub use print::{print, written_literal};
pub use program::{Program, Truth, compile, interpret};
pub use reason::{
    Condition, Effort, FieldTest, FieldTests, Given, MOST_PROVED, Outcome, PartProblem, Reasoner, Remark,
    outcome,
};
pub use reference::{REFERENCES, Reference, reference};
pub use revalue::{Revalued, revalue};
pub use rewrite::{inline, with_values, without};
pub use root::Root;
pub use rule_set::{Answer, AskedRules, RuleAt, RuleSet, RuleSetMaker, Unsure};
pub use schema::{Inputs, Schema, Use, interaction, offer, proposition};
pub use sentence::{Labels, NoLabels, sentence, span_in_words};
pub use size::bytes_of;
pub use slot_test::SlotTest;
pub use split::split_of;
pub use split_part::{SplitPart, split_parts};
pub use table::{ReadRule, RuleTable, RuleWork};
pub use template::{
    COST_OF_NUMBER, Candidate, CandidateKind, Completed, Fault as TemplateFault, FaultKind, Filled, Flat,
    Given as TemplateValues, Holds, MAX_OUTPUT, MAX_TEMPLATE, Meter, PROPOSITION, Risk, Tag, TagKind,
    Template, TemplateKind, TemplateNames, Word, WordKind, complete_template, places, rename_in_template,
    shown_by, tags, without_tags, words,
};
pub use texts::Texts;
pub use tokens::{Token, TokenKind, broken, splits_called, tokens};
pub use trace::{Found, Join, Traced, trace, trace_filter, trace_in_filter};
pub use value::{Typed, typed, typed_from_text};
pub use value_classes::ValueClasses;
pub use why::WhyNot;
pub use wording::field_words;
