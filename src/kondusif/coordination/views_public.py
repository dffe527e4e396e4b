"""The public pages: declarations, their promises, who signed, and how each promise stands. No cookie, no name."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kondusif.coordination import printing
from kondusif.coordination.models import DECLARATION_KINDS
from kondusif.coordination.selectors import public
from kondusif.kernel.errors import NotYours

PAGE_SIZE = 20


@require_safe
def list_declarations(request: HttpRequest) -> HttpResponse:
    """Every published declaration, by words and kind."""
    text, kind = request.GET.get("cari", "")[:100].replace("\x00", ""), request.GET.get("jenis", "")
    known = {str(key) for key in DECLARATION_KINDS}
    rows = public.search(text, kind if kind in known else "")
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("hal"))
    query = request.GET.copy()
    query.pop("hal", None)
    return render(request, "coordination_public/list.html", {
        "page": page, "declarations": public.shown(list(page.object_list)), "text": text, "kind": kind,
        "kinds": DECLARATION_KINDS.items(), "query": query.urlencode(), "filtered": bool(text.strip() or kind in known),
    })  # fmt: skip


@require_safe
def show(request: HttpRequest, number: str) -> HttpResponse:
    """One declaration."""
    return render(request, "coordination_public/show.html", {"declaration": found(number)})


@require_safe
def pdf(request: HttpRequest, number: str) -> HttpResponse:
    """The same on paper, without signatures and names of officials."""
    declaration = found(number)
    answer = HttpResponse(printing.public_paper(declaration), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{declaration.number}.pdf"'
    return answer


def found(number: str) -> public.PublicDeclaration:
    """One published declaration; any other is not there.

    Raises:
        NotYours: there is none.
    """
    declaration = public.one(number)
    if declaration is None:
        raise NotYours
    return declaration
