"""Staff addresses of the rulebook, under /ruang/aturan/. The worklist itself knows cases and stands in `web`."""

from django.urls import path

from kondusif.rulebook import views

app_name = "rulebook"

urlpatterns = [
    path("edisi/", views.editions, name="editions"),
    path("baris/<str:key>/", views.row, name="row"),
    path("baris/<str:key>/centang/", views.tick, name="tick"),
    path("centang/<int:pk>/tarik/", views.withdraw, name="withdraw"),
]
