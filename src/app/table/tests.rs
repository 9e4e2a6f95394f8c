//! What holds of rows and of what is pasted into them, whatever the catalog has.

use super::*;
use crate::model::{Field, Period, Weight, WeightValue};
use crate::model::{Offer, Value};
use crate::rule::RuleTable;
use crate::storage;
use proptest::prelude::*;

const CATALOG: &str = r#"Catalog(format: 1, name: "c",
    offer_fields: [Field(name: "price", label: "Price", type: Decimal), Field(name: "months", type: Integer)],
    environments: [Environment(name: "e", stage: Design(live: "live"), targeting_dimension: "d", categories: [
        Category(name: "a", label: "A"), Category(name: "b", label: "B"),
    ])])"#;

pub(super) fn catalog(offers: Vec<Offer>) -> Arc<Catalog> {
    let mut catalog = Catalog::clone(&storage::read(CATALOG.as_bytes()).expect("a catalog").catalog);
    let environment = Arc::make_mut(&mut catalog.environments[0]);
    for (index, offer) in offers.into_iter().enumerate() {
        let category = Arc::make_mut(&mut environment.categories[index % 2]);
        category.offers.push(Arc::new(offer));
    }
    Arc::new(catalog)
}

fn rows(catalog: &Arc<Catalog>, filter: &Filter, sort: Option<&Sort>) -> Rows {
    Rows::of(&source(catalog, filter, sort, Language::En), &RuleTable::default(), None)
}

pub(super) fn source(
    catalog: &Arc<Catalog>,
    filter: &Filter,
    sort: Option<&Sort>,
    language: Language,
) -> Source {
    let (scope, issues) = (Ref::Environment("e".into()), Same::of(&Arc::default()));
    Source {
        catalog: Same::of(catalog),
        issues,
        scope,
        filter: filter.clone(),
        sort: sort.cloned(),
        language,
    }
}

fn any_offer() -> impl Strategy<Value = Offer> {
    let day = prop::option::of(1..28_u8);
    let price = prop::option::of(-50..50_i64);
    ("[a-c]", "[a-c é]{0,3}", any::<bool>(), day, price).prop_map(|(name, label, enabled, day, price)| {
        let mut offer = Offer { enabled, ..Offer::new(name, label) };
        offer.period =
            Period { from: day.and_then(|day| format!("2026-01-{day:02}").parse().ok()), until: None };
        if let Some(price) = price {
            offer.content.fields.insert("price".into(), Value::Integer(price));
            offer.weights.push(Weight {
                label: String::new(),
                value: WeightValue::Number(-2.0),
                period: Period::default(),
                space: None,
                target: String::new(),
            });
        }
        offer
    })
}

#[test]
fn a_name_that_occurs_twice_is_written_nowhere() {
    let catalog = catalog(vec![Offer::new("x", "One"), Offer::new("x", "Two")]);
    let rows = rows(&catalog, &Filter::default(), None);
    let fixed: Vec<_> = rows.shown.iter().map(|row| rows.fixed(row, &Column::Label)).collect();
    assert_eq!(fixed, [None, Some("table-fixed-twin")], "an edit would change the first of them");
}

#[test]
fn a_filter_takes_what_a_person_reads() {
    let mut dear = Offer::new("dear", "Très cher");
    dear.content.title = "Luxe".into();
    let catalog = catalog(vec![dear, Offer { code: "Z9".into(), ..Offer::new("cheap", "Cheap") }]);
    let found = |text: &str| {
        let filter = Filter { text: text.into(), ..Filter::default() };
        rows(&catalog, &filter, None).shown.iter().map(|row| row.offer.name.clone()).collect::<Vec<_>>()
    };
    assert_eq!(found("TRES"), ["dear"]);
    assert_eq!(found("luxe"), ["dear"]);
    assert_eq!(found("z9"), ["cheap"]);
    assert_eq!(found("ch"), ["dear", "cheap"]);
    assert!(found("nothing").is_empty());
}

#[test]
fn rules_are_searched_and_sorted_as_they_are_read() {
    let rule = |name: &str, target: &str| Offer { target: target.into(), ..Offer::new(name, name) };
    let catalog = catalog(vec![rule("x", "offer.price > 5"), rule("y", "offer.months > 5"), rule("z", "")]);
    let found = |text: &str| {
        let filter = Filter { text: text.into(), ..Filter::default() };
        rows(&catalog, &filter, None).shown.iter().map(|row| row.offer.name.clone()).collect::<Vec<_>>()
    };
    assert_eq!(found("price is MORE"), ["x"]);
    assert_eq!(found("offer.price >"), ["x"], "as they are typed too");
    let sort = Sort { column: Column::Target, descending: false };
    let sorted = rows(&catalog, &Filter::default(), Some(&sort));
    let names: Vec<_> = sorted.shown.iter().map(|row| row.offer.name.as_str()).collect();
    assert_eq!(names, ["y", "x", "z"], "months before price; what has no rule last");
    assert_eq!(sorted.text(&sorted.shown[0], &Column::Target, Language::En), "offer.months > 5");
}

#[test]
fn a_field_without_a_declaration_is_read_only() {
    let catalog = catalog(vec![Offer::new("x", "X")]);
    let rows = rows(&catalog, &Filter::default(), None);
    assert_eq!(rows.fixed(&rows.shown[0], &Column::Field("gone".into())), Some("table-fixed"));
    let twice = Field { label: "Again".into(), ..catalog.offer_fields[0].clone() };
    let mut doubled = Catalog::clone(&catalog);
    doubled.offer_fields.push(twice);
    assert_eq!(Column::all(&doubled), Column::all(&catalog), "a field declared twice is one column");
}

proptest! {
    #[test]
    fn sorting_loses_nothing_and_leaves_empty_cells_last(
        offers in prop::collection::vec(any_offer(), 0..12),
        at in 0..32_usize,
        descending in any::<bool>(),
    ) {
        let catalog = catalog(offers);
        let columns = Column::all(&catalog);
        let column = columns[at % columns.len()].clone();
        let sort = Sort { column: column.clone(), descending };
        let plain = rows(&catalog, &Filter::default(), None);
        let sorted = rows(&catalog, &Filter::default(), Some(&sort));
        let texts = |rows: &Rows| -> Vec<String> {
            rows.shown.iter().map(|row| rows.text(row, &column, Language::En)).collect()
        };
        let (mut before, mut after) = (texts(&plain), texts(&sorted));
        let filled = after.iter().take_while(|text| !text.is_empty()).count();
        prop_assert!(after[filled..].iter().all(String::is_empty));
        before.sort();
        after.sort();
        prop_assert_eq!(before, after);
        if column == Column::Field("price".into()) {
            let prices = sorted.shown.iter().filter_map(|row| match row.offer.content.fields.get("price") {
                Some(Value::Integer(price)) => Some(if descending { -price } else { *price }),
                _ => None,
            });
            prop_assert!(prices.collect::<Vec<_>>().is_sorted());
        }
    }

    #[test]
    fn a_block_is_pasted_as_if_typed_cell_by_cell(
        offers in prop::collection::vec(any_offer(), 1..6),
        block in prop::collection::vec(prop::collection::vec("[0-9a-c,.;]{0,3}|yes|2026-02-03", 1..5), 1..7),
        from in (0..6_usize, 0..16_usize),
    ) {
        let catalog = catalog(offers);
        let rows = rows(&catalog, &Filter::default(), None);
        let columns = Column::all(&catalog);
        let (row, first) = (from.0 % rows.shown.len(), from.1 % columns.len());
        let plan = Plan::new(&catalog, &rows, (row, &columns[first..]), &block, Language::En);
        let (mut changed, mut refused) = (Vec::new(), 0);
        for (row, line) in rows.shown[row..].iter().zip(&block) {
            let mut offer = Offer::clone(&row.offer);
            for (column, text) in columns[first..].iter().zip(line) {
                if rows.text(row, column, Language::En) == *text {
                    continue;
                }
                let typed = paste::typed(&catalog, &offer, column, text);
                match typed.ok().filter(|_| rows.fixed(row, column).is_none()) {
                    Some(next) => offer = next,
                    None => refused += 1,
                }
            }
            if offer != *row.offer {
                changed.push(offer);
            }
        }
        prop_assert_eq!(&plan.changed, &changed);
        prop_assert_eq!(plan.refused_count, refused);
        prop_assert!(plan.cells >= changed.len());
        prop_assert_eq!(plan.lines_beyond, block.len().saturating_sub(rows.shown.len() - row));
    }
}
