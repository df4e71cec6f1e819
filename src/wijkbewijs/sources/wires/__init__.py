"""Wires: which bodies make up a take, one module for each protocol of a publisher.

Every protocol has `ask(source, get)`: it asks for each body by a name and a path below the base of the
source's wire, follows what the answers say, and raises BadSource as soon as an answer breaks the contract.
Opening sockets, retrying, resuming and storing happen behind `get`.
"""

from collections.abc import Callable

Get = Callable[[str, str], bytes]
"""`get(name, address) -> body`: `name` is the member of the bundle, `address` an absolute address."""
