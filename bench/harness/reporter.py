"""A reporter without a browser: walks the public form page by page, as a browser without script does.

It knows the fields of a story by name and fills whatever else a page demands, so that it goes on working when a page
gets a further question. It keeps nothing but what a person keeps: the form in front of it, and the code.

    long walk   the pages one after the other, everything as shown (a browser: one look, four forms)
    short walk  the same story by somebody who knows the questions: one look, all answers up to the code, the sending
"""

import http.client
import random
import re
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urlencode

from harness.pages import Button, Form, Page
from harness.proof import solved

VILLAGE = re.compile(r"\d\d\.\d\d\.\d\d\.\d{4}")
DOOR, WAY_BACK = "/lapor/", "/lapor/cek/"
PAGES = 12  # a form that has not ended by then goes in a circle
TIMEOUT = 60.0
CHOSEN = {"kind": "neutrality", "track": "city"}  # words of the form itself, where it offers them
WAIT_AT_MOST = 20.0
BUSY, OTHERWISE = 503, 409
Sleep = Callable[[float], object]


class GaveUp(Exception):
    """The reporter closes the page: nothing was acknowledged."""


@dataclass
class Story:
    """What is told: fields by name, and one photo or none as (name, bytes, media type)."""

    fields: dict[str, str]
    files: list[tuple[str, bytes, str]] = field(default_factory=list)


@dataclass
class Told:
    """What came of one story. `send_s` is the answer to the request that was acknowledged; `walk_s` is everything."""

    code: str = ""
    codes: set[str] = field(default_factory=set)
    acknowledged: bool = False
    answered: bool = False  # a message by the way back was kept
    began: float = 0.0
    send_s: float = 0.0
    walk_s: float = 0.0
    requests: int = 0
    sheds: int = 0
    broken: int = 0
    faults: int = 0
    sent_tries: int = 0
    waited_s: float = 0.0
    said: str = ""


@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes
    seconds: float

    @property
    def text(self) -> str:
        return self.body.decode("utf-8", "replace")


class Line:
    """One connection to the server; opened again when it broke."""

    def __init__(self, port: int, timeout: float = TIMEOUT) -> None:
        self.port, self.timeout = port, timeout
        self._line: http.client.HTTPConnection | None = None

    def ask(self, method: str, path: str, body: bytes = b"", headers: dict[str, str] | None = None) -> Answer:
        """One request.

        Raises:
            OSError, http.client.HTTPException: the line broke; whether the server acted is not known.
        """
        began = time.perf_counter()
        try:
            if self._line is None:
                self._line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=self.timeout)
            self._line.request(method, path, body or None, {"Host": f"localhost:{self.port}", **(headers or {})})
            answer = self._line.getresponse()
            data = answer.read()
        except (OSError, http.client.HTTPException):
            self.close()
            raise
        if answer.will_close:
            self.close()
        facts: dict[str, str] = {}
        for name, value in answer.getheaders():
            facts[name.lower()] = f"{facts[name.lower()]}, {value}" if name.lower() in facts else value
        return Answer(answer.status, facts, data, time.perf_counter() - began)

    def close(self) -> None:
        if self._line is not None:
            self._line.close()
            self._line = None


class Reporter:
    """One person with one connection.

    Args:
        patience_s: how long the reporter goes on trying with the same form after broken lines, faults and "busy".
        sleep: waits; a harness hands in one that ends early when it is over.
        learned: answers of an earlier long walk, for short ones.
        wait_at_most_s: an impatient reporter comes back sooner than the server asks.
        headers: sent with every request, as a browser does.
        computes: answers a proof of work by computing, as with script; else by waiting as the page says.
    """

    def __init__(
        self, port: int, *, patience_s: float = 60.0, sleep: Sleep = time.sleep, learned: dict[str, str] | None = None,
        seed: int = 0, computes: bool = True, wait_at_most_s: float = WAIT_AT_MOST,
        headers: dict[str, str] | None = None,
    ) -> None:  # fmt: skip
        self.line = Line(port)
        self.patience_s, self.sleep, self.learned = patience_s, sleep, learned
        self.random, self.computes, self.wait_at_most_s = random.Random(seed), computes, wait_at_most_s
        self.headers, self.last_said = headers or {}, ""
        self._until = 0.0

    def tell(self, story: Story, page: Page | None = None) -> Told:
        """Walk the form to its end, or give up; never raises for what the server does.

        Args:
            page: where to begin; else at the door.
        """
        told = Told(began=time.perf_counter())
        self._until = told.began + self.patience_s
        try:
            self._walk(page or self._page(told, "GET", DOOR), story, told)
        except GaveUp as reason:
            told.said = told.said or str(reason)
        told.walk_s = time.perf_counter() - told.began
        return told

    def ready(self, story: Story) -> Page:
        """The last page before sending, as it stands on the screen; what it asks to be computed is computed.

        Raises:
            GaveUp: the form was not led so far.
        """
        told = Told(began=time.perf_counter())
        self._until = told.began + self.patience_s
        page = self._walk(self._page(told, "GET", DOOR), story, told, hold=True)
        form = page.report_form()
        assert form is not None
        for name, value in solved(form, page, self.sleep, computes=self.computes).items():
            form.fields[name].value = value
        return page

    def _walk(self, page: Page, story: Story, told: Told, *, hold: bool = False) -> Page:
        for _page in range(PAGES):
            form = page.report_form()
            if form is None:
                raise GaveUp(f"no form: {page.heading[:80]}")
            self._note_code(page, told)
            button = form.forward() or Button("", "", True, "")
            sending = button.value == "kirim" or (form.takes_files and bool(page.code))
            if sending and hold:
                return page
            values = self.filled(form, page, story, told)
            target = form.action or DOOR
            if self.learned is not None and not sending:
                hidden = {name: value for name, value in values.items() if form.fields[name].kind == "hidden"}
                values = {**values, **self.learned, **story.fields, **hidden}
                button = Button("ke", "4", True, "")
            if button.name:
                values[button.name] = button.value
            body, kind = packed(values, story.files if sending else [], multipart=form.takes_files)
            answer = self._ask(told, "POST", button.action or target, body, {"Content-Type": kind}, sending=sending)
            page = Page(answer.text)
            if sending and is_receipt(answer, page):
                self._note_code(page, told)
                told.acknowledged, told.send_s = True, answer.seconds
                return page
            if answer.status >= 400:
                told.said = f"{answer.status} {page.heading[:80]} {page.alerts[:300]}".strip()
            if answer.status == OTHERWISE:  # the same form was sent before with other words; again would not help
                raise GaveUp(told.said)
        raise GaveUp(told.said or "the form goes in a circle")

    def _note_code(self, page: Page, told: Told) -> None:
        if page.code:
            told.code = page.code
            told.codes.add(page.code)

    def filled(self, form: Form, page: Page, story: Story, told: Told) -> dict[str, str]:
        """Every field of a form: as it stands, as the story says, or whatever the page demands."""
        values: dict[str, str] = {}
        for name, one in form.fields.items():
            if one.kind == "file":
                continue
            given = story.fields.get(name)
            if one.kind == "hidden":
                values[name] = one.value
            elif is_echo(name, one.label):
                values[name] = (page.code or told.code)[-4:]
            elif one.kind in {"radio", "select"}:
                choice = given if given in one.choices else one.value or CHOSEN.get(name, "")
                if choice not in one.choices or (not choice and (one.kind == "radio" or one.required or one.mistaken)):
                    choice = chosen_of(one.choices)
                values[name] = choice
            elif one.kind == "checkbox":
                if one.value or given or one.required or one.mistaken:
                    values[name] = one.value or one.choices[0]
            else:
                demanded = one.required or one.mistaken
                values[name] = given if given is not None else one.value or ("diisi" if demanded else "")
        proof = solved(form, page, self._wait(told), computes=self.computes)
        return values | proof

    def _wait(self, told: Told) -> Sleep:
        def wait(seconds: float) -> None:
            told.waited_s += seconds
            self.sleep(seconds)

        return wait

    def _page(self, told: Told, method: str, path: str) -> Page:
        return Page(self._ask(told, method, path).text)

    def _ask(
        self, told: Told, method: str, path: str, body: bytes = b"", headers: dict[str, str] | None = None,
        *, sending: bool = False,
    ) -> Answer:  # fmt: skip
        """One request, again with the same bytes when the line breaks, the server fails, or asks to come later."""
        while True:
            told.requests += 1
            told.sent_tries += sending
            pause = 0.1 + self.random.random() * 0.4
            try:
                answer = self.line.ask(method, path, body, self.headers | (headers or {}))
            except (OSError, http.client.HTTPException) as error:
                told.broken += 1
                told.said = f"line: {type(error).__name__}"
            else:
                if answer.status < 500:
                    return answer
                if answer.status == BUSY:
                    told.sheds += 1
                    asked = answer.headers.get("retry-after", "")
                    pause = min(float(asked), self.wait_at_most_s) if asked.isdigit() else pause
                else:
                    told.faults += 1
                told.said = f"{answer.status} {Page(answer.text).heading[:80]}"
            if time.perf_counter() + pause > self._until:
                raise GaveUp(told.said)
            told.waited_s += pause
            self.sleep(pause)

    def look_back(self, code: str) -> bool:
        """Whether the way back opens the report of a code."""
        try:
            return self._opened(code, Told(began=time.perf_counter())) is not None
        except GaveUp:
            return False

    def write_back(self, code: str, words: str) -> bool:
        """Send a message by the way back; whether the page shows it as kept."""
        told = Told(began=time.perf_counter())
        try:
            page = self._opened(code, told)
            form = next((one for one in page.forms if "words" in one.fields), None) if page else None
            if page is None or form is None:
                self.last_said = f"no form to write in: {page.heading if page else told.said}"
                return False
            answer = self._post_form(form, page, Story({"words": words}), told)
        except GaveUp as reason:
            self.last_said = str(reason)
            return False
        seen = Page(answer.text)
        self.last_said = f"{answer.status} {seen.heading} {seen.alerts}"
        return answer.status < 300 and words in answer.text

    def _opened(self, code: str, told: Told) -> Page | None:
        self._until = told.began + self.patience_s
        page = self._page(told, "GET", WAY_BACK)
        for _page in range(4):
            form = next((one for one in page.forms if one.method == "post" and "code" in one.fields), None)
            if form is None:
                return None
            answer = self._post_form(form, page, Story({"code": "-".join(re.findall("....", code))}), told)
            page = Page(answer.text)
            asked = any("code" in one.fields and one.fields["code"].kind != "hidden" for one in page.forms)
            if answer.status < 300 and not asked:
                return page
        return None

    def _post_form(self, form: Form, page: Page, story: Story, told: Told) -> Answer:
        values = self.filled(form, page, story, told)
        button = next((one for one in form.buttons if one.main), None) or next(iter(form.buttons), None)
        if button and button.name:
            values[button.name] = button.value
        body, kind = packed(values, [], multipart=form.takes_files)
        return self._ask(told, "POST", form.action or WAY_BACK, body, {"Content-Type": kind})


def learn(port: int, story: Story) -> tuple[dict[str, str], Told]:
    """The answers of one long walk, so that later reporters may answer all pages up to the code at once."""
    seen: dict[str, str] = {}

    class Learner(Reporter):
        def filled(self, form: Form, page: Page, story: Story, told: Told) -> dict[str, str]:
            values = super().filled(form, page, story, told)
            one_off = {"tanda", "ke"} | {name for name, one in form.fields.items() if is_echo(name, one.label)}
            seen.update({name: value for name, value in values.items() if name not in one_off})
            return values

    told = Learner(port).tell(story)
    seen.pop("langkah", None)
    return seen, told


def is_receipt(answer: Answer, page: Page) -> bool:
    """A page that acknowledges: it succeeded, shows the code, and asks for no file and no echo any more."""
    asks = any(
        one.kind == "file" or is_echo(one.name, one.label) for form in page.forms for one in form.fields.values()
    )
    return answer.status in {200, 201} and bool(page.code) and not asks


def is_echo(name: str, label: str) -> bool:
    return name == "echo" or "kelompok terakhir" in label.lower()


def chosen_of(choices: list[str]) -> str:
    """One of the choices: a kelurahan where there are any, else the last that says something."""
    meaningful = [one for one in choices if one]
    return next(iter([one for one in meaningful if VILLAGE.fullmatch(one)] or meaningful[-1:]), "")


def packed(values: dict[str, str], files: list[tuple[str, bytes, str]], *, multipart: bool) -> tuple[bytes, str]:
    """The body of a form and its content type."""
    if not multipart and not files:
        return urlencode(values).encode(), "application/x-www-form-urlencoded"
    mark = secrets.token_hex(12)
    parts = [
        f'--{mark}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in values.items()
    ]
    for name, data, kind in files:
        head = f'--{mark}\r\nContent-Disposition: form-data; name="evidence"; filename="{name}"\r\nContent-Type: {kind}'
        parts.append(head.encode() + b"\r\n\r\n" + data + b"\r\n")
    return b"".join(parts) + f"--{mark}--\r\n".encode(), f"multipart/form-data; boundary={mark}"
