//! The icons, by name. The shapes come from Lucide, as a font.

use crate::ui::theme::{icon_font, tokens};
use egui::{Align2, Color32, Pos2, RichText, Ui};
use lucide_icons::Icon as Lucide;

macro_rules! icons {
    ($($(#[$doc:meta])* $name:ident => $lucide:ident,)+) => {
        /// An icon.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Icon {
            $($(#[$doc])* $name,)+
        }

        impl Icon {
            /// Every icon.
            pub const ALL: &[Self] = &[$(Self::$name,)+];

            /// Its character in the icon font.
            pub fn char(self) -> char {
                match self {
                    $(Self::$name => Lucide::$lucide.unicode(),)+
                }
            }
        }
    };
}

icons! {
    /// Accept.
    Accept => ThumbsUp,
    /// Add.
    Add => Plus,
    /// One thing leads to another.
    Arrow => ArrowRight,
    /// Notices.
    Bell => Bell,
    /// Refused, blocked.
    Blocked => Ban,
    /// A calendar.
    Calendar => Calendar,
    /// Small and capital letters.
    Case => CaseSensitive,
    /// A category.
    Category => Tag,
    /// A chart.
    Chart => ChartColumn,
    /// Done, ticked.
    Check => Check,
    /// Close.
    Close => X,
    /// Known by a cookie.
    Cookie => Cookie,
    /// Copy.
    Copy => Copy,
    /// Compare two things.
    Compare => GitCompare,
    /// Delete.
    Delete => Trash2,
    /// A targeting dimension.
    Dimension => Users,
    /// Opens a list.
    Down => ChevronDown,
    /// Bring in from a file.
    Download => Download,
    /// Change.
    Edit => Pencil,
    /// An environment.
    Environment => Globe,
    /// An error.
    Error => CircleX,
    /// Send out to a file.
    Export => Upload,
    /// Shown.
    Eye => Eye,
    /// Hidden.
    EyeOff => EyeOff,
    /// A document.
    File => FileText,
    /// Narrow a list.
    Filter => ListFilter,
    /// A folder.
    Folder => Folder,
    /// A folder, open.
    FolderOpen => FolderOpen,
    /// A new folder.
    FolderAdd => FolderPlus,
    /// Go to what is named.
    GoTo => ArrowUpRight,
    /// Drag by this.
    Grip => GripVertical,
    /// Help.
    Help => CircleQuestionMark,
    /// What happened before.
    History => History,
    /// A picture.
    Image => Image,
    /// A note.
    Info => Info,
    /// A field named in a text.
    Insert => Braces,
    /// A keyboard.
    Keyboard => Keyboard,
    /// The language.
    Language => Languages,
    /// Back, the previous one.
    Left => ChevronLeft,
    /// Linked.
    Link => Link,
    /// Locked.
    Lock => Lock,
    /// Logged in.
    LogIn => LogIn,
    /// The dark theme.
    Moon => Moon,
    /// More.
    More => Ellipsis,
    /// Move down.
    MoveDown => ArrowDown,
    /// Move up.
    MoveUp => ArrowUp,
    /// A new document.
    New => FilePlus,
    /// Nothing here.
    Nothing => Inbox,
    /// An offer.
    Offer => Package,
    /// Open a file.
    Open => FolderInput,
    /// Cut.
    Cut => Scissors,
    /// Paste.
    Paste => ClipboardPaste,
    /// The panel below.
    PanelBottom => PanelBottom,
    /// The panel at the left.
    PanelLeft => PanelLeft,
    /// The panel at the right.
    PanelRight => PanelRight,
    /// A person.
    Person => UserRound,
    /// A presentation rule.
    Presentation => Scale,
    /// Redo.
    Redo => Redo2,
    /// Again.
    Refresh => RefreshCw,
    /// Refuse.
    Refuse => ThumbsDown,
    /// Replace.
    Replace => Replace,
    /// Take away.
    Remove => Minus,
    /// Forward; a closed branch.
    Right => ChevronRight,
    /// A rule.
    Rule => Route,
    /// Run.
    Run => Play,
    /// Save.
    Save => Save,
    /// A scenario.
    Scenario => FlaskConical,
    /// Search.
    Search => Search,
    /// Settings.
    Settings => Settings,
    /// A space.
    Space => LayoutGrid,
    /// A special thing.
    Sparkles => Sparkles,
    /// Stop.
    Stop => Square,
    /// It went well.
    Success => CircleCheck,
    /// The light theme.
    Sun => Sun,
    /// The theme of the system.
    System => Monitor,
    /// A table.
    Table => Table,
    /// A moment.
    Time => CalendarClock,
    /// Undo.
    Undo => Undo2,
    /// Not linked.
    Unlink => Unlink,
    /// Less; move up a list.
    Up => ChevronUp,
    /// A warning.
    Warning => TriangleAlert,
    /// A weight.
    Weight => Gauge,
    /// A word as a whole.
    Word => WholeWord,
}

impl Icon {
    /// The icon as a text, to be put beside others. Takes the size of the tokens.
    pub fn text(self, ui: &Ui) -> RichText {
        RichText::new(self.char()).font(icon_font(tokens(ui).size.icon))
    }

    /// Paints the icon, centred.
    pub fn paint(self, ui: &Ui, center: Pos2, size: f32, color: Color32) {
        ui.painter().text(center, Align2::CENTER_CENTER, self.char(), icon_font(size), color);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_icons_look_the_same() {
        let chars: std::collections::BTreeSet<char> = Icon::ALL.iter().map(|icon| icon.char()).collect();
        assert_eq!(chars.len(), Icon::ALL.len());
    }
}
