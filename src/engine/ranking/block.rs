//! A block of rows: for each key of fields that they test, and each class of it, which of the rows it leaves standing.
//! Owns how the rows of a block that hold are found, all at once.

use super::keys::{Key, Keys};
use super::rows::{Rank, Row};
use crate::engine::call_context::CallContext;
use crate::rule::{Inputs, PartTest};
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use std::sync::Arc;

/// So many words of 64 rows: a line of a processor's cache.
const WORDS: usize = 8;

/// How many rows a block has at most.
pub(super) const MOST_ROWS: usize = WORDS * 64;

/// Of so many classes, which rows each leaves standing is written down for each; of more, for each that differs from the
/// one before it.
const MOST_WRITTEN: usize = 4_096;

/// Some of the rows of a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[repr(align(64))]
pub(super) struct Rows([u64; WORDS]);

impl Rows {
    /// The first so many.
    fn first(count: usize) -> Self {
        Self(std::array::from_fn(|word| match count.saturating_sub(word * 64) {
            0 => 0,
            left if left >= 64 => u64::MAX,
            left => (1 << left) - 1,
        }))
    }

    pub(super) fn put(&mut self, row: usize, stands: bool) {
        let (word, bit) = (row / 64, 1_u64 << (row % 64));
        if stands {
            self.0[word] |= bit;
        } else {
            self.0[word] &= !bit;
        }
    }

    // Plain loops: the compiler makes a few wide instructions of them.
    pub(super) fn and(&mut self, others: &Self) {
        *self = self.both(others);
    }

    /// Those that are among both. By value: while many follow one another they stay in registers.
    pub(super) fn both(mut self, others: &Self) -> Self {
        self.0.iter_mut().zip(&others.0).for_each(|(own, other)| *own &= other);
        self
    }

    fn or(&mut self, others: &Self) {
        self.0.iter_mut().zip(&others.0).for_each(|(own, other)| *own |= other);
    }

    fn without(&mut self, others: &Self) {
        self.0.iter_mut().zip(&others.0).for_each(|(own, other)| *own &= !other);
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.iter().all(|word| *word == 0)
    }

    /// Takes the first one out.
    pub(super) fn take_first(&mut self) -> Option<usize> {
        let word = self.0.iter().position(|word| *word != 0)?;
        let bit = usize::try_from(self.0[word].trailing_zeros()).ok()?;
        self.0[word] &= self.0[word] - 1;
        Some(word * 64 + bit)
    }
}

/// A row with its tests as the classes of values that pass them.
#[derive(Debug)]
pub(super) struct Classed {
    pub(super) row: Row,
    /// By the places of fields, in their order: the classes that pass.
    pub(super) passing: Vec<(usize, Vec<Range<u32>>)>,
}

/// A row that tests a field, with the classes that pass.
struct Tested<'r> {
    row: usize,
    passing: &'r [Range<u32>],
}

/// Some rows, in the order of their ranks.
#[derive(Debug)]
pub(super) struct Block {
    pub(super) heads: Box<[Head]>,
    /// Keys of the contact's fields, and of those that are the same for all contacts of a call.
    pub(super) own: Box<[BlockKey]>,
    shared: Box<[BlockKey]>,
    /// What must be asked besides, by its place among all such parts, with the rows that need it.
    pub(super) parts: Box<[(usize, Rows)]>,
    /// The rows of each category that has some, by its place.
    categories: Box<[(usize, Rows)]>,
}

/// What a row says when it holds.
#[derive(Debug)]
pub(super) struct Head {
    pub(super) offer: usize,
    pub(super) rank: Option<Rank>,
    /// The places in the block of the parts that it needs.
    parts: Box<[u32]>,
    own_parts: Box<[Arc<PartTest>]>,
}

impl Head {
    /// Whether what sees the offer holds too.
    pub(super) fn holds(&self, inputs: &Inputs<'_>) -> bool {
        self.own_parts.iter().all(|part| part.holds(inputs))
    }

    /// Whether there is anything that sees the offer.
    pub(super) fn sees_offer(&self) -> bool {
        !self.own_parts.is_empty()
    }
}

/// A key, and the rows that each class of it leaves standing.
#[derive(Debug)]
pub(super) struct BlockKey {
    /// Its place among the keys of the index.
    pub(super) key: usize,
    pub(super) standing: Standing,
}

#[derive(Debug)]
pub(super) enum Standing {
    /// For each class the place of its rows.
    Written(Box<[u16]>, Box<[Rows]>),
    /// The first class of each stretch that leaves the same rows standing.
    Stretches(Box<[u32]>, Box<[Rows]>),
}

impl Standing {
    /// The rows that a class leaves standing.
    pub(super) fn of(&self, class: u32) -> &Rows {
        match self {
            Self::Written(places, rows) => &rows[places[class as usize] as usize],
            Self::Stretches(starts, rows) => &rows[starts.partition_point(|start| *start <= class) - 1],
        }
    }
}

/// What parts of rules come to for one contact and call: asked where a row needs it, once.
pub(super) struct Question<'q> {
    pub(super) context: &'q CallContext,
    pub(super) parts: &'q [Arc<PartTest>],
    /// What they came to, where they were asked.
    pub(super) known: &'q mut Known,
}

impl Question<'_> {
    fn holds(&mut self, part: usize) -> bool {
        self.known.of(part).unwrap_or_else(|| {
            let holds = self.parts[part].holds(&self.context.inputs());
            self.known.keep(part, holds);
            holds
        })
    }
}

/// What is known of each of many, which is forgotten at once.
#[derive(Debug, Default)]
pub(super) struct Known {
    /// Which turn it was when something was found out, and what.
    found: Vec<(u32, bool)>,
    turn: u32,
}

impl Known {
    /// Forgets all; there are so many now.
    pub(super) fn forget(&mut self, count: usize) {
        if self.turn == u32::MAX || self.found.len() != count {
            self.found.clear();
            self.turn = 0;
        }
        self.turn += 1;
        self.found.resize(count, (0, false));
    }

    /// What is known of one.
    pub(super) fn of(&self, place: usize) -> Option<bool> {
        let (turn, found) = self.found[place];
        (turn == self.turn).then_some(found)
    }

    pub(super) fn keep(&mut self, place: usize, found: bool) {
        self.found[place] = (self.turn, found);
    }
}

impl Block {
    /// Of rows in the order of their ranks, at most [`MOST_ROWS`]. `part` gives the place of a part among all, `category` that
    /// of an offer's category.
    pub(super) fn new(
        rows: &[Classed],
        keys: &Keys,
        part: impl Fn(&PartTest) -> usize,
        category: impl Fn(usize) -> usize,
    ) -> Self {
        let mut tested: BTreeMap<usize, Vec<Tested<'_>>> = BTreeMap::new();
        let mut parts: BTreeMap<usize, Rows> = BTreeMap::new();
        let mut categories: BTreeMap<usize, Rows> = BTreeMap::new();
        for (place, Classed { row, passing }) in rows.iter().enumerate() {
            for (field, ranges) in passing {
                tested.entry(*field).or_default().push(Tested { row: place, passing: ranges });
            }
            for needed in &row.parts {
                parts.entry(part(needed)).or_default().put(place, true);
            }
            categories.entry(category(row.offer)).or_default().put(place, true);
        }
        let parts: Box<[(usize, Rows)]> = parts.into_iter().collect();
        let place = |needed: &Arc<PartTest>| {
            let place = parts.binary_search_by_key(&part(needed), |(part, _)| *part).ok();
            place.and_then(|place| u32::try_from(place).ok())
        };
        let head = |Classed { row, .. }: &Classed| Head {
            offer: row.offer,
            rank: row.rank,
            parts: row.parts.iter().filter_map(place).collect(),
            own_parts: row.own_parts.as_slice().into(),
        };
        let key =
            |(key, of): (usize, &Key)| Some(BlockKey { key, standing: of_key(rows.len(), of, &tested)? });
        let heads = rows.iter().map(head).collect();
        let mut own: Vec<BlockKey> = keys.all.iter().enumerate().filter_map(key).collect();
        let shared = own.split_off(own.partition_point(|key| key.key < keys.own)).into();
        let own = own.into();
        Self { heads, own, shared, parts, categories: categories.into_iter().collect() }
    }

    /// The rows that hold for all contacts of a call: by the classes of its keys, and the categories in scope; none where
    /// all are.
    pub(super) fn of_call(&self, classes: &[u32], in_scope: Option<&[bool]>) -> Rows {
        let mut left = Rows::first(self.heads.len());
        for key in &self.shared {
            left.and(key.standing.of(classes[key.key]));
        }
        if let Some(in_scope) = in_scope {
            let mut asked = Rows::default();
            let of_scope = self.categories.iter().filter(|(category, _)| in_scope[*category]);
            of_scope.for_each(|(_, rows)| asked.or(rows));
            left.and(&asked);
        }
        left
    }

    /// Those of these rows that hold for a contact, by the classes of its keys, but for parts of rules.
    pub(super) fn of_contact(&self, left: Rows, classes: &[u32]) -> Rows {
        self.own.iter().fold(left, |left, key| left.both(key.standing.of(classes[key.key])))
    }

    /// Takes the first of some rows out whose parts hold, but for what sees the offer.
    pub(super) fn take_first(&self, left: &mut Rows, question: &mut Question<'_>) -> Option<&Head> {
        'rows: loop {
            let head = &self.heads[left.take_first()?];
            for place in &head.parts {
                let (part, needing) = &self.parts[*place as usize];
                if !question.holds(*part) {
                    left.without(needing);
                    continue 'rows;
                }
            }
            return Some(head);
        }
    }
}

/// Which of so many rows each class of a key leaves standing; `None` where none of them tests one of its fields.
fn of_key(rows: usize, key: &Key, tested: &BTreeMap<usize, Vec<Tested<'_>>>) -> Option<Standing> {
    let members = key.fields.iter().filter_map(|member| Some((member, tested.get(&member.field)?)));
    let members: Vec<_> = members.collect();
    if let ([_], [(only, tested)]) = (key.fields.as_slice(), members.as_slice()) {
        return Some(Swept::of(rows, tested, only.classes).standing(only.classes));
    }
    members.first()?;
    let (mut places, mut all) = (vec![0; key.classes as usize], vec![Rows::first(rows)]);
    for (member, tested) in members {
        let swept = Swept::of(rows, tested, member.classes);
        let (known, of_class) = (all.len(), swept.places(member.classes));
        let with = |others: &Rows| {
            let others = *others;
            all.iter().map(move |rows| {
                let mut rows = *rows;
                rows.and(&others);
                rows
            })
        };
        all = swept.distinct.iter().flat_map(with).collect();
        for (class, place) in places.iter_mut().enumerate() {
            *place += of_class[class / member.stride as usize % of_class.len()] as usize * known;
        }
    }
    let places = places.into_iter().map(|place| u16::try_from(place).unwrap_or(u16::MAX)).collect();
    Some(Standing::Written(places, all.into()))
}

/// Which rows the classes of a field leave standing.
struct Swept {
    /// The first class of each stretch that leaves the same rows standing, and the place of these.
    starts: Vec<u32>,
    of_start: Vec<u32>,
    distinct: Vec<Rows>,
}

impl Swept {
    /// Of so many rows, of which some test the field: a sweep over the classes.
    fn of(rows: usize, tested: &[Tested<'_>], classes: u32) -> Self {
        let mut changes: Vec<(u32, usize, bool)> = Vec::new();
        let mut now = Rows::first(rows);
        for Tested { row, passing } in tested {
            now.put(*row, false);
            for range in *passing {
                changes.extend([(range.start, *row, true), (range.end, *row, false)]);
            }
        }
        // Where one range ends and the next one starts at the same class, the row stands.
        changes.sort_unstable();
        let mut places: HashMap<Rows, u32> = HashMap::new();
        let mut swept = Self { starts: Vec::new(), of_start: Vec::new(), distinct: Vec::new() };
        let mut changes = changes.into_iter().peekable();
        let mut class = 0;
        while class < classes {
            while let Some((_, row, stands)) = changes.next_if(|(at, _, _)| *at <= class) {
                now.put(row, stands);
            }
            let distinct = &mut swept.distinct;
            let place = *places.entry(now).or_insert_with(|| {
                distinct.push(now);
                u32::try_from(distinct.len() - 1).unwrap_or(u32::MAX)
            });
            swept.starts.push(class);
            swept.of_start.push(place);
            class = changes.peek().map_or(classes, |(at, _, _)| *at);
        }
        swept
    }

    /// For each of so many classes the place of its rows.
    fn places(&self, classes: u32) -> Vec<u32> {
        let ends = self.starts.iter().skip(1).copied().chain([classes]);
        let each = self.starts.iter().zip(ends).zip(&self.of_start);
        each.flat_map(|((start, end), at)| (*start..end).map(|_| *at)).collect()
    }

    fn standing(self, classes: u32) -> Standing {
        if classes as usize <= MOST_WRITTEN {
            let place = |place: u32| u16::try_from(place).unwrap_or(u16::MAX);
            return Standing::Written(
                self.places(classes).into_iter().map(place).collect(),
                self.distinct.into(),
            );
        }
        let rows = self.of_start.iter().map(|place| self.distinct[*place as usize]).collect();
        Standing::Stretches(self.starts.into(), rows)
    }
}
