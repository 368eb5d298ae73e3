"""Every address of the site.

A page is for people who have signed in unless its view says `login_not_required`; what companies' systems and
load balancers call says so here or, in REST framework's views, by itself.
"""

from django.contrib import admin
from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from oauth2_provider.views import RevokeTokenView

from recognition.api.oauth import TokenView
from recognition.health import healthz

handler400 = "recognition.accounts.web.failures.bad_request"
handler500 = "recognition.accounts.web.failures.broken"

urlpatterns = [
    path("healthz", login_not_required(healthz), name="healthz"),
    path("oauth/token/", TokenView.as_view(), name="oauth-token"),
    path("oauth/revoke/", RevokeTokenView.as_view(), name="oauth-revoke"),
    path("api/v1/", include("cases.api.urls")),
    path("", include("recognition.accounts.web.urls")),
    path("", include("cases.web.urls")),
    path("outbox/", include("recognition.outbox.web.urls")),
    path("admin/simulations/", include("cases.admin.simulations.urls")),
    path("admin/", admin.site.urls),
]
