//! Where webhooks go (reference 6): the app's own address, or an override of the account or of the number.

use serde_json::{Value, json};

/// The subscription of the app to fields.
#[derive(Clone, Debug)]
pub(crate) struct Subscription {
    pub(crate) callback_url: String,
    pub(crate) fields: Vec<String>,
}

/// Everything that decides about a destination.
#[derive(Clone, Debug, Default)]
pub(crate) struct Routes {
    pub(crate) app: Option<Subscription>,
    /// The app is attached to the account.
    pub(crate) attached: bool,
    pub(crate) account_override: Option<String>,
    pub(crate) number_override: Option<String>,
}

/// The only fields an override receives; the rest goes to the app's own address.
const OVERRIDDEN: &[&str] = &[
    "messages",
    "message_echoes",
    "calls",
    "consumer_profile",
    "messaging_handovers",
    "group_lifecycle_update",
    "group_participants_update",
    "group_settings_update",
    "group_status_update",
    "smb_message_echoes",
    "smb_app_state_sync",
    "history",
    "account_settings_update",
];

impl Routes {
    /// The address for an event of this field, or none: it is lost.
    pub(crate) fn destination(&self, field: &str) -> Option<&str> {
        if !self.attached {
            return None;
        }
        if OVERRIDDEN.contains(&field)
            && let Some(url) = self.number_override.as_deref().or(self.account_override.as_deref())
        {
            return Some(url);
        }
        let app = self.app.as_ref()?;
        let known = FIELDS.contains(&field);
        (!known || app.fields.iter().any(|wanted| wanted == field)).then_some(app.callback_url.as_str())
    }

    /// The `webhook_configuration` object of the number.
    pub(crate) fn configuration(&self) -> Value {
        let mut shown = json!({});
        let urls = [
            ("phone_number", self.number_override.as_ref()),
            ("whatsapp_business_account", self.account_override.as_ref()),
            ("application", self.app.as_ref().map(|app| &app.callback_url)),
        ];
        if let Some(shown) = shown.as_object_mut() {
            for (name, url) in urls {
                if let Some(url) = url {
                    shown.insert(name.to_owned(), json!(url));
                }
            }
        }
        shown
    }
}

/// The fields an app can subscribe to (reference 1.4, 2.4, 2.6).
pub(crate) const FIELDS: &[&str] = &[
    "account_alerts",
    "account_review_update",
    "account_settings_update",
    "account_update",
    "automatic_events",
    "business_capability_update",
    "business_status_update",
    "business_username_update",
    "calls",
    "consumer_profile",
    "flows",
    "group_lifecycle_update",
    "group_participants_update",
    "group_settings_update",
    "group_status_update",
    "history",
    "message_echoes",
    "message_template_components_update",
    "message_template_quality_update",
    "message_template_status_update",
    "messages",
    "messaging_handovers",
    "partner_solutions",
    "payment_configuration_update",
    "phone_number_name_update",
    "phone_number_quality_update",
    "security",
    "smb_app_state_sync",
    "smb_message_echoes",
    "standby",
    "template_category_update",
    "template_correct_category_detection",
    "tracking_events",
    "user_preferences",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_override_gets_messages_and_group_events_while_opt_outs_stay_with_the_app() {
        let fields = ["messages", "user_preferences"].map(str::to_owned).to_vec();
        let app = Subscription { callback_url: "http://app".to_owned(), fields };
        let mut routes = Routes { app: Some(app), attached: true, ..Routes::default() };
        assert_eq!(routes.destination("messages"), Some("http://app"));
        assert_eq!(routes.destination("group_status_update"), None, "not subscribed");
        routes.account_override = Some("http://account".to_owned());
        assert_eq!(routes.destination("messages"), Some("http://account"));
        assert_eq!(routes.destination("group_status_update"), Some("http://account"));
        assert_eq!(routes.destination("user_preferences"), Some("http://app"));
        routes.number_override = Some("http://number".to_owned());
        assert_eq!(routes.destination("messages"), Some("http://number"));
        routes.attached = false;
        assert_eq!(routes.destination("messages"), None, "the app is not attached to the account");
    }
}
