//! Ways in which a payload is known to differ from the samples (reference 1.4, 3, 11.4), applied to what is about to
//! be sent.

use serde_json::{Value, json};

use crate::trouble::Troubles;

/// The value as the troubles that are on make it.
pub(crate) fn apply(mut value: Value, troubles: &mut Troubles) -> Value {
    if troubles.none() {
        return value;
    }
    if troubles.take("integer_timestamps").is_some() {
        each_object(&mut value, &mut |object| {
            if let Some(number) =
                object.get("timestamp").and_then(Value::as_str).and_then(|text| text.parse::<i64>().ok())
            {
                object.insert("timestamp".to_owned(), json!(number));
            }
        });
    }
    if troubles.take("no_wa_id").is_some() {
        without_phones(&mut value);
    }
    if troubles.take("participant_recipient_id").is_some() {
        each_object(&mut value, &mut |object| {
            if let Some(who) = object.remove("recipient_participant_id") {
                object.insert("participant_recipient_id".to_owned(), who);
            }
        });
    }
    if troubles.take("nested_pricing").is_some() {
        each_object(&mut value, &mut |object| {
            if let Some(pricing) = object.remove("pricing") {
                let origin = pricing.get("category").cloned().unwrap_or(Value::Null);
                let id = object.get("id").cloned().unwrap_or(Value::Null);
                let conversation = json!({"id": id, "origin": {"type": origin}, "pricing": pricing});
                object.insert("conversation".to_owned(), conversation);
            }
        });
    }
    value
}

/// Leaves out what names a phone number; group ids stay.
fn without_phones(value: &mut Value) {
    each_object(value, &mut |object| {
        let group = object.get("recipient_type").and_then(Value::as_str) == Some("group");
        object.remove("wa_id");
        object.remove("recipient_participant_id");
        if object.contains_key("from_user_id") {
            object.remove("from");
        }
        if !group && object.contains_key("recipient_user_id") {
            object.remove("recipient_id");
        }
    });
}

/// Changes every object, the inner ones first, so that what a change puts in is left alone.
fn each_object(value: &mut Value, change: &mut impl FnMut(&mut serde_json::Map<String, Value>)) {
    match value {
        Value::Object(object) => {
            object.values_mut().for_each(|inner| each_object(inner, change));
            change(object);
        }
        Value::Array(items) => items.iter_mut().for_each(|inner| each_object(inner, change)),
        _ => {}
    }
}
