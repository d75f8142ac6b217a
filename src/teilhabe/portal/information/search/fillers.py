"""Words that say nothing about what somebody looks for; they count only where nothing else was typed."""

from __future__ import annotations

from teilhabe.portal.information.search.words import fold

_WORDS = """
der die das den dem des ein eine einen einem einer eines und oder aber ich du sie er es wir ihr mein meine meinen ist
sind war wo wie was wer wann warum welche welcher kann muss will soll darf habe hat haben bin für fuer mit ohne von vom
zu zum zur bei beim in im an am auf aus nach über um nicht kein keine mich mir uns man gibt es bekomme brauche machen
the a an and or i you he she it we they my is are was where how what who when why which can must do does have has need
for with without of to from at in on by not no me us get
где как что кто когда почему какой можно я мне мой и или в на с по для от из не нет есть это
де як що хто коли чому який можна я мені мій і або в у на з по для від із не немає є це
من في على إلى عن مع أو و هل ما ماذا كيف أين متى لماذا أنا هو هي هذا هذه التي الذي لا كم
از در به با را و یا که چه چگونه کجا کی چرا من این آن است برای تا نه
nerede nasıl ne kim zaman neden hangi ben bir ve veya ile için mi mı mu mü bu şu var yok
le la les un une des du de et ou je tu il elle nous vous mon ma mes est sont où comment quoi qui quand pourquoi pour
avec sans dans sur par ne pas
"""

FILLERS = frozenset(map(fold, _WORDS.split()))
