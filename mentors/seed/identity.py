def new_id(dice):
    """A random UUID as text, a good deal faster than by way of uuid.UUID."""
    digits = f"{dice.getrandbits(120):030x}"
    return f"{digits[:12]}4{digits[12:15]}a{digits[15:]}"
