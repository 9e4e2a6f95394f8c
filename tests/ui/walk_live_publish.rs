//! What publishing makes of Live, held against Design by a plain reading of `domain.md` §5.

use crate::walk_live_model::Model;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use vitrine::model::{Approval, Catalog, Category, ContentApproval, EligibilityApproval, Environment, Offer};

type Offers<'a> = BTreeMap<&'a str, (&'a str, &'a Offer)>;

/// The offers of an environment by name, each with its category.
fn offers(environment: &Environment) -> Offers<'_> {
    let mut found = BTreeMap::new();
    environment.walk_categories(|_, category: &Arc<Category>| {
        for offer in &category.offers {
            found.insert(offer.name.as_str(), (category.name.as_str(), &**offer));
        }
    });
    found
}

/// Holds what is in Live after publishing against Design before it, and gives the offers that are live as they stand.
pub(crate) fn held_against_design(before: &Catalog, after: &Catalog, model: &Model) -> Vec<Offer> {
    let mut published = Vec::new();
    for design in &before.environments {
        let Some(name) = design.linked_live() else { continue };
        let [was, is] = [before, after].map(|it| it.environment(name).expect("a Live environment"));
        own_fields(before, design, was, is);
        let (wanted, had, has) = (offers(design), offers(was), offers(is));
        let names: BTreeSet<&str> = wanted.keys().chain(had.keys()).chain(has.keys()).copied().collect();
        for name in names {
            let here = format!("{}/{name}", is.name);
            let [had, has] = [&had, &has].map(|it| it.get(name).copied());
            one_offer(design, wanted.get(name).copied(), had, has, &here);
            if let Some((_, offer)) = wanted.get(name).filter(|(_, offer)| offer.approval.is_approved()) {
                for part in 0..2 {
                    let key = (design.name.clone(), offer.name.clone(), part);
                    assert!(model.contains_key(&key), "{here}: somebody approved it");
                }
                published.push(has.expect("it is in Live").1.clone());
            }
        }
        let designed = before.environments.iter().find(|it| it.name == design.name);
        assert_eq!(
            designed,
            after.environments.iter().find(|it| it.name == design.name),
            "Design stays as it is"
        );
    }
    published
}

fn own_fields(before: &Catalog, design: &Environment, was: &Environment, is: &Environment) {
    assert_eq!((&is.label, &is.stage), (&was.label, &was.stage));
    assert_eq!(is.filters, design.filters);
    let own = |it: &Environment| {
        (it.anonymous, it.target.clone(), it.typology.clone(), it.weights.clone(), it.call_data.clone())
    };
    assert_eq!(own(is), own(design));
    let live_of = |address: &String| {
        let (environment, space) = address.split_once('/').expect("an address");
        let live = before.environment(environment).and_then(|it| it.linked_live());
        live.map_or_else(|| address.clone(), |live| format!("{live}/{space}"))
    };
    assert_eq!(is.spaces.len(), design.spaces.len());
    for (space, designed) in is.spaces.iter().zip(&design.spaces) {
        let mut expected = vitrine::model::Space::clone(designed);
        expected.linked_anonymous_space = designed.linked_anonymous_space.as_ref().map(live_of);
        assert_eq!(**space, expected);
    }
    let mut categories = Vec::new();
    is.walk_categories(|_, category| categories.push(category.own()));
    design.walk_categories(|_, category| {
        assert!(categories.contains(&category.own()), "{}: as it stands in Design", category.name);
    });
}

type Placed<'a> = Option<(&'a str, &'a Offer)>;

fn one_offer(design: &Environment, wanted: Placed<'_>, had: Placed<'_>, has: Placed<'_>, here: &str) {
    let Some((category, offer)) = wanted else {
        let (_, kept) = has.unwrap_or_else(|| panic!("{here}: what was published has a name"));
        assert!(!kept.enabled, "{here}: gone from Design");
        return;
    };
    let spaces = |name: &String| design.spaces.iter().any(|it| it.name == *name);
    match (&offer.approval.content, offer.approval.eligibility) {
        (ContentApproval::Rejected, _) | (_, EligibilityApproval::Rejected) => off(had, has, here),
        (ContentApproval::Approved { spaces: approved }, EligibilityApproval::Approved) => {
            let (place, is) = has.unwrap_or_else(|| panic!("{here}: approved"));
            let mut expected = Offer { approval: Approval::default(), ..offer.clone() };
            expected.live_on = approved.iter().filter(|it| spaces(it)).cloned().collect();
            expected.content.spaces.retain(|space, _| expected.live_on.contains(space));
            assert_eq!((place, is), (category, &expected), "{here}: as it was approved");
        }
        _ if !offer.enabled => off(had, has, here),
        _ => {
            assert_eq!(had.is_some(), has.is_some(), "{here}: pending");
            let Some(((_, had), (place, has))) = had.zip(has) else { return };
            assert_eq!(
                (place, has.enabled),
                (category, had.enabled),
                "{here}: pending stays as it was published"
            );
            assert!(crate::walk_live_model::is_published(has, had), "{here}: {has:?} of {had:?}");
        }
    }
}

/// Off in Live where it was there, and not there otherwise.
fn off(had: Placed<'_>, has: Placed<'_>, here: &str) {
    assert_eq!(had.is_some(), has.is_some(), "{here}: rejected or off");
    assert!(has.is_none_or(|(_, offer)| !offer.enabled), "{here}: rejected or off");
}
