"""A real IMAP server of the test's own: Dovecot with its own configuration, port, users and mailboxes in a folder.

Nothing is imitated: this is the program that many mail servers run. Checked on 23 November 2026 against Dovecot 2.3
(doc.dovecot.org) and RFC 3501.

- IMAP4rev1 with login by name and password, without encryption, on the loopback only
- mailboxes as maildir: a mail is delivered by writing a file, a folder counts anew when its index is deleted
- IDLE (RFC 2177): news are told as soon as a mail is delivered
- not tried here: STARTTLS, IMAPS, quotas, shared folders
"""

from __future__ import annotations

import grp
import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import time
from dataclasses import dataclass
from imaplib import IMAP4
from pathlib import Path

from tests.servers import free_port

PROGRAM = shutil.which("dovecot", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin") or ""
IS_INSTALLED = bool(PROGRAM)
IS_ROOT = os.getuid() == 0
OWNER = pwd.getpwnam("nobody") if IS_ROOT else pwd.getpwuid(os.getuid())
"""Whom the server runs as: it refuses to be root."""
USER, PASSWORD = "buero@stadt.example", "richtig"
A_SECOND = 1.1
_CONFIGURATION = """
protocols = imap
listen = 127.0.0.1
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/dovecot.log
ssl = no
disable_plaintext_auth = no
default_internal_user = {user}
default_internal_group = {group}
default_login_user = {user}
mail_location = maildir:{folder}/mail
mail_fsync = never
first_valid_uid = 0
first_valid_gid = 0
passdb {{
  driver = passwd-file
  args = scheme=PLAIN username_format=%u {folder}/users
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={folder}
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
service anvil {{
  chroot =
}}
"""


@dataclass
class Dovecot:
    """One mailbox with its folders; `deliver` puts a mail into one as a delivery agent does."""

    folder: Path
    port: int
    process: subprocess.Popen[bytes] | None = None

    @classmethod
    def in_folder(cls, folder: Path) -> Dovecot:
        for name in ("run", "state", "mail/new", "mail/cur", "mail/tmp"):
            (folder / name).mkdir(parents=True)
        made = cls(folder, free_port())
        made.set_password(PASSWORD)
        group = grp.getgrgid(OWNER.pw_gid).gr_name
        known = {"user": OWNER.pw_name, "group": group, "uid": OWNER.pw_uid, "gid": OWNER.pw_gid}
        (folder / "dovecot.conf").write_text(_CONFIGURATION.format(folder=folder, port=made.port, **known))
        made.hand_over()
        return made

    def hand_over(self) -> None:
        """Everything in the folder belongs to whom the server runs as."""
        for path in (self.folder, *self.folder.rglob("*")):
            os.chown(path, OWNER.pw_uid, OWNER.pw_gid)

    def set_password(self, password: str) -> None:
        file, line = self.folder / "users", f"{USER}:{password}\n"
        if file.exists() and file.read_text() == line:
            return
        file.write_text(line)
        if self.process is not None:
            time.sleep(A_SECOND)  # it looks for changes once in a second

    def start(self) -> None:
        self.process = subprocess.Popen(
            [PROGRAM, "-F", "-c", str(self.folder / "dovecot.conf")],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            user=OWNER.pw_uid,
            group=OWNER.pw_gid,
            extra_groups=[] if IS_ROOT else None,
        )
        end = time.monotonic() + 30
        while time.monotonic() < end:
            try:
                with socket.create_connection(("127.0.0.1", self.port), timeout=1) as connection:
                    if connection.recv(4) == b"* OK":
                        return
            except OSError:
                time.sleep(0.05)
        log = self.folder / "dovecot.log"
        raise RuntimeError(log.read_text() if log.exists() else "Dovecot did not start")

    def stop(self) -> None:
        if self.process is not None:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait(timeout=20)
            self.process = None

    def deliver(self, content: bytes, folder: str = "") -> None:
        place = self.folder / "mail" / (f".{folder}" if folder else "")
        if not place.exists():
            for name in ("tmp", "new", "cur"):
                (place / name).mkdir(parents=True)
            self.hand_over()
        name = f"{time.time_ns()}.{secrets.token_hex(4)}.test"
        (place / "tmp" / name).write_bytes(content)
        os.chown(place / "tmp" / name, OWNER.pw_uid, OWNER.pw_gid)
        (place / "tmp" / name).rename(place / "new" / name)

    def empty(self) -> None:
        """No mail, no other folder, and the numbers begin anew."""
        shutil.rmtree(self.folder / "mail")
        for name in ("new", "cur", "tmp"):
            (self.folder / "mail" / name).mkdir(parents=True)
        self.hand_over()

    def count_anew(self) -> None:
        """The numbers of all mails change, as after a move to another server."""
        for file in (self.folder / "mail").glob("dovecot*"):
            file.unlink()
        time.sleep(A_SECOND)  # the new count is called after the second in which it began

    def client(self) -> IMAP4:
        """Somebody else who reads the same mailbox."""
        client = IMAP4("127.0.0.1", self.port)
        client.login(USER, PASSWORD)
        client.select("INBOX")
        return client

    def flags(self) -> list[str]:
        """Of every mail, in order."""
        client = self.client()
        try:
            _status, answers = client.fetch("1:*", "(FLAGS)")
            return [each.decode() for each in answers if isinstance(each, bytes)]
        finally:
            client.logout()
