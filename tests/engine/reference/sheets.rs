//! Random catalogs as spreadsheets: what was not touched changes nothing, and what was changed in one catalog is what its
//! sheet changes in the other, whatever texts, numbers and dates those are.

use super::generate::Random;
use super::{Trial, given};
use std::path::Path;
use std::sync::Arc;
use vitrine::document::Edit;
use vitrine::model::{
    Catalog, Content, Entity, FieldType, Moment, Offer, Period, Ref, Stage, Value, Weight, WeightValue,
};
use vitrine::sheet::{Scope, SheetFormat, changes, read, write};
use vitrine::text::Language;

/// Catalogs of a usual run.
const USUAL_CATALOGS: usize = 40;

const TEXTS: [&str; 24] = [
    "=1+1",
    "+33 1",
    "-5 %",
    "@home",
    "'=quoted",
    "''twice",
    "'plain",
    " led",
    "trailed ",
    "two\nlines",
    "\ttab",
    "é☃ 😀",
    "1,5",
    "2026-07-01",
    "31/12/2026",
    "TRUE",
    "007",
    "say \"hi\"; bye, now",
    "_x0041_ _x000D_",
    "<b>&amp;</b>",
    "1E5",
    " ＝full",
    "control\u{1}\u{7f}",
    "line\u{2028}end",
];
const MOMENTS: [&str; 8] = [
    "2026-07-01",
    "2026-07-01T08:30",
    "2026-07-01T00:00",
    "2026-07-01T08:30:15",
    "2026-12-31T23:59:59.5",
    "2026-07-01T08:30+02:00",
    "0001-01-01",
    "9999-12-31",
];
const NUMBERS: [f64; 9] = [0.0, 1.0, -2.5, 0.1, 1e-7, 1_234_567.891, 12.345, 1e21, 1_000.0];

#[test]
fn a_sheet_brings_back_what_was_changed_and_nothing_else() {
    let folder = tempfile::tempdir().expect("a folder");
    let start = given("VITRINE_REFERENCE_SEED", 0) as u64;
    for seed in start..start + given("VITRINE_REFERENCE_DECISIONS", USUAL_CATALOGS) as u64 {
        let (trial, mut random) = Trial::new(seed);
        let catalog = with_every_column(&Arc::new(Catalog::clone(&trial.world.catalog)));
        let edited = edited(&catalog, &mut random);
        for (format, name) in [(SheetFormat::Csv, "a.csv"), (SheetFormat::Xlsx, "a.xlsx")] {
            for language in Language::ALL {
                let path = folder.path().join(name);
                let at = format!("seed {seed}, {name}, {language:?}");
                put(&path, &catalog, format, language);
                let none = changes(&catalog, &read(&path).expect("it is read")).expect(&at);
                assert_eq!((none.offers, &none.notes[..]), (0, &[][..]), "{at}");
                put(&path, &edited, format, language);
                let found = changes(&catalog, &read(&path).expect("it is read")).expect(&at);
                let back = found.edit.apply(&catalog).unwrap_or_else(|| Arc::clone(&catalog));
                let (back, edited) = (without_blanks(&back), without_blanks(&edited));
                assert_eq!(back.environments, edited.environments, "{at}");
            }
        }
    }
}

fn put(path: &Path, catalog: &Catalog, format: SheetFormat, language: Language) {
    let bytes = write(catalog, Scope::All, format, language).expect("it can be written");
    assert_eq!(bytes, write(catalog, Scope::All, format, language).expect("it can be written"));
    std::fs::write(path, bytes).expect("room");
}

/// How the names of offers begin that stay as they are.
const UNTOUCHED: &str = "untouched";

/// The catalog with offers that use every column that another offer may: a column that nobody uses is not in a sheet, and
/// what is not in a sheet is not changed by it.
fn with_every_column(catalog: &Arc<Catalog>) -> Arc<Catalog> {
    let mut edits = Vec::new();
    for environment in catalog.environments.iter().filter(|it| it.stage != Stage::Live) {
        let Some(category) = environment.categories.first() else { continue };
        let parent = Ref::Category(environment.name.clone(), category.name.clone());
        for (name, value) in [
            ("untouched_number", WeightValue::Number(1.0)),
            ("untouched_formula", WeightValue::Formula("1.0".to_owned())),
        ] {
            let moment = || "2026-07-01".parse().ok();
            let weight = Weight {
                label: "All".to_owned(),
                value,
                period: Period { from: moment(), until: moment() },
                space: environment.spaces.first().map(|space| space.name.clone()),
                target: "profile.age > 30".to_owned(),
            };
            let mut offer = Offer::new(name, "All");
            offer.weights = vec![weight; 12];
            offer.content = full(catalog);
            offer.content.spaces =
                environment.spaces.iter().map(|space| (space.name.clone(), full(catalog))).collect();
            let entity = Entity::Offer(Arc::new(offer));
            edits.push(Edit::Insert { parent: parent.clone(), index: None, entity });
        }
    }
    Edit::All(edits).apply(catalog).unwrap_or_else(|| Arc::clone(catalog))
}

/// Content with something in every field.
fn full(catalog: &Catalog) -> Content {
    let text = || "All".to_owned();
    let mut content = Content { title: text(), html: text(), text: text(), ..Content::default() };
    (content.destination_url, content.image_url) = (text(), text());
    for field in &catalog.offer_fields {
        let value = match &field.field_type {
            FieldType::Text => Value::Text(text()),
            FieldType::Integer => Value::Integer(1),
            FieldType::Decimal => Value::Decimal(1.5),
            FieldType::Boolean => Value::Boolean(true),
            FieldType::Date | FieldType::DateTime => Value::Text("2026-07-01".to_owned()),
            FieldType::Choice(choices) => Value::Text(choices.first().cloned().unwrap_or_default()),
            FieldType::List => Value::List(vec![text()]),
        };
        content.fields.insert(field.name.clone(), value);
    }
    content
}

/// The catalog without fields that are blank, which a cell cannot tell from those that are missing.
fn without_blanks(catalog: &Arc<Catalog>) -> Arc<Catalog> {
    fn tidy(content: &mut Content) {
        content.fields.retain(|_, value| match value {
            Value::Text(text) => !text.is_empty(),
            Value::List(items) => !items.is_empty(),
            _ => true,
        });
        content.spaces.values_mut().for_each(tidy);
        content.spaces.retain(|_, own| *own != Content::default());
    }
    let mut edits = Vec::new();
    for environment in catalog.environments.iter().filter(|it| it.stage != Stage::Live) {
        environment.walk_categories(|_, category| {
            for offer in &category.offers {
                let mut tidied = Offer::clone(offer);
                tidy(&mut tidied.content);
                let at = Ref::Offer(environment.name.clone(), offer.name.clone());
                edits.push(Edit::Put(at, Entity::Offer(Arc::new(tidied))));
            }
        });
    }
    Edit::All(edits).apply(catalog).unwrap_or_else(|| Arc::clone(catalog))
}

/// The catalog with other values in what sheets have of its offers.
fn edited(catalog: &Arc<Catalog>, random: &mut Random) -> Arc<Catalog> {
    let mut edits = Vec::new();
    for environment in catalog.environments.iter().filter(|it| it.stage != Stage::Live) {
        let spaces: Vec<String> = environment.spaces.iter().map(|space| space.name.clone()).collect();
        environment.walk_categories(|_, category| {
            for offer in category.offers.iter().filter(|it| !it.name.starts_with(UNTOUCHED)) {
                if random.percent(60) {
                    let next = changed(catalog, offer, &spaces, random);
                    let at = Ref::Offer(environment.name.clone(), offer.name.clone());
                    edits.push(Edit::Put(at, Entity::Offer(Arc::new(next))));
                }
            }
        });
    }
    Edit::All(edits).apply(catalog).unwrap_or_else(|| Arc::clone(catalog))
}

fn changed(catalog: &Catalog, offer: &Offer, spaces: &[String], random: &mut Random) -> Offer {
    let mut next = offer.clone();
    next.label = text(random);
    if random.percent(30) {
        next.code = text(random);
    }
    next.enabled = random.percent(80);
    next.period = period(random);
    if random.percent(50) {
        next.weights = (0..random.below(4)).map(|_| weight(spaces, random)).collect();
    }
    fill(catalog, &mut next.content, random);
    if random.percent(40) && !spaces.is_empty() {
        let space = random.pick(spaces);
        let mut content = Content::default();
        fill(catalog, &mut content, random);
        if content == Content::default() {
            next.content.spaces.shift_remove(&space);
        } else {
            next.content.spaces.insert(space, content);
        }
    }
    next
}

fn fill(catalog: &Catalog, content: &mut Content, random: &mut Random) {
    for field in [&mut content.title, &mut content.html, &mut content.text, &mut content.destination_url] {
        if random.percent(50) {
            *field = text(random);
        }
    }
    for field in &catalog.offer_fields {
        if random.percent(50) {
            match value(&field.field_type, random) {
                Some(value) => drop(content.fields.insert(field.name.clone(), value)),
                None => drop(content.fields.shift_remove(&field.name)),
            }
        }
    }
}

fn value(field_type: &FieldType, random: &mut Random) -> Option<Value> {
    if random.percent(20) {
        return None;
    }
    Some(match field_type {
        FieldType::Text => Value::Text(random.pick(&TEXTS).to_owned()),
        FieldType::Integer => Value::Integer(random.pick(&[0, -7, 1_234_567, i64::MAX, 1 << 53])),
        FieldType::Decimal => Value::Decimal(random.pick(&NUMBERS)),
        FieldType::Boolean => Value::Boolean(random.percent(50)),
        FieldType::Date => Value::Text("2026-02-03".to_owned()),
        FieldType::DateTime => Value::Text(random.pick(&MOMENTS).to_owned()),
        FieldType::Choice(choices) => Value::Text(random.pick(choices)),
        FieldType::List => {
            let lists: [&[&str]; 4] = [&["a", "b c"], &["one; two"], &["", "x\ny"], &[]];
            Value::List(random.pick(&lists).iter().map(|&item| item.to_owned()).collect())
        }
    })
}

fn text(random: &mut Random) -> String {
    if random.percent(15) { String::new() } else { random.pick(&TEXTS).to_owned() }
}

fn moment(random: &mut Random) -> Option<Moment> {
    random.maybe(60, |random| random.pick(&MOMENTS).parse().expect("a moment"))
}

fn period(random: &mut Random) -> Period {
    Period { from: moment(random), until: moment(random) }
}

fn weight(spaces: &[String], random: &mut Random) -> Weight {
    let value = if random.percent(70) {
        WeightValue::Number(random.pick(&NUMBERS))
    } else {
        WeightValue::Formula(random.pick(&["-1.0", "10.0 + double(profile.age)"]).to_owned())
    };
    let space = if spaces.is_empty() { None } else { random.maybe(30, |random| random.pick(spaces)) };
    let target = if random.percent(30) { "profile.age > 30".to_owned() } else { String::new() };
    Weight { label: text(random), value, period: period(random), space, target }
}
