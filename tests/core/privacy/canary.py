"""A site of its own with a canary person everywhere in it; run as a process, so that its files are real.

VAR_DIR=… python -m tests.core.privacy.canary put | erase | restore
"""

from __future__ import annotations

import logging
import os
import sys
from datetime import timedelta
from typing import Any

CANARY = {
    "given_name": "Zwitscherine",
    "family_name": "Kanarienvogel-Müßig",
    "note": "hat einen gelben Schnabel aus Trillerstadt",
    "address": "piepmatz.gelb@trillerstadt.example",
    "number": "+49 631 5558887771",
    "sign_in": "flatterfrau@trillerstadt.example",
}
NEEDLES = ("zwitscherin", "kanarienv", "trillerstadt", "piepmatz", "5558887771", "flatterfrau")
"""What a search over bytes looks for: each is part of something that was stored, and of nothing else."""


def put() -> None:
    """Store the canary in every place that can name a person."""
    from django.contrib.admin.models import ADDITION, LogEntry
    from django.contrib.contenttypes.models import ContentType
    from django.contrib.sessions.backends.db import SessionStore
    from django.core.mail import EmailMessage
    from django.utils import timezone
    from tests.core.privacy.people import join, make_volunteer

    from teilhabe.actors.models import ContactPoint, Merge, Person
    from teilhabe.core.audit.models import AuditDetail, AuditEntry
    from teilhabe.core.jobs.job import enqueue
    from teilhabe.core.mail.models import Message
    from teilhabe.core.mail.sending import post, send
    from teilhabe.core.tables.models import SavedView
    from teilhabe.core.users.models import Organisation, User

    name, full = CANARY, f"{CANARY['given_name']} {CANARY['family_name']}"
    staff = User.objects.create_user("buero@probe.example", name="Büro")
    _crowd(Person, ContactPoint)
    person = Person.objects.create(**{key: name[key] for key in ("given_name", "family_name", "note")})
    duplicate = Person.objects.create(given_name="Zwitscherin", family_name=name["family_name"], merged_into=person)
    for kind, value in (("mail", name["address"]), ("mobile", name["number"])):
        ContactPoint.objects.create(person=person, kind=kind, value=value, key=value.replace(" ", ""))
    join(person, Organisation.objects.create(name="Verein Probe"))
    Merge.objects.create(kept=person, merged=duplicate, before={"family_name": name["family_name"]})
    account = make_volunteer(person)
    User.objects.filter(pk=account.pk).update(email=name["sign_in"])
    account.emailaddress_set.create(email=name["sign_in"], verified=True, primary=True)
    account.usersession_set.create(ip="127.0.0.1", session_key="s" * 32, user_agent=f"agent of {full}", data={})
    store = SessionStore()
    store.update({"_auth_user_id": str(account.pk), "_messages": f"Willkommen {full}" * 9})
    store.save()
    entry = AuditEntry.objects.create(user=staff, action="probe", target_model="actors.person", target_key=person.pk)
    AuditDetail.objects.create(entry=entry, subject=person.pk, target_label=full, before={"note": name["note"]})
    entry = AuditEntry.objects.create(user=staff, action="probe", target_model="tables.savedview", target_key="1")
    AuditDetail.objects.create(entry=entry, subject=staff.pk, target_label=f"Suche {full}", after={"query": full})
    SavedView.objects.create(user=staff, table="people", name=full, query=f"q={full.replace(' ', '+')}&sort=name")
    LogEntry.objects.create(
        user=staff,
        content_type=ContentType.objects.get_for_model(Person),
        object_id=str(person.pk),
        object_repr=full,
        action_flag=ADDITION,
    )
    message = post(name["address"], "Hallo", f"Liebe {full}, willkommen.\nIhr Büro", subject=person.pk)
    Message.objects.create(to="buero@probe.example", subject_line=f"Neu: {full}", body=name["address"], message_id="2")
    enqueue(send, message.pk, key=f"for {name['address']}")
    send.using(run_after=timezone.now() + timedelta(days=1)).enqueue(f"{full} <{name['address']}>")
    EmailMessage("Hallo", f"Liebe {full}", to=[name["address"]]).send()


def _crowd(person: Any, contact_point: Any) -> None:
    """Others, before and after: so that the canary shares its pages with neighbours that stay."""
    others = [person(given_name=f"Vorname{n}", family_name=f"Nachname{n}", search_key=f"v{n} n{n}") for n in range(300)]
    person.objects.bulk_create(others)
    contact_point.objects.bulk_create(
        contact_point(person=each, kind="mail", value=f"{n}@probe.example", key=f"{n}@probe.example")
        for n, each in enumerate(others)
    )


def erase() -> None:
    from teilhabe.actors.models import Person
    from teilhabe.core.audit.action import Operator
    from teilhabe.core.privacy.actions import EraseSubject

    person = Person.objects.get(family_name=CANARY["family_name"], merged_into=None)
    EraseSubject(by=Operator("Probe"), row=person, with_account=True).run()
    sys.stdout.write(f"{Person.objects.count()} {Person.objects.filter(erased_at=None).count()}")


def restore() -> None:
    """After the database was put back as it was before the erasure."""
    from teilhabe.core.privacy.restoring import reapply_tombstones

    sys.stdout.write(str(reapply_tombstones()))


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "teilhabe.project.settings")
    import django

    django.setup()
    logging.getLogger().setLevel(logging.DEBUG)
    from teilhabe.project.schema import ensure_schema

    ensure_schema()
    {"put": put, "erase": erase, "restore": restore}[sys.argv[1]]()
