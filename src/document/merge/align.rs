//! Names: what either of two people renamed gets its new name in all three states, with whatever refers to it, so that the
//! rest of merging tells entities by their names. Owns which new names are followed; how they are found is the
//! difference's, how they are followed is [`Edit::Rename`]'s.

use super::{Conflict, Disputed};
use crate::document::difference::{self, FieldChange};
use crate::document::{Declared, Edit};
use crate::model::{Catalog, Ref};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The three states under the same names.
pub(super) struct Aligned {
    pub(super) base: Option<Arc<Catalog>>,
    pub(super) ours: Arc<Catalog>,
    pub(super) theirs: Arc<Catalog>,
    /// What both renamed, each otherwise.
    pub(super) conflicts: Vec<Conflict>,
}

/// What one state renamed: by the reference that it had before, the new name.
type Names = BTreeMap<Ref, String>;
/// What one state renamed inside entities: where it is declared, by the names of before, and the old name.
type DeclaredNames = BTreeMap<(Ref, String), (Declared, String)>;

/// A new name that cannot be followed, because it is taken: its entity is gone and another one is new.
enum Taken {
    Entity(Ref),
    Declared((Ref, String)),
}

/// What is renamed, on both sides.
struct Renames {
    /// Whether it is known what both began with.
    known: bool,
    ours: Names,
    theirs: Names,
    declared_ours: DeclaredNames,
    declared_theirs: DeclaredNames,
}

pub(super) fn aligned(base: Option<&Arc<Catalog>>, ours: &Arc<Catalog>, theirs: &Arc<Catalog>) -> Aligned {
    // Without a base, theirs is told in the words of ours.
    let origin = base.unwrap_or(ours);
    let (ours_names, declared_ours) = found(origin, ours);
    let (theirs_names, declared_theirs) = found(origin, theirs);
    let known = base.is_some();
    let mut renames =
        Renames { known, ours: ours_names, theirs: theirs_names, declared_ours, declared_theirs };
    loop {
        match renames.followed(base, ours, theirs) {
            Ok(aligned) => return aligned,
            Err(Taken::Entity(at)) => {
                renames.ours.remove(&at);
                renames.theirs.remove(&at);
            }
            Err(Taken::Declared(at)) => {
                renames.declared_ours.remove(&at);
                renames.declared_theirs.remove(&at);
            }
        }
    }
}

/// What has another name in `new`, by what it was called in `old`.
fn found(old: &Arc<Catalog>, new: &Arc<Catalog>) -> (Names, DeclaredNames) {
    let (names, declared) = difference::names_between(old, new);
    let environment = |name: &str| {
        let old = names.get(&Ref::Environment(name.to_owned()));
        old.cloned().unwrap_or_else(|| name.to_owned())
    };
    let before = |at: &Ref| -> Option<Ref> {
        let name = names.get(at).map_or(at.name(), String::as_str);
        Ref::named(at.kind(), at.environment().map(environment).as_deref(), name)
    };
    let of: Names = names.keys().filter_map(|at| Some((before(at)?, at.name().to_owned()))).collect();
    let text = |value: &Option<serde_json::Value>| value.as_ref()?.as_str().map(str::to_owned);
    let declared = declared.iter().filter_map(|(holder, FieldChange { old, new, declared, .. })| {
        let at = if *holder == Ref::Catalog { Ref::Catalog } else { before(holder)? };
        Some(((at, text(old)?), (declared.clone()?, text(new)?)))
    });
    (of, declared.collect())
}

impl Renames {
    /// What something is called in the end: as ours calls it where both renamed it.
    fn last(&self, at: &Ref) -> String {
        self.ours
            .get(at)
            .or_else(|| self.theirs.get(at).filter(|_| self.known))
            .map_or_else(|| at.name().to_owned(), Clone::clone)
    }

    /// A reference of before, under the names of the end.
    fn now(&self, at: &Ref) -> Option<Ref> {
        if *at == Ref::Catalog {
            return Some(Ref::Catalog);
        }
        let environment = at.environment().map(|name| self.last(&Ref::Environment(name.to_owned())));
        Ref::named(at.kind(), environment.as_deref(), &self.last(at))
    }

    fn followed(
        &self,
        base: Option<&Arc<Catalog>>,
        ours: &Arc<Catalog>,
        theirs: &Arc<Catalog>,
    ) -> Result<Aligned, Taken> {
        let none = (&Names::new(), &DeclaredNames::new());
        Ok(Aligned {
            base: base.map(|base| self.renamed(base, none)).transpose()?,
            ours: self.renamed(ours, (&self.ours, &self.declared_ours))?,
            theirs: self.renamed(theirs, (&self.theirs, &self.declared_theirs))?,
            conflicts: self.conflicts(),
        })
    }

    /// One state under the names of the end. `own` is what it renamed itself.
    fn renamed(
        &self,
        state: &Arc<Catalog>,
        (own, own_declared): (&Names, &DeclaredNames),
    ) -> Result<Arc<Catalog>, Taken> {
        let mut current = Arc::clone(state);
        let mut all: Vec<&Ref> = self.ours.keys().chain(self.theirs.keys()).collect();
        // Environments first: what is in them is found by their names.
        all.sort_by_key(|at| (!matches!(at, Ref::Environment(_)), (*at).clone()));
        all.dedup();
        for at in all {
            let (Some(now), called) = (self.now(at), own.get(at).map_or(at.name(), String::as_str)) else {
                continue;
            };
            let Some(here) = now.renamed(called) else { continue };
            if here == now || current.entity(&here).is_none() {
                continue;
            }
            let edit = Edit::Rename(here, now.name().to_owned());
            current = edit.apply(&current).ok_or_else(|| Taken::Entity(at.clone()))?;
        }
        let all: BTreeSet<&(Ref, String)> =
            self.declared_ours.keys().chain(self.declared_theirs.keys()).collect();
        for at in all {
            let (Some((of, to)), Some(holder)) = (self.last_declared(at), self.now(&at.0)) else { continue };
            let from = own_declared.get(at).map_or(&at.1, |(_, name)| name);
            let of = declared_in(of, &holder);
            if from == to || !declares(&current, &of, from) {
                continue;
            }
            let edit = Edit::RenameDeclared { of, from: from.clone(), to: to.to_owned() };
            current = edit.apply(&current).ok_or_else(|| Taken::Declared(at.clone()))?;
        }
        Ok(current)
    }

    /// What both renamed, each otherwise. Without a base, whatever has two names.
    fn conflicts(&self) -> Vec<Conflict> {
        let known = self.known;
        let mut disputed: Vec<&Ref> = self
            .theirs
            .iter()
            .filter(|(at, theirs)| match self.ours.get(*at) {
                Some(ours) => ours != *theirs,
                None => !known,
            })
            .map(|(at, _)| at)
            .collect();
        disputed.sort_by_key(|at| !matches!(at, Ref::Environment(_)));
        let conflict = |at: &Ref| {
            let names =
                [Some(self.last(at)), known.then(|| at.name().to_owned()), self.theirs.get(at).cloned()];
            Some(Conflict { entity: self.now(at)?, disputed: Disputed::Name(names), contact: None })
        };
        let names = disputed.into_iter().filter_map(conflict);
        names.chain(self.declared_conflicts()).collect()
    }

    /// The same of what is declared inside entities.
    fn declared_conflicts(&self) -> Vec<Conflict> {
        let known = self.known;
        let disputed = self.declared_theirs.iter().filter_map(|(at, (of, theirs))| {
            let ours = self.declared_ours.get(at).map(|(_, name)| name);
            let open = ours.map_or(!known, |ours| ours != theirs);
            let holder = self.now(&at.0).filter(|_| open)?;
            let last = ours.unwrap_or(&at.1);
            let names = [Some(last.clone()), known.then(|| at.1.clone()), Some(theirs.clone())];
            Some(Conflict::of(&holder, Disputed::Declared(declared_in(of, &holder), names)))
        });
        disputed.collect()
    }

    /// What something that is declared is called in the end.
    fn last_declared<'r>(&'r self, at: &'r (Ref, String)) -> Option<(&'r Declared, &'r str)> {
        if let Some((of, name)) = self.declared_ours.get(at) {
            return Some((of, name));
        }
        let (of, name) = self.declared_theirs.get(at)?;
        // Without a base, theirs is told in the words of ours.
        Some((of, if self.known { name } else { &at.1 }))
    }
}

/// Where something is declared, under the name that its holder has now.
pub(super) fn declared_in(of: &Declared, holder: &Ref) -> Declared {
    match of {
        Declared::Dimension(_) => Declared::Dimension(holder.name().to_owned()),
        Declared::CallData(_) => Declared::CallData(holder.name().to_owned()),
        Declared::Filters(_) => Declared::Filters(holder.name().to_owned()),
        Declared::OfferFields | Declared::Channels => of.clone(),
    }
}

pub(super) fn declares(catalog: &Catalog, of: &Declared, name: &str) -> bool {
    let fields = match of {
        Declared::Dimension(dimension) => catalog.dimension(dimension).map(|it| &it.fields),
        Declared::CallData(environment) => catalog.environment(environment).map(|it| &it.call_data),
        Declared::OfferFields => Some(&catalog.offer_fields),
        Declared::Channels | Declared::Filters(_) => None,
    };
    fields.is_some_and(|fields| fields.iter().any(|it| it.name == name))
}

impl Conflict {
    /// A conflict of an entity that has a name.
    pub(super) fn of(entity: &Ref, disputed: Disputed) -> Self {
        Self { entity: entity.clone(), disputed, contact: None }
    }
}
