"""The pages of a personal link, under /edaran/: no account, no cookie, no script needed."""

from django.urls import path

from kondusif.circulars import views_public

app_name = "circulars_public"
urlpatterns = [
    path("<str:token>/", views_public.read, name="read"),
    path("<str:token>/pertanyaan/", views_public.questions, name="questions"),
    path("<str:token>/pakta/", views_public.sign, name="sign"),
    path("<str:token>/surat/<int:page>/", views_public.letter, name="letter"),
]
