from mingtang.withheld.models.examinations import Examination

__all__ = ["Examination"]
