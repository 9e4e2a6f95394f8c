//! What every check needs: the catalog, its names, the moment, and the list that issues are added to.
//! Owns the checks that several entities share: names, references, values and periods.

use super::findings::Findings;
use super::index::Index;
use super::issue::{Change, Issue};
use super::kinds::{self, IssueKind};
use crate::contacts::Population;
use crate::engine::Plan;
use crate::html::Danger;
use crate::model::{Catalog, Environment, Field, FieldType, Moment, Period, Place, Ref, Step, Value, Window};
use crate::rule::{Budget, Effort, Meter, Schema, typed};
use crate::text::{Arg, Message};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::rc::Rc;
use std::sync::Arc;

/// Issues of one kind that are listed. Nobody reads more, and a file of a million faults must not fill the memory.
pub(super) const MOST_OF_A_KIND: usize = 1000;

/// How many spaces are looked at, for one offer after the other: a second's work. Ten thousand offers on a hundred spaces
/// are a third of it. Beyond it, what would be said of offers on their spaces stays unsaid.
const MOST_SPACE_LOOKS: usize = 6_000_000;

/// How many times a presentation rule is held against what an environment sees, in all: a second's work. Two hundred rules
/// of fifty environments are a tenth of it. Beyond it, each is held against the first environment that uses it.
const MOST_SCHEMAS: usize = 100_000;

/// A check under way.
pub(super) struct Checker<'a> {
    pub(super) plan: &'a Plan,
    pub(super) catalog: &'a Arc<Catalog>,
    /// Shared, so that a name can be looked up while an issue is added.
    pub(super) index: Rc<Index<'a>>,
    /// What the rules of each environment see, by its place.
    pub(super) schemas: Vec<Schema>,
    pub(super) zone: TimeZone,
    pub(super) now: Timestamp,
    /// What proofs about rules may take together.
    pub(super) effort: Effort,
    /// The contacts that scenarios run on, and templates are tried for.
    pub(super) population: &'a Population,
    /// What trying templates may still cost, and what rules that are asked for it may take.
    pub(super) meter: Meter,
    pub(super) budget: Arc<Budget>,
    /// How many spaces may still be looked at for an offer.
    space_looks: usize,
    /// What presentation rules may still be held against.
    pub(super) schemas_left: usize,
    issues: Vec<Issue>,
    /// How many there are of each code.
    counts: BTreeMap<&'static str, Count>,
    unlisted_count: usize,
    /// The last issue that is not listed.
    unlisted: Option<Issue>,
    /// Entities whose name an earlier one has: an edit of them would change the earlier one.
    pub(super) duplicates: HashSet<Ref>,
    /// What is dangerous in texts as they are written, by their places: what comes of them is held against it.
    pub(super) dangers: HashMap<Place, Vec<Danger>>,
    /// What the check before found of offers, where they fare as they did.
    pub(super) before: Option<&'a Findings>,
    /// What this one finds.
    pub(super) findings: Findings,
    give_up: &'a dyn Fn() -> bool,
}

/// How many issues of a kind there are, and the place in the list of the one that stands for those not listed.
#[derive(Debug, Default)]
struct Count {
    seen: usize,
    more: Option<usize>,
}

/// How far the list of issues goes.
#[derive(Clone, Copy)]
pub(super) struct Mark {
    issues: usize,
    unlisted: usize,
}

/// What a check is given beside what it looks at.
pub(super) struct With<'a> {
    /// What proofs about rules may take together.
    pub(super) effort: &'a Effort,
    /// What the check before found of offers.
    pub(super) before: Option<&'a Findings>,
    /// Says whether nobody waits for what is found any more.
    pub(super) give_up: &'a dyn Fn() -> bool,
}

/// The kind of thing that a name stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NamedKind {
    Environment,
    Dimension,
    Folder,
    PresentationRule,
    Typology,
    Scenario,
    Template,
    Space,
    Filter,
    Category,
    Offer,
    Field,
    Parameter,
    CallData,
    OfferField,
    ContentField,
    Channel,
}

impl NamedKind {
    fn message(self) -> Message {
        Message::new(match self {
            Self::Environment => "check-what-environment",
            Self::Dimension => "check-what-dimension",
            Self::Folder => "check-what-folder",
            Self::PresentationRule => "check-what-presentation-rule",
            Self::Typology => "check-what-typology",
            Self::Scenario => "check-what-scenario",
            Self::Template => "check-what-template",
            Self::Space => "check-what-space",
            Self::Filter => "check-what-filter",
            Self::Category => "check-what-category",
            Self::Offer => "check-what-offer",
            Self::Field => "check-what-field",
            Self::Parameter => "check-what-parameter",
            Self::CallData => "check-what-call-data",
            Self::OfferField => "check-what-offer-field",
            Self::ContentField => "check-what-content-field",
            Self::Channel => "check-what-channel",
        })
    }
}

impl<'a> Checker<'a> {
    pub(super) fn new(plan: &'a Plan, population: &'a Population, now: Timestamp, with: &With<'a>) -> Self {
        let catalog = plan.catalog();
        let findings = Findings::of(catalog, population, now);
        let before = with.before.filter(|before| before.serve(&findings));
        let (index, zone) = (Rc::new(Index::new(catalog)), catalog.zone());
        let schemas = plan.schemas().cloned().collect();
        Self {
            plan,
            catalog,
            index,
            schemas,
            zone,
            now,
            effort: with.effort.clone(),
            population,
            meter: Meter::default(),
            budget: Arc::default(),
            space_looks: MOST_SPACE_LOOKS,
            schemas_left: MOST_SCHEMAS,
            issues: Vec::new(),
            counts: BTreeMap::new(),
            unlisted_count: 0,
            unlisted: None,
            duplicates: HashSet::new(),
            dangers: HashMap::new(),
            before,
            findings,
            give_up: with.give_up,
        }
    }

    /// Adds an issue. Beyond [`MOST_OF_A_KIND`] it is only counted.
    pub(super) fn report(&mut self, kind: &IssueKind, place: Place) -> &mut Issue {
        self.add(Issue::new(kind, place))
    }

    /// The same, of an issue that is made.
    pub(super) fn add(&mut self, issue: Issue) -> &mut Issue {
        let count = self.counts.entry(issue.code).or_default();
        count.seen += 1;
        if count.seen > MOST_OF_A_KIND {
            if count.more.is_none() {
                count.more = Some(self.issues.len());
                self.issues.push(issue.of_more());
            }
            self.unlisted_count += 1;
            return self.unlisted.insert(issue);
        }
        self.issues.push(issue);
        let last = self.issues.len() - 1;
        &mut self.issues[last]
    }

    /// Where the list of issues stands.
    pub(super) fn mark(&self) -> Mark {
        Mark { issues: self.issues.len(), unlisted: self.unlisted_count }
    }

    /// The issues since then; none where some of them are not listed, or not all was looked at that there is.
    pub(super) fn since(&self, mark: Mark) -> Option<Vec<Issue>> {
        let is_whole = self.unlisted_count == mark.unlisted
            && self.space_looks > 0
            && self.meter.is_whole()
            && self.effort.left() > 0
            && !self.budget.is_spent();
        is_whole.then(|| self.issues[mark.issues..].to_vec())
    }

    /// Whether nobody waits for what is found any more.
    pub(super) fn is_given_up(&self) -> bool {
        (self.give_up)()
    }

    /// Whether an issue of a kind stands at a part of this text, or of one around it.
    pub(super) fn has_within(&self, kind: &IssueKind, place: &Place) -> bool {
        let is_within = |known: &Place| match (known.span, place.span) {
            (Some(known), Some(own)) => own.0 <= known.0 && known.1 <= own.1,
            (_, own) => own.is_none(),
        };
        let mut known = self.issues.iter().filter(|issue| issue.code == kind.code).map(|issue| &issue.place);
        known.any(|known| known.entity == place.entity && known.field == place.field && is_within(known))
    }

    /// The issues. Those that are not listed have one in their place that says how many they are.
    pub(super) fn finish(&mut self) -> Vec<Issue> {
        for count in self.counts.values() {
            if let Some(more) = count.more {
                let issue = &mut self.issues[more];
                issue.count = count.seen - MOST_OF_A_KIND;
                issue.with("count", count.seen - MOST_OF_A_KIND);
            }
        }
        std::mem::take(&mut self.issues)
    }

    /// A name that stands in a list with others of its kind, which `seen` remembers.
    pub(super) fn name(
        &mut self,
        what: NamedKind,
        name: &'a str,
        seen: &mut HashSet<&'a str>,
        place: &Place,
    ) {
        let field = if what == NamedKind::Channel { place.clone() } else { place.field("name") };
        if !is_name(name) {
            self.report(&kinds::BAD_NAME, field.clone()).with("name", name);
        }
        if !seen.insert(name) {
            if place.field.is_empty() {
                self.duplicates.insert(place.entity.clone());
            }
            self.report(&kinds::DUPLICATE_NAME, field).with("what", what.message()).with("name", name);
        }
    }

    /// Whether an entity, or the environment it is in, has the name of an earlier one.
    pub(super) fn is_duplicate(&self, entity: &Ref) -> bool {
        let environment = entity.environment().map(|name| Ref::Environment(name.to_owned()));
        self.duplicates.contains(entity) || environment.is_some_and(|it| self.duplicates.contains(&it))
    }

    /// The names of a list of fields, whose place is that of the list.
    pub(super) fn field_names(&mut self, what: NamedKind, fields: &'a [Field], place: &Place) {
        let mut seen = HashSet::new();
        for (index, field) in fields.iter().enumerate() {
            self.name(what, &field.name, &mut seen, &place.index(index));
        }
    }

    /// A reference to nothing.
    pub(super) fn dangling(&mut self, what: NamedKind, name: &str, place: Place) -> &mut Issue {
        self.report(&kinds::DANGLING_REFERENCE, place).with("what", what.message()).with("name", name)
    }

    /// Whether an environment has a space, or, for an offer template, whether any environment has it.
    pub(super) fn has_space(&self, environment: Option<&Environment>, space: &str) -> bool {
        match environment {
            Some(environment) => match self.index.environment(&environment.name) {
                Some(known) if std::ptr::eq(Arc::as_ptr(known.environment), environment) => {
                    known.spaces.contains_key(space)
                }
                _ => environment.space(space).is_some(),
            },
            None => self.index.spaces.contains(space),
        }
    }

    /// Whether all spaces of an environment, so many with what they ask for, may still be looked at for an offer.
    pub(super) fn looks_at_spaces(&mut self, spaces: usize) -> bool {
        let left = self.space_looks.checked_sub(spaces);
        self.space_looks = left.unwrap_or(0);
        left.is_some()
    }

    /// A value against its field's type.
    pub(super) fn value(&mut self, value: &Value, field_type: &FieldType, place: Place) {
        if let Err(problem) = typed(value, field_type, &self.zone) {
            self.report(&kinds::WRONG_TYPE, place).with("problem", problem);
        }
    }

    /// A period; `fixed` puts its ends the right way round.
    pub(super) fn period(&mut self, period: &Period, place: Place, fixed: impl FnOnce(Period) -> Change) {
        if !self.window(period).is_empty() {
            return;
        }
        let (Some(start), Some(end)) = (&period.from, &period.until) else { return };
        let swapped = Period { from: period.until.clone(), until: period.from.clone() };
        let mended = !self.window(&swapped).is_empty();
        let issue = self.report(&kinds::PERIOD_REVERSED, place);
        let moment = |moment: &Moment| Arg::Moment(moment.to_string());
        issue.with("from", moment(start)).with("until", moment(end));
        if mended {
            issue.fixed_by("check-fix-swap-ends", fixed(swapped));
        }
    }

    /// The stretch of a period.
    pub(super) fn window(&self, period: &Period) -> Window {
        Window::of(period, &self.zone)
    }
}

/// Whether rules and references can write a name: `[A-Za-z_][A-Za-z0-9_]*`.
pub(super) fn is_name(name: &str) -> bool {
    name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
        && name.bytes().next().is_some_and(|first| !first.is_ascii_digit())
}

/// The place of an entity in a list of the entity at `place`.
pub(super) fn inside(place: &Place, list: &'static str, index: usize, entity: Ref) -> Place {
    let mut root = place.root.clone();
    root.extend([Step::Field(list), Step::Index(index)]);
    Place::new(entity, root)
}
