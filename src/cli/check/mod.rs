//! `vitrine check`: the issues of catalogs. [`crate::check`] finds them; here it is said which of them count.

mod baseline;
mod config;
mod severities;
mod watch;

use super::console::{Complaint, Console, Failure, GOOD, Outcome};
use super::input::{Expected, Input, instant, moment};
use super::results::{self, EntityReport, Finding, Format, Results, Shown};
use super::sources::{Source, sources};
use crate::check::{Issue, Severity, check, hidden_outside_texts};
use crate::contacts::Population;
use crate::engine::Plan;
use crate::model::{Catalog, Moment};
use crate::storage::{Loaded, Place};
use crate::text::Message;
use baseline::Baseline;
use config::{Config, Configs};
use severities::{Ruling, Severities, Which, ruling};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[arg(value_name = "FILE", required = true, value_parser = Input::parser())]
    files: Vec<Input>,
    #[arg(long, value_name = "MOMENT", value_parser = moment)]
    at: Option<Moment>,
    #[arg(long, value_name = "CODE", value_delimiter = ',', value_parser = which)]
    deny: Vec<Which>,
    #[arg(long, value_name = "CODE", value_delimiter = ',', value_parser = which)]
    allow: Vec<Which>,
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,
    #[arg(long)]
    write_baseline: bool,
    #[arg(long, conflicts_with = "write_baseline")]
    watch: bool,
    #[arg(long, value_name = "NAME")]
    stdin_filename: Option<PathBuf>,
    #[command(flatten)]
    shown: Shown,
}

fn which(word: &str) -> Result<Which, Expected> {
    Which::of(word).map_err(Expected)
}

/// Checks each file. One that is no catalog does not keep the others from it.
pub(super) fn run(arguments: &Arguments, console: &mut Console) -> Result<Outcome, Failure> {
    if !arguments.watch {
        return check_all(arguments, console).0;
    }
    if arguments.files.contains(&Input::Standard) {
        return Err(Message::new("cli-watch-stdin").into());
    }
    let catalogs = |console: &mut Console| {
        arguments.sources(console).into_iter().filter_map(|source| source.path).collect()
    };
    watch::run(catalogs, |console| check_all(arguments, console), arguments.shown.quiet, console)
}

/// Checks each file once. Says besides which files what is printed depends on.
fn check_all(arguments: &Arguments, console: &mut Console) -> (Result<Outcome, Failure>, Vec<PathBuf>) {
    let sources = arguments.sources(console);
    let mut read: Vec<PathBuf> = sources.iter().filter_map(|source| source.path.clone()).collect();
    let mut checking = match Checking::new(arguments) {
        Ok(checking) => checking,
        Err(failure) => return (Err(failure), read),
    };
    let several = sources.len() > 1;
    for source in &sources {
        if let Err(Failure(complaints)) = checking.check(source, several, console) {
            // What is wrong with a configuration is said once, however many catalogs it is for.
            for complaint in complaints {
                if !checking.complaints.contains(&complaint) {
                    checking.complaints.push(complaint);
                }
            }
        }
    }
    read.extend(checking.configs.files().chain(checking.baselines.keys()).cloned());
    (checking.end(console), read)
}

impl Arguments {
    fn sources(&self, console: &mut Console) -> Vec<Source> {
        sources(&self.files, self.stdin_filename.as_deref(), console)
    }
}

/// A run over all files.
struct Checking<'a> {
    arguments: &'a Arguments,
    /// What the command line says of issues.
    severities: Severities,
    configs: Configs,
    /// Those that are read, by their file.
    baselines: BTreeMap<PathBuf, Baseline>,
    results: Results,
    complaints: Vec<Complaint>,
}

impl<'a> Checking<'a> {
    fn new(arguments: &'a Arguments) -> Result<Self, Failure> {
        let severities = Severities { deny: arguments.deny.clone(), allow: arguments.allow.clone() };
        if let Some(both) = severities.contradiction() {
            return Err(Message::new("cli-deny-and-allow").with("code", both.word()).into());
        }
        let (configs, baselines) = (Configs::default(), BTreeMap::new());
        let results = Results::of("check");
        Ok(Self { arguments, severities, configs, baselines, results, complaints: Vec::new() })
    }

    fn check(&mut self, source: &Source, several: bool, console: &mut Console) -> Result<(), Failure> {
        let name = &source.name;
        let loaded = match source.read() {
            Ok((_, loaded)) => loaded,
            Err(error) => {
                self.results.add_unread(name, error.clone());
                return Err(Failure::of_load(name, error));
            }
        };
        let mut findings = match self.marked(source, loaded) {
            Ok(findings) => findings,
            Err(failure) => {
                self.results.add_unchecked(name, &failure);
                return Err(failure);
            }
        };
        let shown = &self.arguments.shown;
        findings.retain(|finding| finding.fails || !shown.quiet);
        if shown.format() == Format::Text {
            print(name, several, &findings, shown, console)?;
        }
        self.results.add(name, findings);
        Ok(())
    }

    /// What is found in a catalog, with what is known of it.
    fn marked(&mut self, source: &Source, loaded: Loaded) -> Result<Vec<Finding>, Failure> {
        let Source { name, path, .. } = source;
        let config = self.configs.of(path.as_deref())?;
        let mut findings = self.findings(name, loaded, &config)?;
        let file = path.clone().unwrap_or_else(|| PathBuf::from(name));
        let writes = self.arguments.write_baseline;
        if let Some(baseline) = self.baseline(&config)? {
            baseline.mark(&file, &mut findings, writes);
        }
        Ok(findings)
    }

    /// What is found in a catalog, as far as it is not allowed.
    fn findings(&self, name: &str, loaded: Loaded, config: &Config) -> Result<Vec<Finding>, Failure> {
        let now = instant(self.arguments.at.as_ref(), &loaded.catalog)?;
        let mut issues: Vec<(Place, Issue)> = hidden_outside_texts(loaded.hidden_outside_texts());
        let folded = loaded.fold();
        let catalog = Arc::clone(&folded.catalog);
        let mut found = check(&Plan::new(&catalog), &Population::of(&catalog), now);
        let lists = [&self.severities, &config.severities];
        let ruled = |issue: &Issue| ruling(&lists, issue.code, issue.severity);
        found.retain(|issue| ruled(issue) != Ruling::Allowed);
        // What checking needs is gone before the tree is there again, which only places need.
        if !found.is_empty() {
            let loaded = folded.unfold();
            let placed = found.into_iter().map(|issue| (loaded.place_of(&issue.place), issue));
            issues = placed.chain(issues).collect();
        }
        let ruled = issues.into_iter().filter_map(|(place, issue)| match ruled(&issue) {
            Ruling::Allowed => None,
            Ruling::Shown { severity, fails } => {
                let finding = Finding::of_issue(name, place, issue, &catalog);
                Some(Finding { severity, fails, ..finding })
            }
        });
        Ok(ruled.collect())
    }

    /// The known issues of a catalog: those of the command line's file, else of its configuration's.
    fn baseline(&mut self, config: &Config) -> Result<Option<&mut Baseline>, Failure> {
        let Some(path) = self.arguments.baseline.as_ref().or(config.baseline.as_ref()) else {
            return Ok(None);
        };
        if !self.baselines.contains_key(path) {
            let read = Baseline::read(path, self.arguments.write_baseline)?;
            self.baselines.insert(path.clone(), read);
        }
        Ok(self.baselines.get_mut(path))
    }

    /// Prints what is printed last, writes what is to be written, and says how the command ends.
    fn end(self, console: &mut Console) -> Result<Outcome, Failure> {
        let Self { arguments, baselines, results, mut complaints, .. } = self;
        results::print(&results, arguments.shown.format(), console)?;
        if arguments.write_baseline && baselines.is_empty() && complaints.is_empty() {
            return Err(Message::new("cli-baseline-unnamed").into());
        }
        for baseline in baselines.values() {
            let note = |id, count| {
                Message::new(id).with("count", count).with("file", baseline.path().display().to_string())
            };
            if arguments.write_baseline {
                match baseline.write() {
                    Ok(count) => console.note(&note("cli-baseline-written", count)),
                    Err(failure) => complaints.extend(failure.0),
                }
            } else if baseline.gone() > 0 && !arguments.shown.quiet {
                console.note(&note("cli-baseline-gone", baseline.gone()));
            }
        }
        if complaints.is_empty() { Ok(results.outcome()) } else { Err(Failure(complaints)) }
    }
}

/// Prints what was found in a file, and how many of each severity there are. Of several files each is named.
fn print(
    name: &str,
    several: bool,
    findings: &[Finding],
    shown: &Shown,
    console: &mut Console,
) -> Result<(), Failure> {
    let (known, new): (Vec<&Finding>, Vec<&Finding>) = findings.iter().partition(|finding| finding.known);
    for finding in &new {
        finding.print(console)?;
    }
    if shown.quiet {
        return Ok(());
    }
    let count = |severity| -> usize {
        let of_severity = new.iter().filter(|finding| finding.severity == severity);
        of_severity.map(|finding| finding.count).sum()
    };
    if findings.is_empty() {
        let clean = Message::new("cli-check-clean").with("file", name);
        let clean = console.paint(GOOD, &console.say(&clean));
        return console.line(&clean);
    }
    let found = Message::new("cli-check-summary")
        .with("errors", count(Severity::Error))
        .with("warnings", count(Severity::Warning))
        .with("hints", count(Severity::Hint));
    let known: usize = known.iter().map(|finding| finding.count).sum();
    let found = match known {
        0 => found,
        _ => Message::new("cli-check-known").with("summary", found).with("known", known),
    };
    let found = if several {
        Message::new("cli-check-of-file").with("file", name).with("summary", found)
    } else {
        found
    };
    let found = console.say(&found);
    console.line(&found)
}

impl Finding {
    /// An issue.
    fn of_issue(file: &str, place: Place, issue: Issue, catalog: &Catalog) -> Self {
        let field = issue.place.field_text();
        Self {
            file: file.to_owned(),
            severity: issue.severity,
            code: issue.code,
            entity: EntityReport::of(&issue.place.entity, catalog),
            field: (!field.is_empty()).then_some(field),
            place: Some(place),
            message: issue.message,
            hint: issue.hint,
            count: issue.count,
            fails: issue.severity == Severity::Error,
            known: false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::common::Common;
    use crate::storage::ron::live;
    use std::io::Write;

    /// A large file's tree is the largest part of it, and checking needs room of its own.
    #[test]
    fn no_tree_is_kept_while_a_catalog_is_checked() {
        let mut file = tempfile::NamedTempFile::new().expect("a file");
        file.write_all(b"Catalog(format: 1, name: \"a\") // a comment\n").expect("it is written");
        let files = vec![Input::File(file.path().to_owned())];
        let (deny, allow, baseline) = (Vec::new(), Vec::new(), None);
        let shown = Shown::json();
        let arguments = Arguments {
            files,
            at: None,
            deny,
            allow,
            baseline,
            write_baseline: false,
            watch: false,
            stdin_filename: None,
            shown,
        };
        let (before, _) = (live::count(), live::noted());
        let done = run(&arguments, &mut Console::new(Common::of(&[])));
        assert!(done.is_ok());
        assert_eq!((live::noted(), live::count()), (Some(before), before));
    }
}
