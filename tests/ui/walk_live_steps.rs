//! The steps of a random walk from Design to Live, through the actions that the window asks for.

use crate::support::{Chosen, app};
use crate::walk_steps::Chance;
use std::path::PathBuf;
use std::sync::Arc;
use vitrine::app::timeline::{Part as TimelinePart, TimelineAction};
use vitrine::app::{
    Action, Answer, App, AskReview, BulkChange, Choose, Column, Command, CompareAction, Dialog,
    ExplorerAction, FindAction, InnerTab, Node, Operation, PreviewChange, Prospect, PublishAction,
    PublishDialog, TableAction, Version,
};
use vitrine::document::{self, Edit, Part, PathStep, Query, Review, Sign, entities, offers_in};
use vitrine::engine::{Decision, Report};
use vitrine::model::{
    ApprovalPart, Catalog, Category, Content, Entity, EntityKind, Filter, Offer, Period, Ref, Space, Value,
    Verdict, Weight, WeightValue,
};
use vitrine::text::{Language, Message};

/// What a step did, as far as it matters for what is approved.
pub(crate) enum Did {
    /// Something that takes approvals back where it changes a part.
    Edit,
    /// A change in how rules are written.
    SameMeaning,
    /// A decision.
    Reviewed { offers: Vec<Ref>, review: Review },
    /// Undo, redo.
    History,
    /// Something came back from what is saved.
    TookBack,
    /// Publishing is to follow.
    Publish,
    /// An earlier Live came back.
    GoBack,
    /// The catalog was saved and read again.
    Reopened,
}

/// A step: its kind, what it was about, and what it did.
pub(crate) struct Step {
    pub(crate) name: &'static str,
    pub(crate) about: String,
    pub(crate) did: Did,
}

type Walked = (String, Did);

/// Somebody who works in a catalog from Design to Live.
pub(crate) struct Walker {
    pub(crate) app: App,
    chance: Chance,
    path: PathBuf,
    _folder: tempfile::TempDir,
    /// What was cut or copied.
    clipboard: String,
    /// So that no text is typed twice.
    typed: usize,
}

/// What is done, each with how often of a hundred.
type Kind = (&'static str, usize, fn(&mut Walker) -> Walked);
const KINDS: [Kind; 21] = [
    ("review", 24, Walker::review),
    ("edit an offer", 16, Walker::edit_offer),
    ("edit around offers", 6, Walker::edit_around),
    ("publish", 10, |_| (String::new(), Did::Publish)),
    ("undo or redo", 6, Walker::undo_and_redo),
    ("cut", 3, Walker::cut),
    ("paste", 4, Walker::paste),
    ("duplicate", 2, Walker::duplicate),
    ("drop", 5, Walker::drop_somewhere),
    ("shift", 2, Walker::shift),
    ("replace", 5, Walker::replace),
    ("rename", 4, Walker::rename),
    ("delete", 2, Walker::delete),
    ("change many", 3, Walker::change_many),
    ("paste cells", 2, Walker::paste_cells),
    ("take back", 4, Walker::take_back),
    ("go back", 2, Walker::go_back),
    ("fix", 2, Walker::fix),
    ("inline a filter", 1, Walker::inline),
    ("template", 2, Walker::template),
    ("save and open", 3, Walker::save_and_open),
];

fn open(path: PathBuf) -> App {
    let mut app = app(Language::En, Chosen::paths([]), Some(path));
    settle(&mut app);
    app
}

/// Has all be worked out that an action asks for.
fn settle(app: &mut App) {
    for _ in 0..20 {
        if !app.poll() {
            return;
        }
    }
}

fn named(step: &'static str) -> Message {
    Message::new(step)
}

impl Walker {
    pub(crate) fn new(text: &str, chance: Chance) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("shop.catalog.ron");
        std::fs::write(&path, text).expect("written");
        Self { app: open(path.clone()), chance, path, _folder: folder, clipboard: String::new(), typed: 0 }
    }

    pub(crate) fn catalog(&self) -> Arc<Catalog> {
        Arc::clone(self.app.workspace().catalog())
    }

    fn act(&mut self, actions: impl IntoIterator<Item = Action>) {
        self.app.apply(actions.into_iter().collect());
        settle(&mut self.app);
    }

    /// One step, and a look at the preview.
    pub(crate) fn step(&mut self) -> Step {
        let all: usize = KINDS.iter().map(|(_, often, _)| often).sum();
        let mut at = self.chance.below(all);
        let mut kinds = KINDS.iter();
        let (name, _, walk) = kinds
            .find(|(_, often, _)| {
                let here = at < *often;
                at = at.saturating_sub(*often);
                here
            })
            .expect("one of them");
        self.typed += 1;
        let (about, did) = walk(self);
        assert!(self.app.dialog.is_none(), "{name} {about}: {:?}", self.app.dialog);
        let version = Version::ALL[self.chance.below(3)];
        self.act([Action::Preview(PreviewChange::Version(version))]);
        Step { name, about, did }
    }

    fn text(&self) -> String {
        format!("Text {}", self.typed)
    }

    fn all(&self, kinds: &[EntityKind]) -> Vec<Ref> {
        let all = entities(&self.catalog()).into_iter().map(|placed| placed.place.entity);
        all.filter(|at| kinds.contains(&at.kind())).collect()
    }

    fn one_of(&mut self, all: &[Ref]) -> Option<Ref> {
        all.get(self.chance.below(all.len())).cloned()
    }

    fn any(&mut self, kinds: &[EntityKind]) -> Option<Ref> {
        let all = self.all(kinds);
        self.one_of(&all)
    }

    /// Something inside a Design environment.
    fn designed(&mut self, kinds: &[EntityKind]) -> Option<(Ref, Entity)> {
        let catalog = self.catalog();
        let mut all = self.all(kinds);
        all.retain(|at| document::may_hold(&catalog, at));
        let at = self.one_of(&all)?;
        let entity = catalog.entity(&at)?;
        Some((at, entity))
    }

    /// A decision on one offer, or on all in a place.
    fn review(&mut self) -> Walked {
        use EntityKind::{Category as C, Environment as E, Offer as O};
        let kinds = [&[O][..], &[O], &[C], &[E]][self.chance.below(4)];
        let Some(place) = self.any(kinds) else { return (String::new(), Did::Edit) };
        let offers = offers_in(&self.catalog(), std::slice::from_ref(&place));
        let verdicts = [
            Verdict::Approved,
            Verdict::Approved,
            Verdict::Approved,
            Verdict::Approved,
            Verdict::Rejected,
            Verdict::Reset,
        ];
        let verdict = verdicts[self.chance.below(verdicts.len())];
        let part = [None, None, None, Some(ApprovalPart::Content), Some(ApprovalPart::Eligibility)]
            [self.chance.below(5)];
        self.act([Action::AskReview(AskReview { offers, verdict, part })]);
        let Some(Dialog::Review(mut dialog)) = self.app.dialog.clone() else {
            return (format!("{place:?}: nothing"), Did::Edit);
        };
        "Anna".clone_into(&mut dialog.author);
        if self.chance.below(4) == 0 {
            dialog.review.comment = self.text();
        }
        if let Some(spaces) = dialog.review.spaces.as_mut().filter(|spaces| spaces.len() > 1)
            && self.chance.below(3) == 0
        {
            spaces.pop();
        }
        let (offers, review) = (dialog.offers.clone(), dialog.review.clone());
        self.act([Action::Keep(Dialog::Review(dialog)), Action::Answer(Answer::Accept)]);
        (format!("{place:?} {:?} {verdict:?}", review.parts), Did::Reviewed { offers, review })
    }

    fn edit(&mut self, at: Ref, entity: Entity, typing: bool) -> Walked {
        let field = typing.then(|| (at.clone(), "field"));
        let about = format!("{at:?}");
        self.act([Action::Edit {
            edit: Edit::Put(at, entity),
            name: named("app-undo-save-scenario"),
            field,
        }]);
        if !typing {
            self.act([Action::Settle]);
        }
        (about, Did::Edit)
    }

    fn edit_offer(&mut self) -> Walked {
        let Some((at, Entity::Offer(offer))) = self.designed(&[EntityKind::Offer]) else {
            return (String::new(), Did::Edit);
        };
        let (text, number, kind) = (self.text(), self.typed, self.chance.below(13));
        let amount = f64::from(u16::try_from(number).unwrap_or(u16::MAX));
        let mut next = Offer::clone(&offer);
        match kind {
            0 => next.label = text,
            1 => next.code = text,
            2 => next.enabled = !next.enabled,
            3 => next.content.title = text,
            4 => next.content.html = format!("<p>{text}</p>"),
            5 => {
                drop(
                    next.content.spaces.insert("mail".into(), Content { title: text, ..Content::default() }),
                );
            }
            6 => drop(next.content.fields.insert("price".into(), Value::Decimal(amount + 0.5))),
            7 => next.target = ["", "filters.adult(21)", "profile.age >= 30", "true"][number % 4].into(),
            8 => next.weights.truncate(1),
            9 => next.weights.iter_mut().take(1).for_each(|it| it.value = WeightValue::Number(amount)),
            10 => {
                let value = WeightValue::Number(amount);
                let space = Some("home".to_owned());
                next.weights.push(Weight {
                    label: text,
                    value,
                    period: Period::default(),
                    space,
                    target: String::new(),
                });
            }
            11 => {
                let period = Period { from: None, until: "2026-12-24".parse().ok() };
                let action = TimelineAction::Move {
                    of: at.clone(),
                    part: TimelinePart::Own,
                    period,
                    by_key: number.is_multiple_of(2),
                };
                self.act([Action::Timeline(action)]);
                return (format!("period of {at:?}"), Did::Edit);
            }
            _ => next.content = Content { title: text, ..Content::default() },
        }
        let typing = self.chance.below(3) == 0;
        let (about, did) = self.edit(at, Entity::Offer(Arc::new(next)), typing);
        (format!("{kind} {about}"), did)
    }

    /// What offers stand in and refer to: no part of what is approved of them.
    fn edit_around(&mut self) -> Walked {
        use EntityKind::{Category as C, Environment as E, Filter as F, PresentationRule as P, Space as S};
        let Some((at, entity)) = self.designed(&[E, C, C, F, S, S, P]) else {
            return (String::new(), Did::Edit);
        };
        let (text, number) = (self.text(), self.typed);
        let entity = match entity {
            Entity::Category(it) => {
                let mut next = Category::clone(&it);
                match number % 4 {
                    0 => next.enabled = !next.enabled,
                    1 => next.target = "profile.age >= 18".into(),
                    2 => next.label = text,
                    _ => next.multiplier = None,
                }
                Entity::Category(Arc::new(next))
            }
            Entity::Filter(it) if it.name != "french" => Entity::Filter(Arc::new(Filter {
                rule: format!("profile.age >= least + {number}"),
                ..Filter::clone(&it)
            })),
            Entity::Space(it) => {
                let fall_back_to_anonymous = it.linked_anonymous_space.is_some() && number.is_multiple_of(2);
                Entity::Space(Arc::new(Space { label: text, fall_back_to_anonymous, ..Space::clone(&it) }))
            }
            Entity::Environment(it) if !it.anonymous => {
                let mut next = it.own();
                next.target = ["", "profile.age >= 16"][number % 2].into();
                Entity::Environment(Arc::new(next))
            }
            Entity::PresentationRule(it) => {
                let mut next = vitrine::model::PresentationRule::clone(&it);
                next.at_most += 1;
                Entity::PresentationRule(Arc::new(next))
            }
            other => other,
        };
        self.edit(at, entity, false)
    }

    fn undo_and_redo(&mut self) -> Walked {
        let back = self.chance.below(4) + 1;
        let forth = self.chance.below(back);
        (0..back).for_each(|_| self.undo());
        (0..forth).for_each(|_| self.redo());
        (format!("{back} back, {forth} forth"), Did::History)
    }

    pub(crate) fn undo(&mut self) {
        self.app.run(Command::Undo);
        settle(&mut self.app);
    }

    pub(crate) fn redo(&mut self) {
        self.app.run(Command::Redo);
        settle(&mut self.app);
    }

    fn choose(&mut self, at: &Ref) {
        self.act([Action::Explorer(ExplorerAction::Choose(vec![at.clone()]))]);
    }

    /// Cuts or copies something. An environment is not: its copy would share the Live one.
    fn cut(&mut self) -> Walked {
        use EntityKind::{Category as C, Offer as O};
        let Some(what) = self.any(&[O, O, O, C]) else { return (String::new(), Did::Edit) };
        self.choose(&what);
        let cuts = self.chance.below(2) == 0 && Command::Cut.enabled(&self.app);
        self.act([Action::Explorer(if cuts { ExplorerAction::Cut } else { ExplorerAction::Copy })]);
        self.clipboard = self.app.clipboard.take_copied().unwrap_or_default();
        (format!("{} {what:?}", if cuts { "cut" } else { "copied" }), Did::Edit)
    }

    fn paste(&mut self) -> Walked {
        use EntityKind::{Category as C, Offer as O};
        let Some(onto) = self.any(&[O, C, C]) else { return (String::new(), Did::Edit) };
        let text = self.clipboard.clone();
        self.act([Action::Select(Node::Entity(onto.clone())), Action::Explorer(ExplorerAction::Paste(text))]);
        (format!("at {onto:?}"), Did::Edit)
    }

    fn duplicate(&mut self) -> Walked {
        use EntityKind::{Category as C, Offer as O};
        let Some(what) = self.any(&[O, O, C]) else { return (String::new(), Did::Edit) };
        self.choose(&what);
        self.act([Action::Explorer(ExplorerAction::Duplicate)]);
        (format!("{what:?}"), Did::Edit)
    }

    fn drop_somewhere(&mut self) -> Walked {
        use EntityKind::{Category as C, Offer as O};
        let (what, onto) = (self.any(&[O, O, C]), self.any(&[O, C, C]));
        let Some((what, onto)) = what.zip(onto) else { return (String::new(), Did::Edit) };
        self.act([Action::Explorer(ExplorerAction::Drop { what: what.clone(), onto: onto.clone() })]);
        (format!("{what:?} onto {onto:?}"), Did::Edit)
    }

    fn shift(&mut self) -> Walked {
        use EntityKind::{Category as C, Offer as O, Space as S};
        let Some(what) = self.any(&[O, O, C, S]) else { return (String::new(), Did::Edit) };
        let up = self.chance.below(2) == 0;
        self.act([
            Action::Select(Node::Entity(what.clone())),
            Action::Explorer(ExplorerAction::Shift { up }),
        ]);
        (format!("{what:?}"), Did::Edit)
    }

    fn replace(&mut self) -> Walked {
        let texts = ["Title", "Offer", "Base", "age >= 30", "adult", "Text", "Anna", "e"];
        let text = texts[self.chance.below(texts.len())];
        let with =
            if text == "age >= 30" { "age >= 31".to_owned() } else { format!("{text}{}", self.typed % 3) };
        let with = if text == "adult" { "adult".to_owned() } else { with };
        let query = Query { text: text.to_owned(), case: true, whole_words: false };
        self.app.run(Command::Find);
        self.act([Action::Find(FindAction::Search(query)), Action::Find(FindAction::With(with))]);
        let hits = self.app.find.found().hits.len();
        let action = if self.chance.below(2) == 0 && text != "e" {
            FindAction::ReplaceAll
        } else {
            FindAction::Replace(self.chance.below(hits))
        };
        let about = format!("{text:?} {action:?}");
        self.act([Action::Find(action)]);
        (about, Did::Edit)
    }

    fn rename(&mut self) -> Walked {
        use EntityKind::{Category as C, Environment as E, Filter as F, Offer as O, Space as S};
        let kinds = [O, O, C, S, F, E];
        let Some((at, _)) = self.designed(&kinds) else { return (String::new(), Did::Edit) };
        let edit = Edit::Rename(at.clone(), format!("n{}", self.typed));
        self.act([Action::Edit { edit, name: named("app-undo-save-scenario"), field: None }]);
        (format!("{at:?}"), Did::SameMeaning)
    }

    fn delete(&mut self) -> Walked {
        use EntityKind::{Category as C, Offer as O, Space as S};
        let Some(what) = self.any(&[O, O, O, C, S]) else { return (String::new(), Did::Edit) };
        self.choose(&what);
        if Command::Delete.enabled(&self.app) {
            self.act([Action::Explorer(ExplorerAction::Delete), Action::Answer(Answer::Accept)]);
        }
        (format!("{what:?}"), Did::Edit)
    }

    /// Opens the table of an environment, with the cursor on a cell.
    fn table(&mut self, column: &Column) -> Option<Ref> {
        let environment = self.any(&[EntityKind::Environment])?;
        self.act([Action::Open(environment.clone()), Action::Inner(environment.clone(), InnerTab::Offers)]);
        let rows = self.app.table_rows()?.shown.len();
        let row = self.chance.below(rows);
        self.act([Action::Table(TableAction::Go { row, column: column.clone(), choose: Choose::One })]);
        Some(environment)
    }

    fn change_many(&mut self) -> Walked {
        let column =
            [Column::Weight, Column::Label, Column::Enabled, Column::Title][self.chance.below(4)].clone();
        let Some(environment) = self.table(&column) else { return (String::new(), Did::Edit) };
        if self.chance.below(2) == 0 {
            self.act([Action::Table(TableAction::ChooseAll(true))]);
        }
        let (operation, value) = match column {
            Column::Weight => (Operation::Percent, Value::Decimal(10.0)),
            Column::Enabled => (Operation::Set, Value::Boolean(self.chance.below(3) > 0)),
            _ => (Operation::Append, Value::Text(self.text())),
        };
        let change =
            BulkChange { column: Some(column.clone()), operation: Some(operation), value: Some(value) };
        self.act([Action::Table(TableAction::Change), Action::Table(TableAction::Propose(change))]);
        let answer =
            if matches!(self.app.dialog, Some(Dialog::Table(_))) { Answer::Accept } else { Answer::Cancel };
        self.act([Action::Answer(answer)]);
        (format!("{column:?} in {environment:?}"), Did::Edit)
    }

    fn paste_cells(&mut self) -> Walked {
        let column = [Column::Weight, Column::Title, Column::Target][self.chance.below(3)].clone();
        let Some(environment) = self.table(&column) else { return (String::new(), Did::Edit) };
        let text = self.typed.to_string();
        let text = if column == Column::Target { "true".to_owned() } else { text };
        self.act([Action::Table(TableAction::Paste(format!("{text}\n{text}\n")))]);
        let answer =
            if matches!(self.app.dialog, Some(Dialog::Table(_))) { Answer::Accept } else { Answer::Cancel };
        self.act([Action::Answer(answer)]);
        (format!("{column:?} in {environment:?}"), Did::Edit)
    }

    /// Takes something of what is not saved back.
    fn take_back(&mut self) -> Walked {
        self.app.run(Command::CompareSaved);
        settle(&mut self.app);
        let differences = self.app.compare.differences().cloned().unwrap_or_default();
        let index = self.chance.below(differences.len());
        let Some(difference) = differences.get(index) else {
            self.act([Action::Answer(Answer::Cancel)]);
            return (String::new(), Did::Edit);
        };
        let part = match self.chance.below(3) {
            0 if !difference.fields.is_empty() => Part::Field(self.chance.below(difference.fields.len())),
            1 if difference.moved.is_some() => Part::Place,
            _ => Part::All,
        };
        let about =
            format!("{part:?} of {:?} {:?} {:?}", difference.sign, difference.entity, difference.fields);
        let saved = Arc::clone(self.app.workspace().document().saved());
        self.act([Action::Compare(CompareAction::Revert { index, part }), Action::Answer(Answer::Cancel)]);
        if part == Part::All
            && difference.sign == Sign::Changed
            && differences.iter().all(|it| it.renamed.is_none())
            // With the same approval it is an edit: of a filter that was inlined, say.
            && difference.fields.iter().any(|it| it.path.first() == Some(&PathStep::Field("approval".into())))
            && matches!(difference.value, Entity::Offer(_))
            && document::may_hold(&saved, &difference.entity)
            && let Some(before) = saved.entity(&difference.entity)
        {
            assert_eq!(self.catalog().entity(&difference.entity), Some(before), "{about}: as it was saved");
        }
        (about, Did::TookBack)
    }

    fn go_back(&mut self) -> Walked {
        self.act([Action::Ask(Dialog::GoBack)]);
        let states = self.app.publishing().published_before(&self.catalog()).map_or(0, <[_]>::len);
        let index = self.chance.below(states);
        self.act([Action::Publish(PublishAction::GoBack(index)), Action::Answer(Answer::Cancel)]);
        (format!("{index} of {states}"), Did::GoBack)
    }

    fn fix(&mut self) -> Walked {
        let issues = Arc::clone(self.app.workspace().issues());
        let fixable: Vec<usize> = (0..issues.len()).filter(|at| issues[*at].fix.is_some()).collect();
        let Some(index) = fixable.get(self.chance.below(fixable.len())).copied() else {
            return (String::new(), Did::Edit);
        };
        let about = format!("{} {:?}", issues[index].code, issues[index].place.entity);
        let fix = if self.chance.below(2) == 0 { Action::Fix(index) } else { Action::FixAll(index) };
        self.act([fix]);
        (about, Did::Edit)
    }

    fn inline(&mut self) -> Walked {
        let Some((at, _)) = self.designed(&[EntityKind::Filter]) else { return (String::new(), Did::Edit) };
        let edit = Edit::Inline(at.clone());
        self.act([Action::Edit { edit, name: named("app-undo-save-scenario"), field: None }]);
        (format!("{at:?}"), Did::SameMeaning)
    }

    /// Makes a template of an offer, or an offer of a template.
    fn template(&mut self) -> Walked {
        let template = self.any(&[EntityKind::Template]);
        let (offer, category) = (self.any(&[EntityKind::Offer]), self.any(&[EntityKind::Category]));
        let Some((offer, category)) = offer.zip(category) else { return (String::new(), Did::Edit) };
        let about = format!("{template:?} {offer:?} {category:?}");
        self.act([Action::Explorer(match template {
            Some(Ref::Template(template)) => ExplorerAction::FromTemplate { template, category },
            _ => ExplorerAction::MakeTemplate(offer),
        })]);
        (about, Did::Edit)
    }

    fn save_and_open(&mut self) -> Walked {
        self.app.run(Command::Save);
        settle(&mut self.app);
        assert!(!self.app.workspace().is_dirty(), "saved");
        let again = open(self.path.clone());
        assert_eq!(*again.workspace().catalog(), self.catalog(), "what was saved is what is read");
        if self.chance.below(2) == 0 {
            return (String::new(), Did::Edit);
        }
        self.app = again;
        (String::new(), Did::Reopened)
    }

    /// Publishes in spite of warnings. How many items of Live change; none where it is refused.
    pub(crate) fn publish(&mut self) -> Option<usize> {
        self.act([Action::Publish(PublishAction::Show)]);
        let catalog = self.catalog();
        let prospect = self.app.publishing().prospect(&catalog).expect("it is known");
        let count = match prospect {
            Prospect { publication: Ok(publication), .. } => Some(publication.changes.len()),
            _ => None,
        };
        let dialog = PublishDialog { although: true, ..PublishDialog::default() };
        self.act([Action::Keep(Dialog::Publish(dialog)), Action::Answer(Answer::Accept)]);
        count
    }

    /// What each space of Design as approved answers, to everybody.
    pub(crate) fn ask_of_approved(&mut self) -> Vec<String> {
        self.ask(Version::Approved)
    }

    /// What each space of Live answers, to everybody.
    pub(crate) fn ask_of_live(&mut self) -> Vec<String> {
        self.ask(Version::Live)
    }

    fn ask(&mut self, version: Version) -> Vec<String> {
        let catalog = self.catalog();
        let mut answers = Vec::new();
        for environment in catalog.environments.iter().filter(|it| it.linked_live().is_some()) {
            for space in &environment.spaces {
                let people = (0..catalog.contacts.len()).map(Some).chain([None]);
                for who in people {
                    let at = format!("{}/{}", environment.name, space.name);
                    self.act([
                        Action::Preview(PreviewChange::Version(version)),
                        Action::Preview(PreviewChange::Space(at)),
                        Action::Preview(PreviewChange::Who(who)),
                    ]);
                    let said = |decision: &Arc<Decision>| {
                        serde_json::to_string(&Report::of(decision)).expect("it can be written")
                    };
                    let answer = self.app.preview().decision().map(|it| it.as_ref().map(said));
                    answers.push(format!("{answer:?}"));
                }
            }
        }
        answers
    }
}
