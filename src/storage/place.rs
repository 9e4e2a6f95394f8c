//! From a place in a catalog to a line and a column of the file it was read from.
//! Owns the translation of the model's steps; [`super::ron`] finds the value.

use super::ron::PathStep;
use super::{Loaded, Place};
use crate::model::{self, Ref};

impl Loaded {
    /// Where a place of the catalog stands in its file; what the file leaves out stands where its owner does.
    pub fn place_of(&self, place: &model::Place) -> Place {
        let path: Vec<PathStep> = place.steps().map(step).collect();
        self.place_at(&path, place)
    }

    /// As [`Self::place_of`], for a place in another version of the catalog, in which the entity may stand
    /// elsewhere: it is looked for by its name.
    pub fn place_by_name(&self, place: &model::Place) -> Place {
        let path: Vec<PathStep> =
            path_to(&place.entity).into_iter().chain(place.field.iter().map(step)).collect();
        self.place_at(&path, place)
    }

    fn place_at(&self, path: &[PathStep], place: &model::Place) -> Place {
        match place.span {
            Some((start, _)) => self.place_in_text(path, start),
            None => self.place(path),
        }
    }
}

fn step(step: &model::Step) -> PathStep {
    match step {
        model::Step::Field(name) => PathStep::field(*name),
        model::Step::Index(index) => PathStep::Index(*index),
        model::Step::Key(key) => PathStep::field(key),
    }
}

/// The path to the first entity that a reference names.
fn path_to(entity: &Ref) -> Vec<PathStep> {
    let listed = |list: &str, name: &str| vec![PathStep::field(list), PathStep::named(name)];
    let below = |environment: &str, step: PathStep| {
        vec![PathStep::field("environments"), PathStep::named(environment), step]
    };
    match entity {
        Ref::Catalog => Vec::new(),
        Ref::Dimension(name) => listed("dimensions", name),
        Ref::Folder(name) => listed("folders", name),
        Ref::PresentationRule(name) => listed("presentation_rules", name),
        Ref::Typology(name) => listed("typologies", name),
        Ref::Environment(name) => listed("environments", name),
        Ref::Template(name) => listed("templates", name),
        Ref::Scenario(name) => listed("scenarios", name),
        Ref::Contact(index) => vec![PathStep::field("contacts"), PathStep::Index(*index)],
        Ref::Filter(environment, name) => {
            [listed("environments", environment), listed("filters", name)].concat()
        }
        Ref::Space(environment, name) => {
            [listed("environments", environment), listed("spaces", name)].concat()
        }
        Ref::Category(environment, name) => {
            below(environment, PathStep::below("categories", "categories", name))
        }
        Ref::Offer(environment, name) => below(environment, PathStep::below("categories", "offers", name)),
    }
}

#[cfg(test)]
mod tests {
    use super::super::read;
    use super::*;
    use crate::model::Step as At;

    const SOURCE: &str = r#"Catalog(format: 1, name: "x", environments: [
    Environment(name: "e", stage: Live, targeting_dimension: "d", categories: [
        Category(name: "c", offers: [
            Offer(name: "o",
                target: "1 == '\u{e9}' + 2"),
        ]),
    ]),
], scenarios: [
    Scenario(name: "s", call: Call(space: "e/s", call_data: {"k": 1,
        "l": 2})),
])"#;

    fn of(place: &model::Place) -> (usize, usize) {
        let loaded = read(SOURCE.as_bytes()).expect("a catalog");
        let (by_root, by_name) = (loaded.place_of(place), loaded.place_by_name(place));
        assert_eq!(by_root, by_name);
        (by_root.line, by_root.column)
    }

    #[test]
    fn a_place_has_its_line_and_column_by_steps_and_by_name() {
        let steps = |steps: &[(&'static str, usize)]| -> Vec<At> {
            steps.iter().flat_map(|(list, index)| [At::Field(list), At::Index(*index)]).collect()
        };
        let offer = model::Place::new(
            Ref::Offer("e".into(), "o".into()),
            steps(&[("environments", 0), ("categories", 0), ("offers", 0)]),
        );
        assert_eq!(of(&offer), (4, 13));
        assert_eq!(of(&offer.field("target")), (5, 25));
        assert_eq!(of(&offer.field("target").part(&(10..11))), (5, 40));
        assert_eq!(of(&offer.field("period").field("from")), (4, 13), "left out: where its owner stands");
        let scenario = model::Place::new(Ref::Scenario("s".into()), steps(&[("scenarios", 0)]));
        assert_eq!(of(&scenario.field("call").field("call_data").key("l")), (10, 14));
    }
}
