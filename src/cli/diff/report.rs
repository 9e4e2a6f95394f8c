//! The forms in which differences are printed, and what `--json` prints of two catalogs.

use super::super::changes::ChangeReport;
use super::compared::Compared;
use serde::Serialize;

/// How differences are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum Format {
    Text,
    Json,
    Markdown,
}

/// What differs, as `--json` prints it.
#[derive(Debug, Default, Serialize)]
pub(super) struct DiffReport {
    changes: Vec<ChangeReport>,
}

impl DiffReport {
    pub(super) fn of(compared: &Compared) -> Self {
        let changes = compared.changes.iter().map(|it| ChangeReport::of(it, compared.home(it)));
        Self { changes: changes.collect() }
    }
}
