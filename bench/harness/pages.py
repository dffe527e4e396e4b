"""Reads a page as a browser without script does: its forms with their fields, and the code that it shows."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

PLAIN = {"text", "email", "tel", "date", "time", "number", "search", "url"}
CODE_CLASS, MISTAKE_CLASS, MAIN_BUTTON = "kode-lacak", "medan-salah", "btn-utama"
CODE = re.compile(r"[0-9A-HJKMNP-TV-Z]{4}(?:[ -]?[0-9A-HJKMNP-TV-Z]{4}){4}")
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


@dataclass
class Field:
    """One thing that a form asks for; radio buttons of one name are one field with several choices."""

    name: str
    kind: str
    value: str = ""
    required: bool = False
    mistaken: bool = False
    label: str = ""
    choices: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Button:
    name: str
    value: str
    main: bool
    action: str


@dataclass
class Form:
    action: str
    method: str
    fields: dict[str, Field] = field(default_factory=dict)
    buttons: list[Button] = field(default_factory=list)
    facts: dict[str, str] = field(default_factory=dict)

    @property
    def takes_files(self) -> bool:
        return any(one.kind == "file" for one in self.fields.values())

    def forward(self) -> Button | None:
        """The button that goes on: the one main button, else the first."""
        return next((one for one in self.buttons if one.main), self.buttons[0] if self.buttons else None)


class Page(HTMLParser):
    """The forms of one answer, its heading, the code on it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.heading, self.alerts, self.asked_to_wait, self._code = "", "", "", ""
        self.attributes: list[dict[str, str]] = []  # of tags that no form knows; a proof of work stands in one
        self._form: Form | None = None
        self._open: list[tuple[str, str]] = []
        self._select: Field | None = None
        self._area: Field | None = None
        self._label, self._label_for, self._proof_words = "", "", False
        self.feed(text)

    @property
    def code(self) -> str:
        """The follow-up code that the page shows, without its dashes."""
        found = CODE.search(self._code.upper())
        return re.sub(r"[ -]", "", found.group(0)) if found else ""

    def report_form(self) -> Form | None:
        """The form that holds the report: it carries the form's mark, and posts."""
        posting = [one for one in self.forms if one.method == "post" and "tanda" in one.fields]
        return posting[0] if posting else None

    # Reading ------------------------------------------------------------------

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        facts = {name: value or "" for name, value in attrs}
        if tag not in VOID:
            self._open.append((tag, facts.get("class", "")))
        if tag == "form":
            self._form = Form(facts.get("action", ""), facts.get("method", "get").lower(), facts=facts)
            self.forms.append(self._form)
        elif tag in {"input", "select", "textarea"} and self._form is not None and facts.get("name"):
            self._take(tag, facts)
        elif tag == "option" and self._select is not None:
            self._select.choices.append(facts.get("value", ""))
            if "selected" in facts:
                self._select.value = facts.get("value", "")
        elif tag == "button" and self._form is not None and facts.get("type", "submit") == "submit":
            main = MAIN_BUTTON in facts.get("class", "").split()
            where = facts.get("formaction", "")
            self._form.buttons.append(Button(facts.get("name", ""), facts.get("value", ""), main, where))
        elif tag == "label":
            self._label, self._label_for = "", facts.get("for", "")
        if any(name.startswith("data-") for name in facts):
            self.attributes.append(facts)
        if "data-bukti-kata" in facts:
            self._proof_words = facts["data-bukti-kata"] == "menunggu"

    def _take(self, tag: str, facts: dict[str, str]) -> None:
        assert self._form is not None
        kind = facts.get("type", "text").lower() if tag == "input" else tag
        if kind in {"submit", "button", "reset", "image"}:
            return
        known = self._form.fields.get(facts["name"])
        if known is None:
            known = self._form.fields[facts["name"]] = Field(facts["name"], kind)
        known.required |= "required" in facts
        known.mistaken |= any(MISTAKE_CLASS in classes for _tag, classes in self._open)
        known.label = known.label or (self._label if self._label_for == facts.get("id") else "")
        if kind in {"radio", "checkbox"}:
            known.choices.append(facts.get("value", "on"))
            if "checked" in facts:
                known.value = facts.get("value", "on")
        elif kind == "select":
            self._select = known
        elif kind == "textarea":
            self._area = known
        else:
            known.value = facts.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass
        if tag == "form":
            self._form = None
        elif tag == "select":
            self._select = None
        elif tag == "textarea" and self._area is not None:
            self._area.value = self._area.value.removeprefix("\n")
            self._area = None

    def handle_data(self, data: str) -> None:
        if self._area is not None:
            self._area.value += data
        if not data.strip():
            return
        tags = {tag for tag, _classes in self._open}
        classes = " ".join(names for _tag, names in self._open)
        if "h1" in tags:
            self.heading += data.strip()
        if "label" in tags:
            self._label += data.strip()
        if CODE_CLASS in classes:
            self._code += data.strip() + " "
        if self._proof_words and "p" in tags:
            self.asked_to_wait += data.strip() + " "
        if "pesan-salah" in classes or "kabar-perhatian" in classes:
            self.alerts += data.strip() + " "
