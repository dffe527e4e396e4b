"""Public pages of outreach: sessions near the reader, /sosialisasi/."""

from django.urls import path

from kondusif.outreach import views_public as views

app_name = "outreach_public"
urlpatterns = [
    path("", views.near, name="near"),
    path("kalender.ics", views.calendar, name="calendar"),
    path("<str:number>/", views.session, name="session"),
    path("<str:number>/kalender.ics", views.session_calendar, name="session_calendar"),
]
