//! The page for people: what is served, and what to paste into a page of one's own.

use crate::engine::Plan;
use crate::model::{Environment, Space, label_or_name};
use crate::site::escaped;
use crate::text::{Language, Message};
use std::fmt::Write as _;

/// Spaces of an environment that a snippet has containers for: it is a beginning, not the page.
const MOST_CONTAINERS: usize = 2;

const STYLE: &str = "body{font:16px/1.5 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem;\
    color:#1c1c22;background:#fff}h1{font-size:1.6rem}h2{font-size:1.2rem;margin-top:2rem}\
    code,pre{font:14px/1.5 ui-monospace,monospace;background:#f1f1f5}code{padding:.1em .3em}\
    pre{padding:1rem;overflow-x:auto}table{border-collapse:collapse;width:100%}\
    td,th{text-align:left;padding:.35rem .75rem .35rem 0;border-bottom:1px solid #ddd;vertical-align:top}\
    @media(prefers-color-scheme:dark){body{color:#e8e8ee;background:#17171c}code,pre{background:#26262e}\
    td,th{border-color:#3a3a44}}";

/// What to paste into a page, for a server that is called under `host`.
pub fn snippet(host: &str, environment: &Environment) -> String {
    let mut snippet = String::new();
    for space in environment.spaces.iter().take(MOST_CONTAINERS) {
        let _ = writeln!(snippet, "<div id=\"i_{}\"></div>", escaped(&space.name));
    }
    let name: String = url::form_urlencoded::byte_serialize(environment.name.as_bytes()).collect();
    let _ =
        write!(snippet, "<script src=\"http://{}/vitrine.js?environment={name}\"></script>", escaped(host));
    snippet
}

/// The whole page.
pub(super) fn page(plan: &Plan, host: &str, language: Language) -> String {
    let catalog = plan.catalog();
    let title = escaped(label_or_name(&catalog.label, &catalog.name));
    let say = |id: &'static str| escaped(&language.text(id));
    let mut page = format!(
        "<!DOCTYPE html>\n<html lang=\"{}\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width\"><title>{title} – Vitrine</title>\
         <style>{STYLE}</style></head><body>\n<h1>{title}</h1>\n<p>{}</p>\n",
        language.code(),
        say("serve-page-about"),
    );
    for environment in &catalog.environments {
        let heading = Message::new("serve-page-environment")
            .with("environment", label_or_name(&environment.label, &environment.name));
        let _ = write!(
            page,
            "<h2>{}</h2>\n<table><tr><th>{}</th><th>{}</th></tr>\n",
            escaped(&language.say(&heading)),
            say("domain-space"),
            say("serve-page-container"),
        );
        for space in &environment.spaces {
            let _ = writeln!(page, "{}", row(space));
        }
        let pasted = escaped(&snippet(host, environment));
        let _ = write!(page, "</table>\n<p>{}</p>\n<pre>{pasted}</pre>\n", say("serve-page-paste"));
    }
    page.push_str("</body></html>\n");
    page
}

fn row(space: &Space) -> String {
    let label = escaped(label_or_name(&space.label, &space.name));
    format!("<tr><td>{label}</td><td><code>i_{}</code></td></tr>", escaped(&space.name))
}
