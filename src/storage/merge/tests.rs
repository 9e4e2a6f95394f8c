//! Files merged: comments of both, markers around what is disputed, and such files read again.

use super::*;

const BASE: &str = r#"// ours and theirs
#![enable(implicit_some)]
Catalog(
    format: 1,
    name: "shop",
    dimensions: [
        Dimension(name: "d", kind: Recipient, key: ["id"], fields: [Field(name: "id", type: Text)]),
    ],
    environments: [
        Environment(
            name: "e",
            stage: Design(live: "l"),
            targeting_dimension: "d",
            categories: [
                Category(
                    name: "cards",
                    offers: [
                        // the best
                        Offer(
                            name: "gold",
                            target: "profile.id == 'a'",
                            weights: [Weight(label: "Base", value: 5.0)],
                            content: Content(title: "Gold", fields: {"z": "1", "a": "2"}),
                        ),
                        Offer(name: "blue", label: "Blue"), // to go
                    ],
                ),
            ],
        ),
    ],
)
"#;

fn loaded(text: &str) -> Loaded {
    read(text.as_bytes()).unwrap_or_else(|error| panic!("{error:?} in {text}"))
}

fn changed(replaced: &[(&str, &str)]) -> Loaded {
    let text = replaced.iter().fold(BASE.to_owned(), |text, (from, to)| {
        assert!(text.contains(from), "{from}");
        text.replacen(from, to, 1)
    });
    loaded(&text)
}

fn merged(ours: &[(&str, &str)], theirs: &[(&str, &str)]) -> Merged {
    merge(Some(&changed(&[])), &changed(ours), &changed(theirs)).expect("merged")
}

#[test]
fn comments_of_both_are_kept_and_those_that_either_took_away_are_gone() {
    let ours = [("value: 5.0", "value: 6.0"), ("// the best", "// the very best")];
    let theirs = [
        (" // to go", ""),
        (
            "Offer(name: \"blue\", label: \"Blue\"),",
            "Offer(name: \"blue\", label: \"Bleu\"),\n // new\n Offer(name: \"red\"), // hot",
        ),
        ("label: \"Base\"", "/* always */ label: \"Base\""),
        ("// ours and theirs", "// ours and theirs\n// and more"),
    ];
    let text = merged(&ours, &theirs).text;
    for kept in [
        "// the very best\n",
        "// new\n",
        "name: \"red\"), // hot\n",
        "/* always */",
        "value: 6.0",
        "\"Bleu\"",
        "// and more\n",
    ] {
        assert_eq!(text.matches(kept).count(), 1, "{kept}: {text}");
    }
    assert!(!text.contains("to go") && !text.contains("// the best"), "{text}");
    assert!(text.starts_with("// ours and theirs\n// and more\n#![enable"), "{text}");
}

#[test]
fn comments_of_theirs_come_to_what_ours_renamed_or_moved() {
    let theirs = [
        ("label: \"Base\"", "/* always */ label: \"Base\""),
        ("Offer(name: \"blue\"", "// new\n Offer(name: \"red\"), Offer(name: \"blue\""),
        (" // to go", ""),
    ];
    for ours in [
        ("name: \"gold\"", "name: \"golden\""),
        ("name: \"cards\"", "name: \"c\""),
        ("name: \"e\"", "name: \"env\""),
    ] {
        let text = merged(&[ours], &theirs).text;
        assert!(text.contains(ours.1) && text.contains("// the best") && !text.contains("to go"), "{text}");
        for kept in ["/* always */", "// new\n"] {
            assert_eq!(text.matches(kept).count(), 1, "{kept}: {text}");
        }
        let red = text.find("name: \"red\"").expect("theirs");
        assert!(text[..red].trim_end_matches("Offer(").trim_end().ends_with("// new"), "{text}");
    }
    // It comes along, if only to where it was.
    let blue = "Offer(name: \"blue\", label: \"Blue\"), // to go";
    let end = "                    ],\n                ),\n            ],";
    let moved =
        format!("],),Category(name: \"more\", offers: [{}]),],", blue.replace("// to go", "/* to go */"));
    let text = merged(&[(blue, ""), (end, &moved)], &[("label: \"Blue\"", "/* hm */ label: \"Blue\"")]).text;
    assert!(text.contains("/* hm */"), "{text}");
}

#[test]
fn json_keeps_its_line_ends() {
    let json = |loaded: &Loaded| {
        let text = write_in(&loaded.catalog, None, Notation::Json).expect("writable").replace('\n', "\r\n");
        self::loaded(&text)
    };
    let of = |replaced| json(&changed(replaced));
    let (base, ours) = (of(&[]), of(&[("== 'a'", "== 'b'")]));
    for (theirs, conflicts) in [(of(&[("\"Gold\"", "\"Golden\"")]), 0), (of(&[("== 'a'", "== 'c'")]), 1)] {
        let merged = merge(Some(&base), &ours, &theirs).expect("merged");
        assert_eq!(merged.merge.conflicts().len(), conflicts);
        assert_eq!(merged.text.matches('\n').count(), merged.text.matches("\r\n").count(), "{}", merged.text);
    }
}

#[test]
fn entries_stay_in_the_order_in_which_ours_has_them() {
    let text =
        merged(&[("\"1\"", "\"9\"")], &[("\"Gold\"", "\"Golden\""), ("\"2\"}", "\"2\", \"b\": \"3\"}")]).text;
    assert!(text.contains(r#"title: "Golden", fields: {"z": "9", "a": "2", "b": "3"}"#), "{text}");
}

#[test]
fn what_is_disputed_stands_between_markers_and_the_rest_is_merged() {
    let merged = merged(
        &[("== 'a'", "== 'b'"), ("value: 5.0", "value: 6.0")],
        &[("== 'a'", "== 'c'"), ("value: 5.0", "value: 7.0"), ("label: \"Blue\"", "label: \"Bleu\"")],
    );
    let expected = r#"
<<<<<<< ours
                            target: "profile.id == 'b'",
||||||| base
                            target: "profile.id == 'a'",
=======
                            target: "profile.id == 'c'",
>>>>>>> theirs
                            weights: [
                                Weight(
                                    label: "Base",
<<<<<<< ours
                                    value: 6.0,
||||||| base
                                    value: 5.0,
=======
                                    value: 7.0,
>>>>>>> theirs
                                ),
                            ],
"#;
    assert!(merged.text.contains(expected), "{}", merged.text);
    assert!(merged.text.contains("\"Bleu\"), // to go\n"), "{}", merged.text);
    let found = versions(&merged.text).expect("markers");
    assert_eq!(found.names, ["ours", "theirs"]);
    assert_eq!(loaded(&found.ours).catalog, merged.catalog);
    // Read again, the same is disputed.
    let again =
        merge(found.base.as_deref().map(loaded).as_ref(), &loaded(&found.ours), &loaded(&found.theirs))
            .expect("merged again");
    assert_eq!(again.merge.conflicts(), merged.merge.conflicts());
    assert_eq!(again.text, merged.text);
}

#[test]
fn what_one_took_away_and_the_other_changed_stands_whole_between_markers() {
    let gone = ("Offer(name: \"blue\", label: \"Blue\"), // to go", "");
    let merged_text = merged(&[gone], &[("label: \"Blue\"", "label: \"Bleu\"")]).text;
    let expected = "<<<<<<< ours\n||||||| base\n                        Offer(name: \"blue\", label: \"Blue\"), // to go\n=======\n                        Offer(name: \"blue\", label: \"Bleu\"), // to go\n>>>>>>> theirs\n";
    assert!(merged_text.contains(expected), "{merged_text}");
    let other = merged(&[("label: \"Blue\"", "label: \"Bleu\"")], &[gone]).text;
    let found = versions(&other).expect("markers");
    assert!(found.ours.contains("Bleu") && !found.theirs.contains("blue"), "{other}");
}

#[test]
fn markers_of_git_are_read_in_both_styles_and_crlf_stays() {
    let line = "                            target: \"profile.id == 'a'\",\n";
    let with = |id: &str| line.replace("'a'", id);
    let diff3 = format!(
        "<<<<<<< HEAD\n{}||||||| 1a2b3c\n{line}=======\n{}>>>>>>> spring\n",
        with("'b'"),
        with("'c'")
    );
    let plain = format!("<<<<<<< HEAD\n{}=======\n{}>>>>>>> spring\n", with("'b'"), with("'c'"));
    for (marked, has_base) in [(diff3, true), (plain, false)] {
        let text = BASE.replace(line, &marked).replace('\n', "\r\n");
        assert!(read(text.as_bytes()).is_err());
        let found = versions(&text).expect("markers");
        assert_eq!(found.base.is_some(), has_base);
        let base = found.base.as_deref().map(loaded);
        let merged = merge(base.as_ref(), &loaded(&found.ours), &loaded(&found.theirs)).expect("merged");
        assert_eq!(merged.merge.conflicts().len(), 1);
        assert_eq!(merged.text.matches('\n').count(), merged.text.matches("\r\n").count());
        assert!(merged.text.contains("<<<<<<< ours\r\n"), "{}", merged.text);
    }
}

#[test]
fn a_merge_that_is_half_settled_can_be_written_and_read_again() {
    let merged = merged(
        &[("== 'a'", "== 'b'"), ("value: 5.0", "value: 6.0")],
        &[("== 'a'", "== 'c'"), ("value: 5.0", "value: 7.0")],
    );
    let (merge, ours) = (&merged.merge, loaded(&versions(&merged.text).expect("markers").ours));
    let files = MergedNotes::of(Some(changed(&[])), changed(&[]));
    let edit = merge.settle(&merged.catalog, &merge.conflicts()[0], Side::Theirs).expect("an edit");
    let current = edit.apply(&merged.catalog).expect("changed");
    let text =
        text_of_open(merge, &files, (&current, Some(&ours.document)), |index| index == 1).expect("a text");
    assert_eq!(text.matches("<<<<<<<").count(), 1, "{text}");
    assert!(text.contains("target: \"profile.id == 'c'\",") && text.contains("// the best"), "{text}");
    let edited = changed(&[("== 'a'", "== 'c'"), ("value: 5.0", "value: 6.5")]).catalog;
    let kept =
        text_of_open(merge, &files, (&edited, Some(&ours.document)), |index| index == 1).expect("a text");
    let found = versions(&kept).expect("markers");
    assert_eq!(loaded(&found.ours).catalog, edited, "{kept}");
    assert!(found.theirs.contains("value: 7.0"), "{kept}");
    let settled = text_of_open(merge, &files, (&current, Some(&ours.document)), |_| false).expect("a text");
    assert_eq!(loaded(&settled).catalog, current);
}

/// A merge that comes of texts with comments, what ours comes to of it, and the comments of the files.
fn marked(ours: &[(&str, &str)], theirs: &[(&str, &str)]) -> (Merged, Loaded, MergedNotes) {
    let merged = merged(ours, theirs);
    let own = loaded(&versions(&merged.text).expect("markers").ours);
    (merged, own, MergedNotes::of(Some(changed(&[])), changed(theirs)))
}

#[test]
fn what_is_settled_as_theirs_brings_their_comments_along() {
    let gone = ("Offer(name: \"blue\", label: \"Blue\"), // to go", "");
    let back = (gone.0, "// theirs\nOffer(\n// why\nname: \"blue\", label: \"Bleu\"), // to go");
    let (merged, own, files) =
        marked(&[gone, ("== 'a'", "== 'b'")], &[back, ("== 'a'\"", "== 'c'\" /* of late */")]);
    let merge = &merged.merge;
    assert_eq!(merge.conflicts().len(), 2, "{}", merged.text);
    let written = |current: &Arc<Catalog>| {
        let notes = notes_of_settled(merge, &files, current, Some(&own.document)).expect("comments");
        write_in(current, Some(&notes), Notation::Ron).expect("a text")
    };
    let unsettled = written(&own.catalog);
    assert!(!unsettled.contains("// theirs") && !unsettled.contains("// why"), "{unsettled}");
    let settled = |conflicts: &[usize]| {
        conflicts.iter().fold(Arc::clone(&own.catalog), |current, at| {
            let edit = merge.settle(&current, &merge.conflicts()[*at], Side::Theirs).expect("an edit");
            edit.apply(&current).expect("settled")
        })
    };
    let whole = merge.conflicts().iter().position(|it| it.entity.name() == "blue").expect("a conflict");
    let current = settled(&[whole, 1 - whole]);
    let text = written(&current);
    assert_eq!(loaded(&text).catalog, current);
    for kept in ["// the best\n", "// theirs\n", "// why\n", "/* of late */"] {
        assert_eq!(text.matches(kept).count(), 1, "{kept}: {text}");
    }
    let above = &text[..text.find("// why").expect("theirs")];
    assert!(above.trim_end().ends_with("// theirs\n                        Offer("), "{text}");
    // Settled as ours, none comes; half settled, they stand with what is settled, and come to the other when that is.
    let half = settled(&[whole]);
    let text = text_of_open(merge, &files, (&half, Some(&own.document)), |at| at != whole).expect("a text");
    let found = versions(&text).expect("markers");
    assert!(found.ours.contains("// theirs\n") && found.ours.contains("// why\n"), "{text}");
    let again = merge_of(&found);
    assert_eq!(again.merge.conflicts().len(), 1, "{text}");
    let open = text_of_open(merge, &files, (&own.catalog, Some(&own.document)), |_| true).expect("a text");
    let found = versions(&open).expect("markers");
    assert!(found.theirs.contains("// why\n") && !found.ours.contains("// why"), "{open}");
}

fn merge_of(found: &Versions) -> Merged {
    let base = found.base.as_deref().map(loaded);
    merge(base.as_ref(), &loaded(&found.ours), &loaded(&found.theirs)).expect("merged again")
}

#[test]
fn comments_of_theirs_follow_names_that_are_settled() {
    let gone = ("Offer(name: \"blue\", label: \"Blue\"), // to go", "");
    let (merged, own, files) = marked(
        &[("name: \"cards\"", "name: \"plastic\""), gone],
        &[
            ("name: \"cards\"", "name: \"kept\""),
            (gone.0, "// theirs\nOffer(name: \"blue\", label: \"Bleu\"), // to go"),
        ],
    );
    for order in [[0, 1], [1, 0]] {
        let current = order.iter().fold(Arc::clone(&own.catalog), |current, at| {
            let edit = merged.merge.settle(&current, &merged.merge.conflicts()[*at], Side::Theirs);
            edit.and_then(|edit| edit.apply(&current)).expect("settled")
        });
        let notes = notes_of_settled(&merged.merge, &files, &current, Some(&own.document)).expect("comments");
        let text = write_in(&current, Some(&notes), Notation::Ron).expect("a text");
        assert!(text.contains("name: \"kept\"") && text.matches("// theirs\n").count() == 1, "{text}");
    }
}
