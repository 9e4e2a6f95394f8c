//! How approvals are decided, and how the list of what is to be reviewed follows the catalog.

use super::{AskReview, ReviewDialog, Reviews, ToReview};
use crate::app::action::Action;
use crate::app::dialog::Dialog;
use crate::app::effect::{Context, Effect};
use crate::app::listing::Same;
use crate::app::table::Table;
use crate::app::tasks::Task;
use crate::app::view::BottomTab;
use crate::document::{self, Reset, Review, Signature};
use crate::model::{ApprovalPart, Catalog, ContentApproval, Entity, Moment, Ref, Stage, Verdict};
use crate::text::Message;
use std::sync::Arc;

impl Context<'_> {
    /// What the log says of who changes the catalog now.
    pub(in crate::app) fn signature(&self) -> Signature {
        let now = self.now.to_zoned(self.catalog().zone());
        Signature { at: Moment::local(&now).to_the_minute(), author: self.preferences.author() }
    }

    /// The offers of Design that a decision is about: the chosen rows of a table that has the keyboard; else what is
    /// chosen in the explorer, with all that is inside; else the offer that is open.
    pub(in crate::app) fn offers_at_hand(&self, table: &Table) -> Vec<Ref> {
        let catalog = self.catalog();
        let scope = self.view.table_scope().and_then(Ref::environment);
        let rows = scope.filter(|_| table.has_keyboard()).map(|environment| {
            let rows = table.chosen_rows(self.view).into_iter();
            rows.map(|row| Ref::Offer(environment.to_owned(), row.offer.name.clone())).collect()
        });
        let chosen = || document::offers_in(catalog, &self.chosen());
        let open = || document::offers_in(catalog, self.view.active_tab().map_or(&[], std::slice::from_ref));
        let all = rows.unwrap_or_else(|| Some(chosen()).filter(|it| !it.is_empty()).unwrap_or_else(open));
        all.into_iter().filter(|at| is_of_design(catalog, at)).collect()
    }

    /// Whether there may be offers that a decision is about, as far as is seen without looking into what is chosen.
    pub(in crate::app) fn may_review(&self, table: &Table) -> bool {
        let in_table = self.view.table_scope().filter(|_| table.has_keyboard()).cloned();
        let chosen = || Some(self.chosen()).filter(|it| !it.is_empty());
        let all = in_table.map(|scope| vec![scope]).or_else(chosen);
        let all = all.unwrap_or_else(|| self.view.active_tab().cloned().into_iter().collect());
        let may_hold = |at: &Ref| matches!(at, Ref::Offer(..) | Ref::Category(..) | Ref::Environment(_));
        all.iter().any(|at| may_hold(at) && !self.is_live(at))
    }

    fn is_live(&self, at: &Ref) -> bool {
        let environment = at.environment().and_then(|name| self.catalog().environment(name));
        environment.is_some_and(|it| it.stage == Stage::Live)
    }

    /// Asks about a decision on the offers at hand.
    pub(in crate::app) fn ask_review(&self, table: &Table, verdict: Verdict) -> Vec<Effect> {
        self.ask_about(AskReview { offers: self.offers_at_hand(table), verdict, part: None })
    }

    /// Asks about a decision on offers, those of Design among them.
    pub(in crate::app) fn ask_about(&self, asked: AskReview) -> Vec<Effect> {
        let AskReview { offers, verdict, part } = asked;
        let catalog = self.catalog();
        let offers: Vec<Ref> = offers.into_iter().filter(|at| is_of_design(catalog, at)).collect();
        if offers.is_empty() {
            return vec![Effect::info(Message::new("approval-nothing"))];
        }
        let parts = part.map_or_else(|| parts_for(catalog, &offers, verdict), |part| vec![part]);
        let spaces = spaces_for(catalog, &offers);
        let review = Review { parts, verdict, spaces, comment: String::new() };
        let dialog = ReviewDialog { offers, review, author: self.preferences.author() };
        vec![Effect::Act(Action::Ask(Dialog::Review(dialog)))]
    }

    /// Decides what was asked about.
    pub(in crate::app) fn accept_review(&self, dialog: &ReviewDialog) -> Vec<Effect> {
        let author = dialog.author.trim().to_owned();
        let by = Signature { author: author.clone(), ..self.signature() };
        let Some(edit) = document::review(self.catalog(), &dialog.offers, &dialog.review, &by) else {
            return vec![Effect::info(Message::new("approval-as-before"))];
        };
        let step = match dialog.review.verdict {
            Verdict::Approved => "approval-step-approve",
            Verdict::Rejected => "approval-step-reject",
            Verdict::Reset => "approval-step-reset",
        };
        let first = dialog.offers.first().map(|at| title(self.catalog(), at)).unwrap_or_default();
        let step = Message::new(step).with("entity", first).with("others", dialog.offers.len() - 1);
        vec![Effect::prefer(|preferences| preferences.set_author(author)), Effect::edit(edit, step)]
    }
}

impl Reviews {
    /// Shows the offers that wait for a decision.
    pub(in crate::app) fn show() -> Vec<Effect> {
        let bottom = Effect::Act(Action::Bottom(BottomTab::Reviews));
        vec![Effect::prefer(|preferences| preferences.problems = true), bottom]
    }

    /// Has the list follow the catalog.
    pub(in crate::app) fn refresh(&mut self, context: &Context<'_>) -> Vec<Effect> {
        let key = Same::of(context.catalog());
        if self.listing.is_of(&key) {
            return Vec::new();
        }
        let earlier = context.workspace.document().earlier();
        self.listing.order(
            Task::Review,
            key,
            move |catalog| to_review(&catalog.0, &earlier),
            |features, _, key, made| {
                features.reviews.listing.take(key, made);
                Vec::new()
            },
        )
    }
}

fn to_review(catalog: &Arc<Catalog>, earlier: &[Arc<Catalog>]) -> Vec<ToReview> {
    let mut listed: Vec<ToReview> = Vec::new();
    for (offer, part, since, changes) in document::pending(catalog, earlier) {
        match listed.last_mut().filter(|last| last.offer == offer) {
            Some(last) => last.parts.push((part, since, changes)),
            None => listed.push(ToReview { offer, parts: vec![(part, since, changes)] }),
        }
    }
    listed
}

/// What a person is told when an edit took decisions back; nothing where it took none.
pub(in crate::app) fn told(catalog: &Arc<Catalog>, resets: &[Reset]) -> Option<Message> {
    let ((at, part), others) = resets.split_first()?;
    let message = match (others, part) {
        ([], ApprovalPart::Content) => Message::new("approval-reset-content"),
        ([], ApprovalPart::Eligibility) => Message::new("approval-reset-eligibility"),
        _ if others.iter().all(|(other, _)| other == at) => Message::new("approval-reset-both"),
        _ => {
            let mut offers: Vec<&Ref> = resets.iter().map(|(at, _)| at).collect();
            offers.dedup();
            return Some(Message::new("approval-reset-many").with("count", offers.len()));
        }
    };
    Some(message.with("offer", title(catalog, at)))
}

fn title(catalog: &Arc<Catalog>, at: &Ref) -> String {
    catalog.entity(at).map(|it| it.title(catalog)).unwrap_or_default()
}

fn is_of_design(catalog: &Catalog, at: &Ref) -> bool {
    let environment = at.environment().and_then(|name| catalog.environment(name));
    matches!(at, Ref::Offer(..)) && environment.is_some_and(|it| it.stage != Stage::Live)
}

/// The parts that a decision changes anything of; both where it changes nothing.
fn parts_for(catalog: &Arc<Catalog>, offers: &[Ref], verdict: Verdict) -> Vec<ApprovalPart> {
    let wanted = Some(verdict).filter(|it| *it != Verdict::Reset);
    let offers = offers.iter().filter_map(|at| match catalog.entity(at)? {
        Entity::Offer(offer) => Some(offer),
        _ => None,
    });
    let offers: Vec<_> = offers.collect();
    let differs = |part: &ApprovalPart| offers.iter().any(|offer| offer.approval.decided(*part) != wanted);
    let differing: Vec<ApprovalPart> = ApprovalPart::ALL.into_iter().filter(differs).collect();
    if differing.is_empty() { ApprovalPart::ALL.to_vec() } else { differing }
}

/// The spaces that are proposed for the content of offers of one environment: those of their approval, or of what is
/// live of it; else all. `None`, which means all, where the offers are of several environments.
fn spaces_for(catalog: &Catalog, offers: &[Ref]) -> Option<Vec<String>> {
    let name = offers.first()?.environment()?;
    if offers.iter().any(|at| at.environment() != Some(name)) {
        return None;
    }
    let environment = catalog.environment(name)?;
    let one = if let [Ref::Offer(_, one)] = offers { environment.offer(one) } else { None };
    let approved = one.and_then(|(_, offer)| match &offer.approval.content {
        ContentApproval::Approved { spaces } => Some(spaces.clone()),
        _ => None,
    });
    let live = || {
        let (_, offer) = catalog.environment(environment.linked_live()?)?.offer(&one?.1.name)?;
        Some(offer.live_on.clone()).filter(|spaces| !spaces.is_empty())
    };
    let every = || environment.spaces.iter().map(|space| space.name.clone()).collect();
    Some(approved.or_else(live).unwrap_or_else(every))
}
