"""Every mistake that a user can mend has its own class and an exit code that is not zero."""

from wijkbewijs.kernel import errors
from wijkbewijs.kernel.errors import WijkbewijsError

CLASSES = [
    found
    for found in vars(errors).values()
    if isinstance(found, type) and issubclass(found, WijkbewijsError) and found is not WijkbewijsError
]


def test_every_class_stands_under_one_root_and_says_what_it_is() -> None:
    assert len(CLASSES) >= 8
    assert all(found.__base__ is WijkbewijsError and found.__doc__ for found in CLASSES)


def test_no_mistake_ends_as_success() -> None:
    assert all(1 <= found.exit_code <= 125 for found in CLASSES)


def test_classes_are_told_apart_by_their_exit_code() -> None:
    codes = {found.__name__: found.exit_code for found in CLASSES if found.exit_code != 1}
    assert len(set(codes.values())) == len(codes)


def test_words_of_a_source_are_cut_in_the_middle_and_can_always_be_printed() -> None:
    words = str(WijkbewijsError(f"source: begins {'x' * 1_000_000} ends. Take it again."))
    assert len(words) < 4_000
    assert words.startswith("source: begins x")
    assert words.endswith("x ends. Take it again.")
    assert str(WijkbewijsError("half a character: \ud800")).encode() == rb"half a character: \ud800"
