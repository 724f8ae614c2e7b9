//! Switchboard's window: a screen over the core. It unpacks what the screen asks, hands it to the core and packs the
//! answer; it lends the core this machine's notifications, sounds, keyring and programs. It decides nothing.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

#[cfg(target_os = "linux")]
mod allocator;
mod arguments;
mod commands;
mod files;
mod link;
mod notify;
mod opening;
#[cfg(test)]
mod package;
mod places;
mod sound;
mod startup;
mod town;
mod tray;
mod window;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use clap::Parser;
use contract::{ErrorBody, Retry};
use engine::Engine;
use engine::pair::Link;
use engine::ports::{Act, Acted, Notifier};
use host::Secrets;
use tauri::{App, AppHandle, Manager, RunEvent};
use tauri_plugin_window_state::StateFlags;
use tokio::sync::{broadcast, mpsc, watch};
use tokio::task::JoinSet;
use tokio::time::timeout;

use arguments::Arguments;
use commands::{Core, Stage};
use opening::{Adapters, Opened, Place};
use places::Ask;

/// How long the core may take to put its things away.
const FAREWELL: Duration = Duration::from_secs(5);

/// Between two tries to start the core.
const AGAIN: Duration = Duration::from_secs(2);

/// The town that runs with the window, while the sandbox is what it shows.
#[derive(Default)]
struct Town(Mutex<Option<sandbox::Running>>);

impl Town {
    fn put(&self, town: Option<sandbox::Running>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = town;
    }

    fn take(&self) -> Option<sandbox::Running> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

fn main() -> ExitCode {
    host::log::begin();
    #[cfg(target_os = "linux")]
    allocator::is_the_systems();
    host::crash::leave_no_memory();
    match run(&Arguments::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            tracing::error!(%error, "the window does not open");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &Arguments) -> tauri::Result<()> {
    let mut context = tauri::generate_context!();
    context.config_mut().identifier = arguments.identifier(&context.config().identifier);
    let runtime = host::threads::behind_a_window()?;
    tauri::async_runtime::set(runtime.handle().clone());
    let (told, core) = Core::starting();
    let given = arguments.clone();
    tauri::Builder::default()
        .plugin(tauri_plugin_single_instance::init(|app, words, _| again(app, &words)))
        .invoke_handler(commands::answer)
        .manage(core)
        .manage(Town::default())
        .setup(move |app| set_up(app, given, told).map_err(Into::into))
        .build(context)?
        .run(|app, event| match event {
            RunEvent::Exit => tauri::async_runtime::block_on(farewell(app)),
            #[cfg(target_os = "macos")]
            RunEvent::Opened { urls } => again(app, &urls.iter().map(ToString::to_string).collect::<Vec<_>>()),
            _ => {}
        });
    Ok(())
}

/// The program was started again: the window that is there comes to the front, with the chat that was asked for.
fn again(app: &AppHandle, words: &[String]) {
    match words.iter().find_map(|word| link::chat(word)) {
        Some(chat) => window::open_chat(app, chat),
        None => window::present(app),
    }
}

/// Makes the window and its tray, and starts the core beside them: the screen appears while it starts.
fn set_up(app: &mut App, arguments: Arguments, told: watch::Sender<Stage>) -> tauri::Result<()> {
    let data = match &arguments.data {
        Some(data) => data.clone(),
        None => app.path().app_data_dir()?,
    };
    std::fs::create_dir_all(&data)?;
    let data = data.canonicalize()?;
    let places = tauri_plugin_window_state::Builder::new()
        .with_state_flags(StateFlags::SIZE | StateFlags::POSITION | StateFlags::MAXIMIZED)
        .with_filename(data.join("window.json").to_string_lossy());
    app.handle().plugin(places.build())?;
    app.handle().plugin(startup::plugin(&arguments))?;
    let chat = arguments.link.as_deref().and_then(link::chat);
    window::make(app.handle(), &data, !arguments.in_tray, chat)?;
    put_tray(app.handle());
    if arguments.in_tray {
        tauri::async_runtime::spawn(window::present_without_tray(app.handle().clone()));
    }
    // Here, and not where the core is: what is heard does not wait for it.
    let sound = Arc::new(sound::Desk::new());
    tauri::async_runtime::spawn(start(app.handle().clone(), data, arguments, told, sound));
    tauri::async_runtime::spawn(end_on_signal(app.handle().clone()));
    Ok(())
}

/// The library of Linux trays ends in a panic where it is not installed: then there is no tray.
fn put_tray(app: &AppHandle) {
    match catch_unwind(AssertUnwindSafe(|| tray::put(app))) {
        Ok(Ok(_)) => {}
        Ok(Err(error)) => tracing::warn!(%error, "there is no tray"),
        Err(_) => tracing::warn!("there is no tray: its library is not installed"),
    }
}

/// Opens the core, and another in its place as often as one is asked for.
async fn start(
    app: AppHandle,
    data: PathBuf,
    arguments: Arguments,
    told: watch::Sender<Stage>,
    sound: Arc<sound::Desk>,
) {
    let (asked, mut asks) = mpsc::unbounded_channel();
    let notifier = Arc::new(notify::Notifications::begin(beside(&app)));
    tauri::async_runtime::spawn(present_on_click(app.clone(), notifier.acted()));
    let secrets = Arc::new(Secrets::of(&data));
    let mut here = opening::begin_with(&data, &arguments, &secrets);
    let hub = opening::hub(&data);
    let change = |here, not_restored| places::Change {
        here,
        hub: hub.clone(),
        told: told.clone(),
        asked: asked.clone(),
        not_restored,
    };
    let mut adapters = Adapters {
        secrets,
        notifier,
        sound,
        files: Arc::new(files::OtherPrograms::new(app.clone(), data.join("opened"), downloads(&app, &data))),
        startup: Arc::new(startup::AtSignIn(app.clone())),
        places: Arc::new(change(here, None)),
    };
    loop {
        let Opened { engine, town } =
            open_in_the_end((here, &data), arguments.api_base.as_ref(), &adapters, &told).await;
        app.state::<Town>().put(town);
        let mut beside = JoinSet::new();
        beside.spawn(window::push_changes(app.clone(), engine.clone()));
        beside.spawn(window::follow_language(app.clone(), engine.clone()));
        beside.spawn(window::show_badge(app.clone(), engine.clone()));
        told.send_replace(Stage::Running(engine.clone()));
        window::reload(&app);
        // One sender stays here: there is always somebody who may ask.
        let Some(next) = asks.recv().await else { return };
        beside.shutdown().await;
        leave(engine, &mut asks).await;
        if let Some(town) = app.state::<Town>().take() {
            town.stop().await;
        }
        if here == Place::Hub {
            forget(&hub);
        }
        let not_restored;
        (here, not_restored) = match next {
            Ask::Open(place) => (place, None),
            Ask::Restore(backup) => (Place::Numbers, places::restore(&backup, &data).await.err()),
        };
        adapters.places = Arc::new(change(here, not_restored));
    }
}

/// Ends a core, and waits until its folder is free: a command may still be on its way out. Whatever else this core asked for is dropped,
/// since the next one would be left for it as soon as it came.
async fn leave(engine: Engine, asks: &mut mpsc::UnboundedReceiver<Ask>) {
    let freed = engine.freed();
    engine.stop().await;
    if timeout(FAREWELL, freed.wait()).await.is_err() {
        tracing::warn!("something of the core that was left still holds its folder");
    }
    while asks.try_recv().is_ok() {}
}

/// The copy of a hub that was left goes: it is at the hub, and this window is not one of its consoles any more.
fn forget(hub: &Path) {
    if let Err(error) = Link::forget(hub) {
        tracing::error!(%error, "the copy of the hub that was left cannot be removed");
    }
}

/// Where the operator looks for files; a system without such a place keeps them beside the data.
fn downloads(app: &AppHandle, data: &Path) -> PathBuf {
    app.path().download_dir().unwrap_or_else(|_| data.join("papers"))
}

/// Tries until the core runs: a folder that another program holds may be given back, and a full disk be emptied.
async fn open_in_the_end(
    (place, data): (Place, &Path),
    api_base: Option<&String>,
    adapters: &Adapters,
    told: &watch::Sender<Stage>,
) -> Opened {
    let mut said = String::new();
    loop {
        // An attempt may take minutes, in which the last one's failure is no answer any more.
        told.send_replace(Stage::Starting);
        let error = match opening::open(place, data, api_base.cloned(), adapters.clone()).await {
            Ok(opened) => return opened,
            Err(error) => error,
        };
        let why = format!("{error:?}");
        if why != said {
            tracing::error!(error = &error as &dyn std::error::Error, "the core does not start");
            said = why;
        }
        let retry = Retry::After { milliseconds: i64::try_from(AGAIN.as_millis()).unwrap_or(i64::MAX) };
        told.send_replace(Stage::Failed(ErrorBody { retry, ..ErrorBody::new(error.code()) }));
        tokio::time::sleep(AGAIN).await;
    }
}

fn beside(app: &AppHandle) -> notify::Beside {
    let (window, icon) = (app.clone(), app.clone());
    notify::Beside {
        attention: Box::new(move || window::ask_attention(&window)),
        tray: Box::new(move || icon.tray_by_id(tray::MAIN).is_some()),
    }
}

/// A click on a notification brings the window to the front; the core tells the screen which chat to open.
async fn present_on_click(app: AppHandle, mut acted: broadcast::Receiver<Acted>) {
    loop {
        match acted.recv().await {
            Ok(Acted { act: Act::Opened, .. }) => window::present(&app),
            Ok(_) | Err(broadcast::error::RecvError::Lagged(_)) => {}
            Err(broadcast::error::RecvError::Closed) => return,
        }
    }
}

/// Whoever asks the process to end gets the same end as by the menu.
async fn end_on_signal(app: AppHandle) {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let (Ok(mut terminate), Ok(mut interrupt)) = (signal(SignalKind::terminate()), signal(SignalKind::interrupt()))
        else {
            return;
        };
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
    }
    #[cfg(not(unix))]
    if tokio::signal::ctrl_c().await.is_err() {
        return;
    }
    app.exit(0);
}

/// Has the core and the town put their things away.
async fn farewell(app: &AppHandle) {
    let engine = app.state::<Core>().running();
    let town = app.state::<Town>().take();
    let done = timeout(FAREWELL, async {
        if let Some(engine) = engine {
            engine.stop().await;
        }
        if let Some(town) = town {
            town.stop().await;
        }
    });
    if done.await.is_err() {
        tracing::warn!("the core took too long to end");
    }
}
