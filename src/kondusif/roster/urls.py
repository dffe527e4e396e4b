"""Staff pages of the roster, under /ruang/pegawai/. No name and no NIP stands in an address."""

from django.urls import URLPattern, path

from kondusif.roster.views import absence, absences, importing, looking, people

app_name = "roster"
urlpatterns: list[URLPattern] = [
    path("", people.list_people, name="people"),
    path("cari/", people.search, name="search"),
    path("unit/", people.units, name="units"),
    path("orang/<int:pk>/", people.person, name="person"),
    path("orang/<int:pk>/cuti/", absence.leave, name="leave"),
    path("orang/<int:pk>/tugas/", absence.acting, name="acting"),
    path("cuti/<int:pk>/batal/", absence.withdraw, name="leave_withdraw"),
    path("tugas/<int:pk>/akhiri/", absence.end, name="acting_end"),
    path("impor/", importing.upload, name="imports"),
    path("impor/<int:pk>/", importing.preview, name="import"),
    path("impor/<int:pk>/salah.xlsx", importing.bad_rows, name="import_bad"),
    path("impor/<int:pk>/perubahan.xlsx", importing.every_change, name="import_changes"),
    path("impor/<int:pk>/buang/", importing.drop, name="import_drop"),
    path("cuti-tugas/impor/", absences.upload, name="absence_imports"),
    path("cuti-tugas/impor/<int:pk>/", absences.preview, name="absence_import"),
    path("cuti-tugas/impor/<int:pk>/salah.xlsx", absences.bad_rows, name="absence_bad"),
    path("cuti-tugas/impor/<int:pk>/buang/", absences.drop, name="absence_drop"),
    path("pencarian/", looking.look, name="look_up"),
    path("pencarian/catatan/", looking.look_ups, name="look_ups"),
]
