//! Publishing: what Live becomes when what has been approved in Design goes out (`domain.md` §5).
//!
//! Pure: takes a catalog and gives another. Owns what goes along and what stays in Live; does not ask whether the
//! result could run, which is for checking.

use crate::model::{
    Approval, Call, Catalog, Category, Content, ContentApproval, EligibilityApproval, Entity, Environment,
    FieldKind, Offer, Period, Place, Ref, Scenario, Space, Stage, Step, WeightValue, split_address,
};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// A catalog in which Design environments have been published.
#[derive(Debug, Clone, PartialEq)]
pub struct Published {
    /// The catalog: *Design as approved* is what its Live environments hold.
    pub catalog: Arc<Catalog>,
    /// The Live offers that stay although they are not to be proposed any more, disabled.
    pub withdrawn: HashSet<Ref>,
}

/// Why a catalog cannot be published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Obstacle {
    /// A Design environment has no Live environment: the one it names is missing, or is a Design environment.
    NoLive {
        /// The Design environment.
        design: Ref,
    },
    /// Two Design environments would be published into one.
    LiveTwice {
        /// The later Design environment.
        design: Ref,
    },
    /// The Live space that a space would be linked to is not there, not even after publishing.
    NoLinkedSpace {
        /// The space in the Design environment.
        space: Ref,
        /// The address of the space that is missing.
        missing: String,
    },
}

/// The catalog after all its Design environments have been published together. Publishing again changes nothing.
///
/// # Errors
/// An environment cannot be published, or a link would lead nowhere.
pub fn publish(catalog: &Catalog) -> Result<Published, Vec<Obstacle>> {
    let mut obstacles = Vec::new();
    let mut lives: HashMap<&str, &Environment> = HashMap::new();
    for design in &catalog.environments {
        let Some(name) = design.linked_live() else { continue };
        let of = || Ref::Environment(design.name.clone());
        if catalog.environment(name).is_none_or(|live| live.linked_live().is_some()) {
            obstacles.push(Obstacle::NoLive { design: of() });
        } else if lives.insert(name, design).is_some() {
            obstacles.push(Obstacle::LiveTwice { design: of() });
        }
    }
    let mut next = catalog.clone();
    let mut withdrawn = HashSet::new();
    for live in &mut next.environments {
        let Some(design) = lives.get(live.name.as_str()) else { continue };
        let published = Publisher::new(catalog, design, live).environment(&mut withdrawn);
        if published != **live {
            *live = Arc::new(published);
        }
    }
    let published = catalog.environments.iter().filter(|it| it.linked_live().is_some());
    obstacles.extend(published.flat_map(|design| missing_links(catalog, &next, design)));
    if obstacles.is_empty() { Ok(Published { catalog: Arc::new(next), withdrawn }) } else { Err(obstacles) }
}

/// The catalog without what is wrong at these places of Live offers: a rule, a weight, a text. Where that is of no avail,
/// and asked to be `thorough`, nothing is left of such an offer that could refer to what is gone.
pub fn reduced(catalog: &Catalog, wrong: &[Place], thorough: bool) -> Catalog {
    let mut of_offer: HashMap<&Ref, Vec<&[Step]>> = HashMap::new();
    for place in wrong {
        of_offer.entry(&place.entity).or_default().push(&place.field);
    }
    let mut next = catalog.clone();
    next.change_each(&mut |at, entity| {
        let (Entity::Offer(offer), Some(fields)) = (entity, of_offer.get(at)) else { return None };
        let left = if thorough { without_references(offer) } else { without(offer, fields) };
        Some(Entity::Offer(Arc::new(left)))
    });
    next
}

/// An offer without what stands in these fields.
fn without(offer: &Offer, fields: &[&[Step]]) -> Offer {
    let mut offer = offer.clone();
    let mut gone = HashSet::new();
    for field in fields {
        match field {
            [Step::Field("target"), ..] => offer.target.clear(),
            [Step::Field("period"), ..] => offer.period = Period::default(),
            [Step::Field("weights"), Step::Index(index), inside @ ..] => {
                match (inside, offer.weights.get_mut(*index)) {
                    ([Step::Field("target"), ..], Some(weight)) => weight.target.clear(),
                    ([Step::Field("period"), ..], Some(weight)) => weight.period = Period::default(),
                    _ => drop(gone.insert(*index)),
                }
            }
            [Step::Field("content"), Step::Field("spaces"), Step::Key(space), inside @ ..] => {
                if let Some(content) = offer.content.spaces.get_mut(space) {
                    clear(content, inside);
                }
            }
            [Step::Field("content"), inside @ ..] => clear(&mut offer.content, inside),
            _ => {}
        }
    }
    let mut index = 0..;
    offer.weights.retain(|_| !index.next().is_some_and(|index| gone.contains(&index)));
    offer
}

/// What is left of an offer that refers to nothing.
fn without_references(offer: &Offer) -> Offer {
    let mut weights = offer.weights.clone();
    weights.retain(|weight| matches!(weight.value, WeightValue::Number(_)));
    for weight in &mut weights {
        weight.target.clear();
    }
    let Offer { name, label, code, period, .. } = offer;
    let (code, period) = (code.clone(), period.clone());
    Offer { code, period, weights, enabled: false, ..Offer::new(name, label) }
}

/// Empties a field of a content.
fn clear(content: &mut Content, field: &[Step]) {
    match field {
        [Step::Field("title"), ..] => content.title.clear(),
        [Step::Field("destination_url"), ..] => content.destination_url.clear(),
        [Step::Field("image_url"), ..] => content.image_url.clear(),
        [Step::Field("html"), ..] => content.html.clear(),
        [Step::Field("text"), ..] => content.text.clear(),
        [Step::Field("fields"), Step::Key(name), ..] => drop(content.fields.shift_remove(name)),
        _ => {}
    }
}

/// The catalog with the Live environments that Design is published to as they were in another state of it. Those that
/// were not there stay.
pub fn with_live_of(catalog: &Arc<Catalog>, state: &Catalog) -> Arc<Catalog> {
    let lives: HashSet<&str> = catalog.environments.iter().filter_map(|it| it.linked_live()).collect();
    let mut next = Catalog::clone(catalog);
    for live in next.environments.iter_mut().filter(|it| lives.contains(it.name.as_str())) {
        if let Some(before) =
            state.environments.iter().find(|it| it.name == live.name && it.stage == Stage::Live)
        {
            *live = Arc::clone(before);
        }
    }
    Arc::new(next)
}

/// The catalog whose Design environments are what is live of them, to be held against Design: their names, labels and
/// approvals stay, and links between Live environments are those between Design ones.
pub fn as_live(catalog: &Catalog) -> Arc<Catalog> {
    let mut next = catalog.clone();
    for design in &mut next.environments {
        let Some(live) = design.linked_live().and_then(|name| catalog.environment(name)) else { continue };
        let mut shown = Environment::clone(live);
        (shown.name, shown.label, shown.stage) =
            (design.name.clone(), design.label.clone(), design.stage.clone());
        for space in &mut shown.spaces {
            let address = space.linked_anonymous_space.as_deref().and_then(split_address);
            let linked = address.and_then(|(environment, space)| {
                let of = catalog.environments.iter().find(|it| it.linked_live() == Some(environment))?;
                Some(format!("{}/{space}", of.name))
            });
            if linked.is_some() {
                Arc::make_mut(space).linked_anonymous_space = linked;
            }
        }
        for category in &mut shown.categories {
            as_designed(Arc::make_mut(category), design);
        }
        *design = Arc::new(shown);
    }
    Arc::new(next)
}

/// The offers of a Live category with the approvals that they have in Design.
fn as_designed(category: &mut Category, design: &Environment) {
    for offer in &mut category.offers {
        let approval = design.offer(&offer.name).map(|(_, own)| own.approval.clone()).unwrap_or_default();
        let offer = Arc::make_mut(offer);
        (offer.approval, offer.live_on) = (approval, Vec::new());
    }
    for below in &mut category.categories {
        as_designed(Arc::make_mut(below), design);
    }
}

/// A scenario of a Design environment as it is in Live: what it names of an environment that is published is that of
/// its Live one. `None` where it names nothing of the kind.
pub fn in_live(catalog: &Catalog, scenario: &Arc<Scenario>) -> Option<Arc<Scenario>> {
    let mut entity = Entity::Scenario(Arc::clone(scenario));
    let mut any = false;
    entity.write_texts(&mut |_, holds, text| {
        if let FieldKind::Address(_) = holds
            && let Some(address) = mapped(catalog, text)
        {
            *text = address;
            any = true;
        }
    });
    let Entity::Scenario(scenario) = entity else { return None };
    any.then_some(scenario)
}

/// A call to a space of a Design environment as it goes to Live; `None` where it names nothing of the kind. Its space
/// may not be there yet.
pub fn call_in_live(catalog: &Catalog, call: &Call) -> Option<Call> {
    let space = mapped(catalog, &call.space)?;
    Some(Call { space, ..call.clone() })
}

/// The links of a Design environment's spaces that lead nowhere once they are mapped.
fn missing_links(before: &Catalog, after: &Catalog, design: &Environment) -> Vec<Obstacle> {
    let missing = design.spaces.iter().filter_map(|space| {
        let linked = mapped(before, space.linked_anonymous_space.as_deref()?)?;
        let space = Ref::Space(design.name.clone(), space.name.clone());
        after.space_at(&linked).is_none().then_some(Obstacle::NoLinkedSpace { space, missing: linked })
    });
    missing.collect()
}

/// The address in the Live environment of a space of a Design environment; `None` for any other.
pub(super) fn mapped(catalog: &Catalog, address: &str) -> Option<String> {
    let (environment, space) = split_address(address)?;
    let live = catalog.environment(environment)?.linked_live()?;
    Some(format!("{live}/{space}"))
}

/// Publishes one environment.
struct Publisher<'a> {
    catalog: &'a Catalog,
    design: &'a Environment,
    live: &'a Environment,
    /// The offers that are in Live, by name.
    published: HashMap<&'a str, &'a Arc<Offer>>,
    /// The spaces that Live will have.
    spaces: HashSet<&'a str>,
    /// Live offers that stay, disabled.
    withdrawn: HashSet<Ref>,
}

impl<'a> Publisher<'a> {
    fn new(catalog: &'a Catalog, design: &'a Environment, live: &'a Environment) -> Self {
        let mut published = HashMap::new();
        live.walk_categories(|_, category| {
            published.extend(category.offers.iter().map(|offer| (offer.name.as_str(), offer)));
        });
        let spaces = design.spaces.iter().map(|space| space.name.as_str()).collect();
        Self { catalog, design, live, published, spaces, withdrawn: HashSet::new() }
    }

    /// The Live environment as it will be, with its own name, label and stage.
    fn environment(mut self, withdrawn: &mut HashSet<Ref>) -> Environment {
        let design = self.design;
        let mut categories: Vec<_> = design.categories.iter().map(|it| self.category(it)).collect();
        self.keep_what_is_gone(&mut categories);
        withdrawn.extend(self.withdrawn.drain());
        Environment {
            name: self.live.name.clone(),
            label: self.live.label.clone(),
            stage: self.live.stage.clone(),
            spaces: design.spaces.iter().map(|space| self.space(space)).collect(),
            categories,
            ..design.clone()
        }
    }

    fn space(&self, space: &Arc<Space>) -> Arc<Space> {
        let linked = space.linked_anonymous_space.as_deref().and_then(|it| mapped(self.catalog, it));
        match linked {
            Some(linked) => Arc::new(Space { linked_anonymous_space: Some(linked), ..Space::clone(space) }),
            None => Arc::clone(space),
        }
    }

    /// A category as it stands in Design, with what Live has of its offers.
    fn category(&mut self, category: &'a Arc<Category>) -> Arc<Category> {
        let categories = category.categories.iter().map(|it| self.category(it)).collect();
        let offers = category.offers.iter().filter_map(|it| self.offer(it)).collect();
        Arc::new(Category { categories, offers, ..category.own() })
    }

    /// What Live has of an offer of Design; `None` for nothing.
    fn offer(&mut self, offer: &'a Arc<Offer>) -> Option<Arc<Offer>> {
        let published = self.published.remove(offer.name.as_str());
        let next = self.version(offer, published)?;
        // What stays as it is stays shared: it is not looked into when both are compared.
        Some(published.filter(|published| ***published == *next).map_or(next, Arc::clone))
    }

    fn version(&mut self, offer: &'a Arc<Offer>, published: Option<&'a Arc<Offer>>) -> Option<Arc<Offer>> {
        let Approval { content, eligibility, .. } = &offer.approval;
        match (content, eligibility) {
            (ContentApproval::Rejected, _) | (_, EligibilityApproval::Rejected) => {
                published.map(|published| self.withdrawn(published))
            }
            (ContentApproval::Approved { spaces }, EligibilityApproval::Approved) => {
                Some(Arc::new(self.approved(offer, spaces)))
            }
            _ if !offer.enabled => published.map(|published| self.withdrawn(published)),
            _ => published.map(|published| Arc::new(self.fitting(published))),
        }
    }

    /// An offer as it stands, live on the spaces that its content is approved for. What it would show on others is not
    /// approved, and does not go along.
    fn approved(&self, offer: &Offer, spaces: &[String]) -> Offer {
        let live_on: Vec<String> =
            spaces.iter().filter(|it| self.spaces.contains(it.as_str())).cloned().collect();
        let mut content = offer.content.clone();
        content.spaces.retain(|space, _| live_on.contains(space));
        Offer { approval: Approval::default(), content, live_on, ..offer.clone() }
    }

    /// A published version that stays, without what it has for spaces that are gone, where it is not shown any more.
    fn fitting(&self, published: &Offer) -> Offer {
        let mut offer = Offer { approval: Approval::default(), ..published.clone() };
        offer.live_on.retain(|it| self.spaces.contains(it.as_str()));
        offer.content.spaces.retain(|it, _| self.spaces.contains(it.as_str()));
        offer.weights.retain(|it| it.space.as_deref().is_none_or(|it| self.spaces.contains(it)));
        offer
    }

    fn withdrawn(&mut self, published: &Offer) -> Arc<Offer> {
        self.withdrawn.insert(Ref::Offer(self.live.name.clone(), published.name.clone()));
        Arc::new(Offer { enabled: false, ..self.fitting(published) })
    }

    /// Keeps the published offers that are in Design no more, disabled, so that what visitors were shown has a name.
    /// They stay in their category, and where they stood in it. One that is gone itself stays for them, with nothing but its
    /// name.
    fn keep_what_is_gone(&mut self, categories: &mut Vec<Arc<Category>>) {
        let mut there = HashSet::new();
        self.design.walk_categories(|_, category| {
            there.insert(category.name.as_str());
        });
        let live = self.live;
        for category in &live.categories {
            self.keep_of(category, None, &there, categories);
        }
    }

    /// Keeps what is gone of a Live category and of those inside it. `holder` is the category that a new one stands in.
    fn keep_of(
        &mut self,
        category: &'a Category,
        holder: Option<&Category>,
        there: &HashSet<&str>,
        categories: &mut Vec<Arc<Category>>,
    ) {
        let gone: Vec<Option<&Arc<Offer>>> =
            category.offers.iter().map(|offer| self.published.remove(offer.name.as_str())).collect();
        let gone: Vec<Option<Arc<Offer>>> = gone.into_iter().map(|it| Some(self.withdrawn(it?))).collect();
        let any_gone = gone.iter().any(Option::is_some);
        let is_there = there.contains(category.name.as_str());
        if !is_there && (any_gone || holds_any(category, &self.published)) {
            let Category { name, label, .. } = category;
            let kept = Arc::new(Category { enabled: false, ..Category::new(name, label) });
            let siblings = match holder.and_then(|holder| find_mut(categories, &holder.name)) {
                Some(holder) => &mut holder.categories,
                None => &mut *categories,
            };
            let beside = holder.map_or(&self.live.categories, |holder| &holder.categories);
            let kept = beside.iter().map(|it| (it.name == *name).then(|| Arc::clone(&kept)));
            *siblings = in_place(beside, kept, std::mem::take(siblings), |it| &it.name);
        }
        if any_gone && let Some(now) = find_mut(categories, &category.name) {
            let offers = std::mem::take(&mut now.offers);
            now.offers = in_place(&category.offers, gone.into_iter(), offers, |it| &it.name);
        }
        for inside in &category.categories {
            self.keep_of(inside, Some(category), there, categories);
        }
    }
}

/// Whether offers of categories inside one are kept.
fn holds_any(category: &Category, left: &HashMap<&str, &Arc<Offer>>) -> bool {
    category.categories.iter().any(|inside| {
        inside.offers.iter().any(|offer| left.contains_key(offer.name.as_str())) || holds_any(inside, left)
    })
}

/// A list with what is kept of another one, each behind what it stood behind there.
fn in_place<T>(
    old: &[Arc<T>],
    kept: impl Iterator<Item = Option<Arc<T>>>,
    new: Vec<Arc<T>>,
    name: impl Fn(&T) -> &str,
) -> Vec<Arc<T>> {
    let places: HashMap<&str, usize> = new.iter().enumerate().map(|(at, it)| (name(it), at + 1)).collect();
    let mut behind: HashMap<usize, Vec<Arc<T>>> = HashMap::new();
    let mut place = 0;
    for (old, kept) in old.iter().zip(kept) {
        match kept {
            Some(kept) => behind.entry(place).or_default().push(kept),
            None => place = places.get(name(old)).copied().unwrap_or(place),
        }
    }
    let mut all = behind.remove(&0).unwrap_or_default();
    for (index, item) in new.into_iter().enumerate() {
        all.push(item);
        all.extend(behind.remove(&(index + 1)).into_iter().flatten());
    }
    all
}

/// A category of that name, made the list's own.
fn find_mut<'c>(categories: &'c mut [Arc<Category>], name: &str) -> Option<&'c mut Category> {
    let index = categories.iter().position(|category| holds_category(category, name))?;
    let category = Arc::make_mut(&mut categories[index]);
    if category.name == name { Some(category) } else { find_mut(&mut category.categories, name) }
}

fn holds_category(category: &Category, name: &str) -> bool {
    category.name == name || category.categories.iter().any(|inside| holds_category(inside, name))
}

#[cfg(test)]
mod tests;
