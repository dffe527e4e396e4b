from django.urls import path

from kondusif.openness import views_public

app_name = "openness_public"
urlpatterns = [
    path("", views_public.home, name="home"),
    path("angka.csv", views_public.csv_file, name="csv"),
    path("angka.json", views_public.json_file, name="json"),
]
