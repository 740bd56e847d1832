"""How strictly numbers are protected before they leave the research group."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Profile:
    """A cell of 1 to `cell_min` - 1 people can be computed by nobody, a group has `group_min`.

    `protect_zero`: that nobody gave an answer is protected too. `unanimity`: no group is shown
    whose members all gave one answer. `pads_dont_know`: a small "don't know" is put together with
    those who did not answer. `symbol` stands for a number that is withheld.
    """

    name: str
    cell_min: int = 4
    group_min: int = 6
    protect_zero: bool = False
    unanimity: bool = True
    pads_dont_know: bool = True
    symbol: str = ":"

    def is_small(self, number):
        """Whether a cell of so many is protected."""
        return (0 if self.protect_zero else 1) <= number < self.cell_min


RELEASE = Profile("release")
SSB = Profile("ssb", cell_min=3)
STRICT = Profile("strict", cell_min=6, protect_zero=True)
PROFILES = {profile.name: profile for profile in (RELEASE, SSB, STRICT)}
