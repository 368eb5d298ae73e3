from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

LONGEST_NAME = 60


class SavedView(models.Model):
    """A worklist's filters under a name. `team` is empty for a private one; else whoever is in that team has it, too.

    `filters` holds what `queries.worklist.Wanted` does, as JSON. It says what is asked, never what may be seen: each
    person's list starts at what they may see, and "my cases" are the reader's own.
    """

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_views")
    team = models.CharField(max_length=60, blank=True)
    name = models.CharField(max_length=LONGEST_NAME)
    filters = models.JSONField(default=dict)
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ["team", "name", "id"]
        constraints = [
            models.UniqueConstraint("owner", Lower("name"), condition=Q(team=""), name="saved_view_own_name"),
            models.UniqueConstraint("team", Lower("name"), condition=~Q(team=""), name="saved_view_team_name"),
        ]

    def __str__(self) -> str:
        return self.name


class ViewSubscription(models.Model):
    """A person is told when the view turns from empty to not empty for them. `is_filled` is how it was last seen;
    `told` counts how often they were told, and makes each telling's key its own."""

    view = models.ForeignKey(SavedView, models.CASCADE, related_name="subscriptions")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="view_subscriptions")
    made_at = models.DateTimeField()
    is_filled = models.BooleanField(default=False)
    told = models.PositiveIntegerField(default=0)
    told_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["view", "user"], name="view_subscribed_once")]

    def __str__(self) -> str:
        return f"{self.view} for {self.user}"
