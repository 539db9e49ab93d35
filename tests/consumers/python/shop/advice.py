"""What the shop tells a customer."""

from typing import assert_never

from shop.codes import ResponseCode


def advice(code: ResponseCode) -> str:
    """Return something for every code, or this does not pass the type checker."""
    match code:
        case ResponseCode.BAD_REQUEST:
            return "BadRequest: check the form."
        case ResponseCode.UNAUTHORIZED:
            return "Unauthorized: sign in."
        case ResponseCode.POINTS_BALANCE_NEGATIVE:
            return "PointsBalanceNegative: buy points."
        case ResponseCode.NOT_FOUND:
            return "NotFound: it was sold."
        case ResponseCode.TOO_MANY_REQUESTS:
            return "TooManyRequests: wait."
        case ResponseCode.INTERNAL_SERVER_ERROR:
            return "InternalServerError: come back later."
        case _:
            assert_never(code)
