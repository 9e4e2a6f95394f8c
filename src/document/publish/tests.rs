//! What of Design is in Live after publishing, and where.

use super::*;
use crate::model::Weight;

/// A Design environment with offers of every approval, and a Live one with what was published before.
const CATALOG: &str = r#"#![enable(implicit_some)]
Catalog(format: 1, name: "shop",
    dimensions: [Dimension(name: "recipient", kind: Recipient), Dimension(name: "visitor", kind: Visitor)],
    folders: [Folder(name: "brand", holds: Visitors)],
    environments: [
        Environment(name: "known", label: "Known", stage: Design(live: "live_known"), targeting_dimension: "recipient",
            target: "profile.age >= 18",
            filters: [Filter(name: "adult", rule: "true")],
            spaces: [
                Space(name: "web", channel: InboundWeb, unitary: true, fall_back_to_anonymous: true,
                    linked_anonymous_space: "unknown/web"),
                Space(name: "mail", channel: Email),
            ],
            categories: [
                Category(name: "top", multiplier: Multiplier(value: 2.0), offers: [
                    Offer(name: "new", code: "N", approval: Approval(content: Approved(spaces: ["mail", "gone"]),
                        eligibility: Approved, log: [])),
                    Offer(name: "draft"),
                    Offer(name: "changed", target: "new", approval: Approval(content: Approved(spaces: ["web"]))),
                    Offer(name: "refused", approval: Approval(content: Rejected, eligibility: Approved)),
                    Offer(name: "refused_draft", approval: Approval(eligibility: Rejected)),
                    Offer(name: "off", enabled: false, target: "new"),
                ]),
                Category(name: "other", offers: [Offer(name: "moved")], categories: [Category(name: "inner")]),
            ]),
        Environment(name: "live_known", label: "Live", stage: Live, targeting_dimension: "visitor",
            spaces: [Space(name: "old", channel: InboundWeb)],
            categories: [
                Category(name: "top", offers: [
                    Offer(name: "deleted", live_on: ["mail", "old"], weights: [Weight(value: 3.0, space: "old")]),
                    Offer(name: "moved", target: "published", live_on: ["old", "web"]),
                    Offer(name: "changed", target: "published", live_on: ["web"]),
                    Offer(name: "refused", live_on: ["web"]),
                    Offer(name: "off", target: "published", live_on: ["web"]),
                ]),
                Category(name: "closed", target: "filters.gone()", categories: [
                    Category(name: "inner", offers: [Offer(name: "inside")]),
                    Category(name: "deep", offers: [Offer(name: "lost")]),
                    Category(name: "empty", offers: []),
                ]),
                Category(name: "bare", offers: []),
            ]),
        Environment(name: "unknown", stage: Design(live: "live_unknown"), anonymous: true,
            targeting_dimension: "visitor", visitor_folder: "brand", spaces: [Space(name: "web", channel: InboundWeb)]),
        Environment(name: "live_unknown", stage: Live, targeting_dimension: "visitor"),
    ],
)"#;

fn catalog() -> Catalog {
    ron::from_str(CATALOG).expect("a catalog")
}

fn live(catalog: &Catalog) -> &Environment {
    catalog.environment("live_known").expect("it is there")
}

/// The categories with the offers in them: `category(offer …)`, each offer that is disabled after a `-`.
fn outline(categories: &[Arc<Category>]) -> String {
    let offer = |offer: &Arc<Offer>| format!("{}{}", if offer.enabled { "" } else { "-" }, offer.name);
    let parts = categories.iter().map(|it| {
        let inside = it
            .offers
            .iter()
            .map(offer)
            .chain(std::iter::once(outline(&it.categories)).filter(|it| !it.is_empty()));
        format!("{}({})", it.name, inside.collect::<Vec<_>>().join(" "))
    });
    parts.collect::<Vec<_>>().join(" ")
}

fn offer<'a>(environment: &'a Environment, name: &str) -> &'a Offer {
    let mut found = None;
    environment.walk_categories(|_, category| {
        found = found.or_else(|| category.offers.iter().find(|offer| offer.name == name));
    });
    found.expect("it is there")
}

#[test]
fn live_has_what_is_approved_and_what_was_published_of_the_rest() {
    let published = publish(&catalog()).expect("nothing stands in the way");
    let live = live(&published.catalog);
    assert_eq!(
        outline(&live.categories),
        "top(-deleted new changed -refused -off) closed(deep(-lost)) other(moved inner(-inside))"
    );
    let offer_of = |name: &str| Ref::Offer("live_known".to_owned(), name.to_owned());
    let withdrawn = ["refused", "off", "deleted", "inside", "lost"].map(offer_of);
    assert_eq!(published.withdrawn, HashSet::from(withdrawn));
    let new = offer(live, "new");
    assert_eq!((new.live_on.as_slice(), &new.approval), (&["mail".to_owned()][..], &Approval::default()));
    for kept in ["changed", "moved", "off"] {
        assert_eq!(offer(live, kept).target, "published", "{kept}");
    }
    // What it has for spaces that are gone goes with them.
    assert_eq!(offer(live, "moved").live_on, ["web"]);
    assert!(offer(live, "deleted").weights.is_empty());
}

#[test]
fn live_has_the_own_fields_of_design_but_its_name_label_and_stage() {
    let published = publish(&catalog()).expect("nothing stands in the way");
    let live = live(&published.catalog);
    assert_eq!((live.name.as_str(), live.label.as_str(), live.linked_live()), ("live_known", "Live", None));
    assert_eq!((live.target.as_str(), live.targeting_dimension.as_str()), ("profile.age >= 18", "recipient"));
    let spaces: Vec<&str> = live.spaces.iter().map(|it| it.name.as_str()).collect();
    assert_eq!((spaces, live.filters.len()), (vec!["web", "mail"], 1));
    assert_eq!(live.categories[0].multiplier.as_ref().map(|it| it.value), Some(2.0));
    // A category that is gone holds an offer that was shown, and nothing that would refer to what is gone.
    assert_eq!((live.categories[1].enabled, live.categories[1].target.as_str()), (false, ""));
    let before = catalog();
    assert_eq!(published.catalog.environments[0], before.environments[0], "Design stays as it is");
}

#[test]
fn links_lead_to_live_spaces_even_to_those_that_come_with_the_same_publishing() {
    let published = publish(&catalog()).expect("nothing stands in the way");
    let (_, space) = published.catalog.space_at("live_known/web").expect("it is there");
    assert_eq!(space.linked_anonymous_space.as_deref(), Some("live_unknown/web"));
}

#[test]
fn publishing_again_changes_nothing() {
    let once = publish(&catalog()).expect("nothing stands in the way").catalog;
    assert_eq!(publish(&once).expect("nothing stands in the way").catalog, once);
}

#[test]
fn what_cannot_be_published_is_named() {
    let mut catalog = catalog();
    let live_of = |catalog: &mut Catalog, design: &str, live: &str| {
        let stage = crate::model::Stage::Design { live: live.to_owned() };
        catalog.environment_mut(design).expect("it is there").stage = stage;
    };
    live_of(&mut catalog, "unknown", "nowhere");
    let design = Ref::Environment("unknown".to_owned());
    let space = Ref::Space("known".to_owned(), "web".to_owned());
    let unlinked = Obstacle::NoLinkedSpace { space: space.clone(), missing: "nowhere/web".to_owned() };
    assert_eq!(publish(&catalog), Err(vec![Obstacle::NoLive { design: design.clone() }, unlinked]));
    live_of(&mut catalog, "unknown", "known");
    let unlinked = Obstacle::NoLinkedSpace { space: space.clone(), missing: "known/web".to_owned() };
    let found = publish(&catalog).expect_err("a Design environment is no Live one");
    assert_eq!(found[0], Obstacle::NoLive { design: design.clone() });
    assert!(!found.contains(&unlinked), "that space is there, and the environment itself is refused");
    live_of(&mut catalog, "unknown", "live_known");
    assert_eq!(
        publish(&catalog).expect_err("one Live environment for two")[0],
        Obstacle::LiveTwice { design }
    );
}

#[test]
fn of_a_withdrawn_offer_only_that_goes_which_is_wrong() {
    let published = publish(&catalog()).expect("nothing stands in the way").catalog;
    let mut published = Catalog::clone(&published);
    let full: Offer = ron::from_str(
        r#"#![enable(implicit_some)]
        Offer(name: "off", label: "Off", code: "O", enabled: false, target: "filters.gone()", live_on: ["web"],
            weights: [Weight(value: 1.0, target: "filters.gone()"), Weight(value: "profile.gone"), Weight(value: 3.0)],
            content: Content(title: "Kept", html: "{{ gone( }}", fields: {"gone": 1.0, "price": 2.0},
                spaces: {"web": Content(text: "{{ gone( }}", title: "Here")}))"#,
    )
    .expect("an offer");
    let at = Ref::Offer("live_known".to_owned(), "off".to_owned());
    published.change_one(&at, |_| Some(Entity::Offer(Arc::new(full.clone())))).expect("it is there");
    let (field, key) = (Step::Field, |name: &str| Step::Key(name.to_owned()));
    let wrong: Vec<Place> = [
        vec![field("target")],
        vec![field("weights"), Step::Index(0), field("target")],
        vec![field("weights"), Step::Index(1), field("value")],
        vec![field("content"), field("html")],
        vec![field("content"), field("fields"), key("gone")],
        vec![field("content"), field("spaces"), key("web"), field("text")],
    ]
    .into_iter()
    .map(|field| Place { field, ..Place::new(at.clone(), Vec::new()) })
    .collect();
    let after = reduced(&published, &wrong, false);
    let left = offer(live(&after), "off");
    assert_eq!((left.target.as_str(), left.live_on.as_slice()), ("", &["web".to_owned()][..]));
    let weights: Vec<_> = left.weights.iter().map(|it| (it.value.clone(), it.target.as_str())).collect();
    assert_eq!(weights, [(WeightValue::Number(1.0), ""), (WeightValue::Number(3.0), "")]);
    let Content { title, html, fields, spaces, .. } = &left.content;
    assert_eq!((title.as_str(), html.as_str(), fields.len()), ("Kept", "", 1));
    assert_eq!((spaces["web"].title.as_str(), spaces["web"].text.as_str()), ("Here", ""));
    let thorough = reduced(&published, &wrong[..1], true);
    let weights = vec![Weight { target: String::new(), ..full.weights[0].clone() }, full.weights[2].clone()];
    let bare = Offer { enabled: false, code: "O".into(), weights, ..Offer::new("off", "Off") };
    assert_eq!(*offer(live(&thorough), "off"), bare);
    assert_eq!(offer(live(&after), "moved"), offer(live(&published), "moved"));
}

#[test]
fn what_is_kept_stands_where_it_stood() {
    let text = r#"#![enable(implicit_some)]
Catalog(format: 1, name: "shop", dimensions: [Dimension(name: "recipient", kind: Recipient)], environments: [
    Environment(name: "d", stage: Design(live: "l"), targeting_dimension: "recipient",
        categories: [Category(name: "one", offers: [Offer(name: "b"), Offer(name: "a")]), Category(name: "three")]),
    Environment(name: "l", stage: Live, targeting_dimension: "recipient", categories: [
        Category(name: "zero", offers: [Offer(name: "z")]),
        Category(name: "one", offers: [Offer(name: "p"), Offer(name: "a"), Offer(name: "q"), Offer(name: "r"),
            Offer(name: "b"), Offer(name: "s")]),
        Category(name: "two", offers: [Offer(name: "t")]), Category(name: "three")]),
])"#;
    let once = publish(&ron::from_str(text).expect("a catalog")).expect("publishes").catalog;
    assert_eq!(outline(&once.environments[1].categories), "zero(-z) one(-p b -s a -q -r) two(-t) three()");
    assert_eq!(publish(&once).expect("publishes").catalog, once);
}

#[test]
fn what_an_offer_would_show_on_a_space_that_is_not_approved_stays_in_design() {
    let text = CATALOG.replace(
        r#"Offer(name: "new", code: "N","#,
        r#"Offer(name: "new", code: "N", content: Content(title: "For all",
            spaces: {"web": Content(title: "Not approved"), "mail": Content(title: "Approved")}),"#,
    );
    let catalog: Catalog = ron::from_str(&text).expect("a catalog");
    let published = publish(&catalog).expect("publishes").catalog;
    let (_, offer) = live(&published).offer("new").expect("it is there");
    let spaces: Vec<&str> = offer.content.spaces.keys().map(String::as_str).collect();
    assert_eq!((offer.content.title.as_str(), spaces), ("For all", vec!["mail"]));
    assert_eq!(publish(&published).expect("publishes").catalog, published, "again changes nothing");
}
