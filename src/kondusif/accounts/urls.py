from django.urls import path

from kondusif.accounts import views

app_name = "accounts"
urlpatterns = [
    path("", views.mine, name="mine"),
    path("pemberitahuan/", views.notices, name="notices"),
    path("pemberitahuan/dibaca/", views.read, name="read"),
    path("kalender/", views.calendar, name="calendar"),
    path("pengganti/", views.substitute, name="substitute"),
    path("pengganti/akhiri/", views.end_substitute, name="substitute_end"),
    path("surel/", views.mail, name="mail"),
]
