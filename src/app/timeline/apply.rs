//! What the application does about the timeline: which rows it shows, and the changes made in it.

use super::rows;
use super::rows::Part;
use super::rows::Source;
use super::{Rows, RowsKey, Timeline, TimelineAction};
use crate::app::application::App;
use crate::app::listing::Same;
use crate::app::listing::apply::Lister;
use crate::app::tasks::Task;
use crate::app::view::Node;
use crate::app::workspaces::Open;
use crate::document::Edit;
use crate::model::InnerTab;
use crate::model::{Period, Ref};
use crate::text::Message;
use jiff::Timestamp;

/// The rows of the timeline in front.
const ROWS: Lister<RowsKey, Rows> =
    Lister { task: Task::Timeline, at: |open| &mut open.timeline.rows, taken: App::fit_other_root };

/// The rows of what is shown.
fn rows_of(shown: &RowsKey, now: Timestamp) -> Rows {
    let RowsKey { catalog: Same(catalog), root, toggled, only_dated, .. } = shown;
    let environment = root.environment().and_then(|name| catalog.environment(name));
    let Some(environment) = environment else { return Rows::default() };
    let category = match root {
        Ref::Category(_, name) => Some(name.as_str()),
        _ => None,
    };
    Source { environment, category, toggled, only_dated: *only_dated, zone: catalog.zone(), now }.rows()
}

impl App {
    /// The moment that the live preview is at.
    pub fn preview_moment(&self) -> Timestamp {
        let zone = self.workspace().catalog().zone();
        self.preview().at().map_or_else(|| self.now(), |moment| moment.start(&zone))
    }

    /// Has the rows follow what is to be shown, while a tab shows them.
    pub(in crate::app) fn refresh_timeline(&mut self) {
        let now = self.jobs.now();
        let Open { workspace, view, timeline, .. } = self.open.front();
        let root = view.active_tab().filter(|it| view.inner_tab(it) == InnerTab::Timeline);
        let Some(root) = root.cloned() else { return };
        let catalog = Same::of(workspace.catalog());
        if root.environment().and_then(|name| catalog.0.environment(name)).is_none() {
            return;
        }
        let Timeline { toggled, only_dated, .. } = timeline;
        let (workspace, toggled, only_dated) = (workspace.id(), toggled.clone(), *only_dated);
        let shown = RowsKey { workspace, catalog, root, toggled, only_dated };
        self.list(ROWS, shown, move |shown| rows_of(shown, now));
    }

    /// Looks at all periods of what was not shown before.
    fn fit_other_root(&mut self, before: Option<&RowsKey>) {
        let now = self.jobs.now();
        let timeline = &mut self.open.front_mut().timeline;
        let shown = timeline.rows.made().map(|(shown, _)| (shown.workspace, &shown.root));
        if before.map(|shown| (shown.workspace, &shown.root)) != shown {
            timeline.fit(now);
        }
    }

    pub(in crate::app) fn apply_timeline(&mut self, action: TimelineAction) {
        let timeline = &mut self.open.front_mut().timeline;
        match action {
            TimelineAction::Toggle(entity) => {
                let (set, name) = match entity {
                    Ref::Category(_, name) => (&mut timeline.toggled.categories, name),
                    Ref::Offer(_, name) => (&mut timeline.toggled.offers, name),
                    _ => return,
                };
                if !set.remove(&name) {
                    set.insert(name);
                }
            }
            TimelineAction::Look(visible) => timeline.visible = Some(visible),
            TimelineAction::Fit => timeline.fit(self.jobs.now()),
            TimelineAction::OnlyDated(only) => timeline.only_dated = Some(only),
            TimelineAction::Move { of, part, period, by_key } => self.move_period(of, part, period, by_key),
        }
    }

    /// One step of history for one drag, or for keys pressed one after the other.
    fn move_period(&mut self, of: Ref, part: Part, period: Period, by_key: bool) {
        let Some(entity) = self.workspace().catalog().entity(&of) else { return };
        let Some(changed) = rows::with_period(&entity, part, period) else { return };
        let name = Message::new("timeline-step").with("name", rows::title(&entity, part));
        let field = by_key.then(|| (of.clone(), "timeline"));
        self.edit(&Edit::Put(of, changed), name, field);
    }

    /// The environment whose timeline the command shows: that of what is open or selected.
    pub(in crate::app) fn timeline_root(&self) -> Option<Ref> {
        let selected = match &self.view().selected {
            Some(Node::Inside(environment, _)) => Some(environment.as_str()),
            Some(Node::Entity(entity)) => entity.environment(),
            _ => None,
        };
        let open = || self.view().active_tab().and_then(Ref::environment);
        let first = || self.workspace().catalog().environments.first().map(|it| it.name.as_str());
        selected.or_else(open).or_else(first).map(|name| Ref::Environment(name.to_owned()))
    }

    /// Shows it.
    pub(in crate::app) fn show_timeline(&mut self) {
        if let Some(root) = self.timeline_root() {
            self.files.put_text_back();
            self.open.front_mut().view.open(&root);
            self.open.front_mut().view.show_inner(root, InnerTab::Timeline);
            self.open.front_mut().view.enter_front();
        }
    }
}
