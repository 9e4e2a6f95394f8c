//! `vitrine decide`: one decision, or with `--calls` one for each line of a file.

mod calls;
mod flags;
mod line;
mod text;

use super::console::{Console, Failure, Outcome};
use super::input::{Input, instant};
use crate::contacts::Population;
use crate::engine::{self, Plan, Report};
use crate::text::Message;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[arg(value_name = "FILE", value_parser = Input::parser())]
    file: Input,
    #[command(flatten)]
    call: flags::CallFlags,
    #[arg(long)]
    explain: bool,
    #[arg(long)]
    json: bool,
    #[arg(
        long, value_name = "CALLS.jsonl", requires = "json", value_parser = Input::parser(),
        conflicts_with_all = flags::NAMES
    )]
    calls: Option<Input>,
}

pub(super) fn run(arguments: &Arguments, console: &mut Console) -> Result<Outcome, Failure> {
    if arguments.file == Input::Standard && arguments.calls == Some(Input::Standard) {
        return Err(Message::new("cli-stdin-twice").into());
    }
    // Its places and comments are of no use here, and take more room than the catalog.
    let catalog = arguments.file.load()?.catalog;
    let plan = Plan::new(&catalog);
    let population = Population::of(&catalog);
    if let Some(calls) = &arguments.calls {
        return calls::run(&plan, population, calls, console);
    }
    let call = arguments.call.call(&catalog)?;
    let now = instant(call.at.as_ref(), &catalog)?;
    let history = arguments.call.history(&catalog)?;
    let decision = engine::with_history(&plan, &population, &call, history)
        .and_then(|population| engine::decide(&plan, &population, &call, now))
        .map_err(|error| flags::unknown_space(&catalog, &error))?;
    if arguments.json {
        console.json(&Report::of(&decision))?;
    } else {
        text::print(&decision, arguments.explain, console)?;
    }
    Ok(Outcome::Fine)
}
