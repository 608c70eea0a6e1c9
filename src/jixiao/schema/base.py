"""What all models of the contract share: frozen, closed, every field titled; and how numbers are typed.

Numbers are `Decimal` so that printed precision survives («12.40» stays 12.40); a float is refused. JSON holds them as
numbers. The aliases differ only in the unit that their schema names.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, WithJsonSchema


class Model(BaseModel):
    """Base of the contract's models: immutable, no field but the contract's, all fields in the output."""

    if not TYPE_CHECKING:

        def __getattr__(self, item: str) -> Any:
            """What all models of the contract have alike, of those that `trusted` made."""
            if item in _ALIKE:
                return _ALIKE[item]()
            return super().__getattr__(item)

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        validate_by_name=True,
        validate_by_alias=True,
        json_schema_serialization_defaults_required=True,
    )


_M = TypeVar("_M", bound=Model)
new = object.__new__
set_values = BaseModel.__dict__["__dict__"].__set__
"""The slot's own setter: a frozen model refuses setattr, and object.__setattr__ takes twice the time."""
# A model's further slots. To set them on each of a report's two thousand takes as long as to make these.
_ALIKE: dict[str, Callable[[], Any]] = {
    "__pydantic_fields_set__": set,
    "__pydantic_extra__": lambda: None,
    "__pydantic_private__": lambda: None,
}


def trusted(model: type[_M], values: dict[str, Any]) -> _M:
    """A model from values that are known to be right: no check, no conversion, no default filled in.

    For the typed ``of`` constructors of the models of which a report has hundreds (places, cells, blocks, evidence):
    they give every field in the contract's order, since JSON prints them so. Tests validate what they make. Places,
    cells and evidence, most of all, do as this does themselves.
    """
    made = new(model)
    set_values(made, values)
    return made


def term(title: str, description: str, **more: Any) -> Any:
    """A field's official Chinese term and what it is, in English."""
    return Field(title=title, description=description, **more)


def _no_float(value: object) -> object:
    if isinstance(value, float | bool):
        msg = "a float has lost its printed digits: give a Decimal"
        raise ValueError(msg)
    return value


def _number(unit: str | None = None) -> tuple[Any, ...]:
    schema: dict[str, Any] = {"type": "number"}
    if unit:
        schema["x-unit"] = unit
    # in this order pydantic asks for a finite number itself; behind a validator of ours it would ask Python
    return Field(allow_inf_nan=False), BeforeValidator(_no_float), WithJsonSchema(schema)


Number = Annotated[Decimal, *_number()]
"""A number with its printed digits."""
Money = Annotated[Decimal, *_number("万元")]
"""万元 (10,000 CNY)."""
Percent = Annotated[Decimal, *_number("%")]
"""Percent points: 96.80 is 96.80 %."""
Points = Annotated[Decimal, *_number("分")]
"""Weights and scores."""
Area = Annotated[Decimal, *_number("㎡")]
"""Square metres."""

Pointer = Annotated[str, StringConstraints(pattern=r"^(/[^/]*)*$")]
"""A JSON Pointer (RFC 6901)."""
