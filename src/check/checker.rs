//! What every check needs: the catalog, its names, the moment, and the list that issues are added to.
//! Owns the checks that several entities share: names, references, values and periods.

use super::bounds::Bounds;
use super::findings::{Findings, KnownOffers};
use super::index::Index;
use super::issue::{Change, Issue};
use super::issue_list::IssueList;
use super::kinds::{self, IssueKind};
use crate::contacts::Population;
use crate::engine::Plan;
use crate::html::Danger;
use crate::model::{
    Catalog, Environment, Field, FieldType, Moment, Period, Place, Ref, Stage, Step, Value, Window, is_name,
};
use crate::rule::{Effort, Schema, typed};
use crate::text::{Arg, Message};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use std::collections::{HashMap, HashSet};
use std::rc::Rc;
use std::sync::Arc;

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
    /// The contacts that scenarios run on, and templates are tried for.
    pub(super) population: &'a Population,
    pub(super) bounds: Bounds<'a>,
    pub(super) issues: IssueList,
    /// Entities whose name an earlier one has: an edit of them would change the earlier one.
    pub(super) duplicates: HashSet<Ref>,
    /// What is dangerous in texts as they are written, by their places: what comes of them is held against it.
    pub(super) dangers: HashMap<Place, Vec<Danger>>,
    /// What is known of offers, from the check before and from this one.
    pub(super) known: KnownOffers<'a>,
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
        let (index, zone) = (Rc::new(Index::new(catalog)), catalog.zone());
        let schemas = plan.schemas().cloned().collect();
        Self {
            plan,
            catalog,
            index,
            schemas,
            zone,
            now,
            population,
            bounds: Bounds::new(with.effort, with.give_up),
            issues: IssueList::default(),
            duplicates: HashSet::new(),
            dangers: HashMap::new(),
            known: KnownOffers::new(with.before, Findings::of(catalog, population, now)),
        }
    }

    /// Adds an issue.
    pub(super) fn report(&mut self, kind: &IssueKind, place: Place) -> &mut Issue {
        self.issues.add(Issue::new(kind, place))
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

    /// Whether an entity is a Live environment, or inside one.
    pub(super) fn is_live(&self, entity: &Ref) -> bool {
        let found = entity.environment().and_then(|name| self.index.environment(name));
        found.is_some_and(|it| it.environment.stage == Stage::Live)
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
            None => self.index.names.spaces.contains(space),
        }
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

/// The place of an entity in a list of the entity at `place`.
pub(super) fn inside(place: &Place, list: &'static str, index: usize, entity: Ref) -> Place {
    let mut root = place.root.clone();
    root.extend([Step::Field(list), Step::Index(index)]);
    Place::new(entity, root)
}
