"""Public addresses of the rulebook, under /aturan/."""

from django.urls import path

from kondusif.rulebook import views_public as views

app_name = "rulebook_public"

urlpatterns = [
    path("", views.overview, name="overview"),
    path("perbuatan/<slug:row_id>/", views.row, {"kind": "act"}, name="act"),
    path("sanksi/<slug:row_id>/", views.row, {"kind": "sanction"}, name="sanction"),
    path("prosedur/", views.procedures, name="procedures"),
    path("prosedur/<slug:procedure_id>/", views.procedure, name="procedure"),
    path("prosedur/<slug:row_id>/<slug:step_id>/", views.row, {"kind": "step"}, name="step"),
    path("hari-libur/", views.days_off, name="days_off"),
    path("hari-libur/<int:year>/", views.days_off, name="year"),
    path("peraturan/", views.instruments, name="instruments"),
    path("peraturan/<slug:row_id>/", views.row, {"kind": "instrument"}, name="instrument"),
    path("banding/", views.compare, name="compare"),
    path("unduh/", views.download, name="download"),
    path("cetak/", views.printed, name="print"),
    path("lain/", views.offices, name="offices"),
    path("kantor/<slug:row_id>/", views.row, {"kind": "office"}, name="office"),
    path("jeda/<slug:row_id>/", views.row, {"kind": "pause"}, name="pause"),
    path("peran/<slug:row_id>/", views.row, {"kind": "role"}, name="role"),
]
