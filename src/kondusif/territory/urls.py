from django.urls import path

from kondusif.territory import views, views_staff

app_name = "territory"
urlpatterns = [
    path("", views.index, name="list"),
    path("<str:code>/", views.show, name="show"),
    path("<str:code>/rt/", views_staff.neighbourhoods, name="neighbourhoods"),
    path("<str:code>/rt/csv/", views_staff.neighbourhoods_csv, name="neighbourhoods_csv"),
    path("<str:code>/rt/ubah/", views_staff.set_list, name="set_neighbourhoods"),
    path("<str:code>/rt/unggah/", views_staff.load_lists, name="load_neighbourhoods"),
    path("<str:code>/tps/", views_staff.tps, name="tps"),
    path("<str:code>/tps/csv/", views_staff.tps_csv, name="tps_csv"),
    path("<str:code>/tps/ubah/", views_staff.enter, name="enter_tps"),
    path("<str:code>/tps/unggah/", views_staff.load_counts, name="load_tps"),
]
