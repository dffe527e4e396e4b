from django.urls import path
from django.views.decorators.http import require_safe

from kondusif.openness.api import api, index, missing

urlpatterns = [
    path("", require_safe(index), name="api_index"),
    path("", api.urls),
    path("<path:rest>", missing, name="api_missing"),
]
