import uuid


def new_id(dice):
    """A random id that is the same in every demo of the same day."""
    return uuid.UUID(int=dice.getrandbits(128), version=4)
