from django.urls import path

from . import views

urlpatterns = [
    path("", views.outbox, name="outbox"),
    path("<int:pk>/", views.message, name="outbox-message"),
    path("<int:pk>/retry/", views.put_back, name="outbox-retry"),
]
