"""Duration of stay: how many completed years foreign residents have lived in Germany, as classes of the register.

The classes do not overlap and together make up everybody: under 5, 5 to 7, 8 to 9, 10 years and more. Their limits are
those of the law: five years since 27 June 2024 and eight years before are asked for a naturalisation (section 10
StAG), ten years delimit the potential of naturalisations in the federal indicators.
"""

from __future__ import annotations

from collections.abc import Mapping

from teilhabe.text import Text

TOTAL = "TOTAL"

LABELS: Mapping[str, Text] = {
    "Y_LT5": Text("unter 5 Jahre hier", "here for under 5 years"),
    "Y5T7": Text("5 bis 7 Jahre hier", "here for 5 to 7 years"),
    "Y8T9": Text("8 bis 9 Jahre hier", "here for 8 to 9 years"),
    "Y_GE10": Text("10 Jahre und länger hier", "here for 10 years and longer"),
}
