"""Drives a running sandbox with pywa, a client library that knows nothing of it.

Run: cargo xtask prove clients
 or: cargo build --workspace --features switchboard/custom-protocol --bins
     pip install "pywa>=4,<5"
     python tests/clients/pywa_client.py target/debug

Starts a town of its own. Text, media both ways, a template, receiving with a checked signature, reactions, mark as read, statuses, the list of
groups, templates and the number. Exits with 1 at the first thing that is not as expected.
"""

import datetime
import json
import subprocess
import sys
import threading
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlparse

from pywa import WhatsApp, errors, filters, types
from pywa.types.templates import BodyText, TemplateLanguage

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d4944415478da63fccff0bf1e000584027fa90ad3d90000000049454e44ae426082"
)


class Inbox:
    """What the town posted, each list with a way to wait for it."""

    def __init__(self):
        self.changed = threading.Condition()
        self.messages, self.statuses, self.refused = [], [], []

    def add(self, where, item):
        with self.changed:
            where.append(item)
            self.changed.notify_all()

    def wait_for(self, what, test):
        with self.changed:
            if not self.changed.wait_for(lambda: any(test(item) for item in self.all()), timeout=20):
                raise AssertionError(f"never came: {what}")
            return next(item for item in self.all() if test(item))

    def all(self):
        return self.messages + self.statuses


def listen(client, inbox):
    """A callback address that checks every signature with pywa's own function."""

    class Callback(BaseHTTPRequestHandler):
        def do_GET(self):
            query = parse_qs(urlparse(self.path).query)
            answer, status = client.webhook_challenge_handler(query["hub.verify_token"][0], query["hub.challenge"][0])
            self.reply(status, str(answer))

        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            problem = client.webhook_update_validator(body, self.headers.get("X-Hub-Signature-256"))
            if problem:
                inbox.add(inbox.refused, problem)
                return self.reply(problem[1], problem[0])
            answer, status = client.webhook_update_handler(body)
            return self.reply(status, answer)

        def reply(self, status, text):
            self.send_response(status)
            self.end_headers()
            self.wfile.write(text.encode())

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Callback)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_port}/callback"


def control(hello, path, body):
    request = urllib.request.Request(
        hello["control"] + path, data=json.dumps(body).encode(), headers={"Content-Type": "application/json"}
    )
    with urllib.request.urlopen(request, timeout=30) as answer:
        return json.load(answer)


def done(what, detail=""):
    print(f"ok  {what}{': ' if detail else ''}{detail}", flush=True)


def connect(hello, inbox):
    client = WhatsApp(
        phone_id=hello["phone_number_id"],
        token=hello["token"],
        app_id=int(hello["app_id"]),
        app_secret=hello["app_secret"],
        waba_id=hello["waba_id"],
        verify_token=hello["verify_token"],
    )
    version = str(client.api._session.base_url).rstrip("/").rsplit("/", 1)[-1]
    client.api._session.base_url = f"{hello['api_base']}/{version}"
    client.on_message(lambda _, message: inbox.add(inbox.messages, message))
    client.on_message_status(lambda _, status: inbox.add(inbox.statuses, status))
    url = listen(client, inbox)
    app_token = client.get_app_access_token(int(hello["app_id"]), hello["app_secret"])
    assert client.set_app_callback_url(int(hello["app_id"]), app_token, url, hello["verify_token"], ["messages"])
    assert client.api._request(method="POST", endpoint=f"/{hello['waba_id']}/subscribed_apps")["success"]
    done("subscribed", version)
    return client


def receive(hello, client, inbox):
    control(hello, "/say", {"person": "Анна Корнеева", "text": "Добрый день! Заказ собран?", "wait": True})
    text = inbox.wait_for("a text", lambda item: getattr(item, "text", None) == "Добрый день! Заказ собран?")
    assert text.from_user.name == "Анна Корнеева", text
    done("received a text", text.text)
    control(hello, "/say", {"person": "Анна Корнеева", "type": "image", "caption": "Вот такой", "wait": True})
    picture = inbox.wait_for("a picture", lambda item: getattr(item, "caption", None) == "Вот такой")
    content = client.get_media_bytes(client.get_media_url(picture.image.id).url)
    assert content[:2] in (b"\xff\xd8", b"\x89P"), content[:8]
    done("received and fetched a picture", f"{len(content)} bytes")
    control(hello, "/say", {"person": "Анна Корнеева", "type": "voice", "wait": True})
    voice = inbox.wait_for("a voice note", lambda item: getattr(item, "audio", None) is not None)
    assert voice.audio.voice, voice
    done("received a voice note", voice.audio.mime_type)
    assert client.mark_message_as_read(text.id)
    done("marked as read")
    return text


def send(client, inbox, text):
    to = text.from_user.wa_id
    sent = client.send_message(to=to, text="Да, ждём вас!", reply_to_message_id=text.id, tracker="first")
    read = inbox.wait_for(
        "read", lambda item: getattr(item, "id", None) == sent.id and getattr(item, "status", None) == "read"
    )
    assert read.tracker == "first", read
    done("sent a text, read", sent.id)
    medium = client.upload_media(media=PNG, mime_type="image/png", filename="cup.png")
    image = client.send_image(to=to, image=medium, caption="Чашка")
    document = client.send_document(to=to, document=b"%PDF-1.4\n%%EOF", filename="price.pdf", mime_type="application/pdf")
    assert image.id != document.id
    done("uploaded and sent a picture and a document")
    client.send_reaction(to=to, emoji="👍", message_id=text.id)
    client.send_location(to=to, latitude=43.2, longitude=76.9, name="Polar Tea")
    buttons = [types.Button(title="Yes", callback_data="yes"), types.Button(title="No", callback_data="no")]
    client.send_message(to=to, text="Pick up today?", buttons=buttons)
    done("sent a reaction, a location and buttons")
    client.send_template(
        to=to,
        name="order_ready",
        language=TemplateLanguage("ru"),
        params=[BodyText.params("Анна", "#4187", "20:00")],
    )
    done("sent a template")
    by_user_id = client.send_message(to=text.from_user.bsuid, text="То же без номера")
    assert by_user_id.id
    done("sent to a business-scoped id")


def refusals(client):
    try:
        client.send_message(to="+351900000774", text="too late")
    except errors.ReEngagementMessage as error:
        done("refused outside the window", str(error.code if hasattr(error, "code") else error))
    else:
        raise AssertionError("a text outside the window was accepted")
    try:
        client.send_template(to="+351900000774", name="order_ready", language=TemplateLanguage("en"), params=[])
    except errors.WhatsAppError as error:
        done("refused a template without its values", type(error).__name__)
    else:
        raise AssertionError("a template without its values was accepted")


def reads(hello, client):
    listed = client.api.get_active_groups(phone_id=hello["phone_number_id"])["data"]["groups"]
    assert len(listed) >= 10, listed
    group = client.get_group(listed[0]["id"])
    assert group.subject == listed[0]["subject"] and group.total_participant_count == len(group.participants)
    done("listed groups, read one", f"{len(listed)}, {group.subject} with {group.total_participant_count}")
    # pywa 4.5 reads this list as if it held whole groups; the sandbox can answer so as well.
    control(hello, "/trouble", {"kind": "flat_groups", "count": 1})
    groups = client.get_groups()
    assert len(groups) == len(listed) and isinstance(groups[0].creation_timestamp, datetime.datetime)
    done("listed groups the way pywa expects them", str(len(groups)))
    templates = client.get_templates()
    assert any(template.name == "order_ready" for template in templates)
    done("listed templates", str(len(list(templates))))
    number = client.get_business_phone_number()
    assert number.verified_name == "Polar Tea"
    done("read the number", number.display_phone_number)


def walk(hello):
    inbox = Inbox()
    client = connect(hello, inbox)
    text = receive(hello, client, inbox)
    send(client, inbox, text)
    refusals(client)
    reads(hello, client)
    assert not inbox.refused, inbox.refused
    done("every signature was right")


def main(programs):
    command = [programs / "switchboard-sandbox", "--listen", "127.0.0.1:0", "--seed", "1", "--rate", "0"]
    town = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    try:
        walk(json.loads(town.stdout.readline()))
    finally:
        town.terminate()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
