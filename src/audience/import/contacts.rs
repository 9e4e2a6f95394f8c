//! A row as a contact. Owns which column is which field, and why a row is no contact.

use super::customs::items;
use super::error::ImportError;
use super::form::RawRow;
use super::found::Target;
use super::order::Order;
use crate::audience::database::{Kept, NewContact};
use crate::model::{Field, is_blank};
use crate::text::{Message, listed};
use jiff::tz::TimeZone;
use std::borrow::Cow;

/// How rows are read as contacts.
pub(super) struct Contacts<'o> {
    order: &'o Order<'o>,
    zone: TimeZone,
    fields: Vec<Field>,
    /// For each field the column of its values.
    columns: Vec<Option<usize>>,
    /// The places of the key among the fields.
    key: Vec<usize>,
    cookies: Option<usize>,
    folder: Option<usize>,
    /// The folder of those that name none.
    usual_folder: Option<String>,
}

impl<'o> Contacts<'o> {
    pub(super) fn of(order: &'o Order<'o>) -> Result<Self, ImportError> {
        let dimension = order.dimension;
        let targets = || order.found.columns.iter().map(|column| &column.target);
        let column = |wanted: &Target| targets().position(|target| target == wanted);
        let mut fields = dimension.fields.clone();
        let mut columns: Vec<Option<usize>> =
            fields.iter().map(|field| column(&Target::Field(field.name.clone()))).collect();
        if order.add_fields {
            for (place, target) in targets().enumerate() {
                if let Target::New(field) = target {
                    fields.push(field.clone());
                    columns.push(Some(place));
                }
            }
        }
        let key = dimension.key.iter().map(|name| fields.iter().position(|field| field.name == *name));
        let key: Option<Vec<usize>> = key.collect();
        let key = key
            .filter(|key| !key.is_empty())
            .ok_or_else(|| Message::new("audience-import-keyless").with("dimension", &dimension.name))?;
        if let Some(missing) = key.iter().find(|place| columns[**place].is_none()) {
            let known: Vec<&str> = order.found.columns.iter().map(|column| column.name.as_str()).collect();
            let message = Message::new("audience-import-no-key").with("field", &fields[*missing].name);
            return Err(ImportError::Failed(message.with("known", listed(&known))));
        }
        if let Some(folder) = order.folder.as_ref().filter(|name| order.catalog.folder(name).is_none()) {
            return Err(ImportError::Failed(Message::new("audience-reject-folder").with("folder", folder)));
        }
        Ok(Self {
            order,
            zone: order.catalog.zone(),
            fields,
            columns,
            key,
            cookies: column(&Target::Cookies),
            folder: column(&Target::Folder),
            usual_folder: order.folder.clone().or_else(|| usual_folder(order)),
        })
    }

    /// The fields of the dimension, and those that are added.
    pub(super) fn fields(&self) -> &[Field] {
        &self.fields
    }

    /// The contact of a row, with a text that stands for its key.
    pub(super) fn contact(&self, row: &RawRow) -> Result<(NewContact, String), Message> {
        if let Some(fault) = &row.fault {
            return Err(fault.clone());
        }
        row.ends_within(self.order.found.columns.len())?;
        let cell =
            |column: Option<usize>| column.and_then(|column| row.cells.get(column)).unwrap_or_default();
        let mut values = Vec::with_capacity(self.fields.len());
        for (field, column) in self.fields.iter().zip(&self.columns) {
            let value = self.order.found.customs.read(cell(*column), &field.field_type, &self.zone);
            let wrong = |problem| {
                let message = Message::new("audience-reject-value").with("field", &field.name);
                message.with("problem", problem)
            };
            values.push(value.map_err(wrong)?);
        }
        let mut key = String::new();
        for place in &self.key {
            match &values[*place] {
                Kept::Missing => {
                    return Err(
                        Message::new("audience-reject-no-key").with("field", &self.fields[*place].name)
                    );
                }
                Kept::Whole(value) => key.push_str(&value.to_string()),
                Kept::Decimal(value) => key.push_str(&value.to_string()),
                Kept::Text(text) => key.push_str(text),
            }
            key.push('\0');
        }
        let folder = Some(cell(self.folder).trim()).filter(|folder| !folder.is_empty());
        if let Some(folder) = folder.filter(|folder| self.order.catalog.folder(folder).is_none()) {
            return Err(Message::new("audience-reject-folder").with("folder", folder));
        }
        let contact = NewContact {
            folder: folder.map(str::to_owned).or_else(|| self.usual_folder.clone()),
            values,
            cookies: cookies(cell(self.cookies)),
        };
        Ok((contact, key))
    }
}

/// The cookies in a cell: a list, or with blanks or semicolons between them.
fn cookies(cell: &str) -> Vec<String> {
    if cell.starts_with('[') {
        return items(cell).map(Cow::into_owned).collect();
    }
    let cookies = cell.split([' ', ';', '\t', '\n']).filter(|cookie| !is_blank(cookie));
    cookies.map(str::to_owned).collect()
}

/// The one folder that anonymous environments keep visitors of the dimension in: those in none would never be recognised.
fn usual_folder(order: &Order<'_>) -> Option<String> {
    let own = order.catalog.environments.iter().filter(|it| it.targeting_dimension == order.dimension.name);
    let mut folders: Vec<&String> =
        own.filter_map(|environment| environment.visitor_folder.as_ref()).collect();
    folders.sort_unstable();
    folders.dedup();
    if let [one] = folders.as_slice() { Some((*one).clone()) } else { None }
}
