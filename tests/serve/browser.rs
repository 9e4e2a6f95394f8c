//! A page of two placements in a real browser: the script finds the containers, asks for both together, and fills them.
//! Where no browser is in the PATH it says so, and nothing is tested.

use crate::support::start;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;
use std::time::Duration;
use vitrine::serve::Options;

const BROWSERS: [&str; 3] = ["chromium", "chromium-browser", "google-chrome"];

fn browser() -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let all = std::env::split_paths(&path).flat_map(|folder| BROWSERS.map(|name| folder.join(name)));
    all.into_iter().find(|program| program.is_file())
}

/// A site of one page, on a port of its own, as a developer has one.
fn site(page: String) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let address = listener.local_addr().expect("an address");
    let answer = move || {
        for mut stream in listener.incoming().flatten() {
            // Browsers open connections ahead, and may send nothing on them.
            let _ = stream.set_read_timeout(Some(Duration::from_millis(500)));
            let mut head = [0; 4096];
            if matches!(stream.read(&mut head), Ok(0) | Err(_)) {
                continue;
            }
            let length = page.len();
            let head = format!(
                "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n"
            );
            let _ = stream.write_all(format!("{head}{page}").as_bytes());
        }
    };
    thread::Builder::new().spawn(answer).expect("a thread");
    address
}

fn visit(browser: &Path, url: &str, what: &str) -> String {
    let profile = tempfile::tempdir().expect("a folder");
    let output = Command::new("timeout")
        .args(["-k", "5", "90"])
        .arg(browser)
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars"])
        .args(["--window-size=900,700", "--virtual-time-budget=8000"])
        .arg(format!("--user-data-dir={}", profile.path().display()))
        .args([what, url])
        .output()
        .expect("the browser starts");
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[test]
fn a_page_of_two_placements_is_filled_in_a_real_browser() {
    let Some(browser) = browser() else {
        eprintln!("NOT RUN: no browser is in the PATH ({})", BROWSERS.join(", "));
        return;
    };
    let running = start(Options::default(), None);
    let page = format!(
        r#"<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Shop</title></head>
<body style="font-family: sans-serif"><h1>My bank</h1>
<div id="i_web_best" data-count="2"></div><hr>
<div id="i_web_partner">Until the offers are there</div><hr>
<div id="i_nowhere">Until the offers are there</div>
<script src="{}vitrine.js?environment=recipient" data-identity="anna.moreau@mail.example"
 data-call-data='{{"language": "en"}}' data-at="2026-11-21T10:00"></script></body></html>"#,
        running.url()
    );
    let url = format!("http://{}/", site(page));
    let shown = visit(&browser, &url, "--dump-dom");
    let between = |from: &str, to: &str| {
        let rest = shown.split_once(from).unwrap_or_else(|| panic!("{from} is not in {shown}")).1;
        rest.split_once(to).map_or(rest, |(inside, _)| inside).to_owned()
    };
    let best = between("id=\"i_web_best\"", "<hr>");
    let partner = between("id=\"i_web_partner\"", "<hr>");
    let nowhere = between("id=\"i_nowhere\">", "</div>");
    assert!(best.matches("<a ").count() >= 2, "two offers: {best}");
    assert!(partner.contains("<a ") && !partner.contains("Until"), "{partner}");
    assert_eq!(nowhere, "", "nothing where there is none");
    let picture = Path::new(env!("CARGO_TARGET_TMPDIR")).join("served_page.png");
    visit(&browser, &url, &format!("--screenshot={}", picture.display()));
    assert!(picture.metadata().is_ok_and(|file| file.len() > 5_000), "the page was drawn");
}
