"""What can be wrong with a sentence: a code, what the check holds, and the finding with its sentence."""

from dataclasses import dataclass

from wijkbewijs.dossier.sentence import Sentence

# The table of docs/methods/claims.md is held equal to this one by a test.
CHECKS = {
    "C101": "a number stands in a figure or a fact, never in free words",
    "C102": "a sentence with a figure, a fact or a year is a claim",
    "C201": "a figure is the one of the edition",
    "C202": "the text of a figure is the rendering of its value",
    "C203": "each figure shown is claimed, each figure claimed is shown, once",
    "C204": "a figure has its own unit",
    "C205": "place, year and indicator are said and are those of the figure",
    "C206": "a modelled, estimated or reported value is called so",
    "C207": "a figure is not made larger or smaller by the word before it",
    "C301": "a word of direction or comparison needs a claim with a direction",
    "C302": "words of direction agree with the claim and can be proven by it",
    "C303": "a claimed direction is said, right after the difference",
    "C304": "a direction is not denied",
    "C401": "a level has a value, and nothing but levels",
    "C402": "a change has an interval that excludes zero on its side",
    "C403": "a comparison has separated intervals on its side",
    "C404": "what cannot be decided is said to be so, and nothing else is",
    "C405": "a programme total stands with its lowest and highest area, and says how many areas it covers",
    "C406": "a commitment names papers that exist, with their days",
    "C407": "figures that stand together share their definition and lie on one side of a break",
    "C501": "a fact is known and said as it is",
    "C502": "each fact said is claimed, each fact claimed is said",
    "C503": "what the edition before said follows the figure that it was",
}


@dataclass(frozen=True, slots=True)
class Problem:
    """What one rule holds against a sentence."""

    code: str
    text: str


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem with the sentence it was found in."""

    code: str
    text: str
    sentence: Sentence

    @property
    def line(self) -> str:
        """The finding in one line: code, sentence, what is wrong."""
        return f"{self.code} in {self.sentence.text!r}: {self.text}"
