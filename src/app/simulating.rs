//! What the application does about simulations: the files that are chosen, and what is written to them.

use crate::app::after_save::AfterSave;
use crate::app::application::App;
use crate::app::dialog::PathPurpose;
use crate::app::notices::NoticeKind;
use crate::app::simulation::{
    Asked, Drawing, HeldAgainst, PeopleOf, SimulationAction, SimulationFormat, SimulationPath, Simulations,
    asked_of, text_of,
};
use crate::app::tasks::Task;
use crate::model::Ref;
use std::path::PathBuf;
use std::sync::Arc;

/// Populations that are remembered.
const MOST_REMEMBERED: usize = 8;

impl App {
    pub(super) fn simulate(&mut self, action: SimulationAction) {
        match action {
            SimulationAction::Choose(path) => {
                self.pick(PathPurpose::Simulation(path), AfterSave::Nothing);
            }
            SimulationAction::Drawn(path, drawing) => self.write_chart(path, drawing),
            SimulationAction::StopReaching => self.cancel(Task::Reach),
            action => self.change(|features, context| features.simulations.apply(action, context)),
        }
    }

    /// The offer that is chosen, by its address.
    pub(super) fn chosen_offer(&self) -> Option<String> {
        let chosen = self.context().chosen();
        let chosen = chosen.iter().chain(self.view().active_tab());
        chosen.into_iter().find_map(|entity| match entity {
            Ref::Offer(environment, name) => Some(format!("{environment}/{name}")),
            _ => None,
        })
    }

    /// Shows who gets the offer that is chosen.
    pub(super) fn show_who_gets(&mut self) {
        if let Some(offer) = self.chosen_offer() {
            self.simulate(SimulationAction::WhoGets(offer));
        }
    }

    /// What whole populations get of the catalog in front.
    pub fn simulations(&self) -> &Simulations {
        &self.open.front().simulations
    }

    /// Does with a path what it was asked for.
    pub(super) fn use_simulation_path(&mut self, purpose: SimulationPath, path: PathBuf) {
        let simulations = &mut self.open.front_mut().simulations;
        let asked = simulations.asked().cloned().unwrap_or_default();
        match purpose {
            SimulationPath::Audience => {
                let text = path.to_str().map(str::to_owned);
                simulations.ask(Asked { audience: PeopleOf::File(path), ..asked });
                self.prefer(|preferences| {
                    preferences.audiences.retain(|known| Some(known) != text.as_ref());
                    preferences.audiences.splice(0..0, text);
                    preferences.audiences.truncate(MOST_REMEMBERED);
                });
            }
            SimulationPath::Against => {
                simulations.ask(Asked { against: HeldAgainst::File(path), ..asked });
            }
            SimulationPath::Again => self.ask_again(path),
            SimulationPath::Csv => self.write_results(path, SimulationFormat::Csv),
            SimulationPath::Json => self.write_results(path, SimulationFormat::Json),
            // The window draws it.
            SimulationPath::Chart => {
                simulations.want_chart(path);
                self.change(|_, _| Simulations::show());
            }
        }
    }

    /// Asks what gave results that were written to a file.
    fn ask_again(&mut self, path: PathBuf) {
        self.jobs.start(
            Task::Load,
            move |_| asked_of(&path).map(|(settings, _)| settings),
            move |app: &mut Self, read| match read {
                Ok(settings) => {
                    let simulations = &mut app.open.front_mut().simulations;
                    let asked = simulations.asked().cloned().unwrap_or_default();
                    simulations.ask(Asked { settings, ..asked });
                }
                Err(message) => app.notice(NoticeKind::Failed, message),
            },
        );
    }

    fn write_results(&mut self, path: PathBuf, format: SimulationFormat) {
        let simulations = self.simulations();
        let Some(ran) = simulations.result().map(Arc::clone) else { return };
        let shown = simulations.shown().tab;
        self.write_made(path, move || text_of(&ran, format, shown).map(String::into_bytes));
    }

    fn write_chart(&mut self, path: PathBuf, drawing: Drawing) {
        self.open.front_mut().simulations.has_chart();
        self.write_made(path, move || Ok(drawing.bytes()));
    }
}
