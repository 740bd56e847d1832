from django import template

register = template.Library()


@register.filter
def clock(seconds):
    """125 is 2:05. Of a time that is over, how long it is over."""
    minutes, rest = divmod(abs(int(seconds)), 60)
    return f"{minutes}:{rest:02}"
