"""Routes of this storey."""

app_name = "permits"
urlpatterns = []
