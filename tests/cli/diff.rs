//! `vitrine diff`: what differs between two catalogs, for people, programs, merge requests and git.

use crate::formats::run_in;
use crate::support::{Edited, NEOBANK, program, vitrine, with_input};
use serde_json::json;
use std::fs;
use std::path::Path;
use std::process::Command;

#[test]
fn the_difference_of_one_weight_is_one_line_and_the_exit_code_tells() {
    let new = first_weight_changed();
    let same = vitrine(&["diff", NEOBANK, NEOBANK]);
    assert_eq!((same.code, same.out.as_str()), (0, "No differences\n"));
    let ran = vitrine(&["diff", NEOBANK, new.path()]);
    assert_eq!(ran.code, 1, "{}", ran.err);
    let parts: Vec<&str> = ran.out.lines().filter(|line| line.starts_with("    ")).collect();
    assert_eq!(parts.len(), 1, "{}", ran.out);
    assert!(parts[0].starts_with("    Weights · ") && parts[0].ends_with("→ 77.5"), "{}", ran.out);
    assert!(ran.out.ends_with("1 item differs\n"), "{}", ran.out);
    let back = with_input(&["diff", "-", NEOBANK], &new.text);
    assert_eq!(back.code, 1);
    assert!(back.out.contains("77.5 → "), "{}", back.out);
}

#[test]
fn two_folders_are_compared_file_by_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs::write(path, text).expect("written");
    };
    let other = SHOP.replace("value: 5.0", "value: 6.0");
    for (name, text) in [("same", SHOP), ("b/shop", SHOP), ("gone", SHOP)] {
        write(&format!("old/{name}.catalog.ron"), text);
    }
    for (name, text) in [("same", SHOP), ("b/shop", &other), ("new", SHOP)] {
        write(&format!("new/{name}.catalog.ron"), text);
    }
    let run = |arguments: &[&str]| run_in(folder.path(), arguments);
    let text = run(&["diff", "old", "new"]);
    let expected = "b/shop.catalog.ron\n~ Offer Gold *card* · Design: changed\n    Weights · Base · Value: 5 → 6\n\
        1 item differs\ngone.catalog.ron\n− Shop: catalog deleted\nnew.catalog.ron\n+ Shop: new catalog\n";
    assert_eq!((text.code, text.out.as_str()), (Some(1), expected), "{}", text.err);
    let markdown = run(&["diff", "old", "new", "--format=markdown"]).out;
    assert!(markdown.starts_with("## b/shop.catalog.ron: 1 item differs\n\n### Design\n"), "{markdown}");
    assert!(markdown.ends_with("\n## new.catalog.ron: Shop: new catalog\n"), "{markdown}");
    write("new/odd.catalog.ron", "Catalog(");
    let json = run(&["diff", "old", "new", "--json"]);
    let report: serde_json::Value = serde_json::from_str(&json.out).expect("JSON");
    let files = report["files"].as_array().expect("a list");
    let changes: Vec<_> = files.iter().map(|it| (it["file"].as_str(), it["change"].as_str())).collect();
    assert_eq!(json.code, Some(2), "one cannot be compared: {}", json.err);
    assert_eq!(
        changes,
        [("b/shop.catalog.ron", "changed"), ("gone.catalog.ron", "removed"), ("new.catalog.ron", "added")]
            .map(|(file, change)| (Some(file), Some(change)))
    );
    assert_eq!(files[0]["changes"].as_array().map(Vec::len), Some(1));
    assert_eq!(report["errors"][0]["code"], "not_a_catalog");
    assert!(json.err.starts_with("new/odd.catalog.ron:1:"), "{}", json.err);
    let same = run(&["diff", "old", "old"]);
    assert_eq!((same.code, same.out.as_str()), (Some(0), "No differences\n"));
    fs::create_dir(folder.path().join("empty")).expect("made");
    assert_eq!(run(&["diff", "old", "empty"]).out.matches("catalog deleted").count(), 3);
    assert_eq!(run(&["diff", "empty", "empty"]).code, Some(2), "perhaps another folder is meant");
    assert_eq!(run(&["diff", "old", "new/new.catalog.ron"]).code, Some(2));
}

#[test]
fn french_sets_a_space_before_its_colons() {
    let other = Edited::of(SHOP.replace("label: \"Blue card\"", "label: \"Blue\", code: \"B\""));
    let old = Edited::of(SHOP);
    for format in ["text", "markdown"] {
        let ran = vitrine(&["diff", old.path(), other.path(), "--lang=fr", "--format", format]);
        let colons = ran.out.matches(':').count();
        assert!(colons >= 3, "{}", ran.out);
        assert_eq!(ran.out.matches("\u{a0}:").count(), colons, "{}", ran.out);
    }
}

#[test]
fn no_difference_looks_like_none() {
    let with = |price: &str| {
        let fields = "offer_fields: [Field(name: \"price\", type: Decimal)],\n    dimensions:";
        let text = SHOP.replacen("dimensions:", fields, 1);
        Edited::of(
            text.replace("title: \"A card\"", &format!("title: \"A card\", fields: {{\"price\": {price}}}")),
        )
    };
    let ran = vitrine(&["diff", with("3").path(), with("3.0").path()]);
    assert!(ran.out.contains("price: 3 → 3.0\n"), "{}", ran.out);
}

/// The sample with the first weight of its first offer at 77.5.
fn first_weight_changed() -> Edited {
    let text = fs::read_to_string(NEOBANK).expect("the sample catalog");
    let at = text.find("Weight(").expect("a weight");
    let from = at + text[at..].find("value: ").expect("a value") + "value: ".len();
    let to = from + text[from..].find([',', ')']).expect("its end");
    Edited::of(format!("{}77.5{}", &text[..from], &text[to..]))
}

#[test]
fn what_is_no_catalog_is_said_of_both_files() {
    let (one, other) = (Edited::of("Catalog(format: 1"), Edited::of("Offer()"));
    let ran = vitrine(&["diff", one.path(), other.path()]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains(one.path()) && ran.err.contains(other.path()), "{}", ran.err);
    assert_eq!(vitrine(&["diff", NEOBANK]).code, 2, "two files are compared");
}

#[test]
fn programs_get_the_values() {
    let ran = vitrine(&["diff", NEOBANK, first_weight_changed().path(), "--json"]);
    let report = ran.json();
    let changes = report["changes"].as_array().expect("a list");
    assert_eq!((ran.code, changes.len()), (1, 1));
    assert_eq!(changes[0]["change"], "changed");
    let fields = changes[0]["fields"].as_array().expect("a list");
    assert_eq!((fields.len(), &fields[0]["new"]), (1, &json!(77.5)));
    assert!(fields[0]["field"].as_str().expect("a text").starts_with("weights["), "{fields:?}");
    assert_eq!(vitrine(&["diff", NEOBANK, NEOBANK, "--json"]).json(), json!({"changes": []}));
}

const SHOP: &str = r#"#![enable(implicit_some)]
Catalog(format: 1, name: "shop", label: "Shop",
    dimensions: [Dimension(name: "d", kind: Recipient, key: ["id"], fields: [Field(name: "id", type: Text)])],
    environments: [Environment(name: "e", label: "Design", stage: Design(live: "l"), targeting_dimension: "d",
        categories: [
            Category(name: "cards", label: "Cards", offers: [
                Offer(name: "gold", label: "Gold *card*", target: "profile.id == 'a'", weights: [Weight(label: "Base", value: 5.0)]),
                Offer(name: "blue", label: "Blue card", content: Content(title: "A card", html: "<p>x</p>")),
            ]),
            Category(name: "loans", label: "Loans", offers: [Offer(name: "car", label: "Car loan", code: "C1")]),
        ])],
)
"#;

/// One offer renamed, one moved and one gone, another rule and another text.
fn shop_of_theirs() -> String {
    let text = SHOP
        .replace("name: \"gold\"", "name: \"gold_card\"")
        .replace("== 'a'", "== 'a' || profile.id == 'b'");
    let blue = "Offer(name: \"blue\", label: \"Blue card\", content: Content(title: \"A card\", html: \"<p>x</p>\")),";
    let text = text.replace(blue, "");
    let moved = blue.replace("<p>x</p>", "<p>@you | #12</p>");
    text.replace("Offer(name: \"car\", label: \"Car loan\", code: \"C1\")", &moved)
}

#[test]
fn renames_and_moves_are_told_and_markdown_reads_nothing_of_the_texts() {
    let (old, new) = (Edited::of(SHOP), Edited::of(shop_of_theirs()));
    let ran = vitrine(&["diff", old.path(), new.path()]);
    for line in [
        "    Name: gold → gold_card\n",
        "    Position: Cards → Loans\n",
        "− Offer Car loan · Design: removed\n",
    ] {
        assert!(ran.out.contains(line), "{line}: {}", ran.out);
    }
    let markdown = vitrine(&["diff", old.path(), new.path(), "--format", "markdown"]);
    assert_eq!(markdown.code, 1);
    assert_eq!(
        markdown.out,
        "## 3 items differ\n\n### Design\n\n- Offer **`Gold *card*`**: changed\n  - Name: gold → `gold_card`\n  - Rule: \
         `profile.id == 'a'` → `profile.id == 'a' || profile.id == 'b'`\n- Offer **Blue card**: changed\n  - Position: \
         Cards → Loans\n  - Content · HTML: `<p>x</p>` → `<p>@you | #12</p>`\n- Offer **Car loan**: removed\n"
    );
}

#[test]
fn standard_input_is_one_catalog() {
    for arguments in [&["diff", "-", "-"][..], &["merge", "-", NEOBANK, "-"]] {
        let ran = with_input(arguments, SHOP);
        assert_eq!(ran.code, 2);
        assert!(ran.err.contains("standard input is read once"), "{}", ran.err);
    }
    let ran = with_input(&["fmt", "--check", "-", "-"], SHOP);
    assert_eq!((ran.code, ran.out.as_str(), ran.err.as_str()), (1, "<stdin>\n", ""), "taken once");
}

/// A repository of its own, with the program at hand.
pub(crate) struct Repository(tempfile::TempDir);

impl Repository {
    pub(crate) fn new() -> Self {
        let repository = Self(tempfile::tempdir().expect("a folder"));
        repository.git(&["init", "-q", "-b", "main"]);
        repository
    }

    pub(crate) fn path(&self) -> &Path {
        self.0.path()
    }

    pub(crate) fn write(&self, name: &str, text: &str) {
        fs::write(self.path().join(name), text).expect("written");
    }

    pub(crate) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path().join(name)).expect("a file")
    }

    /// The exit code of git, and what it said.
    pub(crate) fn try_git(&self, arguments: &[&str]) -> (i32, String) {
        let vitrine = program();
        let folder = Path::new(vitrine.get_program()).parent().expect("a folder").to_owned();
        let path = std::env::var_os("PATH").unwrap_or_default();
        let paths = std::iter::once(folder).chain(std::env::split_paths(&path));
        let output = Command::new("git")
            .args(["-c", "user.name=A", "-c", "user.email=a@b.example", "-c", "commit.gpgsign=false"])
            .args(arguments)
            .current_dir(self.path())
            .env("PATH", std::env::join_paths(paths).expect("paths"))
            .env("LC_ALL", "en_US.UTF-8")
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .output()
            .expect("git is there");
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        (output.status.code().unwrap_or(-1), text(&output.stdout) + &text(&output.stderr))
    }

    pub(crate) fn git(&self, arguments: &[&str]) -> String {
        let (code, said) = self.try_git(arguments);
        assert_eq!(code, 0, "git {arguments:?}: {said}");
        said
    }

    pub(crate) fn commit(&self, message: &str) {
        self.git(&["add", "-A"]);
        self.git(&["commit", "-q", "-m", message]);
    }
}

#[test]
fn git_shows_what_differs_by_the_program_and_by_lines() {
    let repository = Repository::new();
    repository.write(".gitattributes", "*.catalog.ron diff=vitrine\n");
    repository.git(&["config", "diff.vitrine.command", "vitrine diff --git"]);
    repository.write("shop.catalog.ron", &fs::read_to_string(NEOBANK).expect("the sample catalog"));
    repository.commit("first");
    repository.write("shop.catalog.ron", &first_weight_changed().text);
    let said = repository.git(&["--no-pager", "diff"]);
    assert!(said.starts_with("shop.catalog.ron\n~ Offer "), "{said}");
    assert_eq!(said.lines().filter(|line| line.starts_with("    ")).count(), 1, "{said}");
    // In the file it is one line, too.
    let numbers = repository.git(&["--no-pager", "diff", "--no-ext-diff", "--numstat"]);
    assert_eq!(numbers, "1\t1\tshop.catalog.ron\n");
    repository.commit("second");
    // A comment is no entity, and is shown all the same; line ends of Windows are none.
    let text = first_weight_changed().text;
    repository
        .write("shop.catalog.ron", &text.replacen("Catalog(", "// why\nCatalog(", 1).replace('\n', "\r\n"));
    let said = repository.git(&["--no-pager", "diff"]);
    assert!(said.starts_with("shop.catalog.ron\nOnly comments or layout differ\n"), "{said}");
    assert!(said.contains("\n+// why\n") && said.matches("\n+").count() == 1, "{said}");
    // What is no catalog is shown by its lines, and git goes on.
    repository.write("shop.catalog.ron", "Catalog(format: 1,\n");
    repository.write("new.catalog.ron", SHOP);
    repository.git(&["add", "-N", "new.catalog.ron"]);
    let said = repository.git(&["--no-pager", "diff"]);
    assert!(said.contains("new.catalog.ron\n+ Shop: new catalog\n"), "{said}");
    assert!(said.contains("+Catalog(format: 1,\n") && said.contains("-Catalog(\n"), "{said}");
    repository.write("shop.catalog.ron", &first_weight_changed().text);
    repository.git(&["mv", "shop.catalog.ron", "sold.catalog.ron"]);
    let said =
        repository.git(&["--no-pager", "diff", "-M", "HEAD", "--", "shop.catalog.ron", "sold.catalog.ron"]);
    assert!(said.contains("shop.catalog.ron → sold.catalog.ron\nNo differences\n"), "{said}");
}
