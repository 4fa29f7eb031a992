"""Whether a folder lies on another computer, where SQLite's shared memory cannot work."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

REMOTE = frozenset(
    "nfs nfs4 cifs smb2 smb3 smbfs fuse.sshfs 9p afpfs afs webdav davfs fuse.davfs2 fuse.rclone"
    " ncpfs glusterfs fuse.glusterfs ceph lustre vboxsf prl_fs".split()
)
"""Kinds of file system that another computer serves."""

MOUNTS = Path("/proc/self/mounts")

DRIVE_REMOTE = 4
"""What Windows calls a network drive, in GetDriveTypeW."""


def share_of(path: Path) -> str:
    """The kind of network share `path` lies on, or "" when it lies on this computer."""
    where = path.resolve()
    if sys.platform == "win32":
        return _windows_share(where)
    kind = ""
    longest = -1
    for folder, filesystem in _mounted():
        if where.is_relative_to(folder) and len(folder.parts) >= longest:
            kind, longest = filesystem, len(folder.parts)
    return kind if kind in REMOTE else ""


def _mounted() -> list[tuple[Path, str]]:
    """Every mounted folder with the kind of its file system."""
    if sys.platform == "darwin":
        done = subprocess.run(["/sbin/mount"], capture_output=True, text=True, check=True)
        lines = re.findall(r"^.+ on (/.*?) \((\w+)", done.stdout, re.MULTILINE)
        return [(Path(folder), kind) for folder, kind in lines]
    if not MOUNTS.exists():
        return []
    fields = [line.split() for line in MOUNTS.read_text("utf-8", "replace").splitlines()]
    return [(Path(_plain(field[1])), field[2]) for field in fields if len(field) > 2]


def _plain(folder: str) -> str:
    r"""A folder of the table of mounts, where a space is `\040`."""
    return re.sub(r"\\([0-7]{3})", lambda match: chr(int(match.group(1), 8)), folder)


def _windows_share(path: Path) -> str:
    if sys.platform != "win32":
        return ""
    import ctypes

    root = path.anchor
    remote = root.startswith("\\\\") or ctypes.windll.kernel32.GetDriveTypeW(root) == DRIVE_REMOTE
    return "smb3" if remote else ""
