//! Templates: texts that the provider approved (reference 2.3 and 5).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::id::GroupId;

/// What a template is for. It decides what consent and what price it asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum TemplateCategory {
    /// Offers and news.
    Marketing,
    /// About something that the person ordered or asked for.
    Utility,
    /// One-time codes.
    Authentication,
}

/// One blank of a template's text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct TemplateBlank {
    /// `1`, `2` ... of positional templates, else the parameter's name.
    pub name: String,
    /// The example given at approval.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub example: Option<String>,
}

/// An approved text as the operator picks it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Template {
    /// Its name at the provider.
    pub name: String,
    /// Language as the API writes it: `en_US`, `ru`.
    pub language: String,
    /// What it is for.
    pub category: TemplateCategory,
    /// `APPROVED`, `PAUSED` ...: the provider's word, an open set. Only `APPROVED` can be sent.
    pub status: String,
    /// Why it is not approved, in the provider's word.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// How people take it: `GREEN`, `YELLOW`, `RED`, an open set.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quality: Option<String>,
    /// What it will count as from the next day on, where the provider announced that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub announced: Option<TemplateCategory>,
    /// Whether its blanks have names.
    pub named: bool,
    /// The text above the body, with its blanks as `{{…}}`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub header: Option<String>,
    /// The text with its blanks as `{{…}}`.
    pub body: String,
    /// The line below.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub footer: Option<String>,
    /// Blanks of the header, in order.
    #[serde(default)]
    pub header_blanks: Vec<TemplateBlank>,
    /// Blanks of the body, in order of first appearance.
    #[serde(default)]
    pub body_blanks: Vec<TemplateBlank>,
    /// The words on its buttons.
    #[serde(default)]
    pub buttons: Vec<String>,
    /// The pages that its buttons open.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<String>,
    /// How many of its buttons send an answer back; the others open a page or call.
    #[serde(default)]
    pub quick_replies: u32,
    /// Whether it has a part that this version cannot fill (a header picture, a coupon ...): it is shown, not offered.
    #[serde(default)]
    pub beyond_us: bool,
}

/// A template with its blanks filled, as it is sent and kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct TemplateMessage {
    /// The template's name.
    pub name: String,
    /// Its language.
    pub language: String,
    /// Its category when it was chosen.
    pub category: TemplateCategory,
    /// Values of the header's blanks, in order.
    #[serde(default)]
    pub header_values: Vec<TemplateValue>,
    /// Values of the body's blanks, in order.
    #[serde(default)]
    pub body_values: Vec<TemplateValue>,
    /// What comes back when its quick replies are pressed, in order; empty where the provider's own words do.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub button_payloads: Vec<String>,
    /// The pages that its buttons open: a group's link behind one is an invitation, too.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<String>,
    /// The group that it invites to, or of which it says that there is no seat yet: it takes a permit for group invitations.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub invites: Option<GroupId>,
    /// The text as the person reads it.
    pub text: String,
}

/// The value of one blank.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct TemplateValue {
    /// The parameter's name, of named templates.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// What stands there.
    pub text: String,
    /// The group whose link the provider puts there as it is at delivery (reference 1.3).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<GroupId>,
}

/// Why a template cannot be filled as asked.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FillError {
    /// The blank has no value, or an empty one.
    #[error("the blank {0} is empty")]
    Empty(String),
    /// The template was not approved, or is paused.
    #[error("the template is {0}")]
    NotApproved(String),
    /// The template has a part that cannot be filled here.
    #[error("the template has a part that cannot be filled here")]
    BeyondUs,
}

impl Template {
    /// Fills the blanks: `value` is asked for the text of each by its name.
    ///
    /// # Errors
    /// When a blank stays empty, or the template cannot be sent at all.
    pub fn fill(&self, value: impl Fn(&str) -> Option<String>) -> Result<TemplateMessage, FillError> {
        if self.status != "APPROVED" {
            return Err(FillError::NotApproved(self.status.clone()));
        }
        if self.beyond_us {
            return Err(FillError::BeyondUs);
        }
        let header_values = self.values(&self.header_blanks, &value)?;
        let body_values = self.values(&self.body_blanks, &value)?;
        let header = self.header.as_deref().map(|text| put(text, &self.header_blanks, &header_values));
        let parts = [header, Some(put(&self.body, &self.body_blanks, &body_values)), self.footer.clone()];
        Ok(TemplateMessage {
            name: self.name.clone(),
            language: self.language.clone(),
            category: self.category,
            header_values,
            body_values,
            button_payloads: Vec::new(),
            links: self.links.clone(),
            invites: None,
            text: parts.into_iter().flatten().collect::<Vec<_>>().join("\n"),
        })
    }

    fn values(
        &self,
        blanks: &[TemplateBlank],
        value: &impl Fn(&str) -> Option<String>,
    ) -> Result<Vec<TemplateValue>, FillError> {
        blanks
            .iter()
            .map(|blank| {
                let text = value(&blank.name).filter(|text| !text.trim().is_empty());
                let text = text.ok_or_else(|| FillError::Empty(blank.name.clone()))?;
                Ok(TemplateValue { name: self.named.then(|| blank.name.clone()), text, group: None })
            })
            .collect()
    }
}

fn put(text: &str, blanks: &[TemplateBlank], values: &[TemplateValue]) -> String {
    blanks
        .iter()
        .zip(values)
        .fold(text.to_owned(), |text, (blank, value)| text.replace(&format!("{{{{{}}}}}", blank.name), &value.text))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn order_ready() -> Template {
        Template {
            name: "order_ready".into(),
            language: "de".into(),
            category: TemplateCategory::Utility,
            status: "APPROVED".into(),
            reason: None,
            quality: None,
            announced: None,
            named: false,
            header: None,
            body: "Ihre Bestellung {{1}} ist fertig. Abholung bis {{2}}.".into(),
            footer: Some("Polar Tea".into()),
            header_blanks: vec![],
            body_blanks: ["1", "2"].map(|name| TemplateBlank { name: name.into(), example: None }).into(),
            buttons: vec!["Karte".into()],
            links: vec!["https://polartea.example/map".into()],
            quick_replies: 0,
            beyond_us: false,
        }
    }

    #[test]
    fn lena_reads_the_text_with_her_order_number_in_it() {
        let message = order_ready().fill(|name| Some(if name == "1" { "4163" } else { "Sa" }.into())).unwrap();
        assert_eq!(message.text, "Ihre Bestellung 4163 ist fertig. Abholung bis Sa.\nPolar Tea");
        assert_eq!((message.body_values.len(), message.links), (2, order_ready().links));
    }

    #[test]
    fn an_empty_blank_is_named_and_nothing_is_made() {
        let filled = order_ready().fill(|name| (name == "1").then(|| "4163".into()));
        assert_eq!(filled, Err(FillError::Empty("2".into())));
    }

    #[test]
    fn a_paused_template_is_not_filled() {
        let paused = Template { status: "PAUSED".into(), ..order_ready() };
        assert_eq!(paused.fill(|_| Some("x".into())), Err(FillError::NotApproved("PAUSED".into())));
    }
}
