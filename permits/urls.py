"""Routes of this storey."""

from django.urls import path

from permits.views import orders, parties, permits

app_name = "permits"
urlpatterns = [
    path("", permits.permit_list, name="permit_list"),
    path("select/", permits.permit_select, name="permit_select"),
    path("export/", permits.permit_export, name="permit_export"),
    path("parties/", parties.party_list, name="party_list"),
    path("parties/<int:pk>/", parties.party_detail, name="party_detail"),
    path("orders/", orders.order_list, name="order_list"),
    path("orders/new/", orders.order_new, name="order_new"),
    path("orders/<str:number>/", orders.order_detail, name="order_detail"),
    path("orders/<str:number>/sign/", orders.order_sign, name="order_sign"),
    path("orders/<str:number>/sign/confirm/", orders.order_sign_confirm, name="order_sign_confirm"),
    path("orders/<str:number>/withdraw/", orders.order_withdraw, name="order_withdraw"),
    # Last, since a number that another register gave may hold anything, even a slash.
    path("<path:reference>/shipments/new/", permits.shipment_new, name="shipment_new"),
    path("<path:reference>/", permits.permit_detail, name="permit_detail"),
]
