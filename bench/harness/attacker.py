"""Somebody with the database, the home and the secret key, who uses the product itself to read.

First through the models, in a Django shell: every column and every property of every row. Then as a person: gives
himself the verifier's role, sets a verifier's password anew, signs in at a server of his own, and opens every page.
"""

import json
import re
import urllib.parse
from typing import Any

from harness.needles import Needles
from harness.pages import Page
from harness.reporter import Line, packed
from harness.site import Site, run

PASSWORD = "sandi-baru-penyerang-7"
PAGES_AT_MOST, REPORTS_AT_MOST = 60, 20
# Everything that a model answers without being given a key: its columns, its properties, what others point at it with.
SHELL = r"""
import json, sys, django; django.setup()
from django.apps import apps
said, rows = [], 0
def add(value):
    if isinstance(value, (bytes, memoryview)):
        said.append(bytes(value).decode("latin-1"))
    elif value is not None:
        said.append(str(value))
for model in apps.get_models():
    if model._meta.app_label in {"territory", "rulebook", "stages", "contenttypes"}:
        continue
    names = [name for name in dir(model) if not name.startswith("_") and name not in {"objects", "pk"}]
    for row in model._default_manager.all():
        rows += 1
        for name in names:
            try:
                value = getattr(row, name)
                if callable(value) and name.startswith("get_") and name.endswith("_display"):
                    value = value()
            except Exception as error:
                value = error
            if not callable(value) or isinstance(value, str):
                add(value)
open(sys.argv[1], "w", encoding="utf-8").write("\n".join(said))
print(rows)
"""
TAKE_OVER = r"""
import json, sys, django; django.setup()
from datetime import date
from kondusif.accounts.models import Grant, User
from kondusif.accounts.rules import Role
from kondusif.institutions.models import City
from kondusif.intake.models import Report
budi, ani = User.objects.get(username="budi"), User.objects.get(username="ani")
for user in (budi, ani):
    user.set_password(sys.argv[1])
    user.unit = budi.unit
    user.save()
for role in (Role.VERIFIER, Role.HANDLER, Role.DESK):
    Grant.objects.get_or_create(user=ani, role=role, area_code=City.objects.get().code,
                                defaults={"starts_on": date(2024, 1, 1)})
print(json.dumps(list(Report.objects.values_list("number", flat=True))))
"""
ROOMS = ["/ruang/", "/ruang/laporan/", "/ruang/penanganan/", "/ruang/kunci/", "/ruang/kejadian/", "/ruang/harian/"]


def try_all(place: Site, needles: Needles) -> tuple[dict[str, str], dict[str, str]]:
    """What was tried and how it ended, and every needle that came to light. The site must not run."""
    tried: dict[str, str] = {}
    read: dict[str, str] = {}
    out = place.home.parent / "shell.txt"
    rows = int(run(place.env, SHELL, str(out)))
    found = needles.found_in(out.read_bytes())
    tried["the shell, every property of every row"] = f"{rows} rows, {len(found)} needles"
    read |= {needle: f"shell: {way}" for needle, way in found.items()}
    numbers = json.loads(run(place.env, TAKE_OVER, PASSWORD))
    place.start()
    try:
        for who in ("budi", "ani"):
            pages = walked(place.port, who, numbers)
            found = needles.found_in("\n".join(pages.values()).encode())
            answered = {path for path, text in pages.items() if text.startswith("200 ")}
            opened = sum("/ruang/laporan/" in path for path in answered)
            tried[f"signed in as {who} with a password set anew"] = (
                f"{len(pages)} pages, {len(answered)} answered, {opened} of reports, {len(found)} needles"
            )
            read |= {needle: f"pages of {who}: {way}" for needle, way in found.items()}
    finally:
        place.stop()
    return tried, read


class Insider:
    """A signed-in person with a cookie jar."""

    def __init__(self, port: int) -> None:
        self.line, self.cookies = Line(port), dict[str, str]()

    def ask(self, method: str, path: str, body: bytes = b"", kind: str = "") -> Any:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if kind:
            headers |= {"Content-Type": kind, "Referer": f"http://localhost:{self.line.port}{path}"}
        answer = self.line.ask(method, path, body, headers)
        for name, value in re.findall(r"(kondusif\w*)=([^;,]*)", answer.headers.get("set-cookie", "")):
            self.cookies[name] = value
        return answer

    def sign_in(self, username: str, password: str) -> bool:
        """Fill in the sign-in page; whether a session began."""
        page = Page(self.ask("GET", "/masuk/").text)
        form = next(
            one
            for one in page.forms
            if one.fields.get("login") and one.fields["login"].kind != "hidden" and "password" in one.fields
        )
        values = {name: one.value for name, one in form.fields.items()} | {"login": username, "password": password}
        body, kind = packed(values, [], multipart=False)
        answer = self.ask("POST", "/masuk/", body, kind)
        return bool(answer.status == 302 and "kondusif" in self.cookies)


def walked(port: int, username: str, numbers: list[str]) -> dict[str, str]:
    """Every page that the person reaches: the rooms, every report, and what those pages link to.

    Raises:
        RuntimeError: the sign-in itself failed, so nothing was tried.
    """
    insider = Insider(port)
    if not insider.sign_in(username, PASSWORD):
        raise RuntimeError(f"{username} could not sign in")
    waiting = [*ROOMS, *[f"/ruang/laporan/{number}/" for number in numbers[-REPORTS_AT_MOST:]]]
    seen: dict[str, str] = {}
    while waiting and len(seen) < PAGES_AT_MOST:
        path = waiting.pop(0)
        if path in seen:
            continue
        answer = insider.ask("GET", path)
        seen[path] = f"{answer.status} " + answer.body.decode("latin-1")
        for link in re.findall(r'(?:href|src|action)="(/ruang/(?:laporan|kunci)/[^"#]*)', answer.text):
            target = urllib.parse.unquote(link.replace("&amp;", "&"))
            if target not in seen and "keluar" not in target:
                waiting.append(target)
    return seen
