from django.urls import path

from kondusif.accounts import views

app_name = "accounts"
urlpatterns = [path("", views.mine, name="mine")]
