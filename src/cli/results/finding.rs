//! What commands find in files. Owns the shape; the forms are for the files beside it.

use super::super::codes::{NOT_A_CATALOG, NOT_CHECKED, UNREADABLE_FILE, word};
use super::super::console::{Complaint, Console, ERROR, FAINT, Failure, HINT, Outcome, STRONG, WARNING};
use crate::check::Severity;
use crate::model::{Catalog, Ref};
use crate::storage::{LoadError, Place};
use crate::text::Message;
use anstyle::Style;
use serde::Serialize;
use std::io::Write;
use std::time::Duration;

/// Something that a command found at a place of a file.
#[derive(Debug, Clone)]
pub(in crate::cli) struct Finding {
    pub(in crate::cli) file: String,
    pub(in crate::cli) severity: Severity,
    pub(in crate::cli) code: &'static str,
    pub(in crate::cli) entity: EntityReport,
    /// The field of the entity; none for the entity as a whole.
    pub(in crate::cli) field: Option<String>,
    /// None where the file cannot be read at all.
    pub(in crate::cli) place: Option<Place>,
    pub(in crate::cli) message: Message,
    pub(in crate::cli) hint: Option<Message>,
    /// How many it stands for.
    pub(in crate::cli) count: usize,
    /// Whether the command fails for it.
    pub(in crate::cli) fails: bool,
    /// Whether a baseline knows it: then it is not news.
    pub(in crate::cli) known: bool,
}

impl Finding {
    /// Something about a file as a whole, which makes a command fail.
    pub(in crate::cli) fn of_file(
        file: &str,
        code: &'static str,
        place: Option<Place>,
        message: Message,
    ) -> Self {
        Self {
            file: file.to_owned(),
            severity: Severity::Error,
            code,
            entity: EntityReport::of_kind(&Ref::Catalog, String::new()),
            field: None,
            place,
            message,
            hint: None,
            count: 1,
            fails: true,
            known: false,
        }
    }

    /// What is wrong with a file that is no catalog: each error of its text, or why it cannot be read.
    pub(in crate::cli) fn of_unread(file: &str, error: LoadError) -> Vec<Self> {
        match error {
            LoadError::File(error) => vec![Self::of_file(file, UNREADABLE_FILE, None, error.message)],
            LoadError::Content(errors) => {
                let finding = |error: crate::storage::ReadError| {
                    let place = Place { line: error.line, column: error.column };
                    Self::of_file(file, NOT_A_CATALOG, Some(place), error.message)
                };
                errors.into_iter().map(finding).collect()
            }
        }
    }

    /// Prints it for people.
    pub(in crate::cli) fn print(&self, console: &mut Console) -> Result<(), Failure> {
        let place = self.place.map(|place| format!("{}:{}:", place.line, place.column)).unwrap_or_default();
        let place = console.paint(STRONG, &format!("{}:{place}", self.file));
        let severity = console.language.text(word(self.severity));
        let label = console.paint(style(self.severity), &format!("{severity}[{}]:", self.code));
        let message = console.say(&self.message);
        console.line(&format!("{place} {label} {message}"))?;
        if let Some(hint) = &self.hint {
            let hint = console.paint(FAINT, &console.say(hint));
            writeln!(console.out(), "    {hint}")?;
        }
        Ok(())
    }

    /// Where in the catalog it is, without the name of the file: `offer known/car weights[0].value`.
    pub(in crate::cli) fn title(&self) -> String {
        let field = self.field.as_deref().unwrap_or_default();
        format!("{} {field}", self.entity.address()).trim_end().to_owned()
    }

    /// The message and what to do about it, on lines of their own.
    pub(in crate::cli) fn words(&self, console: &Console) -> Vec<String> {
        std::iter::once(&self.message).chain(&self.hint).map(|message| console.say(message)).collect()
    }
}

fn style(severity: Severity) -> Style {
    match severity {
        Severity::Error => ERROR,
        Severity::Warning => WARNING,
        Severity::Hint => HINT,
    }
}

/// A test as build servers count them: one that passed, or what was found.
#[derive(Debug)]
pub(in crate::cli) struct Case {
    pub(in crate::cli) name: String,
    pub(in crate::cli) took: Option<Duration>,
    pub(in crate::cli) finding: Option<Finding>,
}

impl Case {
    pub(in crate::cli) fn passed(name: &str) -> Self {
        Self { name: name.to_owned(), took: None, finding: None }
    }
}

impl From<Finding> for Case {
    fn from(finding: Finding) -> Self {
        Self { name: format!("{}: {}", finding.code, finding.title()), took: None, finding: Some(finding) }
    }
}

/// The results of a file.
#[derive(Debug)]
pub(in crate::cli) struct FileResults {
    pub(in crate::cli) name: String,
    pub(in crate::cli) cases: Vec<Case>,
}

/// All that a command has to say of files that is not said while it runs.
#[derive(Debug)]
pub(in crate::cli) struct Results {
    /// What the command is called.
    pub(in crate::cli) command: &'static str,
    pub(in crate::cli) files: Vec<FileResults>,
    /// Whether some of them cannot be read.
    pub(in crate::cli) unread: bool,
}

impl Results {
    pub(in crate::cli) fn of(command: &'static str) -> Self {
        Self { command, files: Vec::new(), unread: false }
    }

    /// Adds what was found in a file; that nothing was is a result too.
    pub(in crate::cli) fn add(&mut self, file: &str, findings: Vec<Finding>) {
        let mut cases: Vec<Case> = findings.into_iter().map(Case::from).collect();
        if cases.is_empty() {
            cases.push(Case::passed(self.command));
        }
        self.add_cases(file, cases);
    }

    pub(in crate::cli) fn add_cases(&mut self, file: &str, cases: Vec<Case>) {
        self.files.push(FileResults { name: file.to_owned(), cases });
    }

    /// Adds a file that is no catalog. What is wrong is told apart from the results as well, once they are printed.
    pub(in crate::cli) fn add_unread(&mut self, file: &str, error: LoadError) {
        self.unread = true;
        self.add(file, Finding::of_unread(file, error));
    }

    /// Adds a catalog that was not looked at, since what says how cannot be read.
    pub(in crate::cli) fn add_unchecked(&mut self, file: &str, why: &Failure) {
        self.unread = true;
        let finding = |Complaint { place, message }: &Complaint| {
            let said = match place {
                Some(place) => Message::new("cli-not-checked-place").with("place", place),
                None => Message::new("cli-not-checked"),
            };
            Finding::of_file(file, NOT_CHECKED, None, said.with("problem", message.clone()))
        };
        self.add(file, why.0.iter().map(finding).collect());
    }

    /// Everything that was found.
    pub(in crate::cli) fn all(&self) -> impl Iterator<Item = &Finding> {
        self.files.iter().flat_map(|file| &file.cases).filter_map(|case| case.finding.as_ref())
    }

    /// What was found and is not known.
    pub(in crate::cli) fn news(&self) -> impl Iterator<Item = &Finding> {
        self.all().filter(|finding| !finding.known)
    }

    /// How a command ends that could read all files.
    pub(in crate::cli) fn outcome(&self) -> Outcome {
        Outcome::problems_if(self.all().any(|finding| finding.fails))
    }
}

/// An entity as JSON names it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, serde::Deserialize)]
pub(in crate::cli) struct EntityReport {
    kind: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    environment: Option<String>,
    name: String,
}

impl EntityReport {
    pub(in crate::cli) fn of(entity: &Ref, catalog: &Catalog) -> Self {
        let name = match entity {
            Ref::Catalog => catalog.name.clone(),
            Ref::Contact(index) => {
                let contact = catalog.contacts.get(*index);
                contact.map(|contact| catalog.contact_key(contact).join(" ")).unwrap_or_default()
            }
            named => named.name().to_owned(),
        };
        Self::of_kind(entity, name)
    }

    /// An entity of the kind, and in the environment, of another.
    pub(in crate::cli) fn of_kind(entity: &Ref, name: String) -> Self {
        let environment = match entity {
            Ref::Environment(_) => None,
            other => other.environment().map(str::to_owned),
        };
        Self { kind: entity.kind().word().to_owned(), environment, name }
    }

    /// The same, but that a catalog as a whole has no name: another label of it changes nothing.
    pub(in crate::cli) fn without_catalog_name(&self) -> Self {
        let is_catalog = self.kind == Ref::Catalog.kind().word();
        Self { name: if is_catalog { String::new() } else { self.name.clone() }, ..self.clone() }
    }

    /// `offer known/car`
    pub(super) fn address(&self) -> String {
        match &self.environment {
            Some(environment) => format!("{} {environment}/{}", self.kind, self.name),
            None => format!("{} {}", self.kind, self.name).trim_end().to_owned(),
        }
    }
}
