//! Renaming what rules, values and lists name by a bare name: fields, call data, offer fields, channels and
//! predefined filters. They follow, and so do templates.

use super::links::{each, rename_keys};
use super::tree;
use crate::model::{
    Catalog, Category, Channel, Content, Environment, Field, Filter, Offer, PresentationRule, Scenario,
    Space, Value, Values, Weight, WeightValue, split_address,
};
use crate::rule::{self, Renamed, Root};

/// Where something is declared.
#[derive(Debug, Clone, PartialEq, Eq)]
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
pub(super) fn rename(catalog: &Catalog, of: &Declared, from: &str, to: &str) -> Option<Catalog> {
    let mut next = catalog.clone();
    declare(&mut next, of, from, to)?;
    let renaming = Renaming { of, from, to };
    each(&mut next.environments, |environment| {
        if renaming.covers(environment) {
            renaming.in_environment(environment);
        }
    });
    let seen: Vec<bool> =
        catalog.presentation_rules.iter().map(|rule| renaming.covers_rule(catalog, rule)).collect();
    for (rule, _) in next.presentation_rules.iter_mut().zip(seen).filter(|(_, seen)| *seen) {
        each(std::slice::from_mut(rule), |rule| renaming.in_presentation_rule(rule));
    }
    if *of == Declared::OfferFields {
        each(&mut next.templates, |offer| renaming.in_offer(offer));
    }
    if let Declared::Dimension(name) = of {
        each(&mut next.contacts, |contact| {
            if contact.dimension == *name {
                renaming.keys(&mut contact.values);
            }
        });
    }
    each(&mut next.scenarios, |scenario| renaming.in_scenario(scenario));
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
        Declared::CallData(name) => in_fields(&mut tree::environment_mut(catalog, name)?.call_data, from, to),
        Declared::OfferFields => in_fields(&mut catalog.offer_fields, from, to),
        Declared::Channels => {
            let free = !catalog.channels.iter().any(|channel| channel == to);
            (free && in_names(&mut catalog.channels, from, to)).then_some(())
        }
        Declared::Filters(name) => {
            let filters = &mut tree::environment_mut(catalog, name)?.filters;
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
    of: &'r Declared,
    from: &'r str,
    to: &'r str,
}

impl<'r> Renaming<'r> {
    /// Whether the environment sees what is declared there.
    fn covers(self, environment: &Environment) -> bool {
        match self.of {
            Declared::Dimension(name) => environment.targeting_dimension == *name,
            Declared::CallData(name) | Declared::Filters(name) => environment.name == *name,
            Declared::OfferFields | Declared::Channels => true,
        }
    }

    /// Whether every environment that uses a presentation rule sees it: another may have a field of that name
    /// too, which the rule then means as well.
    fn covers_rule(self, catalog: &Catalog, rule: &PresentationRule) -> bool {
        if matches!(self.of, Declared::OfferFields | Declared::Channels) {
            return true;
        }
        let uses = |environment: &&std::sync::Arc<Environment>| {
            let typology = catalog
                .typologies
                .iter()
                .find(|typology| environment.typology.as_ref() == Some(&typology.name));
            typology.is_some_and(|typology| typology.rules.contains(&rule.name))
        };
        let mut seeing = catalog.environments.iter().filter(uses).peekable();
        seeing.peek().is_some() && seeing.all(|environment| self.covers(environment))
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

    fn rule(self, source: &mut String) {
        let Some((renamed, _)) = self.in_rules().filter(|_| source.contains(self.from)) else { return };
        if let Ok(parsed) = rule::parse(source)
            && let Some(changed) = rule::rename(&parsed, renamed, self.to)
        {
            *source = changed;
        }
    }

    fn name(self, name: &mut String) {
        if name == self.from {
            self.to.clone_into(name);
        }
    }

    fn keys(self, values: &mut Values) {
        if values.contains_key(self.from) {
            *values = rename_keys(values, |key| self.name(key));
        }
    }

    fn channel(self, channel: &mut Channel) {
        if let (Declared::Channels, Channel::Other(name)) = (self.of, channel) {
            self.name(name);
        }
    }

    fn in_environment(self, environment: &mut Environment) {
        self.rule(&mut environment.target);
        self.in_weights(&mut environment.weights);
        if matches!(self.of, Declared::CallData(_)) {
            environment.call_data_examples.iter_mut().for_each(|example| self.keys(&mut example.values));
        }
        each(&mut environment.filters, |filter| self.in_filter(filter));
        each(&mut environment.spaces, |space| self.in_space(space));
        each(&mut environment.categories, |category| self.in_category(category));
    }

    /// A parameter of the variable's name hides it.
    fn in_filter(self, filter: &mut Filter) {
        let hidden = self.in_rules().is_some_and(|(_, variable)| {
            filter.parameters.iter().any(|parameter| parameter.name == variable)
        });
        if !hidden {
            self.rule(&mut filter.rule);
        }
    }

    fn in_space(self, space: &mut Space) {
        self.channel(&mut space.channel);
        space.storage.fields.values_mut().for_each(|rule| self.rule(rule));
        let templates = &mut space.rendering;
        for template in [&mut templates.html, &mut templates.text, &mut templates.xml] {
            self.template(template, *self.of == Declared::OfferFields);
        }
        match self.of {
            Declared::Dimension(_) => {
                space.identification_keys.iter_mut().for_each(|key| self.name(key));
            }
            Declared::OfferFields => {
                space.content_fields.iter_mut().for_each(|field| self.name(&mut field.name));
            }
            Declared::CallData(_) | Declared::Channels | Declared::Filters(_) => {}
        }
    }

    fn in_category(self, category: &mut Category) {
        self.rule(&mut category.target);
        self.in_weights(&mut category.weights);
        each(&mut category.categories, |below| self.in_category(below));
        each(&mut category.offers, |offer| self.in_offer(offer));
    }

    fn in_offer(self, offer: &mut Offer) {
        self.rule(&mut offer.target);
        self.in_weights(&mut offer.weights);
        self.in_content(&mut offer.content);
    }

    /// The content of an offer, and what takes its place on single spaces: that is one level deep.
    fn in_content(self, content: &mut Content) {
        self.in_shown(content);
        content.spaces.values_mut().for_each(|content| self.in_shown(content));
    }

    fn in_shown(self, content: &mut Content) {
        let Content { title, destination_url, image_url, html, text, fields, spaces: _ } = content;
        for template in [title, destination_url, image_url, html, text] {
            self.template(template, false);
        }
        for value in fields.values_mut() {
            if let Value::Text(template) = value {
                self.template(template, false);
            }
        }
        if *self.of == Declared::OfferFields {
            self.keys(fields);
        }
    }

    /// What a template names. The templates of a space see content fields by their bare names too.
    fn template(self, source: &mut String, bare: bool) {
        let Some((Renamed::Field(root, _), _)) = self.in_rules().filter(|_| source.contains(self.from))
        else {
            return;
        };
        if let Some(changed) = rule::rename_in_template(source, root, bare, self.from, self.to) {
            *source = changed;
        }
    }

    fn in_weights(self, weights: &mut [Weight]) {
        for weight in weights {
            self.rule(&mut weight.target);
            if let WeightValue::Formula(formula) = &mut weight.value {
                self.rule(formula);
            }
        }
    }

    fn in_presentation_rule(self, rule: &mut PresentationRule) {
        rule.channel.iter_mut().for_each(|channel| self.channel(channel));
        for source in [&mut rule.applies_to, &mut rule.recipients, &mut rule.count.matching] {
            self.rule(source);
        }
    }

    fn in_scenario(self, scenario: &mut Scenario) {
        let space = split_address(&scenario.call.space).map(|(environment, _)| environment);
        if let Declared::CallData(name) = self.of
            && space == Some(name)
        {
            self.keys(&mut scenario.call.call_data);
        }
    }
}
