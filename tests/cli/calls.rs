//! `vitrine decide --calls`: a call a line in, a decision a line out.

use crate::support::{Edited, NEOBANK, NOBODY, offers, program, vitrine, with_input};
use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Write};
use std::process::Stdio;
use std::time::Duration;

#[test]
fn calls_are_answered_line_by_line_in_order() {
    let calls = [
        r#"{"space": "recipient/web_best", "at": "2026-11-21T10:00", "call_data": {"language": "fr"}}"#,
        " \t",
        "no JSON",
        r#"{"space": "recipient/gone"}"#,
        r#"{"space": "recipient/web_best", "spice": 1}"#,
        r#"{"space": "recipient/web_best", "permanent_cookie": "c-ben", "at": "2026-11-21T10:00"}"#,
    ];
    let ran = with_input(&["decide", NEOBANK, "--calls", "-", "--json"], &calls.join("\n"));
    assert_eq!((ran.code, ran.err.as_str()), (1, ""));
    let answers: Vec<Value> =
        ran.out.lines().map(|line| serde_json::from_str(line).expect("an object a line")).collect();
    assert_eq!(answers.len(), 5, "one a line that is not blank");
    assert_eq!(answers[0], vitrine(&[&NOBODY[..5], &["--json"]].concat()).json(), "as one by one");
    assert_eq!(
        (&answers[1]["line"], &answers[2]["line"], &answers[3]["line"]),
        (&json!(3), &json!(4), &json!(5))
    );
    for (answer, word) in [(1, "column"), (2, "gone"), (3, "spice")] {
        assert!(answers[answer]["error"].as_str().is_some_and(|error| error.contains(word)), "{}", ran.out);
    }
    assert_eq!(answers[4]["identification"], "implicit");
    let good = with_input(&["decide", NEOBANK, "--calls", "-", "--json"], calls[0]);
    assert_eq!((good.code, good.out.lines().count()), (0, 1));
    assert_eq!(with_input(&["decide", "-", "--calls", "-", "--json"], "").code, 2);
}

#[test]
fn without_what_is_not_proposed_the_propositions_are_the_same() {
    let languages = ["fr", "en", "de"];
    let call = |place: usize| {
        json!({"space": "recipient/web_best", "at": "2026-11-21T10:00", "count": place % 4,
            "permanent_cookie": if place.is_multiple_of(2) { "c-ben" } else { "c-anna" },
            "call_data": {"language": languages[place % 3]}})
    };
    let mut calls: Vec<Value> = (0..300).map(call).collect();
    calls[150] = json!({"page": [calls[3], calls[7]], "no_offer_twice": true});
    let lines: Vec<String> = calls.iter().map(Value::to_string).collect();
    let answered = |more: &[&str]| {
        let arguments = [&["decide", NEOBANK, "--calls", "-", "--json"], more].concat();
        let ran = with_input(&arguments, &lines.join("\n"));
        assert_eq!((ran.code, ran.err.as_str()), (0, ""));
        ran.out.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect::<Vec<Value>>()
    };
    let without = |mut answer: Value| {
        for one in answer.as_array_mut().map_or(vec![], |page| page.iter_mut().collect()) {
            one.as_object_mut().expect("an object").remove("excluded").expect("it says why");
        }
        if let Some(one) = answer.as_object_mut() {
            one.remove("excluded").expect("it says why");
        }
        answer
    };
    let explained: Vec<Value> = answered(&[]).into_iter().map(without).collect();
    assert_eq!(answered(&["--no-excluded"]), explained);
    let one = vitrine(&[&NOBODY[..], &["--json", "--no-excluded"]].concat()).json();
    assert_eq!(one, without(vitrine(&[&NOBODY[..], &["--json"]].concat()).json()));
}

#[test]
fn what_a_call_stores_later_calls_see() {
    let calls = |store: bool, cookie: &str| {
        let call = json!({"space": "recipient/web_best", "permanent_cookie": cookie, "store": store,
            "at": "2026-11-21T10:00", "call_data": {"language": "en"}});
        let ran = with_input(&["decide", NEOBANK, "--calls", "-", "--json"], &format!("{call}\n").repeat(8));
        assert_eq!(ran.code, 0);
        ran.out.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect::<Vec<Value>>()
    };
    let same = calls(false, "c-ben");
    assert!(same.iter().all(|answer| answer == &same[0]));
    let capped = calls(true, "c-ben");
    assert_ne!(offers(&capped[7]), offers(&capped[0]), "the same offer at most five times");
    let new = calls(true, "c-never-seen");
    assert_eq!((&new[0]["identification"], &new[0]["contact"]), (&json!("anonymous"), &Value::Null));
    assert_eq!(
        (&new[1]["identification"], &new[1]["contact"]["key"]),
        (&json!("implicit"), &json!(["c-never-seen"]))
    );
}

#[test]
fn any_number_of_threads_answers_as_one() {
    let cookies = ["c-ben", "c-anna", "c-x"];
    let call = |place: usize| {
        let mut call = json!({"space": "recipient/web_best", "at": "2026-11-21T10:00", "count": place % 4,
            "permanent_cookie": cookies[place % 3], "call_data": {"language": "fr"}});
        call["store"] = json!(place.is_multiple_of(97));
        if place.is_multiple_of(41) {
            call["space"] = json!("recipient/gone");
        }
        call
    };
    let line = |place: usize| match place % 50 {
        7 => "no JSON".to_owned(),
        8 => String::new(),
        9 => json!({"page": [call(place), 3, call(place + 1)], "no_offer_twice": true}).to_string(),
        10 => format!(r#"{{"p\u0061ge": [{}]}}"#, call(place)),
        _ => call(place).to_string(),
    };
    let lines: Vec<String> = (0..2_000).map(line).collect();
    let answered = |threads: &str, more: &[&str]| {
        let mut command = program();
        command
            .args(["decide", NEOBANK, "--calls", "-", "--json"])
            .args(more)
            .env("RAYON_NUM_THREADS", threads);
        let mut child =
            command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("the program starts");
        let (mut stdin, lines) = (child.stdin.take().expect("piped"), lines.join("\n"));
        let writer = std::thread::Builder::new().spawn(move || stdin.write_all(lines.as_bytes()));
        let output = child.wait_with_output().expect("the program ends");
        writer.expect("a thread").join().expect("no panic").expect("it reads");
        assert_eq!(output.status.code(), Some(1));
        String::from_utf8(output.stdout).expect("UTF-8")
    };
    for more in [&["--no-excluded"][..], &[]] {
        let one = answered("1", more);
        assert_eq!(one.lines().count(), 1_960, "one a line that is not blank");
        for threads in ["2", "5"] {
            assert!(answered(threads, more) == one, "{threads} threads answer otherwise");
        }
    }
}

/// A line that looks empty is none: who pairs answers with calls would lose count.
#[test]
fn what_cannot_be_seen_is_refused_in_its_place() {
    let call = r#"{"space": "recipient/web_best"}"#;
    let lines = [call, "\0", "\u{200b}", "\u{a0}", call].join("\n");
    let ran = with_input(&["decide", NEOBANK, "--calls", "-", "--json", "--no-excluded"], &lines);
    let refused = ran.out.lines().map(|line| line.contains(r#""error""#));
    assert_eq!((ran.code, refused.collect::<Vec<_>>()), (1, vec![false, true, true, true, false]));
}

/// More than waits to be written at once: eight megabytes, of answers of a quarter of one each.
#[test]
fn long_answers_come_in_the_order_of_their_calls() {
    let offer = |number: u32| {
        let html = "x".repeat(250_000);
        format!(
            r#"Offer(name: "o{number}", live_on: ["web"], target: "call.number % 3 == {number}", weights: [Weight(value: 5)],
                content: Content(html: "{html}{{{{ call.number }}}}"))"#
        )
    };
    let offers: Vec<String> = (0..2).map(offer).collect();
    let catalog = format!(
        r#"#![enable(implicit_some)] Catalog(format: 1, name: "c", dimensions: [Dimension(name: "v", kind: Visitor, key: ["id"],
            fields: [Field(name: "id", type: Text)])], environments: [Environment(name: "e", stage: Live, anonymous: true,
            targeting_dimension: "v", call_data: [Field(name: "number", type: Integer)],
            spaces: [Space(name: "web", channel: InboundWeb)], categories: [Category(name: "all", offers: [{}])])])"#,
        offers.join(",")
    );
    let file = Edited::of(catalog);
    let call = |number: u32| json!({"space": "e/web", "call_data": {"number": number}}).to_string();
    let lines: Vec<String> = (0..150).map(call).collect();
    let ran =
        with_input(&["decide", file.path(), "--calls", "-", "--json", "--no-excluded"], &lines.join("\n"));
    assert_eq!(ran.code, 0, "{}", ran.err);
    let answers: Vec<Value> = ran.out.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(answers.len(), 150);
    for (number, answer) in answers.iter().enumerate() {
        let html = answer["propositions"][0]["content"]["html"].as_str();
        let shown = (number % 3 < 2).then(|| format!("x{number}"));
        let is_right = match (&html, &shown) {
            (Some(html), Some(shown)) => html.ends_with(shown.as_str()),
            (html, shown) => html.is_none() && shown.is_none(),
        };
        assert!(is_right, "call {number}");
    }
}

#[test]
fn a_closed_pipe_ends_the_program_quietly() {
    let mut command = program();
    command.args(["decide", NEOBANK, "--calls", "-", "--json"]);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("the program starts");
    drop(child.stdout.take());
    let mut stdin = child.stdin.take().expect("piped");
    for _ in 0..50 {
        // It may have ended already, and then nobody reads.
        let _ = writeln!(stdin, "{{\"space\": \"recipient/web_best\"}}");
    }
    drop(stdin);
    let output = child.wait_with_output().expect("the program ends");
    assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), &b""[..]));
}

#[test]
fn a_call_is_answered_though_the_next_one_is_not_whole() {
    let call = json!({"space": "recipient/web_best"}).to_string();
    let mut command = program();
    command.args(["decide", NEOBANK, "--calls", "-", "--json", "--no-excluded"]);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("the program starts");
    let mut stdin = child.stdin.take().expect("piped");
    let answers = BufReader::new(child.stdout.take().expect("piped")).lines();
    let (told, answer) = std::sync::mpsc::channel();
    let reader = move || answers.map_while(Result::ok).try_for_each(|it| told.send(it));
    let reader = std::thread::Builder::new().spawn(reader).expect("a thread");
    write!(stdin, "{call}\n{}", &call[..9]).expect("it reads");
    answer.recv_timeout(Duration::from_mins(1)).expect("an answer while the next call is being written");
    writeln!(stdin, "{}", &call[9..]).expect("it reads");
    drop(stdin);
    answer.recv_timeout(Duration::from_mins(1)).expect("the second one");
    assert!(reader.join().is_ok() && child.wait().is_ok_and(|status| status.success()));
}

/// The answers to these lines, and the exit code.
fn answered(lines: &[u8]) -> (Vec<Value>, i32) {
    let mut command = program();
    command.args(["decide", NEOBANK, "--calls", "-", "--json"]);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("the program starts");
    child.stdin.take().expect("piped").write_all(lines).expect("it reads");
    let output = child.wait_with_output().expect("the program ends");
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    let answers = text.lines().map(|line| serde_json::from_str(line).expect("JSON a line")).collect();
    (answers, output.status.code().expect("it ends by itself"))
}

#[test]
fn nulls_whole_decimals_and_a_byte_order_mark_are_read() {
    let plain = r#"{"space":"recipient/web_best","identity":["anna@mail.example"],"at":"2026-11-21T10:00","count":3}"#;
    let sent = "\u{feff}{\"space\":\"recipient/web_best\",\"identity\":[\"anna@mail.example\"],\"permanent_cookie\":null,\"session_cookie\":null,\"call_data\":{\"language\":null},\"categories\":null,\"themes\":[null],\"count\":3.0,\"store\":null,\"at\":\"2026-11-21T10:00\"}\r\n";
    let (answers, code) = answered(format!("{sent}\n{plain}\n").as_bytes());
    assert_eq!(code, 0, "{answers:?}");
    assert_eq!(answers.len(), 2);
    assert_eq!(answers[0], answers[1]);
}

#[test]
fn each_bad_line_is_an_error_in_its_place() {
    let good = r#"{"space":"recipient/web_best","at":"2026-11-21T10:00"}"#;
    let deep = "[".repeat(200_000);
    for bad in [
        &b"no JSON"[..],
        b"{}",
        b"3",
        b"\xff\xfe",
        br#"{"space":"recipient/web_best","spice":1}"#,
        br#"{"space":"recipient/gone"}"#,
        br#"{"space":"recipient/web_best","count":-1}"#,
        br#"{"space":"recipient/web_best","count":1.5}"#,
        br#"{"space":"recipient/web_best","count":5000000000}"#,
        br#"{"space":"recipient/web_best","at":"2026-11-21[Europe/Paris]"}"#,
        deep.as_bytes(),
    ] {
        let lines = [good.as_bytes(), b"\n", bad, b"\n", good.as_bytes()].concat();
        let (answers, code) = answered(&lines);
        let shown = String::from_utf8_lossy(&bad[..bad.len().min(60)]);
        assert_eq!((answers.len(), code), (3, 1), "{shown}");
        assert_eq!(answers[0], answers[2], "{shown}");
        assert!(answers[1]["error"].is_string(), "{shown}: {}", answers[1]);
        assert_eq!(answers[1]["line"], 2, "{shown}");
    }
}

#[test]
fn a_page_is_answered_by_a_list() {
    let call = r#"{"space":"recipient/web_best","identity":["anna@mail.example"],"at":"2026-11-21T10:00"}"#;
    let gone = r#"{"space":"recipient/gone"}"#;
    let page = format!(r#"{{"page":[{call},{call}],"no_offer_twice":true}}"#);
    let lines = format!("[{call},{call}]\n{page}\n[]\n[{call},{gone},{call}]\n");
    let (answers, code) = answered(lines.as_bytes());
    assert_eq!(code, 1);
    let first = |page: usize, at: usize| offers(&answers[page][at])[0];
    assert_eq!(first(0, 0), first(0, 1));
    assert_ne!(first(1, 0), first(1, 1), "no offer twice");
    assert_eq!(answers[2], json!([]));
    assert_eq!((&answers[3][1]["line"], answers[3].as_array().map(Vec::len)), (&json!(4), Some(3)));
    assert_eq!(answers[3][0], answers[0][0], "the others are answered");
}

#[test]
fn a_page_is_of_its_first_caller_though_that_call_is_faulty() {
    let call = |more: &str| format!(r#"{{"space":"recipient/web_best"{more}}}"#);
    let anna = r#","identity":["anna.moreau@mail.example"],"at":"2026-11-21T10:00""#;
    let of_ben = r#","permanent_cookie":"c-ben","at":"2026-11-20T10:00""#;
    let key = |page: &Value, at: usize| page[at]["contact"]["key"][0].clone();
    let notes = |page: &Value, at: usize| page[at]["notes"].to_string();
    // Its count is wrong, or its moment: who calls is known all the same.
    for faulty in [
        call(&format!(r#"{anna},"count":-1"#)),
        call(&format!(r#"{anna},"spice":1"#)),
        call(r#","identity":["anna.moreau@mail.example"],"at":"2026-13-01""#),
    ] {
        let (answers, code) = answered(format!("[{faulty},{},{}]\n", call(""), call(of_ben)).as_bytes());
        let page = &answers[0];
        assert_eq!((code, page[0]["error"].is_string()), (1, true), "{page}");
        assert_eq!((key(page, 1), key(page, 2)), (json!("1001"), json!("1001")), "{faulty}");
        assert!(notes(page, 2).contains("permanent_cookie"), "{page}");
    }
    let (answers, _) =
        answered(format!("[{},{}]\n", call(&format!("{anna},\"count\":-1")), call("")).as_bytes());
    assert!(answers[0][1]["at"].as_str().is_some_and(|at| at.starts_with("2026-11-21T10:00")), "{answers:?}");
    // Who calls cannot be read: the next one says so, and that is noted.
    let faulty = call(r#","identity":"anna.moreau@mail.example""#);
    let (answers, _) = answered(format!("[{faulty},{},{}]\n", call(anna), call(of_ben)).as_bytes());
    assert_eq!((key(&answers[0], 1), key(&answers[0], 2)), (json!("1001"), json!("1001")));
    assert!(notes(&answers[0], 1).contains("call 2") && notes(&answers[0], 2).contains("call 2"));
}

#[test]
fn what_is_written_otherwise_than_a_call_is_no_call() {
    let good = r#"{"space":"recipient/web_best","at":"2026-11-21T10:00","call_data":{"language":"fr"}}"#;
    for (bad, words) in [
        (r#"["recipient/web_best",[],null,null,{},[],[],1,null,false]"#, "an object, at column 5"),
        (r#"{"space":"recipient/web_best","call_data":[["language","fr"]]}"#, "an object"),
        (
            r#"{"space":"recipient/web_best","call_data":{"language":"fr","language":"en"}}"#,
            "`language` is given twice, at column",
        ),
        (r#"{"space":"recipient/web_best","space":"recipient/web_best"}"#, "duplicate field `space`"),
        (r#"{"space":"recipient/web_best","call_data":{"language":["a",1]}}"#, "at column 64"),
    ] {
        let line = format!("[{good},{bad}]").replace(good, "{}");
        let (answers, code) = answered(line.as_bytes());
        let error = answers[0][1]["error"].as_str().unwrap_or_default();
        assert!(code == 1 && error.contains(words), "{bad}: {error}");
        let (answers, _) = answered(format!("[{bad}]\n{good}").as_bytes());
        assert!(answers[0][0]["error"].is_string() && answers[1]["propositions"].is_array(), "{bad}");
    }
    let (answers, _) = answered(br#"{"page":[],"page":[]}"#);
    assert!(answers[0]["error"].as_str().is_some_and(|error| error.contains("duplicate field `page`")));
}
