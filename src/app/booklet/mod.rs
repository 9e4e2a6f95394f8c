//! A catalog as a document that people read and print without the program: what each entity holds, with rules in words.
//!
//! Owns the order of the document. What a field is called and holds comes from its declaration, so that a new field is
//! in the document without being told. The page runs nothing and asks nothing of any network.

mod fields;
mod page;

use crate::app::difference_words::kind_label;
use crate::model::{Catalog, Category, Entity, EntityKind, Environment, Offer, Ref, Stage, label_or_name};
use crate::text::{Language, Message};
use fields::Fields;
use page::Page;
use std::path::Path;
use std::sync::Arc;

/// The deepest level of headings that HTML has.
const DEEPEST: usize = 6;

/// A catalog as an HTML page, in a language; pictures that lie in `folder` are in it. The same each time.
pub(in crate::app) fn booklet(catalog: &Arc<Catalog>, folder: Option<&Path>, language: Language) -> String {
    let title = label_or_name(&catalog.label, &catalog.name);
    let page = Page::new(title, language);
    let mut booklet = Booklet { catalog, language, fields: Fields::of(catalog, folder, language), page };
    booklet.head(title);
    booklet.contents();
    booklet.general();
    for (number, environment) in catalog.environments.iter().enumerate() {
        booklet.environment(number, environment);
    }
    booklet.scenarios();
    booklet.page.finished()
}

struct Booklet<'a> {
    catalog: &'a Arc<Catalog>,
    language: Language,
    fields: Fields<'a>,
    page: Page,
}

/// What tells one category of the document from the others, for links to it.
fn anchor(environment: usize, category: usize) -> String {
    format!("e{environment}c{category}")
}

impl<'a> Booklet<'a> {
    fn head(&mut self, title: &str) {
        self.page.open("header", "");
        self.page.element("h1", "", title);
        if !self.catalog.description.is_empty() {
            self.page.element("p", "said", &self.catalog.description);
        }
        let own = Entity::Catalog(Arc::new(self.catalog.own()));
        self.fields.table(&mut self.page, &Ref::Catalog, &own, &["label", "description"]);
        self.page.close("header");
    }

    /// The sections, each a link.
    fn contents(&mut self) {
        self.page.open("nav", "");
        self.page.element("h2", "", &self.language.text("booklet-contents"));
        self.page.open("ul", "");
        self.page.link_item("general", &self.language.text("booklet-general"));
        for (number, environment) in self.catalog.environments.iter().enumerate() {
            self.page.open("li", "");
            self.page.link(&format!("e{number}"), label_or_name(&environment.label, &environment.name));
            self.page.element("span", "badge", &self.language.text(environment.stage.choice_label()));
            let mut lines = Vec::new();
            environment.walk_categories(|above, category| {
                let names = above.iter().copied().chain([category]);
                let names: Vec<&str> = names.map(|it| label_or_name(&it.label, &it.name)).collect();
                lines.push((names.join(" › "), category.offers.len()));
            });
            if !lines.is_empty() {
                self.page.open("ul", "");
                for (place, (name, offers)) in lines.into_iter().enumerate() {
                    self.page.open("li", "");
                    self.page.link(&anchor(number, place), &name);
                    let count = Message::new("booklet-offers").with("count", offers);
                    self.page.element("span", "count", &self.language.say(&count));
                    self.page.close("li");
                }
                self.page.close("ul");
            }
            self.page.close("li");
        }
        if !self.catalog.scenarios.is_empty() {
            self.page.link_item("scenarios", &self.language.text("domain-scenarios"));
        }
        self.page.close("ul");
        self.page.close("nav");
    }

    /// What all environments share.
    fn general(&mut self) {
        self.page.open_at("section", "general");
        self.page.element("h2", "", &self.language.text("booklet-general"));
        let catalog = self.catalog;
        self.list("domain-dimensions", &catalog.dimensions, |it| {
            (Ref::Dimension(it.name.clone()), Entity::Dimension(Arc::clone(it)))
        });
        self.list("domain-folders", &catalog.folders, |it| {
            (Ref::Folder(it.name.clone()), Entity::Folder(Arc::clone(it)))
        });
        self.list("domain-typologies", &catalog.typologies, |it| {
            (Ref::Typology(it.name.clone()), Entity::Typology(Arc::clone(it)))
        });
        self.list("domain-presentation-rules", &catalog.presentation_rules, |it| {
            (Ref::PresentationRule(it.name.clone()), Entity::PresentationRule(Arc::clone(it)))
        });
        self.list("domain-templates", &catalog.templates, |it| {
            (Ref::Template(it.name.clone()), Entity::Template(Arc::clone(it)))
        });
        if !catalog.contacts.is_empty() {
            let left_out = Message::new("booklet-no-contacts").with("count", catalog.contacts.len());
            self.page.element("p", "count", &self.language.say(&left_out));
        }
        self.page.close("section");
    }

    fn scenarios(&mut self) {
        let catalog = self.catalog;
        if catalog.scenarios.is_empty() {
            return;
        }
        self.page.open_at("section", "scenarios");
        self.page.element("h2", "", &self.language.text("domain-scenarios"));
        for scenario in &catalog.scenarios {
            let at = Ref::Scenario(scenario.name.clone());
            self.entity(3, &at, &Entity::Scenario(Arc::clone(scenario)));
        }
        self.page.close("section");
    }

    /// Entities of a kind below a heading of their own.
    fn list<T>(
        &mut self,
        heading: &'static str,
        list: &'a [Arc<T>],
        of: impl Fn(&'a Arc<T>) -> (Ref, Entity),
    ) {
        if list.is_empty() {
            return;
        }
        self.page.element("h3", "", &self.language.text(heading));
        for item in list {
            let (at, entity) = of(item);
            self.entity(4, &at, &entity);
        }
    }

    /// An entity: its label, its name, and what it holds.
    fn entity(&mut self, level: usize, at: &Ref, entity: &Entity) {
        self.page.open("article", kind_class(at.kind()));
        self.heading(level, at, entity);
        self.fields.table(&mut self.page, at, entity, &["name", "label"]);
        self.page.close("article");
    }

    fn heading(&mut self, level: usize, at: &Ref, entity: &Entity) {
        let tag = format!("h{}", level.min(DEEPEST));
        let title = entity.title(self.catalog);
        self.page.open(&tag, "");
        self.page.element("span", "kind", &self.language.text(kind_label(at)));
        self.page.text(&title);
        if title != at.name() {
            self.page.element("code", "", at.name());
        }
        if let Entity::Offer(offer) = entity {
            self.badges(at, offer);
        }
        self.page.close(&tag);
    }

    /// What was decided of an offer, where that is asked.
    fn badges(&mut self, at: &Ref, offer: &Offer) {
        if !offer.enabled {
            self.page.element("span", "badge no", &self.language.text("booklet-disabled"));
        }
        let environment = at.environment().and_then(|name| self.catalog.environment(name));
        if environment.is_none_or(|environment| environment.stage == Stage::Live) {
            return;
        }
        let parts = [
            ("forms-tab-content", offer.approval.content.choice_label()),
            ("forms-tab-eligibility", offer.approval.eligibility.choice_label()),
        ];
        for (part, state) in parts {
            let class = match state {
                "compare-approved" => "badge yes",
                "compare-rejected" => "badge no",
                _ => "badge",
            };
            let words = Message::new("booklet-approval").with("part", Message::new(part));
            let words = self.language.say(&words.with("state", Message::new(state)));
            self.page.element("span", class, &words);
        }
    }

    fn environment(&mut self, number: usize, environment: &'a Arc<Environment>) {
        let at = Ref::Environment(environment.name.clone());
        self.page.open_at("section", &format!("e{number}"));
        self.heading(2, &at, &Entity::Environment(Arc::clone(environment)));
        let own = Entity::Environment(Arc::new(environment.own()));
        self.fields.table(&mut self.page, &at, &own, &["name", "label"]);
        self.list("domain-filters", &environment.filters, |it| {
            (Ref::Filter(environment.name.clone(), it.name.clone()), Entity::Filter(Arc::clone(it)))
        });
        self.list("domain-spaces", &environment.spaces, |it| {
            (Ref::Space(environment.name.clone(), it.name.clone()), Entity::Space(Arc::clone(it)))
        });
        let mut categories = Vec::new();
        environment.walk_categories(|above, category| categories.push((above.len(), category)));
        for (place, (depth, category)) in categories.into_iter().enumerate() {
            self.category((number, place), environment, depth, category);
        }
        self.page.close("section");
    }

    fn category(
        &mut self,
        (number, place): (usize, usize),
        environment: &Environment,
        depth: usize,
        category: &Arc<Category>,
    ) {
        let at = Ref::Category(environment.name.clone(), category.name.clone());
        self.page.open_at("section", &anchor(number, place));
        self.heading(3 + depth, &at, &Entity::Category(Arc::clone(category)));
        let own = Entity::Category(Arc::new(category.own()));
        self.fields.table(&mut self.page, &at, &own, &["name", "label"]);
        for offer in &category.offers {
            let at = Ref::Offer(environment.name.clone(), offer.name.clone());
            self.entity(4 + depth, &at, &Entity::Offer(Arc::clone(offer)));
        }
        self.page.close("section");
    }
}

fn kind_class(kind: EntityKind) -> &'static str {
    match kind {
        EntityKind::Offer | EntityKind::Template => "offer",
        _ => "",
    }
}
