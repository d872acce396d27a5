"""``subjects.yaml``: the kinds of subject of a pack, what each belongs to, and who answers for whom."""

from __future__ import annotations

from assistcheck.i18n import LocalizedText
from assistcheck.rules.frozen import NO_ENTRIES, ContradictionError, Frozen
from assistcheck.rules.vocabulary import Text, Words, as_compared, braced

KindId = str
"""The id of a kind of subject."""

_TAKEN = ("kind", "name", "debtor")
"""Keys of a subject in the JSON report, beside which it has ids of kinds as keys."""


class Kind(Frozen):
    """One kind of subject (责任主体): where its members come from, and what each of them belongs to."""

    id: KindId
    name: Words
    short: Words | None = None
    """The name within a sentence on several kinds; left out: the name."""
    members: tuple[Text, ...] = ()
    """The members, where the pack lists them."""
    roster: Text | None = None
    """The roster whose distinct values of ``columns`` are the members."""
    columns: tuple[Text, ...] = ()
    """The columns that name a member; left out: the column of the kind's own id."""
    belongs_to: tuple[KindId, ...] = ()
    """Other kinds; the roster has a column of each one's id, or of its type."""
    several: bool = False
    """Whether a member may belong to several others of one kind, with one roster row for each."""
    shown: Text | None = None
    """How a member of several columns is written, such as ``{town}/{village}``."""
    short_endings: tuple[Text, ...] = ()
    """Endings without which a name also counts where it is looked for in a text."""
    hint: Words | None = None
    """What to fill into a column that names a member."""

    @property
    def short_name(self) -> LocalizedText:
        """The name within a sentence on several kinds."""
        return self.short or self.name

    @property
    def key(self) -> tuple[str, ...]:
        """The columns that name a member."""
        return self.columns or (self.id,)

    def name_of(self, key: tuple[str, ...]) -> str:
        """Return how the member of a key is written."""
        return self.shown.format(**dict(zip(self.key, key, strict=True))) if self.shown else "/".join(key)

    def check(self) -> None:
        """Raise ``ContradictionError`` where the fields contradict each other."""
        if self.id in _TAKEN:
            raise ContradictionError(
                f"id 不能是 {'、'.join(_TAKEN)}：报告中每个主体都有这些",
                f"'id' is none of {', '.join(_TAKEN)}: a report says these of every subject",
            )
        if bool(self.members) == bool(self.roster):
            raise ContradictionError(
                "每类主体要么写 members，要么写列出它们的 roster", "a kind has either 'members' or a 'roster' that names them"
            )
        if self.members and (self.columns or self.belongs_to or self.several):
            raise ContradictionError(
                "有 roster 才能写 columns、belongs_to 和 several", "'columns', 'belongs_to' and 'several' go with a 'roster'"
            )
        if any(mark in text for words in (self.name, self.short_name) for text in words for mark in "{}"):
            raise ContradictionError("类别的名称不含花括号", "the name of a kind holds no braces")
        if (other := next((name for name in self.members if as_compared(name) != name), None)) is not None:
            raise ContradictionError(
                f"单元格不会读成 {other}；请写 {as_compared(other)}", f"no cell is read as {other}; write {as_compared(other)}"
            )
        if len({name.casefold() for name in self.members}) < len(self.members):
            raise ContradictionError(
                "members 中有两个相同，或只差大小写；请只留一个",
                "two of the 'members' differ by nothing but capitals, or by nothing; keep one",
            )
        if self.shown and braced(self.shown) != {*self.key}:
            raise ContradictionError(
                f"shown 用花括号写出 {'、'.join(self.key)}，且只有这些",
                f"'shown' holds each of {', '.join(self.key)} in braces, and nothing else",
            )


Kinds = tuple[Kind, ...]
"""One kind or more."""


class Roles(Frozen):
    """Which kinds have a part in every programme."""

    whole: KindId
    """The kind whose one member is the whole programme."""
    reporting: KindId
    """Whose workbooks come in."""
    region: KindId
    """By what reports are grouped."""


class Owing(Frozen):
    """Who answers for the duties of a kind of subject that they are for, without being its own (责任主体).

    Of several entries of one kind the first whose debtor exists holds; of a kind without any, each subject owes its own.
    """

    of: KindId
    by: KindId
    """What the subject belongs to; the whole; or a kind that belongs to the subject."""
    says: dict[Text, Text] = NO_ENTRIES
    """What the debtor's roster row says in these columns."""
    words: Words | None = None
    """How the debtor is named, ``{name}`` being the subject; without them by its own name."""

    def check(self) -> None:
        """Raise ``ContradictionError`` where the fields contradict each other."""
        if self.words and not (braced(*self.words)) <= {"name"}:
            raise ContradictionError(
                "words 用 {name} 代表主体，不能有别的花括号", "words hold {name} for the subject, and no other braces"
            )


class Subjects(Frozen):
    """``subjects.yaml``."""

    kinds: Kinds
    roles: Roles
    options: dict[KindId, KindId] = NO_ENTRIES
    """Short options of the command line -> the kind that each selects by."""
    debtors: tuple[Owing, ...] = ()

    def kind(self, kind: str) -> Kind:
        """Return a kind by its id; ``KeyError`` if there is none."""
        for one in self.kinds:
            if one.id == kind:
                return one
        raise KeyError(kind)

    def above(self, kind: str, *, past: frozenset[str] = frozenset()) -> frozenset[str]:
        """Return the kinds that a kind belongs to, directly or through others; what those of ``past`` belong to is left out."""
        found: set[str] = set()
        left = [*self.kind(kind).belongs_to]
        while left:
            one = left.pop()
            if one not in found:
                found.add(one)
                left += () if one in past else self.kind(one).belongs_to
        return frozenset(found)

    @property
    def endings(self) -> tuple[str, ...]:
        """How names may end that people write without it: what those who report are called, and short endings."""
        short = (ending for kind in self.kinds for ending in kind.short_endings)
        return tuple(dict.fromkeys((*self.kind(self.roles.reporting).name, *short)))

    @property
    def whole(self) -> str:
        """The one member that is the whole programme."""
        return self.kind(self.roles.whole).members[0]
