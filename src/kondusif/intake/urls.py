from django.urls import path

from kondusif.intake.views import files, pressure
from kondusif.intake.views import pages as views

app_name = "intake"
urlpatterns = [
    path("", views.report_list, name="list"),
    path("tekanan/", pressure.letters, name="pressure"),
    path("<str:number>/", views.show, name="show"),
    path("<str:number>/nilai/", views.value, name="value"),
    path("<str:number>/putusan/", views.decide, name="decide"),
    path("<str:number>/pesan/", views.message, name="message"),
    path("<str:number>/pelapor/", views.identity, name="identity"),
    path("<str:number>/kustodian/", views.ask, name="ask"),
    path("<str:number>/bukti/<int:order>/", files.evidence_file, name="file"),
    path("<str:number>/bukti/<int:order>/asli/", files.original, name="original"),
    path("<str:number>/surat/", views.letter, name="letter"),
]
