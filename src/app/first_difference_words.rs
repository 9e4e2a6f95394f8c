//! The first difference between what a scenario expects and what its call gets, in words. Serves the window, which has rules
//! as sentences and offers by their labels, and the command line, which has both as they are written.

use super::coverage_words::reason_label;
use crate::document::CatalogLabels;
use crate::engine::{Fate, FirstDifference, NamedOffer};
use crate::model::{Catalog, Ref};
use crate::text::{Arg, Language, Message};

/// What differs first, and what became of the expected offer. With a catalog, in labels and sentences.
pub fn first_difference(
    language: Language,
    catalog: Option<&Catalog>,
    difference: &FirstDifference,
) -> Message {
    let name = |offer: &NamedOffer| {
        if catalog.is_some() { offer.label.clone() } else { offer.address.clone() }
    };
    let message = |id: &'static str| Message::new(id).with("rank", difference.rank);
    let got = difference.got.as_ref().map(name);
    let Some((expected, fate)) = &difference.expected else {
        return message("decision-first-more").with("got", got.unwrap_or_default());
    };
    let expected_name = name(expected);
    let what = match got {
        Some(got) => message("decision-first").with("wanted", expected_name.as_str()).with("got", got),
        None => message("decision-first-nothing").with("wanted", expected_name.as_str()),
    };
    let because = |id: &'static str| Message::new(id).with("what", what).with("wanted", expected_name);
    match fate {
        Fate::Absent => because("decision-first-absent"),
        Fate::Ranked { rank, weight, ahead: None } => {
            because("decision-first-last").with("rank", *rank).with("weight", Arg::Number(*weight))
        }
        Fate::Ranked { rank, weight, ahead: Some(ahead) } => because("decision-first-ranked")
            .with("rank", *rank)
            .with("weight", Arg::Number(*weight))
            .with("ahead", Arg::Number(*ahead)),
        Fate::Stopped(reason, detail) => {
            let detail = match catalog {
                Some(catalog) => {
                    let offer = Ref::offer_at(&expected.address).unwrap_or(Ref::Catalog);
                    detail.in_labels(&CatalogLabels::of(catalog, &offer))
                }
                None => detail.message(),
            };
            let reason = language.text(reason_label(*reason));
            because("decision-first-stopped").with("reason", reason).with("detail", detail)
        }
    }
}
