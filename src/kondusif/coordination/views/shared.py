"""What the pages of this room have in common."""

from django import forms as django_forms
from django.http import HttpRequest

from kondusif.accounts.models import User
from kondusif.accounts.selectors import get_or_not_yours
from kondusif.base.errors import sentence
from kondusif.coordination.models import Declaration, Promise
from kondusif.coordination.selectors import lists, states
from kondusif.kernel.errors import KondusifError

PAGE_SIZE = 50
# Where the sentence of a refusal stands in a form; any other refusal stands at the top.
FIELD_OF = {
    "coordination.declaration.future": "held_on",
    "coordination.declaration.outside": "area_code",
    "coordination.declaration.two_texts": "title",
    "coordination.reason.missing": "reason",
    "coordination.check.no_ground": "ground",
    "coordination.check.no_next_day": "look_on",
    "coordination.check.next_day_past": "look_on",
    "coordination.check.no_note": "note",
    "coordination.sign.no_name": "name",
    "coordination.sign.day": "signed_on",
    "coordination.sheet.none": "photo",
    "base.picture.too_large": "photo",
    "base.picture.unreadable": "photo",
}


def signed_in(request: HttpRequest) -> User:
    """The person behind a request; the doors have let nobody else in."""
    assert isinstance(request.user, User)  # noqa: S101
    return request.user


def readable(user: User, number: str) -> Declaration:
    """A declaration that the person may read."""
    return get_or_not_yours(lists.declarations_visible_to(user).select_related("recorded_by"), number=number)


def writable(user: User, number: str) -> Declaration:
    """A declaration that the person may change."""
    return get_or_not_yours(lists.declarations_writable_by(user), number=number)


def linkable(user: User, number: str) -> Declaration:
    """A declaration whose promises the person may link with what breaks them."""
    return get_or_not_yours(lists.declarations_linkable_by(user), number=number)


def promise_of(user: User, number: str, order: int) -> Promise:
    """A promise of a declaration that the person may read."""
    rows = states.with_checks(lists.promises_visible_to(user).select_related("declaration", "watcher"))
    return get_or_not_yours(rows, declaration__number=number, order=order)


def tell(form: django_forms.Form, error: KondusifError) -> None:
    """Put the sentence of a refusal where the person can mend it."""
    field = FIELD_OF.get(error.code)
    if error.code.startswith("coordination.breach.") and "number" in form.fields:
        field = "number"
    if error.code.startswith("coordination.signatory.") and "names" in form.fields:
        field = "names"
    form.add_error(field if field in form.fields else None, sentence(error))
