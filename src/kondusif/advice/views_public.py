"""The self-check *Bolehkah saya…?*. Keeps nothing: no row, no cookie, no log line."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt

from kondusif.advice import selectors, table, wording
from kondusif.advice.forms import RELATION, AskForm
from kondusif.advice.rules import Question
from kondusif.advice.schema import Group
from kondusif.base.errors import sentence
from kondusif.institutions.selectors import today
from kondusif.kernel.errors import Refused


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
    page = {"form": form, "stage": selectors.stage_of(now), "today": now}
    return render(request, "advice/ask.html", page)


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
