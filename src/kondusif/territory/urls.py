from django.urls import path

from kondusif.territory import views

app_name = "territory"
urlpatterns = [
    path("", views.index, name="list"),
    path("<str:code>/", views.show, name="show"),
]
