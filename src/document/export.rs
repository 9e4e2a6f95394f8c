//! What production needs of a catalog, and no more (`domain.md` §5). Owns the choice of what goes along;
//! reads and writes no file, and does not ask whether the result makes sense.

use super::publish::mapped;
use super::references;
use crate::model::{Catalog, Environment, Stage};
use crate::rule::{Revalued, Root, interaction, parse, revalue};
use std::collections::HashSet;
use std::sync::Arc;

/// The Live environments of a catalog, with the dimensions, folders, typologies and presentation rules that
/// they refer to. No Design, and nothing that only helps people: contacts, scenarios, templates, examples of
/// call data.
///
/// The folders of a visitor folder's subtree go along, since visitors kept there are identified too, and so do
/// those above it, so that parents stay valid. A space that is linked to one of a Design environment is
/// linked to that environment's Live one, as publishing does. Rules see a Live environment under the name of its
/// Design one, which is not there any more: those that ask for the name ask for the Live one's. A catalog without Live
/// environments exports none.
pub fn production(catalog: &Catalog) -> Catalog {
    let live = catalog.environments.iter().filter(|environment| environment.stage == Stage::Live);
    let environments: Vec<_> =
        live.map(|environment| Arc::new(in_production(catalog, environment))).collect();
    let used = Used::by(catalog, &environments);
    let mut exported = Catalog {
        dimensions: keep(&catalog.dimensions, |it| used.dimensions.contains(it.name.as_str())),
        folders: keep(&catalog.folders, |it| used.folders.contains(it.name.as_str())),
        presentation_rules: keep(&catalog.presentation_rules, |it| used.rules.contains(it.name.as_str())),
        typologies: keep(&catalog.typologies, |it| used.typologies.contains(it.name.as_str())),
        environments,
        templates: Vec::new(),
        contacts: Vec::new(),
        scenarios: Vec::new(),
        ..catalog.clone()
    };
    without_names_of_design(&mut exported, catalog);
    exported
}

/// Lets rules that ask for an environment's name read as they did when it was that of the Design environment.
fn without_names_of_design(exported: &mut Catalog, catalog: &Catalog) {
    let mut pairs: Vec<(&str, &str)> = Vec::new();
    for (design, live) in catalog.environments.iter().filter_map(|it| Some((&it.name, it.linked_live()?))) {
        if !pairs.iter().any(|(_, known)| *known == live) {
            pairs.push((design, live));
        }
    }
    if pairs.is_empty() {
        return;
    }
    references::follow(exported, &|reference, text| {
        if !reference.is_rule() || !text.contains(interaction::ENVIRONMENT_NAME) {
            return None;
        }
        // An environment's rules see its own name only, those of the catalog the name of any.
        let own = reference.owner.environment();
        let values: Vec<_> =
            pairs.iter().filter(|(_, live)| own.is_none_or(|own| own == *live)).copied().collect();
        let field = interaction::ENVIRONMENT_NAME;
        revalue(&parse(text).ok()?, Revalued { root: Root::Interaction, field, values: &values })
    });
}

fn keep<T>(items: &[Arc<T>], used: impl Fn(&T) -> bool) -> Vec<Arc<T>> {
    items.iter().filter(|item| used(item)).cloned().collect()
}

fn in_production(catalog: &Catalog, environment: &Environment) -> Environment {
    let mut environment = environment.clone();
    environment.call_data_examples.clear();
    for space in &mut environment.spaces {
        let linked = space.linked_anonymous_space.as_deref().and_then(|address| mapped(catalog, address));
        if let Some(linked) = linked {
            Arc::make_mut(space).linked_anonymous_space = Some(linked);
        }
    }
    environment
}

/// The names that the environments of an export refer to.
struct Used<'a> {
    dimensions: HashSet<&'a str>,
    folders: HashSet<&'a str>,
    typologies: HashSet<&'a str>,
    rules: HashSet<&'a str>,
}

impl<'a> Used<'a> {
    fn by(catalog: &'a Catalog, environments: &'a [Arc<Environment>]) -> Self {
        let dimensions = environments.iter().map(|it| it.targeting_dimension.as_str()).collect();
        let typologies: HashSet<&str> = environments.iter().filter_map(|it| it.typology.as_deref()).collect();
        let named = catalog.typologies.iter().filter(|it| typologies.contains(it.name.as_str()));
        let rules = named.flat_map(|it| &it.rules).map(String::as_str).collect();
        let visitors: Vec<&str> = environments.iter().filter_map(|it| it.visitor_folder.as_deref()).collect();
        let beside = |folder: &str| {
            visitors
                .iter()
                .any(|own| catalog.folder_within(folder, own) || catalog.folder_within(own, folder))
        };
        let folders = catalog.folders.iter().map(|it| it.name.as_str()).filter(|it| beside(it)).collect();
        Self { dimensions, folders, typologies, rules }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn catalog() -> Catalog {
        ron::from_str(
            r#"#![enable(implicit_some)]
Catalog(format: 1, name: "shop", time_zone: "Europe/Paris", channels: ["kiosk"],
    dimensions: [
        Dimension(name: "recipient", kind: Recipient), Dimension(name: "visitor", kind: Visitor),
        Dimension(name: "draft", kind: Visitor),
    ],
    folders: [
        Folder(name: "all", holds: Visitors), Folder(name: "brand", holds: Visitors, parent: "all"),
        Folder(name: "below", holds: Visitors, parent: "brand"),
        Folder(name: "other", holds: Visitors, parent: "all"),
    ],
    presentation_rules: [
        PresentationRule(name: "kept", within: "1d", at_most: 1),
        PresentationRule(name: "left", within: "1d", at_most: 1),
    ],
    typologies: [Typology(name: "kept", rules: ["kept"]), Typology(name: "left", rules: ["left"])],
    environments: [
        Environment(name: "anyone", stage: Design(live: "live_anyone"), anonymous: true,
            targeting_dimension: "draft", visitor_folder: "other", typology: "left"),
        Environment(name: "live_anyone", stage: Live, anonymous: true, targeting_dimension: "visitor",
            visitor_folder: "brand", spaces: [Space(name: "web", channel: InboundWeb)]),
        Environment(name: "live_known", stage: Live, targeting_dimension: "recipient", typology: "kept",
            call_data_examples: [Example(name: "home")], spaces: [
                Space(name: "a", channel: InboundWeb, linked_anonymous_space: "anyone/web"),
                Space(name: "b", channel: InboundWeb, linked_anonymous_space: "live_anyone/web"),
            ]),
    ],
    templates: [Offer(name: "template")],
    contacts: [Contact(dimension: "visitor")],
    scenarios: [Scenario(name: "one", call: Call(space: "live_known/a"))],
)"#,
        )
        .expect("a catalog")
    }

    #[test]
    fn only_what_live_environments_use_goes_along() {
        let exported = production(&catalog());
        let names = |names: Vec<&str>| names.join(" ");
        assert_eq!(
            names(exported.environments.iter().map(|it| it.name.as_str()).collect()),
            "live_anyone live_known"
        );
        assert_eq!(
            names(exported.dimensions.iter().map(|it| it.name.as_str()).collect()),
            "recipient visitor"
        );
        assert_eq!(names(exported.folders.iter().map(|it| it.name.as_str()).collect()), "all brand below");
        assert_eq!(names(exported.presentation_rules.iter().map(|it| it.name.as_str()).collect()), "kept");
        assert_eq!(names(exported.typologies.iter().map(|it| it.name.as_str()).collect()), "kept");
        assert!(
            exported.contacts.is_empty() && exported.scenarios.is_empty() && exported.templates.is_empty()
        );
        assert!(exported.environments.iter().all(|it| it.call_data_examples.is_empty()));
        assert_eq!((exported.time_zone.as_str(), exported.channels.len()), ("Europe/Paris", 1));
    }

    #[test]
    fn links_lead_to_live_environments() {
        let exported = production(&catalog());
        for space in ["live_known/a", "live_known/b"] {
            let (_, space) = exported.space_at(space).expect("exported");
            assert_eq!(space.linked_anonymous_space.as_deref(), Some("live_anyone/web"));
        }
    }

    #[test]
    fn an_export_of_an_export_is_itself() {
        let exported = production(&catalog());
        assert_eq!(production(&exported), exported);
    }
}
