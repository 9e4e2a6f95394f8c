//! A predefined filter that gives way to its rule: each rule of its environment that calls it says what the
//! filter says instead.

use super::references;
use crate::model::{Catalog, Ref};
use crate::rule::{self, RuleTable, Schema};
use std::sync::Arc;

/// The catalog in which the rules of a filter's environment have its rule in the place of its calls. What is in
/// no environment (presentation rules, offer templates) may run in any, and keeps calling it. `None` where the
/// filter is gone or calls itself.
pub(super) fn inline(catalog: &Arc<Catalog>, rules: &RuleTable, at: &Ref) -> Option<Catalog> {
    let Ref::Filter(environment, name) = at else { return None };
    let own = catalog.environment(environment)?;
    // Names are not asked for: only the filters count.
    let schema = Schema::new(&[], &[], &[], &own.filters, catalog.zone());
    let filter = own.filters.iter().find(|filter| filter.name == *name)?;
    let calls_itself = |one: &rule::Diagnostic| one.code == "rule-check-loop";
    if rule::check_filter(filter, &schema).iter().any(calls_itself) {
        return None;
    }
    let mut next = Catalog::clone(catalog);
    references::follow(&mut next, &|reference, text| {
        let here = reference.is_rule() && reference.owner.environment() == Some(environment);
        if !here || !text.contains(name.as_str()) {
            return None;
        }
        rule::inline(&rules.read(text).ok()?, name, &schema)
    });
    Some(next)
}
