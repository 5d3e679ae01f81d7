"""The questions that the lists of this storey can be asked."""

from investigations.filters.investigations import InvestigationFilter, ScopeFilter
from investigations.filters.requests import RequestFilter

__all__ = ["InvestigationFilter", "RequestFilter", "ScopeFilter"]
