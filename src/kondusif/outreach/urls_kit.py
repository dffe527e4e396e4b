"""Public pages of the content kit, /materi/."""

from django.urls import path

from kondusif.outreach import views_public as views

app_name = "kit_public"
urlpatterns = [
    path("", views.kit, name="list"),
    path("<str:number>/", views.kit_piece, name="piece"),
    path("<str:number>/teks.txt", views.kit_text, name="text"),
    path("<str:number>/berkas/<slug:form>/", views.kit_sheet, name="sheet"),
]
