//! Taking a difference back: the edit that gives an entity, its place or one of its values as the old catalog
//! has it. Changes nothing itself.

use super::{
    Difference, FieldChange, PathStep, Sign, contact_ids, contact_ids_like, fields, order, renames,
    whole_list,
};
use crate::document::moves::{among, position};
use crate::document::{Edit, approval, entities, tree, uses};
use crate::model::{ApprovalPart, Catalog, Category, Entity, EntityKind, List, Ref, Stage, Verdict};
use serde_json::Value;
use std::sync::Arc;

/// Which part of a difference is taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Part {
    /// All of it.
    All,
    /// Where the entity stands.
    Place,
    /// Its name.
    Name,
    /// The field at this place of the difference's list.
    Field(usize),
}

/// The edit of `new` that takes a part of a difference back to how it is in `old`; `None` where there is nothing
/// to take back. What has to be there for that comes back too, as the category of an offer does.
pub fn revert(old: &Arc<Catalog>, new: &Arc<Catalog>, difference: &Difference, part: Part) -> Option<Edit> {
    // Names last: until then, both catalogs have the new ones.
    let old = &renames::renamed(old, new).old;
    let mut back = Back::new(old, new);
    let Difference { entity, before, .. } = difference;
    match (difference.sign, part) {
        (Sign::Added, _) => back.take_away(entity),
        (Sign::Removed, _) | (Sign::Changed, Part::Place) => back.bring_back(before),
        (Sign::Changed, Part::Name) => back.name(difference),
        (Sign::Changed, Part::Field(index)) => back.field(difference, index),
        (Sign::Changed, Part::All) => {
            // The place first: another category takes an approval back, which then comes with the fields.
            difference.moved.as_ref().and_then(|_| back.bring_back(before));
            back.own_fields(entity, before);
            for change in &difference.fields {
                back.declared(change);
            }
            for list in difference.fields.iter().filter_map(|it| whole_list(before.kind(), it)) {
                back.whole(before, list);
            }
            back.name(difference)
        }
    };
    back.into_edit()
}

/// Whether a difference can be taken back: nothing of a Live environment can, which is what was published; it comes and
/// goes as a whole, and its type can be changed.
pub fn may_take_back(old: &Catalog, new: &Catalog, difference: &Difference) -> bool {
    let is_live = |catalog: &Catalog| {
        let name = difference.entity.environment();
        name.and_then(|name| catalog.environment(name)).is_some_and(|it| it.stage == Stage::Live)
    };
    match (&difference.entity, difference.sign) {
        (Ref::Environment(_), Sign::Added | Sign::Removed) => true,
        (Ref::Environment(_), Sign::Changed) => !(is_live(old) && is_live(new)),
        _ => !is_live(new),
    }
}

/// The part of an offer that was approved, of which a change is the approval: that comes back with what was approved, or
/// something would be approved that nobody has seen.
fn approved_part(old: &Entity, change: &FieldChange) -> Option<ApprovalPart> {
    let [PathStep::Field(approval), PathStep::Field(part), ..] = change.path.as_slice() else { return None };
    let part = match (approval.as_str(), part.as_str()) {
        ("approval", "content") => ApprovalPart::Content,
        ("approval", "eligibility") => ApprovalPart::Eligibility,
        _ => return None,
    };
    let Entity::Offer(old) = old else { return None };
    (old.approval.decided(part) == Some(Verdict::Approved)).then_some(part)
}

/// What is brought back to how it is in another catalog under the same names: the edits so far, and the catalog after them.
pub(in crate::document) struct Back<'a> {
    old: &'a Arc<Catalog>,
    current: Arc<Catalog>,
    edits: Vec<Edit>,
}

impl<'a> Back<'a> {
    /// Nothing so far.
    pub(in crate::document) fn new(old: &'a Arc<Catalog>, new: &Arc<Catalog>) -> Self {
        Self { old, current: Arc::clone(new), edits: Vec::new() }
    }

    /// The catalog as it is by now.
    pub(in crate::document) fn current(&self) -> &Arc<Catalog> {
        &self.current
    }

    /// All of it as one edit; none where nothing is to be done.
    pub(in crate::document) fn into_edit(mut self) -> Option<Edit> {
        match self.edits.len() {
            0 => None,
            1 => self.edits.pop(),
            _ => Some(Edit::All(self.edits)),
        }
    }

    /// Does one more thing.
    pub(in crate::document) fn edit(&mut self, edit: Edit) -> Option<()> {
        self.current = edit.apply(&self.current)?;
        self.edits.push(edit);
        Some(())
    }

    fn name(&mut self, difference: &Difference) -> Option<()> {
        let name = difference.renamed.clone()?;
        self.edit(Edit::Rename(difference.entity.clone(), name))
    }

    fn own_fields(&mut self, entity: &Ref, before: &Ref) -> Option<()> {
        let old = self.old.entity(before)?;
        self.edit(Edit::Put(entity.clone(), old.own()))
    }

    fn field(&mut self, difference: &Difference, index: usize) -> Option<()> {
        let change = difference.fields.get(index)?;
        if change.declared.is_some() {
            return self.declared(change);
        }
        if let Some(list) = whole_list(difference.before.kind(), change) {
            self.whole(&difference.before, list);
            return Some(());
        }
        let old = self.old.entity(&difference.before)?;
        let part = approved_part(&old, change);
        if part == Some(ApprovalPart::Eligibility) && difference.moved.is_some() {
            // The category belongs to the eligibility.
            self.bring_back(&difference.before);
        }
        let new = self.current.entity(&difference.entity)?;
        let put = match (&old, &new, part) {
            (Entity::Offer(old), Entity::Offer(new), Some(part)) => {
                Entity::Offer(Arc::new(approval::with_part(new, old, part)))
            }
            _ => fields::with_old(&old, &new, change)?,
        };
        self.edit(Edit::Put(difference.entity.clone(), put))
    }

    /// Gives what is declared inside an entity the name that it had.
    fn declared(&mut self, change: &FieldChange) -> Option<()> {
        let name = |value: &Option<Value>| value.as_ref()?.as_str().map(str::to_owned);
        let (of, from, to) = (change.declared.clone()?, name(&change.new)?, name(&change.old)?);
        self.edit(Edit::RenameDeclared { of, from, to })
    }

    /// Gives a list as a whole what it held.
    pub(in crate::document) fn whole(&mut self, holder: &Ref, kind: EntityKind) {
        let gone = listed(&self.current, holder, kind);
        for (at, _) in gone {
            self.edit(Edit::Remove(at));
        }
        for (_, entity) in listed(self.old, holder, kind) {
            self.edit(Edit::Insert { parent: holder.clone(), index: None, entity });
        }
    }

    /// Takes something new away, but not what was there before and is inside it now.
    pub(in crate::document) fn take_away(&mut self, at: &Ref) -> Option<()> {
        if let Ref::Category(environment, _) = at {
            let inside = uses::inside(&self.current, at);
            for kept in in_order(self.old, environment).into_iter().filter(|it| inside.contains(it)) {
                self.bring_back(&kept);
            }
        }
        self.edit(Edit::Remove(at.clone()))
    }

    /// Puts an entity of the old catalog where it stood, with what was inside it and is nowhere now.
    pub(in crate::document) fn bring_back(&mut self, before: &Ref) -> Option<()> {
        let (parent, _) = position(self.old, before)?;
        if matches!(parent, Ref::Category(..)) && self.current.entity(&parent).is_none() {
            self.bring_back_alone(&parent)?;
        }
        let what = self.now(before);
        if let Some(what) = &what {
            self.free(&parent, what);
        }
        let index = self.place(&parent, before, what.as_ref())?;
        if let Some(what) = what {
            return self.edit(Edit::Move { what, parent, index });
        }
        let entity = self.without_others(&self.old.entity(before)?);
        self.edit(Edit::Insert { parent, index: Some(index), entity })
    }

    /// Brings a category back without what was inside it.
    fn bring_back_alone(&mut self, before: &Ref) -> Option<()> {
        let (parent, _) = position(self.old, before)?;
        if matches!(parent, Ref::Category(..)) && self.current.entity(&parent).is_none() {
            self.bring_back_alone(&parent)?;
        }
        let index = self.place(&parent, before, None)?;
        let entity = self.old.entity(before)?.own();
        self.edit(Edit::Insert { parent, index: Some(index), entity })
    }

    /// Sees to it that `parent` is not inside `what`, which is to go into it: of those between, the first that
    /// stands elsewhere than it did goes back first. Each step puts one where it stood, so that it ends.
    fn free(&mut self, parent: &Ref, what: &Ref) {
        while tree::is_inside(&self.current, parent, what) {
            let mut at = parent.clone();
            while position(&self.current, &at).map(|(holder, _)| holder)
                == position(self.old, &at).map(|(holder, _)| holder)
            {
                match position(&self.current, &at) {
                    Some((holder, _)) if holder != *what && holder != Ref::Catalog => at = holder,
                    _ => return,
                }
            }
            if at == *what || position(self.old, &at).is_none() || self.bring_back(&at).is_none() {
                return;
            }
        }
    }

    /// The reference that an entity of the old catalog has now.
    fn now(&self, before: &Ref) -> Option<Ref> {
        if let Ref::Contact(index) = before {
            let id = contact_ids(self.old, &self.old.contacts).into_iter().nth(*index)?;
            let now =
                contact_ids_like(self.old, &self.current.contacts).into_iter().position(|it| it == id)?;
            return Some(Ref::Contact(now));
        }
        self.current.entity(before).map(|_| before.clone())
    }

    /// The place in the list of its kind that an entity of the old catalog had, as near as there is one now.
    fn place(&self, parent: &Ref, before: &Ref, now: Option<&Ref>) -> Option<usize> {
        let (_, own) = position(self.old, before)?;
        if matches!(before, Ref::Contact(_)) {
            let old = contact_ids(self.old, &self.old.contacts);
            let mut current = contact_ids_like(self.old, &self.current.contacts);
            current.retain(|id| *id != old[own]);
            return Some(order::place_of(&old, own, &current));
        }
        let mut current = among(&self.current, parent, before);
        current.retain(|it| Some(it) != now);
        Some(order::place_of(&among(self.old, parent, before), own, &current))
    }

    /// An entity without those inside it that are somewhere else now.
    fn without_others(&self, entity: &Entity) -> Entity {
        match entity {
            Entity::Category(category) => {
                let environment =
                    self.old.environments.iter().find(|it| {
                        it.category(&category.name).is_some_and(|found| Arc::ptr_eq(found, category))
                    });
                let here = environment.and_then(|it| self.current.environment(&it.name));
                here.map_or_else(|| entity.clone(), |here| Entity::Category(Arc::new(pruned(category, here))))
            }
            entity => entity.clone(),
        }
    }
}

fn pruned(category: &Category, here: &crate::model::Environment) -> Category {
    let categories = category.categories.iter().filter(|it| here.category(&it.name).is_none());
    let offers = category.offers.iter().filter(|it| here.offer(&it.name).is_none());
    Category {
        categories: categories.map(|it| Arc::new(pruned(it, here))).collect(),
        offers: offers.cloned().collect(),
        ..category.own()
    }
}

/// The categories and offers of an environment, each before what is inside it.
fn in_order(catalog: &Arc<Catalog>, environment: &str) -> Vec<Ref> {
    let all = entities(catalog).into_iter().map(|placed| placed.place.entity);
    all.filter(|it| matches!(it, Ref::Category(own, _) | Ref::Offer(own, _) if own == environment)).collect()
}

/// What stands in a list of a catalog or an environment.
fn listed(catalog: &Catalog, holder: &Ref, kind: EntityKind) -> Vec<(Ref, Entity)> {
    let list = catalog.list(holder, kind);
    let entities = list.into_iter().flat_map(List::entities);
    entities.filter_map(|it| Some((Ref::named(kind, holder.environment(), it.name())?, it))).collect()
}
