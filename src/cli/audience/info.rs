//! `vitrine audience info`: what a contact database holds.

use super::super::console::{Console, FAINT, Failure, Outcome, STRONG};
use crate::audience::database::{DatabaseInfo, DimensionInfo};
use crate::text::Message;
use serde::Serialize;
use std::path::PathBuf;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[arg(value_name = "DB")]
    database: PathBuf,
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Serialize)]
struct Report {
    catalog: String,
    bytes: u64,
    dimensions: Vec<DimensionReport>,
}

#[derive(Debug, Serialize)]
struct DimensionReport {
    name: String,
    key: Vec<String>,
    fields: Vec<FieldReport>,
    contacts: u64,
    folders: Vec<FolderReport>,
    cookies: u64,
    propositions: u64,
    first: Option<String>,
    last: Option<String>,
    digest: String,
}

#[derive(Debug, Serialize)]
struct FieldReport {
    name: String,
    label: String,
    #[serde(rename = "type")]
    field_type: crate::model::FieldType,
}

#[derive(Debug, Serialize)]
struct FolderReport {
    name: String,
    contacts: u64,
}

impl DimensionReport {
    fn of(found: DimensionInfo) -> Self {
        let DimensionInfo { kept, contacts, folders, cookies, propositions, span } = found;
        let fields = kept.fields.into_iter();
        Self {
            name: kept.name,
            key: kept.key,
            fields: fields
                .map(|field| FieldReport {
                    name: field.name,
                    label: field.label,
                    field_type: field.field_type,
                })
                .collect(),
            contacts,
            folders: folders.into_iter().map(|(name, contacts)| FolderReport { name, contacts }).collect(),
            cookies,
            propositions,
            first: span.map(|(first, _)| first.to_string()),
            last: span.map(|(_, last)| last.to_string()),
            digest: format!("{:016x}", kept.digest),
        }
    }
}

/// Prints what it holds.
pub(super) fn run(arguments: &Arguments, console: &mut Console) -> Result<Outcome, Failure> {
    let found = DatabaseInfo::of(&arguments.database)?;
    let dimensions = found.dimensions.into_iter().map(DimensionReport::of).collect();
    let report = Report { catalog: found.catalog, bytes: found.bytes, dimensions };
    if arguments.json {
        console.json(&report)?;
    } else {
        print(&report, console)?;
    }
    Ok(Outcome::Fine)
}

fn print(report: &Report, console: &mut Console) -> Result<(), Failure> {
    let head = Message::new("audience-info-catalog").with("catalog", &report.catalog);
    let head = console.say(&head.with("bytes", report.bytes));
    console.line(&head)?;
    for dimension in &report.dimensions {
        let name = console.paint(STRONG, &dimension.name);
        let counts = Message::new("audience-info-counts")
            .with("contacts", dimension.contacts)
            .with("cookies", dimension.cookies)
            .with("propositions", dimension.propositions);
        let counts = console.say(&counts);
        console.line(&format!("\n{name}: {counts}"))?;
        if let (Some(first), Some(last)) = (&dimension.first, &dimension.last) {
            let span = Message::new("audience-info-span").with("first", first).with("last", last);
            let span = console.say(&span);
            console.line(&format!("  {span}"))?;
        }
        for folder in &dimension.folders {
            let folder = Message::new("audience-info-folder")
                .with("folder", &folder.name)
                .with("contacts", folder.contacts);
            let folder = console.say(&folder);
            console.line(&format!("  {folder}"))?;
        }
        for field in &dimension.fields {
            let kind = console.paint(FAINT, &format!("{:?}", field.field_type));
            let key = if dimension.key.contains(&field.name) { " *" } else { "" };
            let name = console.paint(super::super::console::PLAIN, &field.name);
            console.line(&format!("  {name}{key}  {kind}"))?;
        }
    }
    Ok(())
}
