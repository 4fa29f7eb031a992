"""What can go wrong with a store.

    StoreError
    ├── NotFound        no such record
    ├── Ambiguous       an id prefix fits several records
    ├── StaleEdit       the record moved on since it was read
    ├── Exists          another record has that id
    ├── Refused         a value the store's rules do not allow
    ├── NoSecondReader  who checked an article cannot sign it off
    ├── ReasonsMissing  thin checks without a reason at sign-off
    ├── NothingToUndo   no live act of this person (or none undone, for redo)
    ├── Locked          another program holds the store
    ├── ReadOnly        the store cannot be written
    ├── Foreign         the file is not a Galley store
    ├── EmptyFile       the file holds nothing at all
    ├── NetworkShare    the file lies on another computer
    ├── NewerSchema     written by a newer Galley
    ├── Damaged         the file does not pass its check
    ├── NoBackup        there is none to restore
    ├── DiskFull        no room to write
    ├── Unreachable     no server there, or the connection was lost
    ├── OnServer        that can only be done with a store in a file
    ├── WrongPassword   the server wants another password
    ├── ServerTooOld    a PostgreSQL from before those that are known to work
    └── Interrupted     somebody no longer wanted the answer

Errors carry codes and values; sentences are made at the edge (`editor.i18n`).
"""

from __future__ import annotations


class StoreError(Exception):
    """Base of every failure of the store; `values` fill the sentence shown for `code`."""

    code = "store_error"

    def __init__(self, **values: object) -> None:
        super().__init__(self.code, values)
        self.values = values

    def __str__(self) -> str:
        return f"{self.code}: {self.values}"


class NotFound(StoreError):
    """`kind`, `ref`."""

    code = "not_found"


class Ambiguous(StoreError):
    """`kind`, `ref`, `count`."""

    code = "ambiguous"


class StaleEdit(StoreError):
    """`kind`, `id`, `field`, `mine`, `theirs`: both texts, so that neither is lost."""

    code = "stale_edit"


class Exists(StoreError):
    """`kind`, `id`."""

    code = "exists"


class Refused(StoreError):
    """`field`, `value`."""

    code = "refused"


class NothingToUndo(StoreError):
    """`what`: undo or redo."""

    code = "nothing_to_undo"


class NoSecondReader(StoreError):
    """`person`: who checked, and wanted to sign off too."""

    code = "no_second_reader"


class ReasonsMissing(StoreError):
    """`count` thin checks without a reason, `first` the id of one."""

    code = "reasons_missing"


class Locked(StoreError):
    """`path`."""

    code = "locked"


class ReadOnly(StoreError):
    """`path`."""

    code = "read_only"


class Foreign(StoreError):
    """`path`."""

    code = "foreign"


class EmptyFile(StoreError):
    """`path`."""

    code = "empty_file"


class NetworkShare(StoreError):
    """`path`, `kind`: the file system's name."""

    code = "network_share"


class NewerSchema(StoreError):
    """`path`."""

    code = "newer_schema"


class Gone(StoreError):
    """`path`: of a store that was moved, deleted or replaced while it was open."""

    code = "gone"


class Damaged(StoreError):
    """`path`, `detail`."""

    code = "damaged"


class NoBackup(StoreError):
    """`path`: of the store or of the file that is no whole backup."""

    code = "no_backup"


class DiskFull(StoreError):
    """`path`."""

    code = "disk_full"


class Unreachable(StoreError):
    """`url`, `detail`."""

    code = "unreachable"


class OnServer(StoreError):
    """`url`."""

    code = "on_server"


class WrongPassword(StoreError):
    """`url`."""

    code = "wrong_password"


class ServerTooOld(StoreError):
    """`url`, `version`, `oldest`."""

    code = "server_too_old"


class Interrupted(StoreError):
    """A running read was stopped by `Store.interrupt`."""

    code = "interrupted"
