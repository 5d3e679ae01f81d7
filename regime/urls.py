"""Routes of the regime."""

app_name = "regime"
urlpatterns = []
