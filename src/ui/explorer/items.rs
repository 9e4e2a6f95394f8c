//! What the explorer lists of a catalog, in which order and under which heading.

use super::rows::{Builder, Item};
use crate::app::{Group, Inside, Node};
use crate::model::{Category, Environment, Folder, Ref, Scenario, Stage};
use crate::text::Message;
use crate::ui::approval::mark;
use crate::ui::labels::{contact_title, label_or_name};
use crate::ui::widgets::{Badge, Icon, Severity};
use std::collections::HashMap;
use std::sync::Arc;

/// Folders deeper than this are listed at the top: nobody nests them so deep, and folders that lie in
/// one another have no end.
const DEEPEST_FOLDER: usize = 32;

impl Builder<'_> {
    /// Everything.
    pub(super) fn catalog(&mut self) {
        let catalog = self.source.catalog;
        self.leaf(Item::entity(Ref::Catalog, label_or_name(&catalog.label, &catalog.name)));
        for group in Group::ALL {
            self.group(group);
        }
    }

    fn group(&mut self, group: Group) {
        let catalog = self.source.catalog;
        let (filled, icon) = match group {
            Group::Environments => (!catalog.environments.is_empty(), Icon::Environment),
            Group::Presentation => (
                !(catalog.presentation_rules.is_empty() && catalog.typologies.is_empty()),
                Icon::Presentation,
            ),
            Group::Dimensions => (!catalog.dimensions.is_empty(), Icon::Dimension),
            Group::Folders => (!catalog.folders.is_empty(), Icon::Folder),
            Group::Templates if catalog.templates.is_empty() => return,
            Group::Templates => (true, Icon::File),
            Group::Contacts => (!catalog.contacts.is_empty(), Icon::Person),
            Group::Scenarios => (!catalog.scenarios.is_empty(), Icon::Scenario),
        };
        let item = Item::new(Node::Group(group), self.text(group.title()), icon);
        let item = match group {
            _ if !filled => self.empty(item),
            Group::Scenarios => item.trailing(self.passed()),
            _ => item,
        };
        self.branch(item, filled, |builder| match group {
            Group::Environments => catalog.environments.iter().for_each(|it| builder.environment(it)),
            Group::Presentation => builder.presentation(),
            Group::Dimensions => builder.dimensions(),
            Group::Folders => builder.folders(&catalog.folders),
            Group::Templates => builder.templates(),
            Group::Contacts => builder.contacts(),
            Group::Scenarios => catalog.scenarios.iter().for_each(|it| builder.scenario(it)),
        });
    }

    /// A heading with nothing below it yet says how the first one is made.
    fn empty<'i>(&self, item: Item<'i>) -> Item<'i> {
        let how = self.text("explorer-empty-hint");
        item.trailing(self.text("explorer-empty")).hint(how)
    }

    fn environment(&mut self, environment: &Environment) {
        let name = &environment.name;
        let live = environment.stage == Stage::Live;
        let item = Item::entity(Ref::Environment(name.clone()), label_or_name(&environment.label, name))
            .muted(live)
            .trailing(if live { self.text("domain-live") } else { String::new() });
        self.branch(item, true, |builder| {
            for inside in Inside::ALL {
                builder.inside(environment, inside);
            }
        });
    }

    fn inside(&mut self, environment: &Environment, inside: Inside) {
        let (filled, icon) = match inside {
            Inside::Spaces => (!environment.spaces.is_empty(), Icon::Space),
            Inside::Filters if environment.filters.is_empty() => return,
            Inside::Filters => (true, Icon::Filter),
            Inside::Offers => (!environment.categories.is_empty(), Icon::Category),
        };
        let name = &environment.name;
        let item = Item::new(Node::Inside(name.clone(), inside), self.text(inside.title()), icon);
        let item = if filled || environment.stage == Stage::Live { item } else { self.empty(item) };
        self.branch(item, filled, |builder| match inside {
            Inside::Spaces => {
                for space in &environment.spaces {
                    let entity = Ref::Space(name.clone(), space.name.clone());
                    builder.leaf(Item::entity(entity, label_or_name(&space.label, &space.name)));
                }
            }
            Inside::Filters => {
                for filter in &environment.filters {
                    let entity = Ref::Filter(name.clone(), filter.name.clone());
                    builder.leaf(Item::entity(entity, label_or_name(&filter.label, &filter.name)));
                }
            }
            Inside::Offers => {
                let marks = (environment.stage != Stage::Live).then(|| builder.marks());
                let marks = marks.unwrap_or_default();
                environment.categories.iter().for_each(|it| builder.category(name, it, &marks));
            }
        });
    }

    /// The marks of offers by their messages: looked up once, as there may be very many offers.
    fn marks(&self) -> HashMap<&'static str, String> {
        let ids = ["approval-mark-waiting", "approval-mark-rejected"];
        ids.into_iter().map(|id| (id, self.text(id))).collect()
    }

    fn category(&mut self, environment: &str, category: &Category, marks: &HashMap<&'static str, String>) {
        let entity = Ref::Category(environment.to_owned(), category.name.clone());
        let item =
            Item::entity(entity, label_or_name(&category.label, &category.name)).muted(!category.enabled);
        let filled = !(category.offers.is_empty() && category.categories.is_empty());
        self.branch(item, filled, |builder| {
            for offer in &category.offers {
                let label = label_or_name(&offer.label, &offer.name);
                if builder.leaves_out(label, &offer.name) {
                    continue;
                }
                let entity = Ref::Offer(environment.to_owned(), offer.name.clone());
                let mark = mark(&offer.approval).and_then(|id| marks.get(id)).cloned();
                let mark = mark.map(|words| (Badge { severity: Severity::Neutral, count: 0 }, words));
                builder.leaf(Item::entity(entity, label).muted(!offer.enabled).state(mark));
            }
            for below in &category.categories {
                builder.category(environment, below, marks);
            }
        });
    }

    fn presentation(&mut self) {
        for rule in &self.source.catalog.presentation_rules {
            let item = Item::entity(
                Ref::PresentationRule(rule.name.clone()),
                label_or_name(&rule.label, &rule.name),
            );
            self.leaf(item.muted(!rule.active));
        }
        for typology in &self.source.catalog.typologies {
            let entity = Ref::Typology(typology.name.clone());
            self.leaf(Item::new(
                Node::Entity(entity),
                label_or_name(&typology.label, &typology.name),
                Icon::Table,
            ));
        }
    }

    fn dimensions(&mut self) {
        for dimension in &self.source.catalog.dimensions {
            let entity = Ref::Dimension(dimension.name.clone());
            self.leaf(Item::entity(entity, label_or_name(&dimension.label, &dimension.name)));
        }
    }

    fn templates(&mut self) {
        for template in &self.source.catalog.templates {
            let entity = Ref::Template(template.name.clone());
            self.leaf(Item::entity(entity, label_or_name(&template.label, &template.name)));
        }
    }

    fn contacts(&mut self) {
        for (index, contact) in self.source.catalog.contacts.iter().enumerate() {
            self.leaf(Item::entity(Ref::Contact(index), contact_title(contact, self.source.catalog)));
        }
    }

    fn folders(&mut self, folders: &[Arc<Folder>]) {
        let nested = Nested::of(folders);
        for folder in &nested.top {
            self.folder(folder, &nested);
        }
    }

    fn folder(&mut self, folder: &Folder, nested: &Nested<'_>) {
        let children = nested.within(folder);
        let item = Item::entity(Ref::Folder(folder.name.clone()), label_or_name(&folder.label, &folder.name));
        self.branch(item, !children.is_empty(), |builder| {
            for child in children {
                builder.folder(child, nested);
            }
        });
    }

    fn scenario(&mut self, scenario: &Scenario) {
        let state = self.results.get(scenario.name.as_str()).map(|result| {
            let passed = result.differences.is_empty();
            let severity = if passed { Severity::Success } else { Severity::Error };
            let words = if passed { "explorer-passed" } else { "explorer-failed" };
            (Badge { severity, count: 0 }, self.text(words))
        });
        let entity = Ref::Scenario(scenario.name.clone());
        self.leaf(Item::entity(entity, label_or_name(&scenario.label, &scenario.name)).state(state));
    }

    /// How many scenarios pass, of how many; nothing while that is not known.
    fn passed(&self) -> String {
        let results = self.source.scenarios;
        if results.is_empty() {
            return String::new();
        }
        let passed = results.iter().filter(|result| result.differences.is_empty()).count();
        let message = Message::new("explorer-passed-of").with("passed", passed).with("all", results.len());
        self.source.language.say_briefly(&message)
    }
}

/// Folders by the folder that they are shown in.
struct Nested<'a> {
    /// The first folder of each name: it is the one that others lie in.
    first: HashMap<&'a str, &'a Folder>,
    top: Vec<&'a Folder>,
    within: HashMap<&'a str, Vec<&'a Folder>>,
}

impl<'a> Nested<'a> {
    /// Puts each folder into the one it is in; at the top where that is missing, or leads nowhere.
    fn of(folders: &'a [Arc<Folder>]) -> Self {
        let mut nested = Self { first: HashMap::new(), top: Vec::new(), within: HashMap::new() };
        for folder in folders {
            nested.first.entry(&folder.name).or_insert(folder);
        }
        for folder in folders {
            match folder.parent.as_deref().filter(|parent| nested.is_under_top(parent)) {
                Some(parent) => nested.within.entry(parent).or_default().push(folder),
                None => nested.top.push(folder),
            }
        }
        nested
    }

    /// Whether the way up from the folder of that name ends.
    fn is_under_top(&self, name: &str) -> bool {
        let Some(mut at) = self.first.get(name) else { return false };
        for _ in 0..DEEPEST_FOLDER {
            match at.parent.as_ref().and_then(|parent| self.first.get(parent.as_str())) {
                Some(parent) => at = parent,
                None => return true,
            }
        }
        false
    }

    fn within(&self, folder: &Folder) -> &[&'a Folder] {
        let name = folder.name.as_str();
        let first = self.first.get(name).is_some_and(|first| std::ptr::eq(*first, folder));
        self.within.get(name).filter(|_| first).map_or(&[], Vec::as_slice)
    }
}
