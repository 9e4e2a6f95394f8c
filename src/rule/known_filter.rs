//! A predefined filter as rules know it: read once, with what was made of it for all rules that call it.

use super::constants::{self, Shared};
use super::linked::Linked;
use super::parse::Parsed;
use super::value::{Typed, typed};
use crate::model::{FieldType, Filter, Parameter};
use cel::IdedExpr;
use jiff::tz::TimeZone;
use std::any::Any;
use std::sync::{Arc, Mutex, OnceLock, PoisonError, Weak};

/// A predefined filter, read once.
#[derive(Debug)]
pub(super) struct KnownFilter {
    /// As it was declared.
    pub(super) declared: Arc<Filter>,
    pub(super) parameters: Vec<KnownParameter>,
    /// `None` when the rule is no CEL.
    pub(super) rule: Option<Parsed>,
    /// Its syntax tree, with names for the long lists in it.
    pub(super) body: Option<IdedExpr>,
    /// The filter as it is called without values; `None` where it cannot be.
    pub(super) linked: OnceLock<Option<Linked>>,
    /// The same compiled, while a rule that calls it is in use. A schema knows no compiled rules, and those know their
    /// schema: it must not keep them.
    compiled: Mutex<Option<Weak<dyn Any + Send + Sync>>>,
}

#[derive(Debug)]
pub(super) struct KnownParameter {
    pub(super) name: String,
    pub(super) parameter_type: FieldType,
    pub(super) default: Option<Typed>,
}

impl KnownFilter {
    /// Reads a filter; its long lists join the others.
    pub(super) fn of(
        filter: &Arc<Filter>,
        zone: &TimeZone,
        lists: &mut Vec<Shared>,
        read: impl Fn(&str) -> Option<Parsed>,
    ) -> Self {
        let parameter = |parameter: &Parameter| KnownParameter {
            name: parameter.name.clone(),
            parameter_type: parameter.parameter_type.clone(),
            default: parameter
                .default
                .as_ref()
                .and_then(|value| typed(value, &parameter.parameter_type, zone).ok()),
        };
        let rule = read(&filter.rule);
        let mut body = rule.as_ref().map(|rule| rule.root().clone());
        if let Some(body) = &mut body {
            constants::share(body, lists);
        }
        Self {
            declared: Arc::clone(filter),
            parameters: filter.parameters.iter().map(parameter).collect(),
            rule,
            body,
            linked: OnceLock::new(),
            compiled: Mutex::new(None),
        }
    }

    pub(super) fn name(&self) -> &str {
        &self.declared.name
    }

    /// What it was compiled to, if a rule that calls it is in use.
    pub(super) fn compiled<T: Any + Send + Sync>(&self) -> Option<Arc<T>> {
        let kept = self.compiled.lock().unwrap_or_else(PoisonError::into_inner);
        kept.as_ref()?.upgrade()?.downcast().ok()
    }

    /// Tells what it was compiled to.
    pub(super) fn is_compiled<T: Any + Send + Sync>(&self, compiled: &Arc<T>) {
        let compiled: Arc<dyn Any + Send + Sync> = Arc::<T>::clone(compiled);
        *self.compiled.lock().unwrap_or_else(PoisonError::into_inner) = Some(Arc::downgrade(&compiled));
    }
}
