"""Routes of this storey."""

app_name = "audit"
urlpatterns = []
