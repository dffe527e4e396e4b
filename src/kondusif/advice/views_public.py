"""The self-check *Bolehkah saya…?*. Keeps nothing: no row, no cookie, no log line."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from kondusif.advice import offline, selectors, table, wording
from kondusif.advice.forms import RELATION, AskForm
from kondusif.advice.rules import Question
from kondusif.advice.schema import Group
from kondusif.base.errors import sentence
from kondusif.institutions.selectors import today
from kondusif.kernel.errors import Refused


@gzip_page  # there is no secret on this page that a changing length could give away
@csrf_exempt  # nothing is changed or kept, and a token would need a cookie
@cache_control(no_store=True)
def ask(request: HttpRequest) -> HttpResponse:
    """The question, and the answer once it can be read."""
    now = today()
    form = AskForm(request.POST if request.method == "POST" else None, today=now)
    if form.is_bound and form.is_valid():
        try:
            return render(request, "advice/answer.html", _answered(form))
        except Refused as refusal:
            form.add_error("tanggal", sentence(refusal))
    page = {
        "form": form, "stage": selectors.stage_of(now), "today": now, "table": table.answers(),
        "asked_at": selectors.whom_to_ask(), "scripts": offline.SCRIPTS,
    }  # fmt: skip
    return render(request, "advice/ask.html", page)


@gzip_page
@require_safe
@cache_control(no_cache=True)
def data(request: HttpRequest) -> HttpResponse:
    """What the page needs to answer by itself."""
    return JsonResponse(offline.package(), json_dumps_params={"ensure_ascii": False, "separators": (",", ":")})


@gzip_page
@require_safe
@cache_control(no_cache=True)
def keeper(request: HttpRequest) -> HttpResponse:
    """The script that keeps the page on the phone; it changes with the edition, the city and the code."""
    facts = {
        "scope": reverse("advice_public:ask"),
        "data": reverse("advice_public:data"),
        "version": offline.digest(wording.tongue()),
        "files": [static(name) for name in offline.FILES],
    }
    return render(request, "advice/keeper.js", facts, content_type="text/javascript")


def _answered(form: AskForm) -> dict[str, object]:
    advice = form.advice()
    found, question = advice.answer, advice.answer.question
    subject, person = table.subject(question.act), table.person(question.who)
    group = next(one for one in table.answers().groups if subject in one.subjects)
    return {
        "form": form, "question": question, "subject": subject, "answer": found, "group": group, "person": person,
        "text": advice.text, "why": wording.reason(found, wording.tongue()),
        "deed": wording.deed(subject, question.whom, question.phase),
        "relation": dict(RELATION)[question.relation.value],
        "stage": selectors.stage_of(question.on), "table": table.answers(),
        "already": wording.said_each(subject, "already"), "alike": _alike(question, group),
        "crimes": [wording.threat(row, question.on, wording.tongue()) for row in found.crimes],
        "asked_at": selectors.whom_to_ask(),
    }  # fmt: skip


def _alike(question: Question, group: Group) -> list[tuple[str, str]]:
    """The other deeds of the group under the same circumstances, each with its answer."""
    return [
        (
            wording.deed(one, question.whom, question.phase),
            selectors.ask(replace(question, act=one.id, text=None)).answer.value,
        )
        for one in group.subjects
        if one.id != question.act
    ]
