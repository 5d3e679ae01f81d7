"""The scope of a provision in words."""

from django import template

from regime.rules import scopes

register = template.Library()

register.filter("goods", scopes.goods_in_words)
register.filter("kinds", scopes.kinds_in_words)
register.filter("end_users", scopes.end_users_in_words)
