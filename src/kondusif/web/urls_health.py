from django.urls import path

from kondusif.web import health

app_name = "web_health"
urlpatterns = [path("sehat/", health.health, name="health")]
