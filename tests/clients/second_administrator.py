"""pywa changes groups behind the console's back, and the console says what it missed.

Run: cargo xtask prove clients
 or: cargo build --workspace --features switchboard/custom-protocol --bins
     pip install "pywa>=4,<5"
     python tests/clients/second_administrator.py target/debug

Starts a town and a hub of their own. While webhooks of groups are lost, pywa lets somebody in, removes somebody, renames a group and
replaces its link. Then the groups are compared. Exits with 1 where a difference is not shown.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

import pywa
from pywa import WhatsApp

CLUB = "Tea Club · Almaty"
RENAMED = "Tea Club · Алматы"


def greeted(command, env=None):
    """Starts a program; its first line is JSON."""
    program = subprocess.Popen(command, env={**os.environ, **(env or {})}, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    return program, json.loads(program.stdout.readline())


def post(url, body, token=None):
    headers = {"Content-Type": "application/json", **({"Authorization": f"Bearer {token}"} if token else {})}
    request = urllib.request.Request(url, data=json.dumps(body).encode(), headers=headers)
    with urllib.request.urlopen(request, timeout=30) as answer:
        return json.load(answer)


def until(what, look):
    for _ in range(300):
        found = look()
        if found:
            return found
        time.sleep(0.1)
    raise AssertionError(f"this never happened: {what}")


def done(what, detail=""):
    print(f"ok  {what}{': ' if detail else ''}{detail}", flush=True)


def main(programs, folder):
    town_process, town = greeted([programs / "switchboard-sandbox", "--listen", "127.0.0.1:0", "--seed", "1", "--rate", "0"])
    env = {
        "SWITCHBOARD_OPERATOR": "Mira Halonen",
        "SWITCHBOARD_APP_SECRET": town["app_secret"],
        "SWITCHBOARD_VERIFY_TOKEN": town["verify_token"],
        "SWITCHBOARD_ACCESS_TOKEN": town["token"],
        "SWITCHBOARD_LEDGER_KEY": "07" * 32,
    }
    serve = [programs / "switchboard-hub", "serve", "--data", folder / "data", "--listen", "127.0.0.1:0"]
    hub_process, hub = greeted([*serve, "--ui", "127.0.0.1:0", "--api-base", town["api_base"]], env)
    try:
        walk(town, hub)
    finally:
        hub_process.terminate()
        town_process.terminate()


def walk(town, hub):
    base = hub["ui"].split("#")[0].split("?")[0].rstrip("/")

    def ask(command, request):
        return post(f"{base}/api/{command}", request, hub["token"])

    def control(path, body):
        return post(town["control"] + path, body)

    listen = hub["listen"].split("://")[-1].rstrip("/")
    app = f"{town['api_base']}/v23.0/{town['app_id']}/subscriptions"
    fields = "messages,group_lifecycle_update,group_participants_update,group_settings_update,group_status_update"
    callback = {"object": "whatsapp_business_account", "callback_url": f"http://{listen}/webhooks/meta", "fields": fields}
    post(app, {**callback, "verify_token": town["verify_token"]}, f"{town['app_id']}|{town['app_secret']}")
    post(f"{town['api_base']}/v23.0/{town['waba_id']}/subscribed_apps", {}, town["token"])

    def club():
        rows = ask("groups", {"query": "Tea Club", "filter": "all", "limit": 50})["rows"]
        found = [row for row in rows if row["subject"] in (CLUB, RENAMED) and row["people"] > 0]
        return ask("group", {"chat_id": found[0]["chat_id"]}) if found else None

    # A comparing reads the group, then who asks, and the link last: whoever has the link has it all.
    before = until("the club was compared", lambda: (view := club()) and view["compared_at"] and view["link"] and view)
    done("the console knows the club", f"{before['row']['people']} people, {before['row']['requests']} ask to enter")

    done("the second administrator", f"pywa {pywa.__version__}")
    second = WhatsApp(phone_id=town["phone_number_id"], token=town["token"])
    version = str(second.api._session.base_url).rstrip("/").rsplit("/", 1)[-1]
    second.api._session.base_url = f"{town['api_base']}/{version}"
    # pywa 4.5 looks for request ids in some answers that have none: its calls are made, its readings are not used.
    api = second.api
    groups = api.get_active_groups(phone_id=town["phone_number_id"])["data"]["groups"]
    group_id = next(one["id"] for one in groups if one["subject"] == CLUB)
    control("/trouble", {"kind": "lose_group_webhook"})
    asking = api.get_group_join_requests(group_id=group_id, pagination=None)["data"]
    api.approve_group_join_requests(group_id=group_id, request_ids=(asking[0]["join_request_id"],))
    second.remove_group_participants(group_id, [second.get_group(group_id).participants[0].wa_id])
    api.update_group_info(group_id=group_id, subject=RENAMED, description=None, profile_picture_file=None)
    second.reset_group_invite_link(group_id)

    def in_town():
        with urllib.request.urlopen(f"{town['control']}/groups", timeout=30) as answer:
            found = next(one for one in json.load(answer)["groups"] if one["id"] == group_id)
        return found["subject"] == RENAMED and found["removed"]

    until("the town has done it all", in_town)
    done("pywa let one in, removed one, renamed the group, replaced its link", "and no webhook told of it")

    behind = club()
    assert behind["row"]["subject"] == CLUB and behind["found"] == 0, behind["row"]
    ask("group_compare", {"command_id": "compare", "chat_id": before["row"]["chat_id"]})

    def all_found():
        view = club()
        return view["found"] == 3 and view["link"]["link"] != before["link"]["link"] and view

    now = until("the differences are found", all_found)
    assert now["row"]["subject"] == RENAMED, now["row"]["subject"]
    history = ask("group_history", {"chat_id": before["row"]["chat_id"], "contact_id": None, "before": None, "limit": 20})
    happened = [line["happened"] for line in history["lines"]]
    assert "found_gone" in happened and "found_in" in happened and "renamed" in happened, happened
    assert "link_replaced" in happened, happened
    done("compared", f"3 differences are shown, in the history {', '.join(happened[:4])}")
    assert len(now["requests"]) == len(before["requests"]) - 1, now["requests"]
    done("who asked and was let in asks no more", f"{len(now['requests'])} of {len(before['requests'])} still do")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        main(Path(sys.argv[1]), Path(place))
