"""A bundle: the bodies that one take brought, in one archive, so that a source stays one run of bytes.

Reading an archive is guarded: a publisher's zip, or one made to harm, never takes more memory than allowed.
"""

import io
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from wijkbewijs.kernel.errors import BadSource

MOST_BYTES = 4_000_000_000  # what all members of one archive may hold together
MOST_MEMBER_BYTES = 1_000_000_000  # what one member may hold: it is read at once
MOST_MEMBERS = 100_000
_ENTRY = b"PK\1\2"  # every member has one in the directory of an archive
_PACKED = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}  # others can unpack to gigabytes in one step
_DAMAGED = (
    *(zipfile.BadZipFile, zlib.error, EOFError, OSError),
    *(NotImplementedError, RuntimeError, ValueError),
)
_FIXED_TIME = (1980, 1, 1, 0, 0, 0)  # the same bodies give the same bytes


def packed(parts: Iterable[tuple[str, bytes]]) -> bytes:
    """Return the archive of named bodies, in the order given; the same parts give the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts:
            member = zipfile.ZipInfo(name, _FIXED_TIME)
            member.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(member, content)
    return out.getvalue()


@dataclass(frozen=True, slots=True)
class Bundle:
    """The members of an archive by name, each read (and its checksum verified) when it is asked for."""

    name: str
    archive: zipfile.ZipFile
    sizes: Mapping[str, int]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the members, folders left out, in the order of the archive."""
        return tuple(self.sizes)

    def read(self, member: str) -> bytes:
        """Return one member whole; BadSource when it is not there or damaged."""
        if member not in self.sizes:
            raise BadSource(
                f"{self.name}: {member!r} is missing among {', '.join(self.names[:8])}. Take it again."
            )
        try:
            with self.archive.open(member) as stream:
                content = stream.read(self.sizes[member] + 1)
        except _DAMAGED as error:
            raise BadSource(
                f"{self.name}: {member!r} is damaged ({error}). Take the source again."
            ) from error
        if len(content) != self.sizes[member]:
            raise BadSource(f"{self.name}: {member!r} is not as long as it says. Take the source again.")
        return content


def unpacked(content: bytes, name: str) -> Bundle:
    """Return the members of the archive `content`; `name` names the source or reader in errors.

    Raises BadSource for bytes that are no whole zip, too many members, more than the guards allow, and a
    packing that publishers do not use.
    """
    if content.count(_ENTRY) > MOST_MEMBERS:  # before the directory is read, which takes far more memory
        raise BadSource(f"{name}: the zip holds more than {MOST_MEMBERS:,} files. Look at what was taken.")
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        members = [member for member in archive.infolist() if not member.filename.endswith("/")]
    except (zipfile.BadZipFile, EOFError, OSError, ValueError, NotImplementedError) as error:
        raise BadSource(f"{name}: the bytes are no whole zip ({error}). Take the source again.") from error
    sizes = {member.filename: member.file_size for member in members}
    largest = max(sizes.values(), default=0)
    if sum(sizes.values()) > MOST_BYTES or largest > MOST_MEMBER_BYTES:
        raise BadSource(
            f"{name}: the zip would unpack to {sum(sizes.values()):,} bytes in {len(members)} files, more "
            "than a table of a publisher ever is. Look at what was taken before you accept it."
        )
    if len(sizes) != len(members):
        raise BadSource(f"{name}: the zip holds two files of one name. Take the source again.")
    if not {member.compress_type for member in members} <= _PACKED:
        raise BadSource(f"{name}: the zip is packed in a way that no publisher uses. Look at what was taken.")
    return Bundle(name, archive, sizes)
