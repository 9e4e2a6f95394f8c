//! `vitrine simulate`: what a whole population would be proposed, and what another catalog would change. Owns the arguments
//! and the exit codes: 1 where two catalogs differ for somebody.

mod progress;
mod tables;

use super::console::{Console, Failure, Outcome};
use super::decide::{call_data, call_pair, unknown_space};
use super::input::{Expected, Input, instant, moment, whole};
use crate::app;
use crate::audience::source::{OwnContacts, Source, open};
use crate::contacts::Population;
use crate::engine::Plan;
use crate::model::{Call, Catalog, Moment};
use crate::simulation::{Axis, Funnel, MadeOf, Settings, SimulationError, WhatIf, simulate, what_if};
use crate::text::Message;
use progress::ProgressLine;
use std::io::{self, Write};
use std::path::PathBuf;
use std::sync::Arc;

/// What `--against` calls the Live environment of the same catalog.
const LIVE: &str = "live";

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[arg(value_name = "FILE", value_parser = Input::parser())]
    file: Input,
    #[arg(long, value_name = "ENV/SPACE", required_unless_present = "again")]
    space: Option<String>,
    #[arg(long, value_name = "RESULTS", conflicts_with_all = ["space", "count", "at", "categories", "themes", "data", "live", "who", "sample", "axes", "funnel"])]
    again: Option<PathBuf>,
    #[arg(long, value_name = "DATA")]
    audience: Option<PathBuf>,
    #[arg(long, value_name = "OTHER")]
    against: Option<PathBuf>,
    #[command(flatten)]
    call: CallFlags,
    #[command(flatten)]
    contacts: ContactFlags,
    #[arg(long)]
    json: bool,
    #[arg(long, conflicts_with = "json")]
    csv: bool,
}

/// What is called.
#[derive(Debug, clap::Args)]
struct CallFlags {
    #[arg(long, value_name = "N", value_parser = whole(0..=u32::MAX))]
    count: Option<u32>,
    #[arg(long, value_name = "MOMENT", value_parser = moment)]
    at: Option<Moment>,
    #[arg(long = "category", value_name = "C")]
    categories: Vec<String>,
    #[arg(long = "theme", value_name = "T")]
    themes: Vec<String>,
    #[arg(long, value_name = "K=V", value_parser = call_pair)]
    data: Vec<(String, String)>,
    #[arg(long)]
    live: bool,
}

/// Whom it is about, and what is told apart.
#[derive(Debug, clap::Args)]
struct ContactFlags {
    #[arg(long, value_name = "RULE", default_value = "")]
    who: String,
    #[arg(long, value_name = "N", value_parser = whole(1..=u64::from(u32::MAX)))]
    sample: Option<u64>,
    #[arg(long = "axis", value_name = "FIELD", value_parser = axis)]
    axes: Vec<Axis>,
    #[arg(long, value_name = "all|none|N", value_parser = funnel, default_value = "drawn")]
    funnel: Funnel,
}

fn axis(text: &str) -> Result<Axis, Expected> {
    text.parse().map_err(|_| Expected::new("simulation-expected-axis"))
}

fn funnel(text: &str) -> Result<Funnel, Expected> {
    text.parse().map_err(|_| Expected::new("simulation-expected-funnel"))
}

impl Arguments {
    fn settings(&self, catalog: &Catalog) -> Result<Settings, Failure> {
        let mut call = Call::new(self.space.clone().unwrap_or_default());
        for (name, text) in &self.call.data {
            let value = call_data(catalog, &call.space, name, text)?;
            call.call_data.insert(name.clone(), value);
        }
        call.categories.clone_from(&self.call.categories);
        call.themes.clone_from(&self.call.themes);
        call.count = self.call.count.unwrap_or(call.count);
        call.at.clone_from(&self.call.at);
        let ContactFlags { who, sample, axes, funnel } = &self.contacts;
        Ok(Settings {
            call,
            live: self.call.live,
            who: who.clone(),
            sample: *sample,
            axes: axes.clone(),
            funnel: *funnel,
        })
    }

    /// What was asked before, and of what.
    fn before(&self) -> Result<Option<(Settings, MadeOf)>, Failure> {
        let Some(path) = &self.again else { return Ok(None) };
        Ok(Some(app::simulation_asked_of(path)?))
    }

    fn source(&self, catalog: &Arc<Catalog>) -> Result<Box<dyn Source>, Failure> {
        match &self.audience {
            Some(path) => open(path).map_err(|error| error.message.into()),
            None => Ok(Box::new(OwnContacts::new(self.file.name(), Population::of(catalog)))),
        }
    }
}

pub(super) fn run(arguments: &Arguments, console: &mut Console) -> Result<Outcome, Failure> {
    let catalog = arguments.file.load()?.catalog;
    let (settings, made_of) = match arguments.before()? {
        Some((settings, made_of)) => (settings, Some(made_of)),
        None => (arguments.settings(&catalog)?, None),
    };
    let now = instant(settings.call.at.as_ref(), &catalog)?;
    let source = arguments.source(&catalog)?;
    let plan = Plan::new(&catalog);
    let failed = |error| failure(error, &catalog, &settings.call);
    let line = ProgressLine::new(console.language);
    let watch = |progress| line.show(progress);
    let Some(against) = &arguments.against else {
        let found = simulate(&plan, source.as_ref(), &settings, now, &watch);
        line.clear();
        let found = found.map_err(failed)?;
        say_what_changed(made_of.as_ref(), &found.made_of, console);
        found.notes.iter().for_each(|note| console.note(note));
        if arguments.json {
            console.json(&found)?;
        } else if arguments.csv {
            print_csv(found.to_csv(), console)?;
        } else {
            tables::simulation(&found, console)?;
        }
        return Ok(Outcome::Fine);
    };
    let is_live = against.as_os_str() == LIVE;
    let before =
        if is_live { Plan::new(&catalog) } else { Plan::new(&Input::File(against.clone()).load()?.catalog) };
    let of_before = Settings { live: is_live || settings.live, ..settings.clone() };
    let found = what_if([&before, &plan], source.as_ref(), [&of_before, &settings], now, &watch);
    line.clear();
    let found: WhatIf = found.map_err(failed)?;
    say_what_changed(made_of.as_ref(), &found.after.made_of, console);
    found.after.notes.iter().for_each(|note| console.note(note));
    if arguments.json {
        console.json(&found)?;
    } else if arguments.csv {
        print_csv(found.to_csv(), console)?;
    } else {
        tables::what_if(&found, console)?;
    }
    Ok(Outcome::problems_if(found.changed > 0))
}

/// Says whether what is simulated again is of another catalog or population than before.
fn say_what_changed(before: Option<&MadeOf>, now: &MadeOf, console: &Console) {
    let Some(before) = before else { return };
    if before.catalog_digest != now.catalog_digest {
        console.note(&Message::new("simulation-other-catalog"));
    }
    if before.population_digest != now.population_digest {
        console.note(&Message::new("simulation-other-population"));
    }
}

/// Prints results without what would steer a terminal.
fn print_csv(written: Result<String, csv::Error>, console: &mut Console) -> Result<(), Failure> {
    let text = written.map_err(|error| io::Error::other(error.to_string()))?;
    let is_plain = |char: &char| !char.is_control() || matches!(char, '\n' | '\r' | '\t');
    let text: String = text.chars().filter(is_plain).collect();
    Ok(console.out().write_all(text.as_bytes())?)
}

fn failure(error: SimulationError, catalog: &Catalog, call: &Call) -> Failure {
    match error {
        SimulationError::Failed(message) if catalog.space_at(&call.space).is_none() => {
            unknown_space(catalog, message)
        }
        SimulationError::Failed(message) => message.into(),
        SimulationError::GivenUp => Message::new("simulation-given-up").into(),
    }
}
