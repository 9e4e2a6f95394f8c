//! Categories: what is theirs, and what those below and their offers inherit from them.

use super::above::{Above, Inside};
use super::checker::{Checker, NamedKind, inside};
use super::issue::changed;
use super::kinds;
use super::offer;
use super::site::Site;
use super::weight::{self, EditWeights};
use crate::model::{Category, Entity, Period, Place, Ref, label_or_name};
use crate::rule::Use;
use std::sync::Arc;

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
        let known = checker.known.begin_category();
        for (index, item) in category.offers.iter().enumerate() {
            within.rules.go_on(index);
            let entity = Ref::Offer(within.environment.name.clone(), item.name.clone());
            let place = inside(&place, "offers", index, entity);
            checker.name(NamedKind::Offer, &item.name, &mut within.offers, &place);
            offer::check(checker, within, (known, index), item, &below, &place);
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
        if !checker.index.names.themes_asked.contains(theme.as_str()) && within.themes.insert(theme) {
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
