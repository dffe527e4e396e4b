"""The private calendar: outside the languages, since an address that was given away must not change."""

from django.urls import path

from kondusif.cases import views_feed

app_name = "calendar"
urlpatterns = [path("<str:key>.ics", views_feed.feed, name="feed")]
