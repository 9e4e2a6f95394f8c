//! Categories: what is theirs, and what those below and their offers inherit from them.

use super::checker::{Checker, NamedKind, inside};
use super::issue::changed;
use super::kinds;
use super::offer;
use super::rules::{Rules, Site};
use super::weight::{self, EditWeights};
use crate::model::{Category, Entity, Environment, Period, Place, Ref, Stage, Window, label_or_name};
use crate::rule::{Schema, Use};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// What the checks inside one environment share.
pub(super) struct Inside<'a> {
    pub(super) environment: &'a Arc<Environment>,
    pub(super) rules: Rules,
    /// The place of the environment's schema.
    schema: usize,
    categories: HashSet<&'a str>,
    pub(super) offers: HashSet<&'a str>,
    /// The offer that has a code, by code.
    pub(super) codes: HashMap<&'a str, &'a str>,
    /// The themes that were reported already.
    themes: HashSet<&'a str>,
}

impl<'a> Inside<'a> {
    pub(super) fn new(environment: &'a Arc<Environment>, rules: Rules, schema: usize) -> Self {
        let (categories, offers, themes) = (HashSet::new(), HashSet::new(), HashSet::new());
        Self { environment, rules, schema, categories, offers, codes: HashMap::new(), themes }
    }

    pub(super) fn is_live(&self) -> bool {
        self.environment.stage == Stage::Live
    }

    /// What its rules and templates see.
    pub(super) fn schema(&self, checker: &Checker<'_>) -> Schema {
        checker.schemas[self.schema].clone()
    }
}

/// What a category or an offer has above it.
#[derive(Clone)]
pub(super) struct Above<'a> {
    /// The categories, from the top down.
    pub(super) chain: Vec<&'a Arc<Category>>,
    /// The stretch in which all their periods hold.
    pub(super) window: Window,
    /// Whether there are weights to inherit.
    pub(super) weighted: bool,
    /// Whether any of those still applies.
    pub(super) weights_left: bool,
}

impl<'a> Above<'a> {
    /// What the top categories have above them.
    pub(super) fn environment(checker: &Checker<'_>, environment: &Environment) -> Self {
        Self {
            chain: Vec::new(),
            window: Window::ALWAYS,
            weighted: !environment.weights.is_empty(),
            weights_left: weight::any_left(checker, &environment.weights),
        }
    }

    fn below(&self, checker: &Checker<'_>, category: &'a Arc<Category>) -> Self {
        let mut chain = self.chain.clone();
        chain.push(category);
        let own = checker.window(&category.period);
        let empty = own.is_empty() || own.never_meets(self.window);
        Self {
            chain,
            // A period that never holds is reported once, not again for all that is below it.
            window: if empty { self.window } else { own.and(self.window) },
            weighted: self.weighted || !category.weights.is_empty(),
            weights_left: self.weights_left || weight::any_left(checker, &category.weights),
        }
    }

    /// The label of the category right above; of the environment's top there is none.
    pub(super) fn label(&self) -> &'a str {
        self.chain.last().map_or("", |category| label_or_name(&category.label, &category.name))
    }
}

/// Checks categories of the entity at `place`, and all that is inside them. Reading a catalog bounds how
/// deep they are nested.
pub(super) fn check_all<'a>(
    checker: &mut Checker<'a>,
    within: &mut Inside<'a>,
    categories: &'a [Arc<Category>],
    above: &Above<'a>,
    place: &Place,
) {
    for (index, category) in categories.iter().enumerate() {
        let entity = Ref::Category(within.environment.name.clone(), category.name.clone());
        let place = inside(place, "categories", index, entity);
        checker.name(NamedKind::Category, &category.name, &mut within.categories, &place);
        check(checker, within, category, above, &place);
        let below = above.below(checker, category);
        check_all(checker, within, &category.categories, &below, &place);
        for (index, item) in category.offers.iter().enumerate() {
            let entity = Ref::Offer(within.environment.name.clone(), item.name.clone());
            let place = inside(&place, "offers", index, entity);
            checker.name(NamedKind::Offer, &item.name, &mut within.offers, &place);
            offer::check(checker, within, item, &below, &place);
        }
    }
}

fn check<'a>(
    checker: &mut Checker<'a>,
    within: &mut Inside<'a>,
    category: &'a Arc<Category>,
    above: &Above<'a>,
    place: &Place,
) {
    let with_period =
        |period: Period| changed(category, Entity::Category, move |it| it.period.clone_from(&period));
    checker.period(&category.period, place.field("period"), with_period);
    if checker.window(&category.period).never_meets(above.window) {
        checker
            .report(&kinds::CATEGORY_OUTSIDE_CATEGORY, place.field("period"))
            .with("category", label_or_name(&category.label, &category.name))
            .with("above", above.label())
            .fixed_by("check-fix-clear-period", with_period(Period::default()));
    }
    themes(checker, within, category, place);
    multiplier(checker, category, place);
    let with_rule = |rule: String| changed(category, Entity::Category, move |it| it.target.clone_from(&rule));
    let site = Site::anywhere(place.field("target")).put(with_rule);
    within.rules.check(checker, &category.target, Use::Target, &site);
    let put = |edit: EditWeights| changed(category, Entity::Category, move |it| edit(&mut it.weights));
    let window = Some(above.below(checker, category).window);
    let list = weight::List { weights: &category.weights, place, window, put: &put };
    list.check(checker, Some(within.environment), Some(&mut within.rules));
}

fn themes<'a>(
    checker: &mut Checker<'a>,
    within: &mut Inside<'a>,
    category: &'a Arc<Category>,
    place: &Place,
) {
    for (index, theme) in category.themes.iter().enumerate() {
        if !checker.index.themes_asked.contains(theme.as_str()) && within.themes.insert(theme) {
            let without = changed(category, Entity::Category, move |it| drop(it.themes.remove(index)));
            checker
                .report(&kinds::UNUSED_THEME, place.field("themes").index(index))
                .with("theme", theme)
                .fixed_by("check-fix-remove", without);
        }
    }
}

fn multiplier(checker: &mut Checker<'_>, category: &Arc<Category>, place: &Place) {
    let Some(multiplier) = &category.multiplier else { return };
    let place = place.field("multiplier");
    if !multiplier.value.is_finite() {
        checker.report(&kinds::BAD_NUMBER, place.field("value"));
    } else if multiplier.value < 0.0 {
        checker.report(&kinds::NEGATIVE_MULTIPLIER, place.field("value")).with("value", multiplier.value);
    }
    let with_period = |period: Period| {
        changed(category, Entity::Category, move |category| {
            if let Some(multiplier) = &mut category.multiplier {
                multiplier.period.clone_from(&period);
            }
        })
    };
    checker.period(&multiplier.period, place.field("period"), with_period);
    if checker.window(&multiplier.period).never_meets(checker.window(&category.period)) {
        checker
            .report(&kinds::MULTIPLIER_OUTSIDE_CATEGORY, place.field("period"))
            .with("category", label_or_name(&category.label, &category.name))
            .fixed_by("check-fix-clear-period", with_period(Period::default()));
    }
}
