//! `vitrine scenarios propose`: scenarios for what none touches, with the contacts that they need, to be pasted into the
//! catalog.

use super::console::{Console, Failure, Outcome};
use super::input::{Input, instant, moment};
use crate::app;
use crate::contacts::Population;
use crate::engine::Plan;
use crate::model::{Entity, Moment};
use crate::storage;
use crate::text::Message;
use std::io::Write;
use std::sync::Arc;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[arg(value_enum)]
    action: Action,
    #[arg(value_name = "FILE", value_parser = Input::parser())]
    file: Input,
    #[arg(long, value_name = "MOMENT", value_parser = moment)]
    at: Option<Moment>,
}

#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum Action {
    Propose,
}

/// Prints what is proposed.
pub(super) fn run(arguments: &Arguments, console: &mut Console) -> Result<Outcome, Failure> {
    let Action::Propose = arguments.action;
    let loaded = arguments.file.load()?;
    let now = instant(arguments.at.as_ref(), &loaded.catalog)?;
    let (plan, population) = (Plan::new(&loaded.catalog), Population::of(&loaded.catalog));
    let found =
        app::propose_scenarios(&plan, &population, now, console.language, &|| false).unwrap_or_default();
    let scenarios: Vec<Entity> =
        found.all.iter().map(|it| Entity::Scenario(Arc::clone(&it.scenario))).collect();
    let mut contacts: Vec<Entity> = Vec::new();
    for contact in found.all.iter().filter_map(|it| it.contact.as_ref()) {
        let contact = Entity::Contact(Arc::clone(contact));
        if !contacts.contains(&contact) {
            contacts.push(contact);
        }
    }
    // Each under the field of the catalog that it belongs to.
    for (field, entities) in [("contacts", &contacts), ("scenarios", &scenarios)] {
        if !entities.is_empty() {
            let list = storage::write_list(entities)?;
            writeln!(console.out(), "{field}: {},", list.trim_end())?;
        }
    }
    console.note(
        &Message::new("cli-scenarios-proposed").with("count", scenarios.len()).with("left", found.left),
    );
    Ok(Outcome::Fine)
}
