//! What people call the fields, operators and values of a rule: labels from the catalog, words from the locales.

use crate::model::{Environment, Field, FieldType};
use crate::rule::Root;
use crate::rule::rows::{Operator, Path, Scope};
use crate::ui::labels::label_or_name;
use crate::ui::memo::{Same, memo};
use crate::ui::rules::RuleContext;
use crate::ui::widgets::PickItem;
use egui::{Id, Ui};
use std::sync::Arc;

/// A field that a rule can name.
#[derive(Debug, Clone)]
pub(super) struct Named {
    pub(super) path: Path,
    pub(super) field_type: FieldType,
    /// As the picker lists it: by its label, with the kind of field at the right.
    pub(super) item: PickItem,
}

/// The fields that a rule can name, those of one kind together.
pub(super) fn fields(rule: &RuleContext<'_>, scope: &Scope<'_>) -> Vec<Named> {
    let mut paths: Vec<Path> = Vec::new();
    for root in rule.usage.roots() {
        paths.extend(rule.schema.fields(*root).iter().map(|(name, _)| Path::field(*root, name)));
    }
    if rule.usage.sees_splits() {
        paths.push(Path::field(Root::Split, ""));
    }
    let parameters = rule.filter.map(|filter| filter.parameters.as_slice()).unwrap_or_default();
    paths.extend(parameters.iter().map(|parameter| Path::Parameter(parameter.name.clone())));
    if sees_filters(rule) {
        let own = |name: &&str| rule.filter.is_none_or(|filter| filter.name != *name);
        paths.extend(rule.schema.filter_names().filter(own).map(|name| Path::Filter(name.to_owned())));
    }
    let named = paths.into_iter().filter_map(|path| {
        let field_type = scope.field_type(&path)?;
        let (label, detail) = (label_of(rule, &path), rule.ctx.text(kind_of(&path)));
        Some(Named { item: PickItem { id: path.to_string(), label, detail }, path, field_type })
    });
    named.collect()
}

/// Filters are of an environment, and see its contacts and calls.
fn sees_filters(rule: &RuleContext<'_>) -> bool {
    rule.usage.roots().contains(&Root::Call)
}

fn kind_of(path: &Path) -> &'static str {
    match path {
        Path::Field(Root::Profile | Root::Split, _) => "rules-kind-profile",
        Path::Field(Root::Call, _) => "rules-kind-call",
        Path::Field(Root::Offer, _) => "rules-kind-offer",
        Path::Field(Root::Interaction, _) => "rules-kind-interaction",
        Path::Field(Root::Proposition, _) => "rules-kind-proposition",
        Path::Parameter(_) => "rules-kind-parameter",
        Path::Filter(_) => "rules-kind-filter",
    }
}

/// What people call a field; its name in rules where they call it nothing.
pub(super) fn label_of(rule: &RuleContext<'_>, path: &Path) -> String {
    let catalog = rule.ctx.catalog();
    let environments = environments(rule);
    let declared = |fields: &[Field], name: &str| {
        let field = fields.iter().find(|field| field.name == name)?;
        Some(label_or_name(&field.label, &field.name).to_owned())
    };
    let label = match path {
        Path::Field(Root::Profile, name) => {
            let dimensions = environments.iter().filter_map(|it| catalog.dimension(&it.targeting_dimension));
            dimensions.chain(&catalog.dimensions).find_map(|it| declared(&it.fields, name))
        }
        Path::Field(Root::Call, name) => environments.iter().find_map(|it| declared(&it.call_data, name)),
        Path::Field(Root::Split, _) => Some(rule.ctx.text("rules-split")),
        Path::Field(root, name) => match standard(*root, name) {
            Some(id) => Some(rule.ctx.text(id)),
            None => declared(&catalog.offer_fields, name),
        },
        Path::Filter(name) => environments
            .iter()
            .flat_map(|it| &it.filters)
            .find(|it| it.name == *name)
            .map(|filter| label_or_name(&filter.label, &filter.name).to_owned()),
        Path::Parameter(name) => Some(name.clone()),
    };
    label.unwrap_or_else(|| path.to_string())
}

/// The environment of the rule, or all of them where it is in none.
fn environments<'a>(rule: &RuleContext<'a>) -> Vec<&'a Environment> {
    let catalog = rule.ctx.catalog();
    match rule.entity.environment() {
        Some(name) => catalog.environment(name).into_iter().map(|it| &**it).collect(),
        None => catalog.environments.iter().map(|it| &**it).collect(),
    }
}

/// The message of a field that every catalog has.
pub(in crate::ui) fn standard(root: Root, name: &str) -> Option<&'static str> {
    Some(match (root, name) {
        (Root::Offer, "name") => "rules-offer-name",
        (Root::Offer, "code") => "rules-offer-code",
        (Root::Offer, "label") => "rules-offer-label",
        (Root::Offer, "category") => "rules-offer-category",
        (Root::Offer, "themes") => "rules-offer-themes",
        (Root::Interaction, "environment") => "rules-interaction-environment",
        (Root::Interaction, "space") => "rules-interaction-space",
        (Root::Interaction, "channel") => "rules-interaction-channel",
        (Root::Interaction, "identification") => "rules-interaction-identification",
        (Root::Interaction, "at") => "rules-interaction-at",
        (Root::Proposition, "offer") => "rules-proposition-offer",
        (Root::Proposition, "category") => "rules-proposition-category",
        (Root::Proposition, "space") => "rules-proposition-space",
        (Root::Proposition, "channel") => "rules-proposition-channel",
        (Root::Proposition, "status") => "rules-proposition-status",
        (Root::Proposition, "weight") => "rules-proposition-weight",
        (Root::Proposition, "at") => "rules-proposition-at",
        _ => return None,
    })
}

/// The message of an operator, as it reads behind a field of that type.
pub(super) fn operator_label(operator: Operator, path: &Path, field_type: &FieldType) -> &'static str {
    use Operator as O;
    let timely = matches!(field_type, FieldType::Date | FieldType::DateTime);
    match operator {
        O::IsTrue if matches!(path, Path::Filter(_)) => "rules-op-matches",
        O::IsFalse if matches!(path, Path::Filter(_)) => "rules-op-matches-not",
        O::Equal if timely => "rules-op-on",
        O::Different if timely => "rules-op-not-on",
        O::Less if timely => "rules-op-before",
        O::AtMost if timely => "rules-op-until",
        O::Greater if timely => "rules-op-after",
        O::AtLeast if timely => "rules-op-from",
        O::Equal => "rules-op-equal",
        O::Different => "rules-op-different",
        O::Less => "rules-op-less",
        O::AtMost => "rules-op-at-most",
        O::Greater => "rules-op-greater",
        O::AtLeast => "rules-op-at-least",
        O::Between | O::During => "rules-op-between",
        O::OneOf => "rules-op-one-of",
        O::NoneOf => "rules-op-none-of",
        O::Contains => "rules-op-contains",
        O::NotContains => "rules-op-contains-not",
        O::StartsWith => "rules-op-starts-with",
        O::EndsWith => "rules-op-ends-with",
        O::Empty | O::NoItems => "rules-op-empty",
        O::NotEmpty | O::SomeItems => "rules-op-not-empty",
        O::Present => "rules-op-present",
        O::Absent => "rules-op-absent",
        O::IsTrue => "rules-op-true",
        O::IsFalse => "rules-op-false",
        O::OnDay => "rules-op-on-day",
        O::LastDays => "rules-op-last-days",
        O::NextDays => "rules-op-next-days",
        O::OlderThan => "rules-op-older",
        O::Has => "rules-op-has",
        O::HasAny => "rules-op-has-any",
        O::HasAll => "rules-op-has-all",
        O::HasNone => "rules-op-has-none",
        O::SizeEqual => "rules-op-size",
        O::SizeAtLeast => "rules-op-size-at-least",
        O::SizeAtMost => "rules-op-size-at-most",
        O::InPart => "rules-op-in-part",
    }
}

/// The values that a field is usually compared with, and whether there can be no others. They are kept until the
/// catalog changes: it may have very many offers.
pub(super) fn values_of(
    ui: &Ui,
    rule: &RuleContext<'_>,
    path: &Path,
    field_type: &FieldType,
) -> Option<(Arc<Vec<PickItem>>, bool)> {
    if let FieldType::Choice(choices) = field_type {
        let items = choices.iter().map(|choice| PickItem {
            id: choice.clone(),
            label: choice_label(path, choice).map_or_else(|| choice.clone(), |id| rule.ctx.text(id)),
            detail: String::new(),
        });
        return Some((Arc::new(items.collect()), true));
    }
    let Path::Field(root @ (Root::Offer | Root::Interaction | Root::Proposition), name) = path else {
        return None;
    };
    let kind = Known::of(*root, name)?;
    let (catalog, id) =
        (rule.ctx.catalog(), Id::unique(("values in rules", kind, rule.entity.environment())));
    let items = memo(ui, id, (Same::of(catalog), rule.ctx.language), |_| kind.items(rule));
    Some((items, false))
}

/// Names of the catalog that rules compare fields with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Known {
    Environments,
    Spaces,
    Channels,
    Categories,
    Themes,
    Offers,
}

impl Known {
    fn of(root: Root, name: &str) -> Option<Self> {
        Some(match (root, name) {
            (Root::Interaction, "environment") => Self::Environments,
            (Root::Interaction | Root::Proposition, "space") => Self::Spaces,
            (Root::Interaction | Root::Proposition, "channel") => Self::Channels,
            (Root::Offer | Root::Proposition, "category") => Self::Categories,
            (Root::Offer, "themes") => Self::Themes,
            (Root::Offer, "name") | (Root::Proposition, "offer") => Self::Offers,
            _ => return None,
        })
    }

    fn items(self, rule: &RuleContext<'_>) -> Vec<PickItem> {
        let mut items = Items::default();
        match self {
            Self::Environments => {
                rule.ctx.catalog().environments.iter().for_each(|it| items.add(&it.name, &it.label));
            }
            Self::Channels => {
                for (name, label) in CHANNELS {
                    items.add(name, &rule.ctx.text(label));
                }
                rule.ctx.catalog().channels.iter().for_each(|name| items.add(name, name));
            }
            Self::Spaces | Self::Categories | Self::Themes | Self::Offers => {
                for environment in environments(rule) {
                    self.of_environment(environment, &mut items);
                }
            }
        }
        items.list
    }

    fn of_environment(self, environment: &Environment, items: &mut Items) {
        if self == Self::Spaces {
            environment.spaces.iter().for_each(|it| items.add(&it.name, &it.label));
            return;
        }
        environment.walk_categories(|_, category| match self {
            Self::Categories => items.add(&category.name, &category.label),
            Self::Themes => category.themes.iter().for_each(|theme| items.add(theme, theme)),
            _ => category.offers.iter().for_each(|it| items.add(&it.name, &it.label)),
        });
    }
}

/// Items by their name, each once: environments share names.
#[derive(Default)]
struct Items {
    list: Vec<PickItem>,
    seen: std::collections::HashSet<String>,
}

impl Items {
    fn add(&mut self, name: &str, label: &str) {
        if self.seen.insert(name.to_owned()) {
            let label = label_or_name(label, name).to_owned();
            let detail = if label == name { String::new() } else { name.to_owned() };
            self.list.push(PickItem { id: name.to_owned(), label, detail });
        }
    }
}

/// The channels as rules name them, with their messages.
const CHANNELS: [(&str, &str); 6] = [
    ("inbound_web", "domain-channel-inbound-web"),
    ("inbound_mobile", "domain-channel-inbound-mobile"),
    ("call_center", "domain-channel-call-center"),
    ("email", "domain-channel-email"),
    ("sms", "domain-channel-sms"),
    ("direct_mail", "domain-channel-direct-mail"),
];

/// The message of a choice of a field that every catalog has.
fn choice_label(path: &Path, choice: &str) -> Option<&'static str> {
    if !matches!(path, Path::Field(Root::Interaction | Root::Proposition, _)) {
        return None;
    }
    Some(match choice {
        "explicit" => "rules-explicit",
        "implicit" => "rules-implicit",
        "anonymous" => "rules-anonymous",
        "generated" => "contacts-status-generated",
        "presented" => "contacts-status-presented",
        "interested" => "contacts-status-interested",
        "accepted" => "contacts-status-accepted",
        "scheduled" => "contacts-status-scheduled",
        "rejected" => "contacts-status-rejected",
        _ => return None,
    })
}
