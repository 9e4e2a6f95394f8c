//! The columns of the table of offers: what each is called, and of which type its cells are.

use crate::model::{Catalog, Field, FieldType, label_or_name};
use crate::text::{Arg, Language, Message, thousands};

/// A column.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Column {
    /// What a person reads.
    Label,
    /// The name that rules and files use.
    Name,
    /// The code that other systems know it by.
    Code,
    /// The categories that it is in, from the outermost.
    Category,
    /// Whether it can be proposed at all.
    Enabled,
    /// The start of its period.
    From,
    /// The end of its period.
    Until,
    /// Its rule.
    Target,
    /// Its highest weight.
    Weight,
    /// How many weights it has.
    Weights,
    /// The title of its content.
    Title,
    /// Where a click leads.
    DestinationUrl,
    /// One of the catalog's offer fields, by name.
    Field(String),
    /// Whether its content is approved.
    ContentApproval,
    /// Whether its eligibility is approved.
    EligibilityApproval,
    /// What checking found.
    Problems,
}

impl Column {
    /// The columns that a person has not asked for at first.
    pub(in crate::app) const HIDDEN: [&'static str; 5] =
        ["name", "weights", "destination_url", "content_approval", "eligibility_approval"];

    /// Every column that the offers of a catalog have, in order.
    pub fn all(catalog: &Catalog) -> Vec<Self> {
        let mut columns = vec![
            Self::Label,
            Self::Name,
            Self::Code,
            Self::Category,
            Self::Enabled,
            Self::From,
            Self::Until,
            Self::Target,
            Self::Weight,
            Self::Weights,
            Self::Title,
            Self::DestinationUrl,
        ];
        for field in &catalog.offer_fields {
            let column = Self::Field(field.name.clone());
            if !columns.contains(&column) {
                columns.push(column);
            }
        }
        columns.extend([Self::ContentApproval, Self::EligibilityApproval, Self::Problems]);
        columns
    }

    /// Those of them that are not hidden, by what preferences call them.
    pub fn shown(catalog: &Catalog, hidden: &[String]) -> Vec<Self> {
        Self::all(catalog).into_iter().filter(|column| !hidden.contains(&column.key())).collect()
    }

    /// What preferences call it.
    pub fn key(&self) -> String {
        match self {
            Self::Label => "label".to_owned(),
            Self::Name => "name".to_owned(),
            Self::Code => "code".to_owned(),
            Self::Category => "category".to_owned(),
            Self::Enabled => "enabled".to_owned(),
            Self::From => "from".to_owned(),
            Self::Until => "until".to_owned(),
            Self::Target => "target".to_owned(),
            Self::Weight => "weight".to_owned(),
            Self::Weights => "weights".to_owned(),
            Self::Title => "title".to_owned(),
            Self::DestinationUrl => "destination_url".to_owned(),
            Self::Field(name) => format!("fields/{name}"),
            Self::ContentApproval => "content_approval".to_owned(),
            Self::EligibilityApproval => "eligibility_approval".to_owned(),
            Self::Problems => "problems".to_owned(),
        }
    }

    /// Its heading, as a part of a message.
    pub fn title(&self, catalog: &Catalog) -> Arg {
        let id = match self {
            Self::Label => "forms-label",
            Self::Name => "forms-name",
            Self::Code => "offers-code",
            Self::Category => "domain-category",
            Self::Enabled => "offers-enabled",
            Self::From => "forms-from",
            Self::Until => "forms-until",
            Self::Target => "forms-target",
            Self::Weight => "domain-weight",
            Self::Weights => "table-weights",
            Self::Title => "offers-title",
            Self::DestinationUrl => "offers-destination-url",
            Self::Field(name) => {
                let field = catalog.offer_fields.iter().find(|field| field.name == *name);
                return field.map_or(name.as_str(), |field| label_or_name(&field.label, name)).into();
            }
            Self::ContentApproval => "table-content-approval",
            Self::EligibilityApproval => "table-eligibility-approval",
            Self::Problems => "table-problems",
        };
        Message::new(id).into()
    }

    /// Its heading.
    pub fn heading(&self, catalog: &Catalog, language: Language) -> String {
        match self.title(catalog) {
            Arg::Text(text) | Arg::Moment(text) => text,
            Arg::Message(message) => language.say_briefly(&message),
            Arg::Count(count) => thousands(language, count),
            Arg::Number(number) | Arg::Exact(number) => language.number(number, 0),
        }
    }

    /// What can be written in its cells; none where they are read only.
    pub fn field(&self, catalog: &Catalog) -> Option<Field> {
        let field_type = match self {
            Self::Label | Self::Code | Self::Target | Self::Title | Self::DestinationUrl => FieldType::Text,
            Self::Enabled => FieldType::Boolean,
            Self::From | Self::Until => FieldType::DateTime,
            Self::Weight => FieldType::Decimal,
            Self::Field(name) => {
                return catalog.offer_fields.iter().find(|field| field.name == *name).cloned();
            }
            Self::Name
            | Self::Category
            | Self::Weights
            | Self::ContentApproval
            | Self::EligibilityApproval
            | Self::Problems => return None,
        };
        Some(Field { name: self.key(), label: String::new(), field_type })
    }

    /// Whether its cells hold numbers, which stand at the right.
    pub fn is_number(&self, catalog: &Catalog) -> bool {
        let of_numbers = |field: Field| matches!(field.field_type, FieldType::Integer | FieldType::Decimal);
        matches!(self, Self::Weights) || self.field(catalog).is_some_and(of_numbers)
    }
}
