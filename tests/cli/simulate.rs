//! `vitrine simulate`: whole populations from files, in tables, JSON and CSV, and what another catalog changes.

use super::support::{AT, NEOBANK, Ran, vitrine};
use std::fs;
use tempfile::TempDir;

const AUDIENCE: &str = "--audience=catalogs/neobank_audience.csv";

fn simulate(arguments: &[&str]) -> Ran {
    let start = ["simulate", NEOBANK, "--space=recipient/web_best", AT];
    vitrine(&[&start, arguments].concat())
}

#[test]
fn the_sample_audience_is_simulated_for_programs_and_for_people() {
    let ran = simulate(&[AUDIENCE, "--count=2", "--axis=segment", "--axis=offer.category", "--json"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    let json = ran.json();
    assert_eq!(json["contacts"]["taken"], 10_000);
    assert_eq!(json["made_of"]["answered_by"], "recipient/web_best");
    assert_eq!(json["made_of"]["population_digest"].as_str().map(str::len), Some(16));
    let segments: Vec<&str> = json["axes"][0]["rows"]
        .as_array()
        .expect("rows")
        .iter()
        .filter_map(|row| row["value"].as_str())
        .collect();
    assert_eq!(segments, ["mass", "student", "affluent"]);
    let by_count: u64 =
        json["by_count"].as_array().expect("counts").iter().filter_map(serde_json::Value::as_u64).sum();
    assert_eq!(by_count, 10_000);
    // The settings that are printed are those that it can be run again with.
    assert_eq!(json["settings"]["call"]["count"], 2);
    let ran = simulate(&[AUDIENCE, "--axis=segment"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(
        ran.out.starts_with("recipient/web_best: 10000 of 10000 contacts of neobank_audience.csv"),
        "{}",
        ran.out
    );
    let first = ran.out.lines().next().expect("a line");
    assert!(first.ends_with(", 21 Nov 2026 10:00:00 +01:00"), "{first}");
    assert!(ran.out.contains("By profile.segment") && ran.out.contains("Contacts by number of offers"));
    let ran = simulate(&[AUDIENCE, "--axis=segment", "--csv"]);
    let head = ran.out.lines().next().expect("a line");
    assert!(head.starts_with(
        "axis,value,contacts,offer,label,category,times,share,mean_weight,mean_rank,rank_1,stopped_"
    ));
    assert!(
        ran.out.lines().any(|line| line.starts_with("profile.segment,student,1800,recipient/")),
        "{}",
        ran.out
    );
}

#[test]
fn a_contact_database_is_simulated_as_the_file_it_was_imported_from() {
    let folder = TempDir::new().expect("a folder");
    let database = folder.path().join("people.sqlite");
    let database = database.to_str().expect("UTF-8");
    let file = "catalogs/neobank_audience.csv";
    let of = ["audience", "import", file, "--dimension=recipient", "--catalog", NEOBANK, "-o", database];
    let imported = vitrine(&of);
    assert_eq!(imported.code, 0, "{}", imported.err);
    let audience = format!("--audience={database}");
    let more = ["--count=2", "--axis=segment", "--axis=age", "--json"];
    let [of_file, of_database] = [AUDIENCE, &audience].map(|audience| {
        let ran = simulate(&[&[audience], &more[..]].concat());
        assert_eq!((ran.code, ran.err.as_str()), (0, ""));
        ran.json()
    });
    assert_eq!(of_database["contacts"]["taken"], 10_000);
    for part in ["contacts", "by_count", "offers", "axes", "nothing"] {
        assert_eq!(of_database[part], of_file[part], "{part}");
    }
}

#[test]
fn a_rule_and_a_sample_say_whom_it_is_about_and_the_catalog_has_contacts_too() {
    let ran = simulate(&[AUDIENCE, "--who=profile.age >= 60", "--sample=100", "--funnel=none", "--json"]);
    assert_eq!((ran.code, ran.json()["contacts"]["taken"].as_u64()), (0, Some(100)), "{}", ran.err);
    let ran = simulate(&["--funnel=none", "--csv"]);
    let gates = ",".repeat(10);
    assert!(ran.out.lines().skip(1).all(|line| line.ends_with(&gates)), "it is not known: {}", ran.out);
    let ran = simulate(&["--json"]);
    assert!(ran.json()["contacts"]["taken"].as_u64().is_some_and(|taken| taken >= 5), "{}", ran.out);
    for (wrong, said) in [
        ("--who=profile.agee > 3", "cannot say whom it is about"),
        ("--axis=shoe", "shoe is no field of the dimension recipient"),
        ("--axis=a.b.c", "expected an axis"),
        ("--funnel=some", "expected all, none or a number"),
        ("--audience=nobody.csv", "“nobody.csv” cannot be read"),
        ("--axis=offer.shoe", "offer.shoe is no field of the offers"),
    ] {
        let ran = simulate(&[wrong]);
        assert_eq!(ran.code, 2, "{wrong}");
        assert!(ran.err.contains(said) && ran.out.is_empty(), "{wrong}: {}", ran.err);
    }
}

#[test]
fn results_are_asked_for_again_and_say_of_what_they_were() {
    let folder = TempDir::new().expect("a folder");
    let first = simulate(&[AUDIENCE, "--count=2", "--who=profile.age >= 60", "--json"]);
    let results = folder.path().join("results.json");
    fs::write(&results, &first.out).expect("it is written");
    let again = format!("--again={}", results.display());
    let ran = vitrine(&["simulate", NEOBANK, AUDIENCE, &again, "--json"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    let (one, other) = (first.json(), ran.json());
    assert_eq!((&one["offers"], &one["made_of"]), (&other["offers"], &other["made_of"]));
    let ran = vitrine(&["simulate", NEOBANK, &again, "--json"]);
    assert!(ran.err.contains("the population is another one"), "{}", ran.err);
    let ran = vitrine(&["simulate", NEOBANK, &again, "--count=3"]);
    assert_eq!(ran.code, 2, "what is asked stands in the results");
    let again = format!("--again={NEOBANK}");
    let ran = vitrine(&["simulate", NEOBANK, &again]);
    assert!(ran.code == 2 && ran.err.contains("is not the JSON of a simulation"), "{}", ran.err);
    let ran = vitrine(&["simulate", NEOBANK, "--again=nowhere.json"]);
    assert!(ran.code == 2 && ran.err.contains("“nowhere.json” was not found"), "{}", ran.err);
    assert_eq!(vitrine(&["simulate", NEOBANK]).code, 2, "a space is needed");
    let ran = vitrine(&["simulate", NEOBANK, "--space=recipient/nope"]);
    assert!(ran.code == 2 && ran.err.contains("Available spaces: recipient/web_best"), "{}", ran.err);
}

#[test]
fn another_catalog_is_compared_with_and_its_differences_are_an_exit_code() {
    let folder = TempDir::new().expect("a folder");
    let other = folder.path().join("other.catalog.ron");
    let text = fs::read_to_string(NEOBANK).expect("the sample catalog");
    fs::write(&other, text.replace("profile.premium", "!profile.premium")).expect("it is written");
    let against = format!("--against={}", other.display());
    let ran = simulate(&[AUDIENCE, &against, "--json"]);
    assert_eq!(ran.code, 1, "{}", ran.err);
    let json = ran.json();
    assert!(json["changed"].as_u64().is_some_and(|changed| changed > 0));
    assert_eq!(json["before"]["contacts"]["taken"], 10_000);
    let ran = simulate(&[AUDIENCE, &against]);
    assert!(ran.out.contains("Who gains and loses which offer"), "{}", ran.out);
    let ran = simulate(&[AUDIENCE, &against, "--csv"]);
    assert!(ran.out.starts_with("kind,offer,to,before,after,gained,lost,contacts\n"), "{}", ran.out);
    let same = format!("--against={NEOBANK}");
    let ran = simulate(&[AUDIENCE, &same]);
    assert_eq!((ran.code, ran.out.lines().count()), (0, 1), "nothing to tell: {}", ran.out);
    assert!(ran.out.starts_with("0 of 10000 contacts"), "{}", ran.out);
    let live = simulate(&[AUDIENCE, "--against=live", "--json"]);
    assert_eq!(live.json()["before"]["made_of"]["answered_by"], "live_recipient/web_best", "{}", live.err);
}

#[test]
fn a_rule_takes_a_part_of_a_split() {
    let ran =
        simulate(&[AUDIENCE, "--who=split('a') < 30.0", "--axis=split('a')", "--funnel=none", "--json"]);
    let json = ran.json();
    let rows = json["axes"][0]["rows"].as_array().expect("rows");
    let ends: Vec<f64> = rows.iter().filter_map(|row| row["value"]["until"].as_f64()).collect();
    assert_eq!(ends, [10.0, 20.0, 30.0], "{}", ran.err);
    let whole = simulate(&[AUDIENCE, "--axis=split('a')", "--funnel=none", "--json"]).json();
    for (row, of_all) in rows.iter().zip(whole["axes"][0]["rows"].as_array().expect("rows")) {
        assert_eq!(row["contacts"], of_all["contacts"]);
    }
}

#[test]
fn what_a_call_asks_for_that_is_not_there_is_said() {
    let ran = simulate(&["--category=nope", "--theme=travel", "--data=nope=1", "--json"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let notes = ran.json()["notes"].to_string();
    let decide = ["decide", NEOBANK, "--space=recipient/web_best", AT, "--identity=anna.moreau@mail.example"];
    let decided =
        vitrine(&[&decide[..], &["--category=nope", "--theme=travel", "--data=nope=1", "--json"]].concat());
    assert_eq!(notes, decided.json()["notes"].to_string());
    assert!(notes.contains("no category nope"), "{notes}");
    assert!(ran.err.contains("note: ") && ran.err.contains("no category nope"), "{}", ran.err);
    assert_eq!(simulate(&["--category=cards", "--json"]).json()["notes"], serde_json::Value::Null);
}

#[test]
fn one_contact_is_no_several() {
    let folder = TempDir::new().expect("a folder");
    let file = folder.path().join("two.csv");
    fs::write(&file, "id,age\n1,30\n,40\n").expect("it is written");
    let audience = format!("--audience={}", file.display());
    let ran = simulate(&[&audience, "--category=nope"]);
    for said in ["1 contact is left with nothing", "1 contact without a key is left out", "for 1 contact\n"] {
        assert!(ran.out.contains(said), "{said}: {}", ran.out);
    }
}
