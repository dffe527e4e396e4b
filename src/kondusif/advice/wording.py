"""A question in words, in the language of the moment."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kondusif.advice.schema import Subject, Whom
from kondusif.rulebook.labels import said
from kondusif.rulebook.schema import Phase


def whom_words(whom: Whom, phase: Phase | None = None) -> str:
    """`calon`, `bakal calon` before penetapan, or `partai politik`."""
    if whom is Whom.PARTY:
        return _("partai politik")
    return _("bakal calon") if phase is Phase.WOULD_BE else _("calon")


def said_each(row: object, name: str) -> tuple[str, ...]:
    """The lines of a list in the reader's language."""
    other = f"{name}_en" if (get_language() or "id").startswith("en") else name
    lines: tuple[str, ...] = getattr(row, other)
    return lines


def deed(subject: Subject, whom: Whom, phase: Phase | None = None) -> str:
    """The deed as it completes a question: `menyukai unggahan calon`."""
    return said(subject, "question").format(whom=whom_words(whom, phase))
