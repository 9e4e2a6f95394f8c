//! A plan made after another one is the plan of the catalog, whatever was edited in between; and labels, which no rule
//! sees, have no rule read or compiled again. Counts work; measures no time.

use crate::support::{self, now};
use proptest::prelude::*;
use serde::de::DeserializeSeed;
use serde_json::Value;
use std::sync::Arc;
use vitrine::check::{Findings, check, check_after};
use vitrine::contacts::Population;
use vitrine::document::{Declared, Edit, PlacedEntity, duplicate, entities, position};
use vitrine::engine::{Plan, Report, decide, decide_best};
use vitrine::model::{Call, Catalog, Contact, Declaration, Entity, EntityKind, FieldKind, Ref};
use vitrine::rule::RuleWork;

/// Catalogs that edits begin with: one with every field, and a larger one.
const CATALOGS: [&str; 2] =
    [include_str!("../golden/everything.catalog.ron"), include_str!("../../catalogs/neobank.catalog.ron")];

/// Rules and formulas that are typed: of some, not every place sees the names, and some are no CEL.
const RULES: [&str; 8] = [
    "",
    "true",
    "profile.id > 3",
    "profile.tier == 'gold'",
    "filters.known()",
    "offer.price > 2.0 || offer.category == 'loans'",
    "10.0 + double(size(offer.name))",
    "profile.id >",
];

fn catalog(text: &str) -> Arc<Catalog> {
    Arc::new(ron::from_str(text).expect("a catalog"))
}

/// Numbers that an edit takes its choices from.
type Seed = [usize; 4];

/// One of several, chosen by a number.
fn pick<T>(all: &[T], number: usize) -> Option<&T> {
    all.get(number.checked_rem(all.len())?)
}

/// Another value of what is held, chosen by numbers; none where there is no other.
fn another(catalog: &Arc<Catalog>, holds: &FieldKind, value: &Value, seed: Seed) -> Option<Value> {
    let [_, _, here, below] = seed;
    let names = |kind: EntityKind, by_address: bool| -> Vec<String> {
        let all = entities(catalog).into_iter().map(|it| it.place.entity).filter(|at| at.kind() == kind);
        all.map(|at| match at.environment().filter(|_| by_address) {
            Some(environment) => format!("{environment}/{}", at.name()),
            None => at.name().to_owned(),
        })
        .collect()
    };
    Some(match holds {
        FieldKind::Rule(_) | FieldKind::Formula => Value::from(*pick(&RULES, here)?),
        FieldKind::Flag => Value::from(value != &Value::Bool(true)),
        FieldKind::Whole | FieldKind::Decimal => Value::from(here % 9),
        FieldKind::Moment => Value::from(*pick(&["2026-01-01", "2026-06-15T12:00", "2031-01-01"], here)?),
        FieldKind::Span => Value::from(*pick(&["9d", "1h"], here)?),
        FieldKind::Reference(kind) => Value::from(pick(&names(*kind, false), here)?.as_str()),
        FieldKind::Address(kind) => Value::from(pick(&names(*kind, true), here)?.as_str()),
        FieldKind::Choice(choices) => {
            let bare = choices().iter().filter(|it| matches!(it.holds, FieldKind::Nothing));
            Value::from(pick(&bare.collect::<Vec<_>>(), here)?.name)
        }
        FieldKind::Part(fields) => {
            let mut map = value.as_object()?.clone();
            let field = pick(fields(), here)?;
            let inner = map.get(field.name).cloned().unwrap_or(Value::Null);
            map.insert(field.name.to_owned(), another(catalog, &field.holds, &inner, [0, 0, below, here])?);
            Value::Object(map)
        }
        FieldKind::List(item) => {
            let mut items = value.as_array()?.clone();
            match here % 4 {
                0 => drop(items.pop()),
                1 => items.reverse(),
                2 => items.push(pick(&items, below)?.clone()),
                _ => {
                    let place = below.checked_rem(items.len())?;
                    items[place] = another(catalog, item, &items[place], [0, 0, below, here])?;
                }
            }
            Value::Array(items)
        }
        FieldKind::Map(..) => Value::Object(serde_json::Map::new()),
        FieldKind::Entities(_) | FieldKind::Name | FieldKind::Nothing => return None,
        _ => Value::from(format!("typed_{}", here % 3)),
    })
}

/// An edit of each kind, chosen by numbers.
fn edit(catalog: &Arc<Catalog>, kind: usize, seed: Seed) -> Option<Edit> {
    let all = entities(catalog);
    let PlacedEntity { place, entity } = pick(&all, seed[0])?;
    let (at, name) = (place.entity.clone(), format!("other_{}", seed[2] % 3));
    Some(match kind {
        // Most of what a person does is editing fields.
        0..=4 => {
            let field: &Declaration = pick(entity.kind().declarations(), seed[1])?;
            let value = entity.value_at(&[field.name])?;
            let other = another(catalog, &field.holds, &value, seed)?;
            Edit::Put(at, entity.with_value_at(&[field.name], other)?)
        }
        5 => Edit::Remove(at),
        6 => duplicate(catalog, &at, |label| format!("{label} again"))?.0,
        7 => {
            let (parent, index) = position(catalog, &at)?;
            let parents: Vec<Ref> = all.iter().map(|it| it.place.entity.clone()).collect();
            let parent = if seed[3].is_multiple_of(2) { parent } else { pick(&parents, seed[3])?.clone() };
            Edit::Move { what: at, parent, index: index.saturating_sub(seed[1] % 3) }
        }
        8 => Edit::Rename(at, name),
        9 => {
            let environment = pick(&catalog.environments, seed[0])?;
            let dimension = catalog.dimension(&environment.targeting_dimension);
            let (of, from) = match seed[1] % 3 {
                0 => (
                    Declared::Dimension(environment.targeting_dimension.clone()),
                    &pick(&dimension?.fields, seed[3])?.name,
                ),
                1 => (
                    Declared::CallData(environment.name.clone()),
                    &pick(&environment.call_data, seed[3])?.name,
                ),
                _ => (Declared::OfferFields, &pick(&catalog.offer_fields, seed[3])?.name),
            };
            Edit::RenameDeclared { from: from.clone(), of, to: name }
        }
        _ => Edit::Inline(at),
    })
}

/// All that can be told of a plan: what each contact and nobody is answered on each space, and what checking finds.
fn told(plan: &Plan) -> Vec<String> {
    let catalog = plan.catalog();
    let population = Population::of(catalog);
    let mut told = Vec::new();
    for environment in &catalog.environments {
        for space in &environment.spaces {
            let mut call = Call::new(format!("{}/{}", environment.name, space.name));
            call.count = 4;
            let contacts = catalog.contacts.iter().take(2).map(Some);
            for contact in contacts.chain([None]) {
                let dimension = catalog.dimension(&environment.targeting_dimension);
                let value = |contact: &Arc<Contact>| {
                    dimension?.key.iter().map(|key| contact.values.get(key).cloned()).collect::<Option<_>>()
                };
                call.identity = contact.and_then(value).unwrap_or_default();
                call.permanent_cookie = contact.and_then(|it| it.cookies.first().cloned());
                let best = decide_best(plan, &population, &call, now());
                told.push(
                    best.map_or_else(|refused| format!("{refused:?}"), |best| support::in_words(&best)),
                );
                let answer = decide(plan, &population, &call, now());
                told.push(match answer {
                    Ok(decision) => serde_json::to_string(&Report::of(&decision)).expect("JSON"),
                    Err(refused) => format!("{refused:?}"),
                });
            }
        }
    }
    told.push(format!("{:?}", check(plan, &population, now())));
    told
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn a_plan_after_edits_is_the_plan_of_the_catalog(
        start in 0..CATALOGS.len(),
        edits in prop::collection::vec((0_usize..11, any::<[u16; 4]>()), 1..10),
    ) {
        let mut now = catalog(CATALOGS[start]);
        let mut plan = Plan::new(&now);
        let mut people = Population::of(&now);
        let mut findings = Findings::default();
        for (kind, seed) in edits {
            let made = edit(&now, kind, seed.map(usize::from));
            let Some(next) = made.as_ref().and_then(|edit| edit.apply(&now)) else { continue };
            plan = Plan::after(&next, Some(&plan));
            if (&next.contacts, &next.dimensions) != (&now.contacts, &now.dimensions) {
                people = Population::of(&next);
            }
            now = next;
            prop_assert_eq!(told(&plan), told(&Plan::new(&now)), "after {:?}", made);
            let (issues, found) = check_after(&findings, &plan, &people, support::now(), &|| false);
            findings = found;
            prop_assert_eq!(issues, Some(check(&Plan::new(&now), &people, support::now())), "after {:?}", made);
        }
    }
}

#[test]
fn edits_of_every_kind_are_made_of_numbers() {
    let catalog = catalog(CATALOGS[0]);
    for kind in 0..11 {
        let seeds = (0..200).map(|n| [n * 7, n * 3, n, n / 2]);
        let made = seeds.filter_map(|seed| edit(&catalog, kind, seed)?.apply(&catalog)).count();
        assert!(made > 0, "{kind}");
    }
}

#[test]
fn a_check_looks_again_only_at_offers_that_changed() {
    let mut now = catalog(CATALOGS[1]);
    let (people, mut findings) = (Population::of(&now), Findings::default());
    let mut looked_at = |now: &Arc<Catalog>, now_or_never: bool| {
        let (issues, found) =
            check_after(&findings, &Plan::new(now), &people, support::now(), &|| !now_or_never);
        findings = found;
        (findings.looked_at(), issues.is_some())
    };
    assert_eq!(looked_at(&now, false), (0, false), "nobody waits for it");
    let all = Plan::new(&now).offer_count();
    assert_eq!(looked_at(&now, true), (all, true));
    let of = |kind| entities(&now).into_iter().find(|it| it.place.entity.kind() == kind).expect("one");
    let (offer, category) = (of(EntityKind::Offer), of(EntityKind::Category));
    for (PlacedEntity { place, entity }, again) in [(offer, 1), (category, all)] {
        let edit =
            Edit::Put(place.entity, entity.with_value_at(&["label"], "Typed".into()).expect("a label"));
        now = edit.apply(&now).expect("another label");
        assert_eq!(looked_at(&now, false), (0, false), "what is known stays known when a check is given up");
        assert_eq!(looked_at(&now, true), (again, true));
        assert_eq!(looked_at(&now, true), (0, true));
    }
}

/// What an edit has done anew.
fn work_of(before: &Plan, edit: &Edit) -> (RuleWork, Plan) {
    let after = edit.apply(before.catalog()).expect("it changes something");
    let was = before.rules().work();
    let plan = Plan::after(&after, Some(before));
    let is = plan.rules().work();
    let work = RuleWork {
        read: is.read - was.read,
        compiled: is.compiled - was.compiled,
        checked: is.checked - was.checked,
    };
    (work, plan)
}

/// Writes another text at every label in a value, of its own and of what it declares; not those of weights, which
/// decisions tell. Says whether there was one.
fn relabel(value: &mut Value, inside: bool) -> bool {
    match value {
        Value::Object(map) => map.iter_mut().fold(false, |any, (name, inner)| match inner {
            Value::String(label) if name == "label" => {
                label.push_str(" x");
                true
            }
            _ if inside => any,
            inner => relabel(inner, name == "weights") | any,
        }),
        Value::Array(items) => items.iter_mut().fold(false, |any, item| relabel(item, inside) | any),
        _ => false,
    }
}

/// The entity with other labels, where it has any.
fn relabelled(entity: &Entity) -> Option<Entity> {
    let mut value = serde_json::to_value(entity.own()).expect("written");
    relabel(&mut value, false).then(|| entity.kind().deserialize(value).expect("an entity"))
}

#[test]
fn no_label_has_a_rule_compiled_again() {
    for text in CATALOGS {
        let catalog = catalog(text);
        let before = Plan::new(&catalog);
        let mut kinds = std::collections::BTreeSet::new();
        for PlacedEntity { place, entity } in entities(&catalog) {
            let Some(other) = relabelled(&entity) else { continue };
            let (work, plan) = work_of(&before, &Edit::Put(place.entity.clone(), other));
            assert_eq!((work.read, work.compiled), (0, 0), "{:?}", place.entity);
            assert_eq!(told(&plan), told(&Plan::new(plan.catalog())), "{:?}", place.entity);
            kinds.insert(place.entity.kind());
        }
        let labelled = [
            EntityKind::Dimension,
            EntityKind::Typology,
            EntityKind::PresentationRule,
            EntityKind::Environment,
            EntityKind::Filter,
            EntityKind::Space,
            EntityKind::Category,
            EntityKind::Offer,
        ];
        assert!(labelled.iter().all(|kind| kinds.contains(kind)), "{kinds:?}");
    }
}

#[test]
fn an_edit_has_that_compiled_which_it_changes() {
    let before = Plan::new(&catalog(CATALOGS[1]));
    let catalog = before.catalog();
    let of = |kind: EntityKind| {
        entities(catalog).into_iter().find(|it| it.entity.kind() == kind).expect("one of the kind")
    };
    let put = |it: &PlacedEntity, field: &'static str, value: Value| {
        Edit::Put(it.place.entity.clone(), it.entity.with_value_at(&[field], value).expect("it holds that"))
    };
    let offer = put(&of(EntityKind::Offer), "target", Value::from("profile.age > 77"));
    let (work, _) = work_of(&before, &offer);
    assert_eq!((work.read, work.compiled), (1, 1), "a rule of an offer");
    // Its live one has the rules that it had, and sees the same.
    let (work, renamed) =
        work_of(&before, &Edit::Rename(of(EntityKind::Environment).place.entity, "new".into()));
    assert_eq!((work.read, work.compiled), (0, 0), "the name of an environment");
    assert_eq!(told(&renamed), told(&Plan::new(renamed.catalog())));
    let filter = of(EntityKind::Filter);
    let (work, plan) = work_of(&before, &put(&filter, "rule", Value::from("true")));
    assert_eq!(work.read, 1, "a filter's rule is read, those that call it are known");
    assert!(work.compiled > 1, "those that may call it are compiled for what they see now");
    let checked = |plan: &Plan| {
        drop(check(plan, &Population::of(plan.catalog()), now()));
        plan.rules().work()
    };
    let first = checked(&plan);
    assert_eq!(checked(&plan), first, "checking again reads and checks no rule again");
}
