from django.urls import path

from mentors.calls import page, views

urlpatterns = [
    path("calls/<uuid:call_id>/", views.call_detail, name="call_detail"),
    path("calls/<uuid:call_id>/take/", views.call_take, name="call_take"),
    path("mentorships/<uuid:mentorship_id>/link/", views.mentor_link, name="mentor_link"),
    # Without an account
    path("m/<str:token>/", page.mentor_enter, name="mentor_enter"),
    path("mentor/<uuid:link_id>/", page.mentor_page, name="mentor_page"),
    path("mentor/<uuid:link_id>/thanks/", page.mentor_thanks, name="mentor_thanks"),
    path("mentor/<uuid:link_id>/words/", page.mentor_words, name="mentor_words"),
]
