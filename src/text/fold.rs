//! Texts compared as people read them: without case and without the accents of Latin letters.

/// A text in small letters, without accents.
pub fn folded(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let is_mark = |char: &char| ('\u{300}'..='\u{36f}').contains(char);
    for char in text.chars().flat_map(char::to_lowercase).filter(|char| !is_mark(char)) {
        match plain(char) {
            Some(letters) => folded.push_str(letters),
            None => folded.push(char),
        }
    }
    folded
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

/// The letters that stand for an accented one of Latin-1 and Latin Extended-A, in small letters.
fn plain(char: char) -> Option<&'static str> {
    Some(match char {
        'à'..='å' | 'ā' | 'ă' | 'ą' => "a",
        'æ' => "ae",
        'ç' | 'ć' | 'ĉ' | 'ċ' | 'č' => "c",
        'ď' | 'đ' | 'ð' => "d",
        'è'..='ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' => "e",
        'ĝ' | 'ğ' | 'ġ' | 'ģ' => "g",
        'ĥ' | 'ħ' => "h",
        'ì'..='ï' | 'ĩ' | 'ī' | 'ĭ' | 'į' | 'ı' => "i",
        'ĵ' => "j",
        'ķ' => "k",
        'ĺ' | 'ļ' | 'ľ' | 'ŀ' | 'ł' => "l",
        'ñ' | 'ń' | 'ņ' | 'ň' => "n",
        'ò'..='ö' | 'ø' | 'ō' | 'ŏ' | 'ő' => "o",
        'œ' => "oe",
        'ŕ' | 'ŗ' | 'ř' => "r",
        'ß' => "ss",
        'ś' | 'ŝ' | 'ş' | 'š' => "s",
        'ţ' | 'ť' | 'ŧ' => "t",
        'ù'..='ü' | 'ũ' | 'ū' | 'ŭ' | 'ů' | 'ű' | 'ų' => "u",
        'ŵ' => "w",
        'ý' | 'ÿ' | 'ŷ' => "y",
        'ź' | 'ż' | 'ž' => "z",
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
