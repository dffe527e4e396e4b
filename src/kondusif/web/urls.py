from django.urls import path

from kondusif.web import views, views_desk, views_rules, views_settings

app_name = "web"
urlpatterns = [
    path("", views.home, name="home"),
    path("meja/", views_desk.desk, name="desk"),
    path("meja/menunggu/<slug:pile>/", views_desk.waiting, name="waiting"),
    path("meja/ingatkan/<str:number>/", views_desk.remind, name="remind"),
    path("aturan/", views_rules.waiting, name="rules"),
    path("jejak/", views.read_trail, name="trail"),
    path("pengaturan/", views_settings.settings_page, name="settings"),
    path("pengaturan/tanggal/", views_settings.move_date, name="date"),
    path("pengaturan/kontes/", views_settings.choose, name="contest"),
    path("pengaturan/kalender/", views_settings.date_calendar, name="calendar"),
    path("pengaturan/ambang/", views_settings.measure, name="thresholds"),
    path("pengaturan/edaran/", views_settings.circulars, name="circulars"),
    path("pengaturan/lembaga/", views_settings.body_list, name="bodies"),
    path("pengaturan/lembaga/baru/", views_settings.edit_body, name="new_body"),
    path("pengaturan/lembaga/<slug:key>/ubah/", views_settings.edit_body, name="body"),
    path("pengaturan/orang/", views_settings.add_person, name="people"),
    path("pengaturan/unit/", views_settings.move_person, name="move"),
    path("pengaturan/peran/", views_settings.give_role, name="grant"),
    path("pengaturan/peran/<int:pk>/akhiri/", views_settings.end_role, name="end_grant"),
]
