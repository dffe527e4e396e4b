"""The self-check *Bolehkah saya…?*. Keeps nothing: no row, no cookie, no log line."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt

from kondusif.advice import selectors, table
from kondusif.advice.forms import RELATION, AskForm
from kondusif.advice.rules import Question
from kondusif.advice.schema import Group
from kondusif.advice.wording import deed, said_each
from kondusif.institutions.selectors import today


@csrf_exempt  # nothing is changed or kept, and a token would need a cookie
@cache_control(no_store=True)
def ask(request: HttpRequest) -> HttpResponse:
    """The question, and the answer once it can be read."""
    now = today()
    form = AskForm(request.POST if request.method == "POST" else None, today=now)
    if not (form.is_bound and form.is_valid()):
        page = {"form": form, "stage": selectors.stage_of(now), "today": now}
        return render(request, "advice/ask.html", page)
    question = form.question()
    subject = table.subject(question.act)
    group = next(one for one in table.answers().groups if subject in one.subjects)
    page = {"form": form, "question": question, "subject": subject, "answer": selectors.ask(question), "group": group,
            "deed": deed(subject, question.whom, question.phase), "relation": dict(RELATION)[question.relation.value],
            "stage": selectors.stage_of(question.on), "table": table.answers(),
            "already": said_each(subject, "already"), "alike": _alike(question, group)}  # fmt: skip
    return render(request, "advice/answer.html", page)


def _alike(question: Question, group: Group) -> list[tuple[str, str]]:
    """The other deeds of the group under the same circumstances, each with its answer."""
    return [
        (deed(one, question.whom, question.phase), selectors.ask(replace(question, act=one.id)).answer.value)
        for one in group.subjects
        if one.id != question.act
    ]
