"""Staff pages of the rulebook: one row with its ticks, the ticking itself, and the editions."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from kondusif.accounts.models import User
from kondusif.accounts.rules import Role
from kondusif.accounts.selectors import actor_of, get_or_not_yours, has_role
from kondusif.base.errors import sentence
from kondusif.institutions.selectors import today
from kondusif.kernel.errors import KondusifError, NotYours, Refused
from kondusif.rulebook import field_words, selectors, services, ticking, worklist
from kondusif.rulebook.book import TICKS, row_digest
from kondusif.rulebook.forms_staff import TickForm, WithdrawForm
from kondusif.rulebook.schema import Status
from kondusif.rulebook.search import entry_of_key

# Fields that a lawyer does not compare with a text, or that stand elsewhere on the page.
ASIDE = TICKS | {"id", "source", "read_on", "doubts", "confidence", "human_review"}


@require_safe
def row(request: HttpRequest, key: str) -> HttpResponse:
    """One row in words beside its sources, who ticked it, and the form for the next tick."""
    return _page(request, key, TickForm(), WithdrawForm())


def _page(
    request: HttpRequest, key: str, form: TickForm, withdraw_form: WithdrawForm, refused: int | None = None
) -> HttpResponse:
    book = selectors.book()
    found = book.rows().get(key)
    if found is None:
        raise NotYours
    digest, reader = row_digest(found), _person(request)
    ticks = worklist.ticks_of(key)
    said = found.model_dump(mode="json")
    mine = any(one.by_id == reader.pk and one.row_digest == digest and not one.withdrawn_at for one in ticks)
    page = {
        "key": key, "row": found, "entry": entry_of_key(book, key), "form": form, "withdraw_form": withdraw_form,
        "refused": refused, "edition": selectors.edition(), "digest": digest, "ticks": ticks, "mine": mine,
        "fields": [
            (field_words.field_word(name), lines)
            for name, value in said.items()
            if name not in ASIDE and (lines := field_words.lines(book, name, value))
        ],
        "is_legal": has_role(reader, Role.LEGAL),
        "may_tick": found.status in {Status.DRAFT, Status.CHECKED} and not mine
        and (found.status is Status.DRAFT or ticking.may_come_in_force(found)),
        "untexted": not ticking.may_come_in_force(found),
    }  # fmt: skip
    return render(request, "rulebook/tick.html", page, status=422 if form.errors or withdraw_form.errors else 200)


@require_POST
def tick(request: HttpRequest, key: str) -> HttpResponse:
    """The lawyer says that the row and the official text agree."""
    form = TickForm(request.POST)
    if form.is_valid():
        try:
            given = services.tick_row(actor_of(_person(request)), key, on=today(), note=form.note())
        except Refused as error:
            if error.code == "rulebook.row.unknown":
                raise NotYours from error
            form.add_error(None, sentence(error))
        except KondusifError as error:
            form.add_error(None, sentence(error))
        else:
            words = (
                _("Baris ini sekarang berlaku.")
                if given.second
                else _("Centang pertama tercatat. Orang kedua harus lain dari Anda.")
            )
            messages.success(request, words)
            return redirect("rulebook:row", key)
    return _page(request, key, form, WithdrawForm())


@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """A tick is taken back, with its reason."""
    given = get_or_not_yours(worklist.every_tick(), pk=pk)
    form = WithdrawForm(request.POST)
    if form.is_valid():
        try:
            services.withdraw_tick(actor_of(_person(request)), given, why=form.cleaned_data["alasan"])
        except KondusifError as error:
            form.add_error(None, sentence(error))
        else:
            messages.success(request, _("Centang ditarik. Baris ini menunggu lagi."))
            return redirect("rulebook:row", given.row_key)
    return _page(request, given.row_key, TickForm(), form, refused=pk)


@require_safe
def editions(request: HttpRequest) -> HttpResponse:
    """Every edition that can be read again: who loaded it, when and why."""
    known = selectors.known_editions()
    page: dict[str, Any] = {"editions": known, "edition": selectors.edition(), "waiting": len(_lacking())}
    return render(request, "rulebook/editions.html", page)


def _lacking() -> list[worklist.Waiting]:
    return worklist.waiting(selectors.book(), {})


def _person(request: HttpRequest) -> User:
    assert isinstance(request.user, User)  # noqa: S101
    return request.user
