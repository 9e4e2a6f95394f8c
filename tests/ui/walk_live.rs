//! Random walks from Design to Live through the application without its window: whatever is edited, decided, moved,
//! replaced, undone and opened again, a part that says approved was approved as it stands, and what is in Live is what
//! was approved when it was published.

use crate::walk_live_catalog::catalog;
use crate::walk_live_model::{Key, Model, Part, approved, is_published, live, parts};
use crate::walk_live_publish::held_against_design;
use crate::walk_live_steps::{Did, Step, Walker};
use crate::walk_steps::Chance;
use crate::walk_window::given;
use std::collections::HashMap;
use std::sync::Arc;
use vitrine::document::Rename;
use vitrine::model::{ApprovalPart, Catalog, Offer, Ref, Verdict, same_catalog};

const USUAL_WALKS: u64 = 6;
const STEPS: usize = 40;

/// What is known of a walk beside what the application knows.
struct Walk {
    walker: Walker,
    /// What has been approved, as it was then.
    model: Model,
    /// Each state of the catalog since it was opened, with what was approved in it.
    states: Vec<(Arc<Catalog>, Model)>,
    /// Each offer as it was when it was published.
    published: Vec<Offer>,
    tally: Tally,
    here: Here,
}

/// How much was done.
#[derive(Default, Debug)]
struct Tally {
    changed: HashMap<&'static str, usize>,
    approved: usize,
    published: usize,
    refused: usize,
}

/// Where a walk is, which is said when it fails.
struct Here {
    seed: u64,
    steps: Vec<String>,
}

impl Drop for Here {
    fn drop(&mut self) {
        if std::thread::panicking() {
            println!("VITRINE_WALK_SEED={} after", self.seed);
            self.steps.iter().for_each(|step| println!("  {step}"));
        }
    }
}

impl Walk {
    fn new(seed: u64) -> Self {
        let mut chance = Chance::of(seed);
        let text = catalog(&mut chance);
        let walker = Walker::new(&text, chance);
        let states = vec![(walker.catalog(), Model::new())];
        let (model, published, tally) = (Model::new(), Vec::new(), Tally::default());
        Self { walker, model, states, published, tally, here: Here { seed, steps: Vec::new() } }
    }

    fn step(&mut self) {
        let before = self.walker.catalog();
        let Step { name, about, did } = self.walker.step();
        self.here.steps.push(format!("{} {name}: {about}", self.here.steps.len()));
        if std::env::var_os("VITRINE_WALK_LOG").is_some() {
            println!("{}", self.here.steps.last().expect("one"));
        }
        if matches!(did, Did::Publish) {
            self.publish();
        }
        let now = self.walker.catalog();
        if !Arc::ptr_eq(&before, &now) {
            *self.tally.changed.entry(name).or_default() += 1;
        }
        self.follow(&before, &now, &did);
        self.only_what_was_published_is_live(&now);
        let may_change_live = matches!(did, Did::Publish | Did::GoBack | Did::History);
        let is_live_as_before = live(&before) == live(&now);
        assert!(may_change_live || is_live_as_before, "Live is read-only");
    }

    /// What is approved now is what was approved before, as this step leaves it.
    fn follow(&mut self, before: &Arc<Catalog>, now: &Arc<Catalog>, did: &Did) {
        let (says, all) = (approved(now), parts(now));
        let changed = !Arc::ptr_eq(before, now);
        self.model = match did {
            Did::History => {
                let known = self.states.iter().rev().find(|(state, _)| Arc::ptr_eq(state, now));
                known.expect("a state that was there").1.clone()
            }
            Did::TookBack => {
                let known = |key, part| {
                    let mut models = self.states.iter().map(|(_, model)| model).chain([&self.model]);
                    models.any(|model| model.get(key) == Some(part))
                };
                // Names that came back with it are of no part.
                let renames = changed && !self.walker.app.workspace().document().undo_renames().is_empty();
                for (key, part) in &says {
                    let same = || renames && self.model.contains_key(key);
                    assert!(known(key, part) || same(), "{key:?} was never approved so: {part:?}");
                }
                says.clone()
            }
            _ => {
                let document = self.walker.app.workspace().document();
                let renames = if changed && !matches!(did, Did::Reopened) {
                    document.undo_renames()
                } else {
                    Vec::new()
                };
                self.after(&all, did, renames)
            }
        };
        let missing: Vec<_> = self.model.iter().filter(|(key, part)| says.get(*key) != Some(part)).collect();
        assert!(missing.is_empty(), "approved, and not edited since: {missing:?}");
        let never: Vec<_> = says.iter().filter(|(key, _)| !self.model.contains_key(*key)).collect();
        assert!(never.is_empty(), "nobody approved it: {never:?}");
        self.tally.approved += says.len();
        if matches!(did, Did::Reopened) {
            self.states.clear();
        }
        if changed || self.states.is_empty() {
            self.states.push((Arc::clone(now), self.model.clone()));
        }
    }

    fn after(&self, all: &Model, did: &Did, renames: Vec<Rename>) -> Model {
        let mut model = self.model.clone();
        let keeps = !renames.is_empty() || matches!(did, Did::SameMeaning);
        for (to, from) in renames.into_iter().rev() {
            model = renamed(model, &from, &to);
        }
        model.retain(|key, part| match all.get(key) {
            Some(now) if keeps => {
                part.clone_from(now);
                true
            }
            now => now.is_some_and(|now| now.value == part.value && now.category == part.category),
        });
        if let Did::Reviewed { offers, review } = did {
            for at in offers {
                let Ref::Offer(environment, name) = at else { continue };
                for (index, _) in
                    ApprovalPart::ALL.iter().enumerate().filter(|(_, it)| review.parts.contains(it))
                {
                    let key = (environment.clone(), name.clone(), index);
                    match all.get(&key).filter(|_| review.verdict == Verdict::Approved) {
                        Some(part) => drop(model.insert(key, part.clone())),
                        None => drop(model.remove(&key)),
                    }
                }
            }
        }
        model
    }

    /// Publishes: it is one step, which can be undone, and doing it again changes nothing.
    fn publish(&mut self) {
        let before = self.walker.catalog();
        let promised = self.walker.ask_of_approved();
        let Some(count) = self.walker.publish() else {
            self.tally.refused += 1;
            assert!(Arc::ptr_eq(&before, &self.walker.catalog()), "refused, and nothing changed");
            return;
        };
        let after = self.walker.catalog();
        assert_eq!(count == 0, same_catalog(&before, &after));
        self.published.extend(held_against_design(&before, &after, &self.model));
        assert_eq!(promised, self.walker.ask_of_live(), "Live answers as Design as approved did");
        self.tally.published += usize::from(count > 0);
        if count > 0 {
            self.walker.undo();
            assert!(Arc::ptr_eq(&before, &self.walker.catalog()), "one step");
            self.walker.redo();
            assert!(Arc::ptr_eq(&after, &self.walker.catalog()));
        }
        assert_eq!(self.walker.publish(), Some(0), "again changes nothing");
    }

    /// Whatever visitors can get has been published as it is.
    fn only_what_was_published_is_live(&self, now: &Catalog) {
        for offer in
            live(now).iter().flat_map(|it| it.categories.iter().flat_map(offers_of).collect::<Vec<_>>())
        {
            let known = || self.published.iter().any(|it| is_published(&offer, it));
            assert!(!offer.enabled || offer.live_on.is_empty() || known(), "never published: {offer:?}");
        }
    }
}

fn offers_of(category: &Arc<vitrine::model::Category>) -> Vec<Arc<Offer>> {
    category.offers.iter().cloned().chain(category.categories.iter().flat_map(offers_of)).collect()
}

/// What was approved under the names of after a rename.
fn renamed(model: Model, from: &Ref, to: &Ref) -> Model {
    let one = |((mut environment, mut offer, index), mut part): (Key, Part)| {
        match (from, to) {
            (Ref::Environment(old), Ref::Environment(new)) if environment == *old => {
                environment.clone_from(new);
            }
            (Ref::Offer(of, old), Ref::Offer(_, new)) if environment == *of && offer == *old => {
                offer.clone_from(new);
            }
            (Ref::Category(of, old), Ref::Category(_, new))
                if environment == *of && part.category == *old =>
            {
                part.category.clone_from(new);
            }
            _ => {}
        }
        ((environment, offer, index), part)
    };
    model.into_iter().map(one).collect()
}

#[test]
fn what_is_approved_and_what_is_live_is_what_somebody_approved() {
    let (walks, start) = (given("VITRINE_WALKS"), given("VITRINE_WALK_SEED").unwrap_or(0));
    let steps = given("VITRINE_WALK_STEPS").and_then(|it| usize::try_from(it).ok()).unwrap_or(STEPS);
    let mut published = 0;
    for seed in start..start + walks.unwrap_or(USUAL_WALKS) {
        let mut walk = Walk::new(seed);
        for _ in 0..steps {
            walk.step();
        }
        println!("seed {seed}: {:?}", walk.tally);
        published += walk.tally.published;
    }
    assert!(published > 0, "walks come to Live");
}
