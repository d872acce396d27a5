"""Options that several commands share, each group one parameter of a command's function."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import wraps
from inspect import Parameter, Signature, signature
from typing import TYPE_CHECKING, Any, NamedTuple, get_type_hints

from assistcheck import DEFAULT_PACK, api
from assistcheck.cli import options as opt
from assistcheck.cli.option_values import day_of, readings_of, within_of

if TYPE_CHECKING:
    from assistcheck.api import Letter, Request, RulePack


class SourceOptions(NamedTuple):
    """What is read, and as of when."""

    rules: opt.Rules = DEFAULT_PACK
    roster: opt.RosterFile = None
    as_of: opt.AsOf = None
    quarter: opt.Quarter = None
    aliases: opt.AliasesFile = None
    password_file: opt.PasswordFile = None
    limit: opt.LimitTexts = None
    no_archives: opt.NoArchives = False
    cache: opt.CacheFolder = None
    cache_limit: opt.CacheLimit = api.CACHE_LIMIT
    engine: opt.Engine = None
    scheduler: opt.Scheduler = None
    workers: opt.Workers = None
    lang: opt.Lang = None
    """Read before the options are parsed."""
    no_progress: opt.NoProgress = False

    @property
    def files(self) -> tuple[str | None, ...]:
        """The files that help to read the others, the roster aside."""
        return self.aliases, self.password_file


class TermOptions(NamedTuple):
    """Under which readings (口径) a verdict is reached, and what is excused."""

    reading: opt.Readings = None
    waivers: opt.WaiverFiles = None
    """Read where the passwords and limits of the run are known."""

    def of_everything(self, day: date) -> Request:
        """Return the request to judge everything, without what is excused."""
        return api.Request(as_of=day, readings=readings_of(self.reading))

    @property
    def waiver_files(self) -> tuple[str, ...]:
        """The files of what is excused."""
        return tuple(map(str, self.waivers or ()))


class ScopeOptions(NamedTuple):
    """Whose duties are judged, which of them, and what fails a run."""

    rule: opt.RuleIds = None
    subject: opt.SubjectNames = None
    within: opt.Within = None
    fail_on: opt.FailOn = opt.FailLevel.SHORTFALL

    def request(self, terms: TermOptions, day: date, pack: RulePack) -> Request:
        """Return the request to judge what the options choose.

        Raises:
            UsageError: there is no such kind of subject, or an option is not of its form.
        """
        selection = api.select(self.rule, self.subject, within_of(self.within, pack))
        return terms.of_everything(day)._replace(selection=selection, fail_on=self.fail_on.value)


class BaselineOptions(NamedTuple):
    """What the run is held against, and whether that is written anew."""

    baseline: opt.BaselineFile = None
    update_baseline: opt.UpdateBaseline = False
    allow_growth: opt.AllowGrowth = False


class LetterOptions(NamedTuple):
    """What a letter says of itself."""

    issuer: opt.Issuer = None
    contact: opt.Contact = None
    reply_by: opt.ReplyBy = None
    issued_on: opt.IssuedOn = None
    document_number: opt.DocumentNumber = None

    def letter(self, as_of: date) -> Letter:
        """Return the terms of a letter about what stands on a day.

        Raises:
            UsageError: an option is no day, or the answer is due before the letter goes out.
        """
        days = (day_of("--reply-by", self.reply_by, as_of), day_of("--issued-on", self.issued_on, as_of))
        letter = api.Letter(self.issuer or "", self.contact or "", *days, self.document_number or "")
        letter.check(as_of)
        return letter


class SignatureOptions(NamedTuple):
    """What stands at the foot of the one page that tells a run."""

    issuer: opt.Issuer = None
    issued_on: opt.IssuedOn = None

    def letter(self, as_of: date) -> Letter:
        """Return the terms of what is signed.

        Raises:
            UsageError: the day is none.
        """
        return api.Letter(issuer=self.issuer or "", issued_on=day_of("--issued-on", self.issued_on, as_of))


def with_groups(command: Callable[..., None]) -> Callable[..., None]:
    """Return a command's function that takes each option of its groups by itself, as the parser hands them over."""
    hints = get_type_hints(command, include_extras=True)
    groups: dict[str, Any] = {name: hint for name, hint in hints.items() if hasattr(hint, "_field_defaults")}
    parameters: list[Parameter] = []
    for name, parameter in signature(command).parameters.items():
        if name in groups:
            own = get_type_hints(groups[name], include_extras=True)
            defaults = groups[name]._field_defaults
            parameters += (
                Parameter(field, Parameter.KEYWORD_ONLY, default=defaults[field], annotation=own[field])
                for field in groups[name]._fields
            )
        else:
            parameters.append(parameter.replace(kind=Parameter.KEYWORD_ONLY, annotation=hints[name]))

    @wraps(command)
    def run(**given: Any) -> None:  # noqa: ANN401 - whatever the options hold
        for name, group in groups.items():
            given[name] = group(*(given.pop(field) for field in group._fields))
        command(**given)

    run.__annotations__ = {one.name: one.annotation for one in parameters} | {"return": None}
    run.__signature__ = Signature(parameters)  # type: ignore[attr-defined]
    return run
