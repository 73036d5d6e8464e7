"""Which standards there are: edition and overlay files, found by name and read when first asked for."""

from __future__ import annotations

import datetime
from functools import cached_property, lru_cache
from importlib import resources
from pathlib import Path

from littlegiant.errors import LittleGiantError, Text
from littlegiant.standards.documents import Document, read_document
from littlegiant.standards.identity import read_amendments, read_edition
from littlegiant.standards.model import Amendment, Edition


class Catalogue:
    """The standards below one folder: `cn/little-giant@2026.yaml`, overlays in `cn/overlays/`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._editions: dict[str, Edition] = {}

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Return `id@edition` of every edition file, sorted."""
        paths = self.folder.glob("**/*@*.yaml")
        return tuple(sorted(path.relative_to(self.folder).as_posix()[: -len(".yaml")] for path in paths))

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """Return the id of every standard, sorted."""
        return tuple(sorted({name.partition("@")[0] for name in self.names}))

    def edition(self, name: str) -> Edition:
        """Return the edition `id@edition`; raises standard.unknown when there is no such file."""
        if name not in self.names:
            raise unknown_standard(name, self)
        if name not in self._editions:
            self._editions[name] = read_edition(read_document(self.folder / f"{name}.yaml"))
        return self._editions[name]

    def editions(self, standard: str) -> tuple[Edition, ...]:
        """Return all editions of a standard, oldest first; raises standard.unknown when there is none."""
        names = [name for name in self.names if name.partition("@")[0] == standard]
        if not names:
            raise unknown_standard(standard, self)
        return tuple(self.edition(name) for name in names)

    @cached_property
    def overlay_documents(self) -> tuple[Document, ...]:
        """Return every overlay file, read."""
        return tuple(read_document(path) for path in sorted(self.folder.glob("**/overlays/*.yaml")))

    @cached_property
    def amendments(self) -> tuple[Amendment, ...]:
        """Return what all overlays change, in the order of their dates."""
        found = [amendment for document in self.overlay_documents for amendment in read_amendments(document)]
        return tuple(sorted(found, key=lambda amendment: (amendment.start, amendment.overlay)))

    @cached_property
    def classification_ids(self) -> tuple[str, ...]:
        """Return the ids of the standards that classify."""
        found = {
            name.partition("@")[0]
            for name in self.names
            if "\nclassification:"
            in (self.folder / f"{name}.yaml").read_text(encoding="utf-8", errors="replace")
        }
        return tuple(sorted(found))

    def in_force(self, standard: str, case: str, day: datetime.date) -> Edition | None:
        """Return the edition of a standard that judges a case on a day, or None."""
        for edition in self.editions(standard):
            if any(period.covers(case, day) for period in edition.in_force):
                return edition
        return None


def unknown_standard(name: str, catalogue: Catalogue) -> LittleGiantError:
    """Return the error for a standard or edition that does not exist."""
    listed = ", ".join(catalogue.names) or "-"
    return LittleGiantError(
        "standard.unknown",
        Text(
            f"没有名为“{name}”的标准。现有：{listed}。",
            f"There is no standard '{name}'. There are: {listed}.",
        ),
        Text("用 littlegiant standards list 查看全部标准。", "See them all with: littlegiant standards list"),
    )


@lru_cache(maxsize=1)
def shipped() -> Catalogue:
    """Return the standards that come with the package."""
    return Catalogue(shipped_folder())


def shipped_folder() -> Path:
    """Return the folder of the shipped standards: inside an installed package, or beside the sources."""
    packaged = Path(str(resources.files("littlegiant"))) / "content"
    return packaged if packaged.is_dir() else Path(__file__).resolve().parents[3] / "standards"
