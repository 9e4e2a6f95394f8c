//! Renaming what rules, values and lists name by a bare name: fields, call data, offer fields, channels and
//! predefined filters. They follow, and so do templates.

use super::references::{self, Reference};
use super::tree;
use crate::model::{Catalog, DeclaredIn, Environment, Field, FieldKind, Filter, Ref, split_address};
use crate::rule::{self, Renamed, Root, RuleTable};
use std::sync::Arc;

/// Where something is declared.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Declared {
    /// A field of the dimension named: `profile.NAME`.
    Dimension(String),
    /// The call data of the environment named: `call.NAME`.
    CallData(String),
    /// The catalog's offer fields: `offer.NAME`.
    OfferFields,
    /// The catalog's own channels.
    Channels,
    /// The predefined filters of the environment named: `filters.NAME(…)`.
    Filters(String),
}

/// The catalog in which `from` is declared as `to` and whatever names it follows. `None` where there is no
/// `from`, or where something else is called `to` already.
pub(super) fn rename(
    catalog: &Catalog,
    rules: &RuleTable,
    of: &Declared,
    (from, to): (&str, &str),
) -> Option<Catalog> {
    let mut next = catalog.clone();
    declare(&mut next, of, from, to)?;
    let renaming = Renaming { catalog, rules, of, from, to };
    references::follow(&mut next, &|reference, text| renaming.followed(&reference, text));
    Some(next)
}

/// Renames the declaration itself.
fn declare(catalog: &mut Catalog, of: &Declared, from: &str, to: &str) -> Option<()> {
    match of {
        Declared::Dimension(name) => {
            let mut done = None;
            tree::replace(
                &mut catalog.dimensions,
                |dimension| dimension.name == *name,
                |dimension| {
                    let mut dimension = dimension.clone();
                    done = in_fields(&mut dimension.fields, from, to);
                    in_names(&mut dimension.key, from, to);
                    dimension
                },
            )?;
            done
        }
        Declared::CallData(name) => in_fields(&mut catalog.environment_mut(name)?.call_data, from, to),
        Declared::OfferFields => in_fields(&mut catalog.offer_fields, from, to),
        Declared::Channels => {
            let free = !catalog.channels.iter().any(|channel| channel == to);
            (free && in_names(&mut catalog.channels, from, to)).then_some(())
        }
        Declared::Filters(name) => {
            let filters = &mut catalog.environment_mut(name)?.filters;
            if filters.iter().any(|filter| filter.name == to) {
                return None;
            }
            let renamed = |filter: &Filter| Filter { name: to.to_owned(), ..filter.clone() };
            tree::replace(filters, |filter| filter.name == from, renamed)
        }
    }
}

fn in_fields(fields: &mut [Field], from: &str, to: &str) -> Option<()> {
    if fields.iter().any(|field| field.name == to) {
        return None;
    }
    let field = fields.iter_mut().find(|field| field.name == from)?;
    to.clone_into(&mut field.name);
    Some(())
}

/// Renames a name in a list; says whether it was there.
fn in_names(names: &mut [String], from: &str, to: &str) -> bool {
    let mut found = false;
    for name in names.iter_mut().filter(|name| *name == from) {
        to.clone_into(name);
        found = true;
    }
    found
}

/// A name that changes, with where it is declared.
#[derive(Clone, Copy)]
struct Renaming<'r> {
    /// The catalog in which it has its old name.
    catalog: &'r Catalog,
    rules: &'r RuleTable,
    of: &'r Declared,
    from: &'r str,
    to: &'r str,
}

impl<'r> Renaming<'r> {
    /// What becomes of a text; `None` where it stays.
    fn followed(self, reference: &Reference<'_>, text: &str) -> Option<String> {
        let owner = reference.owner;
        match reference.holds {
            FieldKind::Declared(list)
                if text == self.from && self.is_in(*list) && self.covers_in(reference) =>
            {
                Some(self.to.to_owned())
            }
            FieldKind::Rule(_) | FieldKind::Formula if text.contains(self.from) && self.covers(owner) => {
                rule::rename(&self.rules.read(text).ok()?, self.in_rules()?.0, self.to)
            }
            // The templates of a space see content fields by their bare names too.
            FieldKind::Template if text.contains(self.from) && self.covers(owner) => {
                let bare = matches!(owner, Ref::Space(..)) && *self.of == Declared::OfferFields;
                let (Renamed::Field(root, _), _) = self.in_rules()? else { return None };
                rule::rename_in_template(text, root, bare, self.from, self.to)
            }
            _ => None,
        }
    }

    /// Whether the names of such a list are those that are declared there.
    fn is_in(self, list: DeclaredIn) -> bool {
        matches!(
            (self.of, list),
            (Declared::Dimension(_), DeclaredIn::Dimension)
                | (Declared::CallData(_), DeclaredIn::CallData)
                | (Declared::OfferFields, DeclaredIn::OfferFields)
                | (Declared::Channels, DeclaredIn::Channels)
        )
    }

    /// Whether what a reference stands in sees what is declared there.
    fn covers_in(self, reference: &Reference<'_>) -> bool {
        let Ref::Scenario(name) = reference.owner else { return self.covers(reference.owner) };
        let scenario = self.catalog.scenarios.iter().find(|scenario| scenario.name == *name);
        let is_call = reference.field == "call";
        // The call, or the further placements of its page, of which one environment is the rule.
        scenario.into_iter().flat_map(|it| it.placements().enumerate()).any(|(place, (call, _))| {
            let asked = split_address(&call.space).filter(|_| (place == 0) == is_call);
            asked.is_some_and(|(name, _)| *self.of == Declared::CallData(name.to_owned()))
        })
    }

    /// Whether an entity sees what is declared there.
    fn covers(self, owner: &Ref) -> bool {
        match owner {
            Ref::PresentationRule(name) => self.covers_rule(name),
            Ref::Template(_) => *self.of == Declared::OfferFields,
            Ref::Contact(index) => {
                let contact = self.catalog.contacts.get(*index);
                contact.is_some_and(|contact| *self.of == Declared::Dimension(contact.dimension.clone()))
            }
            owner => {
                let environment = owner.environment().and_then(|name| self.catalog.environment(name));
                environment.is_some_and(|it| self.covers_environment(it) && !self.is_hidden(it, owner))
            }
        }
    }

    fn covers_environment(self, environment: &Environment) -> bool {
        match self.of {
            Declared::Dimension(name) => environment.targeting_dimension == *name,
            Declared::CallData(name) | Declared::Filters(name) => environment.name == *name,
            Declared::OfferFields | Declared::Channels => true,
        }
    }

    /// Whether the owner is a filter with a parameter that has the variable's name: that hides it.
    fn is_hidden(self, environment: &Environment, owner: &Ref) -> bool {
        let Ref::Filter(_, name) = owner else { return false };
        let filter = environment.filters.iter().find(|filter| filter.name == *name);
        self.in_rules().zip(filter).is_some_and(|((_, variable), filter)| {
            filter.parameters.iter().any(|parameter| parameter.name == variable)
        })
    }

    /// Whether every environment that uses a presentation rule sees it: another may have a field of that name
    /// too, which the rule then means as well.
    fn covers_rule(self, rule: &str) -> bool {
        if matches!(self.of, Declared::OfferFields | Declared::Channels) {
            return true;
        }
        let uses = |environment: &&Arc<Environment>| {
            let mut typologies = self.catalog.typologies.iter();
            let typology = typologies.find(|typology| environment.typology.as_ref() == Some(&typology.name));
            typology.is_some_and(|typology| typology.rules.iter().any(|own| own == rule))
        };
        let mut seeing = self.catalog.environments.iter().filter(uses).peekable();
        seeing.peek().is_some() && seeing.all(|environment| self.covers_environment(environment))
    }

    /// What rules name it by, and the variable in front of that; rules do not name channels.
    fn in_rules(self) -> Option<(Renamed<'r>, &'static str)> {
        let field = |root: Root| (Renamed::Field(root, self.from), root.name());
        match self.of {
            Declared::Dimension(_) => Some(field(Root::Profile)),
            Declared::CallData(_) => Some(field(Root::Call)),
            Declared::OfferFields => Some(field(Root::Offer)),
            Declared::Filters(_) => Some((Renamed::Filter(self.from), "filters")),
            Declared::Channels => None,
        }
    }
}
