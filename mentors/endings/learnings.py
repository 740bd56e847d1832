"""What the office has learned from placements that ended, told without saying about whom.

A learning is shown only among those of at least two people, and never that of the last person
alone: a colleague who knows who was there last would read it as hers. They stand in no order of
time and without a year for the same reason.
"""

from dataclasses import dataclass

from django.db.models import Q

from mentors.models import Placement

READ = 100  # placements at most, newest first
SHOWN = 6


@dataclass(frozen=True)
class Learning:
    outcome: str
    text: str


def learnings_at(workplace):
    """What ended at this workplace, and what was learned there."""
    return _told(_ended(workplace=workplace), also_without_text=True)


def learnings_like(workplaces, *, wish="", section="", besides=None):
    """What was learned at those of `workplaces` that say something of the wish or are of the
    section; `besides` is left out. Which workplace it was is not told."""
    alike = Q(workplace__in=workplaces.from_wish(wish).values("pk"))
    if section:
        alike |= Q(workplace__in=workplaces.filter(section=section))
    ended = _ended(alike).exclude(workplace=besides) if besides else _ended(alike)
    return _told(ended)[:SHOWN]


def learned_for(workplaces, participant, workplace=None):
    """For placing this person: at the chosen workplace and those like it, else by her wish."""
    if workplace is None:
        return learnings_like(workplaces, wish=f"{participant.wish} {participant.interests}")
    here = [learning for learning in learnings_at(workplace) if learning.text]
    return here + learnings_like(workplaces, **kin_of(workplace))


def kin_of(workplace):
    """What makes another workplace like this one, as arguments for learnings_like."""
    return {"wish": workplace.offers, "section": workplace.section, "besides": workplace}


def _ended(*conditions, **more):
    ended = Placement.objects.told_of().filter(*conditions, **more)
    return ended.order_by("-ended_on", "-pk").only("participant", "outcome", "learned", "ended_on")


def _told(placements, *, also_without_text=False):
    ended = list(placements[:READ])
    if len({placement.participant_id for placement in ended}) < 2:
        return []
    last = {each.participant_id for each in ended if each.ended_on == ended[0].ended_on}
    taught = {each.participant_id for each in ended if each.learned}
    only_last = len(taught) < 2 and taught <= last
    told = [
        Learning(each.get_outcome_display(), "" if only_last else each.learned)
        for each in sorted(ended, key=lambda each: each.pk)
        if also_without_text or (each.learned and not only_last)
    ]
    return list(dict.fromkeys(told))
