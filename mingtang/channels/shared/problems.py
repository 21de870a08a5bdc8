"""What went wrong, as a page in the frame that says what to do next; never a bare error."""

import logging
import sys
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mingtang.channels.shared.missing import Missing

logger = logging.getLogger(__name__)
TRY_AGAIN_AFTER = "30"  # seconds


@dataclass(frozen=True)
class Problem:
    title: str | Promise
    text: str | Promise


PROBLEMS = {
    HTTPStatus.BAD_REQUEST: Problem(
        _("没看懂这个请求"),
        _("地址或者提交的内容不完整。请返回上一页，刷新后再试；也可以从首页重新进入。"),
    ),
    HTTPStatus.FORBIDDEN: Problem(
        _("不能打开这一页"),
        _(
            "这一页只对有相应岗位的人开放，或者页面放得太久。请返回上一页刷新，或者换有权限的账号登录。"
        ),
    ),
    HTTPStatus.NOT_FOUND: Problem(
        _("没有找到这一页"),
        _(
            "地址可能抄错了，或者这里从来没有过内容。公开过的信息即使撤回也会留下说明，不会变成这一页。"
        ),
    ),
    HTTPStatus.METHOD_NOT_ALLOWED: Problem(
        _("这一页不能这样打开"),
        _("请从页面上的链接或者按钮进入，不要直接重复提交。"),
    ),
    HTTPStatus.GONE: Problem(
        _("这里的内容已经撤下"),
        _("原来的内容不再提供。可以查找有没有替代的信息。"),
    ),
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: Problem(
        _("提交的内容太大"),
        _(
            "请返回上一页，填的内容多半还在：文字太长的请改短，或者分几次提交；文件请分成几份，图片请压缩后再上传。已经保存过的内容没有丢。"
        ),
    ),
    HTTPStatus.INTERNAL_SERVER_ERROR: Problem(
        _("系统出了错"),
        _("错误已经记录，不是您的操作造成的。请过几分钟再试；已经保存过的内容没有丢。"),
    ),
    HTTPStatus.SERVICE_UNAVAILABLE: Problem(
        _("系统正在维护"),
        _("暂时打不开，请过一会儿再试。已经提交并拿到回执号的内容没有丢。"),
    ),
}
TOO_BIG = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)
DATABASE_DOWN = (OperationalError, InterfaceError)


def page(request: HttpRequest, status: HTTPStatus, said: str = "") -> HttpResponse:
    """The page of a problem; `said` takes the place of its text where more is known."""
    problem = PROBLEMS[status]
    shown = {"title": problem.title, "text": said or problem.text, "status": int(status)}
    response = render(request, "shared/problem.html", shown, status=status)
    response.headers["Cache-Control"] = "no-store"
    return response


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    if isinstance(exception, TOO_BIG):
        return page(request, HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    return page(request, HTTPStatus.BAD_REQUEST)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return page(request, HTTPStatus.FORBIDDEN)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    said = str(exception) if isinstance(exception, Missing) else ""
    return page(request, HTTPStatus.NOT_FOUND, said)


def server_error(request: HttpRequest) -> HttpResponse:
    """While the database does not answer, that is said, and when to come back."""
    if not isinstance(sys.exc_info()[1], DATABASE_DOWN):
        return page(request, HTTPStatus.INTERNAL_SERVER_ERROR)
    response = page(request, HTTPStatus.SERVICE_UNAVAILABLE)
    response.headers["Retry-After"] = TRY_AGAIN_AFTER
    return response


def cross_site(request: HttpRequest, reason: str = "") -> HttpResponse:
    """For CSRF_FAILURE_VIEW: the form is too old or came from elsewhere."""
    logger.warning("A form was refused: %s", reason)
    return page(request, HTTPStatus.FORBIDDEN)


def problems(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Puts a page in place of an error that came without one, such as a method not allowed."""

    def respond(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if not _is_bare(response):
            return response
        shown = page(request, HTTPStatus(response.status_code))
        for name, value in response.headers.items():
            if name.lower() not in {"content-type", "content-length"}:
                shown.headers[name] = value
        return shown

    return respond


def _is_bare(response: HttpResponseBase) -> bool:
    return (
        response.status_code in PROBLEMS
        and isinstance(response, HttpResponse)
        and not response.content
    )
