"""How pages of the office answer: a form that is filled in, a question before loss."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render

from teilhabe.core.language import told
from teilhabe.errors import InputError


@contextmanager
def said_in_form(form: forms.BaseForm, field: str | None = None) -> Iterator[None]:
    """An InputError of an action becomes a sentence of the form, in the language of the page."""
    try:
        yield
    except InputError as error:
        form.add_error(field, told(error))


def form_page(
    request: HttpRequest,
    form: forms.Form,
    save: Callable[[], Any],
    *,
    done: str,
    back: str,
    template: str = "form.html",
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
