"""Pages of the desk about notes from phones; they hang under Pencegahan (`urls_prevention`)."""

from django.urls import path

from kondusif.web import views_deliveries as views

urlpatterns = [
    path("kiriman/", views.deliveries, name="deliveries"),
    path("kiriman/berkas/", views.queue_file, name="queue_file"),
    path("kiriman/<uuid:key>/", views.delivery, name="delivery"),
    path("kiriman/<uuid:key>/foto/<int:order>/", views.photo, name="delivery_photo"),
    path("kiriman/<uuid:key>/terima/", views.accept, name="delivery_accept"),
    path("kiriman/<uuid:key>/buang/", views.discard, name="delivery_discard"),
    path("perangkat/", views.devices, name="devices"),
    path("perangkat/<int:pk>/cabut/", views.revoke, name="device_revoke"),
]
