//! Decisions as a page in a file, without a server: what each call of a page is proposed, in the containers of a site.
//!
//! Nothing in it runs: a policy in the page forbids scripts, also those that stand in content; what is shown is in frames of
//! their own, so that no content reaches out of its container. Nothing is loaded but the pictures, styles and fonts that the
//! content itself names. The same decisions make the same bytes.

use super::markup::escaped;
use crate::engine::Decision;
use crate::model::{Identification, split_address};
use crate::text::{Language, Message};
use std::fmt::Write as _;

/// Forbids scripts and forms, in frames too.
const POLICY: &str = "default-src 'none'; img-src * data:; style-src 'unsafe-inline' *; font-src * data:; media-src *; \
     frame-src 'none'; form-action 'none'; base-uri 'none'";

const STYLE: &str = "body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;\
    color:#1c1c22;background:#fff}h1{font-size:1.6rem}h2{font-size:1.25rem;margin-top:2.5rem}\
    h3{font:600 14px/1.5 ui-monospace,monospace;margin:1.25rem 0 .25rem}p{margin:.25rem 0}.who{color:#5a5a66}\
    iframe{width:100%;height:22rem;border:1px solid #ccc;border-radius:6px;background:#fff}";

/// Calls that were answered together, such as those of a scenario.
#[derive(Debug)]
pub struct Shown<'d> {
    /// What a person reads above them.
    pub title: &'d str,
    /// The answers, in order; or why there is none.
    pub answers: Vec<Result<&'d Decision, String>>,
}

/// The page.
pub fn page(title: &str, all: &[Shown<'_>], language: Language) -> String {
    let heading = escaped(title);
    let mut page = format!(
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n\
         <meta name=\"referrer\" content=\"no-referrer\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{heading}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<h1>{heading}</h1>\n",
        language.code(),
    );
    for shown in all {
        let _ = writeln!(page, "<h2>{}</h2>", escaped(shown.title));
        let first = shown.answers.iter().find_map(|answer| answer.as_ref().ok());
        if let Some(decision) = first {
            let _ = writeln!(page, "<p class=\"who\">{}</p>", escaped(&language.say(&who(decision))));
        }
        for answer in &shown.answers {
            match answer {
                Ok(decision) => placement(&mut page, decision, language),
                Err(error) => {
                    let _ = writeln!(page, "<p>{}</p>", escaped(error));
                }
            }
        }
    }
    page.push_str("</body>\n</html>\n");
    page
}

/// Who comes, and when.
fn who(decision: &Decision) -> Message {
    let identification = match decision.identification {
        Identification::Explicit => "domain-explicit",
        Identification::Implicit => "domain-implicit",
        Identification::Anonymous => "domain-anonymous",
    };
    let moment = decision.written_at().strftime("%Y-%m-%dT%H:%M").to_string();
    let said = match &decision.contact {
        Some(contact) => Message::new("serve-file-who").with("contact", contact.label.clone()),
        None => Message::new("serve-file-nobody"),
    };
    said.with("identification", Message::new(identification)).with("moment", crate::text::Arg::Moment(moment))
}

/// One container, with what is proposed there.
fn placement(page: &mut String, decision: &Decision, language: Language) {
    let space = split_address(&decision.space).map_or(decision.space.as_str(), |(_, space)| space);
    let id = escaped(space);
    let _ = writeln!(page, "<h3>i_{id}</h3>");
    if decision.propositions.is_empty() {
        let _ = writeln!(page, "<p>{}</p>", escaped(&language.text("serve-file-nothing")));
        return;
    }
    let mut inside = String::new();
    for proposed in &decision.propositions {
        let rendered = &proposed.look.rendered;
        match (&rendered.html, &rendered.text) {
            (Some(html), _) => inside.push_str(html),
            (None, Some(text)) => {
                let _ = write!(inside, "<p>{}</p>", escaped(text));
            }
            (None, None) => {}
        }
    }
    let labels: Vec<&str> = decision.propositions.iter().map(|proposed| proposed.label.as_str()).collect();
    let _ = writeln!(
        page,
        "<p class=\"who\">{}</p>\n<iframe title=\"i_{id}\" sandbox=\"allow-popups\" srcdoc=\"{}\"></iframe>",
        escaped(&labels.join(", ")),
        escaped(&inside),
    );
}
