from django.db import models
from django.utils.translation import gettext_lazy as _


class MediaType(models.TextChoices):
    """What a file is, told from what is in it; the same list as `rules.kinds.KINDS`."""

    PDF = "application/pdf", _("PDF 文档")
    DOCX = (
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        _("Word 文档"),
    )
    XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", _("Excel 表格")
    PPTX = (
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        _("PowerPoint 演示文稿"),
    )
    DOC = "application/msword", _("旧版 Word 文档")
    XLS = "application/vnd.ms-excel", _("旧版 Excel 表格")
    OFD = "application/ofd", _("OFD 文档")
    PNG = "image/png", _("PNG 图片")
    JPEG = "image/jpeg", _("JPEG 图片")
    CSV = "text/csv", _("CSV 数据表")
    TEXT = "text/plain", _("纯文本")


class TextState(models.TextChoices):
    """Whether the words in a file were read. Only READ and NO_TEXT say anything about them."""

    READ = "read", _("已读全文")
    PARTLY = "partly", _("只读出一部分")
    NO_TEXT = "no_text", _("没有文字")
    NOT_READ = "not_read", _("没有读")
