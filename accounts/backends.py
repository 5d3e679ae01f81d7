"""Permissions come from the roles a person holds, as the code defines them, and nowhere else."""

from django.contrib.auth.backends import ModelBackend

from accounts.roles import Role, permissions_of


class RoleBackend(ModelBackend):
    """Django's password sign-in, with rights read from role assignments."""

    def get_all_permissions(self, user_obj, obj=None):
        if not user_obj.is_active or user_obj.is_anonymous or obj is not None:
            return set()
        if not hasattr(user_obj, "_role_permissions"):
            roles = set(user_obj.roles())
            if user_obj.is_superuser:
                roles.add(Role.ADMINISTRATOR)
            user_obj._role_permissions = permissions_of(roles)
        return user_obj._role_permissions

    def get_user_permissions(self, user_obj, obj=None):
        return set()

    def get_group_permissions(self, user_obj, obj=None):
        return self.get_all_permissions(user_obj, obj)
