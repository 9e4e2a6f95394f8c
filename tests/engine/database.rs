//! Contacts in a database are those of the catalog: every call is answered as if they were in memory, visits that are stored
//! included.

use crate::keep::keep;
use crate::support::now;
use std::path::Path;
use std::sync::Arc;
use vitrine::audience::Database;
use vitrine::contacts::{ContactStore, Population};
use vitrine::engine::{Decision, Plan, Report, decide, respond, store};
use vitrine::model::{Call, Catalog, Value};
use vitrine::storage;

/// A decision as JSON: all of it but the place of the contact.
fn written(decision: &Decision) -> serde_json::Value {
    serde_json::to_value(Report::of(decision)).expect("JSON")
}

/// Calls of everybody on every space, by identity and by cookie.
fn calls(catalog: &Catalog) -> Vec<Call> {
    let mut calls = Vec::new();
    for environment in &catalog.environments {
        for space in &environment.spaces {
            let plain =
                Call { count: 3, store: true, ..Call::new(format!("{}/{}", environment.name, space.name)) };
            for contact in &catalog.contacts {
                let Some(dimension) = catalog.dimension(&contact.dimension) else { continue };
                let keys = if space.identification_keys.is_empty() {
                    &dimension.key
                } else {
                    &space.identification_keys
                };
                let identity: Vec<Value> =
                    keys.iter().filter_map(|key| contact.values.get(key).cloned()).collect();
                calls.push(Call { identity, ..plain.clone() });
                calls.extend(
                    contact
                        .cookies
                        .iter()
                        .map(|cookie| Call { permanent_cookie: Some(cookie.clone()), ..plain.clone() }),
                );
            }
            calls.push(Call { permanent_cookie: Some("never-seen".to_owned()), ..plain.clone() });
            calls.push(Call { permanent_cookie: Some("never-seen".to_owned()), ..plain });
        }
    }
    calls
}

#[test]
fn a_database_answers_as_the_contacts_in_memory_do() {
    for name in ["neobank", "travel", "two_brands"] {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("contacts.sqlite");
        let file = format!("{}/catalogs/{name}.catalog.ron", env!("CARGO_MANIFEST_DIR"));
        let catalog: Arc<Catalog> = storage::load(Path::new(&file)).expect("a catalog").catalog;
        keep(&catalog, &path);
        let (plan, mut memory) = (Plan::new(&catalog), Population::of(&catalog));
        let mut database = Database::open(&path, &catalog).expect("a database");
        let calls = calls(&catalog);
        assert!(calls.len() > 20, "{name}");
        let mut stored = 0;
        for (at, call) in calls.iter().enumerate() {
            let wanted = decide(&plan, &memory, call, now()).expect("a space");
            let got = decide(&plan, &database, call, now()).expect("a space");
            assert_eq!(written(&got), written(&wanted), "{name}: {call:?}");
            // Some of them leave traces, which the next ones see.
            if at % 3 == 0 {
                let one = store(&plan, &mut memory, call, &wanted).expect("in memory");
                let other = store(&plan, &mut database, call, &got).expect("written");
                assert_eq!(one.is_some(), other.is_some(), "{name}: {call:?}");
                let (Some(one), Some(other), Some(first)) = (one, other, wanted.propositions.first()) else {
                    continue;
                };
                let (one, other) = (one.contact, other.contact);
                stored += 1;
                let accepted = at % 2 == 0;
                assert_eq!(respond(&plan, &mut memory, one, &first.offer, accepted), Ok(true));
                assert_eq!(respond(&plan, &mut database, other, &first.offer, accepted), Ok(true));
                let history = database.person(other).expect("read").expect("somebody").history.clone();
                assert_eq!(history.len(), memory.person(one).expect("somebody").history.len());
            }
        }
        assert!(stored > 5, "{name}: {stored}");
        // Another handle of the file sees what the first one wrote.
        let again = Database::open(&path, &catalog).expect("a database");
        for call in &calls {
            let wanted = decide(&plan, &memory, call, now()).expect("a space");
            assert_eq!(written(&decide(&plan, &again, call, now()).expect("a space")), written(&wanted));
        }
    }
}

#[test]
fn what_a_visit_leaves_can_be_edited_and_a_cookie_linked() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("contacts.sqlite");
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/catalogs/neobank.catalog.ron");
    let catalog = storage::load(Path::new(file)).expect("a catalog").catalog;
    keep(&catalog, &path);
    let mut database = Database::open(&path, &catalog).expect("a database");
    let first = database.first("recipient", None, 1).expect("read")[0];
    let digest = |database: &Database| {
        let fresh = database.for_catalog(&catalog).expect("read");
        fresh.dimensions().map(|dimension| dimension.digest).collect::<Vec<_>>()
    };
    let before = digest(&database);
    database.set_history(first, Vec::new()).expect("written");
    assert_eq!(database.history_of(first), Ok(Vec::new()));
    database.add_cookies(first, &["later".to_owned(), "later".to_owned()]).expect("written");
    assert_eq!(database.with_cookie("recipient", None, "later"), Ok(vec![first]));
    assert_eq!(database.with_cookie("visitor", None, "later"), Ok(Vec::new()));
    assert_ne!(digest(&database), before);
    assert!(database.person(usize::MAX).expect("read").is_none());
}
