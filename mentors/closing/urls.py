from django.urls import path

from mentors.closing import views

urlpatterns = [
    path(
        "mentorships/<uuid:mentorship_id>/closing/", views.closing_fill_in, name="closing_fill_in"
    ),
    path("closing-forms/<uuid:closing_id>/settle/", views.closing_settle, name="closing_settle"),
    # Without an account
    path("closing/thanks/", views.closing_thanks, name="closing_thanks"),
    path("closing/<str:token>/", views.closing_enter, name="closing_enter"),
    path("closing/form/<uuid:link_id>/", views.closing_form, name="closing_form"),
]
