from django.urls import path

from kondusif.intake.views_public import follow_up
from kondusif.intake.views_public import help as help_pages
from kondusif.intake.views_public import pages as views

app_name = "intake_public"
urlpatterns = [
    path("", views.start, name="start"),
    path("formulir-bawaslu/", views.bawaslu_form, name="bawaslu_form"),
    path("siapa-melihat/", help_pages.who_sees, name="who_sees"),
    path("cek/", follow_up.follow_up, name="follow_up"),
]
