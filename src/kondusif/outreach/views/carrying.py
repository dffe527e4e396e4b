"""What every page about sessions needs: who reads, what was sent, where a refusal is shown."""

from django import forms as django_forms
from django.http import HttpRequest
from django.utils.translation import gettext as _

from kondusif.accounts.models import User
from kondusif.accounts.selectors import get_or_not_yours, has_role
from kondusif.base.errors import sentence
from kondusif.kernel.errors import KondusifError
from kondusif.outreach.models import Session
from kondusif.outreach.permissions import WRITERS
from kondusif.outreach.rules import Lack
from kondusif.outreach.selectors.sessions import may_write_in, sessions_visible_to, sessions_writable_by

# Where the sentence of a refusal stands in a form; any other refusal stands at the top.
FIELD_OF = {
    "outreach.session.before_programme": "held_on",
    "outreach.session.after_programme": "held_on",
    "outreach.session.programme_closed": "programme",
    "outreach.session.in_future": "held_on",
    "outreach.session.planned_in_past": "planned_on",
    "outreach.session.attending_negative": "attending",
    "outreach.session.attending_too_many": "attending",
    "outreach.session.no_leader": "leader_name",
    "outreach.session.leader_kept_out": "leader_name",
    "outreach.session.officer_elsewhere": "assigned_to",
    "outreach.session.place_unknown": "village",
    "outreach.session.outside_city": "village",
    "outreach.session.no_reason": "reason",
    "outreach.picture.only_list_is_paper": "photos",
}


def signed_in(request: HttpRequest) -> User:
    """The person behind a request; the doors have let nobody else in."""
    assert isinstance(request.user, User)  # noqa: S101
    return request.user


def readable(request: HttpRequest, number: str) -> Session:
    """One session that the reader may see; anybody else is told that there is none."""
    return get_or_not_yours(sessions_visible_to(signed_in(request)), number=number)


def writable(request: HttpRequest, number: str) -> Session:
    """One session that the writer may change."""
    return get_or_not_yours(sessions_writable_by(signed_in(request)), number=number)


def may_write(user: User, session: Session) -> bool:
    """Whether the page offers what changes a session."""
    return has_role(user, *WRITERS) and may_write_in(user, session.area_code)


def tell(form: django_forms.Form, error: KondusifError) -> None:
    """Put the sentence of a refusal where the person can mend it."""
    field = FIELD_OF.get(error.code)
    if field == "held_on" and "held_on" not in form.fields:
        field = "planned_on"
    form.add_error(field if field in form.fields else None, sentence(error))


def lack_words(lacks: tuple[Lack, ...]) -> list[str]:
    """What is missing, in words."""
    said = {
        Lack.PLACE: _("tempat belum ditulis"),
        Lack.DAY: _("tanggal belum ditulis"),
        Lack.ATTENDING: _("belum ada yang hadir"),
        Lack.EVIDENCE: _("belum ada foto atau pindaian daftar hadir"),
    }
    return [said[lack] for lack in lacks if lack in said]
