"""Staff addresses of the self-check: its poster and its chat card, /ruang/bolehkah/."""

from django.urls import path

from kondusif.advice import views

app_name = "advice"

urlpatterns = [
    path("", views.posters, name="posters"),
    path("poster.pdf", views.poster, name="poster"),
    path("kartu.pdf", views.card, name="card"),
]
