from django.urls import path

from kondusif.cases import views_due

app_name = "due"
urlpatterns = [
    path("", views_due.due_list, name="list"),
    path("unduh/", views_due.sheet, name="sheet"),
    path("serah/", views_due.hand_over_work, name="hand_over"),
]
