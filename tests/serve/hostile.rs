//! What does no good: the server answers it in a few words, or lets it go, and goes on answering the others.

use crate::support::{CALL, decide, raw, raw_slowly, request, start};
use std::fmt::Write as _;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};
use vitrine::serve::Options;

#[test]
fn a_name_that_is_not_ours_is_refused() {
    let running = start(Options::default(), None);
    for host in ["evil.example", "evil.example:80", "localhost.evil.example"] {
        for line in ["POST /decide", "GET /", "GET /vitrine.js?environment=recipient"] {
            let reply = request(running.address(), line, &[&format!("Host: {host}")], CALL);
            assert_eq!(reply.status, 421, "{line} {host}");
            assert!(!reply.body.contains("propositions") && reply.error().contains("--allow-host"));
        }
    }
    let without = raw(running.address(), b"GET / HTTP/1.1\r\nConnection: close\r\n\r\n");
    assert_eq!(without.status, 400);
    let twice = request(running.address(), "GET /", &["Host: localhost", "Host: evil.example"], "");
    assert_eq!(twice.status, 400);
    let own = start(Options { hosts: vec!["shop.test".to_owned()], ..Options::default() }, None);
    assert_eq!(request(own.address(), "GET /", &["Host: shop.test:8487"], "").status, 200);
}

#[test]
fn what_is_too_long_is_refused() {
    let running = start(Options::default(), None);
    let long = format!("{{\"space\": \"{}\"}}", "x".repeat(1024 * 1024));
    let reply = decide(running.address(), &long);
    assert_eq!(reply.status, 413);
    let head =
        "POST /decide HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n";
    let chunk = format!("10000\r\n{}\r\n", "y".repeat(0x10000));
    assert_eq!(raw(running.address(), format!("{head}{}", chunk.repeat(20)).as_bytes()).status, 413);

    let header = format!("X-Long: {}", "z".repeat(1024 * 1024));
    assert_eq!(request(running.address(), "GET /", &[&header], "").status, 431);
    let many = (0..200).fold(String::new(), |mut all, number| {
        let _ = write!(all, "X-{number}: 1\r\n");
        all
    });
    assert_eq!(request(running.address(), "GET /", &[many.trim_end()], "").status, 431);

    let calls = format!("[{}]", vec![r#"{"space": "recipient/web_best"}"#; 1_001].join(","));
    let reply = decide(running.address(), &calls);
    assert_eq!(reply.status, 413, "{}", reply.error());
    assert_eq!(decide(running.address(), CALL).status, 200);
}

#[test]
fn nesting_and_noise_end_nothing() {
    let running = start(Options::default(), None);
    let deep = format!("{{\"space\": {}", "[".repeat(500_000));
    assert_eq!(decide(running.address(), &deep).status, 400);
    for bytes in [
        &b"\x16\x03\x01\x02\x00"[..],
        b"\r\n\r\n\r\n",
        b"GET\r\n\r\n",
        b"POST /decide HTTP/9\r\n\r\n",
        &[0xff; 4096],
    ] {
        let mut stream = TcpStream::connect(running.address()).expect("the server listens");
        let _ = stream.write_all(bytes);
    }
    let not_utf8 = [
        &b"POST /decide HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: 2\r\n\r\n"[..],
        &[0xff, 0xfe],
    ];
    assert_eq!(raw(running.address(), &not_utf8.concat()).status, 400);
    assert_eq!(decide(running.address(), CALL).status, 200);
}

#[test]
fn who_drips_keeps_nobody_waiting() {
    let running = start(Options { connections: 64, ..Options::default() }, None);
    let drip = |_| {
        let mut stream = TcpStream::connect(running.address()).expect("the server listens");
        stream.write_all(b"POST /decide HTTP/1.1\r\nHost: localh").expect("it is read");
        stream
    };
    let slow: Vec<TcpStream> = (0..40).map(drip).collect();
    let begun = Instant::now();
    assert_eq!(decide(running.address(), CALL).status, 200);
    assert!(begun.elapsed() < Duration::from_secs(5), "{:?}", begun.elapsed());
    // The end of the server does not wait for them either.
    let begun = Instant::now();
    running.stop();
    assert!(begun.elapsed() < Duration::from_secs(5), "{:?}", begun.elapsed());
    drop(slow);
}

#[test]
fn a_body_that_does_not_come_to_its_end_is_given_up() {
    let running = start(Options::default(), None);
    let head = format!("POST /decide HTTP/1.1\r\nHost: localhost\r\nContent-Length: {}\r\n\r\n", CALL.len());
    let half = &CALL[..CALL.len() / 2];
    let chunk =
        "POST /decide HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"spa\r\n";
    let slow = [head.clone(), format!("{head}{half}"), chunk.to_owned()];
    // All wait at once, each for as long as the server likes: the answer comes, and with it the end of the connection.
    let replies: Vec<_> = std::thread::scope(|scope| {
        let asking: Vec<_> = slow
            .iter()
            .map(|bytes| scope.spawn(|| raw_slowly(running.address(), bytes.as_bytes())))
            .collect();
        assert_eq!(decide(running.address(), CALL).status, 200, "nobody else waits for them");
        asking.into_iter().map(|it| it.join().expect("it is answered")).collect()
    });
    for reply in replies {
        assert_eq!(reply.status, 408, "{reply:?}");
        assert!(reply.error().contains("does not come to its end"), "{reply:?}");
    }
}

#[test]
fn no_more_connections_are_open_than_there_may_be() {
    let running = start(Options { connections: 2, ..Options::default() }, None);
    let idle = || TcpStream::connect(running.address()).expect("the system takes it");
    let (one, other) = (idle(), idle());
    let mut third = idle();
    let call = format!(
        "POST /decide HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: {}\r\n\r\n{CALL}",
        CALL.len()
    );
    third.write_all(call.as_bytes()).expect("the system takes it");
    third.set_read_timeout(Some(Duration::from_millis(500))).expect("a timeout");
    let mut buffer = [0; 12];
    let waits = third.read_exact(&mut buffer);
    assert!(waits.is_err(), "it waits for a place");
    drop((one, other));
    third.set_read_timeout(Some(Duration::from_secs(20))).expect("a timeout");
    third.read_exact(&mut buffer).expect("it has one now");
    assert_eq!(&buffer, b"HTTP/1.1 200");
}
