"""What is published: one row per publication of a release."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.db import models
from django.db.models import Q


class Publication(models.Model):
    """A release that was or is open to the public; at most one is current per city."""

    city = models.SlugField(max_length=64)
    release_id = models.CharField(max_length=64)
    directory = models.CharField(max_length=200, help_text="below RELEASES_DIR")
    published_by = models.CharField(max_length=200)
    published_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("city",),
                condition=Q(replaced_at__isnull=True, withdrawn_at__isnull=True),
                name="one_current_release_per_city",
            ),
        )
        indexes = (models.Index(fields=("city", "release_id"), name="publication_by_release"),)

    def __str__(self) -> str:
        return f"{self.city} {self.release_id}"

    @property
    def path(self) -> Path:
        return Path(settings.RELEASES_DIR) / self.directory
