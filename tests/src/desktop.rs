//! What the desktop session holds: banners in the notification daemon, sounds in the sink.

use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use serde_json::Value;
use tokio::process::Command;

use crate::patience;
use crate::process::Running;
use crate::{Result, WorldError};

/// One banner, shown or gone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Banner {
    /// Its first line.
    pub summary: String,
    /// Its text.
    pub body: String,
}

/// Banners that dunst shows now.
pub async fn banners_shown() -> Result<u64> {
    let count = output("dunstctl", &["count", "displayed"]).await?;
    count.trim().parse().map_err(|_| WorldError::Found(format!("dunstctl counted {count:?}")))
}

/// Waits until dunst shows so many banners.
pub async fn shows(count: u64) -> Result<()> {
    patience::until(&format!("{count} banners"), patience::LONG, || async {
        let shown = banners_shown().await?;
        if shown == count {
            return Ok(Ok(()));
        }
        // Those that were shown and went tell another story than those that never came.
        let all = output("dunstctl", &["count"]).await?;
        Ok(Err(all.split_whitespace().collect::<Vec<_>>().join(" ")))
    })
    .await
}

/// Whether a window of that name can be seen.
pub async fn is_seen(name: &str) -> bool {
    output("xdotool", &["search", "--onlyvisible", "--name", name]).await.is_ok_and(|ids| !ids.trim().is_empty())
}

/// Waits until a window of that name can be seen.
pub async fn sees_window(name: &str) -> Result<()> {
    patience::until("a window that is seen", patience::LONG, || async {
        Ok(patience::seen(is_seen(name).await, || "none".to_owned()))
    })
    .await
}

/// Minimises the window of that name, and waits until it is not seen any more.
pub async fn minimise(name: &str) -> Result<()> {
    let id = output("xdotool", &["search", "--onlyvisible", "--name", name]).await?;
    let Some(id) = id.lines().next() else { return Err(WorldError::Found(format!("no window {name}"))) };
    output("xdotool", &["windowminimize", "--sync", id]).await?;
    patience::until("a minimised window", patience::LONG, || async {
        let state = output("xprop", &["-id", id, "WM_STATE"]).await?;
        Ok(patience::seen(state.contains("Iconic"), || state))
    })
    .await
}

/// Holds a key down until it was repeated so often.
pub async fn hold(key: &str, times: u32, pause: Duration) -> Result<()> {
    let (times, pause) = (times.to_string(), pause.as_millis().to_string());
    output("xdotool", &["key", "--repeat", &times, "--repeat-delay", &pause, key]).await.map(drop)
}

/// Clicks the newest banner.
pub async fn click_banner() -> Result<()> {
    output("dunstctl", &["action"]).await.map(drop)
}

/// Puts away every banner shown, so that the history holds them all, and reads the history, newest first.
pub async fn banners() -> Result<Vec<Banner>> {
    output("dunstctl", &["close-all"]).await?;
    let history = output("dunstctl", &["history"]).await?;
    let history: Value =
        serde_json::from_str(&history).map_err(|_| WorldError::Found(format!("dunst's history: {history}")))?;
    let word = |banner: &Value, name: &str| {
        banner.pointer(&format!("/{name}/data")).and_then(Value::as_str).unwrap_or_default().to_owned()
    };
    let list = history.pointer("/data/0").and_then(Value::as_array).cloned().unwrap_or_default();
    Ok(list.iter().map(|banner| Banner { summary: word(banner, "summary"), body: word(banner, "body") }).collect())
}

/// A notification daemon with real buttons: Xfce's.
#[derive(Debug)]
pub struct Buttons {
    running: Running,
}

/// Where Debian puts it; it is not meant to be started by hand.
const XFCE: &str = "/usr/lib/x86_64-linux-gnu/xfce4/notifyd/xfce4-notifyd";
/// From the lower left corner of a bubble to the middle of its first button, in pixels.
const FIRST_BUTTON: (i32, i32) = (50, -31);

impl Buttons {
    /// Starts it, and waits until it is asked for banners.
    pub async fn start() -> Result<Self> {
        let mut command = Command::new(XFCE);
        command.stdout(Stdio::null()).stderr(Stdio::null());
        let running = Running::start("xfce4-notifyd", command, None)?;
        let call = ["--session", "--print-reply=literal", "--dest=org.freedesktop.Notifications"];
        let what = ["/org/freedesktop/Notifications", "org.freedesktop.Notifications.GetCapabilities"];
        patience::until("a notification daemon with buttons", patience::LONG, || async {
            Ok(output("dbus-send", &[call.as_slice(), what.as_slice()].concat())
                .await
                .map_err(|error| error.to_string()))
        })
        .await?;
        Ok(Self { running })
    }

    /// Presses the first button of the first bubble, with the mouse.
    pub async fn press_first(&self) -> Result<()> {
        let place = patience::until("a bubble", patience::LONG, || async {
            let ids = output("xdotool", &["search", "--onlyvisible", "--class", "xfce4-notifyd"]).await;
            let Some(id) = ids.unwrap_or_default().lines().next().map(str::to_owned) else {
                return Ok(Err("no bubble".to_owned()));
            };
            let shell = output("xdotool", &["getwindowgeometry", "--shell", &id]).await?;
            Ok(Place::read(&shell).ok_or(shell))
        })
        .await?;
        let (x, y) = (place.x + FIRST_BUTTON.0, place.y + place.height + FIRST_BUTTON.1);
        output("xdotool", &["mousemove", &x.to_string(), &y.to_string(), "click", "1"]).await.map(drop)
    }

    /// Ends it.
    pub async fn end(self) -> Result<()> {
        self.running.kill().await
    }
}

/// Where a window is.
struct Place {
    x: i32,
    y: i32,
    height: i32,
}

impl Place {
    /// Reads what `xdotool getwindowgeometry --shell` says.
    fn read(text: &str) -> Option<Self> {
        let value = |name: &str| text.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix('=')?.parse().ok());
        Some(Self { x: value("X")?, y: value("Y")?, height: value("HEIGHT")? })
    }
}

async fn output(program: &str, arguments: &[&str]) -> Result<String> {
    let failed = |source| WorldError::Program { program: program.to_owned(), doing: "asking it", source };
    let output = Command::new(program).args(arguments).stdin(Stdio::null()).output().await.map_err(failed)?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    Err(WorldError::Found(format!("{program}: {}", String::from_utf8_lossy(&output.stderr).trim())))
}

/// A recording of the session's sink, under way until it is heard.
#[derive(Debug)]
pub struct Recording {
    file: tempfile::NamedTempFile,
    running: Running,
}

/// Samples a second of a recording.
const RATE: f64 = 48_000.0;
/// Seconds of silence after which a sound has ended.
const QUIET: f64 = 0.5;
/// What counts as sound, of full scale.
const AUDIBLE: f64 = 0.005;

impl Recording {
    /// Begins to record: mono, 16 bits, 48,000 a second.
    pub fn begin() -> Result<Self> {
        let sink = std::env::var("PULSE_SINK")
            .map_err(|_| WorldError::Found("there is no sink to record: run inside tests/desktop-session.sh".into()))?;
        let file = tempfile::NamedTempFile::new()
            .map_err(|source| WorldError::File { doing: "making a recording", source })?;
        let out = file.reopen().map_err(|source| WorldError::File { doing: "opening a recording", source })?;
        let mut command = Command::new("parec");
        command.args(["--latency-msec=20", "--format=s16le", "--rate=48000", "--channels=1", "--raw"]);
        command.arg(format!("--device={sink}.monitor")).stdout(out);
        let running = Running::start("parec", command, None)?;
        Ok(Self { file, running })
    }

    /// What was recorded so far.
    pub fn heard(&self) -> Result<Heard> {
        Heard::of(self.file.path())
    }

    /// Waits until a sound was heard and has ended; what was recorded.
    pub async fn sound(self) -> Result<Heard> {
        let mut last = Heard::of(self.file.path())?;
        patience::until("a sound in the sink", patience::LONG, || {
            let now = self.heard();
            let same = now.as_ref().is_ok_and(|now| now.peak > 0.0 && *now == last && self.quiet_for() > QUIET);
            if let Ok(now) = &now {
                last = *now;
            }
            async move { now.map(|now| patience::seen(same, || format!("{now:?}"))) }
        })
        .await?;
        self.end().await
    }

    /// Seconds since the last audible sample.
    fn quiet_for(&self) -> f64 {
        let bytes = std::fs::read(self.file.path()).unwrap_or_default();
        let audible = |pair: &[u8; 2]| f64::from(i16::from_le_bytes(*pair)).abs() / 32_768.0 > AUDIBLE;
        let quiet = bytes.as_chunks::<2>().0.iter().rev().take_while(|pair| !audible(pair)).count();
        f64::from(u32::try_from(quiet).unwrap_or(u32::MAX)) / RATE
    }

    /// Ends it; what was recorded.
    pub async fn end(self) -> Result<Heard> {
        let heard = Heard::of(self.file.path());
        self.running.kill().await?;
        heard
    }
}

/// What a recording holds between its first and its last audible sample.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Heard {
    /// The loudest sample, of full scale; 0 is silence.
    pub peak: f64,
    /// Seconds from the first to the last audible sample.
    pub seconds: f64,
    /// The pitch of a plain tone, in Hz: the median over its loud stretches, so that a gap of the machine's does not count.
    pub pitch: f64,
}

impl Heard {
    fn of(file: &Path) -> Result<Self> {
        let bytes = std::fs::read(file).map_err(|source| WorldError::File { doing: "reading a recording", source })?;
        Ok(Self::in_samples(
            &bytes
                .as_chunks::<2>()
                .0
                .iter()
                .map(|pair| f64::from(i16::from_le_bytes(*pair)) / 32_768.0)
                .collect::<Vec<_>>(),
        ))
    }

    fn in_samples(samples: &[f64]) -> Self {
        let audible = |sample: &f64| sample.abs() > AUDIBLE;
        let (Some(first), Some(last)) = (samples.iter().position(audible), samples.iter().rposition(audible)) else {
            return Self { peak: 0.0, seconds: 0.0, pitch: 0.0 };
        };
        let sound = samples.get(first..=last).unwrap_or_default();
        let count = u32::try_from(sound.len()).unwrap_or(u32::MAX);
        let seconds = f64::from(count) / RATE;
        let peak = peak(sound);
        Self { peak, seconds, pitch: pitch(sound, peak) }
    }
}

/// Samples of a stretch that a pitch is told from: 20 ms.
const STRETCH: usize = 960;

/// The loudest sample.
fn peak(samples: &[f64]) -> f64 {
    samples.iter().fold(0.0, |peak: f64, sample| peak.max(sample.abs()))
}

/// Crossings of zero a second, halved, in the middle one of the stretches that are at least half as loud as the whole.
fn pitch(sound: &[f64], loudest: f64) -> f64 {
    let crossings =
        |part: &[f64]| part.windows(2).filter(|pair| matches!(pair, [a, b] if (*a < 0.0) != (*b < 0.0))).count();
    let loud = sound.chunks_exact(STRETCH).filter(|part| peak(part) >= loudest / 2.0);
    let mut counts: Vec<u32> = loud.filter_map(|part| u32::try_from(crossings(part)).ok()).collect();
    counts.sort_unstable();
    counts.get(counts.len() / 2).map_or(0.0, |count| f64::from(*count) / 2.0 * RATE / 960.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tone_between_silences_is_heard_with_its_pitch_and_length() {
        let tone = (0..24_000_u32).map(|at| 0.5 * (std::f64::consts::TAU * 440.0 * f64::from(at) / RATE).sin());
        let samples: Vec<f64> =
            std::iter::repeat_n(0.0, 4_800).chain(tone).chain(std::iter::repeat_n(0.0, 4_800)).collect();
        let heard = Heard::in_samples(&samples);
        assert!((heard.pitch - 440.0).abs() < 26.0, "{heard:?}");
        assert!((heard.seconds - 0.5).abs() < 0.01, "{heard:?}");
        assert!((heard.peak - 0.5).abs() < 0.01, "{heard:?}");
    }

    #[test]
    fn silence_has_no_peak() {
        assert!(Heard::in_samples(&[0.0; 100]).peak < f64::EPSILON);
    }
}
