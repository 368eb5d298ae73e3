from django.urls import path

from . import (
    act_page,
    away,
    calendar,
    checks,
    download,
    feed,
    my_settings,
    pages,
    regulators,
    reminders,
    stops,
    why,
    worklist,
)

CASE = "cases/<str:reference>/"

urlpatterns = [
    path("regulators/", regulators.register, name="regulators"),
    path("regulators/<str:code>/", regulators.one, name="regulator"),
    path("cases/", worklist.show, name="worklist"),
    path("checks/", checks.show, name="checks"),
    path("reminders/", reminders.show, name="reminders"),
    path("reminders/acknowledge/", reminders.done, name="reminders-done"),
    path("calendar/", calendar.show, name="calendar"),
    path("calendar/feed/<str:secret>.ics", feed.show, name="calendar-feed"),
    path("settings/", my_settings.show, name="settings"),
    path("settings/reminders/", my_settings.delivery, name="settings-delivery"),
    path("settings/calendar/", my_settings.new_feed, name="settings-feed"),
    path("settings/calendar/end/", my_settings.stop_feed, name="settings-feed-end"),
    path("away/", away.show, name="away"),
    path("away/<int:pk>/end/", away.end, name="away-end"),
    path("stops/", stops.show, name="stops"),
    path(CASE, pages.overview, name="case"),
    path(f"{CASE}clock/", pages.clock, name="case-clock"),
    path(f"{CASE}clock/<slug:code>/<int:round>/", why.show, name="case-date"),
    path(f"{CASE}route/", pages.route, name="case-route"),
    path(f"{CASE}application/", pages.answers, name="case-answers"),
    path(f"{CASE}assessment/", pages.assessment, name="case-assessment"),
    path(f"{CASE}documents/", pages.documents, name="case-documents"),
    path(f"{CASE}documents/<int:document>/", download.download, name="case-document"),
    path(f"{CASE}decision/", pages.decision, name="case-decision"),
    path(f"{CASE}history/", pages.history, name="case-history"),
    path(f"{CASE}<slug:act>/", act_page.act_page, name="act"),
    path(f"{CASE}<slug:act>/<slug:about>/", act_page.act_page, name="act-about"),
]
