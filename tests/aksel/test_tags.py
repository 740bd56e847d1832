import pytest
from django.core.paginator import Paginator
from django.template import Context, Template, TemplateSyntaxError
from django.template.loader import render_to_string
from django.test import RequestFactory

HOSTILE = '"><script>alert(1)</script>'


def rendered(source, **context):
    return Template(source).render(Context(context))


def request_for(url):
    return RequestFactory().get(url)


@pytest.mark.parametrize(
    "source",
    [
        "{% icon 'Flag' title=text %}",
        "{% icon 'Flag' css=text %}",
        "{% tag text %}",
        "{% button %}{{ text }}{% endbutton %}",
        "{% button href=text %}Go{% endbutton %}",
        "{% button css=text %}Go{% endbutton %}",
        "{% button hx_get=text value=text %}Go{% endbutton %}",
        "{% alert 'info' text %}{{ text }}{% endalert %}",
        "{% alert %}{{ text }}{% endalert %}",
    ],
)
def test_text_is_escaped(source):
    html = rendered(source, text=HOSTILE)
    assert "<script>" not in html
    assert "&lt;script&gt;" in html


def test_text_in_a_button_is_escaped_once():
    assert "Ada &amp; Bo" in rendered("{% button %}{{ text }}{% endbutton %}", text="Ada & Bo")


def test_markup_inside_an_alert_stays_markup():
    assert "<a href='/x'>x</a>" in rendered("{% alert %}<a href='/x'>x</a>{% endalert %}")


@pytest.mark.parametrize(
    "source",
    [
        "{% tag 'x' color='red' %}",
        "{% tag 'x' colour='danger' %}",
        "{% tag 'x' variant='filled' %}",
        "{% tag 'x' size='large' %}",
        "{% button variant='main' %}x{% endbutton %}",
        "{% button color='red' %}x{% endbutton %}",
        "{% button onclick='alert(1)' %}x{% endbutton %}",
        "{% button style='color:red' %}x{% endbutton %}",
        "{% alert 'error' %}x{% endalert %}",
        "{% alert 'info' 'x' level=1 %}{% endalert %}",
    ],
)
def test_a_wrong_argument_fails(source):
    with pytest.raises(TemplateSyntaxError):
        rendered(source)


def test_a_button_submits_unless_it_says_otherwise():
    assert 'type="submit"' in rendered("{% button %}Save{% endbutton %}")
    assert 'type="button"' in rendered("{% button type='button' %}Save{% endbutton %}")


def test_a_button_with_an_address_is_a_link():
    html = rendered("{% button href='/x/' hx_get='/x/' %}Go{% endbutton %}")
    assert html.startswith("<a ")
    assert ' href="/x/" hx-get="/x/"' in html
    assert "type=" not in html


def test_attributes_without_a_value_are_left_out():
    html = rendered(
        "{% button autofocus=yes disabled=no id=none %}x{% endbutton %}",
        yes=True,
        no=False,
        none=None,
    )
    assert " autofocus>" in html
    assert "disabled" not in html
    assert "id=" not in html


def test_a_button_with_only_an_icon_has_a_name():
    html = rendered("{% button icon='Flag' aria_label='Mark' %}{% endbutton %}")
    assert "aksel-button--icon-only" in html
    assert 'aria-label="Mark"' in html


def test_a_heading_sorts_upwards_first_and_downwards_next():
    source = "{% sort_header 'name' 'Name' %}"
    other = rendered(source, sort="next", request=request_for("/?page=3&status=active"))
    up = rendered(source, sort="name", request=request_for("/"))
    down = rendered(source, sort="-name", request=request_for("/"))
    assert 'aria-sort="none"' in other and 'href="?status=active&amp;sort=name"' in other
    assert 'aria-sort="ascending"' in up and 'href="?sort=-name"' in up
    assert 'aria-sort="descending"' in down and 'href="?sort=name"' in down


def test_a_heading_swaps_its_target_by_htmx():
    html = rendered(
        "{% sort_header 'name' 'Name' target='#bench' %}", sort="", request=request_for("/")
    )
    assert 'hx-get="?sort=name" hx-target="#bench"' in html


def test_pages_keep_the_rest_of_the_query():
    page = Paginator(range(200), 10).page(2)
    html = render_to_string(
        "aksel/pagination.html", {"page": page}, request_for("/?status=active&page=2")
    )
    assert 'href="?status=active&amp;page=3"' in html
    assert html.count('aria-current="page"') == 1
    assert "…" in html


def test_one_page_needs_no_pagination():
    page = Paginator(range(5), 10).page(1)
    assert not render_to_string("aksel/pagination.html", {"page": page}, request_for("/")).strip()
