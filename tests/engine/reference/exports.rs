//! Random catalogs in other hands: as JSON they satisfy the schema and are the same when they are read again, and what
//! is spoiled in them the schema refuses.

use super::generate::Random;
use super::{Trial, given};
use serde_json::{Map, Value, json};
use std::sync::LazyLock;
use vitrine::model::schema::json_schema;
use vitrine::storage::ron::Notation;
use vitrine::storage::{read, write_in};

/// Catalogs of a usual run.
const USUAL_CATALOGS: usize = 60;

static SCHEMA: LazyLock<jsonschema::Validator> =
    LazyLock::new(|| jsonschema::validator_for(&json_schema()).expect("a schema"));

#[test]
fn a_catalog_in_json_satisfies_the_schema_and_is_the_same_when_it_is_read() {
    let start = given("VITRINE_REFERENCE_SEED", 0) as u64;
    for seed in start..start + given("VITRINE_REFERENCE_DECISIONS", USUAL_CATALOGS) as u64 {
        let (trial, mut random) = Trial::new(seed);
        let catalog = &trial.world.catalog;
        let text = write_in(catalog, None, Notation::Json).expect("it can be written");
        let back = read(text.as_bytes()).unwrap_or_else(|errors| panic!("seed {seed}: {errors:?}"));
        assert_eq!(*back.catalog, *catalog, "seed {seed}");
        let value: Value = serde_json::from_str(&text).expect("JSON");
        let errors: Vec<String> =
            SCHEMA.iter_errors(&value).map(|it| format!("{}: {it}", it.instance_path())).collect();
        assert!(errors.is_empty(), "seed {seed}: {errors:?}");
        for _ in 0..20 {
            let mut spoiled = value.clone();
            let how = spoil(&mut spoiled, &mut random);
            let text = spoiled.to_string();
            assert!(!SCHEMA.is_valid(&spoiled), "seed {seed}: {how}");
            assert!(read(text.as_bytes()).is_err(), "seed {seed}: {how}, and it is read");
        }
    }
}

/// Makes something of a catalog that no catalog has, anywhere in it, and says what.
fn spoil(value: &mut Value, random: &mut Random) -> String {
    let mut structs = Vec::new();
    find_structs(value, "", &mut structs);
    let pointer = random.pick(&structs);
    let object = value.pointer_mut(&pointer).and_then(Value::as_object_mut).expect("an object");
    match random.below(3) {
        0 => {
            object.insert("colour".to_owned(), json!("red"));
            format!("an unknown field at {pointer:?}")
        }
        1 => {
            object.remove("name");
            format!("no name at {pointer:?}")
        }
        _ => {
            let wrong = random.pick(&[json!(7), json!(true), json!({"a": 1}), json!([[]]), Value::Null]);
            object.insert("name".to_owned(), wrong.clone());
            format!("{wrong} as the name at {pointer:?}")
        }
    }
}

/// The places of objects that have a name, which all are structs: keys of maps are never called so here.
fn find_structs(value: &Value, pointer: &str, found: &mut Vec<String>) {
    match value {
        Value::Object(fields) => {
            if fields.get("name").is_some_and(Value::is_string) {
                found.push(pointer.to_owned());
            }
            let fields: &Map<String, Value> = fields;
            fields
                .iter()
                .for_each(|(name, inside)| find_structs(inside, &format!("{pointer}/{name}"), found));
        }
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(at, it)| find_structs(it, &format!("{pointer}/{at}"), found));
        }
        _ => {}
    }
}
