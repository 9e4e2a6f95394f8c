//! The columns of a sheet: what each is of an offer, read and written. Owns neither headings nor files.

use super::cell::{Cell, Kind};
use crate::model::{
    Catalog, Content, ContentApproval, EligibilityApproval, FieldType, Moment, Offer, Period, Weight,
    WeightValue,
};
use crate::rule::{canonical, parse};
use crate::text::Message;

/// A column.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Column {
    /// Which offer a row is: together with the offer's name.
    Environment,
    /// Where the offer stands: only shown.
    Category,
    /// Which offer a row is.
    Offer,
    Label,
    Code,
    Enabled,
    From,
    Until,
    Target,
    /// What was decided of its content: only shown.
    ContentStatus,
    /// What was decided of its eligibility: only shown.
    EligibilityStatus,
    /// A part of the weight at that place, from 0.
    Weight(usize, WeightPart),
    /// A content field, on a space or shared.
    Content(Option<String>, ContentPart),
}

/// A part of a weight.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum WeightPart {
    Value,
    Formula,
    Label,
    From,
    Until,
    Space,
    Target,
}

impl WeightPart {
    pub(super) const ALL: [Self; 7] =
        [Self::Label, Self::Value, Self::Formula, Self::From, Self::Until, Self::Space, Self::Target];
}

/// A content field.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum ContentPart {
    /// One that every catalog has.
    Standard(&'static str),
    /// One of the catalog's offer fields.
    Field(String),
}

/// An offer while cells are written to it.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    pub(super) offer: Offer,
    weights: Vec<WeightDraft>,
}

/// A weight while cells are written to it: number and formula stand in cells of their own.
#[derive(Debug, Clone, Default)]
struct WeightDraft {
    label: String,
    number: Option<f64>,
    formula: Option<String>,
    period: Period,
    space: Option<String>,
    target: String,
}

impl Column {
    /// Whether nothing is changed by it.
    pub(super) fn is_shown_only(&self) -> bool {
        matches!(
            self,
            Self::Environment | Self::Category | Self::Offer | Self::ContentStatus | Self::EligibilityStatus
        )
    }

    /// What it holds.
    pub(super) fn kind<'a>(&self, catalog: &'a Catalog) -> Kind<'a> {
        match self {
            Self::Enabled => Kind::Truth,
            Self::From | Self::Until | Self::Weight(_, WeightPart::From | WeightPart::Until) => Kind::Moment,
            Self::Weight(_, WeightPart::Value) => Kind::Number,
            Self::Content(_, ContentPart::Field(name)) => Kind::Field(type_of(catalog, name)),
            _ => Kind::Text,
        }
    }

    /// What an offer has there. Keys and what is only shown are the table's.
    pub(super) fn read(&self, catalog: &Catalog, offer: &Offer) -> Cell {
        match self {
            Self::Offer => Cell::of_text(&offer.name),
            Self::Label => Cell::of_text(&offer.label),
            Self::Code => Cell::of_text(&offer.code),
            Self::Enabled => Cell::Truth(offer.enabled),
            Self::From => Cell::of_moment(offer.period.from.as_ref()),
            Self::Until => Cell::of_moment(offer.period.until.as_ref()),
            Self::Target => Cell::of_text(&offer.target),
            Self::Weight(place, part) => {
                offer.weights.get(*place).map_or(Cell::Empty, |weight| part.read(weight))
            }
            Self::Content(space, part) => match space {
                None => part.read(catalog, &offer.content),
                Some(space) => {
                    offer.content.spaces.get(space).map_or(Cell::Empty, |it| part.read(catalog, it))
                }
            },
            Self::Environment | Self::Category | Self::ContentStatus | Self::EligibilityStatus => Cell::Empty,
        }
    }
}

impl WeightPart {
    fn read(self, weight: &Weight) -> Cell {
        match (self, &weight.value) {
            (Self::Value, WeightValue::Number(number)) => Cell::Number(*number),
            (Self::Formula, WeightValue::Formula(formula)) => Cell::of_text(formula),
            (Self::Value | Self::Formula, _) => Cell::Empty,
            (Self::Label, _) => Cell::of_text(&weight.label),
            (Self::From, _) => Cell::of_moment(weight.period.from.as_ref()),
            (Self::Until, _) => Cell::of_moment(weight.period.until.as_ref()),
            (Self::Space, _) => Cell::of_text(weight.space.as_deref().unwrap_or_default()),
            (Self::Target, _) => Cell::of_text(&weight.target),
        }
    }
}

impl ContentPart {
    /// The name in the file.
    pub(super) fn name(&self) -> &str {
        match self {
            Self::Standard(name) => name,
            Self::Field(name) => name,
        }
    }

    fn read(&self, catalog: &Catalog, content: &Content) -> Cell {
        match self {
            Self::Standard(name) => Cell::of_text(content.standard(name).unwrap_or_default()),
            Self::Field(name) => Cell::of_value(content.fields.get(name), type_of(catalog, name)),
        }
    }
}

/// The type of an offer field.
fn type_of<'a>(catalog: &'a Catalog, name: &str) -> &'a FieldType {
    let field = catalog.offer_fields.iter().find(|field| field.name == name);
    field.map_or(&FieldType::Text, |field| &field.field_type)
}

/// What was decided of the parts of an offer, in a word.
pub(super) fn content_status(approval: &ContentApproval) -> &'static str {
    match approval {
        ContentApproval::Pending => "compare-pending",
        ContentApproval::Approved { .. } => "compare-approved",
        ContentApproval::Rejected => "compare-rejected",
    }
}

/// The same of its eligibility.
pub(super) fn eligibility_status(approval: EligibilityApproval) -> &'static str {
    match approval {
        EligibilityApproval::Pending => "compare-pending",
        EligibilityApproval::Approved => "compare-approved",
        EligibilityApproval::Rejected => "compare-rejected",
    }
}

impl Draft {
    pub(super) fn of(offer: &Offer) -> Self {
        let weights = offer.weights.iter().map(|weight| {
            let (number, formula) = match &weight.value {
                WeightValue::Number(number) => (Some(*number), None),
                WeightValue::Formula(formula) => (None, Some(formula.clone())),
            };
            WeightDraft {
                label: weight.label.clone(),
                number,
                formula,
                period: weight.period.clone(),
                space: weight.space.clone(),
                target: weight.target.clone(),
            }
        });
        Self { offer: offer.clone(), weights: weights.collect() }
    }

    /// Writes a cell of a column to the offer, whose environment has spaces of these names.
    ///
    /// # Errors
    /// It cannot stand there.
    pub(super) fn write(
        &mut self,
        catalog: &Catalog,
        column: &Column,
        cell: Cell,
        spaces: &dyn Fn(&str) -> bool,
    ) -> Result<(), Message> {
        let offer = &mut self.offer;
        match column {
            Column::Label => offer.label = text(cell),
            Column::Code => offer.code = text(cell),
            Column::Enabled => match cell {
                Cell::Truth(truth) => offer.enabled = truth,
                _ => return Err(Message::new("sheet-no-truth")),
            },
            Column::From => offer.period.from = moment(cell),
            Column::Until => offer.period.until = moment(cell),
            Column::Target => offer.target = rule(cell)?,
            Column::Weight(place, part) => {
                if self.weights.len() <= *place {
                    if cell == Cell::Empty {
                        return Ok(());
                    }
                    self.weights.resize_with(place + 1, WeightDraft::default);
                }
                self.weights[*place].write(*part, cell, spaces)?;
            }
            Column::Content(space, part) => {
                let field_type = match part {
                    ContentPart::Field(name) => type_of(catalog, name),
                    ContentPart::Standard(_) => &FieldType::Text,
                };
                if space.as_ref().is_some_and(|space| cell != Cell::Empty && !spaces(space)) {
                    let space = space.as_deref().unwrap_or_default();
                    return Err(Message::new("sheet-no-space").with("space", space));
                }
                let content = match space {
                    None => &mut offer.content,
                    Some(space) => offer.content.spaces.entry(space.clone()).or_default(),
                };
                write_content(content, part, cell, field_type);
                if let Some(space) = space
                    && offer.content.spaces.get(space).is_some_and(|it| *it == Content::default())
                {
                    offer.content.spaces.shift_remove(space);
                }
            }
            Column::Environment
            | Column::Category
            | Column::Offer
            | Column::ContentStatus
            | Column::EligibilityStatus => {}
        }
        Ok(())
    }

    /// The offer with its weights.
    ///
    /// # Errors
    /// A weight has no value, or two: its place, and what is wrong.
    pub(super) fn finished(self) -> Result<Offer, (usize, Message)> {
        let Self { mut offer, weights } = self;
        let mut kept = Vec::new();
        for (place, draft) in weights.into_iter().enumerate() {
            match draft.finished() {
                Ok(weight) => kept.extend(weight),
                Err(message) => return Err((place, message)),
            }
        }
        offer.weights = kept;
        Ok(offer)
    }
}

impl WeightDraft {
    fn write(&mut self, part: WeightPart, cell: Cell, spaces: &dyn Fn(&str) -> bool) -> Result<(), Message> {
        match part {
            WeightPart::Label => self.label = text(cell),
            WeightPart::Value => {
                self.number = match cell {
                    Cell::Number(number) => Some(number),
                    _ => None,
                }
            }
            WeightPart::Formula => self.formula = Some(rule(cell)?).filter(|it| !it.is_empty()),
            WeightPart::From => self.period.from = moment(cell),
            WeightPart::Until => self.period.until = moment(cell),
            WeightPart::Space => {
                let space = text(cell);
                if !space.is_empty() && !spaces(&space) {
                    return Err(Message::new("sheet-no-space").with("space", space));
                }
                self.space = Some(space).filter(|space| !space.is_empty());
            }
            WeightPart::Target => self.target = rule(cell)?,
        }
        Ok(())
    }

    /// The weight; none where all its cells are empty.
    fn finished(self) -> Result<Option<Weight>, Message> {
        let Self { label, number, formula, period, space, target } = self;
        let value = match (number, formula) {
            (Some(_), Some(_)) => return Err(Message::new("sheet-weight-twice")),
            (Some(number), None) => WeightValue::Number(number),
            (None, Some(formula)) => WeightValue::Formula(formula),
            (None, None) => {
                let is_empty = label.is_empty() && period.is_always() && space.is_none() && target.is_empty();
                return if is_empty { Ok(None) } else { Err(Message::new("sheet-weight-empty")) };
            }
        };
        Ok(Some(Weight { label, value, period, space, target }))
    }
}

fn write_content(content: &mut Content, part: &ContentPart, cell: Cell, field_type: &FieldType) {
    match part {
        ContentPart::Standard("title") => content.title = text(cell),
        ContentPart::Standard("destination_url") => content.destination_url = text(cell),
        ContentPart::Standard("image_url") => content.image_url = text(cell),
        ContentPart::Standard("html") => content.html = text(cell),
        ContentPart::Standard(_) => content.text = text(cell),
        ContentPart::Field(name) => match cell.into_value(field_type) {
            Some(value) => drop(content.fields.insert(name.clone(), value)),
            None => drop(content.fields.shift_remove(name)),
        },
    }
}

fn text(cell: Cell) -> String {
    match cell {
        Cell::Text(text) => text,
        _ => String::new(),
    }
}

fn moment(cell: Cell) -> Option<Moment> {
    match cell {
        Cell::Moment(moment) => Some(moment),
        _ => None,
    }
}

/// A rule or formula in its canonical form.
fn rule(cell: Cell) -> Result<String, Message> {
    let source = text(cell);
    if crate::model::is_blank(&source) {
        return Ok(String::new());
    }
    match parse(&source) {
        Ok(_) => Ok(canonical(&source)),
        Err(found) => {
            let message = Message::new("sheet-no-rule");
            Err(found.into_iter().next().map_or_else(
                || message.clone().with("problem", ""),
                |first| message.clone().with("problem", first.message),
            ))
        }
    }
}
