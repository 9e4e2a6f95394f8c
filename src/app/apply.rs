//! How the application changes: each action and each finished job, one by one, after the frame.

use crate::app::action::Action;
use crate::app::after_save::AfterSave;
use crate::app::application::App;
use crate::app::approval;
#[cfg(feature = "audience")]
use crate::app::audience::ImportPath;
use crate::app::command::Command;
use crate::app::compare::{Against, Compare, CompareAction};
use crate::app::dialog::{Answer, Dialog, PathPurpose};
use crate::app::effect::{Context, Effect, Features};
use crate::app::explorer::ExplorerAction;
use crate::app::files::Load;
use crate::app::notices::NoticeKind;
use crate::app::preferences::Preferences;
use crate::app::preview::PreviewChange;
use crate::app::table::TableAction;
use crate::app::tasks::Task;
use crate::app::workspaces::Open;
use crate::check::{Fix, Issue};
use crate::document::{self, Edit, Made};
use crate::model::{Entity, Place, Ref};
use crate::text::Message;
use indexmap::IndexMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

impl App {
    /// Takes over what workers have done. Says whether there was any.
    pub fn poll(&mut self) -> bool {
        self.begin_showing();
        self.tick();
        let mut any = self.take_events();
        if self.open.stands_in && !self.jobs.is_busy() {
            // The file is no catalog, or was given up: the sample stays.
            self.derive();
        }
        self.change(|features, context| features.find.refresh(context));
        self.change(|features, context| features.compare.refresh(context));
        self.change(|features, context| features.timeline.refresh(context));
        self.change(|features, context| features.table.refresh(context));
        self.change(|features, context| features.reviews.refresh(context));
        self.change(|features, context| features.publishing.refresh(context));
        self.change(|features, context| features.impacts.refresh(context));
        self.refresh_database();
        #[cfg(feature = "audience")]
        self.change(|features, context| features.simulations.refresh(context));
        #[cfg(feature = "serve")]
        {
            any |= self.refresh_serving();
        }
        self.fill_preview();
        // What was looked up at once, as in tests.
        any |= self.take_events();
        any | self.offer_leftover()
    }

    fn take_events(&mut self) -> bool {
        let typing = self.workspace().is_typing();
        let mut any = false;
        for done in self.jobs.done(typing) {
            any |= done.take(self).unwrap_or_else(|task| {
                self.worker_failed(task);
                true
            });
        }
        any
    }

    /// Has the catalog in front checked and its scenarios run, off the window's thread.
    pub(super) fn analyse(&mut self) {
        let now = self.jobs.now();
        let workspace = &mut self.open.front_mut().workspace;
        let id = workspace.id();
        let Some(analysis) = workspace.begin_analysis() else { return };
        self.jobs.outdate(Task::Analyse);
        self.jobs.start_last(
            Task::Analyse,
            move |cancelled| analysis.run(now, cancelled),
            move |app: &mut Self, analysed| {
                if let Some(workspace) = app.workspace_mut(id) {
                    workspace.take_analysis(analysed);
                }
            },
        );
    }

    /// Applies what a frame asked for, in order.
    pub fn apply(&mut self, actions: Vec<Action>) {
        self.open.front_mut().view.note_visit();
        for action in actions {
            self.apply_one(action);
        }
        self.open.front_mut().view.note_visit();
    }

    /// Leads to a place. Of two environments of one name only the first is found: what is in the other is reached once it
    /// has another name.
    fn go_to(&mut self, place: Place) {
        let catalog = self.workspace().catalog();
        let place = match place.entity.environment() {
            Some(name) if catalog.entity(&place.entity).is_none() => {
                Place::new(Ref::Environment(name.to_owned()), Vec::new()).field("name")
            }
            _ => place,
        };
        self.open.front_mut().view.go_to(place);
    }

    fn apply_one(&mut self, action: Action) {
        if matches!(action, Action::Open(_) | Action::Look(_) | Action::GoTo(_)) {
            self.files.put_text_back();
        }
        match action {
            Action::Run(command) => command.run(self),
            Action::Edit { edit, name, field } => {
                self.edit(&edit, name, field);
            }
            Action::Made(made) => self.open.front_mut().view.naming.made.push(made),
            Action::Anonymous { environment, on } => self.turn_anonymous(&environment, on),
            Action::Settle => {
                self.give_due_names();
                self.open.front_mut().workspace.settle();
            }
            Action::Open(entity) => self.open.front_mut().view.open(&entity),
            Action::Look(entity) => self.open.front_mut().view.look_at(&entity),
            Action::GoTo(place) => self.go_to(place),
            Action::Close(entity) => self.open.front_mut().view.close(&entity),
            Action::CloseOthers(entity) => self.open.front_mut().view.close_others(&entity),
            Action::CloseAll => self.open.front_mut().view.close_all(),
            Action::Inner(entity, tab) => self.open.front_mut().view.show_inner(entity, tab),
            Action::Toggle(node) => self.open.front_mut().view.toggle(&node),
            Action::Select(node) => self.open.front_mut().view.select(Some(node)),
            Action::Filter(filter) => self.open.front_mut().view.filter = filter,
            Action::AcceptResults(of) => self.ask_to_accept(of.as_deref()),
            Action::Bottom(tab) => self.open.front_mut().view.bottom = tab,
            Action::Preview(change) => self.change_preview(change),
            Action::Visit(action) => self.apply_visit(action),
            Action::Audience(action) => self.apply_audience(action),
            Action::Make(making) => self.apply_making(&making),
            Action::Find(action) => self.change(|features, context| features.find.apply(action, context)),
            Action::HoldAgainst(basis) => self.open.front_mut().impacts.hold_against(basis),
            Action::Publish(action) => {
                self.change(|features, context| features.publishing.apply(&action, context));
            }
            Action::AskReview(asked) => self.change(|_, context| context.ask_about(asked)),
            Action::Compare(action) => self.apply_compare(action),
            Action::Merge(action) => self.apply_merge(action),
            Action::Cancel(task) => self.cancel(task),
            Action::Table(action) => {
                self.change(|features, context| features.table.prepare(&action, context));
                self.change(|features, context| features.table.apply(action, context));
            }
            Action::ClearNotices => self.notices.clear(),
            Action::Fix(index) => self.fix(index),
            Action::FixAll(index) => self.fix_all(index),
            Action::Ask(dialog) | Action::Keep(dialog) => self.dialog = Some(dialog),
            Action::Answer(answer) => self.answer(answer),
            Action::OpenFile(path) => self.open_file(path),
            Action::Files(action) => self.apply_files(action),
            Action::Explorer(action) => self.explore(action),
            Action::Show(action) => self.apply_show(action),
            Action::Propose(action) => self.apply_proposal(action),
            #[cfg(feature = "audience")]
            Action::Simulate(action) => self.simulate(action),
            #[cfg(feature = "serve")]
            Action::Serve(action) => self.apply_serving(action),
            Action::Timeline(action) => {
                self.change(|features, context| features.timeline.apply(action, context));
            }
            Action::Tour(action) => self.change(|features, context| features.tour.apply(action, context)),
            Action::Unfit { entity, tab, texts } => {
                if self.workspace().catalog().entity(&entity).is_some() {
                    self.open.front_mut().view.take_unfit(&entity, tab, texts);
                }
            }
            Action::CloseRequested => self.go_on(AfterSave::Quit),
        }
    }

    fn apply_compare(&mut self, action: CompareAction) {
        if let CompareAction::PickFile { old } = action {
            return self.pick(PathPurpose::Compare { old }, AfterSave::Nothing);
        }
        self.change(|features, context| features.compare.apply(action, context));
    }

    pub(super) fn change_preview(&mut self, change: PreviewChange) {
        let (open, now) = (self.open.front_mut(), self.jobs.now());
        if matches!(change, PreviewChange::Scenario(_)) {
            open.workspace.follow_now();
        }
        open.preview.change(change, &open.workspace, now);
        self.derive();
    }

    /// What features change, and what they read.
    fn features(&mut self) -> (Features<'_>, Context<'_>) {
        let open = self.open.front_mut();
        let Open { workspace, view, preview, table, timeline, reviews, impacts, publishing, .. } = open;
        let (find, compare, tour) = (&mut self.find, &mut self.compare, &mut self.tour);
        let (preferences, dialog, now) = (&self.preferences, self.dialog.as_ref(), self.jobs.now());
        let context = Context { workspace, view, preview, preferences, dialog, now };
        let features = Features {
            find,
            compare,
            table,
            timeline,
            reviews,
            impacts,
            publishing,
            tour,
            #[cfg(feature = "audience")]
            simulations: &mut open.simulations,
        };
        (features, context)
    }

    /// What features read.
    pub(super) fn context(&self) -> Context<'_> {
        let Open { workspace, view, preview, .. } = self.open.front();
        let (preferences, dialog, now) = (&self.preferences, self.dialog.as_ref(), self.jobs.now());
        Context { workspace, view, preview, preferences, dialog, now }
    }

    /// Has a feature change itself, and carries out what it asks for.
    pub(super) fn change<E: IntoIterator<Item = Effect>>(
        &mut self,
        change: impl FnOnce(Features<'_>, &Context<'_>) -> E,
    ) {
        let (features, context) = self.features();
        change(features, &context).into_iter().for_each(|effect| self.carry_out(effect));
    }

    fn carry_out(&mut self, effect: Effect) {
        match effect {
            Effect::Act(action) => self.apply_one(action),
            Effect::View(change) => change(&mut self.open.front_mut().view),
            Effect::Prefer(change) => self.prefer(change),
            Effect::Take(plan, name) => {
                self.open.front_mut().workspace.take(plan, name);
                self.after_change();
            }
            Effect::Notice(kind, message) => self.notice(kind, message),
            Effect::Copy(text) => self.clipboard.copy(text),
            Effect::Load(path, load) => self.load(path, load),
            Effect::Work(task, work) => {
                self.jobs.outdate(task);
                self.jobs.start_last(task, work, |app: &mut Self, take| app.change(take));
            }
        }
    }

    /// Does something in the explorer.
    pub(super) fn explore(&mut self, action: ExplorerAction) {
        self.change(|_, context| context.explore(action));
    }

    /// Does something to what is chosen. The keys mean the rows of a table that has the keyboard.
    pub(super) fn explore_chosen(&mut self, action: ExplorerAction) {
        let in_table = self.table().has_keyboard() && self.view().table_scope().is_some();
        self.apply_one(if in_table {
            Action::Table(TableAction::InExplorer(action))
        } else {
            Action::Explorer(action)
        });
    }

    /// Starts the tour where the program has never been used; not when a file was to be opened.
    pub fn welcome(&mut self, opens_file: bool) {
        if !self.preferences.tour_seen && !opens_file {
            self.change(|features, context| features.tour.start(context));
        }
    }

    /// Carries out an edit. Says whether anything changed.
    pub(super) fn edit(
        &mut self,
        edit: &Edit,
        name: Message,
        field: Option<crate::document::FieldKey>,
    ) -> bool {
        let names = self.names_that_follow(edit);
        let with_names = |edit: &Edit| {
            Edit::All(std::iter::once(edit).chain(names.iter().map(|(_, name, _)| name)).cloned().collect())
        };
        let whole = if names.is_empty() { None } else { Some(with_names(edit)) };
        let all = whole.as_ref().unwrap_or(edit);
        let by = self.context().signature();
        let resets = self.open.front_mut().workspace.apply(all, &by, name, field);
        if let Some(resets) = &resets {
            self.open.front_mut().view.keep_front();
            // What a person named themselves follows its label no more.
            self.open.front_mut().view.naming.made.retain(|it| !it.is_named_by(edit));
            self.follow_renames(document::renames(all));
            self.note_names(names);
            self.after_change();
            if let Some(told) = approval::apply::told(self.workspace().catalog(), resets) {
                self.notice(NoticeKind::Info, told);
            }
        }
        resets.is_some()
    }

    /// Tabs and nodes of what was renamed stay open.
    fn follow_renames(&mut self, renames: Vec<document::Rename>) {
        for (from, to) in renames {
            self.open.front_mut().view.follow(&from, &to);
            if let (Some(Dialog::Folders { selected: Some(selected), .. }), Ref::Folder(old)) =
                (&mut self.dialog, &from)
                && selected == old
            {
                to.name().clone_into(selected);
            }
        }
    }

    /// What follows from another state of the catalog in front.
    pub(super) fn after_change(&mut self) {
        self.open.front_mut().keep_what_is_there();
        self.derive();
    }

    fn fix(&mut self, index: usize) {
        let issues = Arc::clone(self.workspace().issues());
        let Some(fix) = issues.get(index).and_then(|issue| issue.fix.as_ref()) else { return };
        // Issues of an older revision may be of what is gone, or is not like that any more.
        if !fix.fits(self.workspace().catalog()) {
            return;
        }
        self.edit(&Edit::Put(fix.at.clone(), fix.entity()), fix.title.clone(), None);
    }

    fn fix_all(&mut self, index: usize) {
        let issues = Arc::clone(self.workspace().issues());
        let Some(kind) = issues.get(index).and_then(Issue::repaired_with) else { return };
        let mut fixes: IndexMap<&Ref, Vec<&Fix>> = IndexMap::new();
        for fix in
            issues.iter().filter(|it| it.repaired_with() == Some(kind)).filter_map(|it| it.fix.as_ref())
        {
            fixes.entry(&fix.at).or_default().push(fix);
        }
        let catalog = self.workspace().catalog();
        fixes.retain(|_, of_one| of_one.iter().all(|fix| fix.fits(catalog)));
        let title = fixes.values().flatten().next().map(|fix| fix.title.clone());
        let whole = |fixes: &[&Fix]| fixes.split_first().map(|(first, others)| first.entity_with(others));
        let put = |(at, fixes): (&Ref, Vec<&Fix>)| Some(Edit::Put(at.clone(), whole(&fixes)?));
        let edits = fixes.into_iter().filter_map(put).collect();
        if let Some(title) = title {
            self.edit(&Edit::All(edits), title, None);
        }
    }

    /// Runs a command.
    pub fn run(&mut self, command: Command) {
        self.open.front_mut().view.note_visit();
        command.run(self);
        self.open.front_mut().view.note_visit();
    }

    /// Takes the last change back.
    pub(super) fn undo(&mut self) {
        let renames = self.workspace().document().undo_renames();
        self.open.front_mut().workspace.undo();
        self.follow_renames(renames);
        self.after_change();
    }

    /// Brings the last change that was taken back again.
    pub(super) fn redo(&mut self) {
        let renames = self.workspace().document().redo_renames();
        self.open.front_mut().workspace.redo();
        self.follow_renames(renames);
        self.after_change();
    }

    /// Whether the panel below has the room of the form now.
    pub fn is_bottom_large(&self) -> bool {
        let hides = self.files.text_in_front().is_none() && self.tour.step().is_none();
        hides && self.preferences.problems && self.view().is_covered()
    }

    /// Gives the panel below the room of the form, or takes it back.
    pub(super) fn enlarge_bottom(&mut self) {
        let large = !self.is_bottom_large();
        self.open.front_mut().view.cover(large);
        if large {
            self.prefer(|preferences| preferences.problems = true);
        }
    }

    /// Changes a preference, which is kept at once.
    pub(super) fn prefer(&mut self, change: impl FnOnce(&mut Preferences)) {
        change(&mut self.preferences);
        self.keep_preferences();
    }

    pub(super) fn save_scenario(&mut self) {
        let language = self.preferences.language;
        self.open.front_mut().workspace.follow_now();
        let (contact, scenario) = match self.preview().scenario_with_contact(self.workspace(), language) {
            Ok(Some(made)) => made,
            Ok(None) => return,
            Err(message) => return self.notice(NoticeKind::Info, message),
        };
        let entity = Ref::Scenario(scenario.name.clone());
        let insert = |entity| Edit::Insert { parent: Ref::Catalog, index: None, entity };
        let copy = contact.map(|contact| insert(Entity::Contact(Arc::new(contact))));
        let is_copied = copy.is_some();
        let scenario = insert(Entity::Scenario(Arc::new(scenario)));
        let edits = copy.into_iter().chain([scenario]).collect();
        self.edit(&Edit::All(edits), Message::new("app-undo-save-scenario"), None);
        if is_copied {
            self.notice(NoticeKind::Info, Message::new("stored-scenario-copied"));
        }
        // As whatever else was made: its label is typed over, and its name follows.
        self.open.front_mut().view.naming.made.push(Made::Entity(entity.clone()));
        self.open.front_mut().view.go_to_label(entity);
    }

    fn answer(&mut self, answer: Answer) {
        let Some(dialog) = self.dialog.take() else { return };
        match (dialog, answer) {
            (Dialog::Unsaved(then), Answer::Save) => self.save(then),
            (Dialog::Unsaved(_), Answer::Accept) => self.open.front_mut().view.go_to_unfit(),
            (Dialog::Unsaved(then), Answer::Discard) => self.discard(then),
            (Dialog::LoseText(then), Answer::Discard) => {
                self.leave_text();
                self.go_on(then);
            }
            (Dialog::Recover, Answer::Accept) => self.recover(),
            (Dialog::Recover, Answer::Discard) => self.give_up_leftover(),
            (Dialog::Recover, _) => drop(self.files.leftovers.pop_front()),
            (Dialog::ChangedOnDisk(then), Answer::Accept | Answer::Save) => {
                if let Some(path) = self.workspace().path().map(Path::to_path_buf) {
                    self.save_to(path, false, then);
                }
            }
            (Dialog::ChangedOnDisk(_) | Dialog::Compare(Against::File(_)), Answer::Discard) => self.reload(),
            (Dialog::Compare(Against::File(then)), Answer::Accept) => {
                if let Some(path) = self.workspace().path().map(Path::to_path_buf) {
                    // Where the file is another one again, that is asked about.
                    let known = self.compare.take_stamp();
                    self.save_over(path, known, then);
                }
            }
            #[cfg(feature = "sheets")]
            (Dialog::Compare(Against::Sheet), Answer::Accept) => {
                self.change(|features, context| features.compare.take_sheet(context));
            }
            #[cfg(feature = "audience")]
            (
                Dialog::Path {
                    purpose: PathPurpose::Import(ImportPath::History | ImportPath::Database), ..
                },
                Answer::Cancel,
            ) => self.show_import(),
            (Dialog::Path { purpose, text, then }, Answer::Accept) => {
                self.use_path(purpose, PathBuf::from(text.trim()), then);
            }
            (Dialog::Merge, Answer::Accept) => self.save(AfterSave::Nothing),
            (Dialog::MakeLive(environment), Answer::Accept) => self.make_live(&environment),
            (Dialog::Publish(_), Answer::Accept) => {
                self.change(|features, context| features.publishing.accept(context));
            }
            (Dialog::AcceptResults, Answer::Accept) => self.accept_results(None),
            (Dialog::Review(dialog), Answer::Accept) => {
                self.change(|_, context| context.accept_review(&dialog));
            }
            (Dialog::Table(dialog), Answer::Accept) => {
                self.change(|features, context| features.table.refresh_now(context));
                self.change(|features, context| features.table.accept(&dialog, context));
            }
            (Dialog::Explorer(dialog), Answer::Accept) => {
                self.change(|_, context| context.accept_explorer(dialog));
            }
            _ => {}
        }
    }

    fn stop_finding(&mut self) {
        let (features, context) = self.features();
        features.find.stop(&context);
    }

    /// Replaces the catalog in front by what its file holds.
    fn reload(&mut self) {
        if let Some(path) = self.workspace().path().map(Path::to_path_buf) {
            self.load(path, Load::Reload(self.workspace().id()));
        }
    }

    /// Gives up what workers are doing of a kind.
    pub(super) fn cancel(&mut self, task: Task) {
        self.jobs.tasks().cancel(task);
        match task {
            Task::Find => self.stop_finding(),
            Task::Load | Task::Compare => self.change(|_, context| Compare::stop(context)),
            #[cfg(feature = "audience")]
            Task::Simulate => self.open.front_mut().simulations.stop(),
            #[cfg(feature = "audience")]
            Task::Reach => self.open.front_mut().simulations.stop_reaching(),
            _ => {}
        }
    }

    /// A worker failed at a task: what waits for its answer waits no longer. A task that nobody sees may come again
    /// every other second, and is spoken of once.
    pub(super) fn worker_failed(&mut self, task: Task) {
        match task {
            Task::Watch => self.look_failed(),
            Task::CheckText => self.check_failed(),
            Task::Find => self.stop_finding(),
            Task::Compare => self.change(|_, context| Compare::stop(context)),
            Task::Fill => self.open.front_mut().preview.give_up_filling(),
            Task::Propose => self.open.iter_mut().for_each(|open| open.proposing.give_up()),
            _ => {}
        }
        if task.message().is_some() || self.files.failed.insert(task) {
            self.notice(NoticeKind::Failed, Message::new("app-job-failed"));
        }
    }
}
