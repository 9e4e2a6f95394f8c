//! What decisions follow from, made of the catalog: the compiled plan and the contacts, both always of one state; and what
//! publishing would make of that state.
//!
//! Owns how much of that is done within a frame. What is more is a worker's; until it is there, what was there before
//! stands.

mod apply;

use crate::contacts::Population;
use crate::document::{self, Obstacle, Published};
use crate::engine::Plan;
use crate::model::{Catalog, same_list};
use std::cell::Cell;
use std::sync::{Arc, OnceLock};

/// So many offers are looked at and decided on within a frame: each takes 1 to 2 µs, and half a frame is 8 ms.
pub(super) const MOST_OFFERS_AT_ONCE: usize = 5_000;
/// So many rules are compiled within a frame: each takes 20 to 60 µs.
const MOST_RULES_AT_ONCE: usize = 100;
/// So many contacts are read within a frame.
const MOST_CONTACTS_AT_ONCE: usize = 1_000;

/// The plan and the contacts of one state of a catalog. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Derived {
    /// The catalog, compiled.
    pub plan: Arc<Plan>,
    /// Its contacts.
    pub population: Population,
    /// What publishing would make of it, once a worker asks.
    approved: Arc<Approved>,
}

impl Derived {
    /// Those of a catalog.
    pub fn of(catalog: &Arc<Catalog>) -> Self {
        let (plan, population) = (Arc::new(Plan::new(catalog)), Population::of(catalog));
        Self { plan, population, approved: Arc::default() }
    }

    /// Those of the catalog that a plan was made of, with what it shares with the state before.
    pub(in crate::app) fn with(plan: Arc<Plan>, before: &Self) -> Self {
        let population = if same_people(plan.catalog(), before.plan.catalog()) {
            before.population.clone()
        } else {
            Population::of(plan.catalog())
        };
        Self { plan, population, approved: Arc::default() }
    }

    /// Those of a catalog, with what it shares with the state before, however long that takes.
    pub(in crate::app) fn after(catalog: &Arc<Catalog>, before: &Self) -> Self {
        if before.is_of(catalog) {
            return before.clone();
        }
        Self::with(Arc::new(Plan::after(catalog, Some(&before.plan))), before)
    }

    /// As [`Self::after`]; none, once the work is to be given up.
    pub(super) fn unless(catalog: &Arc<Catalog>, before: &Self, stop: &dyn Fn() -> bool) -> Option<Self> {
        if before.is_of(catalog) {
            return Some(before.clone());
        }
        let plan = Plan::after_unless(catalog, Some(&before.plan), stop)?;
        Some(Self::with(Arc::new(plan), before))
    }

    /// As [`Self::after`], where that is little enough for a frame.
    pub(super) fn at_once(catalog: &Arc<Catalog>, before: &Self) -> Option<Self> {
        let few_people = catalog.contacts.len() <= MOST_CONTACTS_AT_ONCE;
        if !few_people && !same_people(catalog, before.plan.catalog()) {
            return None;
        }
        let compiled = || before.plan.rules().work().compiled;
        let (start, offers) = (compiled(), Cell::new(0));
        Self::unless(catalog, before, &|| {
            offers.set(offers.get() + 1);
            offers.get() > MOST_OFFERS_AT_ONCE || compiled() - start > MOST_RULES_AT_ONCE
        })
    }

    /// Whether they are those of this very state of the catalog.
    pub(in crate::app) fn is_of(&self, catalog: &Arc<Catalog>) -> bool {
        Arc::ptr_eq(self.plan.catalog(), catalog)
    }
}

/// What publishing would make of a state, and the same compiled; each once somebody asks.
#[derive(Debug, Default)]
struct Approved {
    published: OnceLock<Result<Published, Vec<Obstacle>>>,
    compiled: OnceLock<Derived>,
}

/// Design as approved, made once a state: by a worker, the first that asks. Not asked for in a frame: who comes second waits.
impl Derived {
    /// What publishing would make of this state.
    ///
    /// # Errors
    /// All that stands in its way.
    pub(in crate::app) fn published(&self) -> Result<&Published, &Vec<Obstacle>> {
        self.approved.published.get_or_init(|| document::publish(self.plan.catalog())).as_ref()
    }

    /// Design as approved, compiled; none where something stands in the way of publishing.
    pub(in crate::app) fn approved(&self) -> Option<&Self> {
        let catalog = &self.published().ok()?.catalog;
        Some(self.approved.compiled.get_or_init(|| Self::after(catalog, self)))
    }
}

/// Whether the contacts are read alike: they are the same, and so is what says how they are read.
fn same_people(one: &Catalog, other: &Catalog) -> bool {
    same_list(&one.contacts, &other.contacts)
        && same_list(&one.dimensions, &other.dimensions)
        && one.time_zone == other.time_zone
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::dialogs::NoDialogs;
    use crate::app::jobs::Jobs;
    use crate::app::workspace::Workspace;
    use crate::app::{Action, App, Preferences};
    use crate::document::Edit;
    use crate::model::{Catalog, Category, Entity, Offer, Ref};
    use crate::text::Message;
    use jiff::Timestamp;

    /// The application on the sample with more offers in its first category.
    fn app(more: usize) -> App {
        let jobs = Jobs::inline(Arc::new(NoDialogs), Timestamp::now);
        let mut app = App::new(jobs, Preferences::default(), None, None);
        let mut catalog = Catalog::clone(app.workspace().catalog());
        let environment = Arc::make_mut(&mut catalog.environments[0]);
        let category: &mut Category = Arc::make_mut(&mut environment.categories[0]);
        category.offers.extend((0..more).map(|n| Arc::new(Offer::new(format!("more_{n}"), "More"))));
        app.replace(app.workspace().id(), Workspace::new(Arc::new(catalog)));
        while app.poll() {}
        app
    }

    /// Types a label of the first category.
    fn type_label(app: &mut App, label: &str) {
        let environment = &app.workspace().catalog().environments[0];
        let (at, mut category) = (
            Ref::Category(environment.name.clone(), environment.categories[0].name.clone()),
            Category::clone(&environment.categories[0]),
        );
        category.label = label.to_owned();
        let edit = Edit::Put(at, Entity::Category(Arc::new(category)));
        app.apply(vec![Action::Edit { edit, name: Message::new("app-undo-save-scenario"), field: None }]);
    }

    fn is_derived(app: &App) -> bool {
        Arc::ptr_eq(app.workspace().plan().catalog(), app.workspace().catalog())
    }

    fn answer(app: &App) -> Arc<crate::engine::Decision> {
        Arc::clone(app.preview().decision().expect("an answer").as_ref().expect("a space"))
    }

    #[test]
    fn a_small_catalog_is_followed_at_once_and_a_large_one_by_a_worker() {
        for (more, at_once) in [(0, true), (MOST_OFFERS_AT_ONCE, false)] {
            let mut app = app(more);
            let before = answer(&app);
            assert!(is_derived(&app) && app.workspace().is_analysed());
            for label in ["O", "On", "One"] {
                type_label(&mut app, label);
                assert_eq!(is_derived(&app), at_once, "{more}");
                assert_eq!(Arc::ptr_eq(&answer(&app), &before), !at_once, "what was there stands meanwhile");
            }
            while app.poll() {}
            assert!(is_derived(&app) && app.workspace().is_analysed());
            assert!(!Arc::ptr_eq(&answer(&app), &before));
        }
    }

    #[test]
    fn what_is_approved_is_made_once_for_all_who_ask_of_a_state() {
        let catalog = Arc::clone(Workspace::sample().catalog());
        let (asked, asks_too) = (Derived::of(&catalog), Derived::of(&Arc::clone(&catalog)));
        let made = |derived: &Derived| Arc::clone(&derived.published().expect("publishes").catalog);
        assert!(Arc::ptr_eq(&made(&asked), &made(&asked.clone())), "all that share a state share it");
        assert!(Arc::ptr_eq(&made(&asked), &made(&Derived::after(&catalog, &asked))));
        let approved = |derived: &Derived| Arc::clone(&derived.approved().expect("publishes").plan);
        assert!(Arc::ptr_eq(&approved(&asked), &approved(&asked.clone())));
        assert!(Arc::ptr_eq(approved(&asked).catalog(), &made(&asked)));
        assert!(!Arc::ptr_eq(&made(&asked), &made(&asks_too)), "each state has its own");
    }

    #[test]
    fn what_would_compile_many_rules_is_left_to_a_worker() {
        let mut catalog = Catalog::clone(Workspace::sample().catalog());
        let environment = Arc::make_mut(&mut catalog.environments[0]);
        let category = Arc::make_mut(&mut environment.categories[0]);
        let rule = |n: usize| Offer {
            target: format!("offer.name == 'rule_{n}'"),
            ..Offer::new(format!("rule_{n}"), "Rule")
        };
        let few = MOST_RULES_AT_ONCE / 2;
        category.offers.extend((0..few).map(|n| Arc::new(rule(n))));
        let before = Derived::of(Workspace::sample().catalog());
        let small = Arc::new(catalog.clone());
        let followed = Derived::at_once(&small, &before).expect("few rules are new");
        assert!(followed.is_of(&small));
        let category = Arc::make_mut(&mut Arc::make_mut(&mut catalog.environments[0]).categories[0]);
        category.offers.extend((few..few + 2 * MOST_RULES_AT_ONCE).map(|n| Arc::new(rule(n))));
        let large = Arc::new(catalog);
        let compiled = || followed.plan.rules().work().compiled;
        let start = compiled();
        assert!(Derived::at_once(&large, &followed).is_none());
        assert!(compiled() - start <= MOST_RULES_AT_ONCE + 2, "it was given up in time");
        let made = Derived::unless(&large, &followed, &|| false).expect("not given up");
        assert!(made.is_of(&large));
        assert!(Derived::unless(&large, &followed, &|| true).is_none());
    }
}
