//! Edits: what can be done to a catalog, as data (`architecture.md`, invariant 4).
//!
//! Pure: an edit takes a catalog and gives another, which shares all that it did not touch. An edit that
//! does not fit the catalog (its entity is gone) changes nothing.

use super::approval::{Reset, Resetting, Signature};
use super::{Declared, puts, tree};
use crate::model::{Catalog, Entity, Ref, same_catalog};
use crate::rule::RuleTable;
use std::sync::Arc;

/// One change of a catalog.
#[derive(Debug, Clone, PartialEq)]
pub enum Edit {
    /// Puts an entity's own fields in place of those of the entity of the same reference. What is inside
    /// it (the spaces of an environment, the offers of a category) and its name stay as they are.
    Put(Ref, Entity),
    /// Adds an entity, with all that is inside it, to `parent` at a place of the list, or at its end.
    Insert {
        /// The catalog, an environment or a category.
        parent: Ref,
        /// The place in the list of its kind.
        index: Option<usize>,
        /// What is added.
        entity: Entity,
    },
    /// Takes an entity away, with all that is inside it.
    Remove(Ref),
    /// Moves an entity into `parent`, at a place of the list counted without it.
    Move {
        /// What is moved.
        what: Ref,
        /// Where to: the catalog, an environment or a category.
        parent: Ref,
        /// The place in the list of its kind.
        index: usize,
    },
    /// Gives an entity another name; whatever refers to it follows.
    Rename(Ref, String),
    /// Gives something that is declared inside an entity another name; whatever names it follows.
    RenameDeclared {
        /// Where it is declared.
        of: Declared,
        /// Its name.
        from: String,
        /// The new name.
        to: String,
    },
    /// Puts the rule of a predefined filter in the place of its calls, everywhere in its environment.
    Inline(Ref),
    /// Several edits that a person sees as one.
    All(Vec<Edit>),
}

impl Edit {
    /// The catalog after the edit; `None` where it changes nothing. Approvals stay as the edit has them.
    pub fn apply(&self, catalog: &Arc<Catalog>) -> Option<Arc<Catalog>> {
        self.apply_by(catalog, &RuleTable::default(), None).map(|(changed, _)| changed)
    }

    /// The same by somebody who edits: parts of offers that are changed are to be decided again, and are given with
    /// the catalog. `rules` are those of the catalog that have been read already.
    pub fn apply_by(
        &self,
        catalog: &Arc<Catalog>,
        rules: &RuleTable,
        by: Option<&Signature>,
    ) -> Option<(Arc<Catalog>, Vec<Reset>)> {
        let mut resetting = Resetting::by(by);
        let changed = self.carried_out(catalog, rules, &mut resetting)?;
        let changed = super::live::follow(catalog, changed);
        (!same_catalog(&changed, catalog)).then_some((changed, resetting.resets))
    }

    /// The catalog after the edit, which may be the same. Values are compared once for all of several edits.
    fn carried_out(
        &self,
        catalog: &Arc<Catalog>,
        rules: &RuleTable,
        by: &mut Resetting<'_>,
    ) -> Option<Arc<Catalog>> {
        let changed = match self {
            Self::Put(at, entity) => puts::put_all(catalog, [(at, entity)], by),
            Self::Insert { parent, index, entity } => tree::insert(catalog, parent, *index, entity)?,
            Self::Remove(at) => tree::remove(catalog, at)?,
            Self::Move { what, parent, index } => moved(catalog, what, parent, *index, by)?,
            Self::Rename(at, name) => super::rename::rename(catalog, rules, at, name)?,
            Self::RenameDeclared { of, from, to } => super::declared::rename(catalog, rules, of, (from, to))?,
            Self::Inline(filter) => super::inline::inline(catalog, rules, filter)?,
            Self::All(edits) => {
                let mut current = Arc::clone(catalog);
                // Puts that follow each other are carried out together: each alone would copy its list again.
                for run in edits.chunk_by(|one, next| one.as_put().is_some() && next.as_put().is_some()) {
                    if run.len() > 1 {
                        let puts = run.iter().filter_map(Self::as_put);
                        current = Arc::new(puts::put_all(&current, puts, by));
                    } else if let Some(next) = run[0].carried_out(&current, rules, by) {
                        current = next;
                    }
                }
                return Some(current);
            }
        };
        Some(Arc::new(changed))
    }

    fn as_put(&self) -> Option<(&Ref, &Entity)> {
        if let Self::Put(at, entity) = self { Some((at, entity)) } else { None }
    }
}

/// Moves an entity. In another environment it keeps its name, which has to be free there, and what names
/// its offers by their address follows.
fn moved(
    catalog: &Arc<Catalog>,
    what: &Ref,
    parent: &Ref,
    index: usize,
    by: &mut Resetting<'_>,
) -> Option<Catalog> {
    let entity = catalog.entity(what)?;
    if tree::is_inside(catalog, parent, what) {
        return None;
    }
    let here = catalog.position(what).is_some_and(|(holder, _)| holder == *parent);
    let entity = by.moved(what, here, what.environment() == parent.environment(), entity);
    let mut next = tree::insert(&tree::remove(catalog, what)?, parent, Some(index), &entity)?;
    if let (Some(from), Some(to)) = (what.environment(), parent.environment())
        && from != to
    {
        if !super::moves::is_free(catalog, what, parent) {
            return None;
        }
        let offers = super::uses::inside(catalog, what).into_iter().filter_map(|it| match it {
            Ref::Offer(_, name) => Some(name),
            _ => None,
        });
        super::rename::follow_offers(&mut next, &offers.collect(), from, to);
    }
    Some(next)
}
