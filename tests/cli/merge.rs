//! `vitrine merge`: three files into one, for people and as git's merge driver.

use crate::diff::Repository;
use crate::formats::run_in;
use crate::support::{Edited, NEOBANK, vitrine};
use std::fs;
use std::sync::Arc;
use vitrine::document::{Edit, entities};
use vitrine::model::{Catalog, Entity, Ref};
use vitrine::storage;

fn sample() -> String {
    fs::read_to_string(NEOBANK).expect("the sample catalog")
}

#[test]
fn what_goes_together_is_written_and_what_does_not_is_marked() {
    let base = sample();
    let at = base.find("Weight(").expect("a weight");
    let first = base[..at].rfind("Offer(").expect("its offer");
    let with = |label: &str| {
        format!("{}{}", &base[..first], base[first..].replacen("label: \"", &format!("label: \"{label} "), 1))
    };
    let weight = |value: &str| {
        let from = at + base[at..].find("value: ").expect("a value") + "value: ".len();
        let to = from + base[from..].find([',', ')']).expect("its end");
        format!("{}{value}{}", &base[..from], &base[to..])
    };
    let (ours, theirs) = (Edited::of(with("Our")), Edited::of(weight("77.5")));
    let ran = vitrine(&["merge", NEOBANK, ours.path(), theirs.path()]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    assert!(ran.out.contains("label: \"Our ") && ran.out.contains("value: 77.5"), "{}", ran.out);
    let swapped = vitrine(&["merge", NEOBANK, theirs.path(), ours.path()]);
    assert_eq!(swapped.out, ran.out);
    let out = Edited::of("");
    let other = Edited::of(weight("78.0"));
    let ran = vitrine(&["merge", NEOBANK, other.path(), theirs.path(), "-o", out.path()]);
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("Weights · ") && ran.err.contains("1 conflict is left marked"), "{}", ran.err);
    let text = fs::read_to_string(&out.path).expect("a file");
    assert_eq!(text.matches("<<<<<<< ours\n").count(), 1);
    assert!(
        text.contains("value: 78.0,\n||||||| base\n") && text.contains("value: 77.5,\n>>>>>>> theirs\n"),
        "{text}"
    );
    // A file with markers is no catalog for the other commands.
    assert_eq!(vitrine(&["check", out.path()]).code, 2);
}

#[test]
fn what_is_no_catalog_is_left_with_both_in_the_file() {
    let (base, ours, theirs) =
        (sample(), Edited::of("Catalog(format: 1,\nours\n"), Edited::of("Catalog(format: 1,\ntheirs\n"));
    let out = Edited::of(base);
    let ran = vitrine(&["merge", NEOBANK, ours.path(), theirs.path(), "-o", out.path()]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains(ours.path()) && ran.err.contains(theirs.path()), "{}", ran.err);
    let text = fs::read_to_string(&out.path).expect("a file");
    let found = storage::versions(&text).expect("markers");
    assert_eq!((found.ours, found.theirs), (ours.text.clone(), theirs.text.clone()));
    // Standard output is no file of that name.
    let folder = tempfile::tempdir().expect("a folder");
    let ran = run_in(folder.path(), &["merge", out.path(), ours.path(), theirs.path(), "-o", "-"]);
    assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""), "{}", ran.err);
    assert!(!folder.path().join("-").exists());
    assert_eq!(vitrine(&["merge", NEOBANK, NEOBANK, "gone.catalog.ron"]).code, 2);
}

#[test]
fn a_text_that_looks_like_a_marker_loses_neither_version() {
    let base = sample();
    let with = |text: &str| {
        base.replacen(
            "label: \"Neobank offers\"",
            &format!("label: \"Neobank offers\", description: r#\"{text}\"#"),
            1,
        )
    };
    let base_text = base.replacen("    description: ", "    // description: ", 1);
    assert_ne!(base_text, base);
    let without = |text: String| text.replacen("    description: ", "    // description: ", 1);
    let (ours, theirs) = (
        Edited::of(without(with("Title\n=======\nours"))),
        Edited::of(without(with("Title\n=======\ntheirs"))),
    );
    let (base, out) = (Edited::of(base_text), Edited::of(""));
    let ran = vitrine(&["merge", base.path(), ours.path(), theirs.path(), "-o", out.path()]);
    assert!(ran.code == 1 || ran.code == 2, "{}", ran.err);
    let text = fs::read_to_string(&out.path).expect("a file");
    assert!(
        text.contains("\nours") && text.contains("\ntheirs") && text.contains("<<<<<<< ours\n"),
        "{text}"
    );
}

#[test]
fn standard_output_is_no_file_where_nothing_can_be_merged() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("bad"), "Catalog(").expect("written");
    let sample = fs::canonicalize(NEOBANK).expect("the sample catalog");
    let mut command = crate::support::program();
    command.current_dir(folder.path()).arg("merge").args([&sample, &sample]).args(["bad", "-o", "-"]);
    let output = command.output().expect("the program ends");
    assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0));
    assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 1, "only what was there");
}

/// Numbers that look like chance and are the same on every day.
struct Chance(u64);

impl Chance {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("31 bits") % most
    }
}

/// So many edits of every second offer: another label, rule, weight or text, a copy beside it, another place.
fn edited(catalog: &Arc<Catalog>, count: usize, odd: usize, chance: &mut Chance) -> Vec<Edit> {
    let all = entities(catalog).into_iter().map(|it| it.place.entity);
    let offers: Vec<Ref> = all.filter(|it| matches!(it, Ref::Offer(..))).collect();
    (0..count)
        .map(|number| {
            let at = offers[(chance.below(offers.len() / 2)) * 2 + odd].clone();
            let Some(Entity::Offer(found)) = catalog.entity(&at) else { panic!("{at:?}") };
            let mut offer = (*found).clone();
            match chance.below(5) {
                0 => offer.label = format!("Label {number}"),
                1 => offer.target = format!("call.language == 'l{number}'"),
                2 => offer.weights.truncate(chance.below(2)),
                3 => offer.content.text = format!("Text {number} of {odd}"),
                _ => {
                    let (parent, index) =
                        vitrine::document::position(catalog, &at).expect("it stands somewhere");
                    offer.name = format!("new_{odd}_{number}");
                    let entity = Entity::Offer(Arc::new(offer));
                    return Edit::Insert { parent, index: Some(index + 1), entity };
                }
            }
            Edit::Put(at, Entity::Offer(Arc::new(offer)))
        })
        .collect()
}

fn after(catalog: &Arc<Catalog>, edits: &[Edit]) -> Arc<Catalog> {
    edits.iter().fold(Arc::clone(catalog), |catalog, edit| edit.apply(&catalog).unwrap_or(catalog))
}

const FILE: &str = "shop.catalog.ron";

/// A repository in which git merges catalogs by the program.
fn repository() -> Repository {
    let repository = Repository::new();
    repository.write(".gitattributes", "*.catalog.ron merge=vitrine\n");
    repository.git(&["config", "merge.vitrine.name", "catalogs by entity and field"]);
    repository.git(&["config", "merge.vitrine.driver", "vitrine merge %O %A %B -o %A"]);
    repository
}

/// Commits what both make of it on two branches, and leaves ours in the folder.
fn diverge(repository: &Repository, ours: &str, theirs: &str) {
    repository.git(&["checkout", "-q", "-b", "theirs"]);
    repository.write(FILE, theirs);
    repository.commit("theirs");
    repository.git(&["checkout", "-q", "main"]);
    repository.write(FILE, ours);
    repository.commit("ours");
}

#[test]
fn two_branches_with_twenty_edits_each_go_together_in_git() {
    let loaded = storage::read(sample().into_bytes()).expect("a catalog");
    let base = &loaded.catalog;
    let text = |catalog: &Catalog| storage::write(catalog, Some(&loaded.document)).expect("a text");
    for seed in 1..4 {
        let mut chance = Chance(seed);
        let (ours, theirs) = (edited(base, 20, 0, &mut chance), edited(base, 20, 1, &mut chance));
        let repository = repository();
        repository.write(FILE, &text(base));
        repository.commit("first");
        diverge(&repository, &text(&after(base, &ours)), &text(&after(base, &theirs)));
        repository.git(&["merge", "-q", "--no-edit", "theirs"]);
        let merged = storage::read(repository.read(FILE).into_bytes()).expect("a catalog");
        let both = after(&after(base, &ours), &theirs);
        // Copies that both put behind one offer have no order that both edits ask for.
        assert!(
            vitrine::document::difference(&both, &merged.catalog).iter().all(|it| it.fields.is_empty()),
            "{seed}"
        );
        let names = |catalog: &Arc<Catalog>| {
            let mut all: Vec<Ref> = entities(catalog).into_iter().map(|it| it.place.entity).collect();
            all.sort();
            all
        };
        assert_eq!(names(&both), names(&merged.catalog), "{seed}");
        for edit in ours.iter().chain(&theirs).rev() {
            let (at, wanted) = match edit {
                Edit::Put(at, entity) => (at.clone(), entity),
                Edit::Insert { parent, entity, .. } => {
                    let environment = parent.environment().expect("in one").to_owned();
                    (Ref::Offer(environment, entity.name().to_owned()), entity)
                }
                _ => continue,
            };
            let last = ours.iter().chain(&theirs).rev().find_map(|it| match it {
                Edit::Put(other, entity) if *other == at => Some(entity),
                _ => None,
            });
            assert_eq!(merged.catalog.entity(&at).as_ref(), Some(last.unwrap_or(wanted)), "{seed} {at:?}");
        }
    }
}

#[test]
fn git_is_told_of_conflicts_and_finds_them_marked() {
    let repository = repository();
    let base = sample();
    repository.write(FILE, &base);
    repository.commit("first");
    let with = |label: &str| base.replacen("label: \"Neobank offers\"", &format!("label: \"{label}\""), 1);
    let theirs = with("Theirs").replacen("Page language", "Language of the page", 1);
    diverge(&repository, &with("Ours"), &theirs);
    let (code, said) = repository.try_git(&["merge", "--no-edit", "theirs"]);
    assert_eq!(code, 1, "{said}");
    assert!(said.contains("CONFLICT (content): Merge conflict in shop.catalog.ron"), "{said}");
    assert!(said.contains("Catalog “Ours”: Label"), "{said}");
    let text = repository.read(FILE);
    assert!(text.contains("<<<<<<< ours\n    label: \"Ours\",\n||||||| base\n"), "{text}");
    assert!(text.contains("Language of the page"), "the rest is merged");
    assert!(repository.git(&["status", "--short"]).starts_with("UU shop.catalog.ron"));
    // Added by both: git has an empty file for what both began with.
    let repository = self::repository();
    repository.write("x", "");
    repository.commit("first");
    diverge(&repository, &with("Ours"), &with("Theirs"));
    let (code, said) = repository.try_git(&["merge", "--no-edit", "theirs"]);
    assert_eq!(code, 1, "{said}");
    let text = repository.read(FILE);
    assert!(
        text.contains(
            "<<<<<<< ours\n    label: \"Ours\",\n=======\n    label: \"Theirs\",\n>>>>>>> theirs\n"
        ),
        "{text}"
    );
}

#[test]
fn branches_that_were_merged_into_each_other_are_merged_by_entity_and_field() {
    let repository = repository();
    let base = sample();
    repository.write(FILE, &base);
    repository.commit("first");
    let with = |label: &str, more: &[(&str, &str)]| {
        let text = base.replacen("label: \"Neobank offers\"", &format!("label: \"{label}\""), 1);
        more.iter().fold(text, |text, (from, to)| {
            assert!(text.contains(from), "{from}");
            text.replacen(from, to, 1)
        })
    };
    diverge(&repository, &with("Ours", &[]), &with("Theirs", &[]));
    for branch in ["main", "theirs"] {
        repository.git(&["branch", &format!("first-{branch}"), branch]);
    }
    // Each merges the other one, and both settle what is disputed the same way.
    for (branch, other, more) in [
        ("main", "first-theirs", [("Page language", "Language of the page")]),
        ("theirs", "first-main", [("\"Best offer\"", "\"The best offer\"")]),
    ] {
        repository.git(&["checkout", "-q", branch]);
        assert_eq!(repository.try_git(&["merge", "--no-edit", other]).0, 1);
        repository.write(FILE, &with("Ours", &more));
        repository.commit("merged");
    }
    repository.git(&["checkout", "-q", "main"]);
    repository.git(&["merge", "-q", "--no-edit", "theirs"]);
    let text = repository.read(FILE);
    for there in ["\"Ours\"", "Language of the page", "\"The best offer\""] {
        assert!(text.contains(there), "{there}");
    }
    storage::read(text.into_bytes()).expect("a catalog");
}
