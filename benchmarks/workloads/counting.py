"""A job that counts how often it happened, in two ways: by a row it adds and by a number it raises."""

from __future__ import annotations

import random
import time

from django.db import connection, transaction

from teilhabe.core.jobs.job import enqueue, job

LONGEST_SECONDS = 0.2


@job(max_attempts=50)
def count(number: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO effect VALUES (%s)", [number])
        time.sleep(random.uniform(0, LONGEST_SECONDS))  # noqa: S311  # so that a kill can hit between the two
        cursor.execute("UPDATE counter SET value = value + 1 WHERE job = %s", [number])


def enqueue_counts(jobs: int) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("CREATE TABLE effect (job integer NOT NULL)")
        cursor.execute("CREATE TABLE counter (job integer PRIMARY KEY, value integer NOT NULL)")
        for number in range(jobs):
            cursor.execute("INSERT INTO counter VALUES (%s, 0)", [number])
            enqueue(count, number, key=f"count {number}")


def counted() -> dict[str, int]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*), count(DISTINCT job) FROM effect")
        rows, distinct = cursor.fetchone()
        cursor.execute("SELECT coalesce(sum(value), 0), coalesce(max(value), 0) FROM counter")
        total, most = cursor.fetchone()
    return {"rows": rows, "distinct": distinct, "counter_total": total, "counter_most": most}
