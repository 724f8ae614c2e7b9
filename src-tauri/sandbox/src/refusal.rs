//! Refusals of the Graph API with the codes, HTTP statuses and shapes of reference 0, 1.5 and 7.2.

use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

/// One refusal: the code decides title and HTTP status, the details say what was wrong.
#[derive(Clone, Debug)]
pub(crate) struct Refusal {
    pub(crate) code: i64,
    details: String,
    subcode: Option<i64>,
    message: Option<String>,
}

impl Refusal {
    /// A refusal with this code; `details` end up in `error_data.details`.
    pub(crate) fn new(code: i64, details: impl Into<String>) -> Self {
        Self { code, details: details.into(), subcode: None, message: None }
    }

    /// Code 100: a parameter of the wrong type or length, or none.
    pub(crate) fn parameter(message: impl Into<String>) -> Self {
        let message = message.into();
        Self { code: 100, details: String::new(), subcode: None, message: Some(format!("(#100) {message}")) }
    }

    /// Code 131008: a required parameter is missing.
    pub(crate) fn missing(name: &str) -> Self {
        Self::new(131_008, format!("Parameter '{name}' is required"))
    }

    /// Code 131009: the value of a parameter is not valid.
    pub(crate) fn value(details: impl Into<String>) -> Self {
        Self::new(131_009, details)
    }

    /// Code 100 with subcode 33: no object has this id.
    pub(crate) fn unknown_object(id: &str) -> Self {
        Self {
            code: 100,
            details: String::new(),
            subcode: Some(33),
            message: Some(format!(
                "Unsupported get request. Object with ID '{id}' does not exist, cannot be loaded due to missing \
                 permissions, or does not support this operation"
            )),
        }
    }

    /// Code 190: the token is missing or wrong.
    pub(crate) fn token() -> Self {
        let message = "Invalid OAuth access token - Cannot parse access token".to_owned();
        Self { code: 190, details: String::new(), subcode: None, message: Some(message) }
    }

    /// Code 190: the token was one once; the subcode says how it ended.
    pub(crate) fn ended(subcode: i64, why: &str) -> Self {
        let message = format!("Error validating access token: {why}.");
        Self { code: 190, details: String::new(), subcode: Some(subcode), message: Some(message) }
    }

    /// The HTTP status that goes with the code.
    pub(crate) fn status(&self) -> StatusCode {
        StatusCode::from_u16(row(self.code).1).unwrap_or(StatusCode::BAD_REQUEST)
    }

    /// The body of a refused request. `trace` is the value of `fbtrace_id`.
    pub(crate) fn body(&self, trace: &str) -> Value {
        let title = row(self.code).2;
        let message = self.message.clone().unwrap_or_else(|| format!("(#{}) {title}", self.code));
        let mut error = json!({"message": message, "type": "OAuthException", "code": self.code, "fbtrace_id": trace});
        if let Some(error) = error.as_object_mut() {
            if !self.details.is_empty() {
                let data = json!({"messaging_product": "whatsapp", "details": self.details});
                error.insert("error_data".to_owned(), data);
            }
            if let Some(subcode) = self.subcode {
                error.insert("error_subcode".to_owned(), json!(subcode));
            }
        }
        json!({"error": error})
    }

    /// The whole answer.
    pub(crate) fn answer(&self, trace: &str) -> Response {
        (self.status(), Json(self.body(trace))).into_response()
    }
}

/// The error object of a webhook (reference 0).
pub(crate) fn webhook_error(code: i64, details: &str) -> Value {
    let title = row(code).2;
    json!({
        "code": code, "title": title, "message": title, "error_data": {"details": details},
        "href": "https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes/"
    })
}

fn row(code: i64) -> (i64, u16, &'static str) {
    CODES.iter().copied().find(|known| known.0 == code).unwrap_or((code, 400, "Something went wrong"))
}

/// Code, HTTP status, title.
const CODES: &[(i64, u16, &str)] = &[
    (0, 401, "AuthException"),
    (1, 400, "API Unknown"),
    (2, 503, "API Service"),
    (3, 500, "API Method"),
    (4, 400, "API Too Many Calls"),
    (10, 403, "Permission Denied"),
    (15, 400, "This method must be called with an app access token"),
    (100, 400, "Invalid parameter"),
    (190, 401, "Access token has expired"),
    (200, 403, "API Permission"),
    (368, 403, "Temporarily blocked for policies violations"),
    (2200, 400, "Callback verification failed"),
    (2500, 400, "Unknown path components"),
    (80_007, 400, "Rate limit issues"),
    (130_403, 400, "Recipient is blocked by the business"),
    (130_429, 400, "Rate limit hit"),
    (130_472, 400, "User's number is part of an experiment"),
    (130_497, 403, "Business account is restricted from messaging users in this country"),
    (130_501, 400, "Unsupported message type"),
    (131_000, 500, "Something went wrong"),
    (131_005, 403, "Access denied"),
    (131_008, 400, "Required parameter is missing"),
    (131_009, 400, "Parameter value is not valid"),
    (131_016, 500, "Service unavailable"),
    (131_020, 400, "Bad group"),
    (131_021, 400, "Recipient cannot be sender"),
    (131_026, 400, "Message undeliverable"),
    (131_030, 400, "Recipient phone number not in allowed list"),
    (131_031, 403, "Account has been locked"),
    (131_037, 400, "Display name approval is needed"),
    (131_041, 400, "Group unknown"),
    (131_042, 400, "Business eligibility payment issue"),
    (131_045, 500, "Incorrect certificate"),
    (131_047, 400, "Re-engagement message"),
    (131_048, 400, "Spam rate limit hit"),
    (131_049, 400, "This message was not delivered to maintain healthy ecosystem engagement"),
    (131_050, 400, "User has stopped marketing messages from this business"),
    (131_051, 400, "Unsupported message type"),
    (131_052, 400, "Media download error"),
    (131_053, 400, "Media upload error"),
    (131_056, 400, "(Business Account, Consumer Account) pair rate limit hit"),
    (131_057, 500, "Account in maintenance mode"),
    (131_059, 400, "Invalid cursor"),
    (131_062, 400, "Business-scoped user ids are not supported for this message"),
    (131_063, 400, "Marketing templates are disabled"),
    (131_201, 206, "Request partially succeeded"),
    (131_202, 400, "Duplicate participant"),
    (131_203, 400, "Unable to add participant to group"),
    (131_204, 400, "Participant limit reached"),
    (131_207, 403, "Group suspended"),
    (131_208, 429, "Group rate limit hit"),
    (131_209, 400, "Group picture is not square"),
    (131_210, 400, "Group picture is too small"),
    (131_211, 400, "Group create limit reached"),
    (131_212, 400, "Participant is not in the group"),
    (131_213, 400, "Join request does not exist"),
    (131_214, 400, "Group creation is temporarily disabled"),
    (131_215, 400, "Phone number is not eligible for the Groups API"),
    (132_000, 400, "Number of parameters does not match the expected number of params"),
    (132_001, 404, "Template name does not exist in the translation"),
    (132_005, 400, "Translated text too long"),
    (132_007, 400, "Template format character policy violated"),
    (132_012, 400, "Parameter format does not match format in the created template"),
    (132_015, 400, "Template is paused"),
    (132_016, 400, "Template is disabled"),
    (132_018, 400, "There was an issue with the parameters in your template"),
    (133_004, 503, "Server temporarily unavailable"),
    (133_010, 400, "Phone number not registered"),
    (135_000, 400, "Generic user error"),
    (139_100, 400, "Failed to block or unblock some users"),
    (139_101, 400, "Block list limit reached"),
    (2_494_100, 400, "Phone number is in maintenance mode"),
];
