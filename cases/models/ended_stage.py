from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from .application import Application


class EndedStage(models.Model):
    """What a stage of a case took: kept once its clock has ended, so that a page of figures reads no ledger.

    `clock` is `route` where the case was decided, `validation` where its validation ended with any result; `number` is
    the line of the ledger that ended it, `event` and `entry` the UUID and the number of that line's entry in the
    record. `read_to` is the newest entry that it was made of, which is a later one where a day was put right
    afterwards. The figures are those of `recognition.routes.course`, made under `version` of the definitions.
    `cases.workflow.keep_stages` alone writes here.
    """

    application = models.ForeignKey(Application, models.CASCADE, related_name="ended_stages")
    number = models.PositiveSmallIntegerField()
    clock = models.CharField(max_length=40)
    event = models.UUIDField()
    entry = models.BigIntegerField()
    read_to = models.BigIntegerField()
    version = models.CharField(max_length=10)
    state = models.CharField(max_length=24, help_text="That the case came to by it.")
    route = models.CharField(max_length=12, blank=True)
    started_on = models.DateField()
    ended_on = models.DateField()
    clock_days = models.IntegerField(null=True, help_text="Empty on a route without a clock.")
    elapsed = models.IntegerField()
    in_time = models.BooleanField(null=True, help_text="Empty where the rules have no date for it.")
    since_receipt = models.IntegerField(null=True)
    statutory_in_time = models.BooleanField(null=True)
    corrections = models.PositiveSmallIntegerField()
    stops = models.PositiveSmallIntegerField()
    extensions = models.PositiveSmallIntegerField()
    reversions = models.PositiveSmallIntegerField()
    states = models.JSONField(default=dict, encoder=DjangoJSONEncoder, help_text="Days by state, of a decided case.")
    causes = models.JSONField(default=list, encoder=DjangoJSONEncoder, help_text="Of what validation found deficient.")

    class Meta:
        ordering = ["application", "number"]
        constraints = [models.UniqueConstraint(fields=["application", "number"], name="ended_stage_once")]
        indexes = [models.Index(fields=["clock", "ended_on"], name="stage_ended_on")]

    def __str__(self) -> str:
        return f"{self.clock} ended on {self.ended_on}"
