from django.urls import path

from kondusif.media import views

app_name = "media"
urlpatterns = [
    path("", views.list_articles, name="list"),
    path("tambah/", views.add, name="add"),
    path("<slug:number>/", views.show, name="show"),
    path("<slug:number>/keterangan/", views.describe, name="describe"),
    path("<slug:number>/periksa/", views.judge, name="judge"),
    path("<slug:number>/temuan/", views.find, name="find"),
]
