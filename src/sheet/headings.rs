//! The words above columns, and which column a word means. Owns the headings in both languages; a heading that two
//! columns would share says which it is.

use super::column::{Column, ContentPart, WeightPart};
use crate::model::{Catalog, Content, label_or_name};
use crate::text::{Language, Message, folded};
use indexmap::IndexSet;
use std::collections::HashMap;

/// How many more weights than the offers have are understood.
const MORE_WEIGHTS: usize = 20;

/// The headings of every column that a sheet of a catalog can have.
pub(super) struct Headings {
    words: HashMap<Column, [String; 2]>,
    /// The column that the names of the file mean.
    keys: HashMap<String, Column>,
    /// The columns that a word means: several where it is not clear.
    columns: HashMap<String, Vec<Column>>,
}

impl Headings {
    pub(super) fn of(catalog: &Catalog) -> Self {
        let all = every_column(catalog);
        let keys: HashMap<String, Column> =
            all.iter().map(|column| (folded(&key(column)), column.clone())).collect();
        let mut columns: HashMap<String, Vec<Column>> = HashMap::new();
        for language in Language::ALL {
            for column in &all {
                note(&mut columns, &heading(column, catalog, language), column);
            }
        }
        let mut words: HashMap<Column, [String; 2]> = HashMap::new();
        for column in &all {
            let own = Language::ALL.map(|language| {
                let word = heading(column, catalog, language);
                let plain = folded(&word);
                let is_other = keys.get(&plain).is_some_and(|other| other != column);
                let is_shared = columns.get(&plain).is_some_and(|columns| columns.len() > 1);
                if is_other || is_shared { format!("{word} [{}]", key(column)) } else { word }
            });
            words.insert(column.clone(), own);
        }
        for (column, own) in all.iter().filter_map(|column| Some((column, words.get(column)?))) {
            for word in own {
                note(&mut columns, word, column);
            }
        }
        Self { words, keys, columns }
    }

    /// The heading of a column.
    pub(super) fn word(&self, column: &Column, language: Language) -> String {
        let place = Language::ALL.iter().position(|it| *it == language).unwrap_or_default();
        self.words.get(column).map_or_else(|| key(column), |words| words[place].clone())
    }

    /// The columns that a word above a column may mean.
    pub(super) fn meant(&self, word: &str) -> &[Column] {
        let plain = folded(word.trim());
        match self.keys.get(&plain) {
            Some(column) => std::slice::from_ref(column),
            None => self.columns.get(&plain).map_or(&[], Vec::as_slice),
        }
    }
}

/// Notes that a word may mean a column.
fn note(columns: &mut HashMap<String, Vec<Column>>, word: &str, column: &Column) {
    let known = columns.entry(folded(word.trim())).or_default();
    if !known.contains(column) {
        known.push(column.clone());
    }
}

/// The content fields that every catalog has, and its own.
fn content_parts(catalog: &Catalog) -> Vec<ContentPart> {
    let standard = Content::STANDARD.into_iter().map(ContentPart::Standard);
    standard.chain(catalog.offer_fields.iter().map(|field| ContentPart::Field(field.name.clone()))).collect()
}

/// The most weights that an offer has.
pub(super) fn most_weights(catalog: &Catalog) -> usize {
    let mut most = 0;
    for environment in &catalog.environments {
        environment.walk_categories(|_, category| {
            most = category.offers.iter().map(|offer| offer.weights.len()).fold(most, usize::max);
        });
    }
    most
}

/// Every column that a sheet can have, in their order.
pub(super) fn every_column(catalog: &Catalog) -> Vec<Column> {
    let mut all = vec![
        Column::Environment,
        Column::Category,
        Column::Offer,
        Column::Label,
        Column::Code,
        Column::Enabled,
        Column::From,
        Column::Until,
        Column::Target,
    ];
    for place in 0..most_weights(catalog) + MORE_WEIGHTS {
        all.extend(WeightPart::ALL.map(|part| Column::Weight(place, part)));
    }
    let parts = content_parts(catalog);
    all.extend(parts.iter().map(|part| Column::Content(None, part.clone())));
    let known = catalog.environments.iter().flat_map(|environment| &environment.spaces);
    let mut spaces: IndexSet<String> = known.map(|space| space.name.clone()).collect();
    // Offers may have content for a space that is gone.
    for environment in &catalog.environments {
        environment.walk_categories(|_, category| {
            spaces.extend(category.offers.iter().flat_map(|offer| offer.content.spaces.keys().cloned()));
        });
    }
    for space in spaces {
        all.extend(parts.iter().map(|part| Column::Content(Some(space.clone()), part.clone())));
    }
    all.extend([Column::ContentStatus, Column::EligibilityStatus]);
    all
}

/// What a person reads above a column.
fn heading(column: &Column, catalog: &Catalog, language: Language) -> String {
    let text = |id: &'static str| language.text(id);
    match column {
        Column::Environment => text("domain-environment"),
        Column::Category => text("domain-category"),
        Column::Offer => text("domain-offer"),
        Column::Label => text("forms-label"),
        Column::Code => text("offers-code"),
        Column::Enabled => text("offers-enabled"),
        Column::From => text("forms-from"),
        Column::Until => text("forms-until"),
        Column::Target => text("forms-target"),
        Column::ContentStatus => text("sheet-content-status"),
        Column::EligibilityStatus => text("sheet-eligibility-status"),
        Column::Weight(place, part) => {
            let id = match part {
                WeightPart::Value => "sheet-weight",
                WeightPart::Formula => "sheet-weight-formula",
                WeightPart::Label => "sheet-weight-label",
                WeightPart::From => "sheet-weight-from",
                WeightPart::Until => "sheet-weight-until",
                WeightPart::Space => "sheet-weight-space",
                WeightPart::Target => "sheet-weight-target",
            };
            language.say(&Message::new(id).with("number", (place + 1).to_string()))
        }
        Column::Content(space, part) => {
            let field = content_heading(part, catalog, language);
            match space {
                None => field,
                Some(space) => {
                    let message = Message::new("sheet-on-space").with("field", field);
                    language.say(&message.with("space", space))
                }
            }
        }
    }
}

fn content_heading(part: &ContentPart, catalog: &Catalog, language: Language) -> String {
    match part {
        ContentPart::Standard("title") => language.text("offers-title"),
        ContentPart::Standard("destination_url") => language.text("offers-destination-url"),
        ContentPart::Standard("image_url") => language.text("offers-image-url"),
        ContentPart::Standard("html") => language.text("offers-html"),
        ContentPart::Standard(_) => language.text("offers-text"),
        ContentPart::Field(name) => {
            let field = catalog.offer_fields.iter().find(|field| field.name == *name);
            field.map_or_else(|| name.clone(), |it| label_or_name(&it.label, &it.name).to_owned())
        }
    }
}

/// What a program writes above a column: the names of the file.
fn key(column: &Column) -> String {
    match column {
        Column::Environment => "environment".to_owned(),
        Column::Category => "category".to_owned(),
        Column::Offer => "name".to_owned(),
        Column::Label => "label".to_owned(),
        Column::Code => "code".to_owned(),
        Column::Enabled => "enabled".to_owned(),
        Column::From => "period.from".to_owned(),
        Column::Until => "period.until".to_owned(),
        Column::Target => "target".to_owned(),
        Column::ContentStatus => "approval.content".to_owned(),
        Column::EligibilityStatus => "approval.eligibility".to_owned(),
        Column::Weight(place, part) => {
            let part = match part {
                WeightPart::Value => "value",
                WeightPart::Formula => "formula",
                WeightPart::Label => "label",
                WeightPart::From => "period.from",
                WeightPart::Until => "period.until",
                WeightPart::Space => "space",
                WeightPart::Target => "target",
            };
            format!("weights.{}.{part}", place + 1)
        }
        Column::Content(None, part) => format!("content.{}", part.name()),
        Column::Content(Some(space), part) => format!("content.spaces.{space}.{}", part.name()),
    }
}
