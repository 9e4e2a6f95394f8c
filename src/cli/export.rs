//! `vitrine export`: what production needs. [`crate::document::production`] chooses it.

use super::console::{Complaint, Console, Failure, Outcome};
use super::input::Input;
use crate::check::{Issue, Severity, check};
use crate::contacts::Population;
use crate::document::production;
use crate::engine::Plan;
use crate::model::Catalog;
use crate::storage::{self, Loaded};
use crate::text::Message;
use jiff::Timestamp;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[arg(value_name = "FILE", value_parser = Input::parser())]
    file: Input,
    #[arg(long, value_name = "ron|json", hide_possible_values = true)]
    format: Option<Format>,
    #[arg(long, short, value_name = "OUT")]
    output: Option<PathBuf>,
}

/// How an export is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    Ron,
    Json,
}

pub(super) fn run(arguments: &Arguments, console: &mut Console) -> Result<Outcome, Failure> {
    let loaded = arguments.file.load()?;
    let exported = Arc::new(production(&loaded.catalog));
    if let Some(outcome) = refused(&arguments.file.name(), &loaded, &exported, console)? {
        return Ok(outcome);
    }
    let text = match arguments.format() {
        Format::Ron => storage::write(&exported, None)?,
        Format::Json => json(&exported)?,
    };
    match arguments.output.as_deref().filter(|path| *path != Path::new("-")) {
        None => console.out().write_all(text.as_bytes())?,
        Some(path) if same_file(&arguments.file, path) => {
            return Err(Message::new("cli-export-onto-itself")
                .with("file", path.display().to_string())
                .into());
        }
        Some(path) => {
            storage::save(path, &text)?;
        }
    }
    Ok(Outcome::Fine)
}

impl Arguments {
    /// The format asked for, or that of the output's name, or RON.
    fn format(&self) -> Format {
        let extension = self.output.as_deref().and_then(Path::extension);
        let of_name = if extension.is_some_and(|it| it == "json") { Format::Json } else { Format::Ron };
        self.format.unwrap_or(of_name)
    }
}

/// Says why a catalog is not exported: it has no Live environment, or what would be exported has errors.
fn refused(
    name: &str,
    loaded: &Loaded,
    exported: &Arc<Catalog>,
    console: &mut Console,
) -> Result<Option<Outcome>, Failure> {
    let complain = |message: Message| {
        console.complain(&Complaint { place: None, message: message.with("file", name) });
        Ok(Some(Outcome::Problems))
    };
    if exported.environments.is_empty() {
        return complain(Message::new("cli-export-no-live"));
    }
    let mut errors = errors_of(exported);
    errors.sort_by_key(|issue| loaded.place_by_name(&issue.place));
    for issue in &errors {
        let place = loaded.place_by_name(&issue.place);
        let place = Some(format!("{name}:{}:{}", place.line, place.column));
        console.complain(&Complaint { place, message: issue.message.clone() });
    }
    if errors.is_empty() {
        Ok(None)
    } else {
        complain(Message::new("cli-export-errors").with("count", errors.len()))
    }
}

fn errors_of(exported: &Arc<Catalog>) -> Vec<Issue> {
    let issues = check(&Plan::new(exported), &Population::of(exported), Timestamp::now());
    issues.into_iter().filter(|issue| issue.severity == Severity::Error).collect()
}

fn json(catalog: &Catalog) -> Result<String, Failure> {
    let text = serde_json::to_string_pretty(catalog).map_err(io::Error::from)?;
    Ok(text + "\n")
}

/// Whether the output would take the place of the catalog that is exported.
fn same_file(input: &Input, output: &Path) -> bool {
    let Input::File(input) = input else { return false };
    matches!((input.canonicalize(), output.canonicalize()), (Ok(input), Ok(output)) if input == output)
}
