"""The reporter's own name: given later, opened, taken back, erased. One page says what happens, then it is done."""

from functools import partial

from django.http import HttpResponse
from django.shortcuts import render

from kondusif.intake import services
from kondusif.intake.forms.follow_up import NameForm
from kondusif.intake.told import Person
from kondusif.intake.views_public.follow_page import name_facts
from kondusif.intake.views_public.steps_back import Deed, Home, Page
from kondusif.intake.views_public.visit import Visit
from kondusif.kernel.actor import PUBLIC_ACTOR


def confirm(visit: Visit, *, act: str, notice: str = "", status: int = 200) -> HttpResponse:
    """What is about to happen with the name: to whom, with what, and what cannot be undone."""
    context = name_facts(visit) | {"act": act, "token": visit.slip(), "notice": notice}
    return render(visit.request, f"intake_public/name_{act}.html", context, status=status)


def give_page(visit: Visit, *, form: NameForm | None = None, notice: str = "", status: int = 200) -> HttpResponse:
    """The form for a name that comes later."""
    shown = form or NameForm(initial=visit.typed(*NameForm.base_fields))
    context = name_facts(visit) | {"form": shown, "token": visit.slip(), "notice": notice}
    return render(visit.request, "intake_public/name_give.html", context, status=status)


def deeds(home: Home) -> dict[str, Deed]:
    """The deeds of this file; each comes back to the page."""

    def give(visit: Visit) -> HttpResponse:
        form = NameForm(visit.request.POST)
        if not form.is_valid():
            return give_page(visit, form=form, status=422)
        services.give_identity(PUBLIC_ACTOR, visit.report, visit.private, Person(**form.cleaned_data))
        return home(visit, done="given")

    def release(visit: Visit) -> HttpResponse:
        services.release_identity(PUBLIC_ACTOR, visit.report, visit.private)
        return home(visit, done="released")

    def withdraw(visit: Visit) -> HttpResponse:
        services.withdraw_identity(PUBLIC_ACTOR, visit.report)
        return home(visit, done="withdrawn")

    def erase(visit: Visit) -> HttpResponse:
        services.erase_identity(PUBLIC_ACTOR, visit.report)
        return home(visit, done="erased")

    return {"isi-nama-ya": give, "buka-ya": release, "tarik-ya": withdraw, "hapus-ya": erase}


PAGES: dict[str, Page] = {
    "isi-nama": give_page, "isi-nama-ya": give_page,
    "buka": partial(confirm, act="release"), "buka-ya": partial(confirm, act="release"),
    "tarik": partial(confirm, act="withdraw"), "tarik-ya": partial(confirm, act="withdraw"),
    "hapus": partial(confirm, act="erase"), "hapus-ya": partial(confirm, act="erase"),
}  # fmt: skip
