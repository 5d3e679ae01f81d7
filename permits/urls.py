"""Routes of this storey."""

from django.urls import path

from permits.views import orders

app_name = "permits"
urlpatterns = [
    path("orders/", orders.order_list, name="order_list"),
    path("orders/new/", orders.order_new, name="order_new"),
    path("orders/<str:number>/", orders.order_detail, name="order_detail"),
    path("orders/<str:number>/sign/", orders.order_sign, name="order_sign"),
    path("orders/<str:number>/sign/confirm/", orders.order_sign_confirm, name="order_sign_confirm"),
    path("orders/<str:number>/withdraw/", orders.order_withdraw, name="order_withdraw"),
]
