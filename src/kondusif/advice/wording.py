"""A question and its reasons in words."""

from datetime import date

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kondusif.advice.rules import Answer
from kondusif.advice.schema import Subject, Whom
from kondusif.advice.table import answers, person
from kondusif.rulebook.labels import said
from kondusif.rulebook.schema import Act, Phase


def tongue() -> str:
    """`en` for an English reader, else `id`."""
    return "en" if (get_language() or "id").startswith("en") else "id"


def in_tongue(row: object, name: str, language: str) -> str:
    """A text of a row in one of the two languages."""
    return str(getattr(row, f"{name}_en" if language == "en" else name) or "")


def reason(found: Answer, language: str) -> str:
    """Why the answer is what it is, in one paragraph."""
    stock = {one.id: one for one in answers().sentences}
    parts = []
    for key in found.sentences:
        if key == "why":
            parts.append(in_tongue(found.outcome, "why", language))
        elif key == "note":
            parts.append(in_tongue(person(found.question.who), "note", language))
        else:
            parts.append(in_tongue(stock[key], "text", language))
    return " ".join(parts)


def threat(row: Act, on: date, language: str) -> dict[str, str]:
    """What a criminal row threatens on a day; no number where the law of that day gives none."""
    penalty = next((one for one in row.penalties if one.valid_on(on)), None)
    words = in_tongue(penalty, "words", language) if penalty else ""
    return {"id": row.id, "text": in_tongue(row, "text", language), "penalty": words}


def whom_words(whom: Whom, phase: Phase | None = None) -> str:
    """`calon`, `bakal calon` before penetapan, or `partai politik`."""
    if whom is Whom.PARTY:
        return _("partai politik")
    return _("bakal calon") if phase is Phase.WOULD_BE else _("calon")


def said_each(row: object, name: str) -> tuple[str, ...]:
    """The lines of a list in the reader's language."""
    other = f"{name}_en" if tongue() == "en" else name
    lines: tuple[str, ...] = getattr(row, other)
    return lines


def deed(subject: Subject, whom: Whom, phase: Phase | None = None) -> str:
    """The deed as it completes a question: `menyukai unggahan calon`."""
    return said(subject, "question").format(whom=whom_words(whom, phase))
