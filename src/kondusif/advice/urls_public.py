"""Public addresses of the self-check, /bolehkah/ and what it needs to answer without a network."""

from django.urls import path

from kondusif.advice import views_public as views

app_name = "advice_public"

urlpatterns = [
    path("", views.ask, name="ask"),
    path("data.json", views.data, name="data"),
    path("penjaga.js", views.keeper, name="keeper"),
]
