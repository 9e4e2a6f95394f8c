#!/usr/bin/python3
"""Reads the running window through AT-SPI, as the screen reader Orca does, and fails where something is not told.

    tests/screen_reader/read_window.py target/debug/vitrine catalogs/neobank.catalog.ron [fr]

In English, or in the language that is named; what controls are called there is looked up in assets/locales. Starts itself again under a private bus and a private display, with a home that is thrown away: nothing of the session
of whoever runs it is touched, and none is needed. Needs Debian's at-spi2-core, dbus, gir1.2-atspi-2.0, python3-gi,
xvfb, xdotool and a software driver for OpenGL (libgl1-mesa-dri). It ends within LONGEST seconds, whatever happens.
"""

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time

# Seconds until all is given up, and until one step is.
LONGEST = 110
STEP = 20
# Seconds between two looks for what has not come yet.
PAUSE = 0.1
# A window that tells fewer nodes than this is not there yet.
FEWEST_NODES = 100
# Set for the run under the private bus.
INSIDE = "READ_WINDOW_INSIDE"

# By the names of AT-SPI: what must have a name, what must say its value, what is chosen among others, and what is read
# when it comes up or changes.
NAMED = {
    "alert", "button", "check box", "check menu item", "column header", "combo box", "dialog", "entry", "frame",
    "heading", "link", "list", "list box", "list item", "menu", "menu bar", "menu item", "notification", "page tab",
    "page tab list", "push button", "radio button", "radio menu item", "separator", "slider", "spin button",
    "status bar", "table", "table cell", "toggle button", "tool bar", "tree", "tree item", "tree table",
}
VALUED = {"combo box", "slider", "spin button", "table cell"}
# What can have the keyboard must have a name, whatever it is; but these are boxes that others lie in.
BOXES = {"panel", "scroll pane", "section", "filler"}
CHOSEN = {"list item", "page tab", "table row", "tree item"}
READ = {"notification", "status bar"}
LOCALES = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "assets", "locales")
# What the system says its language is.
SYSTEM = {"en": "C.UTF-8", "fr": "fr_FR.UTF-8"}


def words(language):
    """The messages of a language that are one line without a choice in it, by their ids."""
    found = {}
    folder = os.path.join(LOCALES, language)
    for name in sorted(os.listdir(folder)):
        with open(os.path.join(folder, name), encoding="utf-8") as lines:
            for line in lines:
                message = re.match(r"([a-z][a-z0-9-]*) = (.+)", line)
                if message:
                    found[message[1]] = message[2]
    return found


def outside(arguments):
    """Runs this script again under a bus and a display of its own, and ends all of it when it takes too long."""
    with tempfile.TemporaryDirectory() as home:
        kept = {name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH") if name in os.environ}
        own = {
            INSIDE: "1", "HOME": home, "XDG_RUNTIME_DIR": home, "LC_ALL": SYSTEM[language_of(arguments)],
            # What this script prints.
            "PYTHONUTF8": "1",
            "LIBGL_ALWAYS_SOFTWARE": "1", "GSETTINGS_BACKEND": "memory", "NO_AT_BRIDGE": "1",
        }
        command = ["xvfb-run", "--auto-servernum", "--server-args=-screen 0 1280x800x24 -nolisten tcp",
                   "dbus-run-session", "--", "/usr/bin/python3", os.path.abspath(__file__), *arguments]
        with open(os.path.join(home, "log"), "w+", encoding="utf-8") as log:
            # A session of its own, so that all that it starts can be ended together.
            run = subprocess.Popen(command, env={**kept, **own}, start_new_session=True,
                                   stdin=subprocess.DEVNULL, stderr=log)
            try:
                code = run.wait(LONGEST)
            except subprocess.TimeoutExpired:
                print(f"given up after {LONGEST} seconds")
                code = 1
            finally:
                try:
                    os.killpg(run.pid, signal.SIGKILL)
                except ProcessLookupError:
                    pass
            if code:
                # What the buses and the window said is of use only then.
                log.seek(0)
                print(log.read())
            return code


class Node:
    """What a control tells, read once: it may be gone at the next moment."""

    def __init__(self, atspi, accessible, parent):
        states = accessible.get_state_set()
        self.accessible = accessible
        self.parent = parent
        self.role = accessible.get_role_name()
        self.name = accessible.get_name() or ""
        self.said = accessible.get_description() or ""
        self.ticked = states.contains(atspi.StateType.CHECKABLE)
        self.selectable = states.contains(atspi.StateType.SELECTABLE)
        self.selected = states.contains(atspi.StateType.SELECTED)
        self.active = states.contains(atspi.StateType.ACTIVE)
        self.focusable = states.contains(atspi.StateType.FOCUSABLE)
        self.focused = states.contains(atspi.StateType.FOCUSED)

    def __str__(self):
        return f"{self.role} “{self.name[:60]}”"


class Reader:
    """The window as it is told, and what is wrong with that."""

    def __init__(self, atspi, glib, words, program, catalog):
        self.atspi, self.glib, self.words = atspi, glib, words
        self.level = re.compile(r"\b" + re.sub(r"\{ \$level \}", r"(\\d+)", words["kit-level"]) + r"\b")
        self.catalog = catalog
        self.context = glib.MainContext.default()
        self.announced = []
        self.known = set()
        self.faults = {}
        self.counts = {}
        # Before the window is there, so that nothing is missed.
        self.listener = atspi.EventListener.new(lambda event: self.announced.append(str(event.any_data)))
        self.listener.register("object:announcement")
        self.window = subprocess.Popen([program, catalog], stdin=subprocess.DEVNULL)

    def says(self, node, id):
        """Whether a control says this of itself, beside its name."""
        return re.search(rf"\b{re.escape(self.words[id])}\b", node.said) is not None

    def turn(self):
        """Takes the events that have come."""
        while self.context.pending():
            self.context.iteration(False)

    def until(self, what, found):
        """Waits for something to be there, and returns it."""
        end = time.monotonic() + STEP
        while time.monotonic() < end:
            self.turn()
            if self.window.poll() is not None:
                raise SystemExit(f"the window has ended ({self.window.returncode}) before this: {what}")
            it = found()
            if it:
                return it
            time.sleep(PAUSE)
        raise SystemExit(f"not there after {STEP} seconds: {what}\n{self.now()}")

    def now(self):
        """What is there, for whoever reads why something was not."""
        told = "\n".join(f"    {node} {node.said}" for node in self.nodes() if node.name)
        return f"announced: {self.announced}\nthere:\n{told}"

    def walk(self, accessible, parent, found):
        """Reads a control and what is inside. One that is gone while it is looked at is passed over."""
        try:
            node = Node(self.atspi, accessible, parent)
            count = accessible.get_child_count()
        except self.glib.Error:
            return
        found.append(node)
        for index in range(count):
            try:
                child = accessible.get_child_at_index(index)
            except self.glib.Error:
                continue
            if child is not None:
                self.walk(child, node, found)

    def nodes(self):
        """Every control of the window, in the order in which they are told."""
        found = []
        desktop = self.atspi.get_desktop(0)
        for index in range(desktop.get_child_count()):
            application = desktop.get_child_at_index(index)
            try:
                if application is None or application.get_process_id() != self.window.pid:
                    continue
                # The library would otherwise tell what it saw before.
                application.set_cache_mask(self.atspi.Cache.NONE)
                for window in range(application.get_child_count()):
                    self.walk(application.get_child_at_index(window), None, found)
            except self.glib.Error:
                continue
        return found

    def find(self, role, name):
        """The first control of a role whose name begins so."""
        named = (node for node in self.nodes() if node.role == role and node.name.startswith(name))
        return next(named, None)

    def press(self, role, name):
        """Presses a control, as a screen reader does for its user."""
        node = self.until(f"{role} “{name}”", lambda: self.find(role, name))
        self.atspi.Action.do_action(node.accessible, 0)

    def take_keyboard(self):
        """Gives the keyboard to the window, which nothing does on a display without a window manager."""
        search = ["xdotool", "search", "--onlyvisible", "--pid", str(self.window.pid)]
        windows = self.until("the window on the display", lambda: subprocess.run(
            search, timeout=STEP, check=False, capture_output=True, text=True).stdout.split())
        subprocess.run(["xdotool", "windowfocus", windows[-1]], check=True, timeout=STEP)
        self.until("a control with the keyboard or an active window",
                   lambda: any(node.active for node in self.nodes() if node.role == "frame"))

    def keys(self, *keys):
        """Presses keys of the keyboard in the window."""
        subprocess.run(["xdotool", "key", *keys], check=True, timeout=STEP)

    def hear(self, what, is_it, since=0):
        """Waits until something is announced, behind the first so many announcements."""
        self.until(f"announced: {what}", lambda: any(is_it(text) for text in self.announced[since:]))

    def is_selected(self, role, name):
        """Whether a control is chosen among others."""
        node = self.find(role, name)
        return node is not None and node.selected

    def focused(self, role):
        """The control that has the keyboard, when it has that role."""
        return next((node for node in self.nodes() if node.focused and node.role == role), None)

    def look(self, screen):
        """Reads all of the window, and notes what is wrong."""
        nodes = self.until(f"{screen}: a whole window", lambda: self.whole())
        for node in nodes:
            self.counts[node.role] = self.counts.get(node.role, 0) + 1
            for fault in self.judge(node):
                self.faults.setdefault(f"{node} {fault}", screen)
        self.judge_tree([node for node in nodes if node.role == "tree item"], screen)
        self.judge_tabs([node for node in nodes if node.role == "page tab"], screen)
        # What was there when the first screen was read had come up before anyone listened.
        read = {node.name for node in nodes if node.role in READ and node.name}
        if self.known:
            for name in read - self.known:
                self.hear(f"{screen}: “{name}”", lambda text, name=name: text == name)
        self.known |= read | {""}

    def whole(self):
        nodes = self.nodes()
        return nodes if len(nodes) >= FEWEST_NODES else None

    def judge(self, node):
        """What is wrong with one control."""
        named = node.role in NAMED or node.focusable and node.role not in BOXES
        if named and not node.name.strip():
            yield f"has no name (in {node.parent})"
        # A box in a cell is ticked or not.
        is_box = node.role == "table cell" and node.ticked
        if node.role in VALUED and not node.said.strip() and not is_box:
            yield "does not say its value"
        if node.role == "tree item" and not self.level.search(node.said):
            yield "does not say its level"
        if node.role in CHOSEN and node.ticked:
            yield "is ticked, and not selected"
        if node.role == "page tab" and not node.selectable:
            yield "does not say whether it is selected"
        if any("\ue000" <= letter <= "\uf8ff" for letter in node.name + node.said):
            yield "reads the glyph of an icon"

    def judge_tree(self, items, screen):
        """What has something below it in the tree must say that it is open."""
        levels = [self.level.search(item.said) for item in items]
        for item, level, below in zip(items, levels, levels[1:]):
            deeper = level and below and int(below[1]) > int(level[1])
            if deeper and not self.says(item, "kit-open"):
                self.faults.setdefault(f"{item} does not say that it is open", screen)

    def judge_tabs(self, tabs, screen):
        """In each list of tabs one is selected."""
        lists = {id(tab.parent): tab.parent for tab in tabs}
        for key, tab_list in lists.items():
            if not any(tab.selected for tab in tabs if id(tab.parent) == key):
                self.faults.setdefault(f"{tab_list} has no selected tab", screen)


def screens(reader):
    """Goes through the main screens, and reads each."""
    words = reader.words
    reader.until("the explorer", lambda: reader.find("tree item", ""))
    reader.look("the window")
    reader.take_keyboard()
    branch(reader)

    panel = words["app-command-problems"]
    reader.press("toggle button", panel)
    for id in ("domain-scenarios", "find-command-find", "bottom-problems"):
        tab = words[id]
        reader.press("page tab", tab)
        reader.until(f"{tab} selected", lambda tab=tab: reader.is_selected("page tab", tab))
        reader.look(tab)
    reader.press("toggle button", panel)

    # Each of these lies above the window, is steered by keys, and says at which entry they are.
    for keys, id in (("ctrl+p", "find-command-go-to"), ("ctrl+k", "find-command-palette")):
        name = words[id].rstrip("…")
        reader.keys(keys)
        reader.until(name, lambda name=name: reader.find("dialog", name))
        reader.keys("Down")
        reader.until(f"an entry of {name} with the keyboard", lambda: reader.focused("list item"))
        reader.look(name)
        reader.keys("Escape")
        reader.until(f"{name} closed", lambda name=name: not reader.find("dialog", name))

    reader.press("combo box", words["preview-who"])
    reader.keys("End")
    reader.until("the entry for something new with the keyboard", lambda: reader.focused("push button"))
    reader.look("a picker")
    reader.keys("Escape")

    for id, role in (("forms-tab-eligibility", "page tab"), ("timeline-tab", "slider"), ("table-tab", "table cell")):
        tab = words[id]
        reader.press("page tab", tab)
        reader.until(f"{tab} selected", lambda tab=tab: reader.is_selected("page tab", tab))
        reader.until(f"what {tab} shows", lambda role=role: reader.find(role, ""))
        reader.look(tab)

    # What changes the answer of the preview is announced, and so is what a command has to say.
    heard = len(reader.announced)
    reader.press("link", "No fees abroad")
    reader.until("the offer", lambda: reader.find("page tab list", "No fees abroad"))
    reader.look("an offer")
    reader.press("check box", words["offers-enabled"])
    reader.hear("the preview’s new answer",
                lambda text: re.match(r"1 .*: Savings simulator$", text.replace("\u00a0:", ":")), heard)
    reader.look("a changed offer")
    heard = len(reader.announced)
    reader.keys("ctrl+s")
    reader.hear("that it is saved", lambda text: text == words["app-saved"].replace("{ $file }", reader.catalog), heard)
    reader.look("a saved catalog")


def branch(reader):
    """Closes and opens a branch of the explorer by keys, which says so."""
    tree = reader.until("the tree", lambda: reader.find("tree", ""))
    reader.atspi.Component.grab_focus(tree.accessible)
    row = reader.until("a row of the explorer with the keyboard", lambda: reader.focused("tree item"))
    for key, id in (("Left", "kit-closed"), ("Right", "kit-open")):
        reader.keys(key)

        def told(id=id):
            row = reader.focused("tree item")
            return row and reader.says(row, id)
        reader.until(f"{row} says {reader.words[id]}", told)


def inside(arguments):
    import gi
    gi.require_version("Atspi", "2.0")
    from gi.repository import Atspi, Gio, GLib

    program, catalog = arguments[:2]
    copy = os.path.join(os.environ["HOME"], os.path.basename(catalog))
    shutil.copy(catalog, copy)
    bus = Gio.bus_get_sync(Gio.BusType.SESSION, None)
    # As the desktop does when a screen reader is turned on.
    bus.call_sync(
        "org.a11y.Bus", "/org/a11y/bus", "org.freedesktop.DBus.Properties", "Set",
        GLib.Variant("(ssv)", ("org.a11y.Status", "IsEnabled", GLib.Variant("b", True))), None,
        Gio.DBusCallFlags.NONE, STEP * 1000, None)
    Atspi.init()
    # Milliseconds for a call, and for one to a program that has just started.
    Atspi.set_timeout(3000, 8000)
    reader = Reader(Atspi, GLib, words(language_of(arguments)), program, copy)
    try:
        screens(reader)
    finally:
        reader.window.kill()
        reader.window.wait()
        # Also where a wait ran out: what was found until then.
        for fault, screen in sorted(reader.faults.items()):
            print(f"{screen}: {fault}")
    read = ", ".join(f"{count} {role}" for role, count in sorted(reader.counts.items()))
    print(f"read: {read}")
    print(f"announced: {reader.announced}")
    return 1 if reader.faults else 0


def language_of(arguments):
    """The language that is asked for."""
    return arguments[2] if len(arguments) > 2 else "en"


def main():
    arguments = sys.argv[1:]
    if len(arguments) not in (2, 3) or language_of(arguments) not in SYSTEM:
        print(__doc__)
        return 2
    missing = [it for it in ("xvfb-run", "dbus-run-session", "xdotool") if not shutil.which(it)]
    if missing:
        print(f"missing: {', '.join(missing)}")
        return 2
    arguments[:2] = [os.path.abspath(it) for it in arguments[:2]]
    return inside(arguments) if os.environ.get(INSIDE) else outside(arguments)


if __name__ == "__main__":
    sys.exit(main())
