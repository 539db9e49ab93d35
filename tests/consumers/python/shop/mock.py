"""Every refusal there can be, for those who write clients of the shop."""

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Path

from shop.codes import ResponseCode, openapi_responses
from shop.refusals import Refusal

router = APIRouter(prefix="/mock")


REFUSALS = [
    (code, http_status) for code in ResponseCode for http_status in code.details.http_statuses
]


@router.get("/any/{number}", responses=openapi_responses())
def refuse_somehow(number: Annotated[int, Path(ge=0, lt=len(REFUSALS))]) -> None:
    """Refuse, with whatever is documented."""
    raise Refusal(*REFUSALS[number])


def _refusing(code: ResponseCode, http_status: int) -> Callable[[], None]:
    def refuse() -> None:
        raise Refusal(code, http_status)

    return refuse


for _code, _status in REFUSALS:
    _path = f"/one/{_code.name}/{_status}"
    router.get(_path, responses=openapi_responses(_code))(_refusing(_code, _status))
