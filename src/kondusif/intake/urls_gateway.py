from django.urls import path

from kondusif.intake import views_gateway

app_name = "intake_gateway"
urlpatterns = [path("<slug:key>/", views_gateway.post, name="post")]
