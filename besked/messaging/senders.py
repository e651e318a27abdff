"""From whom a letter comes: the addresses a user may write from, and the signatures."""

from collections.abc import Collection

from besked.lib.placeholders import compile_text
from besked.messaging.catalogue import our_letter
from besked.models import SenderAddress, Signature, Tree, User, Vacancy


class Senders:
    """Sender addresses and signatures of a set of departments, loaded at once: two queries."""

    def __init__(self, tree: Tree, departments: Collection[int], user: User | None) -> None:
        """Loads what these departments, and the user, have."""
        self.tree, self.user = tree, user
        self.addresses: dict[int, list[SenderAddress]] = {}
        for row in SenderAddress.objects.filter(department__in=departments) if departments else ():
            self.addresses.setdefault(row.department_id, []).append(row)
        self.signatures: dict[tuple[str, int, str], str] = {}
        for found in Signature.objects.filter(department__in=departments) if departments else ():
            self.signatures["department", found.department_id or 0, found.language] = found.text
        if user:
            for found in Signature.objects.filter(user=user):
                self.signatures["user", user.pk, found.language] = found.text

    def allowed(self, vacancy: Vacancy) -> list[str]:
        """The addresses that may stand as sender for a vacancy, the proposed one first."""
        chain = self.tree.chain(vacancy.department_id)
        rows = [row.address for department in chain for row in self.addresses.get(department.pk, [])]
        own = [self.user.email] if self.user else []
        return list(dict.fromkeys([*rows, *own, vacancy.owner.email]))

    def default(self, vacancy: Vacancy) -> str:
        """The address proposed as sender."""
        return self.allowed(vacancy)[0]

    def name_of(self, vacancy: Vacancy, address: str) -> str:
        """The name shown beside a sender address: the person who writes, else the department's."""
        if self.user:
            return self.user.name
        chain = self.tree.chain(vacancy.department_id)
        rows = [row for department in chain for row in self.addresses.get(department.pk, [])]
        shown = next((row.name for row in rows if row.address == address and row.name), "")
        top = self.tree.organisation(vacancy.department_id)
        return shown or (top.name if top else "")

    def signature(self, department_id: int, language: str) -> str:
        """The user's own, else the nearest department's, else ours; lines without a value are left out."""
        own = self.signatures.get(("user", self.user.pk, language)) if self.user else None
        chain = self.tree.chain(department_id)
        inherited = (self.signatures.get(("department", d.pk, language)) for d in chain)
        text = own or next((found for found in inherited if found), None) or our_letter("signature", "", language)[1]
        top = self.tree.organisation(department_id)
        return self._without_empty_lines(text, top.name if top else "")

    def _without_empty_lines(self, text: str, organisation: str) -> str:
        empty = set() if self.user and self.user.title else {"sender_title"}
        if not (self.user or organisation):
            empty.add("sender_name")
        if not self.user:  # Besked signs with the organisation's name once, not twice
            empty.add("organisation")
        kept = [line for line in text.split("\n") if not (names := compile_text(line).names) or names - empty]
        return "\n".join(kept)
