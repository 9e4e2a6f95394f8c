//! The gates but for presentation rules (`domain.md` §4, steps 5 to 7), and when a period holds.

use super::procedure::{Case, Past, Placed};
use jiff::{Timestamp, civil, tz::Offset, tz::TimeZone};
use std::collections::BTreeSet;
use vitrine::model::{
    Content, ContentApproval, Moment, Offer, Period, Scope, Stage, Value, Weight, WeightValue,
};

pub(super) fn instant(at: civil::DateTime, zone: &TimeZone) -> Timestamp {
    at.to_zoned(zone.clone()).expect("a moment of our time").timestamp()
}

pub(super) fn start(moment: &Moment, zone: &TimeZone) -> Timestamp {
    match moment {
        Moment::Date(date) => instant(date.at(0, 0, 0, 0), zone),
        Moment::Local(at) => instant(*at, zone),
        Moment::Offset(at, seconds) => {
            let offset = Offset::from_seconds(*seconds).expect("an offset");
            offset.to_timestamp(*at).expect("a moment of our time")
        }
    }
}

/// `from` is included, `until` is not; a bare date includes its day.
pub(super) fn within(period: &Period, at: Timestamp, zone: &TimeZone) -> bool {
    let end = |moment: &Moment| match moment {
        Moment::Date(date) => instant(date.tomorrow().expect("a day of our time").at(0, 0, 0, 0), zone),
        other => start(other, zone),
    };
    period.from.as_ref().is_none_or(|from| start(from, zone) <= at)
        && period.until.as_ref().is_none_or(|until| at < end(until))
}

impl<'a> Case<'a> {
    /// Step 6: the weight of an offer that passes, or the first reason that it does not.
    pub(super) fn gates(&'a self, placed: &'a Placed<'a>, counted: &[Past]) -> Result<f64, &'static str> {
        let Placed { offer, above } = placed;
        let (environment, view) = (self.environment, self.view(placed));
        let holds = |period: &Period| within(period, self.at, &self.all.zone);
        if !self.in_scope(placed) {
            return Err("out_of_scope");
        }
        if !offer.enabled || above.iter().any(|category| !category.enabled) {
            return Err("disabled");
        }
        let shown = match environment.stage {
            Stage::Live => offer.live_on.contains(&self.space.name),
            Stage::Design { .. } => offer.approval.content != ContentApproval::Rejected,
        };
        if !shown {
            return Err("not_live_on_space");
        }
        if self.space.content_fields.iter().any(|field| field.required && self.is_empty(offer, &field.name)) {
            return Err("missing_content");
        }
        if !holds(&offer.period) || above.iter().any(|category| !holds(&category.period)) {
            return Err("outside_dates");
        }
        // Step 4: for known contacts, nobody is no target.
        let nobody = self.contact.is_none() && !environment.anonymous;
        let mut rules = vec![&environment.target, &offer.target];
        rules.extend(above.iter().map(|category| &category.target));
        if nobody || rules.into_iter().any(|rule| !self.matches(rule, &view)) {
            return Err("target");
        }
        let mut weights: Vec<&Weight> = environment.weights.iter().chain(&offer.weights).collect();
        weights.extend(above.iter().flat_map(|category| &category.weights));
        let applying = weights.into_iter().filter(|weight| {
            weight.space.as_ref().is_none_or(|space| *space == self.space.name)
                && holds(&weight.period)
                && self.matches(&weight.target, &view)
        });
        let values = applying.filter_map(|weight| match &weight.value {
            WeightValue::Number(value) => Some(*value),
            WeightValue::Formula(text) => self.all.book.number(text, &view),
        });
        let weight = values.reduce(f64::max).ok_or("no_weight")?;
        if weight <= 0.0 {
            return Err("zero_weight");
        }
        if self.capped(placed, counted) { Err("presentation_rule") } else { Ok(weight) }
    }

    /// Step 5.
    fn in_scope(&self, placed: &Placed<'_>) -> bool {
        let asked = |call: bool| {
            if call {
                (&self.call.categories, &self.call.themes)
            } else {
                (&self.space.default_categories, &self.space.default_themes)
            }
        };
        let (categories, themes) = asked(!self.call.categories.is_empty() || !self.call.themes.is_empty());
        if placed.above.iter().any(|category| category.always_recommended)
            || (categories.is_empty() && themes.is_empty())
        {
            return true;
        }
        let (mut known_categories, mut known_themes) = (BTreeSet::new(), BTreeSet::new());
        self.environment.walk_categories(|_, category| {
            known_categories.insert(category.name.clone());
            known_themes.extend(category.themes.clone());
        });
        let categories: Vec<_> = categories.iter().filter(|name| known_categories.contains(*name)).collect();
        let themes: Vec<_> = themes.iter().filter(|name| known_themes.contains(*name)).collect();
        let by_category = placed.above.iter().any(|above| categories.contains(&&above.name));
        let by_theme = placed.above.iter().any(|above| above.themes.iter().any(|it| themes.contains(&it)));
        match (categories.is_empty(), themes.is_empty(), self.all.catalog.settings.scope) {
            (true, true, _) => false,
            (false, true, _) => by_category,
            (true, false, _) => by_theme,
            (false, false, Scope::All) => by_category && by_theme,
            (false, false, Scope::Any) => by_category || by_theme,
        }
    }

    /// Whether a content field is empty or blank on the space.
    fn is_empty(&self, offer: &Offer, name: &str) -> bool {
        let own = offer.content.spaces.get(&self.space.name);
        let value = |content: &Content| match content.standard(name) {
            Some(text) => (!text.is_empty()).then(|| Value::from(text)),
            None => content.fields.get(name).cloned(),
        };
        match own.and_then(value).or_else(|| value(&offer.content)) {
            None => true,
            Some(Value::Text(text)) => text.trim().is_empty(),
            Some(Value::List(texts)) => texts.is_empty(),
            Some(_) => false,
        }
    }

    /// Step 7's factor.
    pub(super) fn multiplier(&self, placed: &Placed<'_>) -> f64 {
        let all = placed.above.iter().filter_map(|category| category.multiplier.as_ref());
        all.filter(|it| within(&it.period, self.at, &self.all.zone)).map(|it| it.value).product()
    }
}
