//! A web handler's decision: the JSON of a call in, the JSON of its answer out.
//!
//! `cargo run --example web_decision`
//!
//! The plan and the contacts are made once, and shared by whatever threads answer; each thread has a clerk of its own, which
//! keeps what offers look like from one call to the next.

use std::error::Error;
use std::path::Path;
use std::sync::Arc;
use vitrine::jiff::Timestamp;
use vitrine::site::{self, Asking, Writing};
use vitrine::{Clerk, ContactStore, Plan, Population};

/// What a handler does with the body of a request: the status, and the body of the answer.
fn handle(clerk: &mut Clerk<'_>, contacts: &dyn ContactStore, body: &str) -> (u16, String) {
    let asked = match site::read(body) {
        Ok(asked) => asked,
        Err(error) => return (400, error),
    };
    let asking = Asking { unexplained: true, now: Timestamp::now(), line: None };
    let mut writing = Writing::default();
    match writing.answer(clerk, contacts, &asked, asking) {
        Ok(_) if writing.is_answered => (200, String::from_utf8_lossy(&writing.json).into_owned()),
        Ok(_) => (404, String::from_utf8_lossy(&writing.json).into_owned()),
        Err(error) => (500, error.to_string()),
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let catalog = vitrine::load(Path::new("catalogs/neobank.catalog.ron"))?.catalog;
    let plan = Arc::new(Plan::new(&catalog));
    let contacts = Arc::new(Population::of(&catalog));

    let workers = (0..2).map(|_| {
        let (plan, contacts) = (Arc::clone(&plan), Arc::clone(&contacts));
        std::thread::Builder::new().spawn(move || {
            let mut clerk = Clerk::of_shared(plan);
            let bodies = [
                r#"{"space": "recipient/web_best", "permanent_cookie": "c-ben", "call_data": {"language": "en"}}"#,
                r#"[{"space": "recipient/web_best"}, {"space": "recipient/web_partner"}]"#,
                r#"{"space": "recipient/web_bets"}"#,
                r#"{"space": "#,
            ];
            bodies.map(|body| handle(&mut clerk, &*contacts, body))
        })
    });
    let workers: Vec<_> = workers.collect::<Result<_, _>>()?;
    for worker in workers {
        for (status, body) in worker.join().map_err(|_| "a worker ended in a panic")? {
            println!("{status} {body}");
        }
    }
    Ok(())
}
