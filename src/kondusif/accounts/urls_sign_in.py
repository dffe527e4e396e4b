"""Pages of the sign-in library under our own addresses. Their names are the library's, in no namespace."""

from allauth.account import views as library
from django.urls import include, path

from kondusif.accounts import views

urlpatterns = [
    path("masuk/", library.login, name="account_login"),
    path("keluar/", library.logout, name="account_logout"),
    # The library asks for the address of a self sign-up; nobody signs up here.
    path("akun/daftar/", views.no_signup, name="account_signup"),
    path("akun/nonaktif/", library.account_inactive, name="account_inactive"),
    path("akun/konfirmasi/", library.reauthenticate, name="account_reauthenticate"),
    path("akun/sandi/", library.password_change, name="account_change_password"),
    path("akun/kunci/", include("allauth.mfa.urls")),
]
