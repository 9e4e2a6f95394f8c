//! Where an address in HTML leads, as a browser reads it.

/// What an address is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Address {
    /// A page or a picture on the web; the whole address, `https:` where it names no scheme.
    Web(String),
    /// The thing itself, in the address.
    Data,
    /// A path beside the page, without query and fragment, as it is written.
    Local(String),
    /// Something that would run.
    Script,
    /// Anything else: mail, a place in the page, a file of the system.
    Other,
}

impl Address {
    /// What an address is.
    pub fn of(text: &str) -> Self {
        let clean = clean(text);
        if let Some(host) = clean.strip_prefix("//") {
            return Self::Web(format!("https://{host}"));
        }
        match scheme(&clean).as_deref() {
            Some("http" | "https") => Self::Web(clean),
            Some("data") if is_page(&clean) => Self::Script,
            Some("data") => Self::Data,
            Some("javascript" | "vbscript" | "livescript") => Self::Script,
            Some(_) => Self::Other,
            None => {
                let path = clean.split(['?', '#']).next().unwrap_or_default();
                if path.is_empty() { Self::Other } else { Self::Local(path.to_owned()) }
            }
        }
    }
}

/// Whether an address would run something when it is followed.
pub fn is_script(text: &str) -> bool {
    Address::of(text) == Address::Script
}

/// A page in an address, which may hold scripts.
fn is_page(data: &str) -> bool {
    let kind = data.get("data:".len()..).unwrap_or_default().trim_start().to_ascii_lowercase();
    ["text/html", "application/xhtml", "text/xml", "application/xml", "image/svg"]
        .iter()
        .any(|page| kind.starts_with(page))
}

/// An address as a browser reads it: nothing that cannot be seen before it, no line breaks in it.
fn clean(text: &str) -> String {
    let visible = text.trim_matches(|c: char| c <= ' ');
    visible.chars().filter(|c| !matches!(c, '\t' | '\n' | '\r')).collect()
}

/// The scheme of an address, in small letters.
fn scheme(address: &str) -> Option<String> {
    let (scheme, _) = address.split_once(':')?;
    let starts = scheme.starts_with(|c: char| c.is_ascii_alphabetic());
    let all = scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
    (starts && all).then(|| scheme.to_ascii_lowercase())
}
