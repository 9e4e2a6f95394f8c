//! Sheets as workbooks. Owns how cells look there: dates as dates, numbers as numbers, texts as texts whatever they begin
//! with, a head that stays, a filter, and what tells offers apart kept from being typed over.

use super::cell::{Cell, Kind, LONGEST};
use super::column::Column;
use super::csv_text::cell;
use super::headings::Headings;
use super::rows::Table;
use crate::model::{Catalog, FieldType, Moment};
use crate::text::{Language, Message};
use jiff::civil::{Date, DateTime, Time};
use rust_xlsxwriter::{
    Color, DataValidation, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Formula, Note,
    Workbook, Worksheet, XlsxError,
};

/// What a workbook holds.
const MOST_ROWS: usize = 1_048_575;
const MOST_COLUMNS: usize = 16_384;

/// Widths of columns, in characters.
const NARROWEST: usize = 9;
const WIDEST: usize = 48;

/// The rows whose contents widen a column.
const MEASURED: usize = 500;

/// The bytes of a workbook: the same each time.
pub(super) fn write(catalog: &Catalog, table: &Table<'_>, language: Language) -> Result<Vec<u8>, Message> {
    if table.rows.len() > MOST_ROWS || table.columns.len() > MOST_COLUMNS {
        let message = Message::new("sheet-too-large").with("rows", table.rows.len());
        return Err(message.with("columns", table.columns.len()));
    }
    workbook(catalog, table, language)
        .map_err(|error| Message::new("sheet-unwritable").with("problem", error.to_string()))
}

fn workbook(catalog: &Catalog, table: &Table<'_>, language: Language) -> Result<Vec<u8>, XlsxError> {
    let headings = Headings::of(catalog);
    let mut workbook = Workbook::new();
    // The moment would make each export another file.
    let made = ExcelDateTime::from_ymd(2000, 1, 1)?;
    workbook.set_properties(&DocProperties::new().set_title(&catalog.name).set_creation_datetime(&made));
    let sheet = workbook.add_worksheet();
    sheet.set_name(language.text("domain-offers"))?;
    let looks = Looks::of(language);
    let last_row = u32::try_from(table.rows.len()).unwrap_or(u32::MAX);
    for (place, column) in table.columns.iter().enumerate() {
        let at = u16::try_from(place).unwrap_or(u16::MAX);
        let heading = headings.word(column, language);
        let mut width = heading.chars().count() + 3;
        sheet.write_string_with_format(0, at, &heading, &looks.head)?;
        let look = looks.of_column(column, column.kind(catalog));
        for (row, number) in table.rows.iter().zip(1_u32..) {
            let cell = cell(catalog, column, row, language);
            if row_is_measured(number) {
                width = width.max(width_of(&cell));
            }
            write_cell(sheet, (number, at), &cell, look, &looks, language)?;
        }
        sheet.set_column_width(at, u16::try_from(width.clamp(NARROWEST, WIDEST)).unwrap_or_default())?;
        sheet.set_column_format(at, look)?;
        if column.is_shown_only() {
            only_shown(sheet, at, last_row, column, language)?;
        }
    }
    let last_column = u16::try_from(table.columns.len().saturating_sub(1)).unwrap_or(u16::MAX);
    sheet.autofilter(0, 0, last_row, last_column)?;
    // What tells offers apart stays in sight, and so does the head.
    sheet.set_freeze_panes(1, 3)?;
    workbook.save_to_buffer()
}

fn row_is_measured(number: u32) -> bool {
    usize::try_from(number).is_ok_and(|number| number <= MEASURED)
}

fn width_of(cell: &Cell) -> usize {
    match cell {
        Cell::Text(text) => text.lines().next().unwrap_or_default().chars().take(WIDEST).count() + 2,
        Cell::Moment(_) => 17,
        _ => 0,
    }
}

/// Says that a column is not read back, and refuses what is typed there. Sorting and filtering go on as usual, which the
/// protection of a sheet would forbid.
fn only_shown(
    sheet: &mut Worksheet,
    at: u16,
    last_row: u32,
    column: &Column,
    language: Language,
) -> Result<(), XlsxError> {
    let is_key = matches!(column, Column::Environment | Column::Category | Column::Offer);
    let note = language.text(if is_key { "sheet-key-note" } else { "sheet-shown-note" });
    let refused = DataValidation::new()
        .allow_custom(Formula::new("=FALSE"))
        .ignore_blank(false)
        .set_error_title(language.text("sheet-fixed-title"))?
        .set_error_message(&note)?;
    sheet.add_data_validation(1, at, last_row, at, &refused)?;
    sheet.insert_note(0, at, &Note::new(&note).add_author_prefix(false))?;
    Ok(())
}

/// How cells look.
struct Looks {
    head: Format,
    key: Format,
    text: Format,
    number: Format,
    day: Format,
    moment: Format,
}

impl Looks {
    fn of(language: Language) -> Self {
        let day = match language {
            Language::En => "yyyy-mm-dd",
            Language::Fr => "dd/mm/yyyy",
        };
        let top = || Format::new().set_align(FormatAlign::Top);
        let grey = Color::RGB(0x5C_63_70);
        Self {
            head: Format::new()
                .set_bold()
                .set_align(FormatAlign::Top)
                .set_background_color(Color::RGB(0xE8_EB_F0))
                .set_border_bottom(FormatBorder::Thin),
            key: top().set_num_format("@").set_font_color(grey),
            text: top().set_num_format("@"),
            number: top(),
            day: top().set_num_format(day),
            moment: top().set_num_format(format!("{day} hh:mm")),
        }
    }

    fn of_column(&self, column: &Column, kind: Kind<'_>) -> &Format {
        match kind {
            _ if column.is_shown_only() => &self.key,
            Kind::Moment | Kind::Field(FieldType::Date | FieldType::DateTime) => &self.day,
            Kind::Number
            | Kind::Truth
            | Kind::Field(FieldType::Integer | FieldType::Decimal | FieldType::Boolean) => &self.number,
            Kind::Text | Kind::Field(_) => &self.text,
        }
    }
}

fn write_cell(
    sheet: &mut Worksheet,
    (row, at): (u32, u16),
    cell: &Cell,
    look: &Format,
    looks: &Looks,
    language: Language,
) -> Result<(), XlsxError> {
    match cell {
        Cell::Empty => {}
        Cell::Text(text) => {
            sheet.write_string_with_format(row, at, text_of(text, language), look)?;
        }
        Cell::Number(number) => {
            sheet.write_number_with_format(row, at, *number, &looks.number)?;
        }
        Cell::Whole(number) => match exact(*number) {
            Some(exact) => drop(sheet.write_number_with_format(row, at, exact, &looks.number)?),
            None => drop(sheet.write_string_with_format(row, at, number.to_string(), &looks.text)?),
        },
        Cell::Truth(truth) => {
            sheet.write_boolean_with_format(row, at, *truth, &looks.number)?;
        }
        Cell::Moment(moment) => match serial(moment) {
            Some(serial) => {
                let look = if matches!(moment, Moment::Date(_)) { &looks.day } else { &looks.moment };
                sheet.write_number_with_format(row, at, serial, look)?;
            }
            None => drop(sheet.write_string_with_format(row, at, moment.to_string(), &looks.text)?),
        },
    }
    Ok(())
}

/// A text as it fits in a cell: what is too long is not cut, but stays out.
pub(super) fn text_of(text: &str, language: Language) -> String {
    let length = text.encode_utf16().count();
    if length <= LONGEST {
        return text.to_owned();
    }
    language.say(&Message::new("sheet-text-too-long").with("length", length))
}

/// A whole number as a cell keeps it; none where it would be another one.
fn exact(number: i64) -> Option<f64> {
    #[expect(clippy::cast_precision_loss, reason = "such numbers are left out")]
    (number.unsigned_abs() <= 1 << 53).then_some(number as f64)
}

/// A date as spreadsheets count days; none where they would make another moment of it.
fn serial(moment: &Moment) -> Option<f64> {
    let at = match moment {
        Moment::Date(date) => date.to_datetime(Time::midnight()),
        Moment::Local(at) if at.time() != Time::midnight() && at.subsec_nanosecond() == 0 => *at,
        Moment::Local(_) | Moment::Offset(..) => return None,
    };
    // Before March of 1900 spreadsheets disagree.
    if at.year() < 1901 {
        return None;
    }
    let first = DateTime::constant(1899, 12, 30, 0, 0, 0, 0);
    let days = Date::from(at).since(Date::from(first)).ok()?.get_days();
    let time = at.time();
    let seconds = i32::from(time.hour()) * 3_600 + i32::from(time.minute()) * 60 + i32::from(time.second());
    Some(f64::from(days) + f64::from(seconds) / 86_400.0)
}
