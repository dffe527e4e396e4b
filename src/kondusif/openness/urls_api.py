from django.urls import path

from kondusif.openness.api import api, missing

urlpatterns = [
    path("", api.urls),
    path("<path:rest>", missing, name="api_missing"),
]
