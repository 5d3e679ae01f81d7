"""Routes of this storey."""

from django.urls import path

from permits.views import (
    assurances,
    control_list,
    imports,
    orders,
    parties,
    permits,
    verifying,
)

app_name = "permits"
urlpatterns = [
    path("", permits.permit_list, name="permit_list"),
    path("select/", permits.permit_select, name="permit_select"),
    path("export/", permits.permit_export, name="permit_export"),
    path("parties/", parties.party_list, name="party_list"),
    path("parties/<int:pk>/", parties.party_detail, name="party_detail"),
    path("parties/<int:pk>/contact/", parties.party_contact, name="party_contact"),
    path("assurances/", assurances.assurance_list, name="assurance_list"),
    path("assurances/new/", assurances.assurance_new, name="assurance_new"),
    path("assurances/<int:pk>/", assurances.assurance_detail, name="assurance_detail"),
    path("assurances/<int:pk>/permits/", assurances.assurance_rest, name="assurance_rest"),
    path(
        "verifications/<slug:number>/result/",
        verifying.verification_result,
        name="verification_result",
    ),
    path("orders/", orders.order_list, name="order_list"),
    path("orders/new/", orders.order_new, name="order_new"),
    path("orders/<slug:number>/", orders.order_detail, name="order_detail"),
    path("orders/<slug:number>/sign/", orders.order_sign, name="order_sign"),
    path(
        "orders/<slug:number>/sign/confirm/", orders.order_sign_confirm, name="order_sign_confirm"
    ),
    path("orders/<slug:number>/withdraw/", orders.order_withdraw, name="order_withdraw"),
    path("imports/", imports.register_import_list, name="register_import_list"),
    path("imports/new/", imports.register_import_new, name="register_import_new"),
    path("imports/<int:pk>/", imports.register_import_detail, name="register_import_detail"),
    path(
        "imports/<int:pk>/confirm/",
        imports.register_import_confirm,
        name="register_import_confirm",
    ),
    path("imports/<int:pk>/report/", imports.register_import_report, name="register_import_report"),
    path("control-lists/", control_list.control_list_list, name="control_list_list"),
    path("control-lists/<int:pk>/", control_list.control_list_detail, name="control_list_detail"),
    path(
        "control-lists/<int:pk>/changes/",
        control_list.control_list_changes,
        name="control_list_changes",
    ),
    # Last, since a number that another register gave may hold anything, even a slash.
    path("<path:reference>/shipments/new/", permits.shipment_new, name="shipment_new"),
    path(
        "<path:reference>/verifications/new/",
        verifying.verification_request,
        name="verification_request",
    ),
    path("<path:reference>/deliveries/new/", verifying.delivery_new, name="delivery_new"),
    path("<path:reference>/utilization/new/", verifying.utilization_new, name="utilization_new"),
    path("<path:reference>/", permits.permit_detail, name="permit_detail"),
]
