"""Every route of the site."""

from django.contrib import admin
from django.urls import include, path

from exportcontrol import views
from exportcontrol.exposure import views as exposure

urlpatterns = [
    path("", views.home, name="home"),
    path("health/", views.health, name="health"),
    path("language/", views.set_language, name="set_language"),
    path("accounts/", include("accounts.urls")),
    path("permits/", include("permits.urls")),
    path("investigations/", include("investigations.urls")),
    path("decisions/", include("decisions.urls")),
    path("regime/", include("regime.urls")),
    path("applications/", include("applications.urls")),
    path("exposure/", exposure.exposure, name="exposure"),
    path("exposure/csv/", exposure.exposure_csv, name="exposure_csv"),
    path("exposure/xlsx/", exposure.exposure_xlsx, name="exposure_xlsx"),
    path("exposure/<slug:what>/", exposure.exposure_list, name="exposure_list"),
    path("audit/", include("audit.urls")),
    path("office/", include("office.urls")),
    path("admin/", admin.site.urls),
]
