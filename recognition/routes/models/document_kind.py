from django.db import models


class DocumentKind(models.Model):
    """What a paper of a case is, and where in the dossier it belongs (domain section 6.2).

    `module` is the eCTD module, 1 to 5; 0 is the regulator's own papers, which no company sends. Which kinds a route or
    a regulator requires is said elsewhere: this is the list of names.
    """

    class Module(models.IntegerChoices):
        REGULATOR = 0, "Regulator's papers"
        ADMINISTRATIVE = 1, "Module 1: administrative information"
        SUMMARIES = 2, "Module 2: summaries"
        QUALITY = 3, "Module 3: quality"
        NON_CLINICAL = 4, "Module 4: non-clinical study reports"
        CLINICAL = 5, "Module 5: clinical study reports"

    code = models.CharField(max_length=40, primary_key=True)
    name = models.CharField(max_length=120)
    module = models.PositiveSmallIntegerField(choices=Module)
    section = models.CharField(max_length=20, blank=True, help_text="Of the eCTD, such as 1.8.2.")
    order = models.PositiveSmallIntegerField(default=0)
    description = models.TextField(blank=True)
    source = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering = ["module", "order", "code"]

    def __str__(self) -> str:
        return self.name
