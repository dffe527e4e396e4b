from django.urls import path

from kondusif.vault.views import city, custodians, mine, unit

app_name = "vault"
urlpatterns = [
    path("", mine.home, name="home"),
    path("buat/", mine.make, name="make"),
    path("buka/", mine.unlock, name="unlock"),
    path("tutup/", mine.lock, name="lock"),
    path("frasa/", mine.change, name="phrase"),
    path("mulai-lagi/", mine.replace, name="replace"),
    path("unit/", unit.unit, name="unit"),
    path("unit/buat/", unit.found, name="found"),
    path("unit/rekan/<int:pk>/", unit.admit, name="admit"),
    path("unit/akui/<int:pk>/", unit.acknowledge, name="acknowledge"),
    path("unit/ganti/", unit.renew, name="renew"),
    path("unit/segel-ulang/", unit.wrap, name="wrap"),
    path("unit/amplop/", unit.make_envelope, name="envelope"),
    path("unit/amplop/buka/", unit.open_envelope, name="envelope_open"),
    path("kustodian/", custodians.custodians, name="custodians"),
    path("kustodian/kursi/<int:number>/", custodians.seat, name="seat"),
    path("kustodian/lepas/", custodians.leave, name="seat_leave"),
    path("kustodian/permintaan/<int:pk>/", custodians.answer, name="answer"),
    path("kota/", city.city, name="city"),
    path("algoritme/", city.algorithms, name="inventory"),
]
