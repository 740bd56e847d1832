"""Included in the app's urls, so in its namespace."""

from django.urls import path

from caseload.review import views

urlpatterns = [
    path("review/", views.portfolio_review, name="portfolio_review"),
    path("review/<uuid:review_id>/", views.review_detail, name="review_detail"),
    path("review/<uuid:review_id>/colleagues/", views.review_invite, name="review_invite"),
    path("review/<uuid:review_id>/finish/", views.review_finish, name="review_finish"),
    path("review/people/<uuid:item_id>/", views.review_item, name="review_item"),
    path("review/people/<uuid:item_id>/bring/", views.review_item_bring, name="review_item_bring"),
]
