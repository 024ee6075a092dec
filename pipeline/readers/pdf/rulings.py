"""Rulings as drawn become rulings as meant: pieces of one line joined, lines drawn side by side made one."""

from __future__ import annotations

from pipeline.readers.pdf.geometry import Rulings, Segment

SNAP = 3.0
"""Points: lines this near to each other are one line (a double border, the borders of two cells)."""
JOIN = 3.0
"""Points: pieces of a line with a gap up to this are one (dotted lines, cells drawn one by one)."""
SHORTEST = 3.0
"""Points: shorter lines are none, but dots and letters drawn as paths."""


def joined(rulings: Rulings) -> Rulings:
    """The rulings with collinear pieces joined."""
    return Rulings(_joined(rulings.horizontal), _joined(rulings.vertical))


def _joined(segments: list[Segment]) -> list[Segment]:
    result: list[Segment] = []
    ordered = sorted(segments, key=_at)
    first = 0
    for at in range(1, len(ordered) + 1):
        if (
            at == len(ordered)
            or ordered[at].at - ordered[at - 1].at > SNAP
            or ordered[at].at - ordered[first].at > SNAP
        ):
            result += _united(ordered[first:at])
            first = at
    return result


def _united(group: list[Segment]) -> list[Segment]:
    """Segments at about the same place, united where they touch."""
    if len(group) == 1:
        return group if group[0].end - group[0].start > SHORTEST else []
    place = sum([segment.at for segment in group]) / len(group)
    spans = sorted([(segment.start, segment.end) for segment in group])
    result: list[Segment] = []
    start, end = spans[0]
    for left, right in spans[1:]:
        if left - end <= JOIN:
            end = max(end, right)
        else:
            result.append(Segment(place, start, end))
            start, end = left, right
    result.append(Segment(place, start, end))
    return [segment for segment in result if segment.end - segment.start > SHORTEST]


def _at(segment: Segment) -> float:
    return segment.at
