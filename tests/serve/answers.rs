//! What is answered, with which status.

use crate::support::{CALL, NEOBANK, PAGE, decide, program, request, served, start};
use serde_json::Value;
use std::io::Write;
use std::process::Stdio;
use std::sync::Arc;
use std::sync::mpsc::sync_channel;
use vitrine::contacts::Population;
use vitrine::engine::Plan;
use vitrine::model::Catalog;
use vitrine::serve::{Options, Served};

/// What the shell answers to a call on one line.
fn shell(call: &str, more: &[&str]) -> String {
    let mut command = program();
    command.args(["decide", NEOBANK, "--json", "--calls", "-"]).args(more);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("the program starts");
    let line = format!("{}\n", call.replace('\n', " "));
    child.stdin.take().expect("piped").write_all(line.as_bytes()).expect("it reads");
    String::from_utf8(child.wait_with_output().expect("it ends").stdout).expect("UTF-8")
}

#[test]
fn answers_are_those_of_the_shell_to_the_letter() {
    let running = start(Options::default(), None);
    for call in [CALL, PAGE] {
        let explained = decide(running.address(), call);
        assert_eq!((explained.status, &explained.body), (200, &shell(call, &[])));
        assert_eq!(explained.header("content-type"), Some("application/json"));
        let brief = request(running.address(), "POST /decide?no_excluded", &["Host: 127.0.0.1"], call);
        assert_eq!((brief.status, &brief.body), (200, &shell(call, &["--no-excluded"])));
        assert!(explained.body.contains("\"excluded\"") && !brief.body.contains("\"excluded\""));
    }
}

#[test]
fn a_page_of_two_placements_is_that_of_one_visitor() {
    let running = start(Options::default(), None);
    for page in [PAGE, &PAGE[PAGE.find('[').expect("a list")..=PAGE.rfind(']').expect("its end")]] {
        let reply = decide(running.address(), page);
        let answers = reply.json();
        assert_eq!((reply.status, answers.as_array().map(Vec::len)), (200, Some(2)), "{page}");
        for answer in answers.as_array().expect("a list") {
            assert_eq!(answer["identification"], "explicit");
            assert!(answer["propositions"].as_array().is_some_and(|all| !all.is_empty()), "{answer}");
        }
    }
}

#[test]
fn what_is_not_there_is_not_found_and_what_was_meant_is_named() {
    let running = start(Options::default(), None);
    for (space, words) in [
        ("recipient/web_bets", "Did you mean recipient/web_best?"),
        ("recipeint/web_best", "Did you mean recipient/web_best?"),
        ("nowhere/at_all", "no environment"),
        ("web_best", "ENVIRONMENT/SPACE"),
    ] {
        let reply = decide(running.address(), &format!(r#"{{"space": "{space}"}}"#));
        assert_eq!(reply.status, 404, "{space}");
        assert!(reply.error().contains(words), "{space}: {}", reply.error());
    }
    let page = decide(running.address(), r#"[{"space": "recipient/x"}, {"space": "recipient/web_best"}]"#);
    let answers = page.json();
    assert_eq!(page.status, 200, "one of the two is answered");
    assert!(answers[0]["error"].is_string() && answers[1]["propositions"].is_array());
    assert_eq!(decide(running.address(), r#"[{"space": "recipient/x"}]"#).status, 404);
    for path in ["GET /vitrine.js", "GET /vitrine.js?environment=recipeint", "GET /decisions", "GET //decide"]
    {
        assert_eq!(request(running.address(), path, &[], "").status, 404, "{path}");
    }
    let script = request(running.address(), "GET /vitrine.js?environment=recipeint", &[], "");
    assert!(script.error().contains("Did you mean recipient?"));
}

#[test]
fn what_cannot_be_read_is_refused_with_its_place() {
    let running = start(Options::default(), None);
    for (body, words) in [
        ("", "empty"),
        ("  \n ", "empty"),
        ("{\"space\": \"recipient/web_best\",\n \"count\": -1}", "line 2 column 11"),
        ("{\"space\": 3}", "column 11"),
        ("{\"space\": \"recipient/web_best\", \"nope\": 1}", "unknown field `nope`"),
        ("{\"space\": \"recipient/web_best\"", "column"),
        ("nonsense", "column"),
        (r#"{"space": "recipient/web_best", "at": "soon"}"#, "soon"),
    ] {
        let reply = decide(running.address(), body);
        assert_eq!(reply.status, 400, "{body}: {reply:?}");
        assert!(reply.error().contains(words), "{body}: {}", reply.error());
    }
}

#[test]
fn other_methods_are_told_which_ones_there_are() {
    let running = start(Options::default(), None);
    for (line, allowed) in [
        ("GET /decide", "post, options"),
        ("DELETE /decide", "post, options"),
        ("POST /", "get, head"),
        ("PUT /vitrine.js?environment=recipient", "get, head"),
    ] {
        let reply = request(running.address(), line, &[], "");
        assert_eq!((reply.status, reply.header("allow")), (405, Some(allowed)), "{line}");
    }
}

#[test]
fn a_greater_rate_than_the_bound_is_refused_for_a_while() {
    // A page of a thousand calls is let in once, and is paid for a thousand seconds: however slow this machine is, what comes
    // behind it is too much.
    let running = start(Options { rate: 1, ..Options::default() }, None);
    let calls = vec![r#"{"space": "recipient/web_best", "at": "2026-11-21T10:00"}"#; 1_000].join(",");
    let page = request(running.address(), "POST /decide?no_excluded", &[], &format!("[{calls}]"));
    assert_eq!((page.status, page.json().as_array().map(Vec::len)), (200, Some(1_000)));
    for refused in (0..20).map(|_| decide(running.address(), CALL)) {
        let seconds: u64 =
            refused.header("retry-after").expect("when to try again").parse().expect("seconds");
        assert!(refused.status == 429 && (500..=1_000).contains(&seconds), "{refused:?}");
        assert!(refused.error().contains("--rate"), "{refused:?}");
    }
    // What costs nothing is still answered.
    assert_eq!(request(running.address(), "GET /", &[], "").status, 200);
}

#[test]
fn pages_of_this_machine_may_read_and_others_may_not() {
    let running =
        start(Options { origins: vec!["https://shop.example".to_owned()], ..Options::default() }, None);
    for origin in ["http://localhost:3000", "https://shop.example"] {
        let header = format!("Origin: {origin}");
        let reply = request(running.address(), "POST /decide", &[&header], CALL);
        assert_eq!((reply.status, reply.header("access-control-allow-origin")), (200, Some(origin)));
        let asked = request(running.address(), "OPTIONS /decide", &[&header], "");
        assert_eq!((asked.status, asked.header("access-control-allow-methods")), (204, Some("post")));
        assert_eq!(asked.header("access-control-allow-origin"), Some(origin));
        let missing = request(running.address(), "POST /decide", &[&header], r#"{"space": "x/y"}"#);
        assert_eq!((missing.status, missing.header("access-control-allow-origin")), (404, Some(origin)));
    }
    for origin in ["null", "https://evil.example"] {
        let reply = request(running.address(), "POST /decide", &[&format!("Origin: {origin}")], CALL);
        assert_eq!((reply.status, reply.header("access-control-allow-origin")), (403, None));
        assert!(reply.error().contains("--allow-origin"));
    }
}

#[test]
fn the_page_says_what_is_served_and_what_to_paste() {
    let running = start(Options::default(), None);
    let page = request(running.address(), "GET /", &["Host: localhost:99"], "");
    assert_eq!((page.status, page.header("content-type")), (200, Some("text/html; charset=utf-8")));
    for part in [
        "<code>i_web_best</code>",
        "&lt;div id=&quot;i_web_best&quot;&gt;&lt;/div&gt;",
        "http://localhost:99/vitrine.js?environment=recipient",
        "live_visitor",
    ] {
        assert!(page.body.contains(part), "{part} is not in {}", page.body);
    }
    let script = request(running.address(), "GET /vitrine.js?environment=recipient", &[], "");
    assert_eq!((script.status, script.header("content-type")), (200, Some("text/javascript; charset=utf-8")));
    assert_eq!(request(running.address(), "HEAD /", &[], "").body, "");
}

#[test]
fn what_is_served_is_exchanged_whole_and_what_was_stored_is_seen_by_the_next_call() {
    let running = start(Options::default(), None);
    let store = CALL.replace("\"count\": 2", "\"count\": 2, \"store\": true");
    let offers = |reply: &Value| reply["propositions"].to_string();
    let first = decide(running.address(), &store).json();
    let mut last = first.clone();
    for _ in 0..30 {
        last = decide(running.address(), &store).json();
    }
    assert_ne!(offers(&first), offers(&last), "caps count what was stored");
    drop(running.show(served()));
    assert_eq!(offers(&first), offers(&decide(running.address(), &store).json()), "nothing is stored yet");

    let catalog = Arc::new(Catalog { environments: Vec::new(), ..Catalog::clone(served().plan.catalog()) });
    running
        .show(Served { plan: Arc::new(Plan::new(&catalog)), contacts: Box::new(Population::of(&catalog)) });
    assert_eq!(decide(running.address(), CALL).status, 404);
}

#[test]
fn calls_are_told_as_they_come_and_nobody_waits_for_who_does_not_listen() {
    let (told, seen) = sync_channel(3);
    let running = start(Options::default(), Some(Box::new(move |seen| drop(told.try_send(seen)))));
    for body in [CALL, PAGE, "nonsense", CALL, CALL] {
        decide(running.address(), body);
    }
    let seen: Vec<_> = seen.try_iter().collect();
    let statuses: Vec<u16> = seen.iter().map(|seen| seen.status).collect();
    assert_eq!(statuses, [200, 200, 400]);
    let spaces = seen[1].asked.iter().flat_map(|asked| asked.calls().map(|call| call.space.as_str()));
    assert_eq!(spaces.collect::<Vec<_>>(), ["recipient/web_best", "recipient/web_partner"]);
    let offers = ["recipient/term_deposit".to_owned(), "recipient/travel_card".to_owned()];
    assert_eq!(seen[0].answered, [Ok(offers.to_vec())]);
    assert!(seen[2].answered[0].as_ref().is_err_and(|error| error.contains("column")));
}

#[test]
fn an_address_that_others_reach_is_refused_unless_they_may() {
    let options =
        Options { port: 0, address: Some("0.0.0.0".parse().expect("an address")), ..Options::default() };
    let error = vitrine::serve::Server::start(&options, served(), None).expect_err("it is exposed");
    assert!(error.to_string().contains("--expose"), "{error}");
    let running = start(Options { expose: true, ..options }, None);
    assert!(running.address().ip().is_unspecified() && running.url().starts_with("http://127.0.0.1:"));
    let any = Options {
        port: 0,
        address: Some("::".parse().expect("an address")),
        expose: true,
        ..Options::default()
    };
    // Where there are such addresses at all.
    if let Ok(any) = vitrine::serve::Server::start(&any, served(), None) {
        assert!(any.url().starts_with("http://[::1]:"), "{}", any.url());
    }
    let taken = Options { port: running.address().port(), ..Options::default() };
    let error = vitrine::serve::Server::start(&taken, served(), None).expect_err("the port is taken");
    assert!(error.to_string().contains("in use"), "{error}");
    let address = running.address();
    running.stop();
    let freed = Options { port: address.port(), ..Options::default() };
    vitrine::serve::Server::start(&freed, served(), None).expect("it was given back");
}
