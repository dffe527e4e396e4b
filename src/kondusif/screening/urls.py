from django.urls import path

from kondusif.screening.views import review, runs, texts

app_name = "screening"
urlpatterns = [
    path("", runs.run_list, name="list"),
    path("terima/", runs.take_in, name="take_in"),
    path("terima/<int:key>/", runs.draft, name="draft"),
    path("ketepatan/", runs.precision, name="precision"),
    path("ketepatan/unduh/", runs.precision_csv, name="precision_csv"),
    path("baca/", texts.read, name="read"),
    path("baca/putusan/", texts.tally, name="tally"),
    path("baca/catatan/", texts.readings, name="readings"),
    path("<slug:number>/", review.show, name="show"),
    path("<slug:number>/unduh/", review.sheet_of_run, name="csv"),
    path("<slug:number>/<int:key>/putus/", review.judge, name="judge"),
    path("<slug:number>/<int:key>/batal/", review.reopen, name="reopen"),
    path("<slug:number>/<int:key>/pakai/", review.use, name="use"),
]
