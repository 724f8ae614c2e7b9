//! A community manager's evening in the real window, by keys alone: a group is made, twenty people are chosen of whom seventeen
//! may be invited, seven come, two ask without an invitation, one is taken out. The town agrees at each step, and the history
//! tells it all. The one thing that no key of the page does is to choose a file in the system's dialog: a stand-in opens in its
//! place. Runs inside `tests/desktop-session.sh`.

use serde_json::{Value, json};
use world::scene::{LOG, Scene};
use world::{Result, patience};

const GROUP_NAME: &str = "Дегустации 2027";
const DIALOG: &str = "[role=dialog], [role=alertdialog]";
const GROUP: &str = "a.group-row[data-group]";
const DETAIL: &str = ".group-detail";
/// What WebDriver calls the keys.
const TAB: &str = "\u{e004}";
const ENTER: &str = "\u{e007}";
const ESCAPE: &str = "\u{e00c}";
const END: &str = "\u{e010}";
const RIGHT: &str = "\u{e014}";
const F6: &str = "\u{e036}";
const CONTROL_F: &str = "\u{e009}f\u{e000}";
const CONTROL_2: &str = "\u{e009}2\u{e000}";
const CONTROL_3: &str = "\u{e009}3\u{e000}";
const CONTROL_N: &str = "\u{e009}n\u{e000}";
const CONTROL_ENTER: &str = "\u{e009}\u{e007}\u{e000}";
const UP: &str = "\u{e013}";
/// Longer than an invitation can be taken back, in milliseconds.
const LEFT: u64 = 11_000;

/// They said yes to invitations; the first eight get the seats.
const MAY: [(&str, &str); 17] = [
    ("Анна Корнеева", "77000004108"),
    ("Lena Fischer", "491520000611"),
    ("Ержан Бекенов", "77000007021"),
    ("Лейла М.", "77000002240"),
    ("Саша", "77000005533"),
    ("Дана Касымова", "77000001560"),
    ("Marta Vilks", "37120000208"),
    ("Priya Nair", "447700900097"),
    ("Илья Громов", "995500000440"),
    ("Sofia Haapala", "358400000519"),
    ("Nino Kapanadze", "995500000003"),
    ("Рустам Ахметов", "77000002814"),
    ("Jin Duan", "8610000000905"),
    ("Дмитрий", "77000006677"),
    ("Oliver Grant", "447700900211"),
    ("Hannah Clarke", "447700900236"),
    ("James Whitfield", "447700900258"),
];
/// They wrote, and nobody asked them.
const MAY_NOT: [&str; 3] = ["Chloe Martin", "Noah Bennett", "Ruth Ellison"];

/// Stands in for the system's dialog: when it is to open, a square picture was chosen.
const PICTURE_CHOSEN: &str = "new Promise((ready) => {
    const canvas = document.createElement('canvas');
    canvas.width = canvas.height = 200;
    canvas.getContext('2d').fillRect(20, 20, 100, 100);
    canvas.toBlob((blob) => {
        const files = new DataTransfer();
        files.items.add(new File([blob], 'чай.jpg', { type: 'image/jpeg' }));
        const field = document.querySelector('.group-settings input[type=file]');
        field.addEventListener('click', (event) => {
            event.preventDefault();
            field.files = files.files;
            field.dispatchEvent(new Event('change', { bubbles: true }));
        }, { once: true });
        ready(true);
    }, 'image/jpeg');
})";

struct Evening {
    scene: Scene,
    chat: i64,
}

impl Evening {
    /// The town's own state of the group.
    async fn in_town(&self) -> Result<Value> {
        let groups = self.scene.town.groups().await?;
        let is_it = |group: &Value| {
            group.get("subject").and_then(Value::as_str).is_some_and(|name| name.starts_with(GROUP_NAME))
        };
        Ok(groups.into_iter().find(is_it).unwrap_or_default())
    }

    /// Waits until the town's group is so.
    async fn agrees(&self, what: &str, is: impl Fn(&Value) -> bool) -> Result<Value> {
        patience::until(what, patience::LONG, || async {
            let found = self.in_town().await?;
            Ok(if is(&found) { Ok(found) } else { Err(found.to_string()) })
        })
        .await
    }

    /// Waits until our own view of the group is so.
    async fn view(&self, what: &str, is: impl Fn(&Value) -> bool) -> Result<Value> {
        patience::until(what, patience::LONG, || async {
            let found = self.scene.window.command("group", json!({ "chat_id": self.chat })).await?;
            Ok(if is(&found) { Ok(found) } else { Err(found.to_string()) })
        })
        .await
    }

    async fn does(&self, person: &str, deed: &str) -> Result<()> {
        let deed = json!({ "person": person, "type": deed, "group": GROUP_NAME });
        self.scene.town.control("say", deed).await.map(drop)
    }

    /// Finds the group in the list and goes there.
    async fn open(&self) -> Result<()> {
        let window = &self.scene.window;
        window.keys(CONTROL_F).await?;
        window.keys(GROUP_NAME).await?;
        let one = "return document.querySelectorAll(arguments[0]).length === 1 || null";
        window.until_script("one group is left", one, vec![json!(GROUP)]).await?;
        window.walks(TAB, GROUP, GROUP_NAME).await?;
        window.keys(ENTER).await?;
        window.sees(DETAIL, GROUP_NAME).await?;
        window.keys(ESCAPE).await
    }

    async fn tab(&self, name: &str) -> Result<()> {
        let window = &self.scene.window;
        window.walks(TAB, "[role=tab]", "").await?;
        window.walks(RIGHT, "[role=tab]", name).await?;
        window.keys(ENTER).await
    }

    /// Walks to a button and presses it.
    async fn press(&self, button: &str, words: &str) -> Result<()> {
        let window = &self.scene.window;
        window.walks(TAB, button, words).await?;
        window.keys(ENTER).await
    }

    /// Who happened to whom in the group, newest first.
    async fn history(&self) -> Result<Vec<(String, String)>> {
        let asked = json!({ "chat_id": self.chat, "contact_id": null, "before": null, "limit": 200 });
        let told = self.scene.window.command("group_history", asked).await?;
        let lines = told.get("lines").and_then(Value::as_array).cloned().unwrap_or_default();
        let word = |line: &Value, of: &str| line.get(of).and_then(Value::as_str).unwrap_or_default().to_owned();
        Ok(lines.iter().map(|line| (word(line, "happened"), word(line, "name"))).collect())
    }
}

fn count(group: &Value, of: &str) -> usize {
    group.get(of).and_then(Value::as_array).map_or(0, Vec::len)
}

/// Seventeen consents from a list, three people who only wrote, and the window at the groups.
async fn begin() -> Result<Scene> {
    let scene = Scene::open(&[]).await?;
    for person in MAY_NOT {
        scene.town.says(person, "Hello, is the tasting open to all?").await?;
    }
    scene.window.sees("body", MAY_NOT[2]).await?;
    let account = scene.window.command("workspace", json!({})).await?;
    let account = account.pointer("/accounts/0/account_id").cloned().unwrap_or_default();
    let lines = MAY.map(|(name, phone)| format!("+{phone},{name},group_invitations,B,2026-01-10"));
    let csv = format!("phone,name,purpose,grade,date\n{}\n", lines.join("\n"));
    let request = json!({ "command_id": "a list", "account_id": account, "csv": csv });
    let brought = scene.window.command("consent_import", request).await?;
    assert_eq!(brought.get("granted"), Some(&json!(17)), "{brought}");
    scene.window.keys(CONTROL_2).await?;
    scene.window.sees(DETAIL, "Tea Club").await?;
    Ok(scene)
}

/// Makes the group by keyboard and goes there.
async fn found(scene: Scene) -> Result<Evening> {
    scene.window.keys(CONTROL_N).await?;
    scene.window.sees(DIALOG, "New group").await?;
    scene.window.keys(GROUP_NAME).await?;
    scene.window.keys(CONTROL_ENTER).await?;
    scene.window.sees(GROUP, GROUP_NAME).await?;
    let chat = scene.chat_id(GROUP_NAME).await?;
    let evening = Evening { scene, chat };
    evening.open().await?;
    evening.view("its webhook", |group| group.pointer("/link/link").is_some()).await?;
    evening.tab("Settings").await?;
    evening.scene.window.awaits(PICTURE_CHOSEN, vec![]).await?;
    evening.press("button", "Choose a picture…").await?;
    evening.agrees("the picture", |group| group.get("picture").is_some_and(Value::is_string)).await?;
    Ok(evening)
}

/// Chooses twenty by name and invites those who may be.
async fn invite(evening: &Evening) -> Result<()> {
    let window = &evening.scene.window;
    window.keys("i").await?;
    window.sees(DIALOG, "Invite to").await?;
    let names: Vec<&str> = MAY.iter().map(|(name, _)| *name).chain(MAY_NOT).collect();
    window.walks(TAB, "[role=dialog] textarea", "").await?;
    window.keys(&names.join(";")).await?;
    window.keys(CONTROL_ENTER).await?;
    for words in [
        "Invite 20 people to",
        "3 of 20 are left out",
        "never asked about invitations",
        "Wait for a seat",
        "Invite 17 people",
    ] {
        window.sees(DIALOG, words).await?;
    }
    window.is_pictured("invite-dialog.png").await?;
    window.keys(CONTROL_ENTER).await?;
    window.sees("[role=status]", "17 invitations leave in a moment").await?;
    // Two dialogs later the focus is where it was.
    window.sees("button:focus", "Choose a picture…").await?;
    evening.view("eight seats are held", |group| group.pointer("/row/held") == Some(&json!(8))).await?;
    evening.scene.pass(LEFT).await?;
    patience::until("seventeen messages", patience::LONG, || async {
        let sent = evening.scene.town.sent().await?.len();
        Ok(if sent == MAY.len() { Ok(()) } else { Err(format!("{sent} sent")) })
    })
    .await?;
    evening.tab("Invitations").await?;
    window.sees(DETAIL, "seat held until").await?;
    window.sees(DETAIL, "Wait for a seat").await
}

/// Seven take their link, one more is approved and one declined.
async fn come(evening: &Evening) -> Result<()> {
    for (person, _) in MAY.iter().take(7) {
        evening.does(person, "accept_invitation").await?;
    }
    evening.agrees("seven are in", |group| count(group, "members") == 7 && count(group, "requests") == 0).await?;
    evening.view("one seat is held", |group| group.pointer("/row/held") == Some(&json!(1))).await?;
    evening.tab("Overview").await?;
    let window = &evening.scene.window;
    for (person, key) in [("Chloe Martin", "y"), ("Noah Bennett", "d")] {
        evening.does(person, "join_request").await?;
        window.sees(".request", person).await?;
        window.is_pictured("groups-overview.png").await?;
        window.walks(TAB, ".request", person).await?;
        window.keys(key).await?;
        match key {
            "y" => evening.agrees("the eighth is in", |group| count(group, "members") == 8).await?,
            _ => evening.agrees("nobody asks", |group| count(group, "requests") == 0).await?,
        };
    }
    Ok(())
}

/// A message of the group is pinned from its chat, by keys.
async fn pin(evening: &Evening) -> Result<()> {
    let window = &evening.scene.window;
    let said = json!({ "person": MAY[0].0, "type": "text", "text": "Заварили габу", "group": GROUP_NAME });
    evening.scene.town.control("say", said).await?;
    window.walks(F6, "button", "Open chat").await?;
    window.keys(ENTER).await?;
    window.sees(LOG, "Заварили габу").await?;
    window.walks(F6, LOG, "Заварили габу").await?;
    window.keys(UP).await?;
    window.keys("p").await?;
    window.sees(DIALOG, "Pin the message in the group?").await?;
    window.keys(CONTROL_ENTER).await?;
    evening.agrees("one pin", |group| count(group, "pins") == 1).await?;
    window.sees(LOG, "A message was pinned by").await?;
    window.is_pictured("inbox-group.png").await?;
    window.keys(CONTROL_2).await?;
    evening.open().await
}

async fn tidy(evening: &Evening) -> Result<()> {
    let window = &evening.scene.window;
    let link = evening.in_town().await?.get("invite_link").cloned();
    evening.tab("Participants").await?;
    evening.press("[aria-label='Remove Саша…']", "").await?;
    window.sees(DIALOG, "cannot come back by any link").await?;
    window.walks(TAB, "[role=alertdialog] textarea", "").await?;
    window.keys("Реклама").await?;
    window.keys(CONTROL_ENTER).await?;
    evening.agrees("Саша is out", |group| count(group, "members") == 7 && count(group, "removed") == 1).await?;
    // The town knows it before the window does.
    let gone = "return document.querySelector(arguments[0]) === null ? true : null";
    window.until_script("no line of Саша's", gone, vec![json!("[aria-label='Remove Саша…']")]).await?;
    // With the line the focus went; it goes on beside it.
    window.keys(TAB).await?;
    window.sees(".participants :focus", "").await?;
    evening.tab("Overview").await?;
    evening.press("button", "Replace…").await?;
    window.sees(DIALOG, "stops working at once").await?;
    window.keys(CONTROL_ENTER).await?;
    evening.agrees("another link", |group| group.get("invite_link") != link.as_ref()).await?;
    evening.tab("Settings").await?;
    window.walks(TAB, ".group-settings input:not([type=file])", "").await?;
    window.keys(&format!("{END} · 2")).await?;
    evening.press("button", "Save").await?;
    let renamed = format!("{GROUP_NAME} · 2");
    evening.agrees("the new name", |group| group.get("subject").and_then(Value::as_str) == Some(&renamed)).await?;
    window.sees(GROUP, &renamed).await
}

#[tokio::test]
async fn twenty_are_chosen_seven_come_and_the_town_and_the_history_agree() -> Result<()> {
    let evening = found(begin().await?).await?;
    invite(&evening).await?;
    come(&evening).await?;
    pin(&evening).await?;
    tidy(&evening).await?;
    let told = evening.history().await?;
    let times = |word: &str| told.iter().filter(|(happened, _)| happened == word).count();
    let all = [
        "created",
        "pictured",
        "pinned",
        "invited",
        "waiting",
        "joined",
        "approved",
        "declined",
        "removed",
        "link_replaced",
        "renamed",
    ];
    assert_eq!(all.map(times), [1, 1, 1, 8, 9, 8, 8, 1, 1, 1, 1], "{told:?}");
    let window = &evening.scene.window;
    evening.tab("Activity").await?;
    for words in ["was removed by", "Реклама", "was declined by"] {
        window.sees(DETAIL, words).await?;
    }
    window.is_pictured("groups-activity.png").await?;
    window.keys(CONTROL_3).await?;
    window.sees("[role=grid]", MAY[0].0).await?;
    window.is_pictured("members.png").await?;
    evening.scene.window.close().await
}
