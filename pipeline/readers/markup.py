"""Marks of Markdown and HTML in a line of text: taken off, with what they say of the line."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

# "## **KẾ HOẠCH**", "#### a) Chỉ tiêu:"
_HEADING = re.compile(r"\s{0,3}(#{1,6})\s+(.*?)\s*#*\s*$")
# What converters leave behind: "[bookmark: _GoBack]", "![](image1.png)".
_DEBRIS = re.compile(r"\[bookmark:[^\]]*\]|!\[[^\]]*\]\([^)]*\)|<!--.*?-->")
_LINK = re.compile(r"\[([^\]]+)\]\((?:https?:|mailto:|#|\.{0,2}/)[^)\s]*\)")
_ADDRESS = re.compile(r"<((?:https?://|mailto:)?[^\s<>]+[.@][^\s<>]+)>")
_TAG = re.compile(
    r"</?(?:b|i|u|s|strong|em|p|div|span|font|sup|sub|center|mark|small|big|a|ins|code|h[1-6]|o:p)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_LINE_TAG = re.compile(r"<br\s*/?>", re.IGNORECASE)
_BOLD_TAG = re.compile(r"<(b|strong)(?:\s[^<>]*)?>(.*?)</\1>", re.IGNORECASE)
_ITALIC_TAG = re.compile(r"<(i|em)(?:\s[^<>]*)?>(.*?)</\1>", re.IGNORECASE)
# "**79,48/97,5** điểm", "***Nơi nhận:***", "*(Kèm theo …)*"; not "(*)", "5*3", "* Ghi chú".
_EMPHASIS = re.compile(r"(?<![\w*\\])(\*{1,3})(?=[^\s*)])((?:[^*\\]|\\.)*?[^\s*(\\])\1(?!\*)")
# What is left of pairs that lost their other half; "(**)" is a mark of a note.
_STRAY = re.compile(r"(?<![(*\\])\*{2,3}(?![)*])")
_ADJACENT_BOLD = re.compile(r"(?<=\S)\*\*\s+\*\*(?=\S)")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|<>~])")
_MARKED = re.compile(r"[*<&\\\[#]")


@dataclass(frozen=True, slots=True)
class Line:
    r"""A line without its marks. A line end inside it is ``\n``; ``level`` is that of a heading, from 1."""

    text: str
    level: int | None = None
    bold: bool = False
    italic: bool = False


def plain(line: str) -> Line:
    """Take the marks off a line, or off a cell of a table."""
    if not _MARKED.search(line):
        return Line(line)
    level = None
    heading = _HEADING.match(line)
    if heading:
        level, line = len(heading[1]), heading[2]
    line = _DEBRIS.sub("", line)
    bold = italic = False
    if "<" in line or "&" in line:
        bold, italic = _is_whole(_BOLD_TAG, line), _is_whole(_ITALIC_TAG, line)
        line = _ADDRESS.sub(r"\1", _TAG.sub("", _LINE_TAG.sub("\n", line)))
        line = html.unescape(line)
    if "](" in line:
        line = _LINK.sub(r"\1", line)
    if "*" in line:
        spans = [(match[1], match.span()) for match in _EMPHASIS.finditer(line)]
        bold = bold or _covers(line, [span for mark, span in spans if len(mark) >= 2])
        italic = italic or _covers(line, [span for mark, span in spans if len(mark) != 2])
        if bold:  # "**KẾ HOẠCH** **Cải cách hành chính năm 2022**": two lines of a title in one
            line = _ADJACENT_BOLD.sub("**\n**", line)
        line = _STRAY.sub("", _EMPHASIS.sub(r"\2", _EMPHASIS.sub(r"\2", line)))
    if "\\" in line:
        line = _ESCAPE.sub(r"\1", line)
    return Line(line, level, bold, italic)


def _is_whole(tag: re.Pattern[str], line: str) -> bool:
    return _covers(line, [match.span() for match in tag.finditer(line)])


def _covers(line: str, spans: list[tuple[int, int]]) -> bool:
    """Whether the spans leave no letter or digit of the line."""
    at, rest = 0, ""
    for start, end in spans:
        rest += line[at:start]
        at = end
    return bool(spans) and not any(char.isalnum() for char in rest + line[at:])
