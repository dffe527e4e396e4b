from django.urls import path

from kondusif.coordination import views_public

app_name = "coordination_public"
urlpatterns = [
    path("", views_public.list_declarations, name="list"),
    path("<str:number>/", views_public.show, name="show"),
    path("<str:number>/deklarasi.pdf", views_public.pdf, name="pdf"),
]
