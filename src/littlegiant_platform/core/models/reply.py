"""Replies that are kept so that a request sent twice is carried out once."""

from __future__ import annotations

from django.db import models


class Reply(models.Model):
    """What was answered to one write: the same key with the same content gets the same answer again.

    Written in the transaction of the change, so that either both stand or neither.
    """

    actor = models.CharField(max_length=80)
    key = models.CharField(max_length=120)
    content = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField()
    body = models.TextField()
    created = models.DateTimeField(auto_now_add=True)

    class Meta:
        """A key is used once by whoever uses it."""

        constraints = (models.UniqueConstraint(fields=["actor", "key"], name="core_reply_once"),)

    def __str__(self) -> str:
        return f"{self.actor} {self.key} {self.status}"
