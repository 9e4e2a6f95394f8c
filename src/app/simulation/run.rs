//! A run by a worker: opens the population, simulates, and says how far it is.
//!
//! Owns which population is the usual one, and how large one may be to be gone through at every edit.

use super::{Asked, HeldAgainst, Order, Outcome, PeopleOf, Progress, Ran, ReachAsked, Results};
use crate::app::audience::{self, DATABASE_ENDINGS};
use crate::app::derived::Derived;
use crate::app::effect::Context;
use crate::app::sample;
use crate::app::tasks::CancelFlag;
use crate::audience::source::{OwnContacts, Source, SourceError, open};
use crate::model::Catalog;
use crate::simulation::{self, Reach, Settings, SimulationError};
use crate::storage;
use crate::text::Message;
use jiff::Timestamp;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// So many contacts are gone through at every edit: the answer is wanted within a second.
const MOST_BY_ITSELF: u64 = 20_000;
/// The same for a file that does not say how many it has, in bytes.
const LARGEST_BY_ITSELF: u64 = 8_000_000;
/// So many bytes are looked at to guess how many lines a file has.
const LOOKED_AT: u64 = 65_536;
/// What the name of a population ends with that lies beside a catalog, whose name begins it. A contact database that lies
/// there is one too.
const BESIDE: [&str; 3] = ["_audience.csv", "_audience.parquet", "_audience.arrow"];

/// What a run needs of the application.
#[derive(Debug)]
pub(super) struct Work {
    derived: Derived,
    /// The catalog's file.
    file: Option<PathBuf>,
    /// What a person calls the catalog.
    name: String,
    now: Timestamp,
    progress: Arc<Progress>,
    by_hand: bool,
}

/// Why there are no results.
#[derive(Debug)]
pub(super) enum Stop {
    GivenUp,
    TooLarge(Option<u64>),
    Failed(Message),
}

impl From<Message> for Stop {
    fn from(message: Message) -> Self {
        Self::Failed(message)
    }
}

impl From<SourceError> for Stop {
    fn from(error: SourceError) -> Self {
        Self::Failed(error.message)
    }
}

impl From<SimulationError> for Stop {
    fn from(error: SimulationError) -> Self {
        match error {
            SimulationError::GivenUp => Self::GivenUp,
            SimulationError::Failed(message) => Self::Failed(message),
        }
    }
}

impl Work {
    pub(super) fn of(context: &Context<'_>, progress: Arc<Progress>, by_hand: bool) -> Self {
        let workspace = context.workspace;
        Self {
            derived: workspace.derived().clone(),
            file: workspace.path().map(Path::to_path_buf),
            name: workspace.file_name(),
            now: context.now,
            progress,
            by_hand,
        }
    }

    pub(super) fn outcome(self, order: &Order, cancelled: &CancelFlag) -> Outcome {
        if cancelled.is_set() {
            return Outcome::GivenUp;
        }
        match self.ran(order, cancelled) {
            Ok(ran) => Outcome::Done(Box::new(ran)),
            Err(Stop::GivenUp) => Outcome::GivenUp,
            Err(Stop::TooLarge(contacts)) => Outcome::TooLarge(contacts),
            Err(Stop::Failed(message)) => Outcome::Failed(message),
        }
    }

    fn ran(&self, order: &Order, cancelled: &CancelFlag) -> Result<Ran, Stop> {
        let asked = order.asked.clone();
        let Asked { settings, audience, against } = &asked;
        let population = self.source(audience)?;
        let source = &*population.source;
        let total = source.total();
        if !self.by_hand && total.is_some_and(|total| total > MOST_BY_ITSELF) {
            return Err(Stop::TooLarge(total));
        }
        let watch = self.watch(cancelled);
        let (derived, now, by_itself) = (&self.derived, self.now, !self.by_hand);
        let Some((before, of_before)) = self.before(order, against)? else {
            let simulation = simulation::simulate(&derived.plan, source, settings, now, &watch)?;
            return Ok(Ran { results: Results::Alone(Box::new(simulation)), by_itself, asked });
        };
        let plans = [&*before.plan, &*derived.plan];
        let what_if = simulation::what_if(plans, source, [&of_before, settings], now, &watch)?;
        Ok(Ran { results: Results::Beside(Box::new(what_if)), by_itself, asked })
    }

    /// Who gets an offer, and what would win the most others.
    pub(super) fn reached(self, asked: &ReachAsked, cancelled: &CancelFlag) -> Result<Reach, Stop> {
        if cancelled.is_set() {
            return Err(Stop::GivenUp);
        }
        let ReachAsked { offer, settings, audience } = asked;
        let population = self.source(audience)?;
        let source = &*population.source;
        let watch = self.watch(cancelled);
        Ok(simulation::reach(&self.derived.plan, source, settings, offer, self.now, &watch)?)
    }

    /// What is told how far it is, and says whether to go on.
    fn watch<'w>(&'w self, cancelled: &'w CancelFlag) -> impl Fn(simulation::Progress) -> bool + Sync + 'w {
        |now| {
            self.progress.note(now);
            !cancelled.is_set()
        }
    }

    /// What the catalog as edited is held against, compiled, and what is asked of that.
    fn before(&self, order: &Order, against: &HeldAgainst) -> Result<Option<(Derived, Settings)>, Stop> {
        let same = order.asked.settings.clone();
        Ok(match against {
            HeldAgainst::Nothing => None,
            HeldAgainst::Live => Some((self.derived.clone(), Settings { live: true, ..same })),
            HeldAgainst::Saved => {
                let saved = order.saved.as_ref();
                saved.map(|saved| (Derived::after(&saved.0, &self.derived), same))
            }
            HeldAgainst::File(path) => Some((Derived::of(&catalog(path)?), same)),
        })
    }

    fn source(&self, audience: &PeopleOf) -> Result<Population, Stop> {
        let own = || OwnContacts::new(self.name.as_str(), self.derived.population.clone());
        let file = match audience {
            PeopleOf::Usual => match &self.file {
                Some(file) => beside(file),
                None if self.is_sample() => return self.sample(),
                None => None,
            },
            PeopleOf::Own => None,
            PeopleOf::File(path) => Some(path.clone()),
        };
        match file {
            Some(file) => Ok(Population { source: self.opened(&file)?, _folder: None }),
            None => Ok(Population { source: Box::new(own()), _folder: None }),
        }
    }

    /// Whether the catalog is the sample, which lies nowhere.
    fn is_sample(&self) -> bool {
        self.name == sample::NAME
    }

    /// The customers that come with the sample, in a file for as long as they are read.
    fn sample(&self) -> Result<Population, Stop> {
        let (name, bytes) = sample::AUDIENCE;
        let failed = |error: std::io::Error| {
            let message = Message::new("population-not-written").with("file", name);
            message.with("problem", error.to_string())
        };
        let folder = tempfile::tempdir().map_err(failed)?;
        let file = folder.path().join(name);
        std::fs::write(&file, bytes).map_err(failed)?;
        Ok(Population { source: self.opened(&file)?, _folder: Some(folder) })
    }

    fn opened(&self, file: &Path) -> Result<Box<dyn Source>, Stop> {
        let source = open(file)?;
        let bytes = std::fs::metadata(file).map_or(0, |metadata| metadata.len());
        if source.total().is_none() {
            if !self.by_hand && bytes > LARGEST_BY_ITSELF {
                return Err(Stop::TooLarge(None));
            }
            self.progress.expect_about(lines_about(file, bytes));
        }
        Ok(source)
    }
}

/// A population that is open.
struct Population {
    source: Box<dyn Source>,
    /// The folder of its file, where it goes once the population is read.
    _folder: Option<tempfile::TempDir>,
}

/// The population that lies beside a catalog.
fn beside(catalog: &Path) -> Option<PathBuf> {
    let endings = BESIDE.into_iter().chain(DATABASE_ENDINGS);
    endings.map(|ending| audience::beside(catalog, ending)).find(|path| path.is_file())
}

/// About how many lines a file has of so many bytes, from those at its beginning.
fn lines_about(path: &Path, bytes: u64) -> u64 {
    let mut start = Vec::new();
    let read = std::fs::File::open(path).and_then(|file| file.take(LOOKED_AT).read_to_end(&mut start));
    let lines = start.split(|byte| *byte == b'\n').count() as u64;
    read.map_or(0, |read| (bytes * lines).checked_div(read as u64).unwrap_or_default())
}

/// The catalog of a file.
fn catalog(path: &Path) -> Result<Arc<Catalog>, Message> {
    match storage::load(path) {
        Ok(loaded) => Ok(loaded.catalog),
        Err(storage::LoadError::File(error)) => Err(error.message),
        Err(storage::LoadError::Content(_)) => {
            Err(Message::new("population-no-catalog").with("file", path.display().to_string()))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_usual_population_lies_beside_the_catalog_under_its_name() {
        let folder = tempfile::tempdir().expect("a folder");
        let at = |name: &str| folder.path().join(name);
        assert_eq!(beside(&at("shop.catalog.ron")), None);
        for name in ["shop_audience.parquet", "shop_audience.csv", "other_audience.csv"] {
            std::fs::write(at(name), "").expect("written");
        }
        assert_eq!(beside(&at("shop.catalog.ron")), Some(at("shop_audience.csv")));
        assert_eq!(beside(&at("other.ron")), Some(at("other_audience.csv")));
        assert_eq!(beside(&at("else.catalog.ron")), None);
        for name in ["else.sqlite", "else.contacts.sqlite"] {
            std::fs::write(at(name), "").expect("written");
            assert_eq!(beside(&at("else.catalog.ron")), Some(at(name)));
        }
        std::fs::write(at("shop.sqlite"), "").expect("written");
        assert_eq!(beside(&at("shop.catalog.ron")), Some(at("shop_audience.csv")), "made for it");
    }
}
