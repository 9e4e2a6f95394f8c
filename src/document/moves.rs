//! Where entities stand among their like, and where they can be moved. Changes nothing: it gives edits.

use super::Edit;
use super::taken::names;
use super::tree;
use super::uses::inside;
use crate::model::{Catalog, Entity, Folder, Ref, Stage};
use std::sync::Arc;

/// Whether things can be made, pasted and dropped at a place: nowhere in a Live environment.
pub fn may_hold(catalog: &Catalog, at: &Ref) -> bool {
    let environment = at.environment().and_then(|name| catalog.environment(name));
    environment.is_none_or(|environment| environment.stage != Stage::Live)
}

/// Whether an entity can be moved, renamed and deleted: what is inside a Live environment cannot. A Live
/// environment as a whole can be deleted, and only that.
pub fn may_remove(catalog: &Catalog, at: &Ref) -> bool {
    *at != Ref::Catalog && (matches!(at, Ref::Environment(_)) || may_hold(catalog, at))
}

/// What an entity stands in, and its place in the list of its kind there.
pub fn position(catalog: &Catalog, at: &Ref) -> Option<(Ref, usize)> {
    catalog.position(at)
}

/// The entities of the same kind in the same list, in order.
fn siblings(catalog: &Catalog, at: &Ref) -> Vec<Ref> {
    position(catalog, at).map(|(parent, _)| among(catalog, &parent, at)).unwrap_or_default()
}

/// The entities of the kind of `at` that stand in `parent`, in order.
pub(super) fn among(catalog: &Catalog, parent: &Ref, at: &Ref) -> Vec<Ref> {
    let Some(list) = catalog.list(parent, at.kind()) else { return Vec::new() };
    match at {
        Ref::Contact(_) => (0..list.len()).map(Ref::Contact).collect(),
        _ => list.names().filter_map(|name| at.renamed(name)).collect(),
    }
}

/// The edit that moves an entity one place up or down among those it is shown with; `None` at the end.
pub fn shift(catalog: &Arc<Catalog>, at: &Ref, up: bool) -> Option<Edit> {
    // A contact is referred to by its place, which stays.
    if !may_remove(catalog, at) || matches!(at, Ref::Contact(_)) {
        return None;
    }
    let (parent, own) = position(catalog, at)?;
    let all = siblings(catalog, at);
    // Folders of one list are shown each below its parent.
    let above = |it: &Ref| catalog.folder(it.name()).and_then(|folder| folder.parent.clone());
    let together = |other: &Ref| !matches!(at, Ref::Folder(_)) || above(other) == above(at);
    let index = if up {
        all[..own].iter().rposition(together)?
    } else {
        own + 1 + all.get(own + 1..)?.iter().position(together)?
    };
    Some(Edit::Move { what: at.clone(), parent, index })
}

/// The edit that moves an entity to where it was dropped: categories and offers into a category or among
/// the offers of another, categories to the top of an environment, folders into a folder or, onto the catalog, to
/// the top, everything else to another place of its own list. `None` where that makes no sense: the drop is
/// refused.
pub fn drop_on(catalog: &Arc<Catalog>, what: &Ref, onto: &Ref) -> Option<Edit> {
    if what == onto || !may_remove(catalog, what) || !may_hold(catalog, onto) && !is_pair(what, onto) {
        return None;
    }
    let (parent, own) = position(catalog, what)?;
    let (parent, index) = match (what, onto) {
        (Ref::Folder(name), Ref::Folder(above)) => return nest(catalog, name, Some(above)),
        (Ref::Folder(name), Ref::Catalog) => return nest(catalog, name, None),
        (Ref::Offer(..) | Ref::Category(..), Ref::Category(..))
        | (Ref::Category(..), Ref::Environment(_)) => (onto.clone(), usize::MAX),
        (Ref::Offer(..), Ref::Offer(..)) => position(catalog, onto)?,
        (Ref::Contact(_), _) => return None,
        _ => {
            let (place, index) = position(catalog, onto)?;
            if place != parent || std::mem::discriminant(what) != std::mem::discriminant(onto) {
                return None;
            }
            (place, index)
        }
    };
    if parent.environment() != what.environment() && !is_free(catalog, what, &parent) {
        return None;
    }
    let inside_itself = tree::is_inside(catalog, &parent, what);
    let here = position(catalog, what)?.0 == parent;
    let stays = here && (index == own || own + 1 == siblings(catalog, what).len() && index > own);
    (!inside_itself && !stays).then_some(Edit::Move { what: what.clone(), parent, index })
}

/// Whether both are environments, whose order is free, be they Live or not.
fn is_pair(what: &Ref, onto: &Ref) -> bool {
    matches!((what, onto), (Ref::Environment(_), Ref::Environment(_)))
}

/// Whether an entity and what is inside it can have their names where it is moved.
pub(super) fn is_free(catalog: &Catalog, what: &Ref, parent: &Ref) -> bool {
    let Some(environment) = parent.environment().filter(|_| what.environment().is_some()) else {
        return true;
    };
    let of = |make: fn(String, String) -> Ref| names(catalog, &make(environment.to_owned(), String::new()));
    let (categories, offers) = (of(Ref::Category), of(Ref::Offer));
    inside(catalog, what).iter().all(|it| match it {
        Ref::Category(_, name) => !categories.contains(name),
        Ref::Offer(_, name) => !offers.contains(name),
        _ => true,
    })
}

/// The edit that puts a folder into another one, or to the top.
fn nest(catalog: &Catalog, name: &str, above: Option<&str>) -> Option<Edit> {
    let folder = catalog.folder(name)?;
    if above.is_some_and(|above| catalog.folder_within(above, name)) || folder.parent.as_deref() == above {
        return None;
    }
    let above_holds = above.and_then(|above| catalog.folder(above)).map(|above| above.holds);
    if above_holds.is_some_and(|holds| holds != folder.holds) {
        return None;
    }
    let changed = Folder { parent: above.map(str::to_owned), ..Folder::clone(folder) };
    Some(Edit::Put(Ref::Folder(name.to_owned()), Entity::Folder(Arc::new(changed))))
}

/// Those entities of a list that are inside no other of it; contacts from the last to the first, so that
/// each keeps its place until it is its turn.
pub fn outermost(catalog: &Catalog, entities: &[Ref]) -> Vec<Ref> {
    let holders: Vec<&Ref> =
        entities.iter().filter(|it| matches!(it, Ref::Environment(_) | Ref::Category(..))).collect();
    let held = |it: &Ref| {
        holders.iter().any(|holder| {
            *holder != it && {
                // An offer is where its category is.
                let place = position(catalog, it).map(|(parent, _)| parent);
                place.is_some_and(|place| tree::is_inside(catalog, &place, holder))
            }
        })
    };
    let mut kept: Vec<Ref> = entities.iter().filter(|it| !held(it)).cloned().collect();
    kept.sort_by_key(|it| if let Ref::Contact(index) = it { usize::MAX - index } else { 0 });
    kept
}
