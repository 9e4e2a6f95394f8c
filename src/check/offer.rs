//! Offers and offer templates: dates, weights, approval, and what their category means for them.

use super::above::{Above, Inside};
use super::checker::{Checker, NamedKind};
use super::findings::Known;
use super::issue::changed;
use super::rules;
use super::site::Site;
use super::weight::{self, EditWeights};
use super::{content, kinds, reach, trials};
use crate::model::{
    Approval, Category, ContentApproval, Entity, Environment, Offer, Period, Place, Ref, label_or_name,
};
use crate::rule::Use;
use std::sync::Arc;

/// Checks an offer of an environment, unless it fares as in the check before. `at`: the place of its category in what
/// was found then, and its own place there.
pub(super) fn check<'a>(
    checker: &mut Checker<'a>,
    within: &mut Inside<'a>,
    at: (usize, usize),
    offer: &'a Arc<Offer>,
    above: &Above<'a>,
    place: &Place,
) {
    code(checker, within, offer, place);
    let is_duplicate = checker.is_duplicate(&place.entity);
    if let Some(known) = checker.known.before(offer, at, is_duplicate, &within.tried.told) {
        for issue in known.issues() {
            checker.issues.add(issue.clone());
        }
        within.tried.told.tell_again(&known);
        return checker.known.push(at.0, Some(known), false);
    }
    if checker.bounds.are_given_up() {
        // What is known of other offers stays known.
        return checker.known.push(at.0, None, false);
    }
    within.tried.told.begin_offer();
    let begun = checker.issues.mark();
    look_at(checker, within, offer, above, place);
    let told = &mut within.tried.told;
    let issues = checker.issues.since(begun).filter(|_| checker.bounds.hold());
    let known = issues.map(|issues| Known::new(offer, is_duplicate, issues.to_vec(), told));
    checker.known.push(at.0, known, true);
}

fn look_at<'a>(
    checker: &mut Checker<'a>,
    within: &mut Inside<'a>,
    offer: &'a Arc<Offer>,
    above: &Above<'a>,
    place: &Place,
) {
    let environment = within.environment;
    stage(checker, within, offer, place);
    spaces(checker, Some(environment), offer, place);
    disabled(checker, environment, offer, above, place);
    dates(checker, offer, above, place);
    let with_rule = |rule: String| changed(offer, Entity::Offer, move |it| it.target.clone_from(&rule));
    let site = Site::anywhere(place.field("target")).put(with_rule);
    within.rules.check(checker, &offer.target, Use::Target, &site);
    let window = checker.window(&offer.period).and(above.window);
    let put = |edit: EditWeights| changed(offer, Entity::Offer, move |it| edit(&mut it.weights));
    let list = weight::List { weights: &offer.weights, place, window: Some(window), put: &put };
    list.check(checker, Some(environment), Some(&mut within.rules));
    reach::check(checker, within, offer, above, window, place);
    weights(checker, offer, above, window.until <= checker.now, place);
    let schema = within.schema(checker);
    content::check(checker, Some(environment), &offer.content, Some(&schema), &place.field("content"));
    if checker.bounds.looks_at_spaces(within.spaces) {
        content::required(checker, environment, offer, above, place);
        trials::check(checker, within, offer, above, place);
    }
}

/// Checks an offer template: it belongs to no environment yet, so its rules are only read.
pub(super) fn template(checker: &mut Checker<'_>, offer: &Arc<Offer>, place: &Place) {
    spaces(checker, None, offer, place);
    let with_period =
        |period: Period| changed(offer, Entity::Template, move |it| it.period.clone_from(&period));
    checker.period(&offer.period, place.field("period"), with_period);
    rules::syntax(checker, &offer.target, &place.field("target"));
    let with_weights = |edit: EditWeights| changed(offer, Entity::Template, move |it| edit(&mut it.weights));
    let window = Some(checker.window(&offer.period));
    let list = weight::List { weights: &offer.weights, place, window, put: &with_weights };
    list.check(checker, None, None);
    content::check(checker, None, &offer.content, None, &place.field("content"));
}

/// An approval belongs to Design, and being live to Live.
fn stage(checker: &mut Checker<'_>, within: &Inside<'_>, offer: &Arc<Offer>, place: &Place) {
    let label = label_or_name(&offer.label, &offer.name);
    if within.is_live() && offer.approval != Approval::default() {
        let without = changed(offer, Entity::Offer, |offer| offer.approval = Approval::default());
        checker
            .report(&kinds::APPROVAL_ON_LIVE, place.field("approval"))
            .with("offer", label)
            .fixed_by("check-fix-clear", without);
    }
    if !within.is_live() && !offer.live_on.is_empty() {
        let without = changed(offer, Entity::Offer, |offer| offer.live_on.clear());
        checker
            .report(&kinds::LIVE_ON_IN_DESIGN, place.field("live_on"))
            .with("offer", label)
            .fixed_by("check-fix-clear", without);
    }
}

fn spaces(checker: &mut Checker<'_>, environment: Option<&Environment>, offer: &Arc<Offer>, place: &Place) {
    let into = match place.entity {
        Ref::Template(_) => Entity::Template,
        _ => Entity::Offer,
    };
    for (index, space) in offer.live_on.iter().enumerate() {
        if !checker.has_space(environment, space) {
            let without = changed(offer, into, move |offer| drop(offer.live_on.remove(index)));
            checker
                .dangling(NamedKind::Space, space, place.field("live_on").index(index))
                .fixed_by("check-fix-remove", without);
        }
    }
    let ContentApproval::Approved { spaces } = &offer.approval.content else { return };
    let place = place.field("approval").field("content").field("spaces");
    for (index, space) in spaces.iter().enumerate() {
        if !checker.has_space(environment, space) {
            let without = changed(offer, into, move |offer| {
                if let ContentApproval::Approved { spaces } = &mut offer.approval.content {
                    spaces.remove(index);
                }
            });
            checker
                .dangling(NamedKind::Space, space, place.index(index))
                .fixed_by("check-fix-remove", without);
        }
    }
}

/// That no offer before it has its code.
fn code<'a>(checker: &mut Checker<'a>, within: &mut Inside<'a>, offer: &'a Arc<Offer>, place: &Place) {
    if offer.code.is_empty() {
        return;
    }
    let label = label_or_name(&offer.label, &offer.name);
    let other = *within.codes.entry(&offer.code).or_insert(label);
    if std::ptr::eq(other, label) {
        return;
    }
    let without = changed(offer, Entity::Offer, |offer| offer.code.clear());
    checker
        .report(&kinds::DUPLICATE_CODE, place.field("code"))
        .with("offer", label)
        .with("other", other)
        .with("code", &offer.code)
        .fixed_by("check-fix-clear", without);
}

fn disabled(
    checker: &mut Checker<'_>,
    environment: &Environment,
    offer: &Offer,
    above: &Above<'_>,
    place: &Place,
) {
    let Some(category) = above.chain.iter().find(|category| !category.enabled) else { return };
    if !offer.enabled {
        return;
    }
    let at = Ref::Category(environment.name.clone(), category.name.clone());
    // Without what is inside it, which may be another by then.
    let alone = |it: Arc<Category>| Entity::Category(Arc::new(it.own()));
    let enabled = changed(category, alone, |category| category.enabled = true);
    checker
        .report(&kinds::OFFER_UNDER_DISABLED, place.field("enabled"))
        .with("offer", label_or_name(&offer.label, &offer.name))
        .with("category", label_or_name(&category.label, &category.name))
        .fixed_in("check-fix-enable-category", at, enabled);
}

fn dates(checker: &mut Checker<'_>, offer: &Arc<Offer>, above: &Above<'_>, place: &Place) {
    let with_period = |period: Period| changed(offer, Entity::Offer, move |it| it.period.clone_from(&period));
    let place = place.field("period");
    checker.period(&offer.period, place.clone(), with_period);
    if checker.window(&offer.period).never_meets(above.window) {
        checker
            .report(&kinds::OFFER_OUTSIDE_CATEGORY, place)
            .with("offer", label_or_name(&offer.label, &offer.name))
            .with("category", above.label())
            .fixed_by("check-fix-clear-period", with_period(Period::default()));
    }
}

/// That an offer has no weight, or none any more. Of one that is over itself, nobody expects any.
fn weights(checker: &mut Checker<'_>, offer: &Offer, above: &Above<'_>, over: bool, place: &Place) {
    let kind = if !above.weighted && offer.weights.is_empty() {
        &kinds::NO_WEIGHT
    } else if !over && !above.weights_left && !weight::any_left(checker, &offer.weights) {
        &kinds::WEIGHTS_EXPIRED
    } else {
        return;
    };
    checker.report(kind, place.field("weights")).with("offer", label_or_name(&offer.label, &offer.name));
}
