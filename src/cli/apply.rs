//! The arguments of `vitrine apply`: what a spreadsheet changes in a catalog.

use super::input::Input;
use std::path::PathBuf;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[arg(value_name = "FILE", value_parser = Input::parser())]
    pub(super) file: Input,
    #[arg(value_name = "SHEET")]
    pub(super) sheet: PathBuf,
    #[arg(long)]
    pub(super) dry_run: bool,
    #[arg(long, short, value_name = "OUT")]
    pub(super) output: Option<PathBuf>,
    #[arg(long, value_name = "NAME")]
    pub(super) author: Option<String>,
    #[arg(long)]
    pub(super) json: bool,
    #[arg(long)]
    pub(super) backup: bool,
}
