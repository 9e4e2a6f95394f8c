//! What differs between two catalogs, as `publish` and `diff` print it: in words, and as JSON. Owns the form of both;
//! [`crate::document`] says what differs.

use super::console::{Console, ERROR, FAINT, Failure, GOOD, HINT, PLAIN, STRONG};
use super::results::EntityReport;
use crate::app::difference_words::{self as words, kind_label, labelled};
use crate::document::{Difference, PathStep, Sign};
use crate::model::{Catalog, Ref, label_or_name};
use crate::text::Language;
use anstyle::Style;
use serde::Serialize;
use serde_json::Value;
use std::sync::Arc;

/// A longer text is shown around what differs in it.
const LONGEST: usize = 240;
/// So much of such a text is shown before what differs.
const LEAD: usize = 40;

/// One entity that differs, in words.
pub(super) struct ChangeWords {
    pub(super) kind: String,
    pub(super) title: String,
    /// The label of the environment that it stands in.
    pub(super) within: Option<String>,
    /// What became of it.
    pub(super) became: String,
    /// Each part in which it differs: its label, what it was and what it is.
    pub(super) parts: Vec<(String, [String; 2])>,
}

impl ChangeWords {
    /// The words of a difference between two catalogs; the old one may be unknown.
    pub(super) fn of(
        language: Language,
        change: &Difference,
        (old, new): (Option<&Arc<Catalog>>, &Arc<Catalog>),
    ) -> Self {
        let here = if change.sign == Sign::Removed { old.unwrap_or(new) } else { new };
        let environment =
            change.entity.environment().filter(|_| !matches!(change.entity, Ref::Environment(_)));
        let environment = environment.and_then(|name| here.environment(name));
        let mut parts = Vec::new();
        if let Some(name) = &change.renamed {
            let names = [name.clone(), change.entity.name().to_owned()];
            parts.push((language.text("forms-name"), names));
        }
        if let Some(moved) = &change.moved {
            let places = if moved.from == moved.to {
                ["compare-order-old", "compare-order-new"].map(|id| language.text(id))
            } else {
                [&moved.from, &moved.to].map(|at| title(at, old, new))
            };
            parts.push((language.text("compare-place"), places));
        }
        let kind = change.entity.kind();
        parts.extend(change.fields.iter().map(|field| {
            let [old, new] = words::values(language, kind, field).map(|it| one_line(&it));
            (words::label(language, kind, &field.path), excerpts(old, new))
        }));
        Self {
            kind: language.text(kind_label(&change.entity)),
            title: one_line(&change.value.title(here)),
            within: environment.map(|it| one_line(label_or_name(&it.label, &it.name))),
            became: language.text(sign(change).2),
            parts,
        }
    }
}

/// The title of what something stands in, wherever it is known.
fn title(at: &Ref, old: Option<&Arc<Catalog>>, new: &Arc<Catalog>) -> String {
    let known = [Some(new), old].into_iter().flatten().find_map(|it| Some(it.entity(at)?.title(it)));
    one_line(&known.unwrap_or_else(|| at.name().to_owned()))
}

/// Prints a difference, with a line for each part of it.
pub(super) fn print(
    change: &Difference,
    catalogs: (Option<&Arc<Catalog>>, &Arc<Catalog>),
    console: &mut Console,
) -> Result<(), Failure> {
    let words = ChangeWords::of(console.language, change, catalogs);
    let (mark, style, _) = sign(change);
    let [mark, title] = [(style, mark), (STRONG, &words.title)].map(|(style, it)| console.paint(style, it));
    let within = words.within.map(|it| format!(" · {it}")).unwrap_or_default();
    let within = console.paint(FAINT, &within);
    let named = format!("{mark} {} {title}{within}", words.kind);
    console.line(&labelled(console.language, &named, &words.became))?;
    for (label, [old, new]) in words.parts {
        let part = labelled(console.language, &label, &format!("{old} → {new}"));
        let line = console.paint(PLAIN, &format!("    {part}"));
        console.line(&line)?;
    }
    Ok(())
}

/// A text as one line shows it.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Two texts that differ, of long ones what stands around the first difference.
fn excerpts(old: String, new: String) -> [String; 2] {
    let same = old.chars().zip(new.chars()).take_while(|(old, new)| old == new).count();
    [old, new].map(|text| {
        let count = text.chars().count();
        if count <= LONGEST {
            return text;
        }
        let start = same.saturating_sub(LEAD).min(count - LONGEST);
        let part: String = text.chars().skip(start).take(LONGEST).collect();
        let before = if start > 0 { "…" } else { "" };
        let after = if start + LONGEST < count { "…" } else { "" };
        format!("{before}{part}{after}")
    })
}

fn sign(change: &Difference) -> (&'static str, Style, &'static str) {
    match change.sign {
        Sign::Added => ("+", GOOD, "compare-added"),
        Sign::Removed => ("−", ERROR, "compare-removed"),
        Sign::Changed if change.is_only_renamed() => ("~", HINT, "compare-renamed"),
        Sign::Changed => ("~", HINT, "compare-changed"),
    }
}

/// One entity that differs.
#[derive(Debug, Serialize)]
pub(super) struct ChangeReport {
    change: &'static str,
    entity: EntityReport,
    label: String,
    fields: Vec<FieldReport>,
    /// The name that it had, where that was another one.
    #[serde(skip_serializing_if = "Option::is_none")]
    renamed_from: Option<String>,
    /// What it stood in, where that is another one or another place of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    moved_from: Option<String>,
}

#[derive(Debug, Serialize)]
struct FieldReport {
    field: String,
    old: Option<Value>,
    new: Option<Value>,
}

impl ChangeReport {
    /// `catalog` is the one that the entity is in.
    pub(super) fn of(change: &Difference, catalog: &Catalog) -> Self {
        let fields = change.fields.iter().map(|field| FieldReport {
            field: path_text(&field.path),
            old: field.old.clone(),
            new: field.new.clone(),
        });
        Self {
            change: match change.sign {
                Sign::Added => "added",
                Sign::Removed => "removed",
                Sign::Changed => "changed",
            },
            entity: EntityReport::of(&change.entity, catalog),
            label: change.value.title(catalog),
            fields: fields.collect(),
            renamed_from: change.renamed.clone(),
            moved_from: change.moved.as_ref().map(|moved| moved.from.name().to_owned()),
        }
    }
}

/// A way from an entity as [`crate::model::Place::field_text`] writes it, with the items of a list by their names:
/// `weights[Base]`.
fn path_text(path: &[PathStep]) -> String {
    let mut text = String::new();
    for step in path {
        match step {
            PathStep::Field(name) if text.is_empty() => text.push_str(name),
            PathStep::Field(name) => text = format!("{text}.{name}"),
            PathStep::Item(name) => text = format!("{text}[{name}]"),
            PathStep::Index(index) => text = format!("{text}[{index}]"),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_long_texts_what_differs_is_shown() {
        let [a, b] = ["a", "b"].map(|it| format!("{}{it}{}", "x".repeat(500), "y".repeat(500)));
        let [old, new] = excerpts(a.clone(), b);
        assert!(old.starts_with('…') && old.ends_with('…') && old.contains("xay"), "{old}");
        assert!(new.contains("xby") && new.chars().count() == LONGEST + 2, "{new}");
        assert_eq!(excerpts("short".to_owned(), a.clone())[0], "short");
        let cut = format!("{a}z");
        assert!(excerpts(a, cut)[1].ends_with("yz"), "the end of a text is shown where it differs there");
    }
}
