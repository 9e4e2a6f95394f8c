//! Sets of characters in RE2: what stands between brackets, `\d` and its like, `\p{Greek}`. Owns their reading and
//! how large they are.

use super::reader::{Reader, Refused, literal};
use std::fmt::Write;

/// How large a set of ASCII characters is, and one that others are in.
pub(super) const ASCII_SIZE: u32 = 1;
pub(super) const WIDE_SIZE: u32 = 10;
/// How large a Unicode property is, which is hundreds of ranges.
const PROPERTY_SIZE: u32 = 300;

/// No character at all.
pub(super) const NOTHING: &str = r"[^\x{0}-\x{10FFFF}]";

const ASCII_CLASSES: [&str; 14] = [
    "alnum", "alpha", "ascii", "blank", "cntrl", "digit", "graph", "lower", "print", "punct", "space",
    "upper", "word", "xdigit",
];

/// The general categories that RE2 knows. Surrogates are no characters of a text.
const CATEGORIES: [&str; 36] = [
    "L", "Ll", "Lm", "Lo", "Lt", "Lu", "M", "Mc", "Me", "Mn", "N", "Nd", "Nl", "No", "P", "Pc", "Pd", "Pe",
    "Pf", "Pi", "Po", "Ps", "S", "Sc", "Sk", "Sm", "So", "Z", "Zl", "Zp", "Zs", "Cc", "Cf", "Co", "Cn",
    "Any",
];

/// The names of Unicode's scripts, which RE2 takes letter by letter.
const SCRIPTS: &str = "Adlam Ahom Anatolian_Hieroglyphs Arabic Armenian Avestan Balinese Bamum Bassa_Vah Batak \
    Bengali Bhaiksuki Bopomofo Brahmi Braille Buginese Buhid Canadian_Aboriginal Carian Caucasian_Albanian Chakma \
    Cham Cherokee Chorasmian Common Coptic Cuneiform Cypriot Cypro_Minoan Cyrillic Deseret Devanagari Dives_Akuru \
    Dogra Duployan Egyptian_Hieroglyphs Elbasan Elymaic Ethiopic Garay Georgian Glagolitic Gothic Grantha Greek \
    Gujarati Gunjala_Gondi Gurmukhi Gurung_Khema Han Hangul Hanifi_Rohingya Hanunoo Hatran Hebrew Hiragana \
    Imperial_Aramaic Inherited Inscriptional_Pahlavi Inscriptional_Parthian Javanese Kaithi Kannada Katakana Kawi \
    Kayah_Li Kharoshthi Khitan_Small_Script Khmer Khojki Khudawadi Kirat_Rai Lao Latin Lepcha Limbu Linear_A Linear_B \
    Lisu Lycian Lydian Mahajani Makasar Malayalam Mandaic Manichaean Marchen Masaram_Gondi Medefaidrin Meetei_Mayek \
    Mende_Kikakui Meroitic_Cursive Meroitic_Hieroglyphs Miao Modi Mongolian Mro Multani Myanmar Nabataean Nag_Mundari \
    Nandinagari New_Tai_Lue Newa Nko Nushu Nyiakeng_Puachue_Hmong Ogham Ol_Chiki Ol_Onal Old_Hungarian Old_Italic \
    Old_North_Arabian Old_Permic Old_Persian Old_Sogdian Old_South_Arabian Old_Turkic Old_Uyghur Oriya Osage Osmanya \
    Pahawh_Hmong Palmyrene Pau_Cin_Hau Phags_Pa Phoenician Psalter_Pahlavi Rejang Runic Samaritan Saurashtra Sharada \
    Shavian Siddham SignWriting Sinhala Sogdian Sora_Sompeng Soyombo Sundanese Sunuwar Syloti_Nagri Syriac Tagalog \
    Tagbanwa Tai_Le Tai_Tham Tai_Viet Takri Tamil Tangsa Tangut Telugu Thaana Thai Tibetan Tifinagh Tirhuta Todhri \
    Toto Tulu_Tigalari Ugaritic Vai Vithkuqi Wancho Warang_Citi Yezidi Yi Zanabazar_Square";

/// A set as the `regex` crate writes it, and how large it is.
pub(super) struct Class {
    pub(super) text: String,
    pub(super) size: u32,
}

/// `\d`, `\s`, `\w` and their negations: ASCII, and `\s` is without the vertical tab.
pub(super) fn perl(letter: char) -> Option<Class> {
    let text = match letter {
        'd' => "[0-9]",
        's' => r"[\t\n\x0C\r ]",
        'w' => "[0-9A-Za-z_]",
        'D' => "[^0-9]",
        'S' => r"[^\t\n\x0C\r ]",
        'W' => "[^0-9A-Za-z_]",
        _ => return None,
    };
    let size = if letter.is_lowercase() { ASCII_SIZE } else { WIDE_SIZE };
    Some(Class { text: text.to_owned(), size })
}

/// `\pL`, `\p{Greek}`, `\P{^Lu}`, from behind the `p`.
pub(super) fn property(reader: &mut Reader<'_>, letter: char) -> Result<Class, Refused> {
    let first = reader.next().ok_or(Refused::Wrong)?;
    let written = if first == '{' { reader.until("}").ok_or(Refused::Wrong)? } else { first.to_string() };
    let (negated, name) = match written.strip_prefix('^') {
        Some(name) => (letter != 'P', name),
        None => (letter == 'P', written.as_str()),
    };
    let known = match name {
        "C" => r"[\p{Cc}\p{Cf}\p{Co}]".to_owned(),
        "Cs" => NOTHING.to_owned(),
        _ if CATEGORIES.contains(&name) => format!(r"[\p{{{name}}}]"),
        _ if SCRIPTS.split(' ').any(|script| script == name) => format!(r"[\p{{sc={name}}}]"),
        _ => return Err(Refused::Wrong),
    };
    Ok(Class { text: if negated { format!("[^{known}]") } else { known }, size: PROPERTY_SIZE })
}

/// A set in brackets, from behind the first one.
pub(super) fn bracketed(reader: &mut Reader<'_>) -> Result<Class, Refused> {
    let mut text = "[".to_owned();
    let mut size = ASCII_SIZE;
    if reader.take('^') {
        text.push('^');
        size = WIDE_SIZE;
    }
    let mut first = true;
    while first || !reader.take(']') {
        first = false;
        let item = match named(reader)? {
            Some(class) => class,
            None => range(reader)?,
        };
        text.push_str(&item.text);
        size = if item.size > WIDE_SIZE { size.saturating_add(item.size) } else { size.max(item.size) };
    }
    text.push(']');
    Ok(Class { text, size })
}

/// A set inside brackets that has a name: `[:alpha:]`, `\d`, `\pL`.
fn named(reader: &mut Reader<'_>) -> Result<Option<Class>, Refused> {
    if let Some(behind) = reader.rest().strip_prefix("[:")
        && let Some(end) = behind.find(":]")
    {
        let name = &behind[..end];
        if !ASCII_CLASSES.contains(&name.strip_prefix('^').unwrap_or(name)) {
            return Err(Refused::Wrong);
        }
        let size = if name.starts_with('^') { WIDE_SIZE } else { ASCII_SIZE };
        let class = Class { text: format!("[:{name}:]"), size };
        reader.skip("[:".len() + end + ":]".len());
        return Ok(Some(class));
    }
    let Some(letter) = reader.rest().strip_prefix('\\').and_then(|behind| behind.chars().next()) else {
        return Ok(None);
    };
    if let Some(class) = perl(letter) {
        reader.skip(2);
        return Ok(Some(class));
    }
    if letter == 'p' || letter == 'P' {
        reader.skip(2);
        return property(reader, letter).map(Some);
    }
    Ok(None)
}

/// A character, or a range of them.
fn range(reader: &mut Reader<'_>) -> Result<Class, Refused> {
    let low = character(reader)?;
    let mut high = low;
    let is_range =
        reader.rest().starts_with('-') && !reader.rest().starts_with("-]") && reader.rest().len() > 1;
    if is_range {
        reader.skip(1);
        high = character(reader)?;
        if high < low {
            return Err(Refused::Wrong);
        }
    }
    let mut text = literal(low);
    if high != low {
        let _ = write!(text, "-{}", literal(high));
    }
    Ok(Class { text, size: if high < 0x80 { ASCII_SIZE } else { WIDE_SIZE } })
}

fn character(reader: &mut Reader<'_>) -> Result<u32, Refused> {
    match reader.next().ok_or(Refused::Wrong)? {
        '\\' => reader.escape(),
        other => Ok(u32::from(other)),
    }
}
