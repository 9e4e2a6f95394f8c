//! The rows of the explorer: a pure function of the catalog, what is open, what is searched and what is wrong.
//!
//! Owns how rows are nested, searched and marked; [`super::items`] says what there is. Draws nothing.

use crate::app::{Node, ScenarioResult};
use crate::check::{self, Issue};
use crate::model::{Catalog, Ref};
use crate::text::{Language, Message, contains_folded as contains, folded};
use crate::ui::widgets::{Badge, Icon, Severity, TreeRow};
use egui::{Id, IdMap};
use std::borrow::Cow;
use std::collections::HashMap;

/// What the rows are made of.
pub(super) struct Source<'a> {
    pub(super) catalog: &'a Catalog,
    pub(super) issues: &'a [Issue],
    pub(super) scenarios: &'a [ScenarioResult],
    pub(super) language: Language,
    /// What is searched; nothing: every row is shown.
    pub(super) filter: &'a str,
    pub(super) is_open: &'a dyn Fn(&Node) -> bool,
}

/// The rows that are not inside a closed one, each with its node.
#[derive(Debug, Default)]
pub(super) struct Rows {
    pub(super) lines: Vec<TreeRow>,
    /// The node of each row.
    pub(super) nodes: Vec<Node>,
    /// How many entities match what is searched.
    pub(super) matches: usize,
    /// The place of each row by its id.
    places: IdMap<usize>,
}

impl Rows {
    /// The place of a node's row; of two entities of one name, that of the first.
    pub(super) fn place(&self, node: &Node) -> Option<usize> {
        self.places.get(&id_of(node)).copied()
    }
}

/// What tells the row of a node from all others.
pub(super) fn id_of(node: &Node) -> Id {
    Id::unique(("explorer", node))
}

/// The rows of a catalog.
pub(super) fn build(source: &Source<'_>) -> Rows {
    let mut builder = Builder {
        query: folded(source.filter.trim()),
        issues: count(source.issues),
        results: source.scenarios.iter().map(|result| (result.name.as_str(), result)).collect(),
        source,
        rows: Rows::default(),
        level: 0,
        in_sight: true,
        below: Tally::default(),
    };
    builder.catalog();
    builder.rows
}

/// The nodes that can be opened, from a node downwards, whether they are in sight or not.
pub(super) fn branches_below(catalog: &Catalog, node: &Node) -> Vec<Node> {
    let source = Source {
        catalog,
        issues: &[],
        scenarios: &[],
        language: Language::En,
        filter: "",
        is_open: &|_| true,
    };
    let all = build(&source);
    let Some(from) = all.nodes.iter().position(|other| other == node) else { return Vec::new() };
    let level = all.lines[from].level;
    let below = all.lines[from + 1..].iter().take_while(|row| row.level > level).count();
    let range = from..=from + below;
    range.filter(|index| all.lines[*index].expanded.is_some()).map(|index| all.nodes[index].clone()).collect()
}

/// How many issues there are, and the gravest of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Tally {
    count: usize,
    worst: Option<Severity>,
}

impl Tally {
    fn add(&mut self, other: Self) {
        self.count += other.count;
        self.worst = self.worst.max(other.worst);
    }

    fn badge(self) -> Option<Badge> {
        self.worst.map(|severity| Badge { severity, count: self.count })
    }
}

/// The issues of each entity.
fn count(issues: &[Issue]) -> HashMap<&Ref, Tally> {
    let mut counted: HashMap<&Ref, Tally> = HashMap::new();
    for issue in issues {
        let one = Tally { count: 1, worst: Some(severity(issue.severity)) };
        counted.entry(&issue.place.entity).or_default().add(one);
    }
    counted
}

/// How an issue of that severity is shown.
pub(crate) fn severity(severity: check::Severity) -> Severity {
    match severity {
        check::Severity::Error => Severity::Error,
        check::Severity::Warning => Severity::Warning,
        check::Severity::Hint => Severity::Info,
    }
}

/// What a row is to show.
pub(super) struct Item<'a> {
    pub(super) node: Node,
    pub(super) label: Cow<'a, str>,
    pub(super) icon: Icon,
    pub(super) muted: bool,
    pub(super) trailing: String,
    /// What can be done with it, for the tooltip.
    pub(super) hint: String,
    /// What the row says beside its issues: its badge while there are none, and its words.
    pub(super) state: Option<(Badge, String)>,
}

impl<'a> Item<'a> {
    pub(super) fn new(node: Node, label: impl Into<Cow<'a, str>>, icon: Icon) -> Self {
        Self {
            node,
            label: label.into(),
            icon,
            muted: false,
            trailing: String::new(),
            hint: String::new(),
            state: None,
        }
    }

    pub(super) fn entity(entity: Ref, label: impl Into<Cow<'a, str>>) -> Self {
        let icon = crate::ui::ctx::icon_of(&entity);
        Self::new(Node::Entity(entity), label, icon)
    }

    pub(super) fn muted(self, muted: bool) -> Self {
        Self { muted, ..self }
    }

    pub(super) fn trailing(self, trailing: String) -> Self {
        Self { trailing, ..self }
    }

    pub(super) fn hint(self, hint: String) -> Self {
        Self { hint, ..self }
    }

    pub(super) fn state(self, state: Option<(Badge, String)>) -> Self {
        Self { state, ..self }
    }
}

/// What walks the catalog and lays the rows down in order.
pub(super) struct Builder<'a> {
    pub(super) source: &'a Source<'a>,
    /// The results of the scenarios, by name.
    pub(super) results: HashMap<&'a str, &'a ScenarioResult>,
    query: String,
    issues: HashMap<&'a Ref, Tally>,
    rows: Rows,
    level: u16,
    /// Whether rows are not inside a closed one.
    in_sight: bool,
    /// The issues met since the branch began that is being walked.
    below: Tally,
}

impl Builder<'_> {
    /// A row with nothing inside.
    pub(super) fn leaf(&mut self, item: Item<'_>) {
        let own = self.own(&item);
        if self.takes(&item) && self.in_sight {
            self.push(item, None, own);
        }
        self.below.add(own);
    }

    /// A row with others inside, if it is filled. While something is searched it is there for its own sake
    /// or for theirs; else its closed branch is walked only for the issues in it.
    pub(super) fn branch(&mut self, item: Item<'_>, filled: bool, children: impl FnOnce(&mut Self)) {
        if !filled {
            return self.leaf(item);
        }
        let searching = !self.query.is_empty();
        let own = self.own(&item);
        let for_itself = self.takes(&item);
        let open = searching || (self.in_sight && (self.source.is_open)(&item.node));
        let at = self.rows.lines.len();
        let shown = self.in_sight;
        if shown {
            // A closed row is marked once it is known what is inside.
            self.push(item, Some(open), if open { own } else { Tally::default() });
        }
        let outside = std::mem::take(&mut self.below);
        self.in_sight = shown && open;
        self.level = self.level.saturating_add(1);
        if self.in_sight || !self.issues.is_empty() {
            children(self);
        }
        self.level -= 1;
        self.in_sight = shown;
        let inside = std::mem::replace(&mut self.below, outside);
        if searching && self.rows.lines.len() == at + 1 {
            self.settle_empty(at, for_itself);
        } else if shown && !open {
            let mut all = own;
            all.add(inside);
            self.mark(at, all);
        }
        self.below.add(own);
        self.below.add(inside);
    }

    /// A branch in which nothing matches stays only for its own sake.
    fn settle_empty(&mut self, at: usize, for_itself: bool) {
        if for_itself {
            self.rows.lines[at].expanded = None;
        } else {
            for row in self.rows.lines.drain(at..) {
                self.rows.places.remove(&row.id);
            }
            self.rows.nodes.truncate(at);
        }
    }

    fn own(&self, item: &Item<'_>) -> Tally {
        match &item.node {
            Node::Entity(entity) if !self.issues.is_empty() => {
                self.issues.get(entity).copied().unwrap_or_default()
            }
            _ => Tally::default(),
        }
    }

    /// Whether a row is shown for its own sake. Counts what matches.
    fn takes(&mut self, item: &Item<'_>) -> bool {
        if self.query.is_empty() {
            return true;
        }
        let Node::Entity(entity) = &item.node else { return false };
        let matches = self.matches(&item.label, entity.name());
        self.rows.matches += usize::from(matches);
        matches
    }

    fn matches(&self, label: &str, name: &str) -> bool {
        contains(label, &self.query) || contains(name, &self.query)
    }

    /// Whether something is searched and this entity, with nothing inside, is not it. Most are not: asking first
    /// spares them their row.
    pub(super) fn leaves_out(&self, label: &str, name: &str) -> bool {
        !self.query.is_empty() && !self.matches(label, name)
    }

    fn push(&mut self, item: Item<'_>, expanded: Option<bool>, own: Tally) {
        let (mut id, place) = (id_of(&item.node), self.rows.lines.len());
        // Two entities of one name would share theirs.
        if self.rows.places.contains_key(&id) {
            id = id.with(place);
        }
        self.rows.places.insert(id, place);
        let (state, said) = item.state.unzip();
        let mut said: Vec<String> = said.into_iter().collect();
        if item.muted || !item.trailing.is_empty() {
            said.insert(
                0,
                if item.trailing.is_empty() { self.text("explorer-off") } else { item.trailing.clone() },
            );
        }
        if !item.hint.is_empty() {
            said.push(item.hint);
        }
        self.rows.lines.push(TreeRow {
            expanded,
            icon: Some(item.icon),
            muted: item.muted,
            trailing: item.trailing,
            badge: state,
            description: said.join(" · "),
            ..TreeRow::new(id, self.level, item.label)
        });
        self.rows.nodes.push(item.node);
        self.mark(self.rows.lines.len() - 1, own);
    }

    /// Marks a row with the issues that it stands for.
    fn mark(&mut self, at: usize, issues: Tally) {
        let Some(badge) = issues.badge() else { return };
        let words = Message::new("explorer-issues").with("count", badge.count);
        let words = self.source.language.say_briefly(&words);
        let row = &mut self.rows.lines[at];
        let failed = row.badge.is_some_and(|badge| badge.severity == Severity::Error);
        row.badge = Some(if failed { Badge { severity: Severity::Error, ..badge } } else { badge });
        row.description =
            if row.description.is_empty() { words } else { format!("{} · {words}", row.description) };
    }

    pub(super) fn text(&self, id: &str) -> String {
        self.source.language.text(id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::{Group, Inside};
    use crate::model::Place;
    use std::collections::HashSet;

    const CATALOG: &str = r#"Catalog(format: 1, name: "c", label: "Shop",
        dimensions: [Dimension(name: "recipient", label: "Recipient", kind: Recipient)],
        folders: [
            Folder(name: "below", holds: Visitors, parent: Some("top")), Folder(name: "top", holds: Visitors),
            Folder(name: "ring_a", holds: Visitors, parent: Some("ring_b")),
            Folder(name: "ring_b", holds: Visitors, parent: Some("ring_a")),
            Folder(name: "top", label: "Twin", holds: Visitors, parent: Some("top")),
            Folder(name: "lost", holds: Visitors, parent: Some("nowhere")),
        ],
        environments: [
            Environment(name: "design", label: "Shop", stage: Design(live: "live"), targeting_dimension: "recipient",
                spaces: [Space(name: "home", label: "Home page", channel: InboundWeb)],
                categories: [Category(name: "loans", label: "Prêts",
                    offers: [Offer(name: "car", label: "Crédit auto"), Offer(name: "house", label: "Maison", enabled: false)],
                    categories: [Category(name: "small", offers: [Offer(name: "tiny", label: "Petit crédit")])],
                )]),
            Environment(name: "live", stage: Live, targeting_dimension: "recipient"),
        ],
        scenarios: [
            Scenario(name: "one", call: Call(space: "design/home"), expect: Expect()),
            Scenario(name: "two", call: Call(space: "design/home"), expect: Expect()),
        ])"#;

    fn catalog() -> std::sync::Arc<Catalog> {
        crate::storage::read(CATALOG.as_bytes()).expect("a catalog").catalog
    }

    fn with<T>(
        open: impl Fn(&Node) -> bool,
        filter: &str,
        issues: &[Issue],
        see: impl FnOnce(Rows) -> T,
    ) -> T {
        let result = |name: &str, differences| {
            let (name, first, accepted) = (name.to_owned(), None, None);
            ScenarioResult { name, differences, first, accepted }
        };
        let scenarios = [result("one", Vec::new()), result("two", vec![Message::new("app-saved")])];
        let language = Language::En;
        let catalog = catalog();
        see(build(&Source {
            catalog: &catalog,
            issues,
            scenarios: &scenarios,
            language,
            filter,
            is_open: &open,
        }))
    }

    /// Each row as its depth and label.
    fn listed(rows: &Rows) -> Vec<String> {
        rows.lines.iter().map(|row| format!("{}{}", "  ".repeat(row.level.into()), row.label)).collect()
    }

    fn issue(severity: check::Severity, entity: Ref) -> Issue {
        let place = Place::new(entity, Vec::new());
        Issue {
            severity,
            code: "test",
            place,
            message: Message::new("app-saved"),
            hint: None,
            fix: None,
            count: 1,
        }
    }

    fn offer(name: &str) -> Ref {
        Ref::Offer("design".to_owned(), name.to_owned())
    }

    fn row<'a>(rows: &'a Rows, label: &str) -> &'a TreeRow {
        rows.lines.iter().find(|row| row.label == label).expect(label)
    }

    #[test]
    fn everything_stands_in_its_order() {
        let open = |node: &Node| !matches!(node, Node::Group(Group::Dimensions | Group::Scenarios));
        with(open, "", &[], |rows| {
            assert_eq!(
                listed(&rows),
                [
                    "Shop",
                    "Environments",
                    "  Shop",
                    "    Spaces",
                    "      Home page",
                    "    Offer catalog",
                    "      Prêts",
                    "        Crédit auto",
                    "        Maison",
                    "        small",
                    "          Petit crédit",
                    "  live",
                    "    Spaces",
                    "    Offer catalog",
                    "Presentation rules",
                    "Targeting dimensions",
                    "Folders",
                    "  top",
                    "    below",
                    "    Twin",
                    "  ring_a",
                    "  ring_b",
                    "  lost",
                    "Contacts",
                    "Scenarios",
                ]
            );
            assert_eq!(row(&rows, "Presentation rules").expanded, None, "nothing is inside");
            assert_eq!(row(&rows, "Targeting dimensions").expanded, Some(false));
            assert!(
                row(&rows, "Maison").muted && row(&rows, "live").muted && !row(&rows, "Crédit auto").muted
            );
            assert_eq!(row(&rows, "live").description, "Live");
            assert_eq!(row(&rows, "Maison").description, "disabled · to review");
            let ids: HashSet<Id> = rows.lines.iter().map(|row| row.id).collect();
            assert_eq!(ids.len(), rows.lines.len(), "entities of one name have ids of their own");
        });
    }

    #[test]
    fn a_search_keeps_what_matches_and_the_way_to_it() {
        with(
            |_| false,
            "  CREDIT ",
            &[],
            |rows| {
                let found =
                    ["Environments", "  Shop", "    Offer catalog", "      Prêts", "        Crédit auto"];
                assert_eq!(listed(&rows)[..5], found);
                assert_eq!(listed(&rows)[5..], ["        small", "          Petit crédit"]);
                assert_eq!(rows.matches, 2);
                assert!(rows.lines.iter().all(|row| row.expanded != Some(false)));
            },
        );
        with(
            |_| true,
            "loans",
            &[],
            |rows| {
                assert_eq!(
                    listed(&rows).last().map(String::as_str),
                    Some("      Prêts"),
                    "names are searched too"
                );
                assert_eq!(rows.lines.last().and_then(|row| row.expanded), None, "nothing inside matches");
            },
        );
        with(|_| true, "scenarios", &[], |rows| assert!(rows.lines.is_empty(), "headings are not searched"));
    }

    #[test]
    fn closed_rows_stand_for_the_issues_inside() {
        let issues = [
            issue(check::Severity::Warning, offer("car")),
            issue(check::Severity::Error, offer("tiny")),
            issue(check::Severity::Hint, Ref::Environment("design".to_owned())),
        ];
        let badge = |rows: &Rows, at: usize| rows.lines[at].badge.map(|badge| (badge.severity, badge.count));
        with(
            |_| false,
            "",
            &issues,
            |rows| {
                assert_eq!(badge(&rows, 1), Some((Severity::Error, 3)));
                assert_eq!(row(&rows, "Environments").description, "3 problems");
                assert_eq!(badge(&rows, 0), None);
            },
        );
        let first = |node: &Node| matches!(node, Node::Group(Group::Environments));
        with(first, "", &issues, |rows| {
            assert_eq!(badge(&rows, 1), None, "what is open shows its rows instead");
            assert_eq!(badge(&rows, 2), Some((Severity::Error, 3)));
            assert_eq!(rows.lines[2].description, "3 problems", "its own and those inside are said once");
        });
        let small = |node: &Node| !matches!(node, Node::Entity(Ref::Category(_, name)) if name == "small");
        with(small, "", &issues, |rows| {
            assert_eq!(badge(&rows, 2), Some((Severity::Info, 1)), "its own");
            assert_eq!(
                row(&rows, "Crédit auto").badge,
                Some(Badge { severity: Severity::Warning, count: 1 })
            );
            assert_eq!(row(&rows, "small").badge, Some(Badge { severity: Severity::Error, count: 1 }));
        });
    }

    #[test]
    fn scenarios_show_whether_they_pass() {
        let issues = [issue(check::Severity::Warning, Ref::Scenario("two".to_owned()))];
        with(
            |_| true,
            "",
            &issues,
            |rows| {
                assert_eq!(row(&rows, "Scenarios").trailing, "1/2");
                assert_eq!(row(&rows, "one").badge, Some(Badge { severity: Severity::Success, count: 0 }));
                assert_eq!(row(&rows, "two").badge, Some(Badge { severity: Severity::Error, count: 1 }));
                assert_eq!(row(&rows, "two").description, "failed · 1 problem");
            },
        );
    }

    #[test]
    fn the_branches_below_a_node_are_found_though_they_are_closed() {
        let offers = Node::Inside("design".to_owned(), Inside::Offers);
        let category = |name: &str| Node::Entity(Ref::Category("design".to_owned(), name.to_owned()));
        let expected = [offers.clone(), category("loans"), category("small")];
        assert_eq!(branches_below(&catalog(), &offers), expected);
        assert_eq!(branches_below(&catalog(), &Node::Entity(offer("gone"))), []);
    }

    #[test]
    fn folders_nested_without_end_are_listed_all_the_same() {
        let mut catalog = Catalog::new("deep");
        for index in 0..1_000 {
            let parent = format!("parent: Some(\"f{}\")", index + 1);
            let folder = format!("Folder(name: \"f{index}\", holds: Visitors, {parent})");
            catalog.folders.push(std::sync::Arc::new(ron::from_str(&folder).expect("a folder")));
        }
        let source = Source {
            catalog: &catalog,
            issues: &[],
            scenarios: &[],
            language: Language::En,
            filter: "f",
            is_open: &|_| true,
        };
        assert_eq!(build(&source).matches, 1_000);
    }
}
