//! What the application does about the timeline: which rows it shows, and the changes made in it.

use super::rows;
use super::rows::Part;
use super::rows::Source;
use super::{Shown, Timeline, TimelineAction};
use crate::app::application::App;
use crate::app::view::Node;
use crate::app::workspaces::Open;
use crate::document::Edit;
use crate::model::InnerTab;
use crate::model::{Period, Ref};
use crate::text::Message;
use jiff::Timestamp;
use std::sync::Arc;

impl App {
    /// The moment that the live preview is at.
    pub fn preview_moment(&self) -> Timestamp {
        let zone = self.workspace().catalog().zone();
        self.preview().at().map_or_else(|| self.now(), |moment| moment.start(&zone))
    }

    /// Makes the rows again where something else is to be shown, while a tab shows them.
    pub(in crate::app) fn refresh_timeline(&mut self) {
        let now = self.jobs.now();
        let Open { workspace, view, timeline, .. } = self.open.front_mut();
        let root = view.active_tab().filter(|it| view.inner_tab(it) == InnerTab::Timeline);
        let Some(root) = root else { return };
        let (workspace, catalog) = (workspace.id(), workspace.catalog());
        let shown = timeline.shown.as_ref();
        let same_root = shown.is_some_and(|it| it.workspace == workspace && it.root == *root);
        let same = shown.is_some_and(|it| {
            same_root
                && Arc::ptr_eq(&it.catalog, catalog)
                && it.toggled == timeline.toggled
                && it.only_dated == timeline.only_dated
        });
        let Some(environment) = root.environment().and_then(|name| catalog.environment(name)) else { return };
        if same {
            return;
        }
        let category = match root {
            Ref::Category(_, name) => Some(name.as_str()),
            _ => None,
        };
        let Timeline { toggled, only_dated, .. } = timeline;
        let (toggled, only_dated) = (&*toggled, *only_dated);
        let source = Source { environment, category, toggled, only_dated, zone: catalog.zone(), now };
        let (rows, toggled) = (source.rows(), toggled.clone());
        timeline.rows = Arc::new(rows);
        timeline.shown =
            Some(Shown { workspace, catalog: Arc::clone(catalog), root: root.clone(), toggled, only_dated });
        if !same_root {
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
        }
    }
}
