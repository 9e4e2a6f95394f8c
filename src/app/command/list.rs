//! Every command, declared once: its messages, its menu, its keys, when it can be run, when it is ticked, and what
//! it does. A command without one of these does not compile.

use super::declare::{Declared, Menu, alone, alt, command, ctrl, ctrl_shift};
use crate::app::after_save::AfterSave;
use crate::app::application::App;
use crate::app::approval::Reviews;
use crate::app::audience::AudienceAction;
#[cfg(feature = "audience")]
use crate::app::audience::ImportPath;
use crate::app::compare::CompareAction;
use crate::app::dialog::{Dialog, PathPurpose};
use crate::app::explorer::ExplorerAction;
use crate::app::export::ExportFormat;
use crate::app::merging::MergeAction;
use crate::app::preferences::{Theme, ZOOM_LEAST, ZOOM_MOST, ZOOM_STEP};
use crate::app::preview::Version;
use crate::app::publishing::PublishAction;
#[cfg(feature = "serve")]
use crate::app::serving::ServeAction;
#[cfg(feature = "audience")]
use crate::app::simulation::{SimulationPath, Simulations};
#[cfg(feature = "audience")]
use crate::app::tasks::Task;
use crate::app::visits::VisitAction;
use crate::app::workspace::Workspace;
use crate::model::{Catalog, InnerTab, Verdict};
use crate::text::Language;
use std::sync::Arc;

/// Makes the commands from their declarations: the type, the list of all, and the look-up.
macro_rules! commands {
    ($($(#[doc = $doc:literal])* $(#[cfg($only:meta)])? $name:ident = $declared:expr;)*) => {
        /// A command.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Command {
            $($(#[doc = $doc])* $(#[cfg($only)])? $name,)*
        }

        impl Command {
            /// Every command, in the order of the menus.
            pub const ALL: &[Self] = &[$($(#[cfg($only)])? Self::$name),*];

            pub(super) fn declared(self) -> &'static Declared {
                match self {
                    $($(#[cfg($only)])? Self::$name => const { &$declared },)*
                }
            }
        }
    };
}

/// The messages of a title and of its tip.
macro_rules! texts {
    ($id:literal) => {
        [$id, concat!($id, "-tip")]
    };
}

commands! {
    /// A new, empty catalog.
    New = command(texts!("app-command-new"), (Menu::File, 0), |app| {
        app.open_beside(Workspace::new(Arc::new(Catalog::new("catalog"))));
    })
    .keys(ctrl("N"));
    /// Open a file.
    Open = command(texts!("app-command-open"), (Menu::File, 0), |app| {
        app.pick(PathPurpose::Open, AfterSave::Nothing);
    })
    .keys(ctrl("O"));
    /// Open the sample catalog.
    OpenSample = command(texts!("app-command-open-sample"), (Menu::File, 0), |app| {
        app.open_beside(Workspace::sample());
    });
    /// Save to the file it came from.
    Save = command(texts!("app-command-save"), (Menu::File, 1), |app| app.save(AfterSave::Nothing))
        .keys(ctrl("S"))
        .when(|app| {
            app.workspace().is_dirty() || app.workspace().path().is_none() || app.view().unfit().is_some()
        });
    /// Save to another file.
    SaveAs = command(texts!("app-command-save-as"), (Menu::File, 1), |app| {
        app.pick(PathPurpose::Save, AfterSave::Nothing);
    })
    .keys(ctrl_shift("S"));
    /// Show the unsaved changes.
    CompareSaved = command(texts!("compare-command-saved"), (Menu::File, 1), |app| app.change(|features, context| features.compare.show_unsaved(context)));
    /// Compare any two states of the catalog.
    CompareAny = command(texts!("versions-command-compare"), (Menu::File, 1), |app| app.change(|features, context| features.compare.apply(CompareAction::Any, context)));
    /// Settle the conflicts of a merge.
    Settle = command(texts!("versions-command-settle"), (Menu::File, 1), |app| app.apply_merge(MergeAction::Show))
        .when(|app| app.workspace().merge().is_some());
    /// Write what production needs, as RON.
    ExportRon = command(texts!("app-command-export-ron"), (Menu::File, 2), |app| {
        app.pick(PathPurpose::Export(ExportFormat::Ron), AfterSave::Nothing);
    })
    .keys(ctrl("E"));
    /// Write what production needs, as JSON.
    ExportJson = command(texts!("app-command-export-json"), (Menu::File, 2), |app| {
        app.pick(PathPurpose::Export(ExportFormat::Json), AfterSave::Nothing);
    })
    .keys(ctrl_shift("E"));
    /// Write the offers as a workbook.
    #[cfg(feature = "sheets")]
    ExportXlsx = command(texts!("exchange-command-xlsx"), (Menu::File, 2), |app| {
        app.pick(PathPurpose::Export(ExportFormat::Xlsx), AfterSave::Nothing);
    });
    /// Write the offers as CSV.
    #[cfg(feature = "sheets")]
    ExportCsv = command(texts!("exchange-command-csv"), (Menu::File, 2), |app| {
        app.pick(PathPurpose::Export(ExportFormat::Csv), AfterSave::Nothing);
    });
    /// Write the whole catalog as a document.
    ExportHtml = command(texts!("exchange-command-html"), (Menu::File, 2), |app| {
        app.pick(PathPurpose::Export(ExportFormat::Html), AfterSave::Nothing);
    });
    /// Take over what a spreadsheet changes.
    #[cfg(feature = "sheets")]
    ApplySheet = command(texts!("exchange-command-apply"), (Menu::File, 2), |app| {
        app.pick(PathPurpose::Sheet, AfterSave::Nothing);
    });
    /// Close the catalog in front.
    CloseCatalog = command(texts!("files-command-close-catalog"), (Menu::File, 3), |app| {
        app.go_on(AfterSave::CloseCatalog);
    })
    .keys(ctrl_shift("W"))
    .when(|app| app.has_several() || !app.workspace().is_untouched());
    /// Go to the next open catalog.
    NextCatalog = command(texts!("files-command-next-catalog"), (Menu::File, 3), App::next_catalog)
        .keys(ctrl_shift("Tab"))
        .when(App::has_several);
    /// Close the window.
    Quit = command(texts!("app-command-quit"), (Menu::File, 4), |app| app.go_on(AfterSave::Quit)).keys(ctrl("Q"));

    /// Take the last change back.
    Undo = command(texts!("app-command-undo"), (Menu::Edit, 0), App::undo)
        .keys(ctrl("Z"))
        .about(|app| app.workspace().document().undo_name())
        .when(|app| app.workspace().document().undo_name().is_some());
    /// Bring it again.
    Redo = command(texts!("app-command-redo"), (Menu::Edit, 0), App::redo)
        .keys(ctrl_shift("Z"))
        .about(|app| app.workspace().document().redo_name())
        .when(|app| app.workspace().document().redo_name().is_some());
    /// Close the tab in front.
    CloseTab = command(texts!("app-command-close-tab"), (Menu::Edit, 1), |app| {
        if let Some(tab) = app.view().active_tab().cloned() {
            app.open.front_mut().view.close(&tab);
            app.open.front_mut().view.enter_front();
        }
    })
    .keys(ctrl("W"))
    .when(|app| app.view().active_tab().is_some());
    /// Close all tabs but the one in front.
    CloseOtherTabs = command(texts!("app-command-close-others"), (Menu::Edit, 1), |app| {
        if let Some(tab) = app.view().active_tab().cloned() {
            app.open.front_mut().view.close_others(&tab);
        }
    })
    .when(|app| app.view().tabs.len() > 1);
    /// Close all tabs.
    CloseAllTabs = command(texts!("app-command-close-all"), (Menu::Edit, 1), |app| {
        app.open.front_mut().view.close_all();
    })
    .when(|app| !app.view().tabs.is_empty());
    /// Go to the next tab.
    NextTab = command(texts!("app-command-next-tab"), (Menu::Edit, 1), |app| {
        app.open.front_mut().view.next();
        app.open.front_mut().view.enter_front();
    })
        .keys(ctrl("Tab"))
        .when(|app| app.view().tabs.len() > 1);
    /// Go to the next tab of the form in front.
    NextInnerTab = command(texts!("app-command-next-inner-tab"), (Menu::Edit, 1), |app| {
        app.open.front_mut().view.go_through_form(1);
    })
        .keys(ctrl("PageDown"))
        .when(|app| app.view().active_tab().is_some());
    /// Go to the tab before in the form in front.
    PreviousInnerTab = command(texts!("app-command-previous-inner-tab"), (Menu::Edit, 1), |app| {
        app.open.front_mut().view.go_through_form(-1);
    })
        .keys(ctrl("PageUp"))
        .when(|app| app.view().active_tab().is_some());
    /// Go back to the entity visited before.
    Back = command(texts!("explorer-command-back"), (Menu::Edit, 1), |app| app.explore(ExplorerAction::Go(-1)))
        .keys(alt("ArrowLeft"))
        .when(|app| app.view().explorer.may_go(-1));
    /// Go forward again.
    Forward = command(texts!("explorer-command-forward"), (Menu::Edit, 1), |app| app.explore(ExplorerAction::Go(1)))
        .keys(alt("ArrowRight"))
        .when(|app| app.view().explorer.may_go(1));
    /// A new environment, in a wizard.
    NewEnvironment =
        command(texts!("explorer-command-new-environment"), (Menu::Edit, 2), |app| app.explore(ExplorerAction::NewEnvironment));
    /// Find a text anywhere in the catalog, and replace it.
    Find = command(texts!("find-command-find"), (Menu::Edit, 2), |app| app.change(|features, _| features.find.show()))
    .keys(ctrl("F"));
    /// Go to an entity.
    GoTo = command(texts!("find-command-go-to"), (Menu::Edit, 2), |app| app.dialog = Some(Dialog::GoTo))
        .keys(ctrl("P"));
    /// Copy what is chosen in the explorer, as text.
    Copy = command(texts!("explorer-command-copy"), (Menu::Edit, 3), |app| app.explore(ExplorerAction::Copy))
        .keys(ctrl("C"))
        .local()
        .when(|app| !app.context().chosen().is_empty());
    /// Copy it, and take it away.
    Cut = command(texts!("explorer-command-cut"), (Menu::Edit, 3), |app| app.explore(ExplorerAction::Cut))
        .keys(ctrl("X"))
        .local()
        .when(|app| app.context().can_remove());
    /// Add the entities on the clipboard.
    Paste = command(texts!("explorer-command-paste"), (Menu::Edit, 3), |app| app.clipboard.want())
        .keys(ctrl("V"))
        .local();
    /// Duplicate what is chosen in the explorer.
    Duplicate = command(texts!("explorer-command-duplicate"), (Menu::Edit, 3), |app| app.explore_chosen(ExplorerAction::Duplicate))
        .keys(ctrl("D"))
        .when(|app| app.context().can_duplicate());
    /// Go to the label of what is chosen in the explorer, to be typed anew.
    Rename = command(texts!("explorer-command-rename"), (Menu::Edit, 3), |app| app.explore_chosen(ExplorerAction::Rename))
        .keys(alone("F2"))
        .local()
        .when(|app| app.context().can_rename());
    /// Delete what is chosen in the explorer.
    Delete = command(texts!("explorer-command-delete"), (Menu::Edit, 3), |app| app.explore_chosen(ExplorerAction::Delete))
        .keys(alone("Delete"))
        .local()
        .when(|app| app.context().can_remove());

    /// Approve what is chosen.
    Approve = command(texts!("approval-command-approve"), (Menu::Catalog, 0), |app| app.change(|features, context| context.ask_review(features.table, Verdict::Approved)))
        .when(|app| app.context().may_review(app.table()));
    /// Reject it.
    Reject = command(texts!("approval-command-reject"), (Menu::Catalog, 0), |app| app.change(|features, context| context.ask_review(features.table, Verdict::Rejected)))
        .when(|app| app.context().may_review(app.table()));
    /// Have it decided again.
    AskAgain = command(texts!("approval-command-ask-again"), (Menu::Catalog, 0), |app| app.change(|features, context| context.ask_review(features.table, Verdict::Reset)))
        .when(|app| app.context().may_review(app.table()));
    /// The offers that wait for a decision.
    ToReview = command(texts!("approval-command-to-review"), (Menu::Catalog, 0), |app| app.change(|_, _| Reviews::show()))
        .keys(ctrl_shift("R"));

    /// Show what publishing would do, and publish.
    Publish = command(texts!("publish-command"), (Menu::Catalog, 1), |app| {
        app.change(|features, context| features.publishing.apply(&PublishAction::Show, context));
    })
    .keys(ctrl_shift("L"))
    .when(|app| app.workspace().catalog().environments.iter().any(|it| it.linked_live().is_some()));
    /// Make Live what it was before.
    GoBackLive = command(texts!("publish-command-back"), (Menu::Catalog, 1), |app| app.dialog = Some(Dialog::GoBack))
        .when(|app| app.workspace().catalog().environments.iter().any(|it| it.linked_live().is_some()));

    /// Serve the catalog to a site in the making.
    #[cfg(feature = "serve")]
    Serve = command(texts!("serve-command"), (Menu::Preview, 1), |app| app.apply_serving(ServeAction::Open));

    /// What a whole population gets.
    #[cfg(feature = "audience")]
    Simulate = command(texts!("population-command-run"), (Menu::Preview, 1), |app| {
        app.change(|features, context| features.simulations.run(context));
    })
    .keys(ctrl_shift("M"))
    .when(|app| !app.open.front().simulations.is_running());
    /// Give the simulation under way up.
    #[cfg(feature = "audience")]
    CancelSimulation = command(texts!("population-command-cancel"), (Menu::Preview, 1), |app| app.cancel(Task::Simulate))
        .when(|app| app.open.front().simulations.is_running());
    /// Who gets the offer that is chosen, of a whole population.
    #[cfg(feature = "audience")]
    WhoGets = command(texts!("population-command-who-gets"), (Menu::Preview, 1), App::show_who_gets)
        .when(|app| app.chosen_offer().is_some());
    /// Write the results of the simulation as a table.
    #[cfg(feature = "audience")]
    ExportSimulationCsv = command(texts!("population-command-csv"), (Menu::Preview, 2), |app| {
        app.pick(PathPurpose::Simulation(SimulationPath::Csv), AfterSave::Nothing);
    })
    .when(|app| app.open.front().simulations.result().is_some());
    /// Write them with all that was asked, as JSON.
    #[cfg(feature = "audience")]
    ExportSimulationJson = command(texts!("population-command-json"), (Menu::Preview, 2), |app| {
        app.pick(PathPurpose::Simulation(SimulationPath::Json), AfterSave::Nothing);
    })
    .when(|app| app.open.front().simulations.result().is_some());
    /// Write the chart that is shown as a picture.
    #[cfg(feature = "audience")]
    ExportSimulationChart = command(texts!("population-command-chart"), (Menu::Preview, 2), |app| {
        app.change(|_, _| Simulations::show());
        app.pick(PathPurpose::Simulation(SimulationPath::Chart), AfterSave::Nothing);
    })
    .when(|app| app.open.front().simulations.has_a_chart());

    /// Put the call of the preview, and its answer, among the scenarios.
    SaveScenario = command(texts!("app-command-save-scenario"), (Menu::Preview, 0), App::save_scenario)
        .keys(ctrl_shift("N"))
        .when(|app| {
        // A scenario is of what the file holds, and not of what publishing would make of it.
        // A contact of a population is nobody in it.
        matches!(app.preview().decision(), Some(Ok(_)))
            && app.preview().version() != Version::Approved
            && app.preview().guest().is_none()
    });
    /// Keep what the preview proposes in the catalog's contacts.
    StoreVisit = command(texts!("visits-command-store"), (Menu::Preview, 1), |app| {
        app.apply_visit(VisitAction::Store(None));
    })
    .when(|app| {
        matches!(app.preview().decision(), Some(Ok(_))) && app.preview().version() != Version::Approved
    });
    /// Add what the preview asks to the visits that are played.
    AddVisit = command(texts!("visits-command-add"), (Menu::Preview, 1), App::add_visit)
        .when(|app| matches!(app.preview().decision(), Some(Ok(_))));
    /// Forget the propositions that were accepted and refused in the preview.
    ForgetTrial = command(texts!("app-command-forget-trial"), (Menu::Preview, 0), |app| {
        app.open.front_mut().preview.forget_trial();
        app.derive();
    })
    .when(|app| app.preview().has_trial());

    /// Open a contact database beside the catalog.
    OpenContacts = command(texts!("who-command-open"), (Menu::Preview, 1), |app| {
        app.pick(PathPurpose::Contacts, AfterSave::Nothing);
    });
    /// Import contacts into a database.
    #[cfg(feature = "audience")]
    ImportContacts = command(texts!("who-command-import"), (Menu::Preview, 1), |app| {
        app.pick(PathPurpose::Import(ImportPath::Contacts), AfterSave::Nothing);
    })
    .when(|app| !app.workspace().catalog().dimensions.is_empty());
    /// Close it.
    CloseContacts = command(texts!("who-command-close"), (Menu::Preview, 1), |app| {
        app.apply_audience(AudienceAction::Close);
    })
    .when(|app| app.audience().path().is_some());

    /// Show or hide the explorer.
    ToggleExplorer = command(texts!("app-command-explorer"), (Menu::View, 0), |app| {
        app.prefer(|preferences| preferences.explorer = !preferences.explorer);
    })
    .keys(ctrl("B"))
    .ticked(|app| app.preferences.explorer);
    /// Show or hide the live preview.
    TogglePreview = command(texts!("app-command-preview"), (Menu::View, 0), |app| {
        app.prefer(|preferences| preferences.preview = !preferences.preview);
    })
    .keys(ctrl_shift("P"))
    .ticked(|app| app.preferences.preview);
    /// Show or hide the panel with problems and scenarios.
    ToggleProblems = command(texts!("app-command-problems"), (Menu::View, 0), |app| {
        app.prefer(|preferences| preferences.problems = !preferences.problems);
    })
    .keys(ctrl("J"))
    .ticked(|app| app.preferences.problems);
    /// Give that panel the room of the form, or take it back.
    EnlargeProblems = command(texts!("app-command-enlarge"), (Menu::View, 0), App::enlarge_bottom)
    .keys(ctrl_shift("J"))
    .when(|app| app.files.text_in_front().is_none())
    .ticked(App::is_bottom_large);
    /// A light window.
    LightTheme = command(texts!("app-command-light"), (Menu::View, 1), |app| {
        app.prefer(|preferences| preferences.theme = Theme::Light);
    })
    .ticked(|app| app.preferences.theme == Theme::Light);
    /// A dark window.
    DarkTheme = command(texts!("app-command-dark"), (Menu::View, 1), |app| {
        app.prefer(|preferences| preferences.theme = Theme::Dark);
    })
    .ticked(|app| app.preferences.theme == Theme::Dark);
    /// As the system has it.
    SystemTheme = command(texts!("app-command-system"), (Menu::View, 1), |app| {
        app.prefer(|preferences| preferences.theme = Theme::System);
    })
    .ticked(|app| app.preferences.theme == Theme::System);
    /// The interface in English.
    English = command(texts!("app-command-english"), (Menu::View, 2), |app| {
        app.prefer(|preferences| preferences.language = Language::En);
    })
    .ticked(|app| app.preferences.language == Language::En);
    /// The interface in French.
    French = command(texts!("app-command-french"), (Menu::View, 2), |app| {
        app.prefer(|preferences| preferences.language = Language::Fr);
    })
    .ticked(|app| app.preferences.language == Language::Fr);
    /// Larger.
    ZoomIn = command(texts!("app-command-zoom-in"), (Menu::View, 3), |app| {
        app.prefer(|preferences| preferences.zoom = (preferences.zoom + ZOOM_STEP).min(ZOOM_MOST));
    })
    .keys(ctrl("Plus"))
    .also(ctrl("Equals"))
    .when(|app| app.preferences.zoom < ZOOM_MOST);
    /// Smaller.
    ZoomOut = command(texts!("app-command-zoom-out"), (Menu::View, 3), |app| {
        app.prefer(|preferences| {
            preferences.zoom = preferences.zoom.saturating_sub(ZOOM_STEP).max(ZOOM_LEAST);
        });
    })
    .keys(ctrl("Minus"))
    .when(|app| app.preferences.zoom > ZOOM_LEAST);
    /// As it was.
    ZoomReset = command(texts!("app-command-zoom-reset"), (Menu::View, 3), |app| {
        app.prefer(|preferences| preferences.zoom = 100);
    })
    .keys(ctrl("0"))
    .when(|app| app.preferences.zoom != 100);
    /// Every command, to be searched.
    Palette = command(texts!("find-command-palette"), (Menu::View, 4), |app| {
        app.dialog = Some(Dialog::Palette);
    })
    .keys(ctrl("K"));
    /// Show the periods of an environment over time.
    Timeline = command(texts!("timeline-command"), (Menu::View, 5), |app| app.change(|_, context| context.show_environment(InnerTab::Timeline)))
    .when(|app| app.context().environment().is_some());
    /// The offers of an environment, as a table.
    OffersTable = command(texts!("table-command"), (Menu::View, 5), |app| app.change(|_, context| context.show_environment(InnerTab::Offers)))
    .keys(ctrl_shift("O"))
    .when(|app| app.context().environment().is_some());

    /// All keyboard shortcuts.
    Shortcuts = command(texts!("app-command-shortcuts"), (Menu::Help, 0), |app| {
        app.dialog = Some(Dialog::Shortcuts);
    })
    .keys(alone("F1"))
    .also(ctrl("Slash"));
    /// What this program is.
    About = command(texts!("app-command-about"), (Menu::Help, 0), |app| app.dialog = Some(Dialog::About));
    /// A tour of the window.
    Tour = command(texts!("tour-command"), (Menu::Help, 0), |app| {
        app.files.put_text_back();
        app.change(|features, context| features.tour.start(context));
    });
}
