"""The office asks and takes back; the county contact takes it up and answers."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from reflection.county_help.models import HelpRequest


def refuse_who_does_not_speak_for_an_office(membership):
    if not membership.speaks_for_office:
        raise PermissionDenied


def refuse_who_neither_asks_nor_helps(membership):
    if not (membership.speaks_for_office or membership.is_county_contact):
        raise PermissionDenied


def help_or_404(request, help_id):
    requests = HelpRequest.objects.visible_to(request.membership).for_list()
    return get_object_or_404(requests, pk=help_id)


def help_to_give_or_404(request, help_id):
    asked = help_or_404(request, help_id)
    if not request.membership.is_county_contact:
        raise PermissionDenied
    return asked


def help_asked_for_or_404(request, help_id):
    asked = help_or_404(request, help_id)
    refuse_who_does_not_speak_for_an_office(request.membership)
    return asked
