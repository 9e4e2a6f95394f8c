//! What a rule can see: the roots, the fields of each in slot order, and the predefined filters.
//! Owns the layout that a rule is compiled against; the values come at run time, in [`Inputs`].

use super::budget::Budget;
use super::cause::FieldName;
use super::constants::Shared;
use super::growth::{Grown, Known};
use super::known_filter::KnownFilter;
use super::linked::{FilterResults, Linked};
use super::loops;
use super::parse::{Diagnostic, Parsed, parse};
use super::root::Root;
use super::split::split_of;
use super::value::Typed;
pub use crate::model::RuleUse as Use;
use crate::model::{Field, FieldType, Filter};
use crate::text::Message;
use cel::IdedExpr;
use jiff::tz::TimeZone;
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::{Arc, PoisonError, RwLock};

/// The slots of the standard fields of `offer`; the catalog's offer fields follow them.
pub mod offer {
    /// `offer.name`
    pub const NAME: usize = 0;
    /// `offer.code`
    pub const CODE: usize = 1;
    /// `offer.label`
    pub const LABEL: usize = 2;
    /// `offer.category`: the name of the category it is in.
    pub const CATEGORY: usize = 3;
    /// `offer.themes`: its category's and those above, a list.
    pub const THEMES: usize = 4;
    /// The slot of the first of the catalog's offer fields.
    pub const FIRST_FIELD: usize = 5;
}

/// The slots of the fields of `interaction`.
pub mod interaction {
    /// `interaction.environment`: the environment that answers; of a Live one, the name of its Design environment.
    pub const ENVIRONMENT: usize = 0;
    /// Its name in rules.
    pub const ENVIRONMENT_NAME: &str = "environment";
    /// `interaction.space`
    pub const SPACE: usize = 1;
    /// `interaction.channel`, in snake case.
    pub const CHANNEL: usize = 2;
    /// `interaction.identification`, in snake case.
    pub const IDENTIFICATION: usize = 3;
    /// `interaction.at`, a timestamp.
    pub const AT: usize = 4;
    /// How many there are.
    pub const COUNT: usize = 5;
}

/// The slots of the fields of `proposition`.
pub mod proposition {
    /// `proposition.offer`: its name, the same in Design and in Live.
    pub const OFFER: usize = 0;
    /// `proposition.category`: its offer's category now.
    pub const CATEGORY: usize = 1;
    /// `proposition.space`: its name, the same in Design and in Live.
    pub const SPACE: usize = 2;
    /// `proposition.channel`, in snake case.
    pub const CHANNEL: usize = 3;
    /// `proposition.status`, in snake case.
    pub const STATUS: usize = 4;
    /// `proposition.weight`, a decimal number.
    pub const WEIGHT: usize = 5;
    /// `proposition.at`, a timestamp.
    pub const AT: usize = 6;
    /// How many there are.
    pub const COUNT: usize = 7;
}

impl Use {
    /// The roots it may name.
    pub fn roots(self) -> &'static [Root] {
        match self {
            Self::Target | Self::Weight | Self::Filter | Self::StoredField => {
                &[Root::Profile, Root::Call, Root::Offer, Root::Interaction]
            }
            Self::AppliesTo => &[Root::Offer],
            Self::Recipients => &[Root::Profile],
            Self::Matching => &Root::ALL,
        }
    }

    /// Whether it may call splits: it sees the contact.
    pub fn sees_splits(self) -> bool {
        self.roots().contains(&Root::Profile)
    }
}

/// The values that a rule is evaluated on, by slot. An empty slice: the root is not there at all.
#[derive(Debug, Clone, Copy, Default)]
pub struct Inputs<'a> {
    /// Of `profile`.
    pub profile: &'a [Option<Typed>],
    /// Of `call`.
    pub call: &'a [Option<Typed>],
    /// Of `offer`.
    pub offer: &'a [Option<Typed>],
    /// Of `interaction`.
    pub interaction: &'a [Option<Typed>],
    /// Of `proposition`.
    pub proposition: &'a [Option<Typed>],
    /// What splits tell contacts apart by: the key values of the contact, or a cookie. Empty: every split is missing.
    pub key: &'a [String],
    /// What large rules may still take together; without it, each may be as large as one can be.
    pub budget: Option<&'a Budget>,
    /// What filters came to for these values of the contact, the call and the interaction.
    pub filters: Option<&'a FilterResults>,
}

impl<'a> Inputs<'a> {
    /// The values of a root; those of splits are computed, each by [`Self::split`].
    pub fn of(&self, root: Root) -> &'a [Option<Typed>] {
        match root {
            Root::Profile => self.profile,
            Root::Split => &[],
            Root::Call => self.call,
            Root::Offer => self.offer,
            Root::Interaction => self.interaction,
            Root::Proposition => self.proposition,
        }
    }

    /// The value of a slot, when it has one.
    pub fn get(&self, root: Root, slot: usize) -> Option<&'a Typed> {
        self.of(root).get(slot)?.as_ref()
    }

    /// Where the contact stands in a split.
    pub fn split(&self, name: &str) -> Option<f64> {
        split_of(name, self.key)
    }
}

/// The fields and filters that rules are checked and compiled against. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Schema(Arc<Layout>);

#[derive(Debug)]
struct Layout {
    roots: [Slots; 6],
    filters: Vec<KnownFilter>,
    /// The place of each; the first of two with one name counts.
    filters_by_name: HashMap<String, usize>,
    /// The filters that call themselves, directly or through others, by their places.
    looping: HashSet<usize>,
    /// How many nodes each filter has where it is put in the place of a call.
    grown: Vec<[Grown; 2]>,
    /// How many nodes filters may bring into one rule.
    most_growth: usize,
    /// How long a rule may be.
    most_length: usize,
    /// The long lists of the filters' rules.
    lists: Vec<Shared>,
    zone: TimeZone,
    mark: u64,
    /// The splits that rules were seen to call, by their slots: no catalog declares them. One that no rule calls any more
    /// stays, which costs its name.
    splits: RwLock<Vec<Arc<str>>>,
}

/// The fields of one root.
#[derive(Debug, Default)]
struct Slots {
    fields: Vec<(String, FieldType)>,
    /// The names again, to be handed on.
    names: Vec<FieldName>,
    by_name: HashMap<String, usize>,
}

impl Slots {
    /// A name that stands twice keeps its first slot; the second one is there, and cannot be named.
    fn push(&mut self, root: Root, name: &str, field_type: FieldType) {
        self.names.push(FieldName::new(root, name));
        self.by_name.entry(name.to_owned()).or_insert(self.fields.len());
        self.fields.push((name.to_owned(), field_type));
    }
}

impl Schema {
    /// The layout of an environment: its dimension's fields, its call data, the catalog's offer fields, its
    /// filters and the catalog's time zone.
    pub fn new(
        profile: &[Field],
        call: &[Field],
        offer_fields: &[Field],
        filters: &[Arc<Filter>],
        zone: TimeZone,
    ) -> Self {
        Self::reading(profile, call, offer_fields, filters, zone, |rule| parse(rule).ok())
    }

    /// As [`Self::new`], where somebody else reads the rules of filters: none, where one is no CEL.
    pub fn reading(
        profile: &[Field],
        call: &[Field],
        offer_fields: &[Field],
        filters: &[Arc<Filter>],
        zone: TimeZone,
        read: impl Fn(&str) -> Option<Parsed>,
    ) -> Self {
        let mark = Self::mark_of(profile, call, filters);
        let roots = Root::WITH_SLOTS.map(|root| {
            let mut slots = Slots::default();
            for (name, field_type) in standard(root) {
                slots.push(root, name, field_type);
            }
            let declared = match root {
                Root::Profile => profile,
                Root::Call => call,
                Root::Offer => offer_fields,
                Root::Split | Root::Interaction | Root::Proposition => &[],
            };
            for field in declared {
                slots.push(root, &field.name, field.field_type.clone());
            }
            slots
        });
        let mut lists = Vec::new();
        let filters: Vec<_> =
            filters.iter().map(|filter| KnownFilter::of(filter, &zone, &mut lists, &read)).collect();
        let mut filters_by_name = HashMap::new();
        for (index, filter) in filters.iter().enumerate() {
            filters_by_name.entry(filter.declared.name.clone()).or_insert(index);
        }
        let rules = filters.iter().map(|filter| filter.rule.as_ref());
        let (order, looping) = loops::looping(rules, &filters_by_name);
        let mut grown = vec![<[Grown; 2]>::default(); filters.len()];
        for place in order {
            let known =
                Known { filters: &filters, by_name: &filters_by_name, looping: &looping, grown: &grown };
            grown[place] = known.of_filter(&filters[place]);
        }
        let (most_growth, most_length) = (usize::MAX, usize::MAX);
        Self(Arc::new(Layout {
            roots,
            filters,
            filters_by_name,
            looping,
            grown,
            most_growth,
            most_length,
            lists,
            zone,
            mark,
            splits: RwLock::default(),
        }))
    }

    /// The same, where filters may bring no more than so many nodes into one rule, which may have no more than so many bytes:
    /// one that is not used yet.
    #[must_use]
    pub fn bounded(mut self, most_growth: usize, most_length: usize) -> Self {
        if let Some(layout) = Arc::get_mut(&mut self.0) {
            (layout.most_growth, layout.most_length) = (most_growth, most_length);
        }
        self
    }

    /// How many nodes filters may bring into one rule.
    pub fn most_growth(&self) -> usize {
        self.0.most_growth
    }

    /// How many bytes one rule may have.
    pub fn most_length(&self) -> usize {
        self.0.most_length
    }

    /// What is wrong with a rule that is too long beside all others of its catalog.
    pub fn too_long(&self, source: &str) -> Option<Arc<[Diagnostic]>> {
        let most = self.0.most_length;
        let message = || Message::new("rule-too-long-together").with("limit", most);
        (source.len() > most).then(|| [Diagnostic::error(0..source.len(), message())].into())
    }

    /// How many nodes filters bring into a rule, no more counted than one may have.
    pub fn growth(&self, parsed: &Parsed) -> usize {
        self.growth_of(parsed.root())
    }

    fn growth_of(&self, expr: &IdedExpr) -> usize {
        let Layout { filters, filters_by_name: by_name, looping, grown, .. } = &*self.0;
        Known { filters, by_name, looping, grown }.growth(expr)
    }

    /// Whether filters bring more into a rule than they may.
    pub(super) fn is_beyond(&self, expr: &IdedExpr) -> bool {
        self.0.most_growth != usize::MAX && self.growth_of(expr) > self.0.most_growth
    }

    /// A number that equal layouts have in common, and most others do not: so that thousands are not all held against
    /// each other.
    pub fn mark(&self) -> u64 {
        self.0.mark
    }

    /// The mark of the layout that [`Self::new`] would make of these.
    pub fn mark_of(profile: &[Field], call: &[Field], filters: &[Arc<Filter>]) -> u64 {
        let mut hasher = DefaultHasher::new();
        for fields in [profile, call] {
            fields.len().hash(&mut hasher);
            for field in fields {
                field.name.hash(&mut hasher);
            }
        }
        for filter in filters {
            (&filter.name, &filter.rule).hash(&mut hasher);
        }
        hasher.finish()
    }

    /// Whether it is the very same layout, not only an equal one.
    pub fn is_same(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }

    /// What tells it from every other layout while it is kept.
    pub fn identity(&self) -> usize {
        Arc::as_ptr(&self.0).addr()
    }

    /// Whether it is the layout that [`Self::new`] would make of these. Labels do not count: rules do not see them.
    pub fn is_of(
        &self,
        profile: &[Field],
        call: &[Field],
        offer_fields: &[Field],
        filters: &[Arc<Filter>],
        zone: &TimeZone,
    ) -> bool {
        let has = |root: Root, declared: &[Field]| {
            let own = &self.fields(root)[standard(root).len()..];
            own.len() == declared.len()
                && own
                    .iter()
                    .zip(declared)
                    .all(|(own, field)| own.0 == field.name && own.1 == field.field_type)
        };
        let same = |known: &KnownFilter, filter: &Arc<Filter>| {
            let Filter { name, label: _, rule, parameters } = &**filter;
            let known = &known.declared;
            Arc::ptr_eq(known, filter)
                || (known.name == *name && known.rule == *rule && known.parameters == *parameters)
        };
        has(Root::Profile, profile)
            && has(Root::Call, call)
            && has(Root::Offer, offer_fields)
            && self.0.filters.len() == filters.len()
            && self.0.filters.iter().zip(filters).all(|(known, filter)| same(known, filter))
            && self.0.zone == *zone
    }

    /// The slot of a field; a split has one as soon as somebody asks for it.
    pub fn slot(&self, root: Root, name: &str) -> Option<usize> {
        match root {
            Root::Split => Some(self.split_slot(name)),
            _ => self.0.roots[root as usize].by_name.get(name).copied(),
        }
    }

    fn split_slot(&self, name: &str) -> usize {
        let place = |known: &[Arc<str>]| known.iter().position(|other| **other == *name);
        let known = self.0.splits.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(slot) = place(&known) {
            return slot;
        }
        drop(known);
        let mut known = self.0.splits.write().unwrap_or_else(PoisonError::into_inner);
        place(&known).unwrap_or_else(|| {
            known.push(name.into());
            known.len() - 1
        })
    }

    /// The name of the split with a slot.
    pub fn split_name(&self, slot: usize) -> Option<Arc<str>> {
        self.0.splits.read().unwrap_or_else(PoisonError::into_inner).get(slot).map(Arc::clone)
    }

    /// Whether a rule was seen that calls a split.
    pub fn calls_splits(&self) -> bool {
        !self.0.splits.read().unwrap_or_else(PoisonError::into_inner).is_empty()
    }

    /// The type of the field with a slot.
    pub fn type_at(&self, root: Root, slot: usize) -> Option<&FieldType> {
        match root {
            Root::Split => Some(&FieldType::Decimal),
            _ => self.fields(root).get(slot).map(|(_, field_type)| field_type),
        }
    }

    /// The value of the field with a slot, where it has one.
    pub fn value<'a>(&self, inputs: &Inputs<'a>, root: Root, slot: usize) -> Option<Cow<'a, Typed>> {
        match root {
            Root::Split => inputs.split(&self.split_name(slot)?).map(Typed::Decimal).map(Cow::Owned),
            _ => inputs.get(root, slot).map(Cow::Borrowed),
        }
    }

    /// The fields of a root, in slot order; none of the splits, which nobody declares.
    pub fn fields(&self, root: Root) -> &[(String, FieldType)] {
        &self.0.roots[root as usize].fields
    }

    /// The field of a root in a slot.
    pub(super) fn field_name(&self, root: Root, slot: usize) -> Option<FieldName> {
        match root {
            Root::Split => self.split_name(slot).map(|name| FieldName { root, name }),
            _ => self.0.roots[root as usize].names.get(slot).cloned(),
        }
    }

    /// The type of a field.
    pub fn field_type(&self, root: Root, name: &str) -> Option<&FieldType> {
        self.slot(root, name).and_then(|slot| self.type_at(root, slot))
    }

    /// The names of the predefined filters.
    pub fn filter_names(&self) -> impl Iterator<Item = &str> {
        self.0.filters.iter().map(|filter| filter.declared.name.as_str())
    }

    /// The time zone that dates are read in.
    pub fn zone(&self) -> &TimeZone {
        &self.0.zone
    }

    /// The rule of a filter as it was read, where the filter stands here with that rule.
    pub(super) fn rule_of(&self, filter: &Filter) -> Option<&Parsed> {
        self.filter(&filter.name)?.rule.as_ref().filter(|rule| rule.source() == filter.rule)
    }

    pub(super) fn filter(&self, name: &str) -> Option<&KnownFilter> {
        self.place(name).map(|index| &self.0.filters[index])
    }

    /// Whether a filter of that name, with that rule, calls itself, directly or through others.
    pub(super) fn loops(&self, name: &str, rule: &Parsed) -> bool {
        let rule_of = |name: &str| self.filter(name)?.rule.clone();
        let is_known = |place: &usize| {
            self.0.filters[*place].rule.as_ref().is_some_and(|known| known.source() == rule.source())
        };
        match self.place(name).filter(is_known) {
            Some(place) => self.is_looping(place),
            None => loops::reaches(name, rule, &rule_of),
        }
    }

    /// The place of a filter.
    pub(super) fn place(&self, filter: &str) -> Option<usize> {
        self.0.filters_by_name.get(filter).copied()
    }

    pub(super) fn filters(&self) -> &[KnownFilter] {
        &self.0.filters
    }

    /// Whether the filter at a place calls itself, directly or through others.
    pub(super) fn is_looping(&self, filter: usize) -> bool {
        self.0.looping.contains(&filter)
    }

    /// The filter at a place as it is called without values, once a rule does.
    pub(super) fn linked(&self, filter: usize) -> Option<&Linked> {
        self.0.filters.get(filter)?.linked.get()?.as_ref()
    }

    /// Room for what the filters come to for one contact and one call.
    pub fn results(&self) -> FilterResults {
        FilterResults::of(self.0.filters.len())
    }

    pub(super) fn list(&self, index: usize) -> Option<&Shared> {
        self.0.lists.get(index)
    }
}

/// The fields that every catalog has, in slot order: the constants above name the slots.
pub(super) fn standard(root: Root) -> Vec<(&'static str, FieldType)> {
    let text = |name| (name, FieldType::Text);
    let choice = |name, choices: &[&str]| {
        (name, FieldType::Choice(choices.iter().map(|choice| (*choice).to_owned()).collect()))
    };
    match root {
        Root::Profile | Root::Split | Root::Call => Vec::new(),
        Root::Offer => {
            let mut fields = ["name", "code", "label", "category"].map(text).to_vec();
            fields.push(("themes", FieldType::List));
            fields
        }
        Root::Interaction => {
            let mut fields = ["environment", "space", "channel"].map(text).to_vec();
            fields.push(choice("identification", &["explicit", "implicit", "anonymous"]));
            fields.push(("at", FieldType::DateTime));
            fields
        }
        Root::Proposition => {
            let mut fields = ["offer", "category", "space", "channel"].map(text).to_vec();
            let statuses = ["generated", "presented", "interested", "accepted", "scheduled", "rejected"];
            fields.push(choice("status", &statuses));
            fields.push(("weight", FieldType::Decimal));
            fields.push(("at", FieldType::DateTime));
            fields
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_constants_name_the_standard_slots() {
        let price = Field { name: "price".into(), label: String::new(), field_type: FieldType::Decimal };
        let schema = Schema::new(&[], &[], &[price], &[], TimeZone::UTC);
        for (root, name, slot) in [
            (Root::Offer, "name", offer::NAME),
            (Root::Offer, "code", offer::CODE),
            (Root::Offer, "label", offer::LABEL),
            (Root::Offer, "category", offer::CATEGORY),
            (Root::Offer, "themes", offer::THEMES),
            (Root::Offer, "price", offer::FIRST_FIELD),
            (Root::Interaction, "environment", interaction::ENVIRONMENT),
            (Root::Interaction, "space", interaction::SPACE),
            (Root::Interaction, "channel", interaction::CHANNEL),
            (Root::Interaction, "identification", interaction::IDENTIFICATION),
            (Root::Interaction, "at", interaction::AT),
            (Root::Proposition, "offer", proposition::OFFER),
            (Root::Proposition, "category", proposition::CATEGORY),
            (Root::Proposition, "space", proposition::SPACE),
            (Root::Proposition, "channel", proposition::CHANNEL),
            (Root::Proposition, "status", proposition::STATUS),
            (Root::Proposition, "weight", proposition::WEIGHT),
            (Root::Proposition, "at", proposition::AT),
        ] {
            assert_eq!(schema.slot(root, name), Some(slot), "{}.{name}", root.name());
        }
        assert_eq!(schema.fields(Root::Interaction).len(), interaction::COUNT);
        assert_eq!(schema.fields(Root::Proposition).len(), proposition::COUNT);
        assert_eq!(schema.slot(Root::Profile, "age"), None);
    }
}
