"""How the shop refuses: a code is raised, and answered with its HTTP status and the envelope."""

from fastapi import FastAPI, HTTPException, Request, Response
from fastapi.exception_handlers import http_exception_handler
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException as OfStarlette

from shop.codes import ResponseCode


class Refusal(Exception):
    """Raised with a code, and with one of its HTTP statuses where it comes with several."""

    def __init__(self, code: ResponseCode, http_status: int | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.http_status = code.http_status if http_status is None else http_status


async def answer(_: Request, error: Exception) -> JSONResponse:
    """Answer a refusal with the envelope."""
    assert isinstance(error, Refusal)
    details = error.code.details
    envelope = {
        "status": details.status,
        "code": error.code,
        "message": details.message or details.description,
    }
    printed = {name: value for name, value in envelope.items() if value is not None}
    return JSONResponse(printed, error.http_status)


async def translate(request: Request, error: Exception) -> Response:
    """Answer what the framework refuses with the first code of the same HTTP status."""
    if isinstance(error, RequestValidationError):
        error = HTTPException(400)
    assert isinstance(error, OfStarlette)
    for code in ResponseCode.for_status(error.status_code):
        return await answer(request, Refusal(code, error.status_code))
    return await http_exception_handler(request, error)


def refuse(app: FastAPI) -> None:
    """Let an app answer refusals."""
    app.add_exception_handler(Refusal, answer)
    app.add_exception_handler(RequestValidationError, translate)
    app.add_exception_handler(OfStarlette, translate)
