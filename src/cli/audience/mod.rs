//! `vitrine audience`: contact databases.

mod import;
mod info;

use super::console::{Console, Failure, Outcome};
use crate::contacts::StoreError;
use clap::Subcommand;

#[derive(Debug, clap::Args)]
#[command(disable_help_subcommand = true, arg_required_else_help = false)]
pub(super) struct Arguments {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    Import(Box<import::Arguments>),
    Info(info::Arguments),
}

pub(super) fn run(arguments: &Arguments, console: &mut Console) -> Result<Outcome, Failure> {
    match &arguments.action {
        Action::Import(arguments) => import::run(arguments, console),
        Action::Info(arguments) => info::run(arguments, console),
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        error.message.into()
    }
}
