//! What a form must show of its entity, by role and label: read from the catalog, without the forms' own code.

use egui::accesskit::{Role, Toggled};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable, by};
use std::sync::Arc;
use vitrine::app::InnerTab;
use vitrine::model::{
    Catalog, Content, Entity, Field, Offer, Parameter, Period, PresentationRule, Ref, Ties, Weight,
    WeightValue, label_or_name,
};
use vitrine::ui::Shell;

/// What a person sees of one control.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Shown {
    pub(crate) role: Role,
    pub(crate) label: String,
    /// The text in it; whether a box is ticked.
    pub(crate) value: String,
}

/// The roles of the controls that hold a value.
const ROLES: [Role; 6] = [
    Role::TextInput,
    Role::MultilineTextInput,
    Role::SpinButton,
    Role::CheckBox,
    Role::RadioButton,
    Role::ComboBox,
];

/// Fields of the window that are of no entity: the explorer's and the table's filter, how rules are shown.
const OF_THE_WINDOW: [&str; 4] = ["Filter", "Filter the offers", "CEL", "Rows"];

/// Whether a control of that name is of the form in front.
pub(crate) fn is_of_form(label: &str) -> bool {
    !OF_THE_WINDOW.contains(&label)
}

/// All controls that hold a value. One look at the whole tree: a look costs more than what is done with it.
pub(crate) fn controls<'h>(window: &'h Harness<'_, Shell>) -> impl Iterator<Item = egui_kittest::Node<'h>> {
    window.query_all(by().predicate(|node| ROLES.contains(&node.role())))
}

/// The controls of the form in front, from the top.
pub(crate) fn shown(window: &Harness<'_, Shell>) -> Vec<Shown> {
    let shown = controls(window).map(|node| {
        let node = node.accesskit_node();
        let value = match node.toggled() {
            Some(toggled) => (toggled == Toggled::True).to_string(),
            None => node.value().unwrap_or_default(),
        };
        Shown { role: node.role(), label: node.label().unwrap_or_default(), value }
    });
    shown.filter(|it| is_of_form(&it.label)).collect()
}

/// What an open form must show on a tab, in the order of its rows.
#[derive(Default)]
struct Rows(Vec<Shown>);

impl Rows {
    fn add(&mut self, role: Role, label: &str, value: &str) {
        self.0.push(Shown { role, label: label.to_owned(), value: value.to_owned() });
    }

    fn text(&mut self, label: &str, value: &str) {
        self.add(Role::TextInput, label, value);
    }

    fn long(&mut self, label: &str, value: &str) {
        self.add(Role::MultilineTextInput, label, value);
    }

    fn tick(&mut self, label: &str, value: bool) {
        self.add(Role::CheckBox, label, &value.to_string());
    }

    /// Label and name, which stand at the top of nearly every form.
    fn head(&mut self, label: &str, name: &str) {
        self.text("Label", label);
        self.text("Name", name);
    }

    fn period(&mut self, period: &Period) {
        let shown =
            |moment: Option<&vitrine::model::Moment>| moment.map(ToString::to_string).unwrap_or_default();
        self.text("From", &shown(period.from.as_ref()));
        self.text("Until", &shown(period.until.as_ref()));
    }

    fn weights(&mut self, weights: &[Weight]) {
        for weight in weights {
            self.text("Label", &weight.label);
            match &weight.value {
                WeightValue::Number(number) => self.long("Value", &number.to_string()),
                WeightValue::Formula(formula) => self.long("Value", formula),
            }
            self.period(&weight.period);
            self.long("Rule", &weight.target);
        }
    }

    fn declared(&mut self, fields: &[Field]) {
        for field in fields {
            self.head(&field.label, &field.name);
        }
    }

    fn offer(&mut self, offer: &Offer, tab: InnerTab) {
        match tab {
            InnerTab::General => {
                self.head(&offer.label, &offer.name);
                self.text("Code", &offer.code);
                self.tick("Enabled", offer.enabled);
            }
            InnerTab::Eligibility => {
                self.period(&offer.period);
                self.long("Rule", &offer.target);
                self.weights(&offer.weights);
            }
            InnerTab::Content => {
                self.content(&offer.content);
                offer.content.spaces.values().for_each(|content| self.content(content));
            }
            _ => {}
        }
    }

    fn content(&mut self, content: &Content) {
        self.text("Title", &content.title);
        self.text("Destination URL", &content.destination_url);
        self.text("Image URL", &content.image_url);
        self.long("HTML", &content.html);
        self.long("Text", &content.text);
    }

    fn cap(&mut self, rule: &PresentationRule, tab: InnerTab) {
        match tab {
            InnerTab::General => {
                self.head(&rule.label, &rule.name);
                self.tick("Active", rule.active);
            }
            InnerTab::OfferPresentation => {
                self.long("Offers", &rule.applies_to);
                self.long("Recipients", &rule.recipients);
                self.add(Role::SpinButton, "Propositions at most", &rule.at_most.to_string());
                self.tick("Only on the channel of the call", rule.count.same_channel_only);
                self.long("Additional condition", &rule.count.matching);
            }
            _ => {}
        }
    }

    fn catalog(&mut self, catalog: &Catalog, tab: InnerTab) {
        match tab {
            InnerTab::General => {
                self.head(&catalog.label, &catalog.name);
                self.long("Description", &catalog.description);
                self.add(Role::ComboBox, "Time zone", &catalog.time_zone);
                self.tick(
                    "Count propositions made earlier in the same call",
                    catalog.settings.count_within_call,
                );
                if let Ties::Shuffled { seed } = catalog.settings.ties {
                    self.add(Role::SpinButton, "Seed", &seed.to_string());
                }
            }
            InnerTab::OfferFields => self.declared(&catalog.offer_fields),
            _ => {}
        }
    }
}

/// The ordinary fields of an entity on a tab of its form. Rules are shown as CEL.
pub(crate) fn expected(catalog: &Arc<Catalog>, at: &Ref, tab: InnerTab) -> Vec<Shown> {
    let mut rows = Rows::default();
    let Some(entity) = catalog.entity(at) else { return Vec::new() };
    match (&entity, tab) {
        (Entity::Catalog(catalog), _) => rows.catalog(catalog, tab),
        (Entity::Dimension(dimension), InnerTab::General) => {
            rows.head(&dimension.label, &dimension.name);
            rows.declared(&dimension.fields);
        }
        (Entity::Folder(folder), InnerTab::General) => rows.head(&folder.label, &folder.name),
        (Entity::Typology(typology), InnerTab::General) => rows.head(&typology.label, &typology.name),
        (Entity::PresentationRule(rule), _) => rows.cap(rule, tab),
        (Entity::Environment(environment), InnerTab::General) => {
            rows.head(&environment.label, &environment.name);
            rows.tick("Environment dedicated to incoming anonymous interactions", environment.anonymous);
            let dimension = catalog.dimension(&environment.targeting_dimension);
            if let Some(dimension) = dimension {
                let shown = label_or_name(&dimension.label, &dimension.name);
                rows.add(Role::ComboBox, "Targeting dimension", shown);
            }
        }
        (Entity::Environment(environment), InnerTab::Eligibility) => rows.long("Rule", &environment.target),
        (Entity::Environment(environment), InnerTab::OfferWeight) => rows.weights(&environment.weights),
        (Entity::Filter(filter), InnerTab::General) => {
            rows.head(&filter.label, &filter.name);
            rows.long("Rule", &filter.rule);
            let names = filter.parameters.iter().map(|Parameter { name, .. }| name);
            names.for_each(|name| rows.text("Name", name));
        }
        (Entity::Space(space), InnerTab::Properties) => {
            rows.head(&space.label, &space.name);
            rows.tick("One contact at a time", space.unitary);
        }
        (Entity::Category(category), InnerTab::General) => {
            rows.head(&category.label, &category.name);
            rows.tick("Enabled", category.enabled);
            rows.tick("Always recommended", category.always_recommended);
        }
        (Entity::Category(category), InnerTab::Eligibility) => {
            rows.period(&category.period);
            rows.long("Rule", &category.target);
            rows.tick("Multiply the weights of its offers", category.multiplier.is_some());
            if let Some(multiplier) = &category.multiplier {
                rows.add(Role::SpinButton, "Multiply by", &multiplier.value.to_string());
                rows.period(&multiplier.period);
            }
            rows.weights(&category.weights);
        }
        (Entity::Offer(offer) | Entity::Template(offer), _) => rows.offer(offer, tab),
        (Entity::Contact(contact), InnerTab::General) => {
            let cookies = contact.cookies.iter().enumerate();
            cookies.for_each(|(index, cookie)| rows.text(&format!("Cookie {}", index + 1), cookie));
        }
        (Entity::Scenario(scenario), InnerTab::General) => rows.text("Label", &scenario.label),
        _ => {}
    }
    rows.0
}

/// Compares what is shown with what must be: for each role and label all values, from the top. Returns how many
/// were compared.
pub(crate) fn compare(shown: &[Shown], expected: &[Shown], what: &str) -> usize {
    for one in expected {
        let values = |of: &[Shown]| -> Vec<String> {
            let same = of.iter().filter(|it| it.role == one.role && it.label == one.label);
            same.map(|it| it.value.clone()).collect()
        };
        assert_eq!(values(shown), values(expected), "{what}: {:?} {}", one.role, one.label);
    }
    expected.len()
}
