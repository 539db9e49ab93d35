"""What the shop sells; its codes are raised by name."""

from typing import Annotated

from fastapi import APIRouter, Header
from pydantic import BaseModel

from shop.codes import ResponseCode, openapi_responses
from shop.refusals import Refusal

router = APIRouter()


class Product(BaseModel):
    """Something to buy."""

    name: str


@router.get(
    "/products/{number}",
    responses=openapi_responses(
        ResponseCode.BAD_REQUEST, ResponseCode.UNAUTHORIZED, ResponseCode.NOT_FOUND
    ),
)
def get_product(number: int, key: Annotated[str | None, Header()] = None) -> Product:
    """Return a product."""
    if key is None:
        raise Refusal(ResponseCode.UNAUTHORIZED)
    if number != 7:
        raise Refusal(ResponseCode.NOT_FOUND)
    return Product(name="Seven")


@router.post("/orders", responses=openapi_responses())
def order(product: Product, points: int) -> Product:
    """Order a product."""
    if points < 0:
        raise Refusal(ResponseCode.POINTS_BALANCE_NEGATIVE)
    if points > 1_000_000:
        raise Refusal(ResponseCode.TOO_MANY_REQUESTS)
    if not product.name:
        raise Refusal(ResponseCode.INTERNAL_SERVER_ERROR)
    return product
