"""Files of standards that are not shipped, read among the shipped ones, so that a draft can be checked."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from pathlib import Path

from littlegiant.errors import LittleGiantError, Text
from littlegiant.standards.catalogue import Catalogue, shipped, shipped_folder
from littlegiant.standards.documents import Document, read_document
from littlegiant.standards.identity import read_edition
from littlegiant.standards.model import Edition


class DraftCatalogue(Catalogue):
    """The shipped standards with some files added; a file of the same name takes the shipped one's place."""

    def __init__(self, drafts: Iterable[Document]) -> None:
        super().__init__(shipped_folder())
        self._drafts = {_name(document): document for document in drafts}

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Return `id@edition` of every shipped edition and of every draft, sorted."""
        added = {name for name in self._drafts if "@" in name}
        return tuple(sorted({*shipped().names, *added}))

    def edition(self, name: str) -> Edition:
        """Return the draft of that name, else the shipped edition."""
        if name in self._drafts and name not in self._editions:
            self._editions[name] = read_edition(self._drafts[name])
        return super().edition(name)

    @cached_property
    def overlay_documents(self) -> tuple[Document, ...]:
        """Return every overlay, drafts in the place of shipped ones."""
        drafts = {name: document for name, document in self._drafts.items() if "@" not in name}
        kept = [document for document in shipped().overlay_documents if _name(document) not in drafts]
        return (*(read_document(document.path) for document in kept), *drafts.values())

    @cached_property
    def classification_ids(self) -> tuple[str, ...]:
        """Return the ids of the standards that classify, drafts included."""
        added = {
            name.partition("@")[0] for name, draft in self._drafts.items() if "classification" in draft.root
        }
        return tuple(sorted({*shipped().classification_ids, *added}))


def open_drafts(paths: Iterable[Path]) -> tuple[list[Path], Catalogue]:
    """Return the files that paths name (a folder stands for those in it) and a catalogue that holds them."""
    files = [file for path in paths for file in _files(path)]
    known = shipped_folder().resolve()
    drafts = [read_document(file) for file in files if not file.resolve().is_relative_to(known)]
    return files, DraftCatalogue(drafts) if drafts else Catalogue(known)


def _files(path: Path) -> list[Path]:
    if path.is_dir():
        found = sorted(path.rglob("*.yaml"))
        if found:
            return found
    elif path.is_file():
        return [path]
    raise LittleGiantError(
        "check.path",
        Text(
            f"{path} 不是标准文件，也不是放有标准文件的目录。",
            f"{path} is neither the file of a standard nor a folder with some.",
        ),
        Text(
            "请写明 .yaml 文件，如 standards/cn/little-giant@2026.yaml；不写则检查随附的全部标准。",
            "Name a .yaml file such as standards/cn/little-giant@2026.yaml, or nothing to check all that are shipped.",
        ),
    )


def _name(document: Document) -> str:
    """Return the name a document goes by: `id@edition`, or the overlay's; by its file name where it has none."""
    root = document.root
    if root.get("overlay"):
        return str(root["overlay"]).replace("@", "")
    if root.get("standard") and root.get("edition"):
        return f"{root['standard']}@{root['edition']}"
    return document.path.stem if "@" in document.path.stem else f"{document.path.stem}@draft"
