from django.urls import path

from kondusif.web import views_prevention as views
from kondusif.web.urls_deliveries import urlpatterns as deliveries

app_name = "prevention"
urlpatterns = [
    path("", views.coverage, name="coverage"),
    path("wilayah/", views.places, name="places"),
    path("wilayah/<str:code>/", views.place, name="place"),
    path("cakupan.csv", views.coverage_csv, name="coverage_csv"),
    path("cakupan.xlsx", views.coverage_xlsx, name="coverage_xlsx"),
    path("cara-hitung/", views.how, name="method"),
    path("ukuran/", views.change_measure, name="measure"),
    *deliveries,
]
