"""Addresses of handling: the application, the further action from draft to result, the outbox."""

from django.urls import URLPattern, URLResolver, path

from besked.desk.handling import acting, application, documents, kept, marks, message, outbox, result, runs

urlpatterns: list[URLPattern | URLResolver] = [
    path("applications/<int:pk>/", application.application, name="application"),
    path("applications/<int:pk>/note/", marks.note, name="application-note"),
    path("applications/<int:pk>/rank/", marks.rank, name="application-rank"),
    path("documents/<int:pk>/", documents.document, name="document"),
    path("documents/<int:pk>/pages/<int:number>/", documents.page, name="document-page"),
    path("actions/<slug:slug>/", acting.action, name="action"),
    path("runs/", kept.kept, name="runs"),
    path("runs/<int:pk>/throw-away/", kept.throw_away, name="run-throw-away"),
    path("runs/<int:pk>/", runs.run, name="run"),
    path("runs/<int:pk>/letter/", runs.letter, name="run-letter"),
    path("runs/<int:pk>/progress/", result.progress, name="run-progress"),
    path("runs/<int:pk>/undo/", result.undo, name="run-undo"),
    path("runs/<int:pk>/release/", result.release, name="run-release"),
    path("outbox/", outbox.outbox, name="outbox"),
    path("outbox/<int:pk>/", message.message, name="message"),
    path("outbox/<int:pk>/act/", message.act, name="message-act"),
]
