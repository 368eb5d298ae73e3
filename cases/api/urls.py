"""Every address under /api/v1/. A reference that is not of the form is unknown before anything is looked up."""

urlpatterns: list = []
