//! The rows of the table of offers: a pure function of the catalog, what is wrong in it, and what a person
//! filters and sorts by. Made once for each state of these.

use super::Source;
use super::cell::{fixed, print, read};
use super::column::Column;
use super::filter::{Sort, Tally};
use super::sentences::Sentences;
use crate::check::{Issue, Severity};
use crate::document::CatalogLabels;
use crate::model::{
    Category, ContentApproval, EligibilityApproval, FieldType, Moment, Offer, Ref, Stage, Value,
    label_or_name,
};
use crate::rule::RuleTable;
use crate::text::{Language, Message, contains_folded, folded};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use std::cmp::Ordering;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// An offer in the table.
#[derive(Debug, Clone)]
pub struct Row {
    /// The offer.
    pub offer: Arc<Offer>,
    /// Its category, by its place among [`Rows`]' paths.
    category: usize,
    /// Whether another offer before it has its name, and stands for it everywhere.
    twin: bool,
    /// What is wrong with it.
    pub problems: Tally,
}

/// The rows that are shown, in order.
#[derive(Debug, Default)]
pub struct Rows {
    /// The rows.
    pub shown: Vec<Row>,
    /// How many offers there are, shown or not.
    pub total: usize,
    /// Whether the environment is read only.
    pub live: bool,
    /// The path of each category, as a person reads it.
    paths: Vec<String>,
    /// The types of the catalog's offer fields, by name.
    types: HashMap<String, FieldType>,
    /// The rules of the offers in scope, in words.
    sentences: Sentences,
}

impl Row {
    /// Whether another offer before it has its name, and stands for it everywhere.
    pub fn is_twin(&self) -> bool {
        self.twin
    }

    /// The place of its category among those of the environment.
    pub fn category(&self) -> usize {
        self.category
    }
}

impl Rows {
    /// The offers of an environment, or of a category and those below it. `rules` knows what was read already, and the
    /// rows `before` what is in words.
    pub(super) fn of(source: &Source, rules: &RuleTable, before: Option<&Self>) -> Self {
        let Source { catalog, issues, scope, filter, sort, language } = source;
        let catalog = &catalog.0;
        let mut rows = Self::default();
        let fields = catalog.offer_fields.iter().rev();
        rows.types = fields.map(|field| (field.name.clone(), field.field_type.clone())).collect();
        let Some(environment) = scope.environment().and_then(|name| catalog.environment(name)) else {
            return rows;
        };
        rows.live = environment.stage == Stage::Live;
        let root = if let Ref::Category(_, name) = scope { Some(name.as_str()) } else { None };
        let tallies = tallies(&issues.0, &environment.name);
        let (labels, none) = (CatalogLabels::of(catalog, scope), Sentences::default());
        let before = before.map_or(&none, |rows| &rows.sentences);
        let mut sentences = Sentences::of(catalog, environment, *language);
        let query = folded(filter.text.trim());
        let mut seen = HashSet::new();
        environment.walk_categories(|above, category| {
            let within = |name: &str| above.iter().chain([&category]).any(|it| it.name == name);
            let in_scope = root.is_none_or(within);
            let wanted = in_scope && filter.category.as_deref().is_none_or(within);
            let path = path(above, category);
            let path_fits = contains_folded(&path, &query);
            for offer in &category.offers {
                let twin = !seen.insert(offer.name.as_str());
                rows.total += usize::from(in_scope);
                if in_scope {
                    sentences.put(&offer.target, labels, rules, before);
                }
                let problems = tallies.get(offer.name.as_str()).copied().unwrap_or_default();
                let fits = || {
                    path_fits || fits(offer, &query) || contains_folded(sentences.say(&offer.target), &query)
                };
                if wanted && filter.takes(&problems, offer) && fits() {
                    rows.shown.push(Row {
                        offer: Arc::clone(offer),
                        category: rows.paths.len(),
                        twin,
                        problems,
                    });
                }
            }
            rows.paths.push(path);
        });
        rows.sentences = sentences;
        if let Some(sort) = sort {
            rows.sort(sort, &catalog.zone());
        }
        rows
    }

    fn sort(&mut self, sort: &Sort, zone: &TimeZone) {
        let rows = std::mem::take(&mut self.shown);
        let mut keyed: Vec<(Key, Row)> =
            rows.into_iter().map(|row| (self.key(&row, &sort.column, zone), row)).collect();
        keyed.sort_by(|(a, _), (b, _)| a.compare(b, sort.descending));
        self.shown = keyed.into_iter().map(|(_, row)| row).collect();
    }

    /// The place of an offer's row.
    pub fn position(&self, offer: &str) -> Option<usize> {
        self.shown.iter().position(|row| row.offer.name == offer && !row.twin)
    }

    /// What a cell shows: what is typed there; of a rule what it says.
    pub fn shown(&self, row: &Row, column: &Column, language: Language) -> String {
        match column {
            Column::Target => self.sentences.say(&row.offer.target).to_owned(),
            _ => self.text(row, column, language),
        }
    }

    /// The text of a cell, as it is typed and copied.
    pub fn text(&self, row: &Row, column: &Column, language: Language) -> String {
        match column {
            Column::Category => self.path(row).to_owned(),
            Column::ContentApproval => match &row.offer.approval.content {
                ContentApproval::Pending => language.text("table-pending"),
                ContentApproval::Approved { spaces } => {
                    language.say(&Message::new("table-approved-on").with("count", spaces.len()))
                }
                ContentApproval::Rejected => language.text("table-rejected"),
            },
            Column::EligibilityApproval => language.text(match row.offer.approval.eligibility {
                EligibilityApproval::Pending => "table-pending",
                EligibilityApproval::Approved => "table-approved",
                EligibilityApproval::Rejected => "table-rejected",
            }),
            Column::Problems if row.problems.count == 0 => String::new(),
            Column::Problems => {
                language.say(&Message::new("explorer-issues").with("count", row.problems.count))
            }
            _ => self.value(&row.offer, column, language),
        }
    }

    /// The value of a cell of an offer as it is shown and typed.
    pub(super) fn value(&self, offer: &Offer, column: &Column, language: Language) -> String {
        let is_moment = match column {
            Column::From | Column::Until => true,
            Column::Field(name) => {
                matches!(self.types.get(name), Some(FieldType::Date | FieldType::DateTime))
            }
            _ => false,
        };
        print(read(offer, column).as_ref(), is_moment, language)
    }

    /// The categories that an offer is in, from the outermost.
    pub fn path(&self, row: &Row) -> &str {
        self.paths.get(row.category).map_or("", String::as_str)
    }

    /// Why a cell cannot be written; none where it can.
    pub fn fixed(&self, row: &Row, column: &Column) -> Option<&'static str> {
        match column {
            _ if self.live => Some("forms-live-note"),
            _ if row.twin => Some("table-fixed-twin"),
            Column::Name
            | Column::Category
            | Column::Weights
            | Column::ContentApproval
            | Column::EligibilityApproval
            | Column::Problems => Some("table-fixed"),
            Column::Field(name) if !self.types.contains_key(name) => Some("table-fixed"),
            _ => fixed(&row.offer, column),
        }
    }

    /// What a row is sorted by.
    fn key(&self, row: &Row, column: &Column, zone: &TimeZone) -> Key {
        let offer = &row.offer;
        match column {
            Column::Category => Key::text(self.path(row)),
            Column::Target if !offer.target.is_empty() => Key::text(self.sentences.say(&offer.target)),
            Column::From => Key::moment(offer.period.from.as_ref().map(|moment| moment.start(zone))),
            Column::Until => Key::moment(offer.period.until.as_ref().map(|moment| moment.end(zone))),
            Column::ContentApproval => Key::Number(match &offer.approval.content {
                ContentApproval::Pending => 0.0,
                ContentApproval::Rejected => 1.0,
                ContentApproval::Approved { .. } => 2.0,
            }),
            Column::EligibilityApproval => Key::Number(match offer.approval.eligibility {
                EligibilityApproval::Pending => 0.0,
                EligibilityApproval::Rejected => 1.0,
                EligibilityApproval::Approved => 2.0,
            }),
            Column::Problems if row.problems.count == 0 => Key::Empty,
            Column::Problems => Key::Number(row.problems.rank()),
            _ => match read(offer, column) {
                None => Key::Empty,
                Some(Value::Boolean(on)) => Key::Number(if on { 0.0 } else { 1.0 }),
                #[expect(
                    clippy::cast_precision_loss,
                    reason = "numbers above 2^53 sort by their order of size"
                )]
                Some(Value::Integer(number)) => Key::Number(number as f64),
                Some(Value::Decimal(number)) => Key::Number(number),
                Some(Value::Text(text)) if self.is_moment(column) => {
                    Key::moment(text.parse().ok().map(|moment: Moment| moment.start(zone)))
                }
                Some(value) => Key::text(&value.to_string()),
            },
        }
    }

    fn is_moment(&self, column: &Column) -> bool {
        let Column::Field(name) = column else { return false };
        matches!(self.types.get(name), Some(FieldType::Date | FieldType::DateTime))
    }
}

impl Tally {
    /// Graver and more is higher: an error outweighs any number of warnings that a screen has room for.
    #[expect(clippy::cast_precision_loss, reason = "a count of issues")]
    fn rank(self) -> f64 {
        let worst = match self.worst {
            Some(Severity::Error) => 2e6,
            Some(Severity::Warning) => 1e6,
            Some(Severity::Hint) | None => 0.0,
        };
        worst + self.count as f64
    }
}

/// What rows are sorted by. Empty cells come last, whatever the direction.
#[derive(Debug, PartialEq)]
enum Key {
    Number(f64),
    Moment(Timestamp),
    Text(String),
    Empty,
}

impl Key {
    fn text(text: &str) -> Self {
        Self::Text(folded(text))
    }

    fn moment(at: Option<Timestamp>) -> Self {
        at.map_or(Self::Empty, Self::Moment)
    }

    /// Numbers before moments before texts; what the declared type does not expect is not lost among others.
    fn kind(&self) -> u8 {
        match self {
            Self::Number(_) => 0,
            Self::Moment(_) => 1,
            Self::Text(_) => 2,
            Self::Empty => 3,
        }
    }

    fn compare(&self, other: &Self, descending: bool) -> Ordering {
        let order = match (self, other) {
            (Self::Empty, _) | (_, Self::Empty) => return self.kind().cmp(&other.kind()),
            (Self::Number(a), Self::Number(b)) => a.total_cmp(b),
            (Self::Moment(a), Self::Moment(b)) => a.cmp(b),
            (Self::Text(a), Self::Text(b)) => a.cmp(b),
            _ => self.kind().cmp(&other.kind()),
        };
        if descending { order.reverse() } else { order }
    }
}

fn path(above: &[&Arc<Category>], category: &Arc<Category>) -> String {
    let path = above.iter().copied().chain([category]);
    path.map(|it| label_or_name(&it.label, &it.name)).collect::<Vec<_>>().join(" › ")
}

/// Whether a text of an offer has what is searched.
fn fits(offer: &Offer, query: &str) -> bool {
    let texts = [
        &offer.label,
        &offer.name,
        &offer.code,
        &offer.target,
        &offer.content.title,
        &offer.content.destination_url,
    ];
    texts.into_iter().any(|text| contains_folded(text, query))
}

/// The issues of the offers of an environment, by name.
fn tallies<'a>(issues: &'a [Issue], environment: &str) -> HashMap<&'a str, Tally> {
    let mut tallies: HashMap<&str, Tally> = HashMap::new();
    for issue in issues {
        if let Ref::Offer(of, name) = &issue.place.entity
            && of == environment
        {
            let tally = tallies.entry(name).or_default();
            tally.count += 1;
            // The gravest severity is the first one.
            tally.worst = Some(tally.worst.map_or(issue.severity, |worst| worst.min(issue.severity)));
        }
    }
    tallies
}
