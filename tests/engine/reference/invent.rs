//! Random rules and formulas for each place of a catalog, over what that place sees (`domain.md` §3).

use super::generate::Random;
use super::rules::{Formula, Op, Rule, Seen};
use jiff::{Timestamp, ToSpan};

/// Where a rule stands, which says what it sees.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Place {
    /// A target or weight of offers: all but a proposition.
    Offers,
    /// A predefined filter: its parameter besides.
    Filter,
    /// `applies_to` of a presentation rule.
    Offer,
    /// `recipients` of a presentation rule.
    Profile,
    /// `matching` of a presentation rule.
    Proposition,
}

/// One random rule in the making.
pub(super) struct Inventor<'a> {
    pub(super) random: &'a mut Random,
    pub(super) now: Timestamp,
    pub(super) place: Place,
}

impl Inventor<'_> {
    pub(super) fn rule(&mut self) -> Rule {
        if self.random.percent(2) { Rule::Broken } else { self.node(0) }
    }

    fn node(&mut self, depth: usize) -> Rule {
        if depth >= 3 || self.random.percent(50) {
            return self.leaf();
        }
        let one = Box::new(self.node(depth + 1));
        match self.random.below(8) {
            0 | 1 => Rule::Not(one),
            2 | 3 => Rule::And(one, Box::new(self.node(depth + 1))),
            4..7 => Rule::Or(one, Box::new(self.node(depth + 1))),
            _ => Rule::If(one, Box::new(self.node(depth + 1))),
        }
    }

    fn leaf(&mut self) -> Rule {
        match (self.place, self.random.below(100)) {
            (Place::Offer, _) | (Place::Offers, 0..15) | (Place::Proposition, 0..10) => self.offer(),
            (Place::Profile, _) | (Place::Proposition, 10..20) => self.profile(),
            (Place::Proposition, _) => self.proposition(),
            (Place::Filter, 0..50) => {
                let path = self.random.pick(&["profile.age", "profile.score", "call.clicks"]);
                Rule::Paths(path.to_owned(), self.op(), "most".to_owned())
            }
            (Place::Offers, 15..25) => {
                let name = self.random.pick(&["f0", "f1"]).to_owned();
                Rule::Filter(name, self.random.pick(&[0, 3, 30, 34]))
            }
            (_, 25..45) => self.call(),
            (_, 45..58) => self.interaction(),
            _ => self.profile(),
        }
    }

    fn op(&mut self) -> Op {
        self.random.pick(&Op::ALL)
    }

    fn compare(&mut self, path: &str, all: &[Seen]) -> Rule {
        Rule::Compare(path.to_owned(), self.op(), self.random.pick(all))
    }

    fn text(&mut self, path: &str, all: &[&str]) -> Rule {
        let op = self.random.pick(&[Op::Equal, Op::Equal, Op::Differs]);
        Rule::Compare(path.to_owned(), op, Seen::Text(self.random.pick(all).to_owned()))
    }

    fn moments(&mut self) -> Vec<Seen> {
        let days = [-2, 0, 1].map(|days| Seen::Moment(self.now + (days * 24).hours()));
        let born = ["1992-02-28T23:00:00Z", "2000-01-01T00:00:00Z"];
        days.into_iter().chain(born.map(|at| Seen::Moment(at.parse().expect("a timestamp")))).collect()
    }

    fn profile(&mut self) -> Rule {
        let numbers = [
            Seen::Integer(30),
            Seen::Integer(34),
            Seen::Decimal(30.5),
            Seen::Decimal(3.0),
            Seen::Decimal(0.5),
        ];
        match self.random.below(11) {
            0 | 1 => self.compare("profile.age", &numbers),
            2 => self.compare("profile.score", &numbers),
            9 | 10 => {
                let split = self.random.pick(&["split.spring", "split.summer"]);
                self.compare(split, &[Seen::Decimal(20.5), Seen::Integer(50), Seen::Decimal(75.0)])
            }
            3 => Rule::Is("profile.premium".to_owned()),
            4 => {
                let all = self.moments();
                self.compare("profile.born", &all)
            }
            5 => self.text("profile.segment", &["mass", "student"]),
            6 => Rule::OneOf("profile.segment".to_owned(), self.random.some(60, &["mass", "student"])),
            7 => Rule::Holds("profile.interests".to_owned(), self.random.pick(&["golf", "tea"]).to_owned()),
            _ => {
                let fields = ["profile.age", "profile.premium", "profile.interests"];
                Rule::Has(self.random.pick(&fields).to_owned())
            }
        }
    }

    fn call(&mut self) -> Rule {
        match self.random.below(5) {
            0 => self.text("call.language", &["fr", "en"]),
            1 => Rule::StartsWith("call.language".to_owned(), "f".to_owned()),
            2 => self.compare("call.basket", &[Seen::Decimal(10.0), Seen::Decimal(2.5), Seen::Integer(3)]),
            3 => self.compare("call.clicks", &[Seen::Integer(0), Seen::Integer(3), Seen::Decimal(2.5)]),
            _ => Rule::Has(self.random.pick(&["call.language", "call.basket"]).to_owned()),
        }
    }

    fn offer(&mut self) -> Rule {
        match self.random.below(6) {
            0 => self.text("offer.name", &["o0", "o1", "o2", "gone"]),
            1 => self.text("offer.category", &["c0", "c1", "c2"]),
            2 => {
                Rule::Holds("offer.themes".to_owned(), self.random.pick(&super::generate::THEMES).to_owned())
            }
            3 => Rule::StartsWith("offer.code".to_owned(), "A".to_owned()),
            _ => self.compare("offer.price", &[Seen::Decimal(9.5), Seen::Decimal(20.0), Seen::Integer(0)]),
        }
    }

    fn interaction(&mut self) -> Rule {
        match self.random.below(5) {
            0 => self.text("interaction.environment", &super::generate::ENVIRONMENTS),
            1 => self.text("interaction.space", &["s0", "s1"]),
            2 => self.text("interaction.channel", &["inbound_web", "email", "kiosk"]),
            3 => self.text("interaction.identification", &["explicit", "implicit", "anonymous"]),
            _ => {
                let all = self.moments();
                self.compare("interaction.at", &all)
            }
        }
    }

    fn proposition(&mut self) -> Rule {
        match self.random.below(10) {
            0 => self.text("proposition.offer", &["o0", "o1", "gone"]),
            1 => self.text("proposition.category", &["c0", "c1"]),
            2 => self.text("proposition.space", &["s0", "s1"]),
            3 => self.text("proposition.channel", &["inbound_web", "email", "kiosk"]),
            4 => self.text("proposition.status", &["presented", "accepted", "rejected"]),
            5..8 => self.compare("proposition.weight", &[Seen::Decimal(5.0), Seen::Decimal(7.0)]),
            8 => Rule::Paths("proposition.at".to_owned(), self.op(), "interaction.at".to_owned()),
            _ => {
                let all = self.moments();
                self.compare("proposition.at", &all)
            }
        }
    }

    pub(super) fn formula(&mut self) -> Formula {
        match self.random.below(20) {
            0 => Formula::Broken,
            1 => Formula::Whole("profile.age".to_owned()),
            _ => self.amount(0),
        }
    }

    fn amount(&mut self, depth: usize) -> Formula {
        let path = |path: &str| path.to_owned();
        let kind = self.random.below(if depth < 2 { 9 } else { 4 });
        let condition = (kind == 8).then(|| self.leaf());
        let mut part = || Box::new(self.amount(depth + 1));
        match kind {
            0 => Formula::Number(self.random.pick(&[0.0, 0.1, 1.0, 5.0, 2.5, -2.0])),
            1 => Formula::Decimal(path(self.random.pick(&[
                "profile.score",
                "call.basket",
                "offer.price",
                "split.spring",
            ]))),
            2 | 3 => Formula::Double(path("profile.age")),
            4 | 5 => Formula::Plus(part(), part()),
            6 => Formula::Times(part(), part()),
            7 => Formula::Over(part(), part()),
            _ => Formula::Choose(condition.expect("this kind has one"), part(), part()),
        }
    }
}
