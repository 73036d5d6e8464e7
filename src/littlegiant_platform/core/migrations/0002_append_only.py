"""The database itself refuses to change or delete an entry of the journal."""

from __future__ import annotations

from typing import Any

from django.db import migrations

from littlegiant_platform.core.append_only import create_triggers, drop_triggers


def _forwards(_apps: Any, schema_editor: Any) -> None:
    create_triggers(schema_editor.connection)


def _backwards(_apps: Any, schema_editor: Any) -> None:
    drop_triggers(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("core", "0001_initial")]
    operations = [migrations.RunPython(_forwards, _backwards)]
