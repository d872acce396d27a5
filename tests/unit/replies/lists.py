"""A list as it was sent, and what is read of it when it comes back."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from assistcheck import api
from assistcheck.replies.model import ItemReply, ListReply, Replies
from builders.replies import folder_of
from unit.reports.half_year import content_of, team_lists

DAY = date(2022, 7, 1)
WHOLE = {"measures": "补报", "finish": date(2022, 9, 30), "person": "科长", "state": "推进中"}


@cache
def sent_list() -> tuple[str, bytes, int]:
    """Return the name of the first team that has several items, its list as it is sent, and how many items that has."""
    one = next(one for one in team_lists() if len(one.items) > 3)
    return one.name, content_of(one, "xlsx"), len(one.items)


def came(tmp_path: Path, *contents: bytes, **more: Any) -> Replies:
    names = {f"{number}.xlsx": content for number, content in enumerate(contents, 1)}
    return api.read_replies([folder_of(tmp_path / "back", names)], as_of=more.pop("as_of", DAY), **more)


def the_list(found: Replies) -> ListReply:
    (one,) = [one for one in found.lists if one.path]
    return one


def by_number(one: ListReply) -> dict[int, ItemReply]:
    return {item.key.number: item for item in one.items}


def codes(found: Replies) -> list[str]:
    """Return what is remarked, but that a promise is late, and that nobody knows who else has not answered."""
    return [one.code for one in found.all_remarks() if one.code not in {"sent-unknown", "late-promise"}]
