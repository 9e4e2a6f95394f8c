//! Where an address in HTML leads, as a browser reads it, by the `url` crate, which follows the standard that
//! browsers follow.

use url::{ParseError, Url};

/// What an address is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Address {
    /// A page or a picture on the web; the whole address, `https:` where it names no
    /// scheme; as it is written, unless only browsers would understand that.
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

/// Where a copy of something on the web lies beside a catalog: in a folder of its host, at its path there, as programs
/// lay it that copy from the web. Encoded as the address is; none where the address names no file.
pub fn copy_of_web(address: &str) -> Option<String> {
    let url = Url::parse(&clean(address)).ok()?;
    let path = url.path().trim_start_matches('/');
    let host = url.host_str().filter(|_| !path.is_empty())?;
    Some(format!("{host}/{path}"))
}

impl Address {
    /// What an address is.
    pub fn of(text: &str) -> Self {
        let clean = clean(text);
        match Url::parse(&clean) {
            Ok(url) => Self::with_scheme(&url, clean),
            Err(ParseError::RelativeUrlWithoutBase) => Self::beside_the_page(&clean),
            // What does not parse might still run where somebody reads more loosely: its scheme decides.
            Err(_) => {
                let scheme =
                    clean.split_once(':').and_then(|(scheme, _)| Url::parse(&format!("{scheme}:")).ok());
                scheme.map_or(Self::Other, |scheme| Self::with_scheme(&scheme, clean))
            }
        }
    }

    fn with_scheme(url: &Url, written: String) -> Self {
        match url.scheme() {
            "http" | "https" if is_plain(&written[url.scheme().len() + 1..]) => Self::Web(written),
            "http" | "https" => Self::Web(url.to_string()),
            "data" if is_page(&written) => Self::Script,
            "data" => Self::Data,
            "javascript" | "vbscript" | "livescript" => Self::Script,
            _ => Self::Other,
        }
    }

    /// What an address without a scheme is. After two slashes or more, of either kind, stands a host.
    fn beside_the_page(written: &str) -> Self {
        let slash = ['/', '\\'];
        if written.strip_prefix(slash).is_some_and(|rest| rest.starts_with(slash)) {
            let host = written.trim_start_matches(slash);
            let Ok(url) = Url::parse(&format!("https://{host}")) else { return Self::Other };
            return Self::Web(if is_plain(written) { format!("https:{written}") } else { url.to_string() });
        }
        let path = written.split(['?', '#']).next().unwrap_or_default();
        if path.is_empty() { Self::Other } else { Self::Local(path.to_owned()) }
    }
}

/// Whether an address of the web says with two slashes where its host stands, as every reader understands it.
fn is_plain(after_scheme: &str) -> bool {
    let host = after_scheme.strip_prefix("//");
    host.is_some_and(|host| !host.starts_with('/')) && !after_scheme.contains('\\')
}

/// Whether an address would run something when it is followed.
pub fn is_script(text: &str) -> bool {
    // Most values of attributes are no addresses with a scheme, and need not be parsed.
    text.contains(':') && Address::of(text) == Address::Script
}

/// A page in an address, which may hold scripts: HTML, and all that is XML.
fn is_page(data: &str) -> bool {
    let kind = data.get("data:".len()..).unwrap_or_default().trim_start().to_ascii_lowercase();
    let name = kind.split([';', ',']).next().unwrap_or_default().trim_end();
    name.ends_with("+xml")
        || ["text/html", "application/xhtml", "text/xml", "text/xsl", "application/xml", "image/svg"]
            .iter()
            .any(|page| name.starts_with(page))
}

/// An address as a browser reads it: nothing that cannot be seen around it, no tabs and line breaks in it.
fn clean(text: &str) -> String {
    let visible = text.trim_matches(|c: char| c <= ' ');
    visible.chars().filter(|c| !matches!(c, '\t' | '\n' | '\r')).collect()
}
