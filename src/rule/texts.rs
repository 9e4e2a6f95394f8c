//! A list of texts that may begin with all of another one. Owns the sharing: the themes of twenty thousand categories
//! below one that has twenty thousand are not that many lists of twenty thousand.

use std::collections::HashSet;
use std::sync::{Arc, LazyLock, OnceLock};

/// A longer part is looked up in a set.
const FEW: usize = 16;

/// Texts in order. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Texts(Arc<Part>);

#[derive(Debug)]
struct Part {
    before: Option<Texts>,
    own: Box<[Arc<str>]>,
    /// The same, once one of many was looked for.
    set: OnceLock<HashSet<Arc<str>>>,
    /// Of all of it: how many texts, the bytes of the longest, and of all.
    count: usize,
    longest: usize,
    bytes: usize,
}

impl Texts {
    /// No texts: always the same list.
    pub fn none() -> Self {
        static NONE: LazyLock<Texts> = LazyLock::new(|| Texts::new([""; 0]));
        NONE.clone()
    }

    /// These texts.
    pub fn new<T: AsRef<str>>(texts: impl IntoIterator<Item = T>) -> Self {
        Self::begun(None, texts)
    }

    /// All of this list, shared with it, and behind it those of these that are not among them, each once. Of none and none it
    /// is the same list: half a million categories may have no themes.
    #[must_use]
    pub fn and<T: AsRef<str>>(&self, texts: &[T]) -> Self {
        if self.is_empty() && texts.is_empty() {
            self.clone()
        } else {
            Self::begun(Some(self.clone()), self.others(texts))
        }
    }

    /// Those of some texts that are not among these, each once.
    fn others<'t, T: AsRef<str>>(&self, texts: &'t [T]) -> impl Iterator<Item = &'t str> {
        let mut seen = HashSet::new();
        let texts = texts.iter().map(AsRef::as_ref);
        texts.filter(move |text| !self.has(text) && seen.insert(*text))
    }

    fn begun<T: AsRef<str>>(before: Option<Self>, texts: impl IntoIterator<Item = T>) -> Self {
        let own: Box<[Arc<str>]> = texts.into_iter().map(|text| Arc::from(text.as_ref())).collect();
        let [count, longest, bytes] =
            before.as_ref().map_or([0; 3], |Self(part)| [part.count, part.longest, part.bytes]);
        let lengths = || own.iter().map(|text| text.len());
        Self(Arc::new(Part {
            count: count + own.len(),
            longest: lengths().max().unwrap_or(0).max(longest),
            bytes: lengths().sum::<usize>() + bytes,
            before,
            own,
            set: OnceLock::new(),
        }))
    }

    /// Those that it has behind the list that it begins with.
    pub fn own(&self) -> &[Arc<str>] {
        &self.0.own
    }

    /// Whether it is the very same list, not only an equal one.
    pub fn is_same(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }

    /// Whether [`Self::and`] would make it of these.
    pub fn is_made_of(&self, before: &Self, own: &[String]) -> bool {
        if before.is_empty() && own.is_empty() {
            return self.is_same(before);
        }
        self.0.before.as_ref().is_some_and(|known| known.is_same(before))
            && self.own().iter().map(AsRef::as_ref).eq(before.others(own))
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.count
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The bytes of the longest.
    pub(super) fn longest(&self) -> usize {
        self.0.longest
    }

    /// The bytes of all.
    pub(super) fn bytes(&self) -> usize {
        self.0.bytes
    }

    /// The list that it begins with, the one that that begins with, and so on, from the last part to the first.
    fn parts(&self) -> impl Iterator<Item = &Self> {
        std::iter::successors(Some(self), |list| list.0.before.as_ref())
    }

    /// Whether a text is among them.
    pub fn has(&self, text: &str) -> bool {
        self.parts().any(|list| list.0.has(text))
    }

    /// The texts in order.
    pub fn iter(&self) -> impl Iterator<Item = &Arc<str>> {
        let parts: Vec<&Self> = self.parts().collect();
        parts.into_iter().rev().flat_map(Self::own)
    }
}

impl Part {
    fn has(&self, text: &str) -> bool {
        if self.own.len() <= FEW {
            return self.own.iter().any(|own| **own == *text);
        }
        self.set.get_or_init(|| self.own.iter().cloned().collect()).contains(text)
    }
}

impl PartialEq for Texts {
    fn eq(&self, other: &Self) -> bool {
        self.is_same(other) || self.len() == other.len() && self.iter().eq(other.iter())
    }
}

impl FromIterator<Arc<str>> for Texts {
    fn from_iter<I: IntoIterator<Item = Arc<str>>>(texts: I) -> Self {
        Self::new(texts)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_that_begins_with_another_reads_like_one() {
        let bank = Texts::new(["bank", "money"]);
        let (loans, none) = (bank.and(&["loans"]), bank.and(&[""; 0]));
        assert_eq!(loans, Texts::new(["bank", "money", "loans"]));
        assert_eq!(none, bank);
        assert_ne!(loans, bank.and(&["cards"]));
        assert_eq!((loans.len(), loans.longest(), loans.bytes()), (3, 5, 14));
        assert_eq!(["bank", "loans", "cards"].map(|theme| loans.has(theme)), [true, true, false]);
        assert!(loans.iter().map(AsRef::as_ref).eq(["bank", "money", "loans"]));
        assert!(loans.is_made_of(&bank, &["loans".to_owned()]) && !loans.is_made_of(&bank, &[]));
        assert!(!loans.is_made_of(&Texts::new(["bank", "money"]), &["loans".to_owned()]));
    }

    #[test]
    fn what_a_list_begins_with_is_not_among_its_own_again() {
        let many = Texts::new((0..40).map(|theme| theme.to_string()));
        for bank in [Texts::new(["3", "money"]), many] {
            let own = ["3", "new", "new", "39"].map(str::to_owned);
            let list = bank.and(&own);
            let mut each: Vec<&str> = list.iter().map(AsRef::as_ref).collect();
            assert!(list.is_made_of(&bank, &own) && !list.is_made_of(&bank, &own[..1]));
            assert_eq!(each.len(), list.len());
            each.sort_unstable();
            each.dedup();
            assert_eq!(each.len(), list.len(), "{list:?}");
            assert!(own.iter().all(|theme| list.has(theme)) && !list.has("gone"));
        }
        assert_eq!(Texts::none().and(&["a", "b", "a"]), Texts::new(["a", "b"]));
    }

    #[test]
    fn what_it_begins_with_is_not_copied() {
        let bank = Texts::new((0..20_000).map(|theme| theme.to_string()));
        let below: Vec<Texts> = (0..20_000).map(|theme| bank.and(&[format!("own {theme}")])).collect();
        assert!(below.iter().all(|list| list.own().len() == 1 && list.len() == 20_001));
        assert_eq!(Arc::strong_count(&bank.0), 20_001);
    }

    #[test]
    fn many_lists_of_none_are_one() {
        let (none, bank) = (Texts::none(), Texts::new(["bank"]));
        let below = none.and(&[""; 0]);
        assert!(below.is_same(&none) && below.is_made_of(&none, &[]));
        assert!(!below.is_made_of(&bank, &[]) && !bank.is_made_of(&none, &[]));
        assert!(none.and(&["bank"]).is_made_of(&none, &["bank".to_owned()]));
        // Each is gone through for its own.
        assert!(bank.and(&[""; 0]).own().is_empty());
    }
}
