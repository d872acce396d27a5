"""What a letter says of itself: who sends it, whom to ask, by when to answer, its day and its number."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from assistcheck.errors import UsageError
from assistcheck.i18n import LocalizedText
from assistcheck.sanitize import visible


@dataclass(frozen=True, slots=True)
class Letter:
    """The terms of a letter (发文要素); what is not given, a writer leaves room for. Its texts are harmless to show."""

    issuer: str = ""
    """Who sends it and signs (发文单位)."""
    contact: str = ""
    """Name and telephone of whom to ask (联系人及电话)."""
    reply_by: date | None = None
    """The last day for the answer (反馈截止日期)."""
    issued_on: date | None = None
    """The day that it bears (成文日期)."""
    document_number: str = ""
    """发文字号."""

    def __post_init__(self) -> None:
        """Make the texts harmless."""
        for name in ("issuer", "contact", "document_number"):
            object.__setattr__(self, name, visible(getattr(self, name).strip()))

    def check(self, as_of: date) -> None:
        """Refuse a day for the answer that is past when the letter goes out.

        Args:
            as_of: The day of judgement of what the letter tells.

        Raises:
            UsageError: the answer is due before the day of the letter, or before ``as_of``.
        """
        if self.reply_by is None:
            return
        for day, zh, en in ((self.issued_on, "成文日期", "the day of the letter"), (as_of, "统计截止日", "the as-of date")):
            if day is not None and self.reply_by < day:
                by = self.reply_by.isoformat()
                raise UsageError(
                    LocalizedText(
                        f"反馈截止日期 {by} 早于{zh} {day}；请改成不早于它的日期",
                        f"the answer is due by {by}, which is before {en}, {day}; give a day that is not before it",
                    )
                )
