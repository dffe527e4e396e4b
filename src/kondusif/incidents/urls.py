from django.urls import path

from kondusif.incidents import views, views_chat

app_name = "incidents"
urlpatterns = [
    path("", views.list_incidents, name="list"),
    path("catat/", views.record, name="record"),
    path("tempat/", views.parts, name="parts"),
    path("nihil/", views.nil, name="nil"),
    path("penilaian/", views.assess, name="assess"),
    path("obrolan/", views_chat.chats, name="chats"),
    path("obrolan/<int:pk>/", views_chat.chat, name="chat"),
    path("obrolan/<int:pk>/<int:order>/", views_chat.draft, name="draft"),
    path("wilayah/<str:code>/", views.for_area, name="for_area"),
    path("<str:number>/", views.show, name="show"),
    path("<str:number>/koreksi/", views.correct, name="correct"),
    path("<str:number>/status/", views.move, name="move"),
]
