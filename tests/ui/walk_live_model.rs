//! What a random walk from Design to Live knows of offers: which parts are approved, as what, and what may be live.

use std::collections::BTreeMap;
use std::sync::Arc;
use vitrine::model::{ApprovalPart, Catalog, Category, ContentApproval, Environment, Offer, Verdict};

/// A part of an offer: its environment, its name, and which of the parts.
pub(crate) type Key = (String, String, usize);

/// Parts of offers, each as it is.
pub(crate) type Model = BTreeMap<Key, Part>;

/// What stands in a part of an offer, and is approved with it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Part {
    /// What belongs to it, as it is written.
    pub(crate) value: String,
    /// The category, which belongs to the eligibility.
    pub(crate) category: String,
    /// The spaces that content is approved for.
    pub(crate) spaces: Vec<String>,
}

/// The parts of all offers of Design.
pub(crate) fn parts(catalog: &Catalog) -> Model {
    let mut found = Model::new();
    collect(catalog, |environment, offer, index, part| {
        found.insert((environment.to_owned(), offer.name.clone(), index), part);
    });
    found
}

/// Those of them that are said to be approved.
pub(crate) fn approved(catalog: &Catalog) -> Model {
    let mut found = Model::new();
    collect(catalog, |environment, offer, index, part| {
        if offer.approval.decided(ApprovalPart::ALL[index]) == Some(Verdict::Approved) {
            found.insert((environment.to_owned(), offer.name.clone(), index), part);
        }
    });
    found
}

fn collect(catalog: &Catalog, mut each: impl FnMut(&str, &Offer, usize, Part)) {
    for environment in catalog.environments.iter().filter(|it| it.linked_live().is_some()) {
        environment.walk_categories(|_, category| {
            for offer in &category.offers {
                for (index, part) in ApprovalPart::ALL.into_iter().enumerate() {
                    each(&environment.name, offer, index, part_of(offer, part, category));
                }
            }
        });
    }
}

fn part_of(offer: &Offer, part: ApprovalPart, category: &Category) -> Part {
    let written = match part {
        ApprovalPart::Content => serde_json::to_string(&offer.content),
        ApprovalPart::Eligibility => {
            serde_json::to_string(&(offer.enabled, &offer.period, &offer.target, &offer.weights))
        }
    };
    let is_content = part == ApprovalPart::Content;
    let spaces = match &offer.approval.content {
        ContentApproval::Approved { spaces } if is_content => spaces.clone(),
        _ => Vec::new(),
    };
    let category = if is_content { String::new() } else { category.name.clone() };
    Part { value: written.expect("it can be written"), category, spaces }
}

/// The Live environments.
pub(crate) fn live(catalog: &Catalog) -> Vec<Arc<Environment>> {
    catalog.environments.iter().filter(|it| it.linked_live().is_none()).cloned().collect()
}

/// Whether an offer of Live is one that was published, or what is left of it where spaces are gone.
pub(crate) fn is_published(offer: &Offer, published: &Offer) -> bool {
    let Offer { name, period, target, weights, content, live_on, .. } = offer;
    let alone = |offer: &Offer| {
        let mut content = offer.content.clone();
        content.spaces.clear();
        content
    };
    (name, period, target) == (&published.name, &published.period, &published.target)
        && alone(offer) == alone(published)
        && content.spaces.iter().all(|(space, it)| published.content.spaces.get(space) == Some(it))
        && weights.iter().all(|weight| published.weights.contains(weight))
        && live_on.iter().all(|space| published.live_on.contains(space))
}
