//! What takes an approval back and what does not, what is written to the log, and what waits for a decision.

use super::super::{Document, Edit, duplicate};
use super::*;
use crate::model::{Content, EntityKind, Values, Weight, WeightValue};
use crate::rule::RuleTable;
use crate::text::Message;
use std::time::Instant;

fn catalog() -> Arc<Catalog> {
    let text = r#"Catalog(format: 1, name: "c",
        dimensions: [Dimension(name: "d", kind: Recipient, key: ["id"], fields: [Field(name: "id", type: Text)])],
        environments: [
            Environment(name: "design", stage: Design(live: "live"), targeting_dimension: "d",
                spaces: [Space(name: "web", channel: InboundWeb), Space(name: "mail", channel: Email)],
                categories: [
                    Category(name: "a", offers: [
                        Offer(name: "loan", weights: [Weight(value: 5)], content: Content(title: "Loan"),
                            approval: Approval(content: Approved(spaces: ["web"]), eligibility: Approved)),
                        Offer(name: "card", approval: Approval(content: Rejected)),
                    ]),
                    Category(name: "b"),
                ]),
            Environment(name: "live", stage: Live, targeting_dimension: "d"),
        ])"#;
    let text = format!("#![enable(implicit_some)]\n{text}");
    Arc::new(ron::from_str(&text).expect("a catalog"))
}

fn by() -> Signature {
    Signature { at: "2026-11-20T10:00".parse().expect("a moment"), author: "Anna".into() }
}

fn at(name: &str) -> Ref {
    Ref::Offer("design".into(), name.into())
}

fn offer(catalog: &Arc<Catalog>, name: &str) -> Arc<Offer> {
    let Some(Entity::Offer(offer)) = catalog.entity(&at(name)) else { panic!("no offer {name}") };
    offer
}

/// What was decided of content and eligibility, and the parts that the log speaks of.
fn state(catalog: &Arc<Catalog>, name: &str) -> ([Option<Verdict>; 2], Vec<(ApprovalPart, Verdict)>) {
    let approval = &offer(catalog, name).approval;
    let log = approval.log.iter().map(|entry| (entry.part, entry.verdict)).collect();
    (ApprovalPart::ALL.map(|part| approval.decided(part)), log)
}

fn put(catalog: &Arc<Catalog>, name: &str, change: impl FnOnce(&mut Offer)) -> (Arc<Catalog>, Vec<Reset>) {
    let mut changed = Offer::clone(&offer(catalog, name));
    change(&mut changed);
    let edit = Edit::Put(at(name), Entity::Offer(Arc::new(changed)));
    edit.apply_by(catalog, &RuleTable::default(), Some(&by())).expect("changes")
}

const APPROVED: Option<Verdict> = Some(Verdict::Approved);

#[test]
fn an_edit_takes_back_the_approval_of_what_it_changes_and_of_nothing_else() {
    use ApprovalPart::{Content as Shown, Eligibility};
    let before = catalog();
    let (after, resets) = put(&before, "loan", |it| it.weights[0].value = WeightValue::Number(6.0));
    assert_eq!(state(&after, "loan"), ([APPROVED, None], vec![(Eligibility, Verdict::Reset)]));
    assert_eq!(resets, [(at("loan"), Eligibility)]);
    let entry = &offer(&after, "loan").approval.log[0];
    assert_eq!((entry.author.as_str(), entry.at.to_string().as_str()), ("Anna", "2026-11-20T10:00"));
    let (again, resets) = put(&after, "loan", |it| it.target = "profile.id == '1'".into());
    assert_eq!((state(&again, "loan").1.len(), resets.len()), (1, 0), "it is pending already");
    let (after, _) = put(&before, "loan", |it| it.content.title = "A loan".into());
    assert_eq!(state(&after, "loan"), ([None, APPROVED], vec![(Shown, Verdict::Reset)]));
    let (after, resets) = put(&before, "loan", |it| {
        it.label = "Loan".into();
        it.code = "L1".into();
    });
    assert_eq!(
        (state(&after, "loan"), resets.len()),
        (([APPROVED; 2], vec![]), 0),
        "label and code are no part"
    );
    let (after, _) = put(&before, "card", |it| it.content.text = "New".into());
    assert_eq!(state(&after, "card").0, [None, None], "what was rejected is looked at again");
}

#[test]
fn without_somebody_who_edits_approvals_stay_as_the_edit_has_them() {
    let before = catalog();
    let (after, _) = put(&before, "loan", |it| it.enabled = false);
    let back = Edit::Put(at("loan"), Entity::Offer(offer(&before, "loan"))).apply(&after).expect("changes");
    assert_eq!(back, before);
    // By somebody too, where the edit brings the approval along: taking a difference back.
    let back = Edit::Put(at("loan"), Entity::Offer(offer(&before, "loan")));
    let (back, resets) = back.apply_by(&after, &RuleTable::default(), Some(&by())).expect("changes");
    assert_eq!((back, resets.len()), (before, 0));
}

#[test]
fn many_edits_at_once_take_back_each_its_own() {
    let before = catalog();
    let weight = Weight {
        label: String::new(),
        value: WeightValue::Number(1.0),
        period: crate::model::Period::default(),
        space: None,
        target: String::new(),
    };
    let loan = Offer { weights: vec![weight], ..Offer::clone(&offer(&before, "loan")) };
    let content = Content { fields: Values::default(), html: "x".into(), ..Content::default() };
    let card = Offer { content, ..Offer::clone(&offer(&before, "card")) };
    let put = |name: &str, offer: Offer| Edit::Put(at(name), Entity::Offer(Arc::new(offer)));
    let edit =
        Edit::All(vec![put("loan", loan), put("card", card), Edit::Rename(at("loan"), "credit".into())]);
    let (after, resets) = edit.apply_by(&before, &RuleTable::default(), Some(&by())).expect("changes");
    assert_eq!(state(&after, "credit").0, [APPROVED, None]);
    assert_eq!(resets, [(at("loan"), ApprovalPart::Eligibility), (at("card"), ApprovalPart::Content)]);
}

#[test]
fn another_category_is_another_eligibility_and_a_name_is_not() {
    let before = catalog();
    let to = |parent: &str| Edit::Move {
        what: at("loan"),
        parent: Ref::Category("design".into(), parent.into()),
        index: 9,
    };
    let moved = |edit: Edit| edit.apply_by(&before, &RuleTable::default(), Some(&by())).expect("changes").0;
    assert_eq!(state(&moved(to("b")), "loan").0, [APPROVED, None]);
    assert_eq!(state(&moved(to("a")), "loan").0, [APPROVED, APPROVED], "another place in its category");
    let renamed = moved(Edit::Rename(Ref::Category("design".into(), "a".into()), "z".into()));
    assert_eq!(state(&renamed, "loan").0, [APPROVED, APPROVED]);
    let (copy, own) = duplicate(&before, &at("loan"), str::to_owned).expect("has room");
    let copied = moved(copy);
    assert_eq!(state(&copied, own.name()), ([None, None], vec![]), "nobody has seen the copy");
}

#[test]
fn decisions_are_written_to_the_log_with_who_and_why() {
    let before = catalog();
    let decide = |catalog: &Arc<Catalog>, review: &Review| {
        let edit = super::review(catalog, &[at("loan"), at("card"), at("card")], review, &by());
        edit.map(|edit| edit.apply_by(catalog, &RuleTable::default(), Some(&by())).expect("changes"))
    };
    let all = |verdict| Review {
        parts: ApprovalPart::ALL.to_vec(),
        verdict,
        spaces: None,
        comment: " Checked ".into(),
    };
    let (after, resets) = decide(&before, &all(Verdict::Approved)).expect("an edit");
    assert!(resets.is_empty());
    assert_eq!(state(&after, "card").0, [APPROVED, APPROVED]);
    let card = offer(&after, "card");
    assert_eq!(
        card.approval.content,
        ContentApproval::Approved { spaces: vec!["web".into(), "mail".into()] }
    );
    assert_eq!(card.approval.log.len(), 2);
    assert!(card.approval.log.iter().all(|entry| entry.comment == "Checked" && entry.author == "Anna"));
    let silent = Review { comment: String::new(), ..all(Verdict::Approved) };
    assert!(decide(&after, &silent).is_none(), "nothing changes, and there is nothing to say");
    let again = Review { parts: vec![ApprovalPart::Content], ..all(Verdict::Reset) };
    let (after, _) = decide(&after, &again).expect("an edit");
    assert_eq!(state(&after, "loan").0, [None, APPROVED]);
    let live = Ref::Offer("live".into(), "loan".into());
    assert!(super::review(&after, &[live], &again, &by()).is_none(), "there is none, and Live is read-only");
}

#[test]
fn what_waits_is_listed_with_what_changed_since_it_was_approved_or_published() {
    let name = || Message::new("app-undo-save-scenario");
    let mut document = Document::new(super::super::publish(&catalog()).expect("publishes").catalog);
    assert_eq!(
        pending(document.catalog(), &document.earlier()).len(),
        1,
        "the eligibility of the card was never decided"
    );
    let change = |document: &mut Document, value: f64| {
        let mut changed = Offer::clone(&offer(document.catalog(), "loan"));
        changed.weights[0].value = WeightValue::Number(value);
        let edit = Edit::Put(at("loan"), Entity::Offer(Arc::new(changed)));
        document
            .apply((&edit, Some(&by())), &RuleTable::default(), name(), None, Instant::now())
            .expect("changes");
    };
    change(&mut document, 6.0);
    let of_loan = |document: &Document| {
        let all = pending(document.catalog(), &document.earlier());
        all.into_iter().find(|(at, ..)| at.name() == "loan").expect("waits")
    };
    let (_, part, since, changes) = of_loan(&document);
    assert_eq!((part, since, changes.len()), (ApprovalPart::Eligibility, Since::Approved, 1));
    assert_eq!((changes[0].old.clone(), changes[0].new.clone()), (Some(5.0.into()), Some(6.0.into())));
    // Read anew, nothing is known of this session: what was published stands in.
    let reopened = Document::new(Arc::clone(document.catalog()));
    assert_eq!(of_loan(&reopened).2, Since::Published);
    let none = pending(&catalog(), &[]);
    assert_eq!(none.iter().map(|(.., since, _)| *since).collect::<Vec<_>>(), [Since::Nothing]);
}

#[test]
fn offers_are_found_in_what_holds_them() {
    let catalog = catalog();
    let names =
        |of: &[Ref]| offers_in(&catalog, of).iter().map(|it| it.name().to_owned()).collect::<Vec<_>>();
    assert_eq!(names(&[Ref::Environment("design".into())]), ["loan", "card"]);
    assert_eq!(names(&[Ref::Category("design".into(), "a".into()), at("card")]), ["loan", "card"]);
    assert_eq!(names(&[Ref::Category("design".into(), "b".into()), Ref::Catalog]), Vec::<String>::new());
    assert_eq!(at("x").kind(), EntityKind::Offer);
}

#[test]
fn an_environment_shows_in_live_what_is_approved_of_it_and_nothing_edited_since() {
    let design = catalog();
    let turn = |catalog: &Arc<Catalog>, stage| {
        let environment = catalog.environment("design").expect("there");
        with_stage(environment, stage)
            .apply_by(catalog, &RuleTable::default(), Some(&by()))
            .expect("changes")
            .0
    };
    let live = turn(&design, Stage::Live);
    let live_on = |catalog: &Arc<Catalog>| ["loan", "card"].map(|name| offer(catalog, name).live_on.clone());
    assert_eq!(live_on(&live), [vec!["web".to_owned()], Vec::new()], "one is rejected");
    assert_eq!(offer(&live, "loan").approval, Approval::default());
    let stage = Stage::Design { live: "live".into() };
    let again = turn(&live, stage.clone());
    assert_eq!((state(&again, "loan").0, live_on(&again)), ([APPROVED; 2], [Vec::new(), Vec::new()]));
    assert_eq!(turn(&again, Stage::Live), live);
    let (edited, _) = put(&again, "loan", |it| it.content.title = "Nobody has seen this".into());
    assert_eq!(live_on(&turn(&edited, Stage::Live)), [Vec::<String>::new(), Vec::new()]);
}

#[test]
fn an_approval_comes_back_with_what_was_approved() {
    use super::super::{Part, PathStep, difference, revert};
    let saved = catalog();
    let (edited, _) = put(&saved, "loan", |it| it.weights[0].value = WeightValue::Number(6.0));
    let to = Ref::Category("design".into(), "b".into());
    let edited = Edit::Move { what: at("loan"), parent: to, index: 0 }.apply(&edited).expect("moved");
    let differences = difference(&saved, &edited);
    let of = differences.iter().find(|it| it.entity == at("loan")).expect("it differs");
    let take_back = |part| {
        let edit = revert(&saved, &edited, of, part).expect("an edit");
        edit.apply_by(&edited, &RuleTable::default(), Some(&by())).expect("changes").0
    };
    let field = |name: &str| {
        let path = [PathStep::Field("approval".into()), PathStep::Field(name.into())];
        Part::Field(of.fields.iter().position(|it| it.path == path).expect("it differs"))
    };
    let back = take_back(field("eligibility"));
    assert_eq!(state(&back, "loan").0, [APPROVED; 2]);
    assert_eq!(offer(&back, "loan").weights, offer(&saved, "loan").weights);
    assert_eq!(back.environment("design").and_then(|it| it.offer("loan")).expect("there").0.name, "a");
    assert_eq!(take_back(Part::All), saved, "all of it is as it was, at once");
    assert_eq!(state(&take_back(Part::Place), "loan").0, [APPROVED, None], "the weight is another one");
    // Approved again since, as something else.
    let review = Review {
        parts: vec![ApprovalPart::Eligibility],
        verdict: Verdict::Approved,
        spaces: None,
        comment: String::new(),
    };
    let again = super::review(&edited, &[at("loan")], &review, &by()).expect("an edit").apply(&edited);
    let again = again.expect("changes");
    let of = &difference(&saved, &again)[0];
    let edit = revert(&saved, &again, of, Part::All).expect("an edit");
    let back = edit.apply_by(&again, &RuleTable::default(), Some(&by())).expect("changes").0;
    assert_eq!(back, saved);
}

#[test]
fn of_live_nothing_is_taken_back() {
    use super::super::{difference, may_take_back, publish};
    let saved = catalog();
    let published = publish(&saved).expect("publishes").catalog;
    let found = difference(&saved, &published);
    assert!(!found.is_empty() && found.iter().all(|it| !may_take_back(&saved, &published, it)));
    let (edited, _) = put(&saved, "loan", |it| it.enabled = false);
    assert!(difference(&saved, &edited).iter().all(|it| may_take_back(&saved, &edited, it)));
}
