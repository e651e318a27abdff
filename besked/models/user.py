"""Staff: people who sign in with their e-mail address, with a level, single rights and departments."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _

from besked.models.department import Department
from besked.models.enums import PRESETS, Language, Level, Right


class UserManager(BaseUserManager["User"]):
    """Makes users; addresses are kept in lower case."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """A user with the rights of the level, unless rights are given."""
        fields.setdefault("rights", sorted(PRESETS[fields.get("level", Level.MID)]))
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        """Sign-in looks the address up whatever its case."""
        return self.get(email=(username or "").strip().lower())


class User(AbstractBaseUser):
    """One of the staff. `rights` holds the single rights; `level` only says which preset they started from."""

    email = models.EmailField(_("E-mail"), unique=True)
    given_name = models.CharField(_("Given name"), max_length=100, blank=True, default="")
    family_name = models.CharField(_("Family name"), max_length=100, blank=True, default="")
    title = models.CharField(_("Job title"), max_length=120, blank=True, default="")
    phone = models.CharField(_("Phone"), max_length=30, blank=True, default="")
    language = models.CharField(_("Language"), max_length=2, choices=Language, default=Language.EN)
    level = models.CharField(_("Level"), max_length=12, choices=Level, default=Level.MID)
    rights = models.JSONField(default=list)
    departments: "models.ManyToManyField[Department, Membership]" = models.ManyToManyField(
        Department, through="Membership", related_name="members"
    )
    keys_on = models.BooleanField(_("Single-key shortcuts"), default=True)
    feed_version = models.PositiveIntegerField(default=1)  # rises to make the address of the calendar feed a new one
    is_active = models.BooleanField(_("May sign in"), default=True)
    date_joined = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[UserManager] = UserManager()
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        """By name."""

        ordering = ("given_name", "family_name", "id")

    def __str__(self) -> str:
        """The name, else the address."""
        return self.name

    @property
    def name(self) -> str:
        """Given and family name, else the address."""
        return f"{self.given_name} {self.family_name}".strip() or self.email

    def has(self, right: Right) -> bool:
        """Whether this single right is ticked (an administrator has them all)."""
        return right in self.rights or Right.ADMINISTER in self.rights


class Membership(models.Model):
    """That a user works in a department, and by default in all departments under it."""

    user = models.ForeignKey(User, models.CASCADE, related_name="memberships")
    department = models.ForeignKey(Department, models.CASCADE, related_name="memberships")
    with_below = models.BooleanField(_("With all departments under it"), default=True)

    class Meta:
        """Once per department."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["user", "department"], name="membership_once")]

    def __str__(self) -> str:
        """Who, where."""
        return f"{self.user_id}@{self.department_id}"


class ApiToken(models.Model):
    """A token for the API; only its hash is kept."""

    user = models.ForeignKey(User, models.CASCADE, related_name="api_tokens")
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        """Whose."""
        return f"token of {self.user_id}"
