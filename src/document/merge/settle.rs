//! Settling a conflict: the edit of the catalog as it stands that makes what is disputed as one of the states has it.

use super::align::{declared_in, declares};
use super::entities::contact_keys;
use super::{Conflict, Disputed, Merge, Side, fields};
use crate::document::complete::unique_name;
use crate::document::difference::{Back, FieldChange, PathStep, with_old};
use crate::document::taken::names;
use crate::document::{Declared, Edit, uses};
use crate::model::{Catalog, Entity, Ref};
use serde_json::Value;
use std::sync::Arc;

impl Conflict {
    /// The reference of its entity in one of the states, whether it is there or not; none for a contact that is not.
    pub fn at_in(&self, state: &Catalog) -> Option<Ref> {
        match &self.contact {
            Some(key) => contact_keys(state).iter().position(|it| it == key).map(Ref::Contact),
            None => Some(self.entity.clone()),
        }
    }
}

impl Merge {
    /// The reference that something has in a catalog in which names may be settled: under the name of the merged catalog or
    /// another one that is disputed.
    pub fn now(&self, current: &Arc<Catalog>, at: &Ref) -> Ref {
        let renamed = |at: &Ref| -> Ref {
            let known =
                self.conflicts.iter().find(|it| it.entity == *at && matches!(it.disputed, Disputed::Name(_)));
            let Some(Conflict { disputed: Disputed::Name(names), .. }) = known else { return at.clone() };
            let others = names.iter().flatten().filter_map(|name| at.renamed(name));
            std::iter::once(at.clone())
                .chain(others)
                .find(|it| current.entity(it).is_some())
                .unwrap_or_else(|| at.clone())
        };
        let environment = at.environment().filter(|_| !matches!(at, Ref::Environment(_)));
        let Some(environment) = environment else { return renamed(at) };
        let now = renamed(&Ref::Environment(environment.to_owned()));
        if now.name() == environment {
            return renamed(at);
        }
        // In an environment that has another name now.
        let there = |name: &str| Ref::named(at.kind(), Some(now.name()), name).unwrap_or_else(|| at.clone());
        let of_name = |it: &&Conflict| it.entity == *at && matches!(it.disputed, Disputed::Name(_));
        let known = self.conflicts.iter().find(of_name);
        let Some(Conflict { disputed: Disputed::Name(names), .. }) = known else { return there(at.name()) };
        let others = names.iter().flatten().map(|name| there(name));
        let mut all = std::iter::once(there(at.name())).chain(others);
        all.find(|it| current.entity(it).is_some()).unwrap_or_else(|| there(at.name()))
    }

    /// The edit of `current` that settles a conflict; `None` where it stands so already, or where that means nothing.
    pub fn settle(&self, current: &Arc<Catalog>, conflict: &Conflict, side: Side) -> Option<Edit> {
        if let Disputed::Name([ours, base, theirs]) = &conflict.disputed {
            let name = match side {
                Side::Ours => ours,
                Side::Base => base,
                Side::Theirs => theirs,
                Side::Both => return None,
            };
            let (now, name) = (self.now(current, &conflict.entity), name.clone()?);
            return (now.name() != name).then_some(Edit::Rename(now, name));
        }
        if side == Side::Both {
            return self.both(current, conflict);
        }
        if let Disputed::Declared(of, names) = &conflict.disputed {
            let (of, from) = self.declared_now(current, &conflict.entity, of, names)?;
            let name =
                names[[Side::Ours, Side::Base, Side::Theirs].iter().position(|it| *it == side)?].clone()?;
            return (from != name).then_some(Edit::RenameDeclared { of, from, to: name });
        }
        let state = self.under_names_of(current, self.state(side)?);
        let mut back = Back::new(&state, current);
        match &conflict.disputed {
            Disputed::Field(path) => {
                let (at, was) = self.places(current, &state, conflict);
                let at = at?;
                let (old, new) = (state.entity(&was?)?, current.entity(&at)?);
                let value = fields::value_at(&old, path);
                let change = FieldChange { path: path.clone(), old: value, new: None, declared: None };
                let put = with_old(&old, &new, &change)?;
                back.edit(Edit::Put(at, put));
            }
            Disputed::List(kind) => back.whole(&self.now(current, &conflict.entity), *kind),
            Disputed::Place => {
                back.bring_back(&self.now(&state, &conflict.entity));
            }
            Disputed::Whole => self.whole(&mut back, current, &state, conflict)?,
            Disputed::Name(_) | Disputed::Declared(..) => {}
        }
        back.into_edit()
    }

    /// Whether both sides of a conflict can stand beside each other.
    pub fn may_be_both(&self, conflict: &Conflict) -> bool {
        match &conflict.disputed {
            Disputed::Whole => {
                let there = |state: &Arc<Catalog>| {
                    conflict.at_in(state).is_some_and(|at| state.entity(&at).is_some())
                };
                there(&self.ours) && there(&self.theirs) && conflict.contact.is_none()
            }
            Disputed::Field(path) => self.both_values(conflict, path).is_some(),
            _ => false,
        }
    }

    /// The place of a conflict's entity in the catalog as it stands, and in a state under the same names.
    fn places(
        &self,
        current: &Arc<Catalog>,
        state: &Arc<Catalog>,
        conflict: &Conflict,
    ) -> (Option<Ref>, Option<Ref>) {
        let at = |catalog: &Arc<Catalog>| match &conflict.contact {
            Some(_) => conflict.at_in(catalog),
            None => Some(self.now(catalog, &conflict.entity)),
        };
        (at(current), at(state))
    }

    /// One of the three states, under the names that are settled by now in a catalog; nothing as [`Self::state`].
    pub fn state_now(&self, current: &Arc<Catalog>, side: Side) -> Option<Arc<Catalog>> {
        Some(self.under_names_of(current, self.state(side)?))
    }

    /// A state under the names that are settled by now.
    fn under_names_of(&self, current: &Arc<Catalog>, state: &Arc<Catalog>) -> Arc<Catalog> {
        let mut state = Arc::clone(state);
        for conflict in self.conflicts.iter().filter(|it| matches!(it.disputed, Disputed::Name(_))) {
            let (here, now) = (self.now(&state, &conflict.entity), self.now(current, &conflict.entity));
            if here != now {
                let edit = Edit::Rename(here, now.name().to_owned());
                state = edit.apply(&state).unwrap_or(state);
            }
        }
        for conflict in &self.conflicts {
            let Disputed::Declared(of, names) = &conflict.disputed else { continue };
            let here = self.declared_now(&state, &conflict.entity, of, names);
            let now = self.declared_now(current, &conflict.entity, of, names);
            if let (Some((of, from)), Some((_, to))) = (here, now)
                && from != to
            {
                let edit = Edit::RenameDeclared { of, from, to };
                state = edit.apply(&state).unwrap_or(state);
            }
        }
        state
    }

    /// Where something that is declared stands in a catalog, and what it is called there.
    fn declared_now(
        &self,
        current: &Arc<Catalog>,
        holder: &Ref,
        of: &Declared,
        names: &[Option<String>; 3],
    ) -> Option<(Declared, String)> {
        let of = declared_in(of, &self.now(current, holder));
        let name = names.iter().flatten().find(|name| declares(current, &of, name))?;
        Some((of, name.clone()))
    }

    /// Makes an entity, with what is inside it, what a state has.
    fn whole(
        &self,
        back: &mut Back<'_>,
        current: &Arc<Catalog>,
        state: &Arc<Catalog>,
        conflict: &Conflict,
    ) -> Option<()> {
        let (at, was) = self.places(current, state, conflict);
        let is = at.as_ref().and_then(|at| current.entity(at));
        match (is, was.as_ref().and_then(|was| state.entity(was))) {
            (None, None) => None,
            (Some(_), None) => back.take_away(&at?),
            (None, Some(_)) => back.bring_back(&was?),
            (Some(_), Some(old)) => {
                let (at, was) = (at?, was?);
                back.edit(Edit::Put(at.clone(), old.own()));
                // What only one of both has is there or not; what both have is merged by itself.
                let merged = |it: &Ref| self.ours.entity(it).is_some() && self.theirs.entity(it).is_some();
                let (inside, before) = (uses::inside(current, &at), uses::inside(state, &was));
                let mut gone: Vec<&Ref> = inside.iter().filter(|it| state.entity(it).is_none()).collect();
                gone.sort_unstable();
                for it in gone {
                    let _ = back.take_away(it);
                }
                let mut kept: Vec<&Ref> = before.iter().filter(|it| **it != was && !merged(it)).collect();
                kept.sort_unstable();
                for it in kept {
                    match (back.current().entity(it), state.entity(it)) {
                        (Some(_), Some(old)) => back.edit(Edit::Put(it.clone(), old.own())),
                        (None, Some(_)) => back.bring_back(it),
                        _ => None,
                    };
                }
                Some(())
            }
        }
    }

    /// Both beside each other: theirs under another name, or the values of both lists.
    fn both(&self, current: &Arc<Catalog>, conflict: &Conflict) -> Option<Edit> {
        if !self.may_be_both(conflict) {
            return None;
        }
        if let Disputed::Field(path) = &conflict.disputed {
            let at = self.now(current, &conflict.entity);
            let (old, new) = (self.ours.entity(&conflict.entity)?, current.entity(&at)?);
            let value = Some(self.both_values(conflict, path)?);
            let change = FieldChange { path: path.clone(), old: value, new: None, declared: None };
            return Some(Edit::Put(at, with_old(&old, &new, &change)?));
        }
        let theirs = self.under_names_of(current, &self.theirs);
        let at = self.now(current, &conflict.entity);
        let (parent, index) = match crate::document::position(current, &at) {
            Some((parent, index)) => (parent, Some(index + 1)),
            None => (crate::document::position(&theirs, &conflict.entity)?.0, None),
        };
        let taken = names(current, &at);
        let name = unique_name(at.name(), |name| taken.contains(name));
        let entity: Entity = theirs.entity(&self.now(&theirs, &conflict.entity))?.with_name(&name);
        let mut back = Back::new(&theirs, current);
        if current.entity(&at).is_none() {
            back.bring_back(&at);
        }
        back.edit(Edit::Insert { parent, index, entity });
        back.into_edit()
    }

    /// The values of both lists, where a list of plain values is disputed.
    fn both_values(&self, conflict: &Conflict, path: &[PathStep]) -> Option<Value> {
        let of = |state: &Arc<Catalog>| -> Option<Vec<Value>> {
            let value = fields::value_at(&state.entity(&conflict.at_in(state)?)?, path)?;
            let Value::Array(list) = value else { return None };
            list.iter().all(|it| !it.is_object() && !it.is_array()).then_some(list)
        };
        let (mut all, theirs) = (of(&self.ours)?, of(&self.theirs)?);
        for value in theirs {
            if !all.contains(&value) {
                all.push(value);
            }
        }
        Some(Value::Array(all))
    }
}
