"""Public addresses of the rulebook, under /aturan/."""

from django.urls import path

from kondusif.rulebook import views_public as views

app_name = "rulebook_public"

urlpatterns = [
    path("", views.overview, name="overview"),
    path("perbuatan/<slug:act_id>/", views.act, name="act"),
    path("prosedur/", views.procedures, name="procedures"),
    path("prosedur/<slug:procedure_id>/", views.procedure, name="procedure"),
    path("hari-libur/", views.days_off, name="days_off"),
    path("peraturan/", views.instruments, name="instruments"),
]
