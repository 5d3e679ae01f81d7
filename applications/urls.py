"""Routes of applications."""

app_name = "applications"
urlpatterns = []
