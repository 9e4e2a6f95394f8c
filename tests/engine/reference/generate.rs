//! Random catalogs with every feature of the decision procedure, always the same for one seed.
//! Owns the catalog's own parts and its contacts; environments are [`super::environments`]'s, rules
//! [`super::invent`]'s, calls [`super::calls`]'.

use super::invent::{Inventor, Place};
use super::rules::Book;
use jiff::{Timestamp, ToSpan, tz::Offset, tz::TimeZone};
use std::sync::Arc;
use vitrine::model::{
    Catalog, Channel, Contact, Count, CountedOffers, CountedStatus, Dimension, DimensionKind, Field,
    FieldType, Folder, FolderContent, Moment, Period, PresentationRule, Proposition, SameCategory, Scope,
    Settings, Span, Status, Ties, Typology, Value, Values,
};

/// SplitMix64: a few lines, and the same numbers on every machine.
pub(super) struct Random(pub(super) u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number from 0 to below `end`.
    pub(super) fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % end as u64).expect("it is below a usize")
    }

    pub(super) fn percent(&mut self, chance: usize) -> bool {
        self.below(100) < chance
    }

    pub(super) fn pick<T: Clone>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())].clone()
    }

    /// Some of these, each with this chance.
    pub(super) fn some(&mut self, chance: usize, all: &[&str]) -> Vec<String> {
        all.iter().filter(|_| self.percent(chance)).map(|&text| text.to_owned()).collect()
    }

    pub(super) fn maybe<T>(&mut self, chance: usize, make: impl FnOnce(&mut Self) -> T) -> Option<T> {
        self.percent(chance).then(|| make(self))
    }
}

/// The moments that calls without one have: plain days, and those on which clocks change or the year does.
const NOWS: [&str; 5] = [
    "2026-06-15T10:00:00Z",
    "2026-03-29T03:30:00Z",
    "2026-10-25T09:00:00Z",
    "2026-11-02T12:00:00Z",
    "2026-12-31T23:00:00Z",
];
/// Seconds around the moment of a call, in which all else lies: so that ends of periods and spans are met.
const AROUND: [i64; 13] = [
    -1_209_600, -604_800, -172_801, -172_800, -86_400, -3_600, 0, 1, 3_600, 86_400, 172_800, 604_801, 864_000,
];
pub(super) const THEMES: [&str; 3] = ["sun", "money", "house"];
pub(super) const COOKIES: [&str; 7] = ["k0", "k1", "k2", "k3", "k4", "k5", "k6"];
pub(super) const CATEGORIES: [&str; 6] = ["c0", "c1", "c2", "c3", "c4", "gone"];
/// The environments and their Live ones: for known contacts, and two brands of visitors.
pub(super) const ENVIRONMENTS: [&str; 6] = ["r", "live_r", "v", "live_v", "w", "live_w"];
const FOLDERS: [(&str, Option<&str>); 4] =
    [("visitors", None), ("brand", Some("visitors")), ("deep", Some("brand")), ("elsewhere", None)];

/// A catalog with what its rules stand for.
pub(super) struct World {
    pub(super) catalog: Catalog,
    pub(super) book: Book,
    pub(super) zone: TimeZone,
    pub(super) now: Timestamp,
}

pub(super) struct Maker {
    pub(super) random: Random,
    pub(super) book: Book,
    zone: TimeZone,
    pub(super) now: Timestamp,
}

pub(super) fn field(name: &str, field_type: FieldType) -> Field {
    Field { name: name.to_owned(), label: String::new(), field_type }
}

/// The catalog of a seed, and the generator to make calls with.
pub(super) fn world(seed: u64) -> (World, Random) {
    let mut random = Random(seed.wrapping_mul(0x2545_f491_4f6c_dd1d));
    let zone = random.pick(&["UTC", "Europe/Paris", "America/New_York", "Asia/Kolkata"]);
    let now = random.pick(&NOWS).parse().expect("a timestamp");
    let mut maker = Maker { random, book: Book::default(), zone: TimeZone::get(zone).expect("a zone"), now };
    let mut catalog = Catalog::new("random");
    zone.clone_into(&mut catalog.time_zone);
    catalog.settings = maker.settings();
    catalog.dimensions = vec![
        Arc::new(maker.dimension("recipient", DimensionKind::Recipient)),
        Arc::new(maker.dimension("visitor", DimensionKind::Visitor)),
    ];
    let folder = |(name, parent): (&str, Option<&str>)| {
        let (name, parent) = (name.to_owned(), parent.map(str::to_owned));
        Arc::new(Folder { name, label: String::new(), holds: FolderContent::Visitors, parent })
    };
    catalog.folders = FOLDERS.into_iter().map(folder).collect();
    catalog.channels = vec!["kiosk".to_owned()];
    catalog.offer_fields = vec![field("price", FieldType::Decimal), field("tag", FieldType::Text)];
    catalog.presentation_rules =
        (0..4).map(|index| Arc::new(maker.presentation_rule(&format!("p{index}")))).collect();
    let rules = |maker: &mut Maker| maker.random.some(65, &["p3", "gone", "p0", "p1", "p2"]);
    catalog.typologies = (0..2)
        .map(|index| {
            let (name, rules) = (format!("t{index}"), rules(&mut maker));
            Arc::new(Typology { name, label: String::new(), rules })
        })
        .collect();
    for name in ["r", "v", "w"] {
        let design = maker.environment(name);
        let live = maker.live(&design);
        catalog.environments.extend([Arc::new(design), Arc::new(live)]);
    }
    let contacts = 3 + maker.random.below(7);
    catalog.contacts = (0..contacts).map(|index| Arc::new(maker.contact(index))).collect();
    let Maker { random, book, zone, now } = maker;
    (World { catalog, book, zone, now }, random)
}

/// A moment near another, written in one of the three ways.
pub(super) fn moment(random: &mut Random, now: Timestamp, zone: &TimeZone) -> Moment {
    let at = now + random.pick(&AROUND).seconds();
    let local = at.to_zoned(zone.clone()).datetime();
    match random.below(4) {
        0 => Moment::Date(local.date()),
        1 => Moment::Offset(at.to_zoned(Offset::constant(3).to_time_zone()).datetime(), 3 * 3600),
        _ => Moment::Local(local),
    }
}

impl Maker {
    fn moment(&mut self) -> Moment {
        moment(&mut self.random, self.now, &self.zone)
    }

    pub(super) fn rule(&mut self, chance: usize, place: Place) -> String {
        if !self.random.percent(chance) {
            return String::new();
        }
        let rule = Inventor { random: &mut self.random, now: self.now, place }.rule();
        self.book.rule(rule)
    }

    pub(super) fn period(&mut self, chance: usize) -> Period {
        if !self.random.percent(chance) {
            return Period::default();
        }
        let (from, until) = (self.random.percent(60), self.random.percent(60));
        Period { from: from.then(|| self.moment()), until: until.then(|| self.moment()) }
    }

    fn settings(&mut self) -> Settings {
        let seed = self.random.below(3) as u64;
        Settings {
            ties: self.random.pick(&[Ties::CatalogOrder, Ties::Shuffled { seed }]),
            scope: self.random.pick(&[Scope::All, Scope::Any]),
            same_category: self.random.pick(&[SameCategory::Exact, SameCategory::Subtree]),
            count_within_call: self.random.percent(50),
        }
    }

    fn dimension(&mut self, name: &str, kind: DimensionKind) -> Dimension {
        let choice = FieldType::Choice(vec!["mass".to_owned(), "student".to_owned()]);
        let key = if self.random.percent(70) { &["id"][..] } else { &["id", "n"] };
        Dimension {
            name: name.to_owned(),
            label: String::new(),
            kind,
            key: key.iter().map(|&key| key.to_owned()).collect(),
            fields: vec![
                field("id", FieldType::Text),
                field("n", FieldType::Integer),
                field("email", FieldType::Text),
                field("age", FieldType::Integer),
                field("score", FieldType::Decimal),
                field("premium", FieldType::Boolean),
                field("born", FieldType::Date),
                field("segment", choice),
                field("interests", FieldType::List),
            ],
        }
    }

    pub(super) fn channel(&mut self) -> Channel {
        self.random.pick(&[Channel::InboundWeb, Channel::Email, Channel::Other("kiosk".to_owned())])
    }

    fn presentation_rule(&mut self, name: &str) -> PresentationRule {
        let spans = ["0s", "1h", "1d", "2d", "7d", "2w 1s"];
        let channel = if self.random.percent(30) { Some(self.channel()) } else { None };
        PresentationRule {
            name: name.to_owned(),
            label: String::new(),
            active: self.random.percent(90),
            channel,
            applies_to: self.rule(50, Place::Offer),
            recipients: self.rule(30, Place::Profile),
            within: self.random.pick(&spans).parse::<Span>().expect("a span"),
            at_most: self.random.pick(&[0, 1, 1, 1, 2, 2, 3]),
            count: Count {
                same_channel_only: self.random.percent(30),
                offers: self.random.pick(&[
                    CountedOffers::All,
                    CountedOffers::OfferBeingPresented,
                    CountedOffers::SameCategory,
                    CountedOffers::RuleOffers,
                ]),
                status: self.random.pick(&[
                    CountedStatus::Any,
                    CountedStatus::Any,
                    CountedStatus::AcceptedOrRejected,
                    CountedStatus::Accepted,
                    CountedStatus::Rejected,
                ]),
                matching: self.rule(40, Place::Proposition),
            },
        }
    }

    fn contact(&mut self, index: usize) -> Contact {
        let visitor = self.random.percent(55);
        let folders = ["visitors", "brand", "deep", "elsewhere", "elsewhere"];
        let mut values = Values::new();
        let id = if self.random.percent(93) { format!("{index}") } else { "0".to_owned() };
        values.insert("id".to_owned(), Value::Text(id));
        let mut maybe = |name: &str, chance: usize, all: &[Value]| {
            if self.random.percent(chance) {
                values.insert(name.to_owned(), self.random.pick(all));
            }
        };
        let list = |texts: &[&str]| Value::List(texts.iter().map(|&text| text.to_owned()).collect());
        maybe("n", 85, &[1, 2, 3, 4, 5, 6].map(Value::Integer));
        maybe("email", 80, &["a@x", "b@x", "c@x", "d@x", "e@x", "", " "].map(Value::from));
        maybe("age", 75, &[17, 30, 34, 65].map(Value::Integer));
        maybe("score", 70, &[Value::Decimal(0.5), Value::Integer(3), Value::Decimal(-2.5)]);
        maybe("premium", 70, &[true, false].map(Value::Boolean));
        maybe("born", 70, &["1992-02-29", "2000-01-01", "2026-06-15"].map(Value::from));
        maybe("segment", 70, &["mass", "student"].map(Value::from));
        maybe("interests", 70, &[list(&["golf"]), list(&["golf", "tea"]), list(&["tea"])]);
        Contact {
            dimension: if visitor { "visitor" } else { "recipient" }.to_owned(),
            folder: self
                .random
                .maybe(if visitor { 92 } else { 0 }, |random| random.pick(&folders).to_owned()),
            values,
            cookies: self.random.some(25, &COOKIES),
            history: (0..self.random.below(9)).map(|_| self.proposition(visitor)).collect(),
        }
    }

    fn proposition(&mut self, visitor: bool) -> Proposition {
        let own =
            if visitor { ["v", "live_v", "w", "live_w", "v"] } else { ["r", "live_r", "r", "live_r", "r"] };
        let environments = [&own[..], &["r", "v", "gone"]].concat();
        let offers = ["o0", "o1", "o2", "o3", "o4", "only_live", "gone"];
        let mut pair =
            |names: &[&str]| format!("{}/{}", self.random.pick(&environments), self.random.pick(names));
        let (offer, space) = (pair(&offers), pair(&["s0", "s0", "s1", "s2", "gone"]));
        Proposition {
            offer,
            space,
            at: self.moment(),
            status: self.random.pick(&Status::ALL),
            weight: self.random.maybe(60, |random| random.pick(&[1.0, 5.0, 10.0])),
            rank: None,
            stored: Values::new(),
        }
    }
}
