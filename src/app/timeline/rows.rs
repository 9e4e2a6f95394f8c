//! The rows of the timeline: categories and offers of an environment as an indented tree, with the weights and
//! multipliers that have a period below each. Made once for a state of the catalog; a row holds no text.

use super::words;
use crate::model::{
    Category, Entity, Environment, Moment, Offer, Period, Ref, Weight, Window, label_or_name,
};
use crate::text::{Language, Message};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use std::collections::HashSet;
use std::sync::Arc;

/// With more offers than this, those without any period are left out at first, and offers are closed.
pub(super) const MANY: usize = 200;

/// A moment further from now than this many years stands for "for ever": what shows everything leaves it out.
const FOR_EVER_YEARS: i64 = 100;

/// Decimals that a multiplier is shown with.
const DECIMALS: usize = 6;

/// Which of an entity's periods a row shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Part {
    /// The entity's own.
    Own,
    /// That of its multiplier.
    Multiplier,
    /// That of the weight at this place of its list.
    Weight(usize),
}

/// A row of the timeline.
#[derive(Debug, Clone)]
pub struct Row {
    /// Whose period it shows: an environment, a category or an offer.
    pub of: Entity,
    /// Which of its periods.
    pub part: Part,
    /// How deep it lies.
    pub level: u16,
    /// Whether it is open; none when it has nothing inside.
    pub open: Option<bool>,
    /// When everything above it holds: its period counts only within that.
    pub above: Window,
}

/// What a period comes to at a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PeriodStatus {
    /// It holds.
    Runs,
    /// It has yet to start.
    Later,
    /// It is over.
    Over,
    /// It holds at no time: it ends before it starts.
    Reversed,
    /// It holds at no time: it and what is above it never meet.
    NeverMeets,
}

impl PeriodStatus {
    /// The sentence that says so.
    pub fn message(self) -> &'static str {
        match self {
            Self::Runs => "timeline-runs",
            Self::Later => "timeline-later",
            Self::Over => "timeline-over",
            Self::Reversed => "timeline-reversed",
            Self::NeverMeets => "timeline-never-meets",
        }
    }
}

/// What a stretch within another one comes to at a moment.
pub fn period_status(own: Window, above: Window, at: Timestamp) -> PeriodStatus {
    let both = own.and(above);
    if own.is_empty() {
        PeriodStatus::Reversed
    } else if both.is_empty() {
        PeriodStatus::NeverMeets
    } else if both.contains(at) {
        PeriodStatus::Runs
    } else if at < both.from {
        PeriodStatus::Later
    } else {
        PeriodStatus::Over
    }
}

static ALWAYS: Period = Period { from: None, until: None };

/// A period of an entity; that of a part which is not there is open.
fn period_of(entity: &Entity, part: Part) -> &Period {
    match (entity, part) {
        (Entity::Category(category), Part::Own) => &category.period,
        (Entity::Offer(offer), Part::Own) => &offer.period,
        (Entity::Category(category), Part::Multiplier) => {
            category.multiplier.as_ref().map_or(&ALWAYS, |multiplier| &multiplier.period)
        }
        (_, Part::Weight(index)) => weights_of(entity).get(index).map_or(&ALWAYS, |weight| &weight.period),
        _ => &ALWAYS,
    }
}

fn weights_of(entity: &Entity) -> &[Weight] {
    match entity {
        Entity::Environment(environment) => &environment.weights,
        Entity::Category(category) => &category.weights,
        Entity::Offer(offer) => &offer.weights,
        _ => &[],
    }
}

/// An entity with one of its periods changed; nothing where it has no such part.
pub(super) fn with_period(entity: &Entity, part: Part, period: Period) -> Option<Entity> {
    let in_weights = |weights: &mut Vec<Weight>, index: usize, period| {
        weights.get_mut(index).map(|weight| weight.period = period)
    };
    match entity {
        Entity::Environment(environment) => {
            let Part::Weight(index) = part else { return None };
            let mut environment = Environment::clone(environment);
            in_weights(&mut environment.weights, index, period)?;
            Some(Entity::Environment(Arc::new(environment)))
        }
        Entity::Category(category) => {
            let mut category = Category::clone(category);
            match part {
                Part::Own => category.period = period,
                Part::Multiplier => category.multiplier.as_mut()?.period = period,
                Part::Weight(index) => in_weights(&mut category.weights, index, period)?,
            }
            Some(Entity::Category(Arc::new(category)))
        }
        Entity::Offer(offer) => {
            let mut offer = Offer::clone(offer);
            match part {
                Part::Own => offer.period = period,
                Part::Multiplier => return None,
                Part::Weight(index) => in_weights(&mut offer.weights, index, period)?,
            }
            Some(Entity::Offer(Arc::new(offer)))
        }
        _ => None,
    }
}

/// What a person calls a part of an entity: "Summer, weight of Open an account".
pub(super) fn title(entity: &Entity, part: Part) -> Message {
    let of = match entity {
        Entity::Environment(it) => label_or_name(&it.label, &it.name),
        Entity::Category(it) => label_or_name(&it.label, &it.name),
        Entity::Offer(it) => label_or_name(&it.label, &it.name),
        _ => entity.name(),
    };
    match part {
        Part::Own => Message::new("timeline-title").with("name", of),
        Part::Multiplier => Message::new("timeline-title-multiplier").with("name", of),
        Part::Weight(index) => {
            let weight = weights_of(entity).get(index).map(Weight::title).unwrap_or_default();
            Message::new("timeline-title-weight").with("weight", weight).with("name", of)
        }
    }
}

impl Row {
    /// The period that it shows.
    pub fn period(&self) -> &Period {
        period_of(&self.of, self.part)
    }

    /// Whose period it shows, in an environment.
    pub fn entity(&self, environment: &str) -> Ref {
        let name = self.of.name().to_owned();
        match &self.of {
            Entity::Category(_) => Ref::Category(environment.to_owned(), name),
            Entity::Offer(_) => Ref::Offer(environment.to_owned(), name),
            _ => Ref::Environment(name),
        }
    }

    /// What stands in front of it, below the row that it belongs to.
    pub fn label(&self, language: Language) -> Message {
        match (self.part, &self.of) {
            (Part::Weight(index), of) => {
                let weight = weights_of(of).get(index).map(Weight::title).unwrap_or_default();
                Message::new("timeline-title").with("name", weight)
            }
            (Part::Multiplier, Entity::Category(category)) => {
                let value = category.multiplier.as_ref().map_or(1.0, |multiplier| multiplier.value);
                Message::new("timeline-times").with("value", language.number(value, DECIMALS))
            }
            (_, of) => title(of, Part::Own),
        }
    }

    /// What a person calls it: "Summer, weight of Open an account".
    pub fn title(&self) -> Message {
        title(&self.of, self.part)
    }

    /// What a person calls it with its dates: "Summer, weight of Open an account: 21 June 2026 to …".
    pub fn name(&self, period: &Period) -> Message {
        Message::new("timeline-bar").with("name", self.title()).with("period", words::period(period))
    }
}

/// The rows of a category or a whole environment.
#[derive(Debug, Clone, Default)]
pub struct Rows {
    /// Those that are shown, from the top.
    pub rows: Vec<Row>,
    /// How many offers there are, shown or not.
    pub offers: usize,
    /// How many periods there are, shown or not.
    pub dated: usize,
    /// The first and the last moment of all of them; none where there is none.
    pub extent: Option<(Timestamp, Timestamp)>,
}

/// The branches that were opened or closed by hand, by name.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Toggled {
    pub(super) categories: HashSet<String>,
    pub(super) offers: HashSet<String>,
}

/// What rows are made of.
pub(super) struct Source<'a> {
    pub(super) environment: &'a Arc<Environment>,
    /// The category to show, with what is inside it; none: all of the environment.
    pub(super) category: Option<&'a str>,
    pub(super) toggled: &'a Toggled,
    /// Whether to leave out what has no period; unless a person said, where there are many offers.
    pub(super) only_dated: Option<bool>,
    pub(super) zone: TimeZone,
    pub(super) now: Timestamp,
}

impl Source<'_> {
    /// The rows.
    pub(super) fn rows(&self) -> Rows {
        let mut found: Option<(Window, &Arc<Category>)> = None;
        if let Some(wanted) = self.category {
            found = self.environment.find(|above, category| {
                let own = |all: Window, it: &&Arc<Category>| all.and(Window::of(&it.period, &self.zone));
                (category.name == wanted).then(|| (above.iter().fold(Window::ALWAYS, own), category))
            });
        }
        let offers = match found {
            Some((_, category)) => count(std::slice::from_ref(category)),
            None => count(&self.environment.categories),
        };
        let years = FOR_EVER_YEARS * 365 * 24;
        let mut builder = Builder {
            source: self,
            many: offers > MANY,
            only_dated: self.only_dated.unwrap_or(offers > MANY),
            known: Window {
                from: self.now.checked_sub(years.hours()).unwrap_or(Timestamp::MIN),
                until: self.now.checked_add(years.hours()).unwrap_or(Timestamp::MAX),
            },
            rows: Rows { offers, ..Rows::default() },
        };
        match found {
            Some((above, category)) => drop(builder.category(category, 0, above, true)),
            None if self.category.is_some() => {}
            None => {
                let environment = Entity::Environment(Arc::clone(self.environment));
                builder.parts(&environment, 0, Window::ALWAYS, true);
                for category in &self.environment.categories {
                    builder.category(category, 0, Window::ALWAYS, true);
                }
            }
        }
        builder.rows
    }
}

fn count(categories: &[Arc<Category>]) -> usize {
    categories.iter().map(|category| category.offers.len() + count(&category.categories)).sum()
}

struct Builder<'a> {
    source: &'a Source<'a>,
    many: bool,
    only_dated: bool,
    /// Moments that are looked at; others stand for "for ever".
    known: Window,
    rows: Rows,
}

impl Builder<'_> {
    /// A category and all that is inside it. Says whether anything of it has a period. Reading a catalog bounds
    /// how deep categories are nested.
    fn category(&mut self, category: &Arc<Category>, level: u16, above: Window, shown: bool) -> bool {
        let of = Entity::Category(Arc::clone(category));
        let window = above.and(Window::of(&category.period, &self.source.zone));
        let open = !self.source.toggled.categories.contains(&category.name);
        let start = self.rows.rows.len();
        if shown {
            self.push(of.clone(), Part::Own, level, above, open);
        }
        let (inside, shown_inside) = (level.saturating_add(1), shown && open);
        let mut dated = self.note(&category.period);
        dated |= self.parts(&of, inside, window, shown_inside);
        for category in &category.categories {
            dated |= self.category(category, inside, window, shown_inside);
        }
        for offer in &category.offers {
            dated |= self.offer(offer, inside, window, shown_inside);
        }
        let parts = category.weights.iter().any(|it| !it.period.is_always());
        let multiplied = category.multiplier.as_ref().is_some_and(|it| !it.period.is_always());
        let leaf = category.categories.is_empty() && category.offers.is_empty() && !parts && !multiplied;
        self.finish(start, shown, dated, leaf)
    }

    fn offer(&mut self, offer: &Arc<Offer>, level: u16, above: Window, shown: bool) -> bool {
        let weighted = offer.weights.iter().any(|weight| !weight.period.is_always());
        let own = self.note(&offer.period);
        if !own && !weighted && (self.only_dated || !shown) {
            return false;
        }
        let of = Entity::Offer(Arc::clone(offer));
        let open = self.source.toggled.offers.contains(&offer.name) == self.many;
        let start = self.rows.rows.len();
        if shown {
            self.push(of.clone(), Part::Own, level, above, open);
        }
        if weighted {
            let window = above.and(Window::of(&offer.period, &self.source.zone));
            self.parts(&of, level.saturating_add(1), window, shown && open);
        }
        self.finish(start, shown, own || weighted, !weighted)
    }

    /// The multiplier and the weights that have a period. Says whether there are any.
    fn parts(&mut self, of: &Entity, level: u16, above: Window, shown: bool) -> bool {
        let weights = (0..weights_of(of).len()).map(Part::Weight);
        let mut dated = false;
        for part in [Part::Multiplier].into_iter().chain(weights) {
            if self.note(period_of(of, part)) {
                dated = true;
                if shown {
                    self.rows.rows.push(Row { of: of.clone(), part, level, open: None, above });
                }
            }
        }
        dated
    }

    fn push(&mut self, of: Entity, part: Part, level: u16, above: Window, open: bool) {
        self.rows.rows.push(Row { of, part, level, open: Some(open), above });
    }

    /// Takes the row at `start` with what is inside it away where it is not wanted.
    fn finish(&mut self, start: usize, shown: bool, dated: bool, leaf: bool) -> bool {
        if shown && self.only_dated && !dated {
            self.rows.rows.truncate(start);
        } else if shown && leaf {
            self.rows.rows[start].open = None;
        }
        dated
    }

    /// Counts a period, and takes its moments into the extent. Says whether it has any.
    fn note(&mut self, period: &Period) -> bool {
        if period.is_always() {
            return false;
        }
        self.rows.dated += 1;
        let zone = &self.source.zone;
        let from = period.from.as_ref().map(|moment: &Moment| moment.start(zone));
        let until = period.until.as_ref().map(|moment: &Moment| moment.end(zone));
        for at in from.into_iter().chain(until).filter(|at| self.known.contains(*at)) {
            let (first, last) = self.rows.extent.unwrap_or((at, at));
            self.rows.extent = Some((first.min(at), last.max(at)));
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Multiplier, Stage, WeightValue};

    fn period(from: &str, until: &str) -> Period {
        Period { from: from.parse().ok(), until: until.parse().ok() }
    }

    fn at(text: &str) -> Timestamp {
        text.parse().expect("a moment")
    }

    /// A category with a multiplier, an offer with a dated weight, and so many plain offers.
    fn environment(plain: usize) -> Arc<Environment> {
        let mut loan = Offer::new("loan", "Loan");
        loan.period = period("2026-03-01", "9999-12-31");
        let dated = period("2026-04-01", "2026-04-30");
        let (label, value) = ("Spring".to_owned(), WeightValue::Number(2.0));
        loan.weights = vec![Weight { label, value, period: dated, space: None, target: String::new() }];
        let mut bank = Category::new("bank", "Bank");
        bank.multiplier = Some(Multiplier { value: 1.5, period: period("", "2026-12-31") });
        bank.offers = (0..plain).map(|index| Arc::new(Offer::new(format!("plain{index}"), ""))).collect();
        bank.offers.push(Arc::new(loan));
        let categories = vec![Arc::new(bank), Arc::new(Category::new("none", "None"))];
        Arc::new(Environment {
            name: "web".to_owned(),
            label: String::new(),
            stage: Stage::Live,
            anonymous: false,
            targeting_dimension: String::new(),
            visitor_folder: None,
            target: String::new(),
            typology: None,
            weights: Vec::new(),
            call_data: Vec::new(),
            call_data_examples: Vec::new(),
            filters: Vec::new(),
            spaces: Vec::new(),
            categories,
            offer_names: crate::model::OfferNames::default(),
        })
    }

    fn rows(environment: &Arc<Environment>, toggled: &Toggled, only_dated: Option<bool>) -> Rows {
        let (zone, now) = (TimeZone::UTC, at("2026-11-21T09:00:00Z"));
        Source { environment, category: None, toggled, only_dated, zone, now }.rows()
    }

    fn labels(rows: &Rows) -> Vec<(u16, String)> {
        rows.rows.iter().map(|row| (row.level, Language::Fr.say(&row.label(Language::Fr)))).collect()
    }

    fn line(level: u16, label: &str) -> (u16, String) {
        (level, label.to_owned())
    }

    #[test]
    fn rows_are_a_tree_with_the_dated_parts_below_each() {
        let few = rows(&environment(1), &Toggled::default(), None);
        let bank = [line(0, "Bank"), line(1, "Multiplié par 1,5"), line(1, "plain0"), line(1, "Loan")];
        assert_eq!(labels(&few), [&bank[..], &[line(2, "Spring"), line(0, "None")]].concat());
        assert_eq!((few.dated, few.offers, few.rows[0].open), (3, 2, Some(true)));
        assert_eq!(few.rows[5].open, None, "nothing is inside");
        let extent = (at("2026-03-01T00:00:00Z"), at("2027-01-01T00:00:00Z"));
        assert_eq!(few.extent, Some(extent), "what stands for ever is left out");
        let mut toggled = Toggled::default();
        toggled.categories.insert("bank".to_owned());
        let closed = rows(&environment(1), &toggled, Some(true));
        assert_eq!(labels(&closed), [line(0, "Bank")], "its periods inside keep it");
    }

    #[test]
    fn of_many_offers_only_those_with_a_period_are_shown_and_closed() {
        let many = rows(&environment(MANY), &Toggled::default(), None);
        assert_eq!(labels(&many), [line(0, "Bank"), line(1, "Multiplié par 1,5"), line(1, "Loan")]);
        let all = rows(&environment(MANY), &Toggled::default(), Some(false));
        assert_eq!(all.rows.len(), MANY + 4);
    }

    #[test]
    fn a_period_is_put_where_it_came_from() {
        let rows = rows(&environment(0), &Toggled::default(), None);
        for row in rows.rows.iter().filter(|row| !row.period().is_always()) {
            let other = period("2026-05-01", "2026-05-02");
            let changed = with_period(&row.of, row.part, other.clone()).expect("it has that part");
            assert_eq!(*period_of(&changed, row.part), other);
        }
        assert_eq!(with_period(&rows.rows[0].of, Part::Weight(3), Period::default()), None);
    }

    #[test]
    fn a_stretch_stands_as_it_and_those_above_it_let_it() {
        let window = |from: &str, until: &str| Window::of(&period(from, until), &TimeZone::UTC);
        let now = at("2026-11-21T09:00:00Z");
        let year = window("2026-01-01", "2026-12-31");
        let of = |from: &str, until: &str| period_status(window(from, until), year, now);
        assert_eq!(of("", ""), PeriodStatus::Runs);
        assert_eq!(of("2026-12-01", ""), PeriodStatus::Later);
        assert_eq!(of("", "2026-11-20"), PeriodStatus::Over);
        assert_eq!(of("2027-01-01", ""), PeriodStatus::NeverMeets);
        assert_eq!(of("2026-02-01", "2026-01-01"), PeriodStatus::Reversed);
    }
}
