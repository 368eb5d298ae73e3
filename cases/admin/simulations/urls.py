from django.urls import path

from . import publication, views

urlpatterns = [
    path("of/<int:pk>/", views.of_version, name="simulations-of"),
    path("<int:pk>/", views.simulation, name="simulation"),
    path("<int:pk>/rows.csv", views.rows_csv, name="simulation-csv"),
    path("<int:pk>/stop/", views.stop, name="simulation-stop"),
    path("<int:pk>/again/", publication.again, name="simulation-again"),
    path("<int:pk>/publish/", publication.publish, name="simulation-publish"),
]
