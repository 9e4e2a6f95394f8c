//! The version of a file, checked before anything else of it is read, and the way from older versions to ours.
//!
//! Owns the table of migrations. They work on the tree, because an older file does not fit today's types.

use super::error::Problem;
use super::ron::{Document, Group, Node, NodeKind, Shape};
use crate::model::FORMAT;
use crate::text::Message;

/// Turns the tree of one version into that of the next.
type Migration = fn(&mut Node);

/// From version 1 to 2 stands first, and so on: one fewer than [`FORMAT`].
const MIGRATIONS: [Migration; FORMAT as usize - 1] = [];

/// Brings a document to the current version. Refuses what is no catalog, has no version or is newer.
pub(super) fn migrate(document: &mut Document) -> Result<(), Problem> {
    let version = version(&document.root)?;
    run(&mut document.root, version, &MIGRATIONS);
    Ok(())
}

/// Applies the migrations from `version` on, and writes down the version that this leads to.
fn run(root: &mut Node, version: usize, migrations: &[Migration]) {
    for migration in migrations.iter().skip(version - 1) {
        migration(root);
    }
    let NodeKind::Group(catalog) = &mut root.kind else { return };
    if let Some(item) = catalog.items.iter_mut().find(|item| item.label.text() == Some("format")) {
        item.value.kind = NodeKind::Integer((migrations.len() as i128 + 1).into());
    }
}

/// The version of a catalog: between 1 and [`FORMAT`].
fn version(root: &Node) -> Result<usize, Problem> {
    if !root.group().is_some_and(is_catalog) {
        return Err(Problem::new(root.span.range(), Message::new("storage-not-a-catalog")));
    }
    let Some(format) = root.get("format") else {
        return Err(Problem::new(root.span.range(), Message::new("storage-format-missing")));
    };
    let wrong = |id, found: String| {
        let message = Message::new(id).with("found", found).with("known", FORMAT.to_string());
        Err(Problem::new(format.span.range(), message))
    };
    match format.kind {
        NodeKind::Integer(version) if version.get() > i128::from(FORMAT) => {
            wrong("storage-format-newer", version.get().to_string())
        }
        NodeKind::Integer(version) => match usize::try_from(version.get()) {
            Ok(version) if version > 0 => Ok(version),
            _ => wrong("storage-format-unknown", version.get().to_string()),
        },
        _ => Err(Problem::new(format.span.range(), Message::new("storage-format-no-number"))),
    }
}

fn is_catalog(group: &Group) -> bool {
    let named = group.name.as_deref().is_none_or(|name| name == "Catalog");
    named
        && (matches!(group.shape, Shape::Struct | Shape::Object)
            || (group.shape == Shape::Tuple && group.items.is_empty()))
}

#[cfg(test)]
mod tests {
    use super::super::ron::{Label, parse};
    use super::*;

    #[test]
    fn the_version_decides_first() {
        for (source, id, at) in [
            ("Catalog(format: 2, colour: 3)", "storage-format-newer", 16),
            ("Catalog(format: 99999999999)", "storage-format-newer", 16),
            ("Catalog(format: 0)", "storage-format-unknown", 16),
            ("Catalog(format: -1)", "storage-format-unknown", 16),
            ("Catalog(format: \"1\")", "storage-format-no-number", 16),
            ("Catalog(name: \"x\")", "storage-format-missing", 0),
            ("Catalog()", "storage-format-missing", 0),
            ("Offer(format: 1)", "storage-not-a-catalog", 0),
            ("[1]", "storage-not-a-catalog", 0),
            ("Catalog(1)", "storage-not-a-catalog", 0),
            ("42", "storage-not-a-catalog", 0),
        ] {
            let problem = migrate(&mut parse(source).expect("RON")).expect_err(source);
            assert_eq!((problem.message.id, problem.span.start), (id, at), "{source}");
        }
        assert_eq!(migrate(&mut parse("(format: 1)").expect("RON")), Ok(()));
    }

    #[test]
    fn migrations_run_from_the_files_version_to_the_last() {
        fn rename(root: &mut Node, from: &str, to: &str) {
            let NodeKind::Group(group) = &mut root.kind else { return };
            for item in &mut group.items {
                match &mut item.label {
                    Label::Name(name) if *name.text == *from => name.text = to.into(),
                    _ => {}
                }
            }
        }
        let steps: [Migration; 2] = [|root| rename(root, "a", "b"), |root| rename(root, "b", "c")];
        for (version, source, field) in
            [(1, "(format: 1, a: 7)", "c"), (2, "(format: 2, b: 7)", "c"), (3, "(format: 3, a: 7)", "a")]
        {
            let mut document = parse(source).expect("RON");
            run(&mut document.root, version, &steps);
            assert_eq!(
                document.root.get(field).map(|node| &node.kind),
                Some(&NodeKind::Integer(7.into())),
                "{source}"
            );
            assert_eq!(
                document.root.get("format").map(|node| &node.kind),
                Some(&NodeKind::Integer(3.into())),
                "{source}"
            );
        }
    }
}
