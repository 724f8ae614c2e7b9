//! The tray: the window's way back when it is closed, and whether something is unread.

use contract::workspace::Language;
use tauri::image::Image;
use tauri::menu::{Menu, MenuItem};
use tauri::tray::{MouseButton, MouseButtonState, TrayIcon, TrayIconBuilder, TrayIconEvent};
use tauri::{AppHandle, Wry};

use crate::window;

/// Name of the icon among those of this program.
pub const MAIN: &str = "main";

/// Width and height of the icon in pixels.
const SIZE: u32 = 32;
/// Menu entry that brings the window back.
const OPEN: &str = "open";
/// Menu entry that ends the program.
const QUIT: &str = "quit";

/// Puts the icon into the tray.
///
/// # Errors
/// When the system's tray library refuses.
pub fn put(app: &AppHandle) -> tauri::Result<TrayIcon> {
    TrayIconBuilder::<Wry>::with_id(MAIN)
        .icon(icon(0))
        .tooltip(tooltip(0))
        .menu(&menu(app, Language::En)?)
        .show_menu_on_left_click(false)
        .on_menu_event(|app, event| match event.id().as_ref() {
            OPEN => window::present(app),
            QUIT => app.exit(0),
            _ => {}
        })
        .on_tray_icon_event(|tray, event| {
            if let TrayIconEvent::Click { button: MouseButton::Left, button_state: MouseButtonState::Up, .. } = event {
                window::present(tray.app_handle());
            }
        })
        .build(app)
}

fn menu(app: &AppHandle, language: Language) -> tauri::Result<Menu<Wry>> {
    let (open, quit) = words(language);
    let open = MenuItem::with_id(app, OPEN, open, true, None::<&str>)?;
    let quit = MenuItem::with_id(app, QUIT, quit, true, None::<&str>)?;
    Menu::with_items(app, &[&open, &quit])
}

/// The words of the menu: to open, and to quit.
const fn words(language: Language) -> (&'static str, &'static str) {
    match language {
        Language::En => ("Open Switchboard", "Quit"),
        Language::Ru => ("Открыть Switchboard", "Выйти"),
    }
}

/// Speaks the operator's language.
pub fn speak(app: &AppHandle, language: Language) {
    let Some(tray) = app.tray_by_id(MAIN) else { return };
    if let Err(error) = menu(app, language).and_then(|menu| tray.set_menu(Some(menu))) {
        tracing::warn!(%error, "the tray does not take its words");
    }
}

/// Shows how much is unread: a lamp, and the number beside it or on it as the desktop does.
pub fn show_unread(tray: &TrayIcon, unread: u32) {
    let number = (unread > 0).then(|| unread.to_string());
    let shown = tray
        .set_icon(Some(icon(unread)))
        .and_then(|()| tray.set_tooltip(Some(tooltip(unread))))
        .and_then(|()| tray.set_title(number));
    if let Err(error) = shown {
        tracing::warn!(%error, "the tray does not take its icon");
    }
}

/// Whether a desktop shows tray icons at all: without one, a hidden window could not be brought back.
pub async fn is_shown() -> bool {
    #[cfg(target_os = "linux")]
    return watched().await.unwrap_or(false);
    #[cfg(not(target_os = "linux"))]
    true
}

/// Linux: whether somebody watches for status icons and has a place to show them.
#[cfg(target_os = "linux")]
async fn watched() -> zbus::Result<bool> {
    const WATCHER: &str = "org.kde.StatusNotifierWatcher";
    let bus = zbus::Connection::session().await?;
    let proxy = zbus::Proxy::new(&bus, WATCHER, "/StatusNotifierWatcher", WATCHER).await?;
    proxy.get_property("IsStatusNotifierHostRegistered").await
}

fn tooltip(unread: u32) -> String {
    if unread == 0 { "Switchboard".to_owned() } else { format!("Switchboard: {unread}") }
}

/// Our jack on cobalt, with an amber lamp when something is unread.
fn icon(unread: u32) -> Image<'static> {
    Image::new_owned(pixels(unread > 0), SIZE, SIZE)
}

/// One colour, without its opacity.
type Colour = [f32; 3];
const COBALT: Colour = [32.0, 93.0, 213.0];
const WHITE: Colour = [255.0, 255.0, 255.0];
const LAMP: Colour = [243.0, 143.0, 23.0];

/// Red, green, blue and opacity of each pixel, row by row from the top.
fn pixels(lamp: bool) -> Vec<u8> {
    (0..SIZE).flat_map(|y| (0..SIZE).flat_map(move |x| pixel(middle(x), middle(y), lamp))).collect()
}

/// The middle of a pixel.
fn middle(at: u32) -> f32 {
    f32::from(u16::try_from(at).unwrap_or(u16::MAX)) + 0.5
}

fn pixel(x: f32, y: f32, lamp: bool) -> [u8; 4] {
    // Distances to the edge of each shape, negative inside.
    let plate = (x - 16.0).abs().max(10.0) - 10.0;
    let plate = plate.hypot((y - 16.0).abs().max(10.0) - 10.0) - 5.0;
    let from_jack = (x - 15.0).hypot(y - 16.0);
    let ring = (from_jack - 7.5).abs() - 1.75;
    let pin = from_jack - 2.75;
    let mut colour = COBALT;
    let mut opacity = cover(plate);
    let mut lay = |over: Colour, by: f32| {
        for (under, over) in colour.iter_mut().zip(over) {
            *under += (over - *under) * by;
        }
        opacity = opacity.max(by);
    };
    lay(WHITE, cover(ring).max(cover(pin)));
    if lamp {
        let from_lamp = (x - 25.0).hypot(y - 7.0);
        lay(WHITE, cover(from_lamp - 7.0));
        lay(LAMP, cover(from_lamp - 5.5));
    }
    let [red, green, blue] = colour;
    [byte(red), byte(green), byte(blue), byte(opacity * 255.0)]
}

/// How much of a pixel a shape covers, by the distance of its middle to the shape's edge.
fn cover(distance: f32) -> f32 {
    (0.5 - distance).clamp(0.0, 1.0)
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to the range of a byte before")]
fn byte(value: f32) -> u8 {
    value.clamp(0.0, 255.0).round() as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(pixels: &[u8], x: usize, y: usize) -> [u8; 4] {
        let start = (y * SIZE as usize + x) * 4;
        pixels[start..start + 4].try_into().unwrap()
    }

    #[test]
    fn the_icon_is_a_white_jack_on_cobalt_with_clear_corners() {
        let icon = pixels(false);
        assert_eq!(icon.len(), (SIZE * SIZE * 4) as usize);
        assert_eq!(at(&icon, 0, 0)[3], 0, "the corner is clear");
        assert_eq!(at(&icon, 15, 16), [255, 255, 255, 255], "the pin");
        assert_eq!(at(&icon, 16, 27), [32, 93, 213, 255], "the plate");
    }

    #[test]
    fn something_unread_lights_the_lamp_and_changes_nothing_else() {
        let (dark, lit) = (pixels(false), pixels(true));
        assert_eq!(at(&lit, 25, 7), [243, 143, 23, 255]);
        assert_ne!(at(&dark, 25, 7), at(&lit, 25, 7));
        assert_eq!(at(&dark, 8, 24), at(&lit, 8, 24));
    }

    #[test]
    fn each_language_has_words_of_its_own() {
        let ((open, quit), (again, leave)) = (words(Language::En), words(Language::Ru));
        assert!(open != again && quit != leave && again.contains("Switchboard"));
    }

    #[test]
    fn the_tooltip_says_how_many_are_unread() {
        assert_eq!((tooltip(0).as_str(), tooltip(3).as_str()), ("Switchboard", "Switchboard: 3"));
    }
}
