//! What the window shows: open tabs, the explorer's nodes, the panel below. No catalog data but references.

mod choice;
mod node;
mod unfit;

use crate::app::table::Sheet;
use crate::document::Made;
use crate::model::{InnerTab, Place, Ref};
pub use choice::Explorer;
pub use node::{Group, Inside, Node};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;
pub use unfit::Unfit;

/// A tab of the panel below.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum BottomTab {
    /// Every issue.
    #[default]
    Problems,
    /// Every scenario with its result.
    Scenarios,
    /// The offers that wait for a decision.
    Reviews,
    /// Who gets other offers than before.
    Impact,
    /// The visits that are played.
    Visits,
    /// What a whole population gets.
    #[cfg(feature = "audience")]
    Simulation,
    /// What is served to a site, and the calls that come.
    #[cfg(feature = "serve")]
    Serving,
    /// What is looked for in the whole catalog.
    Find,
}

/// What the window shows.
#[derive(Debug, Default)]
pub struct View {
    /// The entities that are open, in the order of their tabs.
    pub tabs: Vec<Ref>,
    front: Front,
    inner: HashMap<Ref, InnerTab>,
    /// The explorer's open nodes: another value, where others are open.
    pub expanded: Arc<HashSet<Node>>,
    /// The explorer's chosen node.
    pub selected: Option<Node>,
    /// What the explorer is filtered by.
    pub filter: String,
    /// The tab of the panel below.
    pub bottom: BottomTab,
    /// Where the person is led to.
    pub lead: Lead,
    /// What else is chosen in the explorer, and what was visited.
    pub explorer: Explorer,
    /// What was done with the table of each environment and category.
    pub sheets: HashMap<Ref, Sheet>,
    /// What was made and renamed in this window. See [`View::known_as`].
    pub naming: Naming,
    /// The texts that stand for no value, in the forms that were opened.
    unfit: Vec<Unfit>,
}

/// Which of the tabs is in front, and which does not stay.
#[derive(Debug, Default)]
struct Front {
    /// The place of the tab in front.
    place: usize,
    /// The tab that only shows its entity: what is looked at next takes it over, until it is edited or opened.
    passing: Option<Ref>,
    /// Whether the panel below has the room of the form.
    covered: bool,
}

/// Where the person is led to.
#[derive(Debug, Clone, Default)]
pub struct Lead {
    /// The field that an issue led to, until the next thing is opened.
    pub to: Option<Place>,
    /// Grows whenever a field is led to, perhaps the same one again.
    pub count: u64,
    /// Whether the text of the field is selected: it is to be typed anew.
    pub selects: bool,
    /// Grows whenever the first text that stands for no value is to take the keyboard.
    pub to_unfit: u64,
}

/// What was made and renamed in this window.
#[derive(Debug, Clone, Default)]
pub struct Naming {
    /// What was made, and is called after its label.
    pub made: Vec<Made>,
    /// What of it has a label that was changed since it got its name.
    pub(in crate::app) due: Vec<Made>,
    /// What was renamed: how its form is told from others.
    first: HashMap<Ref, (Ref, u64)>,
    /// How often something was renamed.
    count: u64,
}

impl View {
    /// The entity in front.
    pub fn active_tab(&self) -> Option<&Ref> {
        self.tabs.get(self.front.place)
    }

    /// The place of the tab in front.
    pub fn active_index(&self) -> usize {
        self.front.place
    }

    /// What the table in front is of: an environment or a category. None while no table is in front.
    pub fn table_scope(&self) -> Option<&Ref> {
        self.active_tab().filter(|entity| self.inner_tab(entity) == InnerTab::Offers)
    }

    /// What a person did with the table in front.
    pub fn sheet(&self) -> Option<&Sheet> {
        self.sheets.get(self.table_scope()?)
    }

    /// The entity that is only looked at: the next one takes its tab over.
    pub fn passing(&self) -> Option<&Ref> {
        self.front.passing.as_ref()
    }

    /// Brings an entity's tab to the front; where it has none, in the place of what was only looked at before.
    pub fn look_at(&mut self, entity: &Ref) {
        if !self.tabs.contains(entity) {
            // A text that stands for no value is kept with its form.
            let unfit = |it: &Ref| self.unfit.iter().any(|unfit| unfit.entity == *it);
            let before = self.front.passing.take().filter(|it| !unfit(it));
            let place = before.and_then(|before| self.tabs.iter().position(|tab| *tab == before));
            match place {
                Some(place) => self.tabs[place] = entity.clone(),
                None => self.tabs.push(entity.clone()),
            }
            self.front.passing = Some(entity.clone());
        }
        self.show_tab(entity);
    }

    /// Keeps the tab in front: what it shows is edited.
    pub(in crate::app) fn keep_front(&mut self) {
        if self.front.passing.as_ref() == self.active_tab() {
            self.front.passing = None;
        }
    }

    /// Opens an entity in a tab that stays, or brings its tab to the front.
    pub fn open(&mut self, entity: &Ref) {
        if self.front.passing.as_ref() == Some(entity) {
            self.front.passing = None;
        }
        self.show_tab(entity);
    }

    fn show_tab(&mut self, entity: &Ref) {
        (self.lead.to, self.lead.selects, self.front.covered) = (None, false, false);
        self.front.place = self.tabs.iter().position(|tab| tab == entity).unwrap_or_else(|| {
            self.tabs.push(entity.clone());
            self.tabs.len() - 1
        });
        self.reveal(entity);
    }

    /// Opens the entity of an issue, on the tab with its field.
    pub fn go_to(&mut self, place: Place) {
        self.open(&place.entity);
        if let Some(tab) = InnerTab::with_field(&place) {
            self.inner.insert(place.entity.clone(), tab);
        }
        self.lead.to = Some(place);
        self.lead.count += 1;
    }

    /// Opens an entity to be called otherwise: its label has the keyboard, and typing replaces it.
    pub(in crate::app) fn go_to_label(&mut self, entity: Ref) {
        self.go_to(Place::new(entity, Vec::new()).field("label"));
        self.lead.selects = true;
    }

    /// Has the form in front take the keyboard: what is opened by a command is gone on with by key.
    pub(in crate::app) fn enter_front(&mut self) {
        self.lead.to = self.active_tab().cloned().map(|entity| Place::new(entity, Vec::new()));
        self.lead.count += 1;
        self.front.covered = false;
    }

    /// Whether the panel below has the room of the form. Whatever is opened brings the form back.
    pub fn is_covered(&self) -> bool {
        self.front.covered
    }

    /// Gives the panel below the room of the form, or takes it back.
    pub(in crate::app) fn cover(&mut self, covered: bool) {
        self.front.covered = covered;
    }

    /// Closes an entity's tab; its neighbour comes to the front.
    pub fn close(&mut self, entity: &Ref) {
        let Some(index) = self.tabs.iter().position(|tab| tab == entity) else { return };
        self.tabs.remove(index);
        self.front.passing = self.front.passing.take().filter(|it| it != entity);
        if self.front.place > index || self.front.place == self.tabs.len() {
            self.front.place = self.front.place.saturating_sub(1);
        }
    }

    /// Closes all tabs but that of an entity.
    pub fn close_others(&mut self, entity: &Ref) {
        self.tabs.retain(|tab| tab == entity);
        self.front.place = 0;
        self.front.passing = self.front.passing.take().filter(|it| it == entity);
    }

    /// Closes all tabs.
    pub fn close_all(&mut self) {
        self.tabs.clear();
        self.front = Front::default();
    }

    /// Brings the next tab to the front.
    pub fn next(&mut self) {
        if !self.tabs.is_empty() {
            self.front.place = (self.front.place + 1) % self.tabs.len();
        }
    }

    /// The tab of an entity's form that is in front.
    pub fn inner_tab(&self, entity: &Ref) -> InnerTab {
        let tabs = InnerTab::of(entity);
        self.inner.get(entity).copied().filter(|tab| tabs.contains(tab)).unwrap_or(tabs[0])
    }

    /// Brings a tab of an entity's form to the front.
    pub fn show_inner(&mut self, entity: Ref, tab: InnerTab) {
        self.inner.insert(entity, tab);
    }

    /// Goes so many tabs on in the form in front, round and round, whose first field takes the keyboard.
    pub(in crate::app) fn go_through_form(&mut self, steps: isize) {
        let Some(entity) = self.active_tab().cloned() else { return };
        let (tabs, now) = (InnerTab::of(&entity), self.inner_tab(&entity));
        let at = tabs.iter().position(|tab| *tab == now).unwrap_or_default();
        let count = tabs.len().cast_signed();
        let to = (at.cast_signed() + steps).rem_euclid(count).cast_unsigned();
        self.show_inner(entity, tabs[to]);
        self.enter_front();
    }

    /// Opens or closes a node of the explorer.
    pub fn toggle(&mut self, node: &Node) {
        let expanded = Arc::make_mut(&mut self.expanded);
        if !expanded.remove(node) {
            expanded.insert(node.clone());
        }
    }

    /// Opens a node of the explorer.
    pub fn expand(&mut self, node: Node) {
        if !self.expanded.contains(&node) {
            Arc::make_mut(&mut self.expanded).insert(node);
        }
    }

    /// Chooses an entity in the explorer, and opens the groups that it is in.
    pub fn reveal(&mut self, entity: &Ref) {
        let group = match entity {
            Ref::Catalog => return,
            Ref::Dimension(_) => Group::Dimensions,
            Ref::Folder(_) => Group::Folders,
            Ref::PresentationRule(_) | Ref::Typology(_) => Group::Presentation,
            Ref::Template(_) => Group::Templates,
            Ref::Contact(_) => Group::Contacts,
            Ref::Scenario(_) => Group::Scenarios,
            _ => Group::Environments,
        };
        self.expand(Node::Group(group));
        let inside = match entity {
            Ref::Space(..) => Some(Inside::Spaces),
            Ref::Filter(..) => Some(Inside::Filters),
            Ref::Category(..) | Ref::Offer(..) => Some(Inside::Offers),
            _ => None,
        };
        if let (Some(inside), Some(environment)) = (inside, entity.environment()) {
            self.expand(Node::Entity(Ref::Environment(environment.to_owned())));
            self.expand(Node::Inside(environment.to_owned(), inside));
        }
        self.select(Some(Node::Entity(entity.clone())));
        self.explorer.revealed += 1;
    }

    /// Forgets what no longer exists.
    pub fn keep_only(&mut self, exists: impl Fn(&Ref) -> bool) {
        let front = self.active_tab().cloned();
        self.tabs.retain(|tab| exists(tab));
        self.front.passing = self.front.passing.take().filter(|it| exists(it));
        self.unfit.retain(|it| exists(&it.entity));
        let index = front.and_then(|front| self.tabs.iter().position(|tab| *tab == front));
        self.front.place = index.unwrap_or(self.front.place.min(self.tabs.len().saturating_sub(1)));
    }

    /// What tells the form of an entity from those of others, whatever name it gets: the reference that it had
    /// first, and a number where another entity had that one.
    pub fn known_as(&self, entity: &Ref) -> (Ref, u64) {
        if let Some(first) = self.naming.first.get(entity) {
            return first.clone();
        }
        // The environment that it is in may have been renamed.
        let environment = entity.environment().filter(|_| !matches!(entity, Ref::Environment(_)));
        let environment = environment.map(|name| Ref::Environment(name.to_owned()));
        let first = environment.as_ref().and_then(|environment| {
            let (first, number) = self.naming.first.get(environment)?;
            Some((follow(entity, environment, first)?, *number))
        });
        first.unwrap_or_else(|| (entity.clone(), 0))
    }

    /// Lets an entity that was renamed or moved keep its tab, its form's tab and its node; and whatever is
    /// inside an environment.
    pub fn follow(&mut self, from: &Ref, to: &Ref) {
        self.naming.count += 1;
        let first = self.known_as(from);
        self.naming.first.remove(from);
        let entity = |it: &Ref| follow(it, from, to).unwrap_or_else(|| it.clone());
        self.naming.first = self.naming.first.drain().map(|(it, first)| (entity(&it), first)).collect();
        // Another entity may get the name that is free now: it is another one.
        self.naming.first.insert(from.clone(), (from.clone(), self.naming.count));
        self.naming.first.insert(to.clone(), first);
        let node = |node: &Node| match (node, from) {
            (Node::Entity(it), _) => Node::Entity(entity(it)),
            (Node::Inside(environment, inside), Ref::Environment(old)) if environment == old => {
                Node::Inside(to.name().to_owned(), *inside)
            }
            _ => node.clone(),
        };
        self.tabs = self.tabs.iter().map(entity).collect();
        self.front.passing = self.front.passing.as_ref().map(entity);
        self.unfit.iter_mut().for_each(|it| it.entity = entity(&it.entity));
        self.naming.made.iter_mut().for_each(|it| *it = it.follow(entity));
        self.inner = self.inner.iter().map(|(it, tab)| (entity(it), *tab)).collect();
        self.sheets = self.sheets.drain().map(|(it, sheet)| (entity(&it), sheet)).collect();
        self.expanded = Arc::new(self.expanded.iter().map(node).collect());
        self.selected = self.selected.as_ref().map(node);
        self.explorer.follow(node);
    }
}

/// What became of an entity when another one was renamed: itself, or the environment that it is in.
fn follow(entity: &Ref, from: &Ref, to: &Ref) -> Option<Ref> {
    if entity == from {
        return Some(to.clone());
    }
    let (Ref::Environment(old), Ref::Environment(new)) = (from, to) else { return None };
    match entity {
        Ref::Filter(environment, name) if environment == old => Some(Ref::Filter(new.clone(), name.clone())),
        Ref::Space(environment, name) if environment == old => Some(Ref::Space(new.clone(), name.clone())),
        Ref::Category(environment, name) if environment == old => {
            Some(Ref::Category(new.clone(), name.clone()))
        }
        Ref::Offer(environment, name) if environment == old => Some(Ref::Offer(new.clone(), name.clone())),
        _ => None,
    }
}

impl View {
    /// The entities that are chosen: the selected one, or several together.
    pub fn chosen(&self) -> Vec<Ref> {
        match (self.chosen_together(), &self.selected) {
            (Some(chosen), _) => Vec::clone(chosen),
            (None, Some(Node::Entity(entity))) => vec![entity.clone()],
            (None, _) => Vec::new(),
        }
    }

    /// The entities that are chosen together with the selected one: another value, where others are.
    pub fn chosen_together(&self) -> Option<&Arc<Vec<Ref>>> {
        let is_so = self.selected.is_some() && self.explorer.chosen_at == self.selected;
        is_so.then_some(&self.explorer.chosen)
    }

    /// Chooses one node, and nothing else.
    pub(super) fn select(&mut self, node: Option<Node>) {
        self.selected = node;
        self.explorer.chosen_at = None;
    }

    pub(super) fn choose(&mut self, entities: Vec<Ref>) {
        self.selected = entities.last().cloned().map(Node::Entity);
        self.explorer.chosen_at.clone_from(&self.selected);
        self.explorer.chosen = Arc::new(entities);
    }

    /// Notes which entity is in front, for the way back.
    pub(super) fn note_visit(&mut self) {
        if let Some(entity) = self.active_tab().cloned() {
            self.explorer.visit(&entity);
        }
    }
}
