#!/bin/sh
# Takes the pictures of the README: the window on the sample catalog, light and dark, as PNG files in this folder
# or in OUT. Needs a Linux with Xvfb and ImageMagick; no display, no window manager.
#
#   assets/screenshots/take.sh [PROGRAM]      PROGRAM, or $VITRINE_BIN; else what cargo has built last; else it
#                                             is built now.
#   OUT=/tmp/pictures assets/screenshots/take.sh
set -eu

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
out=${OUT:-$here}
size=1280x800
# An empty window has one colour, or a few; the editor has hundreds.
colours=150
# A slow machine with software rendering needs seconds for its first frames.
patience=60

missing=
for tool in Xvfb import convert identify; do
    command -v "$tool" >/dev/null 2>&1 || missing="$missing $tool"
done
if [ -n "$missing" ]; then
    echo "Missing:$missing. On Debian or Ubuntu: apt-get install xvfb imagemagick libgl1-mesa-dri" >&2
    exit 2
fi

program=${1:-${VITRINE_BIN:-}}
if [ -z "$program" ]; then
    target=${CARGO_TARGET_DIR:-$root/target}
    program=$(ls -t "$target/release/vitrine" "$target/debug/vitrine" 2>/dev/null | head -n 1)
    if [ -z "$program" ]; then
        (cd "$root" && cargo build --release)
        program=$target/release/vitrine
    fi
fi
if [ ! -x "$program" ]; then
    echo "There is no program at $program." >&2
    exit 2
fi

work=$(mktemp -d)
window=
server=
finish() {
    [ -z "$window" ] || kill "$window" 2>/dev/null || true
    [ -z "$server" ] || kill "$server" 2>/dev/null || true
    rm -rf "$work"
}
trap finish EXIT
trap 'exit 1' INT TERM

# The server takes a free display by itself, and writes which.
Xvfb -displayfd 3 -screen 0 "${size}x24" -nolisten tcp 3>"$work/display" >"$work/server.log" 2>&1 &
server=$!
waited=0
until [ -s "$work/display" ]; do
    waited=$((waited + 1))
    if [ "$waited" -gt "$patience" ] || ! kill -0 "$server" 2>/dev/null; then
        echo "Xvfb did not start:" >&2
        cat "$work/server.log" >&2
        exit 1
    fi
    sleep 1
done
DISPLAY=:$(cat "$work/display")
export DISPLAY
unset WAYLAND_DISPLAY

# Writes a picture of the window with a theme, once two pictures a second apart are the same.
picture() {
    theme=$1 name=$2
    mkdir -p "$work/$name/config/vitrine" "$work/$name/data" "$work/$name/state"
    cat >"$work/$name/config/vitrine/preferences.json" <<PREFERENCES
{"version": 1, "language": "En", "theme": "$theme", "zoom": 100,
 "explorer": true, "preview": true, "problems": false, "tour_seen": true}
PREFERENCES
    XDG_CONFIG_HOME="$work/$name/config" XDG_DATA_HOME="$work/$name/data" XDG_STATE_HOME="$work/$name/state" \
        "$program" >"$work/window.log" 2>&1 &
    window=$!
    before= waited=0
    while :; do
        sleep 1
        waited=$((waited + 1))
        if ! kill -0 "$window" 2>/dev/null; then
            echo "The editor did not start:" >&2
            cat "$work/window.log" >&2
            exit 1
        fi
        import -window root -crop "$size+0+0" +repage "$work/shot.png"
        now=$(identify -format '%#' "$work/shot.png")
        drawn=$(identify -format '%k' "$work/shot.png")
        [ "$drawn" -ge "$colours" ] && [ "$now" = "$before" ] && break
        if [ "$waited" -gt "$patience" ]; then
            echo "The window does not come to rest." >&2
            exit 1
        fi
        before=$now
    done
    kill "$window" && wait "$window" 2>/dev/null || true
    window=
    # 256 colours are what an interface needs: a third of the size, and no difference to see.
    convert "$work/shot.png" -strip -dither None -colors 256 -define png:compression-level=9 "PNG8:$out/$name.png"
    echo "$out/$name.png: $(identify -format '%wx%h' "$out/$name.png"), $(wc -c <"$out/$name.png") bytes"
}

mkdir -p "$out"
picture Light editor
picture Dark editor-dark
