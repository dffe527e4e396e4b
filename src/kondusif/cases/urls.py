from django.urls import path

from kondusif.cases.views import evidence, letters
from kondusif.cases.views import pages as views

app_name = "cases"
urlpatterns = [
    path("", views.case_list, name="list"),
    path("baru/", views.open_new, name="open"),
    path("bergeser/", views.moved, name="moves"),
    path("bergeser/<int:pk>/", views.walk, name="walk"),
    path("surat/", letters.letters, name="letters"),
    path("surat/baru/", letters.enter, name="letter_enter"),
    path("surat/<int:pk>/", letters.letter, name="letter"),
    path("surat/<int:pk>/pindaian/", letters.scan, name="letter_scan"),
    path("surat/<int:pk>/pembetulan/", letters.correct, name="letter_correct"),
    path("surat/<int:pk>/pindaian/baru/", letters.scan_add, name="letter_scan_add"),
    path("surat/<int:pk>/jawaban/", letters.reply, name="letter_reply"),
    path("<str:number>/", views.show, name="show"),
    path("<str:number>/ringkasan/", views.summary, name="summary"),
    path("<str:number>/langkah/", views.step, name="step"),
    path("<str:number>/peristiwa/", views.event, name="event"),
    path("<str:number>/jeda/", views.pause, name="pause"),
    path("<str:number>/lanjutan/", views.resume, name="resume"),
    path("<str:number>/prosedur/", views.procedure, name="procedure"),
    path("<str:number>/terperiksa/", views.examined, name="examined"),
    path("<str:number>/pihak/", views.party, name="party"),
    path("<str:number>/bukti/", evidence.evidence, name="evidence"),
    path("<str:number>/bukti/<int:pk>/", evidence.evidence_file, name="evidence_file"),
    path("<str:number>/serahkan-bukti/", evidence.hand_over, name="hand_over"),
    path("<str:number>/serahkan-pindaian/", letters.pass_scans, name="pass_scans"),
    path("<str:number>/penutupan/", views.closing, name="closing"),
    path("<str:number>/penutupan/putusan/", views.approve, name="approve"),
]
