"""Adds usage logs to a Kolibri: standard input of `kolibri manage shell`, the rows as JSON in LECTERN_LOGS, times in milliseconds."""

import json
import os
from datetime import datetime, timezone

from django.db import transaction
from kolibri.core.auth.models import Facility, FacilityUser
from kolibri.core.logger.models import ContentSessionLog, ContentSummaryLog

rows = json.loads(os.environ["LECTERN_LOGS"])
with transaction.atomic():
    for row in rows:
        end, start, done = (
            None if row[key] is None else datetime.fromtimestamp(row[key] / 1000, timezone.utc)
            for key in ("end", "start", "completion")
        )
        log = dict(
            user=None if row["user"] is None else FacilityUser.objects.get(id=row["user"]),
            dataset_id=Facility.objects.get(id=row["facility"]).dataset_id,
            channel_id=row["channelId"],
            content_id=row["contentId"],
            kind=row["kind"],
            start_timestamp=start,
            end_timestamp=end,
            time_spent=row["timeSpent"],
            progress=row["progress"],
            extra_fields={},
        )
        if row["type"] == "session":
            ContentSessionLog.objects.create(**log)
        else:
            ContentSummaryLog.objects.create(completion_timestamp=done, **log)

print(len(rows), "logs added")
