"""Findings with their answers, and what examining keeps so as not to read everything again."""

from mingtang.supervision.models.examinations import Band, Examination, PeriodExamination
from mingtang.supervision.models.findings import Answer, Finding
from mingtang.supervision.models.inspections import InspectionDay

__all__ = ["Answer", "Band", "Examination", "Finding", "InspectionDay", "PeriodExamination"]
