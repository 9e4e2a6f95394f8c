//! How a change is named by its class: "age is at least 25", not "age is 25". Owns how wide a class is found to be: each of
//! its values that is tried lets the offer through, together with each that is tried of the classes of the other changes.

use super::change::{Change, ValueChange};
use super::critical;
use super::moments::moment_in;
use super::setting::{Classes, Lever, ReadTest, Setting};
use super::situation::{Attempt, Situation};
use super::stretch::{self, equal};
use crate::model::{ApprovalPart, Moment, Window};
use crate::rule::{Root, Typed, parse, with_values};

/// How many values stand for a class when another one is widened: of one change of two, and of each of more.
const MOST_STANDING_OF_TWO: usize = 24;
const MOST_STANDING: usize = 8;

/// The changes that some settings are together, each as wide as it is true whatever the others are. `attempt` is what came
/// of the settings.
pub(super) fn changes(
    situation: &Situation<'_>,
    levers: &[&Lever],
    settings: &[&Setting],
    attempt: &Attempt,
) -> Vec<Change> {
    let most = if settings.len() > 2 { MOST_STANDING } else { MOST_STANDING_OF_TWO };
    let mut standing: Vec<Vec<Setting>> = settings.iter().map(|it| vec![Setting::clone(it)]).collect();
    let mut changes = Vec::with_capacity(levers.len());
    for (place, lever) in levers.iter().enumerate() {
        let widening = Widening { situation, lever, settings, place, attempt, standing: &standing };
        let (change, found) = widening.change();
        changes.push(change);
        let step = found.len().div_ceil(most).max(1);
        let last = found.last().cloned();
        standing[place] = found.into_iter().step_by(step).chain(last).collect();
    }
    changes
}

/// Whether what is told of one try is enough for another one: as many offers, and the same propositions never made.
fn covers(settings: &[&Setting], told: &Attempt, other: &Attempt) -> bool {
    let is_enough = !settings.contains(&&Setting::Count) || other.rank <= told.rank;
    is_enough && other.removed.iter().all(|past| told.removed.contains(past))
}

/// One of some settings, which is widened to a class.
struct Widening<'w, 's> {
    situation: &'w Situation<'s>,
    lever: &'w Lever,
    settings: &'w [&'w Setting],
    /// Which of the settings it is.
    place: usize,
    attempt: &'w Attempt,
    /// What stands for each of the settings: the classes of those before, the others as they are.
    standing: &'w [Vec<Setting>],
}

/// A value that was tried, with what the tests of the field come to.
struct Tried {
    value: Typed,
    outcomes: Vec<Option<bool>>,
    passes: bool,
}

impl Widening<'_, '_> {
    fn own(&self) -> &Setting {
        self.settings[self.place]
    }

    fn others(&self) -> impl Iterator<Item = &Setting> {
        let others = self.settings.iter().enumerate().filter(|(place, _)| *place != self.place);
        others.map(|(_, setting)| *setting)
    }

    /// Whether another setting in its place lets the offer through, whatever stands for the others.
    fn passes(&self, setting: &Setting) -> bool {
        setting == self.own() || self.passes_with(setting, &mut Vec::new())
    }

    fn passes_with<'a>(&'a self, setting: &'a Setting, chosen: &mut Vec<&'a Setting>) -> bool {
        let place = chosen.len();
        if place == self.settings.len() {
            let other = self.situation.attempt(chosen);
            return other.is_some_and(|other| covers(chosen, self.attempt, &other));
        }
        let own = std::slice::from_ref(setting);
        let standing = if place == self.place { own } else { self.standing[place].as_slice() };
        standing.iter().all(|one| {
            chosen.push(one);
            let passes = self.passes_with(setting, chosen);
            chosen.pop();
            passes
        })
    }

    /// The change, and what stands for it.
    fn change(&self) -> (Change, Vec<Setting>) {
        let environment = self.situation.environment();
        let alone = |change| (change, vec![self.own().clone()]);
        match self.own() {
            Setting::Identified => alone(Change::Identified),
            Setting::Field(root, slot, value) => {
                let (name, field_type) = &environment.schema.fields(*root)[*slot];
                let written = value.as_ref().map(|it| it.written_as(field_type, environment.schema.zone()));
                let (rule, standing) = self.rule((*root, *slot), value.as_ref());
                let change = ValueChange { root: *root, field: name.clone(), rule, value: written };
                (Change::Value(change), standing)
            }
            Setting::Moment(at) => {
                let zone = environment.schema.zone();
                let (window, standing) = self.stretch(*at);
                let at = Moment::local(&at.to_zoned(zone.clone()));
                (Change::Moment { at, within: window.period(zone) }, standing)
            }
            Setting::Space(space) => {
                alone(Change::Space(environment.address(&environment.spaces[*space].space.name)))
            }
            Setting::Category => {
                let category = environment.offers[self.situation.offer].category;
                alone(Change::Category(environment.categories[category].name.clone()))
            }
            Setting::Count => alone(Change::Count(self.attempt.rank)),
            Setting::History => alone(Change::History(self.attempt.removed.clone())),
            Setting::Approval => alone(Change::Approved(ApprovalPart::Content)),
        }
    }

    /// The rule that holds for the values of a field that let the offer through, and values for which it does: what rules
    /// ask of the field and the value meets, without what does not matter; else the stretch of values around it.
    fn rule(&self, place: (Root, usize), value: Option<&Typed>) -> (String, Vec<Setting>) {
        let (root, slot) = place;
        let path = format!("{}.{}", root.name(), self.situation.environment().schema.fields(root)[slot].0);
        let alone = |rule| (rule, vec![self.own().clone()]);
        let Some(value) = value else { return alone(format!("!has({path})")) };
        let Classes::Tests(tests) = &self.lever.classes else { return alone(equal(&path, value)) };
        let tried = self.tried(tests, place);
        let literals = self.literals(tests, place, value);
        let meets = |kept: &[Literal], one: &Tried| {
            kept.iter().all(|(at, outcome, _)| one.outcomes[*at] == Some(*outcome))
        };
        let standing = |stands: &dyn Fn(&Tried) -> bool| -> Vec<Setting> {
            let found = tried.iter().filter(|one| stands(one)).map(|one| one.value.clone());
            let found = found.map(|value| Setting::Field(root, slot, Some(value)));
            found.chain([self.own().clone()]).collect()
        };
        if let Some(kept) =
            narrowed(literals, &|kept| tried.iter().all(|one| one.passes || !meets(kept, one)))
        {
            let found = standing(&|one| meets(&kept, one));
            let mut said: Vec<String> = kept.into_iter().map(|(_, _, text)| text).collect();
            // "Is not fr" sounds as if a value that is missing would do.
            let excludes = |text: &String| text.contains("!=") || text.starts_with("!(");
            if said.iter().all(excludes) && self.situation.present(place).is_none() {
                said.insert(0, format!("has({path})"));
            }
            let rule = if said.is_empty() { format!("has({path})") } else { said.join(" && ") };
            return (rule, found);
        }
        let (_, field_type) = &self.situation.environment().schema.fields(root)[slot];
        let passes = |value: &Typed| self.passes(&Setting::Field(root, slot, Some(value.clone())));
        let known: Vec<(&Typed, bool)> = tried.iter().map(|one| (&one.value, one.passes)).collect();
        let zone = self.situation.environment().schema.zone();
        match stretch::around((field_type, zone), value, &known, &passes) {
            Some(stretch) => {
                let values = stretch.values.iter().cloned();
                let found = values.map(|value| Setting::Field(root, slot, Some(value))).collect();
                (stretch.rule(&path), found)
            }
            None => alone(equal(&path, value)),
        }
    }

    /// What each test comes to for a value, as the text that holds for it. A test that asks for another field names the
    /// value that this has; where that changes too, it says nothing.
    fn literals(&self, tests: &[ReadTest], place: (Root, usize), value: &Typed) -> Vec<Literal> {
        let schema = &self.situation.environment().schema;
        let changes = |field: &(Root, usize)| {
            self.others().any(|other| match other {
                Setting::Field(root, slot, _) => (*root, *slot) == *field,
                Setting::Moment(_) | Setting::Space(_) => field.0 == Root::Interaction,
                _ => false,
            })
        };
        let named = |root: Root, slot: usize| {
            let is_other = (root, slot) != place && matches!(root, Root::Profile | Root::Call);
            self.situation.present((root, slot)).filter(|_| is_other)
        };
        let usable = tests.iter().enumerate().filter(|(_, test)| !test.text.others.iter().any(changes));
        let literals = usable.filter_map(|(at, test)| {
            let outcome = test.outcome(self.situation, place, Some(value))?;
            let text = if outcome { &test.text.holds } else { &test.text.fails };
            if test.text.others.is_empty() {
                return Some((at, outcome, text.clone()));
            }
            Some((at, outcome, with_values(&parse(text).ok()?, schema, &named)?))
        });
        literals.collect()
    }

    /// All values of the field that are tried, with the one that it has now: those of the lever, and where a rule takes the
    /// field through arithmetic or compares it with another one, those at which it tips over with what stands for the others.
    fn tried(&self, tests: &[ReadTest], place: (Root, usize)) -> Vec<Tried> {
        let present = self.situation.present(place);
        let own = self.lever.settings.iter().filter_map(|setting| match setting {
            Setting::Field(_, _, value) => value.clone(),
            _ => None,
        });
        let mut values: Vec<Typed> = own.collect();
        let is_plain = |test: &ReadTest| {
            test.text.others.is_empty() && test.sides.is_empty() && test.text.named.is_empty()
        };
        if !tests.iter().all(is_plain) {
            let known = values.clone();
            let others: Vec<&Setting> = self.others().collect();
            let mut worlds = vec![others.clone()];
            for standing in self.standing[..self.place].iter().flatten().take(MOST_STANDING_OF_TWO) {
                let is_of_it = |other: &Setting| match (other, standing) {
                    (Setting::Field(root, slot, _), Setting::Field(of, at, _)) => (root, slot) == (of, at),
                    _ => false,
                };
                let kept = others.iter().copied().filter(|other| !is_of_it(other));
                worlds.push(kept.chain([standing]).collect());
            }
            for world in worlds {
                let given = self.situation.given(&world);
                for value in critical::values(&given, place, tests, (known.clone(), false)) {
                    if !values.contains(&value) {
                        values.push(value);
                    }
                }
            }
        }
        let outcomes = |value: &Typed| -> Vec<Option<bool>> {
            tests.iter().map(|test| test.outcome(self.situation, place, Some(value))).collect()
        };
        let (root, slot) = place;
        let tried = values.into_iter().filter(|value| present.as_ref() != Some(value)).map(|value| Tried {
            outcomes: outcomes(&value),
            passes: self.passes(&Setting::Field(root, slot, Some(value.clone()))),
            value,
        });
        // With the value that it has now it is not let through: fewer changes would do.
        let present = present.clone().map(|value| Tried { outcomes: outcomes(&value), passes: false, value });
        tried.chain(present).collect()
    }

    /// All of time around a moment that lets the offer through as well, and moments of it.
    fn stretch(&self, at: jiff::Timestamp) -> (Window, Vec<Setting>) {
        let Classes::Stretches(stretches) = &self.lever.classes else {
            return (Window { from: at, until: at }, vec![self.own().clone()]);
        };
        let found = stretches.iter().position(|stretch| stretch.contains(at)).unwrap_or_default();
        let moment = |stretch: &Window| Setting::Moment(moment_in(*stretch, self.situation.context.at));
        let is_so = |stretch: &&Window| self.passes(&moment(stretch));
        let last = stretches[found + 1..].iter().take_while(is_so).count() + found;
        let first = found - stretches[..found].iter().rev().take_while(is_so).count();
        let standing = stretches[first..=last].iter().map(moment).collect();
        (Window { from: stretches[first].from, until: stretches[last].until }, standing)
    }
}

/// What holds of a value: the place of what asks, what that came to, and the text.
type Literal = (usize, bool, String);

/// Of what holds of a value as little as is true; none where all of it is not.
fn narrowed(mut literals: Vec<Literal>, is_true: &dyn Fn(&[Literal]) -> bool) -> Option<Vec<Literal>> {
    if !is_true(&literals) {
        return None;
    }
    // What a rule asks for says more than the opposite of what another asks for.
    literals.sort_by_key(|(_, outcome, _)| *outcome);
    let mut at = 0;
    while at < literals.len() {
        let left_out = literals.remove(at);
        if !is_true(&literals) {
            literals.insert(at, left_out);
            at += 1;
        }
    }
    Some(literals)
}
