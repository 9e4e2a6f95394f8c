//! Texts compared as people read them: without case and without accents.

use unicode_normalization::char::decompose_compatible;

/// A text in small letters, without accents; letters that are written in several ways, as the plain one.
///
/// Character by character, not the normal form of the whole: the folded parts of a text are then the parts of
/// the folded text, which finding a match relies on.
pub fn folded(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for char in text.chars() {
        if char.is_ascii() {
            folded.push(char.to_ascii_lowercase());
        } else {
            fold(char, &mut folded);
        }
    }
    folded
}

fn fold(char: char, folded: &mut String) {
    let mut push = |part: char| {
        for letter in part.to_lowercase().filter(|letter| !is_accent(*letter)) {
            match plain(letter) {
                Some(letters) => folded.push_str(letters),
                None => folded.push(letter),
            }
        }
    };
    // Those of the table first: some are written apart in Unicode with a dot of their own.
    if char.to_lowercase().any(|letter| plain(letter).is_some()) {
        push(char);
    } else {
        decompose_compatible(char, push);
    }
}

/// An accent of Latin, Greek or Cyrillic letters. The marks of other scripts are vowels and the like.
fn is_accent(char: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&char)
}

/// Whether a text contains a folded one.
pub fn contains_folded(text: &str, folded_query: &str) -> bool {
    // Most texts have no more than ASCII, for which nothing needs to be allocated.
    if text.is_ascii() && folded_query.is_ascii() {
        let query = folded_query.as_bytes();
        return query.is_empty()
            || text.as_bytes().windows(query.len()).any(|part| part.eq_ignore_ascii_case(query));
    }
    folded(text).contains(folded_query)
}

/// Where a folded text first stands in another, as a range of bytes of the other.
pub fn find_folded(text: &str, folded_query: &str) -> Option<std::ops::Range<usize>> {
    if folded_query.is_empty() || !contains_folded(text, folded_query) {
        return None;
    }
    let starts = text.char_indices().map(|(start, _)| start);
    starts.into_iter().find_map(|start| {
        let rest = &text[start..];
        let mut found = String::new();
        for (index, char) in rest.char_indices() {
            found.push_str(&folded(char.encode_utf8(&mut [0; 4])));
            if found.starts_with(folded_query) {
                return Some(start..start + index + char.len_utf8());
            }
            if !folded_query.starts_with(&found) {
                return None;
            }
        }
        None
    })
}

/// The letters that stand for one that Unicode does not decompose into a letter and an accent, in small letters.
fn plain(char: char) -> Option<&'static str> {
    Some(match char {
        'æ' => "ae",
        'đ' | 'ð' => "d",
        'ħ' => "h",
        'ı' => "i",
        'ŀ' | 'ł' => "l",
        'ø' => "o",
        'œ' => "oe",
        'ß' => "ss",
        'ŧ' => "t",
        'ς' => "σ",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn neither_case_nor_accents_hide_a_match() {
        for (text, query) in [
            ("Crédit à la consommation", "CREDIT A"),
            ("Prêt étudiant", "etudiant"),
            ("Cœur", "coeur"),
            ("Cre\u{301}dit", "crédit"),
            ("ÎLE", "île"),
            ("Web, best offer", "BEST"),
            ("Ωμέγα", "ωμ"),
            ("İstanbul", "istanbul"),
            ("Tiết kiệm", "TIET KIEM"),
            ("Ouverture à Şişli, Łódź", "sisli, lodz"),
            ("ΟΔΟΣ Αθηνών", "οδός αθηνων"),
            ("Кредит на ёлку", "ЕЛКУ"),
            ("Cre\u{301}dit \u{fb01}xe", "credit fixe"),
            ("Ｇｏｌｄ カード", "gold"),
            ("Ǽsir Straße", "aesir STRASSE"),
        ] {
            assert!(contains_folded(text, &folded(query)), "{text} {query}");
        }
        assert!(!contains_folded("Credit", &folded("debit")));
        assert!(!contains_folded("", &folded("a")));
    }

    #[test]
    fn a_match_is_found_where_it_stands() {
        for (text, query, found) in [
            ("Prêt étudiant", "etudiant", "étudiant"),
            ("Cœur à cœur", "coeur a", "Cœur à"),
            ("abc", "b", "b"),
            ("aab", "ab", "ab"),
        ] {
            assert_eq!(find_folded(text, query).map(|range| &text[range]), Some(found));
        }
        assert_eq!(find_folded("abc", ""), None);
        assert_eq!(find_folded("abc", "d"), None);
    }

    proptest! {
        #[test]
        fn every_text_contains_each_of_its_parts(text in "\\PC{0,12}", from in 0_usize..12, to in 0_usize..12) {
            let chars: Vec<char> = text.chars().collect();
            let (from, to) = (from.min(chars.len()), to.min(chars.len()));
            let part: String = chars[from.min(to)..from.max(to)].iter().collect();
            prop_assert!(contains_folded(&text, &folded(&part)));
            if let Some(found) = find_folded(&text, &folded(&part)) {
                prop_assert!(folded(&text[found]).starts_with(&folded(&part)));
            }
        }
    }
}
