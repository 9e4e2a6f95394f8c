//! Every rule of a catalog, read once; under each schema compiled and checked once, however many ask for it.
//!
//! Owns what was read, compiled and checked, and when it is forgotten. Knows no catalog: whoever compiles one keeps
//! the table and hands it on to the next.

use super::check::check;
use super::parse::{Diagnostic, Parsed, parse};
use super::program::{Program, compile};
use super::schema::{Schema, Use};
use std::collections::{HashMap, HashSet};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, PoisonError, RwLock};

/// So many rules that nobody runs are kept in any case: what a person types in an hour is less.
const MOST_UNUSED: usize = 10_000;

/// A rule as it was read, or what is wrong with a text that is none.
pub type ReadRule = Result<Parsed, Arc<[Diagnostic]>>;

/// The rules that were read, and what follows from them. Cheap to clone; clones share what they know.
#[derive(Clone, Default)]
pub struct RuleTable(Arc<Shared>);

#[derive(Default)]
struct Shared {
    known: RwLock<Known>,
    /// How many texts were read, and how many rules compiled and checked.
    read: AtomicUsize,
    compiled: AtomicUsize,
    checked: AtomicUsize,
}

#[derive(Default)]
struct Known {
    rules: HashMap<Arc<str>, Entry>,
    /// How many there were when those that nobody runs were forgotten last.
    swept: usize,
}

struct Entry {
    /// As it was read; none where there is no room for its tree, and it is read again whenever somebody asks.
    read: Option<ReadRule>,
    under: Vec<Under>,
}

/// What follows from a rule under one schema.
struct Under {
    schema: Schema,
    program: Option<Program>,
    checked: Vec<(Use, Arc<[Diagnostic]>)>,
}

/// How much was done so far, for whoever wants to know that nothing is done twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RuleWork {
    /// Texts that were read.
    pub read: usize,
    /// Rules that were compiled, each for one schema.
    pub compiled: usize,
    /// Rules that were checked, each for one schema and use.
    pub checked: usize,
}

impl std::fmt::Debug for RuleTable {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.work().fmt(f)
    }
}

impl RuleTable {
    /// A rule as it is read.
    ///
    /// # Errors
    /// It is no CEL; says what is wrong, with the places.
    pub fn read(&self, source: &str) -> ReadRule {
        if let Some(read) = self.find(source, |entry| entry.read.clone()) {
            return read;
        }
        count(&self.0.read);
        let read = parse(source).map_err(Arc::from);
        self.keep(source, &read, |_| ());
        read
    }

    /// A rule ready to run on values of a schema.
    ///
    /// # Errors
    /// It is no CEL; says what is wrong, with the places.
    pub fn program(&self, schema: &Schema, source: &str) -> Result<Program, Arc<[Diagnostic]>> {
        if let Some(known) = self.find(source, |entry| entry.under(schema)?.program.clone()) {
            return Ok(known);
        }
        if let Some(found) = schema.too_long(source) {
            return Err(found);
        }
        let read = self.read(source);
        let parsed = read.as_ref().map_err(Arc::clone)?;
        count(&self.0.compiled);
        let program = compile(parsed, schema);
        let program = |entry: &mut Entry| entry.under_mut(schema).program.get_or_insert(program).clone();
        Ok(self.keep(source, &read, program))
    }

    /// What the rule language says of a rule that is used for something: what is wrong with a text that is no CEL, too.
    pub fn check(&self, schema: &Schema, source: &str, usage: Use) -> Arc<[Diagnostic]> {
        let known = || self.find(source, |entry| entry.checked(schema, usage));
        if let Some(found) = schema.too_long(source).or_else(known) {
            return found;
        }
        self.read(source).map_or_else(|found| found, |parsed| self.check_read(schema, &parsed, usage))
    }

    /// The same of a rule that was read.
    pub fn check_read(&self, schema: &Schema, parsed: &Parsed, usage: Use) -> Arc<[Diagnostic]> {
        if let Some(found) = self.find(parsed.source(), |entry| entry.checked(schema, usage)) {
            return found;
        }
        count(&self.0.checked);
        let found: Arc<[Diagnostic]> = check(parsed, schema, usage).into();
        self.keep(parsed.source(), &Ok(parsed.clone()), |entry| {
            entry.under_mut(schema).checked.push((usage, Arc::clone(&found)));
        });
        found
    }

    /// How much was done so far.
    pub fn work(&self) -> RuleWork {
        let [read, compiled, checked] =
            [&self.0.read, &self.0.compiled, &self.0.checked].map(|it| it.load(Ordering::Relaxed));
        RuleWork { read, compiled, checked }
    }

    /// Forgets what nobody needs any more, where that may be much: what was made for other schemas than these, and
    /// rules that no plan runs.
    pub fn forget(&self, schemas: &[Schema], schemas_changed: bool) {
        let mut known = self.0.known.write().unwrap_or_else(PoisonError::into_inner);
        if !schemas_changed && known.rules.len() < 2 * known.swept + MOST_UNUSED {
            return;
        }
        let kept: HashSet<usize> = schemas.iter().map(Schema::identity).collect();
        known.rules.retain(|_, entry| {
            entry.under.retain(|under| kept.contains(&under.schema.identity()));
            entry.under.iter().any(|under| under.program.as_ref().is_some_and(Program::is_shared))
        });
        known.swept = known.rules.len();
    }

    fn find<T>(&self, source: &str, of: impl FnOnce(&Entry) -> Option<T>) -> Option<T> {
        let known = self.0.known.read().unwrap_or_else(PoisonError::into_inner);
        known.rules.get(source).and_then(of)
    }

    fn keep<T>(&self, source: &str, read: &ReadRule, keep: impl FnOnce(&mut Entry) -> T) -> T {
        let mut known = self.0.known.write().unwrap_or_else(PoisonError::into_inner);
        let text = read.as_ref().map_or_else(|_| Arc::from(source), Parsed::shared_source);
        keep(known.rules.entry(text).or_insert_with(|| Entry::of(read)))
    }
}

fn count(done: &AtomicUsize) {
    done.fetch_add(1, Ordering::Relaxed);
}

impl Entry {
    fn of(read: &ReadRule) -> Self {
        let is_kept = read.as_ref().map_or(true, Parsed::is_kept);
        Self { read: is_kept.then(|| read.clone()), under: Vec::new() }
    }

    fn checked(&self, schema: &Schema, usage: Use) -> Option<Arc<[Diagnostic]>> {
        let mut all = self.under(schema)?.checked.iter();
        all.find(|(known, _)| *known == usage).map(|(_, found)| Arc::clone(found))
    }

    fn under(&self, schema: &Schema) -> Option<&Under> {
        self.under.iter().find(|under| under.schema.is_same(schema))
    }

    fn under_mut(&mut self, schema: &Schema) -> &mut Under {
        let place = self.under.iter().position(|under| under.schema.is_same(schema));
        let place = place.unwrap_or_else(|| {
            self.under.push(Under { schema: schema.clone(), program: None, checked: Vec::new() });
            self.under.len() - 1
        });
        &mut self.under[place]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Field, FieldType};
    use jiff::tz::TimeZone;

    fn schema(name: &str) -> Schema {
        let field = Field { name: name.into(), label: String::new(), field_type: FieldType::Integer };
        Schema::new(&[field], &[], &[], &[], TimeZone::UTC)
    }

    #[test]
    fn a_rule_is_read_once_and_compiled_and_checked_once_a_schema() {
        let (table, one, other) = (RuleTable::default(), schema("age"), schema("size"));
        for _ in 0..2 {
            for schema in [&one, &other] {
                assert!(table.program(schema, "profile.age > 3").is_ok());
                let found = table.check(schema, "profile.age > 3", Use::Target);
                assert_eq!(found.is_empty(), schema.is_same(&one));
            }
            assert!(table.program(&one, "profile.").is_err() && table.read("profile.").is_err());
            assert!(!table.check(&one, "profile.", Use::Target).is_empty());
        }
        assert_eq!(table.work(), RuleWork { read: 2, compiled: 2, checked: 2 });
    }

    #[test]
    fn what_no_plan_runs_and_what_other_schemas_had_is_forgotten() {
        let (table, one, other) = (RuleTable::default(), schema("age"), schema("size"));
        let kept = table.program(&one, "profile.age > 3").expect("CEL");
        drop(table.program(&one, "profile.age > 4").expect("CEL"));
        let of_other = table.program(&other, "profile.age > 5").expect("CEL");
        table.forget(std::slice::from_ref(&one), true);
        for (schema, source, compiled) in
            [(&one, "profile.age > 3", 3), (&one, "profile.age > 4", 4), (&other, "profile.age > 5", 5)]
        {
            assert!(table.program(schema, source).is_ok());
            assert_eq!(table.work().compiled, compiled, "{source}");
        }
        drop((kept, of_other));
    }
}
