"""Folders of files: handed in, read, and what became of each."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from kondusif.accounts.selectors import actor_of, get_or_not_yours, has_role
from kondusif.base.errors import sentence
from kondusif.kernel.errors import Refused
from kondusif.media import jobs, selectors, services
from kondusif.media.forms.folders import FilesForm, FolderFilter
from kondusif.media.page import file_rows
from kondusif.media.permissions import WRITERS
from kondusif.media.views.shared import page_of, query_of, signed_in

AT_ONCE = 3.0  # seconds that a request reads; the rest is read in the background


@require_http_methods(["GET", "POST"])
def add_files(request: HttpRequest) -> HttpResponse:
    """Take several files in; each is named afterwards with what became of it."""
    user = signed_in(request)
    form = FilesForm(request.POST or None, request.FILES or None) if request.method == "POST" else FilesForm()
    if form.is_bound and form.is_valid():
        try:
            folder = services.take_files(actor_of(user), form.given(), outlet=form.cleaned_data["outlet"])
        except Refused as error:
            form.add_error("articles", sentence(error))
        else:
            if services.read_waiting(folder, seconds=AT_ONCE):
                jobs.read_folder(folder.pk)
            messages.success(request, _("Berkas diterima. Hasil setiap berkas ada di bawah."))
            return redirect("media:folder", pk=folder.pk)
    return render(request, "media/add_files.html", {"form": form}, status=422 if form.is_bound else 200)


@require_GET
def list_folders(request: HttpRequest) -> HttpResponse:
    """Every folder, the newest first."""
    user = signed_in(request)
    form = FolderFilter(request.GET or None)
    chosen = form.cleaned_data if form.is_bound and form.is_valid() else {}
    rows = page_of(request, selectors.filtered_folders(selectors.folders_visible_to(user), chosen))
    return render(request, "media/folders.html", {
        "form": form, "filtered": any(chosen.values()), "page": rows, "query": query_of(request),
        "waiting": selectors.waiting_files(), "may_write": has_role(user, *WRITERS),
    })  # fmt: skip


@require_GET
def show_folder(request: HttpRequest, pk: int) -> HttpResponse:
    """One folder, file by file; while files wait, the piece asks again."""
    user = signed_in(request)
    folder = get_or_not_yours(selectors.folders_visible_to(user), pk=pk)
    page = page_of(request, folder.files.select_related("article"))
    total = page.paginator.count
    context = {
        "folder": folder, "page": page, "files": file_rows(page.object_list), "total": total, "query": "",
        "done": total - folder.waiting_files,  # type: ignore[attr-defined]
    }  # fmt: skip
    if request.headers.get("HX-Request"):
        return render(request, "media/_folder_files.html", context)
    return render(request, "media/folder.html", {**context, "may_write": has_role(user, *WRITERS)})
