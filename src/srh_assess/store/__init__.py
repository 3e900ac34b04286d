"""The encrypted record of a ward: the only room that speaks SQL.

Import from the modules, not from here: sign-in then loads no database.

``place``
    ``this_machine() -> Machine``; ``Machine.folder(named="") -> Path | None``,
    ``Machine.remember(folder) -> bool``, ``Machine.refuse(folder)``.
``home``
    ``exists(folder) -> bool``; ``kind(folder) -> Kind``;
    ``create(folder, *, first: NewAccount, nurse: NewAccount, clock, kind="live", cost=None)
    -> Created(folder, recovery_key, accounts)``;
    ``unlock(folder, name, passphrase, clock) -> Opened(folder, home, kind, me, keys)``;
    ``unlock_with_recovery_key(folder, text, clock) -> Opened``.
``accounts``
    ``NewAccount(name, display, roles, passphrase, registration="")``;
    ``Account(id, name, display, roles, status, public, registration)``: ``id`` is the author
    of journal entries.
``membership``
    ``accounts_of(opened)``; ``add_account(opened, new) -> Account`` (waiting, unless who adds
    it holds the keys); ``complete_account(opened, id)``; ``change_passphrase(opened, old, new,
    clock)``; ``renew_account(opened, id, passphrase)``; ``remove_account(opened, id)``.
``clinical``
    ``ClinicalStore.open(opened, clock)``: takes the home's lock; ``.transaction(record, author)
    -> context manager`` of ``t.add(fact) -> Record``; ``.record(admission) -> Record``;
    ``.entries(admission) -> Iterator[Entry]``; ``.admissions() -> Iterator[str]``;
    ``.together() -> context manager`` of several transactions on disk together or not at all;
    ``.take_in(record, entries)`` for a stay played elsewhere (never into a live home);
    ``.alike(identity) -> tuple[AdmissionRow, ...]``, past stays too;
    ``.board() -> tuple[BoardRow, ...]``; ``.after_stays()``: ended with something open;
    ``.new_admission_id() -> str``; ``.rebuild()``; ``.head``; ``.unclean``; ``.migrated``;
    ``.lock.wanted() -> bool``; ``.close()``.
``reading``
    ``reading(opened) -> context manager`` of a ``Reader`` with ``.admissions()`` and
    ``.entries(admission)``: leaves no trace, while the record may be in use.
``ledger``
    ``append(opened, kind, body, now)``; ``read(opened) -> tuple[LedgerEntry, ...]``;
    ``misfits(opened) -> tuple[int, ...]``: what leads approved and set, under the home key.
``lock``
    ``holder(folder) -> Holder(who, since)``; ``ask_to_give_way(folder)``.
``projections``
    ``BoardRow`` and the rows it holds.
``backup``, ``restore``, ``verify``
    ``back_up(opened, file, now) -> Contents``; ``contents(file) -> Contents``;
    ``restore(file, folder, unlock, clock) -> Contents`` with ``unlock(folder) -> Opened``;
    ``walk(opened, progress=None) -> Verdict(entries, admissions, newest, misfits)``.

Everything that fails raises a ``UserError`` from ``resources/language/errors/store.toml``, or is
a bug.
"""
