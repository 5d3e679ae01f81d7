"""Routes of this storey."""

app_name = "decisions"
urlpatterns = []
