//! The edges of a period: whole days, times, offsets, time zones and the days on which clocks change.

use crate::support::{category, decision, offer, offers, shop, shop_of};

/// Whether an offer with that period is proposed at a moment, in the time zone of Paris.
fn inside(period: &str, at: &str) -> bool {
    let catalog = shop_of(&[offer("a", &format!("period: Period({period}),"))]);
    let call = format!(r#"(space: "r/web", identity: ["anna"], at: "{at}")"#);
    !decision(&catalog, &call).propositions.is_empty()
}

/// Each moment with whether it is inside.
#[track_caller]
fn edges(period: &str, moments: &[(&str, bool)]) {
    for (at, wanted) in moments {
        assert_eq!(inside(period, at), *wanted, "{at} in {period}");
    }
}

#[test]
fn a_bare_date_starts_at_midnight_and_ends_with_its_day() {
    edges(
        r#"from: "2026-07-01", until: "2026-07-31""#,
        &[
            ("2026-06-30T23:59:59", false),
            ("2026-07-01", true),
            ("2026-07-01T00:00", true),
            ("2026-07-31", true),
            ("2026-07-31T23:59:59.999999999", true),
            ("2026-08-01", false),
        ],
    );
}

#[test]
fn one_day_is_a_period() {
    edges(
        r#"from: "2026-07-01", until: "2026-07-01""#,
        &[
            ("2026-06-30T23:59", false),
            ("2026-07-01", true),
            ("2026-07-01T23:59", true),
            ("2026-07-02", false),
        ],
    );
}

#[test]
fn a_time_starts_included_and_ends_excluded() {
    edges(
        r#"from: "2026-07-01T08:00", until: "2026-07-01T18:30""#,
        &[
            ("2026-07-01T07:59:59", false),
            ("2026-07-01T08:00", true),
            ("2026-07-01T18:29:59", true),
            ("2026-07-01T18:30", false),
        ],
    );
    edges(r#"from: "2026-07-01T08:00", until: "2026-07-01T08:00""#, &[("2026-07-01T08:00", false)]);
}

#[test]
fn a_side_that_is_left_out_is_open() {
    edges(r#"from: "2026-07-01""#, &[("2026-06-30", false), ("9000-01-01", true)]);
    edges(r#"until: "2026-07-01""#, &[("0001-01-02", true), ("2026-07-02", false)]);
    edges("", &[("0001-01-02", true), ("9000-01-01", true)]);
}

#[test]
fn local_moments_are_in_the_catalogs_time_zone_and_offsets_are_themselves() {
    // Paris is two hours ahead of UTC in July.
    edges(
        r#"from: "2026-07-01", until: "2026-07-01T12:00""#,
        &[
            ("2026-06-30T21:59:59Z", false),
            ("2026-06-30T22:00Z", true),
            ("2026-07-01T09:59Z", true),
            ("2026-07-01T10:00Z", false),
            ("2026-07-01T12:00+02:00", false),
            ("2026-07-01T12:00+03:00", true),
        ],
    );
    edges(
        r#"from: "2026-07-01T00:00-05:00", until: "2026-07-02T00:00Z""#,
        &[
            ("2026-07-01T06:59", false),
            ("2026-07-01T07:00", true),
            ("2026-07-02T01:59", true),
            ("2026-07-02T02:00", false),
        ],
    );
}

#[test]
fn the_day_that_the_clocks_change_is_a_whole_day() {
    // 2026-03-29 has 23 hours in Paris: 02:30 does not exist, and is read as 03:30.
    edges(
        r#"from: "2026-03-29", until: "2026-03-29""#,
        &[
            ("2026-03-28T22:59:59Z", false),
            ("2026-03-28T23:00Z", true),
            ("2026-03-29T21:59:59Z", true),
            ("2026-03-29T22:00Z", false),
        ],
    );
    edges(r#"from: "2026-03-29T02:30""#, &[("2026-03-29T03:29", false), ("2026-03-29T03:30", true)]);
    // 2026-10-25 has 25 hours: 02:30 is twice, and the first one is meant.
    edges(
        r#"from: "2026-10-25", until: "2026-10-25""#,
        &[
            ("2026-10-24T21:59:59Z", false),
            ("2026-10-24T22:00Z", true),
            ("2026-10-25T22:59:59Z", true),
            ("2026-10-25T23:00Z", false),
        ],
    );
    edges(r#"until: "2026-10-25T02:30""#, &[("2026-10-25T00:29Z", true), ("2026-10-25T00:30Z", false)]);
}

#[test]
fn the_end_of_time_is_an_end_like_others() {
    for until in ["9999-12-30", "9999-12-31", "9999-12-31T23:59"] {
        edges(&format!(r#"until: "{until}""#), &[("2026-07-01", true)]);
    }
    edges(r#"from: "9999-12-31""#, &[("2026-07-01", false)]);
}

#[test]
fn an_unknown_time_zone_is_utc() {
    let catalog = shop_of(&[offer("a", r#"period: Period(from: "2026-07-01"),"#)]);
    let catalog = catalog.replace("Europe/Paris", "Europe/Atlantis");
    let at = |at: &str| {
        let call = format!(r#"(space: "r/web", identity: ["anna"], at: "{at}")"#);
        decision(&catalog, &call).propositions.len()
    };
    assert_eq!((at("2026-06-30T23:59Z"), at("2026-07-01T00:00Z")), (0, 1));
}

#[test]
fn periods_of_all_categories_above_count() {
    let below = category("below", r#"period: Period(until: "2026-07-20"),"#, &[offer("a", "")]);
    let above = format!(r#"period: Period(from: "2026-07-10"), categories: [{below}],"#);
    let catalog = shop(&[("categories", &category("above", &above, &[offer("b", "")]))]);
    for (at, wanted) in [
        ("2026-07-09", &[][..]),
        ("2026-07-10", &["b", "a"]),
        ("2026-07-20", &["b", "a"]),
        ("2026-07-21", &["b"]),
    ] {
        let call = format!(r#"(space: "r/web", identity: ["anna"], count: 9, at: "{at}")"#);
        assert_eq!(offers(&decision(&catalog, &call)), wanted, "{at}");
    }
}
