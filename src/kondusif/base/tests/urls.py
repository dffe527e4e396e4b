"""A small site for the tests of the furniture: some public pages stand, others do not."""

from django.conf.urls.i18n import i18n_patterns
from django.http import HttpRequest, HttpResponse
from django.urls import path


def page(request: HttpRequest) -> HttpResponse:
    return HttpResponse(request.path)


PATHS = ["", "lapor/", "lapor/cek/", "aturan/", "masuk/", "ruang/", "akun/", "keluar/", "bantuan/"]
urlpatterns = i18n_patterns(
    *[path(where, page, name=where.replace("/", "-") or "home") for where in PATHS], prefix_default_language=False
)
