//! Environments: their links, folders, call data and filters. Calls the checks of what is inside them.

use super::above::{Above, Inside};
use super::category;
use super::checker::{Checker, NamedKind, inside};
use super::declared::values;
use super::index::fields_of;
use super::issue::changed;
use super::kinds;
use super::rules::Rules;
use super::site::Site;
use super::tried::Tried;
use super::weight::{self, EditWeights};
use super::{always, space, splits};
use crate::model::{Entity, Environment, Filter, FolderContent, Place, Ref, Stage, label_or_name};
use crate::rule::Use;
use crate::text::Message;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// What environments must not share.
#[derive(Default)]
struct Taken<'a> {
    names: HashSet<&'a str>,
    /// The label of the Design environment that publishes into each Live one.
    lives: HashMap<&'a str, &'a str>,
    /// The brand whose visitors each folder keeps, with the label of its environment.
    folders: HashMap<&'a str, (&'a str, &'a str)>,
}

/// Checks all environments.
pub(super) fn check_all(checker: &mut Checker<'_>, root: &Place) {
    let catalog = checker.catalog;
    let mut taken = Taken::default();
    for (index, environment) in catalog.environments.iter().enumerate() {
        let place = inside(root, "environments", index, Ref::Environment(environment.name.clone()));
        checker.name(NamedKind::Environment, &environment.name, &mut taken.names, &place);
        own_fields(checker, environment, &mut taken, &place);
        if checker.plan.is_too_costly(&environment.name) {
            checker
                .report(&kinds::RULES_TOO_COSTLY, place.field("categories"))
                .with("environment", label_or_name(&environment.label, &environment.name));
        }
        let mut rules = Rules::of_environment(checker, index, environment);
        checked_rules(checker, environment, &mut rules, &place);
        spaces(checker, environment, &mut rules, index, &place);
        let above = Above::environment(checker, environment);
        let mut inside = Inside::new(environment, rules, index, Tried::new(checker, environment, &place));
        category::check_all(checker, &mut inside, &environment.categories, &above, &place);
        always::check(checker, environment, &place);
        splits::check(checker, index, environment, &place);
    }
}

fn own_fields<'a>(
    checker: &mut Checker<'a>,
    environment: &'a Arc<Environment>,
    taken: &mut Taken<'a>,
    place: &Place,
) {
    link(checker, environment, taken, place);
    if checker.index.dimension(&environment.targeting_dimension).is_none() {
        checker.dangling(
            NamedKind::Dimension,
            &environment.targeting_dimension,
            place.field("targeting_dimension"),
        );
    }
    visitor_folder(checker, environment, taken, place);
    if let Some(typology) = &environment.typology
        && !checker.index.names.typologies.contains(typology.as_str())
    {
        let without = changed(environment, Entity::Environment, |environment| environment.typology = None);
        checker
            .dangling(NamedKind::Typology, typology, place.field("typology"))
            .fixed_by("check-fix-clear", without);
    }
    checker.field_names(NamedKind::CallData, &environment.call_data, &place.field("call_data"));
    let fields = fields_of(&environment.call_data);
    let declared = |name: &str| fields.get(name).copied();
    for (index, example) in environment.call_data_examples.iter().enumerate() {
        let place = place.field("call_data_examples").index(index).field("values");
        values(checker, NamedKind::CallData, &example.values, &declared, &place);
    }
}

fn link<'a>(
    checker: &mut Checker<'a>,
    environment: &'a Arc<Environment>,
    taken: &mut Taken<'a>,
    place: &Place,
) {
    let Stage::Design { live } = &environment.stage else { return };
    let place = place.field("stage").field("live");
    let label = label_or_name(&environment.label, &environment.name);
    match checker.index.environment(live).map(|inside| inside.environment) {
        None => drop(checker.dangling(NamedKind::Environment, live, place)),
        Some(linked) => {
            let linked_label = label_or_name(&linked.label, &linked.name);
            if linked.stage != Stage::Live {
                checker
                    .report(&kinds::LINKED_TO_DESIGN, place)
                    .with("environment", label)
                    .with("linked", linked_label);
            } else if let Some(other) = taken.lives.get(live.as_str()) {
                checker
                    .report(&kinds::LIVE_LINKED_TWICE, place)
                    .with("live", linked_label)
                    .with("other", *other);
            } else {
                taken.lives.insert(live, label);
                shared(checker, environment, linked, place);
            }
        }
    }
}

/// A Design environment and its Live one are for the same contacts, and keep visitors in the same folder.
fn shared(checker: &mut Checker<'_>, design: &Arc<Environment>, live: &Arc<Environment>, place: Place) {
    // What is wrong with the Design environment itself is reported already, and not to be spread.
    let dimension_is_there = checker.index.dimension(&design.targeting_dimension).is_some();
    let folder = design.visitor_folder.as_deref().map(|name| checker.index.folder(name));
    let holds_visitors = folder.map(|it| it.is_some_and(|it| it.holds == FolderContent::Visitors));
    if !dimension_is_there || holds_visitors != design.anonymous.then_some(true) {
        return;
    }
    let differs = [
        (design.anonymous != live.anonymous, "domain-anonymous-environment"),
        (design.targeting_dimension != live.targeting_dimension, "domain-targeting-dimension"),
        (design.visitor_folder != live.visitor_folder, "domain-visitor-folder"),
    ];
    let Some((_, field)) = differs.into_iter().find(|(differs, _)| *differs) else { return };
    let design_is = Arc::clone(design);
    let same = changed(live, Entity::Environment, move |live| {
        live.anonymous = design_is.anonymous;
        live.targeting_dimension.clone_from(&design_is.targeting_dimension);
        live.visitor_folder.clone_from(&design_is.visitor_folder);
    });
    checker
        .report(&kinds::LIVE_DIFFERS, place)
        .with("environment", label_or_name(&design.label, &design.name))
        .with("live", label_or_name(&live.label, &live.name))
        .with("field", Message::new(field))
        .fixed_in("check-fix-live", Ref::Environment(live.name.clone()), same);
}

fn visitor_folder<'a>(
    checker: &mut Checker<'a>,
    environment: &'a Arc<Environment>,
    taken: &mut Taken<'a>,
    place: &Place,
) {
    let place = place.field("visitor_folder");
    let label = label_or_name(&environment.label, &environment.name);
    let with = |folder: Option<String>| {
        changed(environment, Entity::Environment, move |it| it.visitor_folder.clone_from(&folder))
    };
    match &environment.visitor_folder {
        None if environment.anonymous => {
            let free = checker.index.free_folder(&environment.name).map(str::to_owned);
            let issue = checker.report(&kinds::VISITOR_FOLDER_MISSING, place).with("environment", label);
            if free.is_some() {
                issue.fixed_by("check-fix-visitor-folder", with(free));
            }
        }
        None => {}
        Some(_) if !environment.anonymous => {
            checker
                .report(&kinds::VISITOR_FOLDER_REFUSED, place)
                .with("environment", label)
                .fixed_by("check-fix-clear", with(None));
        }
        Some(name) if checker.index.folder(name).is_none() => {
            let free = checker.index.free_folder(&environment.name).map(str::to_owned);
            let issue = checker.dangling(NamedKind::Folder, name, place);
            if free.is_some() {
                issue.fixed_by("check-fix-visitor-folder", with(free));
            }
        }
        Some(name) => folder_of_brand(checker, environment, name, taken, place),
    }
}

/// A visitor folder holds visitors, and those of one brand only: a Design environment and its Live one.
fn folder_of_brand<'a>(
    checker: &mut Checker<'a>,
    environment: &'a Environment,
    name: &'a str,
    taken: &mut Taken<'a>,
    place: Place,
) {
    let Some(folder) = checker.index.folder(name) else { return };
    let folder_label = label_or_name(&folder.label, &folder.name);
    let label = label_or_name(&environment.label, &environment.name);
    let brand = checker.index.brand(&environment.name);
    if folder.holds != FolderContent::Visitors {
        checker.report(&kinds::FOLDER_WRONG_KIND, place).with("folder", folder_label);
        return;
    }
    let (first, first_label) = *taken.folders.entry(name).or_insert((brand, label));
    if first != brand {
        checker
            .report(&kinds::BRANDS_SHARE_FOLDER, place)
            .with("folder", folder_label)
            .with("environment", label)
            .with("other", first_label);
    }
}

fn checked_rules<'a>(
    checker: &mut Checker<'a>,
    environment: &'a Arc<Environment>,
    rules: &mut Rules,
    place: &Place,
) {
    let with_rule =
        |rule: String| changed(environment, Entity::Environment, move |it| it.target.clone_from(&rule));
    let target = Site::anywhere(place.field("target")).put(with_rule);
    rules.check(checker, &environment.target, Use::Target, &target);
    let put = |edit: EditWeights| changed(environment, Entity::Environment, move |it| edit(&mut it.weights));
    let list = weight::List { weights: &environment.weights, place, window: None, put: &put };
    list.check(checker, Some(environment), Some(rules));
    let mut seen = HashSet::new();
    for (index, filter) in environment.filters.iter().enumerate() {
        let entity = Ref::Filter(environment.name.clone(), filter.name.clone());
        let place = inside(place, "filters", index, entity);
        checker.name(NamedKind::Filter, &filter.name, &mut seen, &place);
        let with_rule = |rule: String| changed(filter, Entity::Filter, move |it| it.rule.clone_from(&rule));
        rules.filter(checker, filter, &Site::anywhere(place.field("rule")).put(with_rule).required());
        parameters(checker, filter, &place.field("parameters"));
    }
}

fn parameters<'a>(checker: &mut Checker<'a>, filter: &'a Filter, place: &Place) {
    let mut seen = HashSet::new();
    for (index, parameter) in filter.parameters.iter().enumerate() {
        let place = place.index(index);
        checker.name(NamedKind::Parameter, &parameter.name, &mut seen, &place);
        if let Some(default) = &parameter.default {
            checker.value(default, &parameter.parameter_type, place.field("default"));
        }
    }
}

fn spaces<'a>(
    checker: &mut Checker<'a>,
    environment: &'a Environment,
    rules: &mut Rules,
    index: usize,
    place: &Place,
) {
    let schema = checker.schemas[index].clone();
    let mut seen = HashSet::new();
    for (index, item) in environment.spaces.iter().enumerate() {
        let entity = Ref::Space(environment.name.clone(), item.name.clone());
        let place = inside(place, "spaces", index, entity);
        checker.name(NamedKind::Space, &item.name, &mut seen, &place);
        space::check(checker, environment, item, rules, &schema, &place);
    }
}
