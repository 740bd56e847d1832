from django import template

from reflection.groups.plan import plan_in_words

register = template.Library()

register.simple_tag(plan_in_words, name="plan_of")
