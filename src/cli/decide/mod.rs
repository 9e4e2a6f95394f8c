//! `vitrine decide`: one decision, or with `--calls` one for each line of a file.

mod calls;
mod flags;
mod text;

use super::console::{Console, Failure, Outcome, STRONG};
use super::contacts::ContactFlags;
use super::input::{Input, instant};
use crate::engine::{self, Caller, ChangeSearch, Decision, PageOptions, Plan, Report};
use crate::model::Catalog;
use crate::text::Message;
pub(super) use flags::scenario;
#[cfg(feature = "audience")]
pub(super) use flags::{data_value as call_data, pair as call_pair, unknown_space};

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
    #[command(flatten)]
    contacts: ContactFlags,
}

impl Arguments {
    /// Says nothing of the offers that are not proposed, where nobody wants to know. All are gone through all the same: for
    /// a single call that takes less than making the index by which [`engine::decide_best`] passes most of them over.
    fn leave_out(&self, decision: &mut Decision) {
        if self.no_excluded {
            decision.excluded.clear();
            decision.is_explained = false;
        }
    }
}

pub(super) fn run(arguments: &Arguments, console: &mut Console) -> Result<Outcome, Failure> {
    Input::at_most_one_standard([&arguments.file].into_iter().chain(&arguments.calls))?;
    // Its places and comments are of no use here, and take more room than the catalog.
    let catalog = arguments.file.load()?.catalog;
    let plan = Plan::new(&catalog);
    let population = arguments.contacts.open(&catalog)?;
    if let Some(calls) = &arguments.calls {
        return calls::run(plan, population, calls, arguments.no_excluded, console);
    }
    let calls = arguments.call.calls(&catalog)?;
    let Some(call) = calls.first() else { return Err(Message::new("cli-decide-nothing").into()) };
    let now = instant(call.at.as_ref(), &catalog)?;
    let history = arguments.call.history(&catalog)?;
    let unknown = |error: engine::CallError| {
        let is_known = calls.iter().all(|call| catalog.space_at(&call.space).is_some());
        if is_known { error.message.into() } else { flags::unknown_space(&catalog, error.message) }
    };
    let population = engine::with_history(&plan, &*population, call, history).map_err(unknown)?;
    if calls.len() > 1 {
        let no_offer_twice = arguments.call.no_offer_twice(&catalog)?;
        let options = PageOptions { no_offer_twice, unexplained: false };
        let page = engine::decide_page_for(&plan, &population, &Caller::of(call), &calls, options, now);
        let mut page = page.into_iter().collect::<Result<Vec<_>, _>>().map_err(unknown)?;
        for decision in &mut page {
            arguments.leave_out(decision);
        }
        return print_page(&page, arguments, &catalog, console);
    }
    let mut decision = engine::decide(&plan, &population, call, now).map_err(unknown)?;
    arguments.leave_out(&mut decision);
    let ways = arguments.explain.then(|| {
        let mut search = ChangeSearch::new(&plan, &population, call);
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

/// Prints the decisions of a page, one after the other. What would have to change is told of single calls only: on a page
/// it may be another placement.
fn print_page(
    page: &[Decision],
    arguments: &Arguments,
    catalog: &Catalog,
    console: &mut Console,
) -> Result<Outcome, Failure> {
    if arguments.json {
        console.json(&page.iter().map(Report::of).collect::<Vec<_>>())?;
        return Ok(Outcome::Fine);
    }
    for (place, decision) in page.iter().enumerate() {
        if place > 0 {
            console.line("")?;
        }
        let heading =
            Message::new("cli-decide-placement").with("number", place + 1).with("count", page.len());
        let heading = console.paint(STRONG, &console.say(&heading));
        console.line(&heading)?;
        text::print(decision, arguments.explain.then_some(&[]), catalog, console)?;
    }
    Ok(Outcome::Fine)
}
