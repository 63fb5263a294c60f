"""Checks at start: what a model promises must hold in its shape."""

from typing import Any

from django.apps import apps
from django.core import checks
from django.db import models


def tenant_models_are_scoped(app_configs: Any, **_kwargs: Any) -> list[checks.CheckMessage]:  # noqa: ARG001 -- Django's signature
    """Every model with a ``tenant_column`` reads through the scoped manager."""
    from cellpark.base.models.tenant import ScopedManager

    return [
        checks.Error("tenant model without ScopedManager as default manager", obj=model, id="cellpark.E001")
        for model in apps.get_models()
        if getattr(model, "tenant_column", None) and not isinstance(model._default_manager, ScopedManager)  # noqa: SLF001 -- Django's documented model API
    ]


def protected_foreign_keys(app_configs: Any, **_kwargs: Any) -> list[checks.CheckMessage]:  # noqa: ARG001 -- Django's signature
    """No Cellpark model cascades a delete: records end by a recorded act only."""
    return [
        checks.Error(f"foreign key {field.name} must PROTECT", obj=model, id="cellpark.E002")
        for model in apps.get_models()
        if model.__module__.startswith("cellpark.")
        for field in model._meta.get_fields()  # noqa: SLF001 -- Django's documented model API
        if isinstance(field, models.ForeignKey)
        and field.remote_field.on_delete not in (models.PROTECT, models.DO_NOTHING)
    ]


def register_all() -> None:
    """Register the checks with Django."""
    checks.register(tenant_models_are_scoped)
    checks.register(protected_foreign_keys)
