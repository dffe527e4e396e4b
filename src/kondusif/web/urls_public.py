from django.urls import path

from kondusif.web import views_public as views

app_name = "web_public"
urlpatterns = [
    path("", views.home, name="home"),
    path("awal/", views.first_run, name="first_run"),
    path("bantuan/", views.help_page, name="help"),
    path("bantuan/data-pribadi/", views.privacy, name="privacy"),
    path("bantuan/aksesibilitas/", views.accessibility, name="accessibility"),
]
