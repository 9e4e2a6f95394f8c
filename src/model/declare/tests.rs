//! The declarations fit the form in which a file has the fields.

use super::*;
use crate::model::{Catalog, Entity, Ref};
use serde_json::Value;
use std::collections::BTreeSet;
use std::sync::Arc;

/// A catalog with every field that the format has.
const EVERYTHING: &str = include_str!("../../../tests/golden/everything.catalog.ron");

/// Each entity of a catalog without what is inside it.
fn entities(catalog: &Arc<Catalog>) -> Vec<Entity> {
    let mut all = vec![Entity::Catalog(Arc::clone(catalog))];
    let mut copy = Catalog::clone(catalog);
    copy.change_each(&mut |_, entity| {
        all.push(entity.clone());
        None
    });
    all.iter().map(Entity::own).collect()
}

fn everything() -> Arc<Catalog> {
    Arc::new(ron::from_str(EVERYTHING).expect("a catalog"))
}

/// Whether a value is written as what holds it says; notes the declarations that it comes by.
fn fits(holds: &'static FieldKind, value: &Value, seen: &mut BTreeSet<*const Declaration>) -> bool {
    let mut below = |holds, value: &Value| fits(holds, value, seen);
    match (holds, value) {
        (FieldKind::Choice(_), Value::String(name)) => holds.choice(name).is_some_and(Choice::is_bare),
        (FieldKind::Choice(_), Value::Object(map)) => map.iter().all(|(name, value)| {
            map.len() == 1 && holds.choice(name).is_some_and(|choice| below(&choice.holds, value))
        }),
        (FieldKind::List(item), Value::Array(items)) => items.iter().all(|value| below(item, value)),
        (FieldKind::Map(_, item), Value::Object(map)) => map.values().all(|value| below(item, value)),
        (FieldKind::Part(declarations), Value::Object(map)) => fields_fit(declarations(), map, seen),
        (FieldKind::Value(text), Value::Array(items)) => items.iter().all(|value| below(text, value)),
        (FieldKind::Value(_), value) => !value.is_object() && !value.is_null(),
        (FieldKind::Formula | FieldKind::Decimal, value) if value.is_number() => true,
        (FieldKind::Flag, value) => value.is_boolean(),
        (FieldKind::Whole, value) => value.is_u64(),
        (
            FieldKind::Choice(_)
            | FieldKind::List(_)
            | FieldKind::Map(..)
            | FieldKind::Part(_)
            | FieldKind::Entities(_)
            | FieldKind::Decimal
            | FieldKind::Nothing,
            _,
        ) => false,
        // All others are texts.
        (_, value) => value.is_string(),
    }
}

fn fields_fit(
    declarations: &'static [Declaration],
    fields: &serde_json::Map<String, Value>,
    seen: &mut BTreeSet<*const Declaration>,
) -> bool {
    fields.iter().all(|(name, value)| {
        let declaration = declarations.iter().find(|it| it.name == name);
        let fits = declaration.is_some_and(|it| {
            seen.insert(std::ptr::from_ref(it));
            fits(&it.holds, value, seen)
        });
        assert!(fits, "{name}: {value} is not {:?}", declaration.map(|it| it.holds));
        fits
    })
}

/// Every declaration that can be come by from those of a kind, each once.
fn all_below(declarations: &'static [Declaration], all: &mut Vec<&'static Declaration>) {
    fn of(holds: &'static FieldKind, all: &mut Vec<&'static Declaration>) {
        match holds {
            FieldKind::Part(declarations) => all_below(declarations(), all),
            FieldKind::Choice(choices) => choices().iter().for_each(|choice| of(&choice.holds, all)),
            FieldKind::List(item) | FieldKind::Map(_, item) => of(item, all),
            _ => {}
        }
    }
    for declaration in declarations {
        if all.iter().all(|known| !std::ptr::eq(*known, declaration)) {
            all.push(declaration);
            of(&declaration.holds, all);
        }
    }
}

#[test]
fn every_declared_field_is_in_the_file_and_holds_what_is_declared() {
    let mut seen = BTreeSet::new();
    for entity in entities(&everything()) {
        let Ok(Value::Object(fields)) = serde_json::to_value(&entity) else { panic!("{entity:?}") };
        assert!(fields_fit(entity.kind().declarations(), &fields, &mut seen), "{entity:?}");
    }
    let mut all = Vec::new();
    for kind in EntityKind::ALL {
        all_below(kind.declarations(), &mut all);
    }
    let own = all.iter().filter(|it| !matches!(it.holds, FieldKind::Entities(_)));
    let missing: Vec<&str> =
        own.filter(|it| !seen.contains(&std::ptr::from_ref(**it))).map(|it| it.name).collect();
    assert!(missing.is_empty(), "the golden file has none of {missing:?}");
}

#[test]
fn an_entity_is_found_by_its_reference_and_put_back_as_it_is_written() {
    let catalog = everything();
    let mut copy = Catalog::clone(&catalog);
    let mut kinds = BTreeSet::new();
    copy.change_each(&mut |at, entity| {
        assert_eq!(catalog.entity(at).as_ref(), Some(entity), "{at:?}");
        assert_eq!((at.kind(), at.name()), (entity.kind(), entity.name()));
        let (holder, index) = catalog.position(at).expect("it stands somewhere");
        let list = catalog.list(&holder, at.kind()).expect("the list that it stands in");
        assert_eq!(list.get(index).as_ref(), Some(entity), "{at:?}");
        let written = serde_json::to_value(entity).expect("written");
        let read = serde::de::DeserializeSeed::deserialize(at.kind(), written).expect("read");
        assert_eq!(read, *entity);
        kinds.insert(at.kind());
        Some(read)
    });
    assert_eq!(copy, *catalog);
    assert_eq!(kinds.len() + 1, EntityKind::ALL.len(), "all but the catalog itself: {kinds:?}");
    assert_eq!(catalog.position(&Ref::Catalog), None);
}

#[test]
fn texts_are_visited_with_the_way_to_each() {
    let catalog = everything();
    let offers = |catalog: &Catalog| {
        let mut all = Vec::new();
        catalog.clone().change_each(&mut |at, entity| {
            entity.read_texts(&mut |to, _, text| {
                all.push((at.clone(), to.steps(), text.to_owned()));
            });
            None
        });
        all
    };
    let before = offers(&catalog);
    let mut changed = Catalog::clone(&catalog);
    changed.change_each(&mut |_, entity| {
        let mut next = entity.clone();
        next.write_texts(&mut |_, holds, text| {
            if matches!(holds, FieldKind::Text) {
                text.push('!');
            }
        });
        Some(next)
    });
    let after = offers(&changed);
    assert_eq!(before.len(), after.len());
    let different = before.iter().zip(&after).filter(|(one, other)| one != other);
    let different: Vec<_> = different.map(|((_, steps, old), (_, _, new))| (steps, old, new)).collect();
    assert!(different.len() > 20 && different.iter().all(|(_, old, new)| format!("{old}!") == **new));
}
