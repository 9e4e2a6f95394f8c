//! Many rules of one schema, asked one after the other for the same contact and call: a test of a field goes by the class of
//! its value, which is looked up once for all of them, and what sees no offer is asked once.
//!
//! Owns how rules are written down for that. What they come to is what [`super::Program::test`] says, to the cause, as long
//! as no value is larger than usual and no rule is refused: whoever asks makes sure of both.

use super::alternatives::PartTest;
use super::cause::Cause;
use super::node::Node;
use super::program::Program;
use super::root::Root;
use super::schema::Inputs;
use super::slot_test::{SlotTest, TestKind};
use super::value::Typed;
use super::value_classes::ValueClasses;
use std::cell::Cell;
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use std::sync::Arc;

/// How many steps the rules of a set have: sixteen bytes each. A rule beyond is asked as a whole.
const MOST_STEPS: usize = 4_000_000;

/// How many steps are added to a set before it is made anew.
const MOST_ADDED: usize = 4_096;

/// The place of a rule in a set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RuleAt(u32);

/// Stands in a place of a rule that was added later.
const ADDED: u32 = 1 << 31;

/// Many rules, ready to be asked together.
#[derive(Debug, Clone)]
pub struct RuleSet {
    fields: Arc<[SetField]>,
    made: Arc<Stock>,
    /// Those that were added to a set that was made before.
    added: Stock,
}

/// A field that rules test.
#[derive(Debug)]
struct SetField {
    root: Root,
    slot: usize,
    classes: ValueClasses,
    /// Why a test of it is unknown.
    missing: Cause,
}

/// Rules one after the other, each from its place on: an operator stands before its operands.
#[derive(Debug, Clone, Default)]
struct Stock {
    steps: Vec<Step>,
    /// The classes that pass tests which more than one stretch of them passes.
    stretches: Vec<Range<u32>>,
    parts: Vec<Part>,
}

#[derive(Debug, Clone)]
struct Part {
    test: Arc<PartTest>,
    /// Whether it comes to the same for all offers, and is asked once.
    is_shared: bool,
}

/// A step of a rule.
#[derive(Debug, Clone, Copy)]
enum Step {
    Is(bool),
    /// All operands must hold; the place behind the last one.
    All(u32),
    /// One of them must.
    Any(u32),
    /// The value's class is one of these.
    Within(u32, u32, u32),
    /// It is in one of some stretches: the place of the first, and how many.
    Among(u32, u32, u32),
    /// Whether there is a value is as it is wanted.
    Has(u32, bool),
    /// What is no test of a field, by its place.
    Part(u32),
}

impl Stock {
    /// The place behind what begins at one.
    fn behind(&self, place: u32) -> u32 {
        match self.steps[place as usize] {
            Step::All(end) | Step::Any(end) => end,
            _ => place + 1,
        }
    }
}

/// Writes the rules of a set down.
#[derive(Debug, Default)]
pub struct RuleSetMaker {
    stock: Stock,
    /// Tests of fields, with the steps that they stand for and why they are unknown where the field is missing.
    tests: Vec<(u32, SlotTest, Option<Cause>)>,
    /// Whether tests of fields are asked as they are: those of a set that was made know no others.
    as_parts: bool,
    /// The rules that stand there, by their programs.
    known: HashMap<usize, RuleAt>,
}

impl RuleSetMaker {
    /// Adds a rule. The same program stands there once.
    pub fn add(&mut self, program: &Program) -> RuleAt {
        if let Some(known) = self.known.get(&program.identity()) {
            return *known;
        }
        let at = RuleAt(self.next());
        let mut writer = Writer { maker: self, program, path: Vec::new() };
        writer.write(program.node(), true);
        self.known.insert(program.identity(), at);
        at
    }

    /// The set; the rules have the places that they were given.
    pub fn finish(mut self) -> RuleSet {
        let mut of_field: BTreeMap<(Root, usize), Vec<usize>> = BTreeMap::new();
        for (place, (_, test, _)) in self.tests.iter().enumerate() {
            of_field.entry((test.root, test.slot)).or_default().push(place);
        }
        let mut fields = Vec::with_capacity(of_field.len());
        for ((root, slot), tests) in of_field {
            let classes = ValueClasses::of(tests.iter().map(|place| &self.tests[*place].1));
            let field = u32::try_from(fields.len()).unwrap_or(u32::MAX);
            let mut missing = None;
            for place in tests {
                let (step, test, cause) = &self.tests[place];
                missing = missing.or_else(|| cause.clone());
                let read = self.stock.test(field, test, &classes);
                self.stock.steps[*step as usize] = read;
            }
            fields.push(SetField { root, slot, classes, missing: missing.unwrap_or(Cause::Failed) });
        }
        RuleSet { fields: fields.into(), made: Arc::new(self.stock), added: Stock::default() }
    }

    fn next(&self) -> u32 {
        u32::try_from(self.stock.steps.len()).unwrap_or(u32::MAX)
    }
}

impl Stock {
    /// A test of a field as a step.
    fn test(&mut self, field: u32, test: &SlotTest, classes: &ValueClasses) -> Step {
        if matches!(test.kind, TestKind::Has) {
            return Step::Has(field, test.wanted);
        }
        match classes.of_test(test).as_slice() {
            [] => Step::Within(field, 0, 0),
            [only] => Step::Within(field, only.start, only.end),
            many => {
                let first = u32::try_from(self.stretches.len()).unwrap_or(u32::MAX);
                self.stretches.extend_from_slice(many);
                Step::Among(field, first, u32::try_from(many.len()).unwrap_or(u32::MAX))
            }
        }
    }
}

/// Writes one rule down.
struct Writer<'w> {
    maker: &'w mut RuleSetMaker,
    program: &'w Program,
    /// The way to the node at hand.
    path: Vec<u16>,
}

impl Writer<'_> {
    /// `!` turns round what is wanted, and what is wanted of an operator is wanted of its operands: what is unknown stays so.
    fn write(&mut self, node: &Node, wanted: bool) {
        if self.maker.stock.steps.len() >= MOST_STEPS {
            return self.part(node, wanted);
        }
        match node {
            Node::Const(value) => match value.as_bool() {
                Some(value) => self.maker.stock.steps.push(Step::Is(value == wanted)),
                None => self.part(node, wanted),
            },
            Node::Not(inner) => self.below(0, inner, !wanted),
            Node::Guarded(guard, inner) if guard.admits_usual() => self.below(0, inner, wanted),
            Node::And(nodes) if nodes.len() <= u16::MAX.into() => self.many(nodes, wanted, wanted),
            Node::Or(nodes) if nodes.len() <= u16::MAX.into() => self.many(nodes, wanted, !wanted),
            _ => self.test(node, wanted),
        }
    }

    fn below(&mut self, place: u16, node: &Node, wanted: bool) {
        self.path.push(place);
        self.write(node, wanted);
        self.path.pop();
    }

    fn many(&mut self, nodes: &[Node], wanted: bool, all: bool) {
        let start = self.maker.stock.steps.len();
        self.maker.stock.steps.push(Step::Is(false));
        for (place, node) in (0..).zip(nodes) {
            self.below(place, node, wanted);
        }
        let end = self.maker.next();
        self.maker.stock.steps[start] = if all { Step::All(end) } else { Step::Any(end) };
    }

    fn test(&mut self, node: &Node, wanted: bool) {
        let of_caller = |test: &SlotTest| {
            test.root.is_of_contact() || matches!(test.root, Root::Call | Root::Interaction)
        };
        let read = SlotTest::read(node, wanted, self.program.schema()).filter(of_caller);
        let Some(test) = read.filter(|_| !self.maker.as_parts) else { return self.part(node, wanted) };
        let step = self.maker.next();
        self.maker.stock.steps.push(Step::Is(false));
        self.maker.tests.push((step, test, missing(node)));
    }

    fn part(&mut self, node: &Node, wanted: bool) {
        // What is guarded counts what it takes each time.
        let is_shared = !self.program.sees_offer() && !matches!(node, Node::Guarded(..));
        let test = Arc::new(PartTest::of_rule(self.program, &self.path, wanted));
        let place = u32::try_from(self.maker.stock.parts.len()).unwrap_or(u32::MAX);
        self.maker.stock.parts.push(Part { test, is_shared });
        self.maker.stock.steps.push(Step::Part(place));
    }
}

/// Why a test of a field is unknown.
fn missing(node: &Node) -> Option<Cause> {
    match node {
        Node::Slot(_, _, cause) => Some(cause.clone()),
        Node::Equal(_, sides) | Node::Compare(_, sides) => sides.iter().find_map(missing),
        Node::InSet(item, _) => missing(item),
        _ => None,
    }
}

impl RuleSet {
    /// The set with some rules more, whose places it gives; `None` where it had better be made anew.
    pub fn with(&self, programs: &[&Program]) -> Option<(Self, Vec<RuleAt>)> {
        if self.added.steps.len() > MOST_ADDED {
            return None;
        }
        let mut maker = RuleSetMaker { stock: self.added.clone(), as_parts: true, ..RuleSetMaker::default() };
        let places = programs.iter().map(|program| RuleAt(maker.add(program).0 | ADDED)).collect();
        let (fields, made) = (Arc::clone(&self.fields), Arc::clone(&self.made));
        Some((Self { fields, made, added: maker.stock }, places))
    }

    /// Asks the rules for the values of a contact and a call; `None` where one of them is in no class.
    pub fn ask<'s>(&'s self, inputs: Inputs<'s>) -> Option<AskedRules<'s>> {
        let class = |field: &SetField| {
            if let (Root::Split, Cause::Missing(split)) = (field.root, &field.missing) {
                return field.classes.class(inputs.split(&split.name).map(Typed::Decimal).as_ref());
            }
            field.classes.class(inputs.get(field.root, field.slot))
        };
        let classes = self.fields.iter().map(class).collect::<Option<_>>()?;
        let known = |stock: &Stock| stock.parts.iter().map(|_| Cell::new(Known::NotAsked)).collect();
        Some(AskedRules { set: self, inputs, classes, known: [known(&self.made), known(&self.added)] })
    }

    fn find(&self, rule: RuleAt) -> (&Stock, u32) {
        if rule.0 & ADDED == 0 { (&self.made, rule.0) } else { (&self.added, rule.0 & !ADDED) }
    }

    /// The fields that a condition of a rule tests: of those that must all hold, the one at a place.
    pub fn fields_of(&self, rule: RuleAt, condition: usize) -> impl Iterator<Item = (Root, usize)> {
        let (stock, start) = self.find(rule);
        let (mut from, mut until) = (start, stock.behind(start));
        if let Step::All(end) = stock.steps[start as usize] {
            let next = |at: &u32| Some(stock.behind(*at)).filter(|at| *at < end);
            let found = std::iter::successors(Some(start + 1).filter(|at| *at < end), next).nth(condition);
            from = found.unwrap_or(end);
            until = found.map_or(end, |found| stock.behind(found));
        }
        let steps = stock.steps[from as usize..until as usize].iter();
        steps.filter_map(|step| match step {
            Step::Within(field, ..) | Step::Among(field, ..) | Step::Has(field, _) => {
                let field = &self.fields[*field as usize];
                Some((field.root, field.slot))
            }
            _ => None,
        })
    }
}

/// What a step came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Came {
    True,
    False,
    /// It is unknown: the place of the first step that is.
    Unknown(u32),
}

/// What is known of a part that is asked once.
#[derive(Debug, Clone, Copy)]
enum Known {
    NotAsked,
    Is(bool),
    Unknown,
}

/// What a rule came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// It matches.
    Matches,
    /// It does not, for one of the conditions that must all hold, by its place; where there are none, for the whole.
    Fails(u32),
    /// It is unknown, for such a condition.
    Unknown(u32, Unsure),
}

/// The step for which a rule is unknown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unsure(RuleAt, u32);

/// The rules of a set, asked for one contact and call.
#[derive(Debug)]
pub struct AskedRules<'s> {
    set: &'s RuleSet,
    inputs: Inputs<'s>,
    /// The class of each field's value.
    classes: Vec<u32>,
    /// What parts came to that are asked once.
    known: [Vec<Cell<Known>>; 2],
}

impl<'s> AskedRules<'s> {
    /// What a rule comes to. `offer` gives the values of the offer at hand.
    pub fn ask(&self, rule: RuleAt, offer: &impl Fn() -> &'s [Option<Typed>]) -> Answer {
        let (stock, start) = self.set.find(rule);
        let known = &self.known[usize::from(rule.0 & ADDED != 0)];
        let reading = Reading { asked: self, stock, known, offer };
        let Step::All(end) = stock.steps[start as usize] else {
            return match reading.at(start) {
                Came::True => Answer::Matches,
                Came::False => Answer::Fails(0),
                Came::Unknown(at) => Answer::Unknown(0, Unsure(rule, at)),
            };
        };
        let (mut place, mut condition, mut unsure) = (start + 1, 0, None);
        while place < end {
            match reading.at(place) {
                Came::True => {}
                Came::False => return Answer::Fails(condition),
                Came::Unknown(at) => unsure = unsure.or(Some((condition, at))),
            }
            place = stock.behind(place);
            condition += 1;
        }
        unsure.map_or(Answer::Matches, |(condition, at)| Answer::Unknown(condition, Unsure(rule, at)))
    }

    /// Why a rule is unknown.
    pub fn cause(&self, unsure: Unsure, offer: &impl Fn() -> &'s [Option<Typed>]) -> Cause {
        let Unsure(rule, at) = unsure;
        let (stock, _) = self.set.find(rule);
        match stock.steps[at as usize] {
            Step::Within(field, ..) | Step::Among(field, ..) => {
                self.set.fields[field as usize].missing.clone()
            }
            Step::Part(part) => {
                let inputs = Inputs { offer: offer(), ..self.inputs };
                stock.parts[part as usize].test.comes_to(&inputs).err().unwrap_or(Cause::Failed)
            }
            Step::Is(_) | Step::All(_) | Step::Any(_) | Step::Has(..) => Cause::Failed,
        }
    }
}

/// A stock while rules are read off it.
struct Reading<'r, 's, O> {
    asked: &'r AskedRules<'s>,
    stock: &'r Stock,
    known: &'r [Cell<Known>],
    offer: &'r O,
}

impl<'s, O: Fn() -> &'s [Option<Typed>]> Reading<'_, 's, O> {
    fn at(&self, place: u32) -> Came {
        let class = |field: u32| self.asked.classes[field as usize];
        let came = |known: bool| if known { Came::True } else { Came::False };
        match self.stock.steps[place as usize] {
            Step::Within(field, from, until) => match class(field) {
                ValueClasses::MISSING => Came::Unknown(place),
                class => came(from <= class && class < until),
            },
            Step::Among(field, first, count) => match class(field) {
                ValueClasses::MISSING => Came::Unknown(place),
                class => {
                    let (first, count) = (first as usize, count as usize);
                    let stretches = &self.stock.stretches[first..first + count];
                    let next = stretches.partition_point(|stretch| stretch.end <= class);
                    came(stretches.get(next).is_some_and(|stretch| stretch.start <= class))
                }
            },
            Step::Has(field, wanted) => came((class(field) != ValueClasses::MISSING) == wanted),
            Step::Is(value) => came(value),
            Step::All(end) => self.many(place + 1, end, Came::False),
            Step::Any(end) => self.many(place + 1, end, Came::True),
            Step::Part(part) => self.part(part).map_or(Came::Unknown(place), came),
        }
    }

    /// One deciding operand decides, whatever the others are; else the first that is unknown.
    fn many(&self, mut place: u32, end: u32, deciding: Came) -> Came {
        let mut unknown = None;
        while place < end {
            match self.at(place) {
                found if found == deciding => return deciding,
                found @ Came::Unknown(_) => unknown = unknown.or(Some(found)),
                _ => {}
            }
            place = self.stock.behind(place);
        }
        unknown.unwrap_or(if deciding == Came::True { Came::False } else { Came::True })
    }

    fn part(&self, place: u32) -> Option<bool> {
        let part = &self.stock.parts[place as usize];
        let ask = |offer: &[Option<Typed>]| part.test.comes_to(&Inputs { offer, ..self.asked.inputs }).ok();
        if !part.is_shared {
            return ask((self.offer)());
        }
        let known = &self.known[place as usize];
        match known.get() {
            Known::Is(value) => Some(value),
            Known::Unknown => None,
            Known::NotAsked => {
                let found = ask(&[]);
                known.set(found.map_or(Known::Unknown, Known::Is));
                found
            }
        }
    }
}
