//! `vitrine page`: what scenarios get, in a file that needs no server and runs nothing.

use crate::support::{Edited, NEOBANK, vitrine};
use std::fs;

#[test]
fn scenarios_are_shown_in_order_the_same_each_time() {
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("page.html");
    let arguments = ["page", NEOBANK, "--scenario=logged_in_french", "--scenario=logged_in", "-o"];
    let ran = vitrine(&[&arguments[..], &[out.to_str().expect("UTF-8")]].concat());
    assert_eq!((ran.code, ran.out.as_str()), (0, ""), "{}", ran.err);
    let page = fs::read_to_string(&out).expect("written");
    let place = |text: &str| page.find(text).unwrap_or_else(|| panic!("{text} is not in {page}"));
    assert!(place("Anna, logged in, French home page") < place("Anna, logged in, English home page"));
    assert!(page.contains("title=\"i_web_best\"") && page.contains("srcdoc=\"&lt;article"));
    assert_eq!(vitrine(&arguments[..4]).out, page);
    assert!(vitrine(&["page", NEOBANK]).out.len() > page.len(), "all of them");
}

#[test]
fn nothing_in_it_runs_and_no_text_reaches_out_of_its_place() {
    let edited = Edited::new(
        "name: \"web_best\"",
        "<article class=\"offer\">",
        "</article></iframe><script>alert(1)</script><b>\" onload=\"alert(2)</b>",
    );
    let page = vitrine(&["page", edited.path(), "--scenario=logged_in"]).out;
    assert!(!page.contains("<script") && !page.contains("\" onload"), "{page}");
    assert!(page.contains("&lt;script&gt;alert(1)") && page.contains("sandbox=\"allow-popups\""));
    assert!(page.contains("default-src 'none'"));
}

#[test]
fn what_is_not_there_is_told() {
    let ran = vitrine(&["page", NEOBANK, "--scenario=loged_in"]);
    assert!(ran.code == 2 && ran.err.contains("Did you mean logged_in?"), "{}", ran.err);
    let ran = vitrine(&["decide", NEOBANK, "--scenario=loged_in"]);
    assert!(ran.code == 2 && ran.err.contains("Did you mean logged_in?"), "{}", ran.err);
    let ran = vitrine(&["page", NEOBANK, "--scenario=zzz"]);
    assert!(ran.code == 2 && ran.err.contains("Available scenarios: logged_in, "), "{}", ran.err);
    let edited = Edited::new("scenarios:", "recipient/web_best", "recipient/web_bets");
    let ran = vitrine(&["page", edited.path(), "-o", edited.path()]);
    assert_eq!(ran.code, 2, "the catalog is not written over: {}", ran.err);
    assert_eq!(fs::read_to_string(edited.path()).expect("still there"), edited.text);
    let page = vitrine(&["page", edited.path(), "--scenario=logged_in"]);
    assert!(page.code == 0 && page.out.contains("no space web_bets"), "{}", page.out);
}
