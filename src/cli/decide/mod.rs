//! `vitrine decide`: one decision, or with `--calls` one for each line of a file.

mod calls;
mod flags;
mod line;
mod text;

use super::console::{Console, Failure, Outcome};
use super::input::{Input, instant};
use crate::contacts::Population;
use crate::engine::{self, ChangeSearch, Plan, Report};
use crate::text::Message;

/// For how many of the offers that are not proposed it is told what would have to change: more are not read one by one.
const MOST_CHANGED: usize = 50;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[arg(value_name = "FILE", value_parser = Input::parser())]
    file: Input,
    #[command(flatten)]
    call: flags::CallFlags,
    #[arg(long)]
    explain: bool,
    #[arg(long, conflicts_with = "explain")]
    no_excluded: bool,
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
        return calls::run(plan, Box::new(population), calls, arguments.no_excluded, console);
    }
    let call = arguments.call.call(&catalog)?;
    let now = instant(call.at.as_ref(), &catalog)?;
    let history = arguments.call.history(&catalog)?;
    let unknown = |error: engine::CallError| {
        let is_known = catalog.space_at(&call.space).is_some();
        if is_known { error.message.into() } else { flags::unknown_space(&catalog, &error) }
    };
    let population = engine::with_history(&plan, &population, &call, history).map_err(unknown)?;
    let decide = if arguments.no_excluded { engine::decide_best } else { engine::decide };
    let decision = decide(&plan, &population, &call, now).map_err(unknown)?;
    let ways = arguments.explain.then(|| {
        let mut search = ChangeSearch::new(&plan, &population, &call);
        let excluded = decision.excluded.iter().take(MOST_CHANGED);
        excluded.map(|excluded| search.ways(&decision, excluded)).collect::<Vec<_>>()
    });
    if arguments.json {
        let report = Report::of(&decision);
        console.json(&match &ways {
            Some(ways) => report.with_ways(ways),
            None => report,
        })?;
    } else {
        text::print(&decision, ways.as_deref(), &catalog, console)?;
    }
    Ok(Outcome::Fine)
}
