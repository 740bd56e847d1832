"""Aksel's small parts as template tags. Registered as builtins: no {% load %} is needed."""

import re

from django import template
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import mark_safe

from aksel import icons, plots

register = template.Library()

COLORS = {
    *("accent", "neutral", "success", "warning", "danger", "info"),
    *("meta-purple", "meta-lime", "brand-beige", "brand-blue", "brand-magenta"),
}
ATTRIBUTE = re.compile(
    r"(hx|aria|data)_\w+|href|id|name|value|form|formaction|formnovalidate|type|title|target|rel|download"
    r"|popovertarget|disabled|autofocus|tabindex|role"
)
ALERT_ICONS = {
    "info": "InformationSquareFill",
    "success": "CheckmarkCircleFill",
    "warning": "ExclamationmarkTriangleFill",
    "danger": "XMarkOctagonFill",
}


def one_of(allowed, **argument):
    """A misspelt colour or size fails instead of looking odd."""
    ((name, value),) = argument.items()
    if value not in allowed:
        raise template.TemplateSyntaxError(f"{name}={value!r} is none of {sorted(allowed)}")


def attributes(given):
    """hx_get="/x" becomes hx-get="/x"; True is a bare attribute; False, None and "" are absent."""
    for name in given:
        if not ATTRIBUTE.fullmatch(name):
            raise template.TemplateSyntaxError(f"{name!r} is no attribute of a button")
    return format_html_join(
        "",
        " {}{}",
        [
            (name.replace("_", "-"), "" if value is True else format_html('="{}"', value))
            for name, value in given.items()
            if value is True or value not in (False, None, "")
        ],
    )


def wrapped(css, content):
    return format_html('<span class="{}">{}</span>', css, content) if content else ""


@register.simple_tag
def icon(name, title="", css=""):
    return icons.svg(name, title, css)


@register.simple_tag
def tag(text, color="neutral", variant="moderate", size="small", icon=""):
    one_of(COLORS, color=color)
    one_of({"outline", "moderate", "strong"}, variant=variant)
    one_of({"medium", "small", "xsmall"}, size=size)
    # Fifty on a page: everything but the text, which is escaped, is known to be safe.
    drawing = f'<span class="aksel-tag__icon--left">{icons.svg(icon)}</span>' if icon else ""
    return mark_safe(  # nosec B308 B703
        f'<span class="aksel-tag aksel-tag--{size} aksel-body-short'
        f' aksel-body-short--{"medium" if size == "medium" else "small"}"'
        f' data-color="{color}" data-variant="{variant}">{drawing}{conditional_escape(text)}</span>'
    )


@register.simple_block_tag
def button(
    content,
    variant="primary",
    size="medium",
    href="",
    icon="",
    icon_right="",
    color="",
    css="",
    **attrs,
):
    """A link when it has an href, else a button. Without content (an icon only) give aria_label."""
    one_of({"primary", "secondary", "tertiary"}, variant=variant)
    one_of({"medium", "small", "xsmall"}, size=size)
    one_of({"", *COLORS}, color=color)
    text = mark_safe(content.strip())  # nosec B308 B703 # rendered by the template, so escaped
    classes = ["aksel-button", f"aksel-button--{size}", css]
    if not text:
        classes.append("aksel-button--icon-only")
    label = "aksel-label" if size == "medium" else "aksel-label aksel-label--small"
    look = {"data_variant": variant, "data_color": color}
    own = {"href": href} if href else {"type": "submit"}
    return format_html(
        '<{} class="{}"{}{}>{}{}{}</{}>',
        "a" if href else "button",
        " ".join(filter(None, classes)),
        attributes(look),
        attributes(own | attrs),
        wrapped("aksel-button__icon", icon and icons.svg(icon)),
        wrapped(label, text),
        wrapped("aksel-button__icon", icon_right and icons.svg(icon_right)),
        "a" if href else "button",
    )


@register.simple_block_tag
def alert(content, status="info", title="", variant="moderate", level=2):
    """Aksel's InfoCard (moderate) or LocalAlert (strong). Without a title the text is the title."""
    one_of(ALERT_ICONS, status=status)
    one_of({"moderate", "strong"}, variant=variant)
    one_of({2, 3, 4}, level=level)
    text = mark_safe(content.strip())  # nosec B308 B703 # rendered by the template, so escaped
    return format_html(
        '<div class="aksel-base-alert" data-size="small" data-color="{status}"'
        ' data-variant="{variant}" data-global="false">'
        '<div class="aksel-base-alert__header" data-color="{status}">'
        '<div class="aksel-base-alert__icon">{icon}</div>{heading}</div>{body}</div>',
        status=status,
        variant=variant,
        icon=icons.svg(ALERT_ICONS[status]),
        heading=format_html(
            '<{element} class="aksel-base-alert__title aksel-body-short{bold}">{title}</{element}>',
            element=f"h{level}" if title else "div",
            bold=" aksel-typo--semibold" if title else "",
            title=title or text,
        ),
        body=format_html(
            '<div class="aksel-base-alert__content aksel-body-long">{}</div>',
            text,
        )
        if title and text
        else "",
    )


@register.inclusion_tag("aksel/sort_header.html", takes_context=True)
def sort_header(context, key, label, icon="", target="", align=""):
    """A column heading that sorts. Reads `sort` from the context: "name" up, "-name" down.

    With a target (a CSS selector) htmx swaps that element; the link works without.
    """
    sort = context["sort"]
    up, down = sort == key, sort == f"-{key}"
    query = context["request"].GET.copy()
    query.pop("page", None)
    query["sort"] = f"-{key}" if up else key
    return {
        "label": label,
        "label_icon": icon,
        "align": align,
        "target": target,
        "url": f"?{query.urlencode()}",
        "order": "ascending" if up else "descending" if down else "none",
        "icon": "SortUp" if up else "SortDown" if down else "ArrowsUpDown",
    }


@register.simple_tag
def plot(shown):
    """Draws an aksel.plots.Plot; the page loads plots.css."""
    return plots.figure(shown)


@register.simple_tag
def page_numbers(page):
    """Numbers to print for a Django Page, with an ellipsis for those left out."""
    return list(page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1))
