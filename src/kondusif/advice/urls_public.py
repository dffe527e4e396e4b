"""Public address of the self-check, /bolehkah/."""

from django.urls import path

from kondusif.advice import views_public as views

app_name = "advice_public"

urlpatterns = [path("", views.ask, name="ask")]
