//! What sheets are to people: headings, what spreadsheets make of them, and what is said of cells that cannot be.

use super::*;
use crate::storage;
use std::path::Path;
use std::sync::Arc;

const CATALOG: &str = r#"#![enable(implicit_some)]
Catalog(format: 1, name: "shop", time_zone: "Europe/Paris",
    dimensions: [Dimension(name: "r", kind: Recipient, key: ["id"], fields: [Field(name: "id", type: Text)])],
    offer_fields: [Field(name: "price", label: "Price", type: Decimal), Field(name: "t", label: "Title", type: Text)],
    environments: [
        Environment(name: "design", stage: Design(live: "live"), targeting_dimension: "r",
            spaces: [Space(name: "web", channel: InboundWeb, content_fields: [ContentField(name: "title")])],
            categories: [Category(name: "all", offers: [
                Offer(name: "one", label: "=SUM(1)", code: "007", period: Period(from: "2026-03-04", until: "2026-12-31"),
                    weights: [Weight(label: "Base", value: 12.5)], content: Content(title: "One", fields: {"price": 9.9})),
                Offer(name: "two", label: "Two", weights: [Weight(value: "1.0 + 1.0")]),
            ])]),
        Environment(name: "live", stage: Live, targeting_dimension: "r",
            categories: [Category(name: "all", offers: [Offer(name: "one", label: "One")])]),
    ])"#;

fn catalog() -> Arc<Catalog> {
    storage::read(CATALOG.as_bytes()).expect("a catalog").catalog
}

fn csv(language: Language) -> String {
    let bytes = write(&catalog(), Scope::Design, SheetFormat::Csv, language).expect("written");
    String::from_utf8(bytes).expect("UTF-8")
}

/// What a sheet of these bytes changes.
fn applied(bytes: &[u8]) -> Result<Changes, Vec<String>> {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("sheet.csv");
    std::fs::write(&path, bytes).expect("room");
    of_file(&path)
}

fn of_file(path: &Path) -> Result<Changes, Vec<String>> {
    let grid = read(path).map_err(|message| vec![Language::En.say(&message)])?;
    changes(&catalog(), &grid).map_err(|problems| {
        problems.iter().map(|it| format!("{} {}", it.place, Language::En.say(&it.sentence()))).collect()
    })
}

/// The offer `one` after the changes.
fn one(changes: &Changes) -> Arc<crate::model::Offer> {
    let next = changes.edit.apply(&catalog()).unwrap_or_else(catalog);
    Arc::clone(next.environment("design").expect("it").offer("one").expect("it").1)
}

#[test]
fn a_sheet_has_the_words_and_the_customs_of_its_language() {
    let english = csv(Language::En);
    let mut lines = english.trim_start_matches('\u{feff}').lines();
    let heading = lines.next().expect("a heading");
    assert!(
        heading.starts_with(
            "Environment,Category,Offer,Label,Code,Enabled,From,Until,Rule,Weight 1: label,Weight 1,"
        ),
        "{heading}"
    );
    assert!(
        heading.contains(",Title [content.title],Price,Title [content.t],Content approval,"),
        "{heading}"
    );
    let row = lines.next().expect("a row");
    assert!(
        row.starts_with("design,all,one,'=SUM(1),007,TRUE,2026-03-04,2026-12-31,,Base,12.5,,One,9.9,"),
        "{row}"
    );
    let french = csv(Language::Fr);
    assert!(
        french.starts_with("\u{feff}Environnement;Catégorie;Offre;Libellé;Code;Activée;Du;Au;"),
        "{french}"
    );
    assert!(french.contains(";12,5;") && french.contains(";9,9;"), "{french}");
    assert!(!english.contains("live,"), "Live is read-only");
}

#[test]
fn what_excel_makes_of_a_sheet_is_read() {
    // Windows-1252, semicolons, a decimal comma, days as the country writes them, a comment of somebody's own.
    let text = "Environnement;Offre;Libellé;Du;Poids 1;Price;Remarque\r\n\
                design;one;Été;04/03/2026;1\u{a0}234,5;8,90;à voir\r\n;;;;;;\r\n";
    let bytes: Vec<u8> = text.chars().map(|c| u8::try_from(u32::from(c)).expect("in Latin-1")).collect();
    let changes = applied(&bytes).expect("it is read");
    let offer = one(&changes);
    assert_eq!((offer.label.as_str(), offer.code.as_str()), ("Été", "007"));
    assert_eq!(offer.weights[0].value, crate::model::WeightValue::Number(1234.5));
    assert_eq!(offer.weights[0].label, "Base");
    assert_eq!(offer.content.fields.get("price"), Some(&crate::model::Value::Decimal(8.9)));
    assert_eq!(
        offer.period.from,
        catalog().environment("design").expect("it").offer("one").expect("it").1.period.from
    );
    assert_eq!((changes.rows, changes.offers), (1, 1));
    assert_eq!(changes.notes.iter().map(|it| it.id).collect::<Vec<_>>(), ["sheet-columns-not-read"]);
    // The same day says that the month comes first.
    let american =
        applied(b"Environment,Offer,From,Until\ndesign,one,3/4/2026,11/12/2026\n").expect("it is read");
    assert_eq!(one(&american).period.until, "2026-11-12".parse().ok());
}

#[test]
fn a_mark_between_thousands_is_read_where_a_cell_tells_that_it_is_one() {
    for (text, price) in [
        ("Environment;Offer;Weight 1;Price\ndesign;one;12,5;1.234\n", 1234.0),
        ("Environment;Offer;Weight 1;Price\ndesign;one;7,25;1.234\n", 1234.0),
        ("Environment,Offer,Price\ndesign,one,\"1,234.0\"\n", 1234.0),
        // What a file of that kind has before decimals.
        ("Environment;Offer;Price\ndesign;one;1,234\n", 1.234),
        ("Environment,Offer,Price\ndesign,one,1.234\n", 1.234),
    ] {
        let changes = applied(text.as_bytes()).unwrap_or_else(|problems| panic!("{text}: {problems:?}"));
        let value = one(&changes).content.fields.get("price").cloned();
        assert_eq!(value, Some(crate::model::Value::Decimal(price)), "{text}");
    }
}

#[test]
fn a_day_that_a_program_wrote_with_its_midnight_is_that_day() {
    use cell::{Cell, Kind, Raw};
    let read = |text: &str| {
        let kind = Kind::Field(&crate::model::FieldType::Date);
        Raw::Text(text.to_owned()).read(kind, crate::audience::import::Customs::default())
    };
    let day = Cell::Moment("2026-05-06".parse().expect("a day"));
    assert_eq!(read("2026-05-06 00:00:00"), Ok(day.clone()));
    assert_eq!(read("6.5.2026"), Ok(day));
    assert!(read("2026-05-06 08:00").is_err());
}

#[test]
fn a_weight_is_added_and_taken_away() {
    let changes = applied(
        b"Environment,Offer,Weight 2,Weight 2: label,Weight 1,Weight 1: label\ndesign,one,7,More,,\n",
    );
    let offer = one(&changes.expect("it is read"));
    let weights: Vec<_> = offer.weights.iter().map(|it| (it.label.as_str(), it.value.clone())).collect();
    assert_eq!(weights, [("More", crate::model::WeightValue::Number(7.0))]);
}

#[test]
fn nothing_changes_where_a_cell_cannot_be_taken_over() {
    for (text, said) in [
        ("Environment,Offer,Price\ndesign,one,cheap\ndesign,two,3\n", "C2 Price: This is not a number."),
        (
            "Title of it\n\nenvironment,name,weights.1.value\ndesign,one,x\n",
            "C4 weights.1.value: This is not a number.",
        ),
        // Line ends of Windows, a title of two lines, an empty line.
        (
            "\"Two\nlines\"\r\n\r\nEnvironment,Offer,Price\r\ndesign,two,\"1\"\r\ndesign,one,cheap\r\n",
            "C5 Price: This is not a number.",
        ),
        ("Environment,Offer\r\ndesign,three", "B2 There is no offer “three” in the environment “design”."),
        ("Environment,Offer\ndesign,three\n", "B2 There is no offer “three” in the environment “design”."),
        ("Environment,Offer\ndesign,one\ndesign,one\n", "B3 The offer “one” is already in row 2."),
        ("Environment,Offer,Label\nlive,one,New\n", "B2 The offer “one” is in a Live environment"),
        (
            "Environment,Offer,Category\ndesign,one,other\n",
            "C2 Category: The offer “one” is in the category “all”.",
        ),
        ("Environment,Offer,Label,Label\ndesign,one,a,b\n", "D1 Label: This column is there twice."),
        ("Environment,Offer,Title\ndesign,one,a\n", "C1 Title: Several columns have this heading."),
        ("Environment,Offer,Rule\ndesign,one,profile.id ==\n", "C2 Rule: This is not a rule: "),
        ("Environment,Offer,Weight 1: space\ndesign,one,mail\n", "The environment has no space “mail”."),
        ("Environment,Offer,Weight 1\ndesign,one,\n", "This weight has neither a number nor a formula."),
        (
            "Environment,Offer,Weight 1: formula\ndesign,one,2.0\n",
            "A weight has a number or a formula, not both.",
        ),
        ("Environment,Offer,Until\ndesign,one,03/04/2027\n", "which part of this date is the month"),
        ("Environment,Offer,Enabled\ndesign,one,perhaps\n", "Expected TRUE or FALSE"),
        (
            "Environment,Offer,Text,Price\r\ndesign,one,\"a\r\nb\",9.9\r\ndesign,two,,cheap\r\n",
            "D3 Price: This is not a number.",
        ),
        // A separator that is not quoted shifts what stands behind it.
        (
            "Environment,Offer,Title (web),Label\ndesign,one,Hello, world,One\n",
            "E2 This cell stands behind the last heading.",
        ),
        ("Environment;Offer;Price\ndesign;one;1.234\n", "C2 Price: It is not clear whether this mark"),
        ("Environment,Offer,Price\ndesign,one,\"1,234\"\n", "Write 1234 or 1.234."),
        ("Environment,Offer\n\u{0}design,one\n", "is neither a workbook nor a text"),
        ("a,b\n1,2\n", "has no row of headings with “Environment” and “Offer”"),
    ] {
        let problems = applied(text.as_bytes()).expect_err(text);
        assert!(problems.iter().any(|problem| problem.contains(said)), "{text}: {problems:?}");
    }
}

#[test]
fn a_text_that_does_not_fit_in_a_cell_stays_as_it_is() {
    let long = "é".repeat(cell::LONGEST + 5);
    let catalog = storage::read(CATALOG.replace("title: \"One\"", &format!("title: \"{long}\"")).as_bytes());
    let catalog = catalog.expect("a catalog").catalog;
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.xlsx");
    let bytes = write(&catalog, Scope::Design, SheetFormat::Xlsx, Language::Fr).expect("written");
    std::fs::write(&path, bytes).expect("room");
    assert_eq!(changes(&catalog, &read(&path).expect("read")).expect("sound").offers, 0);
    let cut: String = long.chars().take(cell::LONGEST).collect();
    std::fs::write(&path, format!("environment,name,content.title\ndesign,one,{cut}\n")).expect("room");
    let problems = changes(&catalog, &read(&path).expect("read")).expect_err("cut");
    assert_eq!(problems[0].message.id, "sheet-text-cut");
}

#[test]
fn a_workbook_has_typed_cells_and_is_always_the_same() {
    use calamine::{Data, Reader, open_workbook_auto};
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.xlsx");
    let bytes = write(&catalog(), Scope::All, SheetFormat::Xlsx, Language::En).expect("written");
    assert_eq!(
        write(&catalog(), Scope::All, SheetFormat::Xlsx, Language::En).as_deref(),
        Ok(bytes.as_slice())
    );
    std::fs::write(&path, bytes).expect("room");
    let mut book = open_workbook_auto(&path).expect("a workbook");
    let range = book.worksheet_range("Offers").expect("a sheet");
    let row: Vec<&Data> = range.rows().nth(1).expect("a row").iter().collect();
    assert_eq!(row[3], &Data::String("=SUM(1)".to_owned()), "no formula");
    assert_eq!(row[4], &Data::String("007".to_owned()));
    assert_eq!(row[5], &Data::Bool(true));
    assert!(
        matches!(row[6], Data::DateTime(at) if at.to_ymd_hms_milli() == (2026, 3, 4, 0, 0, 0, 0)),
        "{:?}",
        row[6]
    );
    assert_eq!(row[10], &Data::Float(12.5));
    assert_eq!(book.worksheet_formula("Offers").expect("formulas").used_cells().count(), 0);
    assert_eq!(of_file(&path).expect("sound").offers, 0);
}
