//! Fields looked at together: where the classes of several fields of the contact make few together, one look at them leaves
//! standing what one look at each would. Owns which fields those are, and the class of them together.

use crate::rule::Root;

/// How many classes fields have together at most: rows are written down for each of them in each block.
const MOST_TOGETHER: u32 = 512;

/// The keys of an index: those of the contact's fields first, then one for each field that is the same for all contacts.
#[derive(Debug)]
pub(super) struct Keys {
    pub(super) all: Vec<Key>,
    pub(super) own: usize,
}

/// Some fields. The class of a key is the sum of theirs, each times its stride: missing, where all of them are.
#[derive(Debug)]
pub(super) struct Key {
    pub(super) fields: Vec<Member>,
    pub(super) classes: u32,
}

/// A field of a key.
#[derive(Debug)]
pub(super) struct Member {
    /// Its place among the fields of the index.
    pub(super) field: usize,
    pub(super) classes: u32,
    pub(super) stride: u32,
}

impl Keys {
    /// Of fields, by whose they are and how many classes they have: those of the contact stand first.
    pub(super) fn of(fields: &[(Root, u32)]) -> Self {
        let own = fields.partition_point(|(root, _)| root.is_of_contact());
        let mut order: Vec<usize> = (0..own).collect();
        order.sort_by_key(|field| std::cmp::Reverse(fields[*field].1));
        let mut all: Vec<Key> = Vec::new();
        for field in order {
            let classes = fields[field].1;
            let room =
                |key: &&mut Key| key.classes.checked_mul(classes).is_some_and(|all| all <= MOST_TOGETHER);
            match all.iter_mut().find(room) {
                Some(key) => key.add(field, classes),
                None => all.push(Key::of(field, classes)),
            }
        }
        let own_keys = all.len();
        all.extend((own..fields.len()).map(|field| Key::of(field, fields[field].1)));
        Self { all, own: own_keys }
    }
}

impl Key {
    fn of(field: usize, classes: u32) -> Self {
        Self { fields: vec![Member { field, classes, stride: 1 }], classes }
    }

    fn add(&mut self, field: usize, classes: u32) {
        self.fields.push(Member { field, classes, stride: self.classes });
        self.classes *= classes;
    }
}
