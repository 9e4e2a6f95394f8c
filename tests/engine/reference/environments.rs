//! Random environments: their spaces, categories, offers and weights, and the Live ones of Design ones.

use super::generate::{CATEGORIES, Maker, THEMES, field};
use super::invent::{Inventor, Place};
use std::sync::Arc;
use vitrine::model::{
    Approval, Category, Content, ContentApproval, ContentField, EligibilityApproval, Environment, FieldType,
    Filter, Multiplier, Offer, Parameter, Rendering, Space, Stage, Status, Storage, Value, Weight,
    WeightValue,
};

impl Maker {
    pub(super) fn environment(&mut self, name: &str) -> Environment {
        let anonymous = name != "r";
        let folders = if name == "v" { ["visitors", "brand"] } else { ["elsewhere", "deep"] };
        let parameter =
            Parameter { name: "most".to_owned(), parameter_type: FieldType::Integer, default: None };
        let filters = ["f0", "f1"].map(|filter| {
            let rule = Inventor { random: &mut self.random, now: self.now, place: Place::Filter }.rule();
            let (name, rule) = (filter.to_owned(), self.book.rule(rule));
            Arc::new(Filter { name, label: String::new(), rule, parameters: vec![parameter.clone()] })
        });
        let mut counter = 0;
        let mut environment = Environment {
            name: name.to_owned(),
            label: String::new(),
            stage: Stage::Design { live: format!("live_{name}") },
            anonymous,
            targeting_dimension: if anonymous { "visitor" } else { "recipient" }.to_owned(),
            visitor_folder: anonymous.then(|| self.random.pick(&folders).to_owned()),
            target: self.rule(15, Place::Offers),
            typology: self
                .random
                .maybe(85, |random| random.pick(&["t0", "t0", "t1", "t1", "gone"]).to_owned()),
            weights: self.weights(20, 1),
            call_data: vec![
                field("language", FieldType::Text),
                field("basket", FieldType::Decimal),
                field("clicks", FieldType::Integer),
            ],
            call_data_examples: Vec::new(),
            filters: filters.to_vec(),
            spaces: ["s0", "s1", "s2"].map(|space| Arc::new(self.space(space, name))).to_vec(),
            categories: Vec::new(),
            offer_names: vitrine::model::OfferNames::default(),
        };
        let roots = 1 + self.random.below(2);
        let mut left = 5;
        for _ in 0..roots {
            environment.categories.extend(self.category(&mut left, &mut counter, 0).map(Arc::new));
        }
        environment
    }

    fn space(&mut self, name: &str, environment: &str) -> Space {
        let keys: [&[&str]; 8] =
            [&[], &[], &[], &["email"], &["n"], &["id", "email"], &["email", "n"], &["gone"]];
        let required = self.random.maybe(25, |random| random.pick(&["title", "html", "tag", "price"]));
        let content = required.iter().map(|&name| ContentField { name: name.to_owned(), required: true });
        let optional = ContentField { name: "text".to_owned(), required: false };
        // A Live environment of the same brand is linked too: publishing would map it, and nothing forbids it.
        let linked = ["v/s0", "v/s1", "w/s0", "w/s2", "live_v/s1", "live_w/s0", "v/gone"];
        Space {
            name: name.to_owned(),
            label: String::new(),
            channel: self.channel(),
            unitary: self.random.percent(20),
            default_categories: if self.random.percent(20) {
                self.random.some(40, &CATEGORIES)
            } else {
                vec![]
            },
            default_themes: if self.random.percent(15) { self.random.some(50, &THEMES) } else { vec![] },
            identification_keys: self.random.pick(&keys).iter().map(|&key| key.to_owned()).collect(),
            implicit_identification: self.random.percent(65),
            fall_back_to_anonymous: self.random.percent(if environment == "r" { 70 } else { 20 }),
            linked_anonymous_space: self.random.maybe(90, |random| random.pick(&linked).to_owned()),
            content_fields: content.chain([optional]).collect(),
            rendering: Rendering::default(),
            storage: Storage {
                on_proposition: self.random.pick(&[Status::Presented, Status::Presented, Status::Accepted]),
                disabled: self.random.percent(10),
                ..Storage::default()
            },
        }
    }

    /// A category with its subtree, while there are `left` to make.
    fn category(&mut self, left: &mut usize, counter: &mut usize, depth: usize) -> Option<Category> {
        let name = format!("c{}", 5_usize.checked_sub(*left)?);
        *left = left.checked_sub(1)?;
        let mut category = Category::new(name, "");
        category.enabled = self.random.percent(97);
        category.themes = self.random.some(25, &THEMES);
        category.period = self.period(8);
        category.target = self.rule(8, Place::Offers);
        // Powers of two and small whole numbers: their products are exact in whatever order.
        let values = [2.0, 0.5, 3.0, 4.0, 1.5, 0.0, -1.0];
        category.multiplier = self
            .random
            .maybe(35, |random| random.pick(&values))
            .map(|value| Multiplier { value, period: self.period(40) });
        category.weights = self.weights(25, 1);
        category.always_recommended = self.random.percent(10);
        let offers = self.random.below(5);
        for _ in 0..offers {
            category.offers.push(Arc::new(self.offer(&format!("o{counter}"))));
            *counter += 1;
        }
        if depth < 2 && self.random.percent(60) {
            for _ in 0..=self.random.below(2) {
                category.categories.extend(self.category(left, counter, depth + 1).map(Arc::new));
            }
        }
        Some(category)
    }

    fn weights(&mut self, chance: usize, most: usize) -> Vec<Weight> {
        if !self.random.percent(chance) {
            return Vec::new();
        }
        (0..=self.random.below(most)).map(|_| self.weight()).collect()
    }

    fn weight(&mut self) -> Weight {
        let value = if self.random.percent(70) {
            WeightValue::Number(self.random.pick(&[5.0, 5.0, 5.0, 1.0, 2.0, 2.5, 10.0, 0.1, 0.0, -3.0]))
        } else {
            let place = Place::Offers;
            let formula = Inventor { random: &mut self.random, now: self.now, place }.formula();
            WeightValue::Formula(self.book.formula(formula))
        };
        Weight {
            label: String::new(),
            value,
            period: self.period(20),
            space: self.random.maybe(20, |random| random.pick(&["s0", "s1", "s2", "gone"]).to_owned()),
            target: self.rule(20, Place::Offers),
        }
    }

    fn offer(&mut self, name: &str) -> Offer {
        let mut offer = Offer::new(name, "");
        self.random.pick(&["A-1", "A-2", "B-1"]).clone_into(&mut offer.code);
        offer.enabled = self.random.percent(96);
        offer.period = self.period(12);
        offer.target = self.rule(28, Place::Offers);
        offer.weights = self.weights(92, 3);
        offer.content = self.content();
        let approved = ContentApproval::Approved { spaces: self.random.some(60, &["s0", "s1", "s2"]) };
        let content = [ContentApproval::Pending, approved.clone(), approved, ContentApproval::Rejected];
        let eligibility =
            [EligibilityApproval::Pending, EligibilityApproval::Approved, EligibilityApproval::Rejected];
        offer.approval = Approval {
            content: if self.random.percent(60) {
                self.random.pick(&content)
            } else {
                ContentApproval::Pending
            },
            eligibility: self.random.pick(&eligibility),
            log: Vec::new(),
        };
        offer
    }

    fn content(&mut self) -> Content {
        let mut content = self.texts(75);
        if self.random.percent(75) {
            let prices = [Value::Decimal(0.0), Value::Decimal(9.5), Value::Integer(20), Value::Decimal(99.0)];
            content.fields.insert("price".to_owned(), self.random.pick(&prices));
        }
        for space in ["s0", "s1", "s2", "gone"] {
            if self.random.percent(15) {
                let own = self.texts(40);
                content.spaces.insert(space.to_owned(), own);
            }
        }
        content
    }

    fn texts(&mut self, chance: usize) -> Content {
        let texts = ["Hello", "Hello", "Hello", " \t", "\u{a0}"];
        let mut text =
            || self.random.maybe(chance, |random| random.pick(&texts).to_owned()).unwrap_or_default();
        let mut content = Content { title: text(), html: text(), text: text(), ..Content::default() };
        if self.random.percent(chance) {
            content.fields.insert("tag".to_owned(), Value::from(self.random.pick(&["new", "new", "", " "])));
        }
        content
    }

    /// A Live environment as after publishing, and long before: without some offers, with others as they were, in
    /// another category, or no longer in Design.
    pub(super) fn live(&mut self, design: &Environment) -> Environment {
        let mut live = design.clone();
        live.name = format!("live_{}", design.name);
        live.stage = Stage::Live;
        for space in &mut live.spaces {
            if self.random.percent(15) {
                Arc::make_mut(space).channel = self.channel();
            }
        }
        let mut moved = Vec::new();
        let mut categories = live.categories;
        for category in &mut categories {
            self.live_category(Arc::make_mut(category), &mut moved);
        }
        if self.random.percent(40) {
            moved.push(Arc::new(self.live_offer("only_live")));
        }
        Arc::make_mut(&mut categories[0]).offers.extend(moved);
        live.categories = categories;
        live
    }

    fn live_category(&mut self, category: &mut Category, moved: &mut Vec<Arc<Offer>>) {
        for offer in std::mem::take(&mut category.offers) {
            let mut offer = (*offer).clone();
            if self.random.percent(30) {
                offer = self.live_offer(&offer.name);
            }
            offer.live_on = self.random.some(88, &["s0", "s1", "s2"]);
            match self.random.below(100) {
                0..15 => {}
                15..30 => moved.push(Arc::new(offer)),
                _ => category.offers.push(Arc::new(offer)),
            }
        }
        for below in &mut category.categories {
            self.live_category(Arc::make_mut(below), moved);
        }
    }

    fn live_offer(&mut self, name: &str) -> Offer {
        let live_on = self.random.some(88, &["s0", "s1", "s2"]);
        Offer { live_on, ..self.offer(name) }
    }
}
