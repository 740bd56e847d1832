"""How the minutes of an agenda go together with the length of the meeting."""


class PlannedTime:
    def __init__(self, meeting, items):
        self.length = meeting.minutes
        self.planned = sum(item.minutes for item in items)

    @property
    def over(self):
        return max(0, self.planned - self.length)
