//! `vitrine page`: what scenarios are proposed, as a page in a file that needs no server.

use super::console::{Console, Failure, Outcome};
use super::decide::scenario;
use super::input::{Input, instant, moment};
use super::output;
use crate::contacts::Population;
use crate::engine::{self, Caller, PageOptions, Plan};
use crate::model::{Call, Catalog, Moment, Scenario, label_or_name};
use crate::site::{self, Shown};
use crate::text::Language;
use jiff::Timestamp;
use std::path::PathBuf;
use std::sync::Arc;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[arg(value_name = "FILE", value_parser = Input::parser())]
    file: Input,
    #[arg(long, value_name = "NAME")]
    scenario: Vec<String>,
    #[arg(long, value_name = "MOMENT", value_parser = moment)]
    at: Option<Moment>,
    #[arg(long, short, value_name = "OUT.html")]
    output: Option<PathBuf>,
}

type Answers = Vec<Result<engine::Decision, String>>;

pub(super) fn run(arguments: &Arguments, console: &mut Console) -> Result<Outcome, Failure> {
    let catalog = arguments.file.load()?.catalog;
    let scenarios = arguments.scenarios(&catalog)?;
    let now = instant(arguments.at.as_ref(), &catalog)?;
    let (plan, contacts) = (Plan::new(&catalog), Population::of(&catalog));
    let answered: Vec<(&Scenario, Answers)> = scenarios
        .iter()
        .map(|scenario| (&**scenario, answers(&plan, &contacts, scenario, now, console.language)))
        .collect();
    let shown: Vec<Shown<'_>> = answered
        .iter()
        .map(|(scenario, answers)| Shown {
            title: label_or_name(&scenario.label, &scenario.name),
            answers: answers.iter().map(|answer| answer.as_ref().map_err(Clone::clone)).collect(),
        })
        .collect();
    let page = site::page(label_or_name(&catalog.label, &catalog.name), &shown, console.language);
    let out = arguments.output.as_deref();
    output::refuse_onto(&arguments.file, out)?;
    output::write(out, page.as_bytes(), false, console)?;
    Ok(Outcome::Fine)
}

impl Arguments {
    /// The scenarios that are named, in their order; all where none is.
    fn scenarios(&self, catalog: &Catalog) -> Result<Vec<Arc<Scenario>>, Failure> {
        if self.scenario.is_empty() {
            return Ok(catalog.scenarios.clone());
        }
        self.scenario.iter().map(|name| scenario(catalog, name).cloned()).collect()
    }
}

/// What the calls of a scenario are answered, with what they show.
fn answers(
    plan: &Plan,
    contacts: &Population,
    scenario: &Scenario,
    now: Timestamp,
    language: Language,
) -> Answers {
    let calls: Vec<Call> = scenario.placements().map(|(call, _)| call.clone()).collect();
    let options = PageOptions { no_offer_twice: scenario.no_offer_twice, unexplained: true };
    let contacts = match engine::with_history(plan, contacts, &scenario.call, &scenario.history) {
        Ok(contacts) => contacts,
        Err(error) => return vec![Err(language.say(&error.message))],
    };
    let caller = Caller::of(&scenario.call);
    let decided = engine::decide_page_for(plan, &contacts, &caller, &calls, options, now);
    decided.into_iter().map(|decision| decision.map_err(|error| language.say(&error.message))).collect()
}
