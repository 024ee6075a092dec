"""Words that make a value a bound, which a recognition misread: "tối thiếu 85%" says at least, "60% trở lền" too.

Without its mark the bound would be lost, and the target would say another thing. They are put right beside a number
alone, as "chúng tôi thiếu" is something else.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_BEFORE: Final = {"toithieu": "tối thiểu", "toida": "tối đa", "itnhat": "ít nhất", "khongqua": "không quá"}
_BEHIND: Final = {"trolen": "trở lên", "troxuong": "trở xuống"}
# "đạt tối thiếu 85%", "it nhất 02 lần": two words before a number.
_AHEAD_OF_NUMBER = re.compile(r"(?<![^\W\d_])(?<!chúng )([TtIiÍíKk][^\W\d_]{1,4} [^\W\d_]{2,5})(?= \d)")
# "80% trở lền", "từ 95 điểm trở lân", "60 % tro lên": two words behind a number, its sign or its unit.
_AFTER_NUMBER = re.compile(r"\d ?(?:%|[^\W\d_]{2,6})? ([Tt]r[^\W\d_] [lx][^\W\d_]{2,5})(?![^\W\d_])")


def bounds(text: str, bare: Callable[[str], str]) -> Iterator[tuple[int, int, str]]:
    """Where a bound was misread, and what it is; ``bare`` gives a text without marks and blanks."""
    if not any(char.isdigit() for char in text):
        return
    for pattern, known in ((_AHEAD_OF_NUMBER, _BEFORE), (_AFTER_NUMBER, _BEHIND)):
        for match in pattern.finditer(text):
            right = known.get(bare(match[1]))
            if right is not None and match[1].lower() != right:
                yield *match.span(1), right[0].upper() + right[1:] if match[1][0].isupper() else right
