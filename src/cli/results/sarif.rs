//! Findings as SARIF 2.1.0, which servers of code take in: one run, with the rules that were broken.

use super::super::clean::clean;
use super::super::console::{Console, Failure};
use super::super::explain::{meaning, mend};
use super::finding::{Finding, Results};
use crate::check::Severity;
use crate::text::Language;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Serialize;
use std::collections::BTreeSet;

/// The schema that the output keeps to.
const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
/// What stands in an address as it is.
const IN_ADDRESS: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'/').remove(b'.').remove(b'-').remove(b'_').remove(b'~');

#[derive(Debug, Serialize)]
struct Log {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run; 1],
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Run {
    tool: Tool,
    /// Columns are counted in characters, not in UTF-16.
    column_kind: &'static str,
    invocations: [Invocation; 1],
    results: Vec<SarifResult>,
}

#[derive(Debug, Serialize)]
struct Tool {
    driver: Driver,
}

#[derive(Debug, Serialize)]
struct Driver {
    name: &'static str,
    version: &'static str,
    language: String,
    rules: Vec<Rule>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Rule {
    id: &'static str,
    full_description: Text,
    help: Text,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Invocation {
    command_line: String,
    /// Whether all files could be read.
    execution_successful: bool,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct SarifResult {
    rule_id: &'static str,
    rule_index: usize,
    level: &'static str,
    message: Text,
    locations: [Location; 1],
    partial_fingerprints: Fingerprints,
    /// That a baseline knows it.
    #[serde(skip_serializing_if = "Option::is_none")]
    suppressions: Option<[Suppression; 1]>,
}

#[derive(Debug, Serialize)]
struct Suppression {
    kind: &'static str,
}

#[derive(Debug, Serialize)]
struct Text {
    text: String,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Location {
    physical_location: PhysicalLocation,
    logical_locations: [LogicalLocation; 1],
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct PhysicalLocation {
    artifact_location: Artifact,
    #[serde(skip_serializing_if = "Option::is_none")]
    region: Option<Region>,
}

#[derive(Debug, Serialize)]
struct Artifact {
    uri: String,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: usize,
    start_column: usize,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct LogicalLocation {
    fully_qualified_name: String,
}

/// What tells that a finding is the one of an earlier run, wherever it stands now.
#[derive(Debug, Serialize)]
struct Fingerprints {
    #[serde(rename = "vitrinePlace/v1")]
    place: String,
}

pub(super) fn print(results: &Results, console: &mut Console) -> Result<(), Failure> {
    let ids: BTreeSet<&'static str> = results.all().map(|finding| finding.code).collect();
    let ids: Vec<&'static str> = ids.into_iter().collect();
    let found = results.all().map(|finding| SarifResult::of(finding, &ids, console)).collect();
    let driver = Driver {
        name: "vitrine",
        version: env!("CARGO_PKG_VERSION"),
        language: console.language.code().to_lowercase(),
        rules: ids.iter().map(|id| Rule::of(id, console.language)).collect(),
    };
    let run = Run {
        tool: Tool { driver },
        column_kind: "unicodeCodePoints",
        invocations: [Invocation {
            command_line: format!("vitrine {}", results.command),
            execution_successful: !results.unread,
        }],
        results: found,
    };
    console.json(&Log { schema: SCHEMA, version: "2.1.0", runs: [run] })
}

impl Rule {
    fn of(id: &'static str, language: Language) -> Self {
        let text = |text| Text { text };
        Self { id, full_description: text(meaning(id, language)), help: text(mend(id, language)) }
    }
}

impl SarifResult {
    fn of(finding: &Finding, ids: &[&'static str], console: &Console) -> Self {
        let place = finding.title();
        Self {
            rule_id: finding.code,
            rule_index: ids.binary_search(&finding.code).unwrap_or_default(),
            level: level(finding.severity),
            message: Text { text: finding.words(console).join("\n") },
            locations: [Location {
                physical_location: PhysicalLocation {
                    artifact_location: Artifact { uri: address(&finding.file) },
                    region: finding
                        .place
                        .map(|place| Region { start_line: place.line, start_column: place.column }),
                },
                logical_locations: [LogicalLocation { fully_qualified_name: clean(&place).into_owned() }],
            }],
            partial_fingerprints: Fingerprints { place: format!("{} {}", finding.code, clean(&place)) },
            suppressions: finding.known.then_some([Suppression { kind: "external" }]),
        }
    }
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Hint => "note",
    }
}

/// The name of a file as an address: relative as it was given, or with `file` where it begins at the root.
fn address(file: &str) -> String {
    let file = if cfg!(windows) { file.replace('\\', "/") } else { file.to_owned() };
    let file = file.strip_prefix("./").unwrap_or(&file);
    let path = utf8_percent_encode(file, IN_ADDRESS).to_string();
    let is_drive = cfg!(windows) && file.as_bytes().get(1) == Some(&b':');
    match (file.starts_with('/'), is_drive) {
        (true, _) => format!("file://{path}"),
        (_, true) => format!("file:///{path}"),
        _ => path,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_has_an_address() {
        assert_eq!(address("a/b c.catalog.ron"), "a/b%20c.catalog.ron");
        assert_eq!(address("./a:é%.ron"), "a%3A%C3%A9%25.ron");
        assert_eq!(address("/a/b.ron"), "file:///a/b.ron");
        assert_eq!(address("<stdin>"), "%3Cstdin%3E");
    }
}
