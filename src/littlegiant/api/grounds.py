"""The rules a simulation stands on: an edition as it judges, or a draft in its place, with or without a reform."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from littlegiant.api.standard import Standard
from littlegiant.errors import LittleGiantError, Text
from littlegiant.plans.reform import Reform, amendment_of, demand_sound
from littlegiant.standards.catalogue import Catalogue, shipped
from littlegiant.standards.documents import Finding
from littlegiant.standards.drafts import open_drafts
from littlegiant.standards.identity import read_amendments
from littlegiant.standards.linking import Setting, demand_clean, link
from littlegiant.standards.model import Amendment, Edition, Rulebook

SHOWN = 10
UNPROVED = ("coverage", "number", "step")
"""Findings that only say that no worked case would notice; the rules themselves are sound."""


@dataclass(frozen=True)
class Ground:
    """An edition among others of a catalogue, and the case, day and place it is linked for."""

    edition: Edition
    catalogue: Catalogue
    setting: Setting
    notes: tuple[Text, ...] = ()

    @cached_property
    def plain(self) -> Rulebook:
        """Return the rules as they are."""
        return demand_clean(link(self.edition, self.catalogue, self.setting))

    def rulebook(self, reform: Reform | None = None) -> Rulebook:
        """Return the rules, with a reform applied; raises call.reform where it cannot be."""
        if reform is None or reform.empty:
            return self.plain
        amendment = amendment_of(reform, self.plain)
        found = link(
            self.edition, self.catalogue, replace(self.setting, also=(*self.setting.also, amendment))
        )
        demand_sound(amendment)
        return demand_clean(found)


def ground_of(standard: Standard) -> Ground:
    """Return the rules of a standard as they are."""
    rulebook = standard.rulebook
    return Ground(rulebook.edition, shipped(), Setting(rulebook.case, rulebook.as_of, standard.jurisdiction))


def draft_ground(path: Path, standard: Standard) -> Ground:
    """Return the rules of a draft file, for the case, day and place of a standard.

    The file is an edition that would take the standard's place, or an overlay that would amend it; it is taken as in
    force on the day whatever dates it gives. Raises check.path for what is no file of a standard, draft.broken with
    what `standards check` finds wrong in it, draft.beside for an overlay that does not concern the standard.
    """
    notes = _checked(path)
    files, catalogue = open_drafts([path])
    document = next(
        (item for item in catalogue.overlay_documents if item.path.resolve() == files[0].resolve()), None
    )
    base = ground_of(standard)
    if document is None:
        edition = _edition(files[0], catalogue)
        return Ground(edition, catalogue, base.setting, notes)
    wanted = [_in_force(item, standard) for item in read_amendments(document)]
    also = tuple(item for item in wanted if item is not None)
    if not also:
        raise _beside(path, standard)
    ready = replace(base.setting, also=also)
    return Ground(catalogue.edition(standard.name), _without(catalogue, document.path), ready, notes)


class _Without(Catalogue):
    """A catalogue without the amendments of one file."""

    def __init__(self, catalogue: Catalogue, path: Path) -> None:
        super().__init__(catalogue.folder)
        self._inner, self._path = catalogue, path

    def edition(self, name: str) -> Edition:
        return self._inner.edition(name)

    @property
    def amendments(self) -> tuple[Amendment, ...]:
        return tuple(item for item in self._inner.amendments if item.document.path != self._path)


def _without(catalogue: Catalogue, path: Path) -> Catalogue:
    return _Without(catalogue, path)


def _checked(path: Path) -> tuple[Text, ...]:
    """Check a draft and return what is to be known of it; raises draft.broken for what is wrong in it."""
    from littlegiant.testing.check import check_paths

    if not path.is_file():
        raise _no_file(path)
    files, catalogue = open_drafts([path])
    findings = check_paths(files, catalogue, dates=False).findings
    wrong = [item for item in findings if item.code not in UNPROVED]
    if wrong:
        raise _broken(path, wrong)
    if not findings:
        return ()
    count = len(findings)
    return (
        Text(
            f"草案 {path} 的实例还不能证明每个数值都起作用（{count}处，见 littlegiant standards check {path}）。",
            f"The worked cases of the draft {path} do not prove yet that every number matters "
            f"({count} {'finding' if count == 1 else 'findings'}; see littlegiant standards check {path}).",
        ),
    )


def _edition(path: Path, catalogue: Catalogue) -> Edition:
    for name in catalogue.names:
        edition = catalogue.edition(name)
        if edition.document.path.resolve() == path.resolve():
            return edition
    raise _no_file(path)


def _in_force(amendment: Amendment, standard: Standard) -> Amendment | None:
    """Return an amendment of this standard and case as if in force for good; None for another."""
    rulebook = standard.rulebook
    here = (amendment.standard, amendment.edition) == (rulebook.edition.id, rulebook.edition.edition)
    if not here or rulebook.case not in amendment.cases:
        return None
    return replace(amendment, start=min(amendment.start, rulebook.as_of), end=None)


def _broken(path: Path, findings: Iterable[Finding]) -> LittleGiantError:
    listed = list(findings)
    shown, more = listed[:SHOWN], len(listed) - SHOWN
    lines = {
        language: "\n".join(f"  {item.in_language(language)}" for item in shown) for language in ("zh", "en")
    }
    rest = Text(f"\n  另有{more}处", f"\n  and {more} more") if more > 0 else Text("", "")
    return LittleGiantError(
        "draft.broken",
        Text(
            f"草案 {path} 有{len(listed)}处问题：\n{lines['zh']}{rest.zh}\n",
            f"The draft {path} has {len(listed)} {'fault' if len(listed) == 1 else 'faults'}:\n"
            f"{lines['en']}{rest.en}\n",
        ),
        Text(
            f"全部问题见 littlegiant standards check {path}；写法见 docs/language.md。",
            f"See them all with: littlegiant standards check {path}; how to write one: docs/language.md.",
        ),
    )


def _no_file(path: Path) -> LittleGiantError:
    return LittleGiantError(
        "check.path",
        Text(f"--draft {path} 不是标准文件。", f"--draft {path} is no file of a standard."),
        Text(
            "请写明一个 .yaml 文件：一个版本（NAME@EDITION.yaml）或一份增补。",
            "Name one .yaml file: an edition (NAME@EDITION.yaml) or an overlay.",
        ),
    )


def _beside(path: Path, standard: Standard) -> LittleGiantError:
    name, case = standard.name, standard.rulebook.case
    return LittleGiantError(
        "draft.beside",
        Text(
            f"草案 {path} 不修改 {name}（{case}）。", f"The draft {path} changes nothing of {name} ({case})."
        ),
        Text(
            "请用 --standard 写明它修改的版本，用 --case 写明情形。",
            "Name the edition it amends with --standard, and the case with --case.",
        ),
    )
