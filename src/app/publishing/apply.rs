//! How the window learns what publishing would do, and how it is done.

use super::publication::changes;
use super::{Earlier, Prospect, PublishAction, PublishDialog, Publishing, Unpublished, publication};
use crate::app::action::Action;
use crate::app::derived::Derived;
use crate::app::dialog::Dialog;
use crate::app::effect::{Context, Effect};
use crate::app::impact::{Side, impact_between};
use crate::app::listing::Same;
use crate::app::notices::NoticeKind;
use crate::app::tasks::Task;
use crate::document;
use crate::engine::Plan;
use crate::model::{Catalog, Stage};
use crate::text::Message;
use jiff::Timestamp;
use std::sync::Arc;

impl Publishing {
    pub(in crate::app) fn apply(&mut self, action: &PublishAction, context: &Context<'_>) -> Vec<Effect> {
        match action {
            PublishAction::Show => {
                vec![Effect::Act(Action::Ask(Dialog::Publish(PublishDialog::default())))]
            }
            PublishAction::GoBack(index) => self.go_back(*index, context),
        }
    }

    /// Has what is known of publishing follow the catalog: how much is unpublished always, the rest while it is asked for.
    pub(in crate::app) fn refresh(&mut self, context: &Context<'_>) -> Vec<Effect> {
        let derived = context.workspace.derived();
        if !derived.is_of(context.catalog()) {
            return Vec::new();
        }
        let (key, derived, now) = (Same::of(context.catalog()), derived.clone(), context.now);
        let counted = derived.clone();
        let mut effects = self.unpublished.order(
            Task::Unpublished,
            key.clone(),
            move |_| unpublished(&counted),
            |features, _, key, made| {
                features.publishing.unpublished.take(key, made);
                Vec::new()
            },
        );
        match context.dialog {
            Some(Dialog::Publish(_)) => {
                effects.extend(self.prospect.order(
                    Task::Publish,
                    key,
                    move |_| prospect(&derived, now),
                    |features, _, key, made| {
                        features.publishing.prospect.take(key, made);
                        Vec::new()
                    },
                ));
            }
            Some(Dialog::GoBack) => {
                let earlier = context.workspace.document().earlier();
                effects.extend(self.published_before.order(
                    Task::Publish,
                    key,
                    move |catalog| published_before(&catalog.0, &earlier),
                    |features, _, key, made| {
                        features.publishing.published_before.take(key, made);
                        Vec::new()
                    },
                ));
            }
            _ => {}
        }
        effects
    }

    /// Publishes, where what that does is known of the catalog as it stands.
    pub(in crate::app) fn accept(&self, context: &Context<'_>) -> Vec<Effect> {
        let prospect = self.prospect(context.catalog());
        let Some(Prospect { publication: Ok(publication), .. }) = prospect else { return Vec::new() };
        if publication.changes.is_empty() {
            return Vec::new();
        }
        let done = Message::new("publish-done").with("count", publication.changes.len());
        vec![
            Effect::Take(Arc::clone(&publication.plan), Message::new("publish-step")),
            Effect::Notice(NoticeKind::Done, done),
        ]
    }

    fn go_back(&self, index: usize, context: &Context<'_>) -> Vec<Effect> {
        let known = self.published_before(context.catalog());
        let Some(earlier) = known.and_then(|states| states.get(index)) else { return Vec::new() };
        let plan = Arc::new(Plan::after(&earlier.catalog, Some(context.workspace.plan())));
        let done = Message::new("publish-went-back").with("count", earlier.changes);
        vec![
            Effect::Take(plan, Message::new("publish-step-back")),
            Effect::Notice(NoticeKind::Done, done),
            Effect::Act(Action::Answer(crate::app::dialog::Answer::Cancel)),
        ]
    }
}

fn prospect(derived: &Derived, now: Timestamp) -> Prospect {
    let publication = publication(derived, now);
    let impact = publication.as_ref().map(|publication| {
        let next = Derived::with(Arc::clone(&publication.plan), derived);
        let [now_live, next] = [derived.clone(), next].map(|derived| Side { derived, in_live: true });
        impact_between(&now_live, &next, now)
    });
    let impact = impact.unwrap_or_default();
    Prospect { publication, impact }
}

fn unpublished(derived: &Derived) -> Unpublished {
    let catalog = derived.plan.catalog();
    if catalog.environments.iter().all(|environment| environment.stage == Stage::Live) {
        return Unpublished::NothingDesigned;
    }
    derived.published().map_or(Unpublished::Blocked, |published| {
        Unpublished::Changes(changes(catalog, &published.catalog).len())
    })
}

/// The states of Live in this session that differ from the present one and from each other.
fn published_before(catalog: &Arc<Catalog>, earlier: &[Arc<Catalog>]) -> Vec<Earlier> {
    let mut found: Vec<Earlier> = Vec::new();
    for state in earlier {
        let with = document::with_live_of(catalog, state);
        let known = found.last().map_or(catalog, |last| &last.catalog);
        if crate::model::same_catalog(&with, known) || crate::model::same_catalog(&with, catalog) {
            continue;
        }
        let live = with.environments.iter().filter(|environment| environment.stage == Stage::Live);
        let mut offers = 0;
        live.for_each(|environment| {
            environment.walk_categories(|_, category| {
                offers += category.offers.iter().filter(|offer| offer.enabled).count();
            });
        });
        let changes = changes(catalog, &with).len();
        found.push(Earlier { catalog: with, changes, offers });
    }
    found
}
