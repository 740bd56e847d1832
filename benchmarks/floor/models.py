from django.db import models


class Person(models.Model):
    """The product's participants, with no more columns than the table shows."""

    id = models.UUIDField(primary_key=True)
    office = models.BigIntegerField(db_column="office_id")
    name = models.CharField(max_length=120)
    birth_year = models.PositiveSmallIntegerField(null=True)
    phase = models.CharField(max_length=20)
    need_group = models.CharField(max_length=30)
    benefit = models.CharField(max_length=30)
    workplace_name = models.CharField(max_length=120)
    mentor_name = models.CharField(max_length=120)

    class Meta:
        managed = False
        db_table = "caseload_participant"

    def __str__(self):
        return self.name


class Note(models.Model):
    """Something to insert: made by `migrate --run-syncdb`, for the floor has no migrations."""

    person = models.UUIDField()
    on = models.DateField()
    how = models.CharField(max_length=10)
    topic = models.CharField(max_length=30)
    text = models.CharField(max_length=300, blank=True)

    def __str__(self):
        return f"{self.person} {self.on}"
