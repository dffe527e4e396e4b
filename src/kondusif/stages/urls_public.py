"""Public addresses of the stages, under /aturan/tahapan/."""

from django.urls import path

from kondusif.stages import views_public as views

app_name = "stages_public"

urlpatterns = [
    path("", views.calendars, name="calendars"),
    path("<slug:contest>/", views.calendar, name="calendar"),
]
