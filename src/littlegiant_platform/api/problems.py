"""Errors as RFC 9457 problem details, in the reader's language."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language_from_request
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, AuthorizationError, HttpError, Throttled, ValidationError
from ninja.responses import Response

from littlegiant.errors import LittleGiantError, Text

TYPE = "application/problem+json"
# By the code of the error; what is not here is a fault of what was sent.
STATUS = {
    "record.not-found": 404,
    "statement.replaced": 409,
    "settlement.changed": 409,
    "title.replaced": 409,
    "title.overlaps": 409,
    "enterprise.exists": 409,
    "request.repeated": 422,
    "permission.denied": 403,
}
UNPROCESSABLE = 422
NOT_FOUND = LittleGiantError(
    "record.not-found",
    Text("没有这条记录，或您无权查看。", "There is no such record, or you may not see it."),
    Text("请核对编号与登录身份。", "Check the identifier and who you are signed in as."),
)
DENIED = LittleGiantError(
    "permission.denied",
    Text("您无权进行此项操作。", "You may not do this."),
    Text("请用有相应权限的身份或密钥。", "Use an account or a key with the right to do it."),
)
TITLES = {
    400: Text("请求有误", "bad request"),
    401: Text("未登录或密钥无效", "not signed in, or no valid key"),
    403: Text("无权操作", "not permitted"),
    404: Text("未找到", "not found"),
    409: Text("与现状冲突", "in conflict with what is there"),
    422: Text("内容有误", "the content is wrong"),
    429: Text("请求过于频繁", "too many requests"),
}


def language_of(request: HttpRequest) -> str:
    """Return zh or en, by what the request prefers."""
    return "zh" if get_language_from_request(request).startswith("zh") else "en"


def problem(request: HttpRequest, error: LittleGiantError) -> HttpResponse:
    """Return an error of the domain as a response."""
    language = language_of(request)
    body = {"code": error.code, "detail": error.message.in_language(language)}
    if error.next_step is not None:
        body["next_step"] = error.next_step.in_language(language)
    return _response(request, STATUS.get(error.code, UNPROCESSABLE), body)


def install(api: NinjaAPI) -> None:
    """Make an API answer every error as a problem."""
    api.add_exception_handler(LittleGiantError, _told)
    api.add_exception_handler(ValidationError, _invalid)
    api.add_exception_handler(
        AuthenticationError, lambda request, _: _response(request, 401, {"code": "key.invalid"})
    )
    api.add_exception_handler(
        AuthorizationError, lambda request, _: _response(request, 403, {"code": "permission.denied"})
    )
    api.add_exception_handler(Throttled, _throttled)
    api.add_exception_handler(HttpError, _refused)


def _told(request: HttpRequest, error: Any) -> HttpResponse:
    return problem(request, error)


def _refused(request: HttpRequest, error: Any) -> HttpResponse:
    return _response(request, error.status_code, {"detail": str(error)})


def _invalid(request: HttpRequest, error: Any) -> HttpResponse:
    faults = [
        {"where": ".".join(str(part) for part in item["loc"]), "detail": str(item["msg"])}
        for item in error.errors
    ]
    return _response(request, UNPROCESSABLE, {"code": "request.invalid", "errors": faults})


def _throttled(request: HttpRequest, error: Any) -> HttpResponse:
    found = _response(request, 429, {"code": "request.too-many"})
    if error.wait:
        found["Retry-After"] = str(int(error.wait) + 1)
    return found


def _response(request: HttpRequest, status: int, body: dict[str, Any]) -> HttpResponse:
    title = TITLES.get(status, TITLES[400]).in_language(language_of(request))
    found = Response({"type": "about:blank", "title": title, "status": status, **body}, status=status)
    found["Content-Type"] = TYPE
    return found
