//! A banner in the system's document for toasts, and what comes back from one in our words.

use domain::notify::Importance;
use engine::ports::{Act, Banner, BannerAction};
use windows::Data::Xml::Dom::{XmlDocument, XmlElement};
use windows::Foundation::IPropertyValue;
use windows::UI::Notifications::ToastActivatedEventArgs;
use windows::core::{HSTRING, IInspectable, Interface, Result};

use crate::notify::{button, title};

/// The name of the field for an answer.
const ANSWER: &str = "answer";

/// The document of a toast. It is silent: sounds are ours. The document itself escapes what it is given.
pub fn document(banner: &Banner) -> Result<XmlDocument> {
    let document = XmlDocument::new()?;
    let toast = document.CreateElement(&HSTRING::from("toast"))?;
    document.AppendChild(&toast)?;
    if banner.importance == Importance::Critical {
        // It stands there until it is put away.
        set(&toast, "scenario", "reminder")?;
    }
    let visual = inside(&document, &toast, "visual")?;
    let binding = inside(&document, &visual, "binding")?;
    set(&binding, "template", "ToastGeneric")?;
    for line in [&title(banner), &banner.body] {
        inside(&document, &binding, "text")?.SetInnerText(&HSTRING::from(line))?;
    }
    set(&inside(&document, &toast, "audio")?, "silent", "true")?;
    let actions = inside(&document, &toast, "actions")?;
    // Fields stand before buttons.
    if banner.actions.iter().any(|(action, _)| *action == BannerAction::Reply) {
        let field = inside(&document, &actions, "input")?;
        set(&field, "id", ANSWER)?;
        set(&field, "type", "text")?;
    }
    for (action, words) in &banner.actions {
        offer(&document, &actions, *action, words)?;
    }
    Ok(document)
}

fn offer(document: &XmlDocument, actions: &XmlElement, action: BannerAction, words: &str) -> Result<()> {
    let offered = inside(document, actions, "action")?;
    set(&offered, "content", words)?;
    set(&offered, "arguments", button::name(action))?;
    if action == BannerAction::Reply {
        set(&offered, "hint-inputId", ANSWER)?;
    }
    Ok(())
}

/// A new element in another one.
fn inside(document: &XmlDocument, parent: &XmlElement, name: &str) -> Result<XmlElement> {
    let element = document.CreateElement(&HSTRING::from(name))?;
    parent.AppendChild(&element)?;
    Ok(element)
}

fn set(element: &XmlElement, name: &str, value: &str) -> Result<()> {
    element.SetAttribute(&HSTRING::from(name), &HSTRING::from(value))
}

/// What was done with a toast; none where it is no act of ours.
pub fn act(told: Option<&IInspectable>) -> Option<Act> {
    let told: ToastActivatedEventArgs = told?.cast().ok()?;
    match told.Arguments().ok()?.to_string().as_str() {
        // A click beside the buttons names none.
        "" => Some(Act::Opened),
        button::REPLY => answer(&told).map(Act::Replied),
        name => button::named(name).map(Act::Pressed),
    }
}

/// What was typed into the field.
fn answer(told: &ToastActivatedEventArgs) -> Option<String> {
    let typed = told.UserInput().ok()?.Lookup(&HSTRING::from(ANSWER)).ok()?;
    let typed: IPropertyValue = typed.cast().ok()?;
    typed.GetString().ok().map(|text| text.to_string())
}
