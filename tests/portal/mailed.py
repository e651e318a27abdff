"""Links as they leave in letters, and what their holders do with them."""

from dataclasses import dataclass
from typing import Any

from django.test import Client

from besked.messaging import links
from besked.models import Application, Link, Message
from tests.cast import NOW


@dataclass(frozen=True)
class Mailed:
    """An application and the link that left in its receipt."""

    application: Application
    link: Link
    token: str

    @property
    def page(self) -> str:
        return f"/me/{self.token}/"

    @property
    def withdrawing(self) -> str:
        return f"{self.page}{self.application.pk}/withdraw/"

    @property
    def returning(self) -> str:
        return f"{self.page}{self.application.pk}/return/"

    def press(self, client: Client, where: str, **fields: Any):
        """Loads the page and sends its form back, as a person does."""
        seal = client.get(self.page).context["visit"].seal
        return client.post(where, {"seal": seal, **fields})

    def again(self) -> Application:
        return Application.objects.select_related("candidate").get(pk=self.application.pk)


def mailed(application: Application) -> Mailed:
    """The receipt leaves, and its link with it."""
    message = Message.objects.get(applications=application, kind="receipt")
    Message.objects.filter(pk=message.pk).update(state="sent", sent_at=NOW)
    (row,) = links.rows([message], NOW, {message.pk: application.pk})
    row.save()
    return Mailed(application, row, links.token(message.message_id, "proof"))
