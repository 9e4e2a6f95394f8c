//! Nothing is added by hand: for every declared field it is shown that its texts are found, that what it refers to can
//! be renamed, that another value is compared and taken back, that an issue leads to its tab and its control, and that
//! its row edits it.

use crate::support::{Chosen, WINDOW, app, as_cel, shell, type_text};
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use serde_json::Value;
use std::collections::BTreeSet;
use std::sync::Arc;
use vitrine::app::Action;
use vitrine::document::{
    Declared, Edit, Part, PathStep, Query, Sign, difference, entities, find, revert, uses,
};
use vitrine::model::{Catalog, Declaration, Entity, EntityKind, FieldKind, InnerTab, Place, Ref};
use vitrine::rule::RuleTable;
use vitrine::text::Language;
use vitrine::ui::Shell;
use vitrine::ui::theme::ThemeChoice;

/// A catalog with every field that the format has.
const EVERYTHING: &str = include_str!("../golden/everything.catalog.ron");

fn catalog() -> Arc<Catalog> {
    Arc::new(ron::from_str(EVERYTHING).expect("a catalog"))
}

/// Whether a field holds, somewhere in it, what is wanted.
fn has(holds: &FieldKind, wanted: &dyn Fn(&FieldKind) -> bool) -> bool {
    let inside = match holds {
        FieldKind::List(item) | FieldKind::Value(item) => has(item, wanted),
        FieldKind::Map(names, item) => has(names, wanted) || has(item, wanted),
        FieldKind::Part(fields) => fields().iter().any(|field| has(&field.holds, wanted)),
        FieldKind::Choice(choices) => choices().iter().any(|choice| has(&choice.holds, wanted)),
        _ => false,
    };
    inside || wanted(holds)
}

/// The fields of all kinds of entities that hold what is wanted. Templates are offers.
fn fields_with(wanted: &dyn Fn(&FieldKind) -> bool) -> BTreeSet<(EntityKind, &'static str)> {
    let kinds = EntityKind::ALL.into_iter().filter(|kind| *kind != EntityKind::Template);
    let fields = kinds.flat_map(|kind| kind.declarations().iter().map(move |field| (kind, field)));
    fields.filter(|(_, field)| has(&field.holds, wanted)).map(|(kind, field)| (kind, field.name)).collect()
}

fn is_text(holds: &FieldKind) -> bool {
    use FieldKind::{Address, Declared, Fixed, Formula, Name, Reference, Rule, Template, Text};
    matches!(
        holds,
        Name | Text | Fixed | Reference(_) | Address(_) | Declared(_) | Rule(_) | Formula | Template
    )
}

#[test]
fn every_text_is_found_in_its_field() {
    let catalog = catalog();
    let mut seen = BTreeSet::new();
    for seat in entities(&catalog) {
        let at = &seat.place.entity;
        seat.entity.read_texts(&mut |to, holds, text| {
            seen.insert((at.kind(), to.first_field()));
            if to.is_key() && matches!(holds, FieldKind::Declared(_)) {
                return;
            }
            let found = find(&catalog, &Query { text: text.to_owned(), case: true, whole_words: false });
            let here = found.hits.iter().any(|hit| hit.place.entity == *at && hit.place.field == to.steps());
            assert!(here, "{at:?} {:?}: {text}", to.steps());
        });
    }
    let missing: Vec<_> = fields_with(&is_text).into_iter().filter(|field| !seen.contains(field)).collect();
    assert!(missing.is_empty(), "no text was looked for in {missing:?}");
}

#[test]
fn every_reference_follows_a_new_name() {
    let catalog = catalog();
    let mut followed = BTreeSet::new();
    for seat in entities(&catalog) {
        let at = seat.place.entity;
        let Some(to) = at.renamed("another_name") else { continue };
        let after = Edit::Rename(at.clone(), "another_name".to_owned()).apply(&catalog).expect("renamed");
        let before = uses(&catalog, &RuleTable::default(), &at);
        assert_eq!(uses(&after, &RuleTable::default(), &to), before, "{at:?}");
        assert_eq!(uses(&after, &RuleTable::default(), &at), [], "{at:?}");
        followed.extend(before.into_iter().map(|(owner, field)| (owner.kind(), field)));
    }
    let refers = |holds: &FieldKind| matches!(holds, FieldKind::Reference(_) | FieldKind::Address(_));
    let missing: Vec<_> =
        fields_with(&refers).into_iter().filter(|field| !followed.contains(field)).collect();
    assert!(missing.is_empty(), "nothing that is named in {missing:?} was renamed");
}

#[test]
fn every_bare_name_follows_what_is_declared() {
    let catalog = catalog();
    let mut followed = BTreeSet::new();
    for (of, from) in [
        (Declared::Dimension("client".to_owned()), "id"),
        (Declared::CallData("clients".to_owned()), "page"),
        (Declared::OfferFields, "price"),
        (Declared::Channels, "kiosk"),
    ] {
        let to = "another_name".to_owned();
        let edit = Edit::RenameDeclared { of, from: from.to_owned(), to };
        let after = edit.apply(&catalog).expect("renamed");
        for (before, after) in entities(&catalog).iter().zip(entities(&after)) {
            before.entity.read_texts(&mut |to, holds, text| {
                if matches!(holds, FieldKind::Declared(_)) && text == from {
                    followed.insert((before.entity.kind(), to.first_field()));
                }
            });
            after.entity.read_texts(&mut |to, holds, text| {
                let stays = matches!(holds, FieldKind::Declared(_)) && text == from;
                assert!(!stays, "{from} in {:?} {:?}", after.place.entity, to.steps());
            });
        }
    }
    let bare = |holds: &FieldKind| matches!(holds, FieldKind::Declared(_));
    // What a proposition keeps is a record: the space may keep something else by now.
    let records = [(EntityKind::Contact, "history"), (EntityKind::Scenario, "history")];
    let missing: Vec<_> = fields_with(&bare)
        .into_iter()
        .filter(|field| !followed.contains(field) && !records.contains(field))
        .collect();
    assert!(missing.is_empty(), "nothing that is named in {missing:?} was renamed");
}

/// Another value of what is held, as it is written; none of what has nothing in it.
fn another(holds: &FieldKind, value: &Value) -> Option<Value> {
    Some(match (holds, value) {
        (_, Value::Null) => return None,
        (_, Value::Bool(on)) => Value::from(!on),
        (_, Value::Number(_)) => Value::from(9),
        (FieldKind::Choice(choices), _) => {
            let bare =
                |name: &str| holds.choice(name).is_some_and(|it| matches!(it.holds, FieldKind::Nothing));
            let mut names = choices().iter().map(|it| it.name).filter(|name| bare(name));
            Value::from(names.find(|name| value != name)?)
        }
        (FieldKind::Part(fields), Value::Object(map)) => {
            let mut map = map.clone();
            let (name, inner) = map.iter_mut().next()?;
            let below = fields().iter().find(|it| it.name == name).expect("declared");
            *inner = another(&below.holds, inner)?;
            Value::Object(map)
        }
        (FieldKind::Span, _) => Value::from("9d"),
        (FieldKind::Moment, _) => Value::from("2031-01-01"),
        (_, Value::Array(_)) => Value::Array(Vec::new()),
        (_, Value::Object(_)) => Value::Object(serde_json::Map::new()),
        (_, text) => Value::from(format!("{}_another", text.as_str().expect("a text"))),
    })
}

/// An entity with another value of a field, where it has one.
fn with_another(entity: &Entity, field: &Declaration) -> Option<Entity> {
    let value = entity.value_at(&[field.name])?;
    let other = another(&field.holds, &value)?;
    entity.with_value_at(&[field.name], other).filter(|it| it != entity)
}

#[test]
fn every_field_is_compared_by_its_name_and_taken_back() {
    let catalog = catalog();
    let mut compared = BTreeSet::new();
    for seat in entities(&catalog) {
        let at = seat.place.entity;
        for field in at.kind().declarations() {
            if matches!(field.holds, FieldKind::Entities(_)) {
                continue;
            }
            let edit = if field.name == "name" && at != Ref::Catalog {
                Some(Edit::Rename(at.clone(), "another_name".to_owned()))
            } else {
                with_another(&seat.entity, field).map(|other| Edit::Put(at.clone(), other))
            };
            let Some(after) = edit.and_then(|edit| edit.apply(&catalog)) else { continue };
            let found = difference(&catalog, &after);
            let named = found.iter().any(|it| {
                let renamed = field.name == "name" && it.renamed.is_some();
                let of_it = |change: &PathStep| *change == PathStep::Field(field.name.to_owned());
                let named = it.fields.iter().any(|change| change.path.first().is_some_and(of_it));
                it.sign == Sign::Changed && (renamed || named)
            });
            assert!(named, "{at:?} {}: {found:?}", field.name);
            let taken_back = found.iter().fold(Arc::clone(&after), |now, it| {
                revert(&catalog, &now, it, Part::All).and_then(|edit| edit.apply(&now)).unwrap_or(now)
            });
            assert_eq!(taken_back, catalog, "{at:?} {}", field.name);
            compared.insert((at.kind(), field.name));
        }
    }
    let kept = [(EntityKind::Catalog, "format")];
    let missing: Vec<_> = fields_with(&|holds| !matches!(holds, FieldKind::Entities(_)))
        .into_iter()
        .filter(|field| !compared.contains(field) && !kept.contains(field))
        .collect();
    assert!(missing.is_empty(), "nothing was compared of {missing:?}");
}

/// Fields that no row of their own kind edits: the program's, those that are decided elsewhere, and those that are not
/// shown where the sample has them.
const NO_ROW: [(EntityKind, &str); 4] = [
    (EntityKind::Catalog, "format"),
    (EntityKind::Offer, "approval"),
    (EntityKind::Environment, "visitor_folder"),
    (EntityKind::Environment, "anonymous"),
];
/// A text that is chosen from a list.
const CHOSEN: [(EntityKind, &str); 1] = [(EntityKind::Catalog, "time_zone")];

/// One entity of each kind that can be edited.
pub(crate) fn one_of_each() -> Vec<Ref> {
    let inside = |of: fn(String, String) -> Ref, name: &str| of("clients".to_owned(), name.to_owned());
    vec![
        Ref::Catalog,
        Ref::Dimension("client".to_owned()),
        Ref::Folder("shop".to_owned()),
        Ref::PresentationRule("not_thrice".to_owned()),
        Ref::Typology("careful".to_owned()),
        Ref::Environment("clients".to_owned()),
        inside(Ref::Filter, "known"),
        inside(Ref::Space, "home"),
        inside(Ref::Category, "loans"),
        inside(Ref::Offer, "loan"),
        Ref::Template("plain".to_owned()),
        Ref::Contact(0),
        Ref::Scenario("grace_comes".to_owned()),
    ]
}

/// A window on the catalog, led to a field of an entity.
fn led_to(entity: &Ref, path: &[&'static str]) -> Harness<'static, Shell> {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("everything.catalog.ron");
    std::fs::write(&file, EVERYTHING).expect("written");
    let mut app = app(Language::En, Chosen::paths([]), Some(file));
    app.poll();
    (app.preferences.explorer, app.preferences.preview, app.preferences.problems) = (false, false, false);
    let place = path.iter().fold(Place::new(entity.clone(), Vec::new()), |place, name| place.field(name));
    app.apply(vec![Action::GoTo(place)]);
    shell(ThemeChoice::Light, WINDOW, app)
}

/// Writes over what has the keyboard.
fn write(window: &mut Harness<'static, Shell>, text: &str) {
    window.key_press_modifiers(Modifiers::COMMAND, Key::A);
    window.run();
    type_text(window, text);
    window.key_press(Key::Tab);
    window.run();
}

/// Chooses another item than the one that is chosen.
fn choose(window: &mut Harness<'static, Shell>, picker: &str) {
    let pickers: Vec<_> = window.query_all_by_role_and_label(Role::ComboBox, picker).collect();
    pickers.first().expect("a picker").click_accesskit();
    drop(pickers);
    window.run();
    let options: Vec<_> = window.query_all_by_role(Role::ListBoxOption).collect();
    let other = options.iter().find(|it| it.accesskit_node().is_selected() != Some(true));
    other.expect("another item").click_accesskit();
    drop(options);
    window.run();
}

/// Edits an ordinary row; says whether the field has one.
fn edit(window: &mut Harness<'static, Shell>, field: &Declaration, is_chosen: bool, current: &str) -> bool {
    let label = Language::En.text(field.label);
    match field.holds {
        FieldKind::Fixed if is_chosen => choose(window, &label),
        FieldKind::Name | FieldKind::Text | FieldKind::Fixed => write(window, "another_name"),
        FieldKind::Whole => write(window, "6"),
        FieldKind::Span => write(window, "5d"),
        FieldKind::Moment => write(window, "2026-05-05"),
        FieldKind::Flag => {
            window.key_press(Key::Space);
            window.run();
        }
        FieldKind::Rule(_) => {
            as_cel(window);
            let boxes: Vec<_> =
                window.query_all_by_role_and_label(Role::MultilineTextInput, &label).collect();
            boxes.first().expect("a rule").focus();
            drop(boxes);
            window.run();
            write(window, "true");
        }
        FieldKind::Reference(_) | FieldKind::Address(_) => choose(window, &label),
        FieldKind::Choice(choices) if choices().iter().all(|it| matches!(it.holds, FieldKind::Nothing)) => {
            if choices().len() > 3 {
                choose(window, &label);
            } else {
                let other = choices().iter().find(|it| it.name != current).expect("another one");
                let name = Language::En.text(other.label);
                let radios: Vec<_> = window.query_all_by_role_and_label(Role::RadioButton, &name).collect();
                radios.first().expect("a choice").click_accesskit();
                drop(radios);
                window.run();
            }
        }
        _ => return false,
    }
    true
}

/// The fields of a part that are ordinary rows of the form.
const PARTS_IN_ROWS: [(EntityKind, &str); 3] = [
    (EntityKind::Catalog, "settings"),
    (EntityKind::PresentationRule, "count"),
    (EntityKind::Space, "storage"),
];

/// Leads to a field and edits it; says whether it has an ordinary row.
fn lead_and_edit(entity: &Ref, path: &[&'static str], field: &Declaration) -> bool {
    let mut window = led_to(entity, path);
    let tab = window.state().app().view().inner_tab(entity);
    let declared = entity.kind().declaration(path[0]).and_then(|it| it.tab);
    let declared = declared.filter(|tab| InnerTab::of(entity).contains(tab));
    assert_eq!(tab, declared.unwrap_or(InnerTab::of(entity)[0]), "{entity:?} {path:?}");
    let value = |window: &Harness<'static, Shell>| {
        let catalog = window.state().app().workspace().catalog();
        let entity = catalog.entity(entity);
        entity.and_then(|it| it.value_at(path))
    };
    let before = value(&window);
    let current = before.as_ref().and_then(|it| it.as_str()).unwrap_or_default().to_owned();
    let is_chosen = CHOSEN.contains(&(entity.kind(), field.name));
    if !edit(&mut window, field, is_chosen, &current) {
        return false;
    }
    assert_ne!(value(&window), before, "{entity:?} {path:?} was not edited");
    true
}

#[test]
fn every_ordinary_field_is_led_to_and_edited() {
    let mut edited = 0;
    for entity in one_of_each() {
        for field in entity.kind().declarations() {
            let here = (entity.kind(), field.name);
            if NO_ROW.contains(&here) || matches!(field.holds, FieldKind::Entities(_)) {
                continue;
            }
            if let FieldKind::Part(fields) = field.holds
                && PARTS_IN_ROWS.contains(&here)
            {
                for below in fields().iter().filter(|it| !matches!(it.holds, FieldKind::Rule(_))) {
                    edited += usize::from(lead_and_edit(&entity, &[field.name, below.name], below));
                }
                continue;
            }
            edited += usize::from(lead_and_edit(&entity, &[field.name], field));
        }
    }
    assert!(edited > 55, "only {edited}");
}
