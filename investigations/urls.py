"""Routes of this storey."""

app_name = "investigations"
urlpatterns = []
