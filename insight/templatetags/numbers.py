"""The cells of a table of figures, of which an overview has some two hundred."""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

register = template.Library()

CELL = (
    '<td class="aksel-table__data-cell aksel-body-short aksel-body-short--small hn-num hn-number">'
    "{}</td>"
)


@register.simple_tag
def numbers(row):
    """A cell for each number of a Row, with the way to what is behind it where there is one."""
    return format_html_join("", CELL, ((_shown(cell, row),) for cell in row.cells))


def _shown(cell, row):
    if cell.number is None:
        return format_html('<span class="hn-subtle">{}</span>', _("under 6"))
    if cell.url:
        return format_html(
            '<a class="aksel-link" href="{}">{}<span class="aksel-sr-only"> {}</span></a>',
            cell.url,
            cell.number,
            row.label,
        )
    return cell.number
