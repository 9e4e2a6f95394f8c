//! The parts of splits that the offers of an environment are for: that two of them overlap, and that parts leave a gap.
//!
//! What stands beside each other is compared: categories and offers below the same part (that of the nearest category above
//! which has one of the same split, else all contacts), and the weights of one list. As people use splits:
//!
//! - One part alone is a roll-out or a hold-out, and so are parts that lie in each other and share an end (the first 10 %
//!   get one offer, the first 30 % another): no overlap, and no gap.
//! - Equal parts are one group of contacts that gets several offers.
//! - Parts that meet otherwise put contacts into two groups: a warning, with the shares that are in both. Not where periods
//!   never meet, or the rules exclude each other for another reason.
//! - Parts beside each other are variants. What none of them is for is a gap: a hint, with the shares, since a control group
//!   is a gap on purpose. Only parts whose rules ask the same otherwise are taken together, and weights of which another one
//!   always applies leave none.

use super::checker::{Checker, inside};
use super::kinds;
use crate::model::{Category, Environment, Offer, Period, Place, Ref, Weight, Window, label_or_name};
use crate::rule::{Condition, Given, Reasoner, Schema, SplitPart, split_parts};
use crate::text::Message;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

/// How many different parts beside each other are compared.
const MOST_PARTS: usize = 100;

/// An entity or a weight that is for a part of a split.
#[derive(Clone)]
struct Variant {
    part: SplitPart,
    label: String,
    target: String,
    window: Window,
    place: Place,
}

/// What stands beside each other, by the split and by the place of the part above.
type Siblings = BTreeMap<(String, Option<usize>), Vec<Variant>>;

/// Checks the parts of an environment.
pub(super) fn check(checker: &mut Checker<'_>, index: usize, environment: &Environment, place: &Place) {
    if !calls_splits(environment) {
        return;
    }
    let schema = checker.schemas[index].clone();
    let mut walk =
        Walk { checker, schema: &schema, environment, above: Vec::new(), siblings: Siblings::new() };
    let parts = walk.parts(&environment.target);
    let above = walk.below(&BTreeMap::new(), parts);
    walk.categories(&environment.categories, &above, Window::ALWAYS, place);
    walk.weights(&environment.weights, place);
    let Walk { above, siblings, .. } = walk;
    let whole = 0.0..100.0;
    for ((_, parent), variants) in &siblings {
        let within = parent.map_or(&whole, |parent| &above[parent]);
        overlaps(checker, &schema, variants);
        gaps(checker, variants, within);
    }
}

/// Whether some rule may call a split, or a filter that does.
fn calls_splits(environment: &Environment) -> bool {
    let calls = |rule: &str| rule.contains("split");
    let weights = |weights: &[Weight]| weights.iter().any(|weight| calls(&weight.target));
    let mut any = calls(&environment.target)
        || weights(&environment.weights)
        || environment.filters.iter().any(|filter| calls(&filter.rule));
    environment.walk_categories(|_, category| {
        any = any || calls(&category.target) || weights(&category.weights);
        any = any || category.offers.iter().any(|offer| calls(&offer.target) || weights(&offer.weights));
    });
    any
}

struct Walk<'w, 'a> {
    checker: &'w mut Checker<'a>,
    schema: &'w Schema,
    environment: &'w Environment,
    /// The parts that others are below.
    above: Vec<Range<f64>>,
    siblings: Siblings,
}

/// By split, the place of the part that counts below.
type Above = BTreeMap<String, usize>;

impl Walk<'_, '_> {
    fn parts(&self, rule: &str) -> Vec<SplitPart> {
        if !rule.contains("split") && !rule.contains("filters.") {
            return Vec::new();
        }
        let read = self.checker.plan.rules().read(rule);
        read.map(|parsed| split_parts(&parsed, self.schema)).unwrap_or_default()
    }

    /// What counts below some parts.
    fn below(&mut self, above: &Above, parts: Vec<SplitPart>) -> Above {
        let mut below = above.clone();
        for part in parts {
            below.insert(part.split, self.above.len());
            self.above.push(part.shares);
        }
        below
    }

    /// Adds what is for some parts; a part is no larger than the one above.
    fn add(&mut self, above: &Above, mut variant: Variant, parts: &mut [SplitPart]) {
        for part in parts {
            let parent = above.get(&part.split).copied();
            if let Some(parent) = parent {
                let within = &self.above[parent];
                part.shares = part.shares.start.max(within.start)..part.shares.end.min(within.end);
            }
            variant.part = part.clone();
            self.siblings.entry((part.split.clone(), parent)).or_default().push(variant.clone());
        }
    }

    fn categories(&mut self, categories: &[Arc<Category>], above: &Above, window: Window, place: &Place) {
        for (index, category) in categories.iter().enumerate().filter(|(_, category)| category.enabled) {
            let entity = Ref::Category(self.environment.name.clone(), category.name.clone());
            let place = inside(place, "categories", index, entity);
            let window = window.and(self.checker.window(&category.period));
            let mut parts = self.parts(&category.target);
            let own = (&*category.target, label_or_name(&category.label, &category.name));
            self.add(above, variant(own, window, &place), &mut parts);
            let below = self.below(above, parts);
            self.categories(&category.categories, &below, window, &place);
            for (index, offer) in category.offers.iter().enumerate().filter(|(_, offer)| offer.enabled) {
                let entity = Ref::Offer(self.environment.name.clone(), offer.name.clone());
                self.offer(offer, &below, window, &inside(&place, "offers", index, entity));
            }
            self.weights(&category.weights, &place);
        }
    }

    fn offer(&mut self, offer: &Offer, above: &Above, window: Window, place: &Place) {
        let window = window.and(self.checker.window(&offer.period));
        let mut parts = self.parts(&offer.target);
        let own = (&*offer.target, label_or_name(&offer.label, &offer.name));
        self.add(above, variant(own, window, place), &mut parts);
        self.weights(&offer.weights, place);
    }

    /// The weights of one list are for parts of all who get as far; where one always applies, they leave no gap.
    fn weights(&mut self, weights: &[Weight], place: &Place) {
        let always = |weight: &Weight| {
            weight.target.trim().is_empty() && weight.space.is_none() && weight.period == Period::default()
        };
        if weights.len() < 2 || weights.iter().any(always) {
            return;
        }
        let parent = self.above.len();
        self.above.push(0.0..100.0);
        for (index, weight) in weights.iter().enumerate() {
            let place = place.field("weights").index(index);
            let window = self.checker.window(&weight.period);
            let mut own = variant((&weight.target, &weight.label), window, &place);
            for part in self.parts(&weight.target) {
                own.part = part.clone();
                self.siblings.entry((part.split, Some(parent))).or_default().push(own.clone());
            }
        }
    }
}

fn variant((target, label): (&str, &str), window: Window, place: &Place) -> Variant {
    let part = SplitPart { split: String::new(), shares: 0.0..0.0, rest: String::new() };
    let (target, label) = (target.to_owned(), label.to_owned());
    Variant { part, label, target, window, place: place.field("target") }
}

/// Those with different parts, the first of each, by where they begin.
fn distinct<'v>(variants: impl IntoIterator<Item = &'v Variant>) -> Vec<&'v Variant> {
    let mut found: Vec<&Variant> = Vec::new();
    for variant in variants {
        let is_known = found.iter().any(|known| known.part.shares == variant.part.shares);
        if !is_known && !variant.part.shares.is_empty() && found.len() < MOST_PARTS {
            found.push(variant);
        }
    }
    let key = |variant: &Variant| (variant.part.shares.start, variant.part.shares.end);
    found.sort_by(|one, other| key(one).partial_cmp(&key(other)).unwrap_or(std::cmp::Ordering::Equal));
    found
}

/// Whether one lies in the other and shares an end with it.
fn is_nested(one: &Range<f64>, other: &Range<f64>) -> bool {
    #[expect(clippy::float_cmp, reason = "the numbers are those that people wrote")]
    let shares_an_end = one.start == other.start || one.end == other.end;
    shares_an_end
}

fn overlaps(checker: &mut Checker<'_>, schema: &Schema, variants: &[Variant]) {
    let distinct = distinct(variants);
    for (index, one) in distinct.iter().enumerate() {
        for other in &distinct[index + 1..] {
            let both = other.part.shares.start..one.part.shares.end.min(other.part.shares.end);
            if both.is_empty() {
                break;
            }
            if is_nested(&one.part.shares, &other.part.shares)
                || one.window.and(other.window).is_empty()
                || exclude_each_other(checker, schema, [&one.target, &other.target])
            {
                continue;
            }
            checker
                .report(&kinds::SPLIT_OVERLAP, other.place.clone())
                .with("one", &one.label)
                .with("other", &other.label)
                .with("from", both.start)
                .with("until", both.end)
                .with("split", &other.part.split);
        }
    }
}

fn exclude_each_other(checker: &Checker<'_>, schema: &Schema, rules: [&String; 2]) -> bool {
    let mut reasoner = Reasoner::sharing(schema, &checker.bounds.effort);
    let read = rules.into_iter().filter_map(|rule| checker.plan.rules().read(rule).ok());
    let conditions: Vec<Condition> = read.map(|parsed| reasoner.read(&parsed)).collect();
    let conditions: Vec<&Condition> = conditions.iter().collect();
    reasoner.conflict(&conditions, &Given::default()).is_some()
}

/// What none of several variants is for, of those that ask the same otherwise.
fn gaps(checker: &mut Checker<'_>, variants: &[Variant], within: &Range<f64>) {
    let mut alike: BTreeMap<&str, Vec<&Variant>> = BTreeMap::new();
    for variant in variants {
        alike.entry(&variant.part.rest).or_default().push(variant);
    }
    for variants in alike.into_values() {
        let distinct = distinct(variants);
        let mut pairs = distinct.windows(2);
        let Some(last) = distinct.last() else { continue };
        if distinct.len() < 2 || pairs.all(|pair| is_nested(&pair[0].part.shares, &pair[1].part.shares)) {
            continue;
        }
        let mut open = Vec::new();
        let mut reached = within.start;
        for shares in distinct.iter().map(|variant| &variant.part.shares).chain([&(within.end..within.end)]) {
            if shares.start > reached {
                open.push(reached..shares.start);
            }
            reached = reached.max(shares.end);
        }
        let said = open
            .into_iter()
            .map(|gap| Message::new("check-split-shares").with("from", gap.start).with("until", gap.end));
        let said = said.reduce(|one, two| Message::new("rule-and").with("first", one).with("second", two));
        if let Some(said) = said {
            checker
                .report(&kinds::SPLIT_GAP, last.place.clone())
                .with("split", &last.part.split)
                .with("gaps", said)
                .with("count", distinct.len());
        }
    }
}
