//! Approval: which parts of an offer may be published, who said so, and what takes it back (`domain.md` §5).
//!
//! Owns what belongs to each part, and the log. Reads no clock and knows no person: both are given.

use super::{Edit, FieldChange, PathStep};
use crate::model::{
    Approval, ApprovalPart, Catalog, Category, ContentApproval, EligibilityApproval, Entity, Entry,
    Environment, Moment, Offer, Ref, Stage, Verdict,
};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// Who changes a catalog, and when: what the log of an offer's approval says of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signature {
    /// When.
    pub at: Moment,
    /// Who.
    pub author: String,
}

/// A part of an offer that had been decided, and was changed since: it is to be decided again.
pub type Reset = (Ref, ApprovalPart);

/// What somebody decides of parts of offers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Review {
    /// The parts.
    pub parts: Vec<ApprovalPart>,
    /// What is decided. [`Verdict::Reset`] asks for a decision again.
    pub verdict: Verdict,
    /// The spaces that content is approved for; none: all spaces of the offer's environment.
    pub spaces: Option<Vec<String>>,
    /// Why; may be empty.
    pub comment: String,
}

/// Whether two states of an offer differ in a part. Name, label and code belong to none.
fn part_differs(part: ApprovalPart, one: &Offer, other: &Offer) -> bool {
    // Taken apart, so that a new field does not compile before it belongs to a part, or to none.
    let Offer {
        name: _,
        label: _,
        code: _,
        enabled,
        period,
        target,
        weights,
        content,
        approval: _,
        live_on: _,
    } = one;
    match part {
        ApprovalPart::Content => *content != other.content,
        ApprovalPart::Eligibility => {
            (enabled, period, target, weights)
                != (&other.enabled, &other.period, &other.target, &other.weights)
        }
    }
}

/// An offer with a part of another state of it, and what was decided of that.
pub(super) fn with_part(offer: &Offer, other: &Offer, part: ApprovalPart) -> Offer {
    let mut next = offer.clone();
    match part {
        ApprovalPart::Content => {
            next.content.clone_from(&other.content);
            next.approval.content.clone_from(&other.approval.content);
        }
        ApprovalPart::Eligibility => {
            next.enabled = other.enabled;
            next.period.clone_from(&other.period);
            next.target.clone_from(&other.target);
            next.weights.clone_from(&other.weights);
            next.approval.eligibility = other.approval.eligibility;
        }
    }
    next
}

/// The edit that decides parts of offers of Design environments. What is decided so already stays as it is, unless
/// there is something to say about it. `None` where nothing changes.
pub fn review(catalog: &Arc<Catalog>, offers: &[Ref], review: &Review, by: &Signature) -> Option<Edit> {
    let mut seen = HashSet::new();
    let reviewed = offers.iter().filter(|at| seen.insert(*at)).filter_map(|at| {
        let Entity::Offer(offer) = catalog.entity(at)? else { return None };
        let environment = catalog.environment(at.environment()?)?;
        if environment.stage == Stage::Live {
            return None;
        }
        let every = || environment.spaces.iter().map(|space| space.name.clone()).collect();
        let spaces = review.spaces.clone().unwrap_or_else(every);
        let mut approval = offer.approval.clone();
        for part in &review.parts {
            decide(&mut approval, *part, spaces.clone(), review, by);
        }
        let changed = approval != offer.approval;
        let offer = Offer { approval, ..Offer::clone(&offer) };
        changed.then(|| Edit::Put(at.clone(), Entity::Offer(Arc::new(offer))))
    });
    let edits: Vec<Edit> = reviewed.collect();
    (!edits.is_empty()).then_some(Edit::All(edits))
}

fn decide(approval: &mut Approval, part: ApprovalPart, spaces: Vec<String>, review: &Review, by: &Signature) {
    let before = approval.clone();
    match part {
        ApprovalPart::Content => {
            approval.content = match review.verdict {
                Verdict::Approved => ContentApproval::Approved { spaces },
                Verdict::Rejected => ContentApproval::Rejected,
                Verdict::Reset => ContentApproval::Pending,
            };
        }
        ApprovalPart::Eligibility => {
            approval.eligibility = match review.verdict {
                Verdict::Approved => EligibilityApproval::Approved,
                Verdict::Rejected => EligibilityApproval::Rejected,
                Verdict::Reset => EligibilityApproval::Pending,
            };
        }
    }
    if *approval != before || !review.comment.trim().is_empty() {
        approval.log.push(entry(part, review.verdict, review.comment.trim(), by));
    }
}

fn entry(part: ApprovalPart, verdict: Verdict, comment: &str, by: &Signature) -> Entry {
    Entry { at: by.at.clone(), author: by.author.clone(), part, verdict, comment: comment.to_owned() }
}

/// Takes approvals back while an edit is carried out. Without a signature everything stays as the edit has it: so are
/// edits that bring a former state back.
pub(super) struct Resetting<'a> {
    by: Option<&'a Signature>,
    /// What was taken back.
    pub(super) resets: Vec<Reset>,
}

impl<'a> Resetting<'a> {
    pub(super) fn by(by: Option<&'a Signature>) -> Self {
        Self { by, resets: Vec::new() }
    }

    /// An entity that is put in the place of `old`: of an offer, the parts that differ are to be decided again. What an
    /// edit says of an approval itself counts.
    pub(super) fn put(&mut self, at: &Ref, old: &Entity, new: Entity) -> Entity {
        let (Entity::Offer(before), Entity::Offer(after), Ref::Offer(..)) = (old, &new, at) else {
            return new;
        };
        if before.approval != after.approval {
            return new;
        }
        let parts = ApprovalPart::ALL.into_iter();
        let parts: Vec<ApprovalPart> = parts.filter(|part| part_differs(*part, before, after)).collect();
        self.offer(at, after, &parts).map_or(new, Entity::Offer)
    }

    /// An entity that goes to another category or environment: which category an offer is in is part of its
    /// eligibility, and in another environment nothing of it was seen.
    pub(super) fn moved(
        &mut self,
        at: &Ref,
        same_parent: bool,
        same_environment: bool,
        entity: Entity,
    ) -> Entity {
        match &entity {
            _ if same_parent || self.by.is_none() => entity,
            Entity::Offer(offer) => {
                let parts =
                    if same_environment { &[ApprovalPart::Eligibility][..] } else { &ApprovalPart::ALL };
                self.offer(at, offer, parts).map_or(entity, Entity::Offer)
            }
            Entity::Category(category) if !same_environment => {
                let environment = at.environment().unwrap_or_default();
                Entity::Category(Arc::new(category.with_offers(&mut |offer| {
                    let at = Ref::Offer(environment.to_owned(), offer.name.clone());
                    self.offer(&at, offer, &ApprovalPart::ALL).unwrap_or_else(|| Arc::clone(offer))
                })))
            }
            _ => entity,
        }
    }

    /// An offer whose parts are to be decided again; `None` where none of them was decided.
    fn offer(&mut self, at: &Ref, offer: &Offer, parts: &[ApprovalPart]) -> Option<Arc<Offer>> {
        let by = self.by?;
        let decided = parts.iter().filter(|part| offer.approval.decided(**part).is_some());
        let decided: Vec<ApprovalPart> = decided.copied().collect();
        if decided.is_empty() {
            return None;
        }
        let mut approval = offer.approval.clone();
        let reset = |part| Review {
            parts: vec![part],
            verdict: Verdict::Reset,
            spaces: None,
            comment: String::new(),
        };
        for part in decided {
            decide(&mut approval, part, Vec::new(), &reset(part), by);
            self.resets.push((at.clone(), part));
        }
        Some(Arc::new(Offer { approval, ..offer.clone() }))
    }
}

/// What a part of an offer is compared with, to see what changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Since {
    /// The offer when the part was approved last, in this session.
    Approved,
    /// The offer as it was published last.
    Published,
    /// Nothing: it was neither approved in this session nor published. All of it is new.
    Nothing,
}

/// Of so many offers what changed is found; beyond, only that they wait for a decision.
const MOST_COMPARED: usize = 2_000;

/// The parts of offers of Design environments that wait for a decision, in the order of the file, with what changed in
/// each since it was approved or published last. `earlier` are the states before this one, the latest first.
pub fn pending(
    catalog: &Catalog,
    earlier: &[Arc<Catalog>],
) -> Vec<(Ref, ApprovalPart, Since, Vec<FieldChange>)> {
    let mut waiting: Vec<(&Environment, &Arc<Offer>, ApprovalPart)> = Vec::new();
    for environment in catalog.environments.iter().filter(|it| it.stage != Stage::Live) {
        environment.walk_categories(|_, category| {
            for offer in &category.offers {
                let parts = ApprovalPart::ALL.into_iter();
                let parts = parts.filter(|part| offer.approval.decided(*part).is_none());
                waiting.extend(parts.map(|part| (&**environment, offer, part)));
            }
        });
    }
    let mut approved = approved_before(&waiting, earlier);
    let published = published(catalog, &waiting);
    let with_changes = waiting.iter().enumerate().map(|(index, (environment, offer, part))| {
        let at = Ref::Offer(environment.name.clone(), offer.name.clone());
        let key = (environment.name.as_str(), offer.name.as_str());
        let (since, before) = match (approved.remove(&(key.0, key.1, *part)), published.get(&key)) {
            (Some(before), _) => (Since::Approved, Some(before)),
            (None, Some(before)) => (Since::Published, Some(Arc::clone(before))),
            (None, None) => (Since::Nothing, None),
        };
        let before = before.filter(|_| index < MOST_COMPARED);
        let changes = before.map(|before| changes_of(*part, &before, offer)).unwrap_or_default();
        (at, *part, since, changes)
    });
    with_changes.collect()
}

/// The values of a part in which two states of an offer differ.
fn changes_of(part: ApprovalPart, before: &Arc<Offer>, now: &Arc<Offer>) -> Vec<FieldChange> {
    let own: &[&str] = match part {
        ApprovalPart::Content => &["content"],
        ApprovalPart::Eligibility => &["enabled", "period", "target", "weights"],
    };
    let of_part = |change: &FieldChange| matches!(change.path.first(), Some(PathStep::Field(name)) if own.contains(&name.as_str()));
    let before = Entity::Offer(Arc::clone(before));
    let mut changes = super::difference::fields_of(&before, &Entity::Offer(Arc::clone(now)));
    changes.retain(of_part);
    changes
}

type Waiting<'a> = (&'a Environment, &'a Arc<Offer>, ApprovalPart);

/// The offers as they were when the parts that wait were approved last.
fn approved_before<'a>(
    waiting: &[Waiting<'a>],
    earlier: &[Arc<Catalog>],
) -> HashMap<(&'a str, &'a str, ApprovalPart), Arc<Offer>> {
    let mut found = HashMap::new();
    let mut wanted: HashMap<&str, HashMap<(&str, ApprovalPart), &'a str>> = HashMap::new();
    for (environment, offer, part) in waiting {
        let of = wanted.entry(environment.name.as_str()).or_default();
        of.insert((offer.name.as_str(), *part), offer.name.as_str());
    }
    let names: HashMap<&str, &'a str> = waiting
        .iter()
        .map(|(environment, ..)| (environment.name.as_str(), environment.name.as_str()))
        .collect();
    let mut seen: HashSet<*const Environment> = HashSet::new();
    for state in earlier {
        for environment in &state.environments {
            let Some(wanted) = wanted.get_mut(environment.name.as_str()).filter(|it| !it.is_empty()) else {
                continue;
            };
            if !seen.insert(Arc::as_ptr(environment)) {
                continue;
            }
            let name = names[environment.name.as_str()];
            environment.walk_categories(|_, category| {
                for offer in &category.offers {
                    for part in ApprovalPart::ALL {
                        if offer.approval.decided(part) == Some(Verdict::Approved)
                            && let Some(own) = wanted.remove(&(offer.name.as_str(), part))
                        {
                            found.insert((name, own, part), Arc::clone(offer));
                        }
                    }
                }
            });
        }
        if wanted.values().all(HashMap::is_empty) {
            break;
        }
    }
    found
}

/// The published versions of the offers of which something waits.
fn published<'a>(catalog: &'a Catalog, waiting: &[Waiting<'a>]) -> HashMap<(&'a str, &'a str), Arc<Offer>> {
    let mut lives: HashMap<&str, HashMap<&str, &Arc<Offer>>> = HashMap::new();
    let mut found = HashMap::new();
    for (environment, offer, _) in waiting {
        let live = lives.entry(environment.name.as_str()).or_insert_with(|| {
            let mut offers = HashMap::new();
            if let Some(live) = environment.linked_live().and_then(|name| catalog.environment(name)) {
                live.walk_categories(|_, category| {
                    offers.extend(category.offers.iter().map(|offer| (offer.name.as_str(), offer)));
                });
            }
            offers
        });
        if let Some(published) = live.get(offer.name.as_str()) {
            found.insert((environment.name.as_str(), offer.name.as_str()), Arc::clone(published));
        }
    }
    found
}

/// The offers among entities and inside them, in order.
pub fn offers_in(catalog: &Catalog, entities: &[Ref]) -> Vec<Ref> {
    let mut offers = Vec::new();
    for at in entities {
        let environment = at.environment().unwrap_or_default();
        let mut add = |category: &Category| {
            let own = category.offers.iter().map(|it| Ref::Offer(environment.to_owned(), it.name.clone()));
            offers.extend(own);
        };
        match (at, catalog.environment(environment)) {
            (Ref::Offer(..), _) => offers.push(at.clone()),
            (Ref::Environment(_), Some(environment)) => environment.walk_categories(|_, it| add(it)),
            (Ref::Category(_, name), Some(environment)) => environment.walk_categories(|above, it| {
                if it.name == *name || above.iter().any(|it| it.name == *name) {
                    add(it);
                }
            }),
            _ => {}
        }
    }
    let mut seen = HashSet::new();
    offers.retain(|at| seen.insert(at.clone()));
    offers
}

/// The edit that gives an environment another type. Of one that becomes Live what is approved is shown, and nothing else;
/// of a Live one what was shown is approved.
pub fn with_stage(environment: &Environment, stage: Stage) -> Edit {
    let (was_live, is_live) = (environment.stage == Stage::Live, stage == Stage::Live);
    let name = &environment.name;
    let own = Environment { stage, ..environment.own() };
    let mut edits = vec![Edit::Put(Ref::Environment(name.clone()), Entity::Environment(Arc::new(own)))];
    if was_live != is_live {
        environment.walk_categories(|_, category| {
            let changed = category.offers.iter().map(|offer| (offer, staged(offer, is_live)));
            edits.extend(changed.filter(|(offer, staged)| ***offer != *staged).map(|(offer, staged)| {
                Edit::Put(Ref::Offer(name.clone(), offer.name.clone()), Entity::Offer(Arc::new(staged)))
            }));
        });
    }
    Edit::All(edits)
}

/// An offer of an environment that becomes a Live one, or was one.
fn staged(offer: &Offer, is_live: bool) -> Offer {
    let (mut approval, mut live_on) = (Approval::default(), Vec::new());
    match &offer.approval.content {
        ContentApproval::Approved { spaces } if is_live && offer.approval.is_approved() => {
            live_on.clone_from(spaces);
        }
        _ if !is_live && !offer.live_on.is_empty() => {
            approval.content = ContentApproval::Approved { spaces: offer.live_on.clone() };
            approval.eligibility = EligibilityApproval::Approved;
        }
        _ => {}
    }
    Offer { approval, live_on, ..offer.clone() }
}

/// An offer that nobody has seen yet, such as a copy: nothing of it is decided, and it is live nowhere.
pub(super) fn unseen(offer: &Offer) -> Offer {
    Offer { approval: Approval::default(), live_on: Vec::new(), ..offer.clone() }
}

#[cfg(test)]
mod tests;
