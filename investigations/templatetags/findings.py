"""What every page that cites findings shows of them: whether what they rest on has changed."""

from django import template

from investigations import basis
from investigations.models.standards import Likelihood

register = template.Library()


@register.simple_tag
def bases_of(findings):
    """The bases of these findings, in a constant number of statements."""
    return basis.bases_of(list(findings))


@register.simple_tag
def basis_in(bases, finding):
    """The basis of one finding among those read by ``bases_of``."""
    return bases.get(finding.pk) if bases else None


@register.simple_tag
def likelihoods():
    """The seven steps of likelihood, in words with their ranges."""
    return Likelihood.labels
