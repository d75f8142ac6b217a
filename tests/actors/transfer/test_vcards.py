"""Cards of telephones, address books and our own are read; what we write says what we know."""

from __future__ import annotations

from time import perf_counter

import vobject
from hypothesis import given
from hypothesis import strategies as st

from teilhabe.actors.transfer.vcards import Card, read_cards, split_name, write_cards

WORDS = st.text(st.characters(exclude_categories=["C", "Z"]) | st.sampled_from(' \\;,:="'), max_size=60).map(
    lambda text: " ".join(text.split())
)
SOME = WORDS.filter(bool)
VALUES = SOME.filter(lambda text: not text.lower().startswith(("tel:", "mailto:")))
CARDS = st.builds(
    Card,
    given_name=WORDS,
    family_name=SOME,
    contact_points=st.lists(
        st.tuples(st.sampled_from(["mobile", "phone", "mail", "post", "messenger", "web"]), VALUES),
        unique=True,
        max_size=5,
    ).map(tuple),
    languages=st.lists(st.sampled_from(["de", "ar", "ckb", "uk"]), unique=True).map(tuple),
    organisation=WORDS,
    district=WORDS,
    note=WORDS,
)


@given(st.lists(CARDS, max_size=3))
def test_what_was_written_is_read_back_as_it_was(cards: list[Card]) -> None:
    assert read_cards(write_cards(cards)) == cards


@given(CARDS)
def test_no_line_is_longer_than_75_bytes(card: Card) -> None:
    assert all(len(line.encode()) <= 75 for line in write_cards([card]).split("\r\n"))


@given(st.text(st.characters() | st.sampled_from("BEGIN:VCARD\n;=\\")))
def test_no_text_breaks_the_reader(text: str) -> None:
    read_cards(f"BEGIN:VCARD\n{text}\nEND:VCARD")


def test_another_reader_understands_what_we_write() -> None:
    card = Card("Amina", "Yılmaz; Öz", (("mobile", "+49 171 3920001"), ("mail", "a@musterstadt.example")), note="A\nB")
    read = vobject.readOne(write_cards([card]))
    assert (read.n.value.family, read.n.value.given, read.fn.value) == ("Yılmaz; Öz", "Amina", "Amina Yılmaz; Öz")
    assert (read.tel.value, read.email.value, read.note.value) == ("+49 171 3920001", "a@musterstadt.example", "A\nB")


OLD_TELEPHONE = """BEGIN:VCARD
VERSION:2.1
N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Y=C4=B1lmaz;=C3=96zg=C3=BC=
r;;;
TEL;CELL;PREF:0171 3920001
TEL;HOME:030 23125001
TEL;WORK;FAX:030 23125002
PHOTO;ENCODING=BASE64;JPEG:/9j/4AAQSkZJRg
 ABAQAAAQABAAD
ADR;HOME:;;Lindengasse 1;Musterstadt;;99901;Deutschland
END:VCARD
BEGIN:VCARD
VERSION:3.0
FN:Oksana Kovalenko
item1.EMAIL;type=INTERNET;type=pref:oksana@muster
 stadt.example
item1.X-ABLabel:_$!<Home>!$_
NOTE:Kommt dienstags\\, immer pünktlich
ORG:Lernhaus Nordstadt;Büro
LANG:uk
"""


def test_cards_of_old_telephones_and_of_address_books_are_read() -> None:
    old, new = read_cards(OLD_TELEPHONE)
    assert old == Card(
        "Özgür",
        "Yılmaz",
        (
            ("mobile", "0171 3920001"),
            ("phone", "030 23125001"),
            ("post", "Lindengasse 1, Musterstadt, 99901, Deutschland"),
        ),
    )
    assert new == Card(
        "Oksana",
        "Kovalenko",
        (("mail", "oksana@musterstadt.example"),),
        ("uk",),
        "Lernhaus Nordstadt, Büro",
        note="Kommt dienstags, immer pünktlich",
    )


def test_whole_names_are_split_as_they_are_meant() -> None:
    assert split_name("Yılmaz, Amina") == split_name("Amina Yılmaz") == ("Amina", "Yılmaz")
    assert split_name("Anna Maria Rossi") == ("Anna Maria", "Rossi")
    assert split_name("Zarghuna") == ("", "Zarghuna")


def test_nobody_writes_lines_of_their_own_into_a_card_that_we_write() -> None:
    written = write_cards([Card(family_name="Muster\rTEL:+49900", note="eins\r\nEND:VCARD\rBEGIN:VCARD")])
    assert len(read_cards(written)) == 1
    assert read_cards(written)[0].contact_points == ()
    assert written.count("\r") == written.count("\r\n")


def test_a_card_of_a_million_folded_lines_is_read_within_seconds() -> None:
    began = perf_counter()
    for folded in ("NOTE:" + "\n x" * 1_000_000, "NOTE;ENCODING=QUOTED-PRINTABLE:" + "x=\n" * 1_000_000):
        assert len(read_cards(f"BEGIN:VCARD\n{folded}")[0].note) == 1_000_000
    assert perf_counter() - began < 10
