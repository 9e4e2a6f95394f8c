//! The values of a contact by the slots of their fields. Owns their compact form, and the one that rules read.

use crate::rule::Typed;

/// The values that a contact has, each with the slot of its field, in the order of the slots. A value of a wrong type is
/// missing; checking reports it. What a contact has no value of takes no room: ten thousand fields of twenty thousand
/// contacts would be gigabytes.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Profile(Vec<(usize, Typed)>);

impl Profile {
    /// The value of a field, when it has one.
    pub fn get(&self, slot: usize) -> Option<&Typed> {
        let place = self.0.binary_search_by_key(&slot, |(slot, _)| *slot).ok()?;
        Some(&self.0[place].1)
    }

    /// The values with their slots.
    pub fn iter(&self) -> impl Iterator<Item = (usize, &Typed)> {
        self.0.iter().map(|(slot, value)| (*slot, value))
    }
}

/// How many values most contacts have at most: room for more is made when there are more.
const USUAL: usize = 32;

impl FromIterator<(usize, Typed)> for Profile {
    fn from_iter<I: IntoIterator<Item = (usize, Typed)>>(values: I) -> Self {
        let given = values.into_iter();
        let mut values = Vec::with_capacity(given.size_hint().1.unwrap_or_default().min(USUAL));
        values.extend(given);
        values.sort_unstable_by_key(|(slot, _)| *slot);
        values.shrink_to_fit();
        Self(values)
    }
}

/// Room for the values of one contact after the other as rules see them: one for each field, most perhaps missing.
#[derive(Debug, Clone, Default)]
pub struct Spread {
    values: Vec<Option<Typed>>,
    filled: Vec<usize>,
}

impl Spread {
    /// Room for so many fields.
    pub fn of(fields: usize) -> Self {
        Self { values: vec![None; fields], filled: Vec::new() }
    }

    /// With the values of a contact in the place of those before; none: they are all missing.
    pub fn fill(&mut self, profile: Option<&Profile>) -> &[Option<Typed>] {
        for slot in self.filled.drain(..) {
            self.values[slot] = None;
        }
        for (slot, value) in profile.into_iter().flat_map(Profile::iter) {
            if let Some(place) = self.values.get_mut(slot) {
                *place = Some(value.clone());
                self.filled.push(slot);
            }
        }
        &self.values
    }

    /// The values that it was filled with last.
    pub fn values(&self) -> &[Option<Typed>] {
        &self.values
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_that_is_missing_takes_no_room() {
        let profile = Profile::from_iter([(9_999, Typed::from("last")), (3, Typed::Integer(3))]);
        assert_eq!((profile.0.len(), profile.0.capacity()), (2, 2));
        assert_eq!(profile.get(9_999), Some(&Typed::from("last")));
        assert_eq!((profile.get(3), profile.get(4)), (Some(&Typed::Integer(3)), None));
    }

    #[test]
    fn nothing_of_one_contact_is_left_for_the_next() {
        let mut spread = Spread::of(3);
        let (three, one) = (Some(Typed::Integer(3)), Some(Typed::Integer(1)));
        assert_eq!(spread.fill(Some(&Profile::from_iter([(2, Typed::Integer(3))]))), [None, None, three]);
        // The slot of a field that is not there is left out.
        let other = Profile::from_iter([(0, Typed::Integer(1)), (7, Typed::Integer(7))]);
        assert_eq!(spread.fill(Some(&other)), [one, None, None]);
        assert_eq!(spread.fill(None), [None, None, None]);
    }
}
