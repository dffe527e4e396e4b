"""The field app: one page that works without a network, and the few addresses that it talks to."""

from django.urls import path

from kondusif.web import views_field as views

app_name = "field"
urlpatterns = [
    path("", views.home, name="home"),
    path("penjaga.js", views.keeper, name="keeper"),
    path("lapangan.webmanifest", views.manifest, name="manifest"),
    path("bekal.json", views.supplies, name="supplies"),
    path("bagikan/", views.share, name="share"),
    path("perangkat/", views.device, name="device"),
    path("kiriman/", views.begin, name="begin"),
    path("kiriman/<uuid:key>/", views.status, name="item"),
    path("kiriman/<uuid:key>/foto/<int:order>/", views.piece, name="piece"),
    path("kiriman/<uuid:key>/selesai/", views.finish, name="finish"),
    path("kiriman/<uuid:key>/isi.json", views.contents, name="contents"),
    path("kiriman/<uuid:key>/buang/", views.drop, name="drop"),
]
