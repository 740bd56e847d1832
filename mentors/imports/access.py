from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from mentors.imports.models import CaseloadImport


def refuse_who_does_not_import(membership):
    if not membership.imports:
        raise PermissionDenied


def import_or_404(request, import_id):
    """One of her own imports, without its file and result. PermissionDenied for other roles."""
    refuse_who_does_not_import(request.membership)
    imports = CaseloadImport.objects.visible_to(request.membership).for_page()
    return get_object_or_404(imports, pk=import_id)
