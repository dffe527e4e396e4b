"""Due work: the list, its file, and the hand-over of everything open."""

from datetime import datetime

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from kondusif.accounts.models import User
from kondusif.accounts.rules import Role
from kondusif.accounts.selectors import actor_of, has_role
from kondusif.base.csv_answer import csv_answer
from kondusif.base.errors import sentence
from kondusif.cases import due_page
from kondusif.cases.due_work import sheet_rows
from kondusif.cases.forms_due import HandOverForm
from kondusif.cases.services.handover import hand_over
from kondusif.institutions.selectors import local_now, today
from kondusif.kernel.errors import Refused, Stale
from kondusif.vault.keyring import keyring_of

PAGE, ON_PAPER = 60, 1000


@require_safe
def due_list(request: HttpRequest) -> HttpResponse:
    """What is due, by lateness."""
    now = _now()
    wanted = due_page.wanted_of(request.GET, person(request))
    found = due_page.found_for(person(request), wanted, now)
    on_paper = request.GET.get("cetak") == "1"
    pages = Paginator(found.rows, ON_PAPER if on_paper else PAGE)
    pages.count = found.total  # counted already, for the heading
    page = pages.get_page(request.GET.get("halaman"))
    groups = due_page.grouped(page.object_list, found.counts)
    context = {
        "wanted": wanted, "found": found, "page": page, "on_paper": on_paper,
        "groups": groups, "choices": due_page.choices(), "chat": "" if on_paper else due_page.chat_text(groups, now),
        "query": wanted.as_query(), "may_hand_over": has_role(person(request), Role.HANDLER, Role.ADMIN),
    }  # fmt: skip
    return render(request, "cases/due/list.html", context)


@require_safe
def sheet(request: HttpRequest) -> StreamingHttpResponse:
    """The same list as a sheet, written while it is read, however long it is."""
    wanted = due_page.wanted_of(request.GET, person(request))
    found = due_page.found_for(person(request), wanted, _now())
    return csv_answer(sheet_rows(found.rows), f"tenggat-{today().isoformat()}")


def hand_over_work(request: HttpRequest) -> HttpResponse:
    """Everything open of one officer to a colleague, in one step."""
    user = person(request)
    people = due_page.hands(user, may_choose=has_role(user, Role.ADMIN))
    form = HandOverForm(
        request.POST or None, leavers=people.leavers, receivers=people.receivers,
        initial={"leaver": user.pk if not has_role(user, Role.ADMIN) else ""},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        leaver, receiver = people.by_key[form.cleaned_data["leaver"]], people.by_key[form.cleaned_data["receiver"]]
        try:
            handed = hand_over(actor_of(user), leaver, receiver, on=today(), keyring=keyring_of(request))
        except (Refused, Stale) as error:
            form.add_error(None, sentence(error))
        else:
            said = _("%(before)s penanganan terbuka diserahkan; %(after)s kini pada %(name)s.")
            words = {"before": handed.before, "after": handed.after, "name": receiver.full_name}
            messages.success(request, said % words)
            if handed.scans_left:
                messages.warning(request, _scans_left(handed.scans_left))
            if handed.evidence_left:
                messages.warning(request, _evidence_left(handed.evidence_left))
            return redirect("due:hand_over")
    context = {"form": form, "people": people}
    return render(request, "cases/due/hand_over.html", context, status=422 if form.errors else 200)


def _scans_left(total: int) -> str:
    said = ngettext(
        "Pindaian surat pada %(total)s penanganan masih pada unit lama, yang menyerahkannya dari halaman penanganan.",
        "Pindaian surat pada %(total)s penanganan masih pada unit lama, yang menyerahkannya dari halaman penanganan.",
        total,
    )
    return said % {"total": total}


def _evidence_left(total: int) -> str:
    said = ngettext(
        "Bukti pada %(total)s penanganan masih pada unit lama. Verifikator laporannya menyerahkannya lagi.",
        "Bukti pada %(total)s penanganan masih pada unit lama. Verifikator laporannya menyerahkannya lagi.",
        total,
    )
    return said % {"total": total}


def person(request: HttpRequest) -> User:
    """The reader. The doors let nobody in without an account."""
    assert isinstance(request.user, User)  # noqa: S101 - the door middleware has seen to it
    return request.user


def _now() -> datetime:
    return local_now().replace(tzinfo=None)
