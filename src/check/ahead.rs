//! The rules of very many offers, read and held against their schema by a thread beside the check, which finds them ready.
//! Owns that no more of them wait than a few hundred, since trees take memory; who finds none here reads the rule itself.

use crate::model::{Category, Environment, Offer};
use crate::rule::{Parsed, RuleTable, Schema, Use};
use std::collections::HashMap;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

/// Of fewer offers all is done before a thread would be of use.
const FEWEST: usize = 2_000;

/// How many offers are taken together, and how many such lots wait.
const TOGETHER: usize = 256;
const WAITING: usize = 2;

/// The rules of a lot of offers, by their texts.
type Lot = HashMap<String, Parsed>;

/// What was read ahead, lot after lot in the order in which offers are looked at.
#[derive(Debug)]
pub(super) struct Ahead {
    lots: Receiver<Lot>,
    now: Lot,
}

/// What reads ahead.
struct Reader {
    schema: Schema,
    table: RuleTable,
    lots: SyncSender<Lot>,
}

impl Ahead {
    /// Begins to read the rules of the offers of an environment; none where they are few.
    pub(super) fn of(environment: &Arc<Environment>, schema: &Schema, table: &RuleTable) -> Option<Self> {
        if count(&environment.categories) < FEWEST {
            return None;
        }
        let (sender, lots) = sync_channel(WAITING);
        let reader = Reader { schema: schema.clone(), table: table.clone(), lots: sender };
        let environment = Arc::clone(environment);
        let thread = thread::Builder::new().name("rules ahead".to_owned());
        thread.spawn(move || reader.read_all(&environment.categories)).ok()?;
        Some(Self { lots, now: Lot::new() })
    }

    /// Goes on to the next offer of a category, by its place there: with some of them another lot begins.
    pub(super) fn go_on(&mut self, place: usize) {
        if place.is_multiple_of(TOGETHER) {
            self.now = self.lots.recv().unwrap_or_default();
        }
    }

    /// Takes a rule out that was read and held against the schema.
    pub(super) fn take(&mut self, source: &str) -> Option<Parsed> {
        self.now.remove(source)
    }
}

fn count(categories: &[Arc<Category>]) -> usize {
    categories.iter().map(|category| category.offers.len() + count(&category.categories)).sum()
}

impl Reader {
    /// Reads until all is read or nobody asks any more.
    fn read_all(&self, categories: &[Arc<Category>]) -> Option<()> {
        for category in categories {
            self.read_all(&category.categories)?;
            for offers in category.offers.chunks(TOGETHER) {
                self.lots.send(self.read(offers)).ok()?;
            }
        }
        Some(())
    }

    fn read(&self, offers: &[Arc<Offer>]) -> Lot {
        let mut lot = Lot::new();
        for offer in offers {
            let source = &offer.target;
            if source.trim().is_empty() || lot.contains_key(source) || self.schema.too_long(source).is_some()
            {
                continue;
            }
            if let Ok(parsed) = self.table.read(source) {
                self.table.check_read(&self.schema, &parsed, Use::Target);
                lot.insert(source.clone(), parsed);
            }
        }
        lot
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::{Issue, check};
    use crate::contacts::Population;
    use crate::engine::Plan;
    use crate::model::Catalog;

    /// What is said of the rules of so many offers, by their names.
    fn found(offers: usize) -> Vec<(String, &'static str)> {
        let text = r#"Catalog(format: 1, name: "shop", dimensions: [Dimension(name: "people", kind: Recipient, key: ["id"], fields: [
            Field(name: "id", type: Text), Field(name: "age", type: Integer)])], environments: [Environment(name: "e",
            stage: Live, targeting_dimension: "people", categories: [Category(name: "top", categories: [
            Category(name: "below")])])])"#;
        let mut catalog: Catalog = ron::from_str(text).expect("a catalog");
        let rule = |number: usize| match number % 5 {
            0 => "profile.age >".to_owned(),
            1 => format!("profile.age > {number} && profile.age < {number}"),
            2 => format!("profile.size > {number}"),
            3 => String::new(),
            _ => format!("profile.age > {}", number % 50),
        };
        let offer = |number: usize| {
            Arc::new(Offer { name: format!("o{number}"), target: rule(number), ..Offer::default() })
        };
        let top = Arc::make_mut(&mut Arc::make_mut(&mut catalog.environments[0]).categories[0]);
        top.offers = (0..offers / 2).map(offer).collect();
        Arc::make_mut(&mut top.categories[0]).offers = (offers / 2..offers).map(offer).collect();
        let catalog = Arc::new(catalog);
        let now = "2026-06-15T10:00:00Z".parse().expect("a moment");
        let of_rule = |issue: Issue| {
            let is_one = issue.place.field.contains(&crate::model::Step::Field("target"));
            is_one.then(|| (issue.place.entity.name().to_owned(), issue.code))
        };
        let issues = check(&Plan::new(&catalog), &Population::of(&catalog), now);
        issues.into_iter().filter_map(of_rule).collect()
    }

    #[test]
    fn what_is_read_ahead_is_said_of_the_same_offers() {
        let (few, many) = (found(FEWEST - 1), found(FEWEST + 7));
        let mut codes: Vec<&str> = few.iter().map(|(_, code)| *code).collect();
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes, ["rule_error", "rule_never_matches"]);
        let by_name = |found: &[(String, &'static str)]| {
            let mut of_both: Vec<_> = found
                .iter()
                .filter(|(name, _)| name[1..].parse::<usize>().is_ok_and(|number| number < FEWEST - 1))
                .cloned()
                .collect();
            of_both.sort();
            of_both
        };
        assert_eq!(by_name(&few), by_name(&many));
        assert!(many.len() > few.len());
    }
}
