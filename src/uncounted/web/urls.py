"""Which address gives which page."""

from __future__ import annotations

from django.urls import path

from uncounted.web import asking, views

urlpatterns = [
    path("", views.overview),
    path("documents/", views.documents),
    path("documents/<str:ident>/", views.document),
    path("claims/", views.claims),
    path("claims/<str:ident>/", views.claim),
    path("incidents/", views.incidents),
    path("reconciliation/", views.reconciliation),
    path("questions/", asking.questions),
    path("compare/", asking.compare),
    path("histories/", asking.histories),
    path("estimates/", views.estimates),
    path("static/<str:name>", views.static),
]
handler404 = views.missing
handler500 = "uncounted.web.middleware.failed"
