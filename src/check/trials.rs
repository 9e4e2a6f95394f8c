//! Templates tried with the values that stand in the catalog: what they do not show of an offer, and what dangerous
//! HTML comes of them that cannot be seen before. Each place is told of once.

use super::above::{Above, Inside};
use super::checker::{Checker, inside};
use super::content::meant;
use super::dangers::danger_message;
use super::findings::Told;
use super::kinds;
use super::tried::Tried;
use crate::engine::{TemplateOf, Trial, Unfilled, is_own};
use crate::html::{self, Danger};
use crate::model::{Offer, Place, Ref, Space, label_or_name};
use crate::rule::FaultKind;
use crate::text::Message;

/// What reading HTML costs, for each byte, in the measure of templates.
const READING: usize = 4;

/// Tries the templates of an offer on the spaces that it is meant for.
pub(super) fn check(
    checker: &mut Checker<'_>,
    within: &mut Inside<'_>,
    offer: &Offer,
    above: &Above<'_>,
    place: &Place,
) {
    if checker.is_duplicate(&place.entity) {
        return;
    }
    let Inside { environment, tried: Tried { trials: Some(trials), environment: root, told }, .. } = within
    else {
        return;
    };
    let policy = checker.catalog.settings.scope;
    for (index, space) in meant(policy, environment, offer, above) {
        let entity = Ref::Space(environment.name.clone(), space.name.clone());
        let rendering = inside(root, "spaces", index, entity).field("rendering");
        let shown = OfferOnSpace { offer, space, content: &place.field("content"), rendering: &rendering };
        for trial in trials.of_offer(&offer.name, &space.name, &mut checker.bounds.meter) {
            for unfilled in &trial.unfilled {
                shown.report(checker, told, &trial, unfilled);
            }
            shown.dangers(checker, told, &trial);
        }
    }
}

/// An offer on a space.
struct OfferOnSpace<'a> {
    offer: &'a Offer,
    space: &'a Space,
    /// The places of the offer's content and of the space's templates.
    content: &'a Place,
    rendering: &'a Place,
}

impl OfferOnSpace<'_> {
    /// Where a template stands. A content field may be the space's own.
    fn place(&self, template: &TemplateOf) -> Place {
        match template {
            TemplateOf::Html => self.rendering.field("html"),
            TemplateOf::Text => self.rendering.field("text"),
            TemplateOf::Xml => self.rendering.field("xml"),
            TemplateOf::Field(name) if is_own(&self.offer.content, &self.space.name, name) => {
                self.content.field("spaces").key(&self.space.name).content_field(name)
            }
            TemplateOf::Field(name) => self.content.content_field(name),
        }
    }

    fn report(&self, checker: &mut Checker<'_>, told: &mut Told, trial: &Trial, unfilled: &Unfilled) {
        let place = self.place(&unfilled.template);
        let place = unfilled.span.as_ref().map_or_else(|| place.clone(), |span| place.part(span));
        let label = label_or_name(&self.offer.label, &self.offer.name);
        if unfilled.kind != FaultKind::Fails || told.has(&place) {
            return;
        }
        told.tell(place.clone());
        if checker.issues.has_within(&kinds::TEMPLATE_RISK, &place)
            || checker.issues.has_within(&kinds::TEMPLATE_ERROR, &place)
        {
            return;
        }
        let contact = trial.contact.as_ref();
        let contact = contact.map_or_else(
            || Message::new("check-template-nobody"),
            |label| Message::new("check-template-contact").with("contact", label),
        );
        checker
            .report(&kinds::TEMPLATE_FAILS, place)
            .with("offer", label)
            .with("contact", contact)
            .with("problem", unfilled.problem.clone());
    }

    /// What is dangerous in the HTML that came of it, and is not in what is written.
    fn dangers(&self, checker: &mut Checker<'_>, told: &mut Told, trial: &Trial) {
        let field = TemplateOf::Field("html".to_owned());
        for (template, html) in [(field, &trial.html_field), (TemplateOf::Html, &trial.html)] {
            let Some(html) = html else { continue };
            let place = self.place(&template);
            if told.has(&place) {
                continue;
            }
            checker.bounds.meter.spend(html.len().saturating_mul(READING));
            let found = html::dangers(html);
            if let Some(danger) = found.iter().find(|danger| !self.is_written(checker, danger)) {
                let what = Message::new("check-danger-filled")
                    .with("offer", label_or_name(&self.offer.label, &self.offer.name))
                    .with("what", danger_message(danger));
                checker.report(&kinds::ACTIVE_CONTENT, place.clone()).with("what", what);
                told.tell(place);
            }
        }
    }

    /// Whether a danger stands in what is written, which is told of already.
    fn is_written(&self, checker: &Checker<'_>, danger: &Danger) -> bool {
        let own = self.content.field("spaces").key(&self.space.name).field("html");
        let places = [self.rendering.field("html"), self.content.field("html"), own];
        let mut written = places.iter().filter_map(|place| checker.dangers.get(place)).flatten();
        written.any(|known| known.kind == danger.kind && known.name == danger.name)
    }
}
