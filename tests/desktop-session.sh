#!/usr/bin/env bash
# Runs one command in a Linux desktop made for it alone, and takes the desktop down again.
#
#   tests/desktop-session.sh [--size 1280x800] [--without PART]... [--banners-go] [--keep] -- COMMAND [ARGUMENT...]
#
# PART is one of: windows (the window manager), banners, keyring, sound. A part left out is really absent: nothing on
# the bus is started on demand. The exit status is that of the command.
#
# With --banners-go a banner leaves after a second: in a flood more come than stand on the screen, and where they wait for their turn
# the daemon has more to do with each. Without it a banner stays until somebody takes it away.
#
# The command finds its desktop in the usual variables, and further:
#   SESSION_DIR      folder of this session; the log of each part is NAME.log in it
#   PULSE_SINK       the sink that sounds go to; what was played is recorded from "$PULSE_SINK.monitor"
set -u

size=1280x800
without=" "
keep=no
banners_stay=0

usage() {
  sed -n '2,14s/^# \{0,1\}//p' "$0" >&2
  exit 64
}

while (($#)); do
  case $1 in
    --size) size=${2:?} && shift 2 ;;
    --without) without+="${2:?} " && shift 2 ;;
    --banners-go) banners_stay=1 && shift ;;
    --keep) keep=yes && shift ;;
    --) shift && break ;;
    *) usage ;;
  esac
done
(($#)) || usage

SESSION_DIR=$(mktemp -d -t session.XXXXXX) || exit 70
export SESSION_DIR
parts=()
command_group=

has() { [[ $without != *" $1 "* ]]; }

# Starts a part in the background, its output in its own log.
part() {
  local name=$1
  shift
  "$@" >"$SESSION_DIR/$name.log" 2>&1 &
  parts+=($!)
}

# until_true SECONDS COMMAND...: asks ten times a second.
until_true() {
  local left=$(($1 * 10))
  shift
  until "$@" >/dev/null 2>&1; do
    ((left-- > 0)) || return 1
    sleep 0.1
  done
}

# A part that ended but was not yet collected by its parent does not count as running.
part_gone() { ! grep -q '^State:[[:space:]]*[^Z]' "/proc/$1/status" 2>/dev/null; }
group_gone() { ! ps -e -o pgid=,stat= | grep -q "^ *$1 [^Z]"; }

take_down() {
  trap - EXIT INT TERM
  if [[ -n $command_group ]] && ! group_gone "$command_group"; then
    kill -- "-$command_group" 2>/dev/null
    until_true 2 group_gone "$command_group" || kill -9 -- "-$command_group" 2>/dev/null
  fi
  local at
  for ((at = ${#parts[@]} - 1; at >= 0; at--)); do
    kill "${parts[at]}" 2>/dev/null
  done
  for at in "${parts[@]}"; do
    until_true 1 part_gone "$at" || kill -9 "$at" 2>/dev/null
  done
  if [[ $keep == yes ]]; then
    echo "desktop-session: kept $SESSION_DIR" >&2
  else
    rm -rf "$SESSION_DIR"
  fi
}
trap take_down EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

give_up() {
  echo "desktop-session: $1" >&2
  tail -n 5 "$SESSION_DIR"/*.log >&2
  exit 69
}

# Folders of a person who has just been created. The tool chains stay where they are.
rust_home() { [[ -d $2 ]] && export "$1=$2"; }
rust_home CARGO_HOME "${CARGO_HOME:-$HOME/.cargo}"
rust_home RUSTUP_HOME "${RUSTUP_HOME:-$HOME/.rustup}"
unset WAYLAND_DISPLAY DBUS_SESSION_BUS_ADDRESS SESSION_MANAGER
export HOME=$SESSION_DIR/home
export XDG_CONFIG_HOME=$HOME/.config XDG_DATA_HOME=$HOME/.local/share XDG_CACHE_HOME=$HOME/.cache XDG_STATE_HOME=$HOME/.local/state
export XDG_RUNTIME_DIR=$SESSION_DIR/run
mkdir -p "$XDG_CONFIG_HOME" "$XDG_DATA_HOME" "$XDG_CACHE_HOME" "$XDG_STATE_HOME" "$XDG_RUNTIME_DIR"
chmod 700 "$XDG_RUNTIME_DIR"
export XDG_SESSION_TYPE=x11 XDG_CURRENT_DESKTOP=X-Generic LANG=${LANG:-C.UTF-8}
# X11, no accessibility bus, settings and files without their daemons, software drawing.
export GDK_BACKEND=x11 NO_AT_BRIDGE=1 GTK_A11Y=none GSETTINGS_BACKEND=memory GIO_USE_VFS=local LIBGL_ALWAYS_SOFTWARE=1

start_display() {
  exec 7>"$SESSION_DIR/display"
  part xvfb Xvfb -displayfd 7 -screen 0 "${size}x24" -dpi 96 -nolisten tcp -noreset
  exec 7>&-
  until_true 10 test -s "$SESSION_DIR/display" || give_up "the display did not start"
  DISPLAY=:$(<"$SESSION_DIR/display")
  export DISPLAY
}

# A bus without service folders, so that a part which was left out is not started behind our back.
start_bus() {
  local config=$SESSION_DIR/bus.xml
  cat >"$config" <<XML
<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
  "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path=$XDG_RUNTIME_DIR/bus</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow own="*"/>
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
  </policy>
</busconfig>
XML
  part bus dbus-daemon --config-file="$config" --nofork --nopidfile
  export DBUS_SESSION_BUS_ADDRESS=unix:path=$XDG_RUNTIME_DIR/bus
  until_true 10 ask_bus ListNames || give_up "the session bus did not start"
}

ask_bus() { dbus-send --session --print-reply=literal --dest=org.freedesktop.DBus / "org.freedesktop.DBus.$@"; }
on_bus() { ask_bus NameHasOwner "string:$1" | grep -q true; }

start_windows() {
  part windows openbox --sm-disable
  until_true 6 managed || give_up "the window manager did not start"
}
managed() { xprop -root _NET_SUPPORTING_WM_CHECK | grep -q 'window id'; }

start_banners() {
  mkdir -p "$XDG_CONFIG_HOME/dunst"
  cat >"$XDG_CONFIG_HOME/dunst/dunstrc" <<INI
[global]
    markup = full
    history_length = 500
    notification_limit = 20
    idle_threshold = 0
    mouse_left_click = do_action, close_current
    browser = /bin/false
    dmenu = /bin/false
# Without a time a banner goes when somebody takes it away: on a busy machine one that goes by itself is gone before anybody looks.
[urgency_low]
    timeout = $banners_stay
[urgency_normal]
    timeout = $banners_stay
[urgency_critical]
    timeout = 0
[begin]
    appname = desktop-session
    history_ignore = yes
INI
  part banners dunst
  until_true 10 on_bus org.freedesktop.Notifications || give_up "the notification daemon did not start"
  # The first banner reads every font; whoever asks for one with a time limit must not be the one who waits for that.
  notify-send --app-name=desktop-session begin
  until_true 30 banner_up || give_up "the notification daemon shows nothing"
  dunstctl close-all
}
banner_up() { [[ $(dunstctl count displayed) == 1 ]]; }

# An unlocked keyring; what is stored goes to the collection called "default", which a fresh keyring does not have.
start_keyring() {
  local service=/org/freedesktop/secrets owner
  mkdir -p "$XDG_DATA_HOME/keyrings"
  printf session | gnome-keyring-daemon --unlock --components=secrets --control-directory="$XDG_RUNTIME_DIR/keyring" \
    >"$SESSION_DIR/keyring.log" 2>&1
  until_true 10 on_bus org.freedesktop.secrets || give_up "the keyring did not start"
  owner=$(ask_bus GetConnectionUnixProcessID string:org.freedesktop.secrets | awk '{ print $2 }')
  [[ -n $owner ]] && parts+=("$owner")
  dbus-send --session --print-reply --dest=org.freedesktop.secrets $service org.freedesktop.Secret.Service.SetAlias \
    string:default objpath:$service/collection/login >>"$SESSION_DIR/keyring.log" 2>&1
}

# Clients without libpulse want a cookie of the full 256 bytes.
start_sound() {
  local socket=$XDG_RUNTIME_DIR/pulse.sock
  mkdir -p "$XDG_CONFIG_HOME/pulse"
  export PULSE_COOKIE=$XDG_CONFIG_HOME/pulse/cookie
  (umask 077 && head -c 256 /dev/urandom >"$PULSE_COOKIE")
  export PULSE_SERVER=unix:$socket PULSE_SINK=session
  part sound pulseaudio -n --daemonize=no --use-pid-file=no --exit-idle-time=-1 --realtime=no --high-priority=no \
    -L "module-native-protocol-unix socket=$socket auth-anonymous=1" \
    -L "module-null-sink sink_name=$PULSE_SINK rate=48000 channels=2 format=s16le"
  until_true 10 pactl info || give_up "the sound server did not start"
  printf 'pcm.!default { type pulse }\nctl.!default { type pulse }\n' >"$HOME/.asoundrc"
}

start_display
start_bus
has windows && start_windows
has banners && start_banners
has keyring && start_keyring
has sound && start_sound

# A process group of its own: whatever the command leaves behind is ended with the session. In the background, so that
# a signal to this script is answered at once.
setsid env --default-signal=INT,QUIT "$@" <&0 &
command_group=$!
wait "$command_group"
