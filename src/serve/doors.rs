//! Who is let in: under which names the server may be called, and whose pages may read its answers.
//!
//! A page on the web can have a name of its own stand for this machine, and would then read what is served as if it were its
//! own: names that are not ours are refused. Addresses are: no name can be made to stand for them. Pages of other origins
//! are refused unless they come from this machine too; `null`, which files and every sandboxed frame on the web have, only
//! where it is allowed by name.

use axum::http::{HeaderMap, header};
use std::net::IpAddr;
use url::{Host, Url};

/// Why a request is not let in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Closed {
    /// It does not say, once, under which name it comes.
    NoHost,
    /// It comes under another machine's name.
    Host,
    /// It comes from a page that may not read the answer.
    Origin,
}

#[derive(Debug)]
pub(super) struct Doors {
    hosts: Vec<String>,
    origins: Vec<String>,
}

impl Doors {
    pub(super) fn new(hosts: &[String], origins: &[String]) -> Self {
        let origins = origins.iter().map(|origin| origin.trim_end_matches('/').to_owned());
        Self { hosts: hosts.to_vec(), origins: origins.collect() }
    }

    /// Lets a request in, or not; says from which page it comes, if from any.
    pub(super) fn let_in<'h>(&self, headers: &'h HeaderMap) -> Result<Option<&'h str>, Closed> {
        let mut hosts = headers.get_all(header::HOST).iter();
        let (Some(host), None) = (hosts.next(), hosts.next()) else { return Err(Closed::NoHost) };
        let host = host.to_str().map_err(|_| Closed::Host)?;
        if !self.is_ours(name_of(host)) {
            return Err(Closed::Host);
        }
        let Some(origin) = headers.get(header::ORIGIN) else { return Ok(None) };
        let origin = origin.to_str().map_err(|_| Closed::Origin)?;
        if self.may_read(origin, host) { Ok(Some(origin)) } else { Err(Closed::Origin) }
    }

    fn is_ours(&self, name: &str) -> bool {
        let is_address = name.trim_matches(['[', ']']).parse::<IpAddr>().is_ok();
        is_address || is_local(name) || self.hosts.iter().any(|own| own.eq_ignore_ascii_case(name))
    }

    fn may_read(&self, origin: &str, host: &str) -> bool {
        if self.origins.iter().any(|own| own == origin) {
            return true;
        }
        let Ok(url) = Url::parse(origin) else { return false };
        if !matches!(url.scheme(), "http" | "https") {
            return false;
        }
        let is_own = origin.split_once("://").is_some_and(|(_, own)| own.eq_ignore_ascii_case(host));
        let on_this_machine = match url.host() {
            Some(Host::Domain(name)) => is_local(name),
            Some(Host::Ipv4(ip)) => ip.is_loopback(),
            Some(Host::Ipv6(ip)) => ip.is_loopback(),
            None => false,
        };
        is_own || on_this_machine
    }
}

/// Whether a name always stands for the machine on which it is used.
fn is_local(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    name == "localhost" || name.ends_with(".localhost")
}

/// A host without its port.
fn name_of(host: &str) -> &str {
    match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => host,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    fn asked(host: &str, origin: Option<&str>) -> Result<Option<String>, Closed> {
        let doors = Doors::new(&["shop.test".to_owned()], &["https://site.example/".to_owned()]);
        let mut headers = HeaderMap::new();
        headers.insert(header::HOST, HeaderValue::from_str(host).expect("a header"));
        if let Some(origin) = origin {
            headers.insert(header::ORIGIN, HeaderValue::from_str(origin).expect("a header"));
        }
        doors.let_in(&headers).map(|origin| origin.map(str::to_owned))
    }

    #[test]
    fn only_names_of_this_machine_are_let_in() {
        for host in [
            "127.0.0.1:8487",
            "localhost",
            "LOCALHOST:1",
            "[::1]:8487",
            "a.localhost:80",
            "shop.test",
            "10.0.0.7",
        ] {
            assert_eq!(asked(host, None), Ok(None), "{host}");
        }
        for host in ["evil.example", "localhost.evil.example:8487", "127.0.0.1.evil.example", "", "evil:x"] {
            assert_eq!(asked(host, None), Err(Closed::Host), "{host}");
        }
        assert_eq!(Doors::new(&[], &[]).let_in(&HeaderMap::new()), Err(Closed::NoHost));
    }

    #[test]
    fn only_pages_of_this_machine_and_those_that_are_named_may_read() {
        for origin in [
            "http://localhost:3000",
            "https://127.0.0.1",
            "http://[::1]:5173",
            "https://site.example",
            "http://10.0.0.7:8487",
        ] {
            assert_eq!(asked("10.0.0.7:8487", Some(origin)), Ok(Some(origin.to_owned())), "{origin}");
        }
        for origin in [
            "null",
            "https://evil.example",
            "http://site.example",
            "http://localhost.evil.example",
            "http://10.0.0.7",
            "file://",
        ] {
            assert_eq!(asked("10.0.0.7:8487", Some(origin)), Err(Closed::Origin), "{origin}");
        }
        let doors = Doors::new(&[], &["null".to_owned()]);
        assert!(doors.may_read("null", "localhost"));
    }
}
