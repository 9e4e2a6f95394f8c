//! `vitrine export`: what production needs, or all of a catalog, as [`crate::app::export`] makes it.

use super::console::{Complaint, Console, Failure, Outcome};
use super::input::Input;
use super::output;
use crate::app::{self, Export, ExportError, ExportFormat, ExportScope};
use crate::storage::Loaded;
use crate::text::Message;
use jiff::Timestamp;
use std::path::{Path, PathBuf};

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[arg(value_name = "FILE", value_parser = Input::parser())]
    file: Input,
    #[arg(long)]
    all: bool,
    #[arg(long, value_name = "FORMAT", hide_possible_values = true)]
    format: Option<Format>,
    #[arg(long, short, value_name = "OUT")]
    output: Option<PathBuf>,
    #[arg(long, requires = "output")]
    backup: bool,
}

/// How an export is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    Ron,
    Json,
    Csv,
    Xlsx,
    Html,
}

pub(super) fn run(arguments: &Arguments, console: &mut Console) -> Result<Outcome, Failure> {
    let loaded = arguments.file.load()?;
    let wanted = Export {
        scope: if arguments.all { ExportScope::All } else { ExportScope::Usual },
        format: arguments.format(),
        language: console.language,
        folder: match &arguments.file {
            // A bare name is in the folder of now.
            Input::File(path) => path.parent().map(|it| if it == "" { Path::new(".") } else { it }),
            Input::Standard => None,
        },
    };
    let content = match app::export(&loaded.catalog, &wanted, Timestamp::now()) {
        Ok(content) => content,
        Err(error) => return refused(&arguments.file.name(), &loaded, error, console),
    };
    let out = arguments.output.as_deref();
    output::refuse_onto(&arguments.file, out)?;
    output::write(out, &content, arguments.backup, console)?;
    Ok(Outcome::Fine)
}

impl Arguments {
    /// The format asked for, or that of the output's name, or RON.
    fn format(&self) -> ExportFormat {
        let of_name = || self.output.as_deref().and_then(ExportFormat::of_path);
        match self.format {
            None => of_name().unwrap_or(ExportFormat::Ron),
            Some(Format::Ron) => ExportFormat::Ron,
            Some(Format::Json) => ExportFormat::Json,
            Some(Format::Csv) => ExportFormat::Csv,
            Some(Format::Xlsx) => ExportFormat::Xlsx,
            Some(Format::Html) => ExportFormat::Html,
        }
    }
}

/// Says why a catalog is not exported: it has no Live environment, or what would be exported has errors.
fn refused(
    name: &str,
    loaded: &Loaded,
    error: ExportError,
    console: &mut Console,
) -> Result<Outcome, Failure> {
    let reason = match error {
        ExportError::NothingLive => Message::new("cli-export-no-live"),
        ExportError::Unwritable(message) => return Err(message.into()),
        ExportError::Unsound(mut issues) => {
            issues.sort_by_key(|issue| loaded.place_by_name(&issue.place));
            for issue in &issues {
                let place = loaded.place_by_name(&issue.place);
                let place = Some(format!("{name}:{}:{}", place.line, place.column));
                console.complain(&Complaint { place, message: issue.message.clone() });
            }
            Message::new("cli-export-errors").with("count", issues.len())
        }
    };
    console.complain(&Complaint { place: None, message: reason.with("file", name) });
    Ok(Outcome::Problems)
}
