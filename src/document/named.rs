//! Names that follow labels: what a person makes in the window is called after its label until somebody gives it a
//! name. Changes nothing: it says which edits come with another one.

use super::{Declared, Edit, name_of, renamed, unique_name};
use crate::model::{Catalog, Entity, Field, Ref};
use std::sync::Arc;

/// What was made in the window, by its name of now, which follows its label.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Made {
    /// An entity.
    Entity(Ref),
    /// A field that is declared there, by its name.
    Field(Declared, String),
}

impl Made {
    /// The entity itself, or the one that declares the field. Filters and channels have no labels of their own here.
    fn holder(&self) -> Option<Ref> {
        match self {
            Self::Entity(entity) => Some(entity.clone()),
            Self::Field(of, _) => match of {
                Declared::Dimension(name) => Some(Ref::Dimension(name.clone())),
                Declared::CallData(name) => Some(Ref::Environment(name.clone())),
                Declared::OfferFields => Some(Ref::Catalog),
                Declared::Channels | Declared::Filters(_) => None,
            },
        }
    }

    /// Whether the catalog has it.
    pub fn is_in(&self, catalog: &Arc<Catalog>) -> bool {
        let entity = self.holder().and_then(|holder| catalog.entity(&holder));
        entity.is_some_and(|entity| match self {
            Self::Entity(_) => true,
            Self::Field(_, name) => fields(&entity).iter().any(|field| field.name == *name),
        })
    }

    /// The same after an entity got another reference. `follow` says which one each has then.
    #[must_use]
    pub fn follow(&self, follow: impl Fn(&Ref) -> Ref) -> Self {
        let name = |at: Ref| follow(&at).name().to_owned();
        match self {
            Self::Entity(entity) => Self::Entity(follow(entity)),
            Self::Field(Declared::Dimension(of), field) => {
                Self::Field(Declared::Dimension(name(Ref::Dimension(of.clone()))), field.clone())
            }
            Self::Field(Declared::CallData(of), field) => {
                Self::Field(Declared::CallData(name(Ref::Environment(of.clone()))), field.clone())
            }
            Self::Field(..) => self.clone(),
        }
    }

    /// Whether an edit gives it a name that a person chose.
    pub fn is_named_by(&self, edit: &Edit) -> bool {
        match (edit, self) {
            (Edit::Rename(at, _), Self::Entity(entity)) => at == entity,
            (Edit::RenameDeclared { of, from, .. }, Self::Field(declared, name)) => {
                (of, from) == (declared, name)
            }
            _ => false,
        }
    }

    /// Its label, in the entity that it is, or that declares it.
    fn label<'e>(&self, holder: &'e Entity) -> Option<&'e str> {
        match self {
            Self::Entity(_) => Some(holder.label()),
            Self::Field(_, name) => {
                fields(holder).iter().find(|field| field.name == *name).map(|field| field.label.as_str())
            }
        }
    }

    /// The edit that gives it the name of its label in `holder`, and what it is then; `None` where it has that name.
    fn named(&self, catalog: &Arc<Catalog>, holder: &Entity) -> Option<(Edit, Self)> {
        let label = self.label(holder)?;
        match self {
            Self::Entity(at) => {
                let other = |name: &str| name != at.name();
                let is_there = |name: &str| renamed(at, name).is_some_and(|it| catalog.entity(&it).is_some());
                let to = unique_name(&name_of(label, at.kind().word()), |name| other(name) && is_there(name));
                let now = renamed(at, &to).filter(|now| now != at)?;
                Some((Edit::Rename(at.clone(), to), Self::Entity(now)))
            }
            Self::Field(of, from) => {
                let is_there = |name: &str| fields(holder).iter().any(|field| field.name == name);
                let to = unique_name(&name_of(label, "field"), |name| name != from && is_there(name));
                let now = Self::Field(of.clone(), to.clone());
                let edit = Edit::RenameDeclared { of: of.clone(), from: from.clone(), to };
                (now != *self).then_some((edit, now))
            }
        }
    }

    /// Its label as it stands.
    pub fn label_now(&self, catalog: &Arc<Catalog>) -> String {
        let holder = self.holder().and_then(|holder| catalog.entity(&holder));
        holder.and_then(|holder| self.label(&holder).map(str::to_owned)).unwrap_or_default()
    }

    /// The edit that gives it the name of its label as it stands, and what it is then.
    pub fn named_now(&self, catalog: &Arc<Catalog>) -> Option<(Edit, Self)> {
        self.named(catalog, &catalog.entity(&self.holder()?)?)
    }

    /// The same after its entity was put, where that changes the label.
    fn named_after(&self, catalog: &Arc<Catalog>, at: &Ref, after: &Entity) -> Option<(Edit, Self)> {
        if self.holder().as_ref() != Some(at) {
            return None;
        }
        let before = catalog.entity(at)?;
        let changes = self.label(&before) != self.label(after);
        if changes { self.named(catalog, after) } else { None }
    }
}

/// The fields that an entity declares.
fn fields(entity: &Entity) -> &[Field] {
    match entity {
        Entity::Catalog(it) => &it.offer_fields,
        Entity::Dimension(it) => &it.fields,
        Entity::Environment(it) => &it.call_data,
        _ => &[],
    }
}

/// What follows from an edit that changes labels of what was made: for each, by its place in `made`, the edit that
/// gives it its new name, and what it is then.
pub fn names_after(catalog: &Arc<Catalog>, made: &[Made], edit: &Edit) -> Vec<(usize, Edit, Made)> {
    match edit {
        Edit::Put(at, entity) => {
            let names = made.iter().enumerate();
            let names = names.filter_map(|(index, it)| {
                let (edit, now) = it.named_after(catalog, at, entity)?;
                Some((index, edit, now))
            });
            names.collect()
        }
        Edit::All(edits) if !made.is_empty() => {
            edits.iter().flat_map(|edit| names_after(catalog, made, edit)).collect()
        }
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Creatable, create};

    fn put_label(catalog: &Arc<Catalog>, at: &Ref, label: &str) -> Edit {
        Edit::Put(at.clone(), catalog.entity(at).expect("it is there").with_label(label.to_owned()))
    }

    #[test]
    fn a_name_follows_the_label_of_what_was_made_and_of_nothing_else() {
        let catalog = Arc::new(Catalog::new("shop"));
        let made = |catalog: &Arc<Catalog>| {
            let (edit, made) = create(catalog, Creatable::Folder, &Ref::Catalog, "New folder".to_owned())
                .expect("a folder fits");
            (edit.apply(catalog).expect("made"), made)
        };
        let (catalog, first) = made(&catalog);
        let (catalog, second) = made(&catalog);
        let known = [Made::Entity(second.clone())];
        let [(0, edit, now)] = &names_after(&catalog, &known, &put_label(&catalog, &second, "Été, B"))[..]
        else {
            panic!("one name follows");
        };
        assert_eq!(*edit, Edit::Rename(second.clone(), "ete_b".to_owned()));
        assert_eq!(*now, Made::Entity(Ref::Folder("ete_b".to_owned())));
        // What is free, and what it has already.
        let taken = put_label(&catalog, &second, "Folder");
        assert_eq!(names_after(&catalog, &known, &taken), []);
        assert_eq!(names_after(&catalog, &known, &put_label(&catalog, &first, "Other")), []);
        assert!(known[0].is_named_by(&Edit::Rename(second, "b".to_owned())));
    }
}
