//! Contacts in columns: which Arrow types hold the values of which fields, what is missing, and what is refused.

use arrow_array::cast::AsArray;
use arrow_array::types::{Int8Type, UInt32Type};
use arrow_array::{
    Array, ArrayRef, BooleanArray, Date32Array, DictionaryArray, Float32Array, Float64Array, Int64Array,
    ListArray, RecordBatch, StringArray, TimestampMillisecondArray, TimestampSecondArray, UInt64Array,
};
use std::sync::Arc;
use vitrine::contacts::{BlockError, ContactBlock};
use vitrine::engine::{BlockRanker, Plan, Ranker, rank_blocks};
use vitrine::model::{Call, Catalog};
use vitrine::text::Language;

/// An offer for each value that a field may have.
const CATALOG: &str = r#"#![enable(implicit_some, unwrap_newtypes)]
(format: 1, name: "c", time_zone: "Europe/Paris", settings: (ties: CatalogOrder),
dimensions: [(name: "r", kind: Recipient, key: ["id"], fields: [
    (name: "id", type: Text), (name: "age", type: Integer), (name: "score", type: Decimal),
    (name: "member", type: Boolean), (name: "born", type: Date), (name: "seen", type: DateTime),
    (name: "segment", type: Choice(["mass", "private"])), (name: "likes", type: List)])],
environments: [(name: "e", stage: Live, targeting_dimension: "r", spaces: [(name: "web", channel: InboundWeb)],
    categories: [(name: "all", offers: [
        (name: "adult", live_on: ["web"], target: "profile.age >= 18", weights: [(value: 9)]),
        (name: "high", live_on: ["web"], target: "profile.score > 0.5", weights: [(value: 8)]),
        (name: "member", live_on: ["web"], target: "profile.member", weights: [(value: 7)]),
        (name: "young", live_on: ["web"], target: "profile.born >= timestamp('1999-12-31T23:00:00Z')",
            weights: [(value: 6)]),
        (name: "lately", live_on: ["web"], target: "profile.seen >= timestamp('2026-05-31T22:00:00Z')",
            weights: [(value: 5)]),
        (name: "other", live_on: ["web"], target: "profile.segment != 'mass'", weights: [(value: 4)]),
        (name: "golf", live_on: ["web"], target: "'golf' in profile.likes", weights: [(value: 3)]),
        (name: "long", live_on: ["web"], target: "size(profile.id) > 3", weights: [(value: 2)]),
    ])])])"#;

fn catalog() -> Arc<Catalog> {
    Arc::new(ron::from_str(CATALOG).expect("a catalog"))
}

fn block(columns: Vec<(&str, ArrayRef)>) -> ContactBlock {
    let columns = columns.into_iter().map(|(name, array)| (name, array, true));
    RecordBatch::try_from_iter_with_nullable(columns).expect("columns of one length").into()
}

/// The offers of each contact, by the last part of their address.
fn offers(answers: &RecordBatch, contacts: usize) -> Vec<String> {
    let column = |name: &str| answers.column_by_name(name).expect("a column");
    let of = column("contact").as_primitive::<UInt32Type>().values();
    let keys = column("offer").as_dictionary::<UInt32Type>();
    let names = keys.values().as_string::<i32>();
    let mut found = vec![Vec::new(); contacts];
    for (contact, key) in of.iter().zip(keys.keys().values()) {
        found[*contact as usize].push(names.value(*key as usize).trim_start_matches("e/"));
    }
    found.into_iter().map(|names| names.join(" ")).collect()
}

fn ranked(block: &ContactBlock) -> Result<Vec<String>, String> {
    let plan = Plan::new(&catalog());
    let call = Call { count: 9, ..Call::new("e/web") };
    let mut ranker = BlockRanker::new(&plan, &call, jiff::Timestamp::UNIX_EPOCH).expect("the space exists");
    let answers = ranker.rank(block).map_err(|error| Language::En.say(&error.message))?;
    Ok(offers(&answers, block.values.num_rows()))
}

#[test]
fn each_type_holds_the_values_of_its_field() {
    let nothing = vec![String::new(); 2];
    for (column, array, expected) in [
        ("age", Arc::new(Int64Array::from(vec![18, 17])) as ArrayRef, "adult"),
        ("age", Arc::new(UInt64Array::from(vec![Some(18), None])), "adult"),
        ("score", Arc::new(Float64Array::from(vec![0.75, f64::NAN])), "high"),
        ("score", Arc::new(Float32Array::from(vec![0.75, f32::INFINITY])), "high"),
        ("score", Arc::new(Int64Array::from(vec![1, 0])), "high"),
        ("member", Arc::new(BooleanArray::from(vec![Some(true), None])), "member"),
        ("born", Arc::new(Date32Array::from(vec![10_957, 10_956])), "young"),
        // A day begins at midnight in Paris, and so does a time without a time zone.
        ("seen", Arc::new(Date32Array::from(vec![20_605, 20_604])), "lately"),
        ("seen", Arc::new(TimestampSecondArray::from(vec![1_780_272_000, 1_780_271_999])), "lately"),
        (
            "seen",
            Arc::new(
                TimestampMillisecondArray::from(vec![1_780_264_800_000, 1_780_264_799_999])
                    .with_timezone("America/New_York"),
            ),
            "lately",
        ),
        // No other text is a value of a choice.
        ("segment", Arc::new(StringArray::from(vec!["private", "students"])), "other"),
        (
            "segment",
            Arc::new(vec![Some("private"), None].into_iter().collect::<DictionaryArray<Int8Type>>()),
            "other",
        ),
        ("id", Arc::new(StringArray::from(vec![Some("1234"), None])), "long"),
    ] {
        let block = block(vec![(column, Arc::clone(&array))]);
        let mut wanted = nothing.clone();
        wanted[0] = expected.to_owned();
        assert_eq!(ranked(&block), Ok(wanted), "{column}: {:?}", array.data_type());
    }
}

#[test]
fn what_is_no_value_of_a_field_is_refused_by_name() {
    let text: ArrayRef = Arc::new(StringArray::from(vec!["18"]));
    let refused = ranked(&block(vec![("age", Arc::clone(&text))]));
    let said = "the column age holds Utf8, and the field is of type Whole number";
    assert_eq!(refused, Err(said.to_owned()));
    let large: ArrayRef = Arc::new(UInt64Array::from(vec![u64::MAX]));
    let refused = ranked(&block(vec![("age", large)])).expect_err("it has no room");
    assert!(refused.starts_with("the column age holds a value that the field has no room for"), "{refused}");
    // A column that no field has the name of says nothing.
    assert_eq!(ranked(&block(vec![("unknown", text)])), Ok(vec![String::new()]));
    let few = ListArray::new_null(
        Arc::new(arrow_schema::Field::new_list_field(arrow_schema::DataType::Int64, true)),
        1,
    );
    let mut with_history = block(vec![("age", Arc::new(Int64Array::from(vec![18, 18])))]);
    with_history.history = Some(few);
    let refused = ranked(&with_history).expect_err("it is no history");
    assert!(refused.starts_with("the history's history cannot be read"), "{refused}");
}

#[test]
fn blocks_are_answered_in_their_order_by_any_number_of_threads() {
    let plan = Plan::new(&catalog());
    let call = Call { count: 2, ..Call::new("e/web") };
    let ages = |start: i64| -> ArrayRef { Arc::new((start..start + 9).collect::<Int64Array>()) };
    let answers = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
        let mut found = Vec::new();
        let blocks = (0..40).map(|start| Ok::<_, BlockError>(block(vec![("age", ages(start))])));
        pool.install(|| {
            rank_blocks(&plan, &call, jiff::Timestamp::UNIX_EPOCH, blocks, |answers| {
                found.push(answers.num_rows());
                Ok(())
            })
        })
        .expect("the columns fit");
        found
    };
    let expected: Vec<usize> = (0..40_usize).map(|start| (start + 9).saturating_sub(18).min(9)).collect();
    assert_eq!(answers(1), expected);
    assert_eq!(answers(3), expected);
}

/// Of the first contact the rules of all offers ask too much together, and none is run: those of the next are, as if nobody had
/// come before.
#[test]
fn what_is_refused_for_one_contact_is_not_for_the_next() {
    let offer = |number: usize| {
        format!(
            r#"(name: "o{number}", live_on: ["web"], weights: [(value: 5)],
                target: "profile.likes.exists(one, profile.likes.exists(other, one + other == 'golfgolf'))")"#
        )
    };
    let all: Vec<String> = (0..200).map(offer).collect();
    let (before, _) = CATALOG.split_once("offers: [").expect("the offers");
    let text = format!("{before}offers: [{}])])])", all.join(","));
    let catalog: Catalog = ron::from_str(&text).expect("a catalog");
    let plan = Plan::new(&Arc::new(catalog));
    let call = Call { count: 2, ..Call::new("e/web") };
    let many: Vec<Option<String>> = (0..400).map(|number| Some(number.to_string())).collect();
    let lists = [many, vec![Some("golf".to_owned())]];
    let mut likes = arrow_array::builder::ListBuilder::new(arrow_array::builder::StringBuilder::new());
    for list in lists {
        likes.append_value(list);
    }
    let block = block(vec![("likes", Arc::new(likes.finish()))]);
    let mut ranker = BlockRanker::new(&plan, &call, jiff::Timestamp::UNIX_EPOCH).expect("the space exists");
    let found = offers(&ranker.rank(&block).expect("lists of texts"), 2);
    assert_eq!(found, ["", "o0 o1"]);
    let read = ranker.read(&block).expect("lists of texts");
    let mut one_by_one = Ranker::new(&plan, &call, jiff::Timestamp::UNIX_EPOCH).expect("the space exists");
    for (row, found) in found.iter().enumerate() {
        let person = Arc::new(read.person(None, plan.zone(), row));
        let best: Vec<&str> = one_by_one.best_for(&person).iter().map(|it| it.offer).collect();
        assert_eq!(best.join(" ").replace("e/", ""), *found);
    }
}
