//! What the names of a rule are called, by the labels of a catalog, as the rule's place sees them.

use crate::model::{Catalog, Environment, Field, FieldType, Filter, Ref, label_or_name};
use crate::rule::{Labels, Parsed, Root, sentence};
use crate::text::{Arg, Language, Message};
use jiff::tz::TimeZone;
use std::slice;
use std::sync::Arc;

/// The labels that rules of one place see.
#[derive(Debug, Clone, Copy)]
pub struct CatalogLabels<'a> {
    catalog: &'a Catalog,
    /// What is in no environment may be in any.
    environment: Option<&'a Arc<Environment>>,
    /// The filter whose rule it is.
    filter: Option<&'a Filter>,
}

impl<'a> CatalogLabels<'a> {
    /// The labels for the rules of an entity.
    pub fn of(catalog: &'a Catalog, entity: &Ref) -> Self {
        let environment = entity.environment().and_then(|name| catalog.environment(name));
        let filter = match (entity, environment) {
            (Ref::Filter(_, name), Some(environment)) => {
                environment.filters.iter().find(|filter| filter.name == *name).map(AsRef::as_ref)
            }
            _ => None,
        };
        Self { catalog, environment, filter }
    }

    fn environments(&self) -> &'a [Arc<Environment>] {
        self.environment.map_or(&self.catalog.environments, slice::from_ref)
    }

    fn fields(&self, root: Root) -> Vec<&'a [Field]> {
        match root {
            Root::Profile => match self.environment {
                Some(environment) => {
                    let dimension = self.catalog.dimension(&environment.targeting_dimension);
                    dimension.map(|dimension| dimension.fields.as_slice()).into_iter().collect()
                }
                None => self.catalog.dimensions.iter().map(|it| it.fields.as_slice()).collect(),
            },
            Root::Call => self.environments().iter().map(|it| it.call_data.as_slice()).collect(),
            Root::Offer => vec![self.catalog.offer_fields.as_slice()],
            Root::Split | Root::Interaction | Root::Proposition => Vec::new(),
        }
    }

    fn label(&self, found: impl Fn(&Environment) -> Option<(String, String)>) -> Option<Arg> {
        let (label, name) = self.environments().iter().find_map(|environment| found(environment))?;
        Some(label_or_name(&label, &name).into())
    }
}

impl Labels for CatalogLabels<'_> {
    fn field(&self, root: Root, name: &str) -> Option<(String, FieldType)> {
        let fields = self.fields(root);
        let field = fields.into_iter().flatten().find(|field| field.name == name)?;
        Some((label_or_name(&field.label, &field.name).to_owned(), field.field_type.clone()))
    }

    fn filter(&self, name: &str) -> Option<String> {
        let mut filters = self.environments().iter().flat_map(|environment| &environment.filters);
        let filter = filters.find(|filter| filter.name == name)?;
        Some(label_or_name(&filter.label, &filter.name).to_owned())
    }

    fn parameter(&self, name: &str) -> Option<FieldType> {
        let parameter = self.filter?.parameters.iter().find(|parameter| parameter.name == name)?;
        Some(parameter.parameter_type.clone())
    }

    fn value(&self, root: Root, field: &str, text: &str) -> Option<Arg> {
        match (root, field) {
            (Root::Offer | Root::Proposition, "category") => self.label(|environment| {
                environment.category(text).map(|it| (it.label.clone(), it.name.clone()))
            }),
            (Root::Offer, "name") | (Root::Proposition, "offer") => self.label(|environment| {
                environment.offer(text).map(|(_, it)| (it.label.clone(), it.name.clone()))
            }),
            (Root::Interaction | Root::Proposition, "space") => self
                .label(|environment| environment.space(text).map(|it| (it.label.clone(), it.name.clone()))),
            (Root::Interaction, "environment") => {
                let environment = self.catalog.environment(text)?;
                Some(label_or_name(&environment.label, &environment.name).into())
            }
            _ => None,
        }
    }

    fn zone(&self) -> TimeZone {
        self.catalog.zone()
    }
}

/// A rule or a formula of an entity in words, with the catalog's labels. Without a capital at its beginning and a full
/// stop at its end.
pub fn rule_in_words(catalog: &Catalog, entity: &Ref, rule: &Parsed) -> Message {
    sentence(rule, &CatalogLabels::of(catalog, entity))
}

/// A rule or a formula in words, in a language and with a capital at its beginning; none for an empty one.
pub fn rule_said(rule: &Parsed, labels: &dyn Labels, language: Language) -> Option<String> {
    let words = language.say_briefly(&sentence(rule, labels));
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Category, Offer, Parameter};

    fn field(name: &str, label: &str, field_type: FieldType) -> Field {
        Field { name: name.into(), label: label.into(), field_type }
    }

    fn catalog() -> Catalog {
        let mut catalog = Catalog::new("sample");
        catalog.time_zone = "Europe/Paris".into();
        catalog.offer_fields = vec![field("price", "Price", FieldType::Decimal)];
        for (name, label) in [("recipient", "Age"), ("visitor", "Years")] {
            let dimension = crate::model::Dimension {
                name: name.into(),
                label: String::new(),
                kind: crate::model::DimensionKind::Recipient,
                key: Vec::new(),
                fields: vec![field("age", label, FieldType::Integer)],
            };
            catalog.dimensions.push(Arc::new(dimension));
            let mut category = Category::new("loans", format!("Loans of {name}"));
            category.offers.push(Arc::new(Offer::new("car", "Car loan")));
            let filter = Filter {
                name: "adult".into(),
                label: "Adults".into(),
                rule: "profile.age >= least".into(),
                parameters: vec![Parameter {
                    name: "least".into(),
                    parameter_type: FieldType::Integer,
                    default: None,
                }],
            };
            catalog.environments.push(Arc::new(Environment {
                targeting_dimension: name.into(),
                filters: vec![Arc::new(filter)],
                categories: vec![Arc::new(category)],
                ..crate::document::tests::environment(name, name)
            }));
        }
        catalog
    }

    #[test]
    fn names_are_called_as_their_place_calls_them() {
        let catalog = catalog();
        let said = |entity: &Ref, rule: &str| {
            let parsed = crate::rule::parse(rule).ok();
            parsed.map(|it| Language::En.say(&rule_in_words(&catalog, entity, &it))).unwrap_or_default()
        };
        let visitor = Ref::Environment("visitor".into());
        for (entity, rule, words) in [
            (
                &visitor,
                "profile.age > 3 && offer.price < 2.5",
                "years is more than 3, and price is less than 2.5",
            ),
            (&visitor, "offer.category == 'loans'", "the offer’s category is Loans of visitor"),
            (&visitor, "offer.name in ['car', 'bike']", "the offer is one of Car loan, “bike”"),
            (&visitor, "filters.adult(18)", "the filter “Adults” matches with 18"),
            (&Ref::PresentationRule("x".into()), "profile.age > 3", "age is more than 3"),
            (
                &Ref::Filter("visitor".into(), "adult".into()),
                "profile.age >= least",
                "years is at least least",
            ),
            (&visitor, "interaction.environment == 'gone'", "the environment is “gone”"),
            (&visitor, "1 +", ""),
            (&visitor, "", ""),
        ] {
            assert_eq!(said(entity, rule), words, "{rule}");
        }
    }
}
