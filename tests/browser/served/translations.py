"""Translations in every state."""

from __future__ import annotations

from tests.cast import Cast
from tests.outreach.items import make_item, publish
from tests.outreach.translation.drafts import begin, rewrite, save

from teilhabe.core.users.roles import Role
from teilhabe.outreach.translation.actions.estimates import EstimateSpeakers
from teilhabe.outreach.translation.actions.segments import Draft
from teilhabe.outreach.translation.models import Remembered, Term
from teilhabe.outreach.translation.selectors.pairs import pairs_of

TEXT = """Alle Kinder ab drei Jahren haben einen Platz in einer Kita. Rufen Sie das Jugendamt an: {telefon-kita}.

## Was Sie brauchen

- Ausweis
- Geburtsurkunde des Kindes

Füllen Sie den [Antrag](https://www.example.org/antrag) aus. Die Entscheidung über den Platz trifft das **Jugendamt**.
"""
ARABIC = {
    "Platz in der Kita": "العثور على مكان في الحضانة",
    "Was Sie brauchen": "ما تحتاجون إليه",
    "Ausweis": "بطاقة الهوية",
    "Geburtsurkunde des Kindes": "شهادة ميلاد الطفل",
}


def fill(cast: Cast) -> dict[str, str]:
    editor = cast.user(Role.EDITOR)
    Term.objects.create(text="Jugendamt", translations={"ar": "مكتب رعاية الشباب"}, note="Behörde der Stadt")
    Term.objects.create(text="Kita", is_kept=True)
    item = make_item(cast, "Platz in der Kita", TEXT, owner=editor)
    publish(cast, item)
    arabic = begin(cast, item)
    texts = {pair.key: ARABIC.get(pair.source.text, f"ترجمة {{telefon-kita}} {number}")
             for number, pair in enumerate(pairs_of(arabic)) if not pair.source.text.startswith("Füllen")}  # fmt: skip
    save(cast, arabic, {key: Draft(text) for key, text in texts.items()})
    rewrite(cast, item, TEXT.replace("drei", "zwei"))
    law = make_item(cast, "Ausweis beantragen", TEXT, risk="law", is_urgent=True)
    publish(cast, law)
    legal = begin(cast, law)
    save(cast, legal, {pair.key: Draft(f"{pair.source.text} (ar)") for pair in pairs_of(legal)[:4]})
    plain = begin(cast, item, "de", "plain")
    EstimateSpeakers(
        by=editor, people={"ar": 2400, "uk": 1800, "de-simple": 9000}, note="Melderegister, geschätzt"
    ).run()
    return {
        "arabic": str(arabic.pk), "legal": str(legal.pk),
        "plain": str(plain.pk), "term": str(Term.objects.get(text="Jugendamt").pk),
        "remembered": str(Remembered.objects.all()[0].pk),
    }  # fmt: skip
