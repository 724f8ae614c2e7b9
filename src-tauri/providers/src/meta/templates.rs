//! Templates of a business account (reference 5).

use domain::template::{Template, TemplateBlank, TemplateCategory};
use serde::Deserialize;

use crate::error::ProviderError;
use crate::meta::api::Api;
use crate::meta::loose::{Raw, Scalar, list, part, read};
use crate::meta::pages::data;

/// Buttons that a message can be sent with although we give them no values. A link counts only without a blank.
const PLAIN_BUTTONS: [&str; 4] = ["QUICK_REPLY", "PHONE_NUMBER", "URL", "REQUEST_CONTACT_INFO"];

#[derive(Deserialize, Default)]
#[serde(default)]
struct Item<'a> {
    #[serde(borrow)]
    name: Scalar<'a>,
    #[serde(borrow)]
    language: Scalar<'a>,
    #[serde(borrow)]
    category: Scalar<'a>,
    #[serde(borrow)]
    status: Scalar<'a>,
    #[serde(borrow)]
    rejected_reason: Scalar<'a>,
    #[serde(borrow)]
    quality_score: Raw<'a>,
    #[serde(borrow)]
    parameter_format: Scalar<'a>,
    #[serde(borrow)]
    components: Raw<'a>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Quality<'a> {
    #[serde(borrow)]
    score: Scalar<'a>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Component<'a> {
    #[serde(borrow)]
    r#type: Scalar<'a>,
    #[serde(borrow)]
    format: Scalar<'a>,
    #[serde(borrow)]
    text: Scalar<'a>,
    #[serde(borrow)]
    url: Scalar<'a>,
    #[serde(borrow)]
    buttons: Raw<'a>,
    #[serde(borrow)]
    example: Raw<'a>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Example<'a> {
    #[serde(borrow)]
    body_text: Raw<'a>,
    #[serde(borrow)]
    header_text: Raw<'a>,
    #[serde(borrow)]
    body_text_named_params: Raw<'a>,
    #[serde(borrow)]
    header_text_named_params: Raw<'a>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct NamedExample<'a> {
    #[serde(borrow)]
    param_name: Scalar<'a>,
    #[serde(borrow)]
    example: Scalar<'a>,
}

/// Every template on every page.
pub(super) async fn all(api: &Api, waba_id: &str) -> Result<Vec<Template>, ProviderError> {
    const FIELDS: &str = "name,language,category,status,rejected_reason,quality_score,parameter_format,components";
    let query = [("fields", FIELDS), ("limit", "100")];
    let pages = api.pages("reading the templates", &[waba_id, "message_templates"], &query).await?;
    Ok(pages.iter().flat_map(|page| of_page(page)).collect())
}

fn of_page(page: &[u8]) -> Vec<Template> {
    list(data(page)).into_iter().filter_map(read::<Item<'_>>).filter_map(|item| template(&item)).collect()
}

/// None where it has no name or language: then it could not be sent by anyone.
fn template(item: &Item<'_>) -> Option<Template> {
    let category = category(item.category.text().unwrap_or_default());
    let mut template = Template {
        name: item.name.owned()?,
        language: item.language.text()?.replace('-', "_"),
        category: category.unwrap_or(TemplateCategory::Marketing),
        status: item.status.owned().unwrap_or_default().to_ascii_uppercase(),
        reason: item.rejected_reason.owned().filter(|reason| reason != "NONE"),
        quality: part::<Quality<'_>>(item.quality_score).score.owned().map(|score| score.to_ascii_uppercase()),
        announced: None,
        named: item.parameter_format.text().is_some_and(|format| format.eq_ignore_ascii_case("named")),
        header: None,
        body: String::new(),
        footer: None,
        header_blanks: vec![],
        body_blanks: vec![],
        buttons: vec![],
        links: vec![],
        quick_replies: 0,
        beyond_us: !matches!(category, Some(TemplateCategory::Marketing | TemplateCategory::Utility)),
    };
    for component in list(item.components).into_iter().filter_map(read::<Component<'_>>) {
        add(&mut template, &component);
    }
    let by_name = template.header_blanks.iter().chain(&template.body_blanks).any(|blank| !is_number(&blank.name));
    template.named |= by_name;
    Some(template)
}

/// A category that is not known is treated as the one that asks for the most consent, and is not offered.
pub(super) fn category(word: &str) -> Option<TemplateCategory> {
    match word.to_ascii_uppercase().as_str() {
        "MARKETING" => Some(TemplateCategory::Marketing),
        "UTILITY" => Some(TemplateCategory::Utility),
        "AUTHENTICATION" => Some(TemplateCategory::Authentication),
        _ => None,
    }
}

fn add(template: &mut Template, component: &Component<'_>) {
    let text = component.text.owned().unwrap_or_default();
    let example: Example<'_> = part(component.example);
    match component.r#type.text().unwrap_or_default().to_ascii_uppercase().as_str() {
        "HEADER" if component.format.text().is_none_or(|format| format.eq_ignore_ascii_case("text")) => {
            template.header_blanks = blanks(&text, list(example.header_text), example.header_text_named_params);
            template.header = Some(text);
        }
        "BODY" => {
            let row = list(example.body_text).first().copied();
            template.body_blanks = blanks(&text, list(row), example.body_text_named_params);
            template.body = text;
        }
        "FOOTER" => template.footer = Some(text),
        "BUTTONS" => {
            for button in list(component.buttons).into_iter().filter_map(read::<Component<'_>>) {
                let kind = button.r#type.text().unwrap_or_default().to_ascii_uppercase();
                let blank = button.url.text().is_some_and(|url| url.contains("{{"));
                template.beyond_us |= blank || !PLAIN_BUTTONS.contains(&kind.as_str());
                template.quick_replies += u32::from(kind == "QUICK_REPLY");
                template.links.extend(button.url.owned());
                template.buttons.push(button.text.owned().unwrap_or_default());
            }
        }
        _ => template.beyond_us = true,
    }
}

/// The blanks of a text, each with the example given at approval: numbered ones by number, because their values are sent
/// as a row; named ones in order of first appearance.
fn blanks(text: &str, by_order: Vec<&serde_json::value::RawValue>, by_name: Raw<'_>) -> Vec<TemplateBlank> {
    let named: Vec<NamedExample<'_>> = list(by_name).into_iter().filter_map(read).collect();
    let mut blanks: Vec<TemplateBlank> = Vec::new();
    for piece in text.split("{{").skip(1) {
        let Some((name, _)) = piece.split_once("}}") else { continue };
        if name.trim().is_empty() || blanks.iter().any(|blank| blank.name == name) {
            continue;
        }
        let own = named.iter().find(|example| example.param_name.text() == Some(name.trim()));
        let place = name.trim().parse::<usize>().ok().and_then(|number| number.checked_sub(1));
        let ordered = place.and_then(|place| by_order.get(place)).and_then(|raw| read::<Scalar<'_>>(raw));
        let example = own.map(|own| own.example.owned()).unwrap_or_else(|| ordered.and_then(|value| value.owned()));
        blanks.push(TemplateBlank { name: name.to_owned(), example });
    }
    blanks.sort_by_key(|blank| blank.name.trim().parse::<usize>().unwrap_or_default());
    blanks
}

fn is_number(name: &str) -> bool {
    name.trim().bytes().all(|digit| digit.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = r#"{"data":[
        {"id":"1","name":"order_ready","language":"en-US","category":"UTILITY","status":"APPROVED","parameter_format":"POSITIONAL",
         "components":[{"type":"HEADER","format":"TEXT","text":"Order {{1}}","example":{"header_text":["4163"]}},
          {"type":"BODY","text":"{{2}} packs of {{1}} wait, {{2}} in all.","example":{"body_text":[["Sencha","3"]]}},
          {"type":"FOOTER","text":"Polar Tea"},
          {"type":"BUTTONS","buttons":[{"type":"QUICK_REPLY","text":"On my way"},{"type":"URL","text":"Map","url":"https://polartea.example/map"}]}]},
        {"id":2,"name":"pickup","language":"ru","category":"UTILITY","status":"PAUSED","parameter_format":"NAMED",
         "components":[{"type":"BODY","text":"Ждём вас, {{first_name}}","example":{"body_text_named_params":[{"param_name":"first_name","example":"Анна"}]}}]},
        {"name":"catalogue","language":"en","category":"MARKETING","status":"APPROVED",
         "components":[{"type":"HEADER","format":"IMAGE"},{"type":"BODY","text":"New teas"}]},
        {"name":"track","language":"en","category":"UTILITY","status":"APPROVED",
         "components":[{"type":"BODY","text":"On its way"},{"type":"BUTTONS","buttons":[{"type":"URL","text":"Track","url":"https://x.example/{{1}}"}]}]},
        {"name":"code","language":"en","category":"AUTHENTICATION","status":"APPROVED","components":[{"type":"BODY","text":"{{1}} is your code"}]},
        {"language":"en"}, 7]}"#;

    #[test]
    fn templates_are_read_with_their_blanks_in_the_order_in_which_values_are_sent() {
        let templates = of_page(PAGE.as_bytes());
        insta::assert_json_snapshot!("templates", templates);
    }

    #[test]
    fn what_cannot_be_filled_here_is_shown_but_not_offered() {
        let templates = of_page(PAGE.as_bytes());
        let beyond: Vec<_> = templates.iter().filter(|one| one.beyond_us).map(|one| one.name.as_str()).collect();
        assert_eq!(beyond, ["catalogue", "track", "code"]);
    }
}
