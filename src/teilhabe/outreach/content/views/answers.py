"""How the pages of this app answer: a form that is filled in, a question before loss."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render

from teilhabe.core.language import told
from teilhabe.errors import InputError
from teilhabe.outreach.content.forms.fields import said_in_form


def form_page(
    request: HttpRequest,
    form: forms.Form,
    save: Callable[[], Any],
    *,
    done: str,
    back: str,
    template: str = "content/form.html",
    **context: Any,
) -> HttpResponseBase:
    """The form; once it is filled in rightly `save` runs, `done` is told, and the way leads to `back`.

    `save` may raise InputError: its sentence stands above the form.
    """
    if request.method == "POST" and form.is_valid():
        with said_in_form(form):
            save()
        if form.is_valid():
            messages.success(request, done)
            return redirect(back)
    return render(request, template, {"form": form, "back": back, **context})


def confirm_page(
    request: HttpRequest, save: Callable[[], Any], *, done: str, back: str, **context: Any
) -> HttpResponseBase:
    """Asks first (title, question, action, is_dangerous); then `save` runs and `done` is told, or why not."""
    if request.method == "POST":
        try:
            save()
        except InputError as error:
            messages.error(request, told(error))
        else:
            messages.success(request, done)
        return redirect(back)
    return render(request, "confirm.html", {"back": back, **context})
