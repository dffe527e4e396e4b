from django.urls import path

from kondusif.accounts import views

no_signup = views.no_signup

app_name = "accounts"
urlpatterns = [path("", views.mine, name="mine")]
