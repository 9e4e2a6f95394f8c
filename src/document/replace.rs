//! Replacing what was found: the edit that does it. Names are found and never replaced: they are renamed.

use super::Edit;
use super::entities::entities;
use super::find::{Needle, Query, is_live, live};
use crate::model::{Catalog, Entity, Place};
use std::collections::HashSet;
use std::sync::Arc;

/// The edit that replaces what stands at one place; `None` where it does not stand there any more, or cannot
/// be replaced.
pub fn replace_one(catalog: &Arc<Catalog>, query: &Query, place: &Place, with: &str) -> Option<Edit> {
    let (start, end) = place.span?;
    let mut entity = catalog.entity(&place.entity)?;
    if is_live(&live(catalog), &place.entity) {
        return None;
    }
    let mut replaced = false;
    entity.write_texts(&mut |at, holds, text| {
        if !replaced
            && holds.is_free_text()
            && at.steps() == place.field
            && query.ranges(text).contains(&(start..end))
        {
            text.replace_range(start..end, with);
            replaced = true;
        }
    });
    replaced.then(|| Edit::Put(place.entity.clone(), entity))
}

/// The edit that replaces every text that is found and can be replaced. What the replacement adds is not
/// looked through again.
pub fn replace_all(catalog: &Arc<Catalog>, query: &Query, with: &str) -> Edit {
    let (needle, live) = (Needle::new(query), live(catalog));
    let mut seen = HashSet::new();
    let mut puts = Vec::new();
    for placed in entities(catalog) {
        let at = placed.place.entity;
        // The first of two duplicates is the one that a reference names.
        if is_live(&live, &at) || !holds(&placed.entity, &needle) || !seen.insert(at.clone()) {
            continue;
        }
        let mut entity = placed.entity;
        entity.write_texts(&mut |_, holds, text| {
            if holds.is_free_text()
                && let Some(replaced) = replaced(text, &needle, with)
            {
                *text = replaced;
            }
        });
        puts.push(Edit::Put(at, entity));
    }
    Edit::All(puts)
}

/// Whether a free text of an entity has what is looked for.
fn holds(entity: &Entity, needle: &Needle<'_>) -> bool {
    let mut holds = false;
    entity.read_texts(&mut |_, of, text| {
        holds = holds || of.is_free_text() && needle.next(text, 0).is_some();
    });
    holds
}

fn replaced(text: &str, needle: &Needle<'_>, with: &str) -> Option<String> {
    let mut next = needle.next(text, 0)?;
    let (mut replaced, mut done) = (String::with_capacity(text.len()), 0);
    loop {
        replaced.push_str(&text[done..next.start]);
        replaced.push_str(with);
        done = next.end;
        match needle.next(text, done) {
            Some(range) => next = range,
            None => break,
        }
    }
    replaced.push_str(&text[done..]);
    Some(replaced)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::find;
    use crate::model::{Category, Content, Environment, Filter, Offer, Ref, Stage, Weight, WeightValue};
    use proptest::prelude::*;

    fn environment(name: &str, stage: Stage, offers: Vec<Arc<Offer>>) -> Arc<Environment> {
        let filter = Filter {
            name: "gold".into(),
            label: "Gold customers".into(),
            rule: "profile.tier == 'gold'".into(),
            parameters: Vec::new(),
        };
        Arc::new(Environment {
            name: name.into(),
            label: String::new(),
            stage,
            anonymous: false,
            targeting_dimension: "recipient".into(),
            visitor_folder: None,
            target: String::new(),
            typology: None,
            weights: Vec::new(),
            call_data: Vec::new(),
            call_data_examples: Vec::new(),
            filters: vec![Arc::new(filter)],
            spaces: Vec::new(),
            categories: vec![Arc::new(Category { offers, ..Category::new("cards", "Cards") })],
            offer_names: crate::model::OfferNames::default(),
        })
    }

    /// One offer in a Design and a Live environment, whose texts are these.
    fn catalog([label, title, html, target, formula]: [&str; 5]) -> Arc<Catalog> {
        let value = WeightValue::Formula(formula.into());
        let weight = Weight {
            label: String::new(),
            value,
            period: crate::model::Period::default(),
            space: None,
            target: target.into(),
        };
        let inner = Content { html: html.into(), ..Content::default() };
        let content = Content {
            title: title.into(),
            spaces: [("home".to_owned(), inner)].into_iter().collect(),
            ..Content::default()
        };
        let offer = Offer { weights: vec![weight], content, ..Offer::new("gold_card", label) };
        let offer = Arc::new(offer);
        let mut catalog = Catalog::new("shop");
        catalog.description = "Everything about gold.".into();
        catalog.environments = vec![
            environment("design", Stage::Design { live: "live".into() }, vec![Arc::clone(&offer)]),
            environment("live", Stage::Live, vec![offer]),
        ];
        Arc::new(catalog)
    }

    fn gold() -> Arc<Catalog> {
        catalog(["Gold card", "The GOLD card", "<b>golden</b>", "profile.tier == 'gold'", "1.0 + gold()"])
    }

    fn query(text: &str) -> Query {
        Query { text: text.into(), ..Query::default() }
    }

    fn small(text: &str) -> String {
        text.chars().flat_map(char::to_lowercase).collect()
    }

    fn places(catalog: &Arc<Catalog>, query: &Query) -> Vec<(String, String, bool)> {
        let of = |hit: find::Hit| {
            let entity = &hit.place.entity;
            let environment = entity.environment().map(|it| format!("{it}/")).unwrap_or_default();
            (format!("{environment}{}", entity.name()), hit.place.field_text(), hit.replaceable)
        };
        find::find(catalog, query).hits.into_iter().map(of).collect()
    }

    #[test]
    fn labels_names_contents_rules_and_descriptions_are_searched() {
        let found = places(&gold(), &query("gold"));
        let in_design =
            |field: &str, replaceable| ("design/gold_card".to_owned(), field.to_owned(), replaceable);
        assert_eq!(found[0], (String::new(), "description".to_owned(), true));
        assert_eq!(found[1], ("design/gold".to_owned(), "name".to_owned(), false));
        assert_eq!(
            found[4..10],
            [
                in_design("name", false),
                in_design("label", true),
                in_design("weights[0].value", true),
                in_design("weights[0].target", true),
                in_design("content.title", true),
                in_design("content.spaces[home].html", true),
            ]
        );
        let live: Vec<_> = found.iter().filter(|(entity, ..)| entity.starts_with("live/")).collect();
        assert_eq!(live.len(), 9, "Live environments are searched too");
        assert!(live.iter().all(|(.., replaceable)| !replaceable), "and are read-only");
    }

    #[test]
    fn case_and_whole_words_narrow_the_search() {
        let count = |query: &Query| find::find(&gold(), query).total;
        let all = count(&query("gold"));
        let case = count(&Query { case: true, ..query("GOLD") });
        assert_eq!(case, 2, "the title, in both environments");
        let whole = count(&Query { whole_words: true, ..query("gold") });
        assert_eq!(all - whole, 4, "neither gold_card nor golden, in both environments");
        assert_eq!(count(&query("")), 0);
    }

    #[test]
    fn a_match_ends_where_a_character_does() {
        for (text, wanted, expected) in [
            ("ÉTÉ été", "été", &[(0, 5), (6, 11)][..]),
            ("aaaa", "aa", &[(0, 2), (2, 4)]),
            ("İstanbul", "i", &[]),
            ("İstanbul", "i\u{307}s", &[(0, 3)]),
            ("Straße", "STRASSE", &[]),
            ("日本語", "本", &[(3, 6)]),
        ] {
            let ranges = query(wanted).ranges(text).into_iter();
            let ranges: Vec<_> = ranges.map(|range| (range.start, range.end)).collect();
            assert_eq!(ranges, expected, "{text} {wanted}");
        }
    }

    #[test]
    fn an_excerpt_is_one_short_line_around_the_match() {
        let long = format!("{}\n<gold>\n{}", "é".repeat(200), "z".repeat(200));
        let catalog = catalog(["", "", &long, "", ""]);
        let found = find::find(&catalog, &query("<gold>"));
        let hit = &found.hits[0];
        assert_eq!(hit.found, "<gold>");
        assert!(hit.before.starts_with('…') && hit.before.ends_with("é "), "{}", hit.before);
        assert!(hit.after.starts_with(" z") && hit.after.ends_with('…'), "{}", hit.after);
        assert!(hit.before.chars().count() < 30 && hit.after.chars().count() < 100);
    }

    #[test]
    fn one_place_is_replaced_and_the_rest_stays() {
        let before = gold();
        let wanted = query("gold");
        let found = find::find(&before, &wanted);
        for hit in &found.hits {
            let edit = replace_one(&before, &wanted, &hit.place, "silver");
            assert_eq!(edit.is_some(), hit.replaceable, "{:?}", hit.place);
            let Some(after) = edit.and_then(|edit| edit.apply(&before)) else { continue };
            let left = find::find(&after, &wanted);
            assert_eq!((left.total, left.replaceable), (found.total - 1, found.replaceable - 1));
            assert_eq!(replace_one(&after, &wanted, &hit.place, "silver"), None, "it is gone");
        }
    }

    #[test]
    fn names_and_live_environments_keep_what_they_have() {
        let before = gold();
        let after = replace_all(&before, &query("gold"), "silver").apply(&before).expect("changes");
        let offer = |environment: &str| after.entity(&Ref::Offer(environment.into(), "gold_card".into()));
        let Some(Entity::Offer(design)) = offer("design") else { panic!("the offer keeps its name") };
        assert_eq!(
            (design.label.as_str(), design.content.title.as_str()),
            ("silver card", "The silver card")
        );
        assert_eq!(design.content.spaces["home"].html, "<b>silveren</b>");
        assert_eq!(design.weights[0].value, WeightValue::Formula("1.0 + silver()".into()));
        assert_eq!(after.environments[1], before.environments[1]);
        assert_eq!(after.description, "Everything about silver.");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(128))]

        #[test]
        fn nothing_is_left_of_what_was_replaced(
            texts in prop::array::uniform5("[abAB é_]{0,12}"),
            wanted in "[abé]{1,3}",
            case in any::<bool>(),
            whole_words in any::<bool>(),
        ) {
            let before = catalog(texts.each_ref().map(String::as_str));
            let query = Query { text: wanted, case, whole_words };
            let count = find::find(&before, &query);
            let after = replace_all(&before, &query, "Z").apply(&before);
            prop_assert_eq!(after.is_some(), count.replaceable > 0);
            let after = after.unwrap_or(before);
            prop_assert_eq!(find::find(&after, &query).replaceable, 0);
            prop_assert_eq!(find::find(&after, &query).total, count.total - count.replaceable);
        }

        #[test]
        fn what_is_found_is_what_was_looked_for(text in "\\PC{0,16}", wanted in "\\PC{1,2}") {
            let query = query(&wanted);
            let mut last = 0;
            for range in query.ranges(&text) {
                prop_assert!(range.start >= last && !range.is_empty());
                last = range.end;
                prop_assert_eq!(small(&text[range]), small(&wanted));
            }
        }

        #[test]
        fn every_part_of_a_text_is_found(text in "\\PC{1,16}", from in 0_usize..16, length in 1_usize..5) {
            let part: String = text.chars().skip(from).take(length).collect();
            prop_assume!(!part.is_empty());
            prop_assert!(!query(&part).ranges(&text).is_empty());
        }
    }
}
