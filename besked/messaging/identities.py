"""What letters are signed with and sent from: sender addresses of departments, signatures of departments and users."""

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from besked.lib.placeholders import compile_text
from besked.messaging.vocabulary import VOCABULARY
from besked.models import Department, SenderAddress, Signature, User


def signature_faults(text: str) -> list[str]:
    """Why a signature can't be saved, a sentence each."""
    cut = compile_text(text)
    words = _("{%(word)s} can't be filled in: no such word.")
    links = [_("A link can't stand in a signature.")] if cut.links else []
    unknown = [word for word in cut.unknown(frozenset(VOCABULARY)) if not word.startswith("link:")]
    return [words % {"word": word} for word in unknown] + links


def save_signatures(owner: User | Department, texts: Mapping[str, str]) -> None:
    """Keeps one signature per language; an empty text means: inherit."""
    kind = "user" if isinstance(owner, User) else "department"
    with transaction.atomic():
        kept = {row.language: row for row in Signature.objects.filter(**{kind: owner}).select_for_update()}
        for language, text in texts.items():
            row = kept.get(language)
            if not text.strip():
                if row:
                    row.delete()
            elif row is None:
                Signature.objects.create(**{kind: owner}, language=language, text=text)
            elif row.text != text:
                Signature.objects.filter(pk=row.pk).update(text=text)


def save_sender(sender: SenderAddress) -> SenderAddress:
    """Saves an address; at most one per department is proposed first, and the first one always is."""
    with transaction.atomic():
        Department.objects.select_for_update().get(pk=sender.department_id)
        others = SenderAddress.objects.filter(department=sender.department_id).exclude(pk=sender.pk)
        if not others.filter(is_default=True).exists():
            sender.is_default = True
        elif sender.is_default:
            others.update(is_default=False)
        sender.save()
    return sender


def remove_sender(sender: SenderAddress) -> None:
    """Removes an address; letters already written keep it. Another one is proposed first from then on."""
    with transaction.atomic():
        Department.objects.select_for_update().get(pk=sender.department_id)
        left = SenderAddress.objects.filter(department=sender.department_id).exclude(pk=sender.pk)
        sender.delete()
        if not left.filter(is_default=True).exists() and (heir := left.order_by("pk").first()):
            SenderAddress.objects.filter(pk=heir.pk).update(is_default=True)


def stands_alone(address: str, others: list[str]) -> str:
    """The domain of an address where no other one has it, else nothing; a likely slip of the pen."""
    domain = address.rpartition("@")[2].casefold()
    known = {other.rpartition("@")[2].casefold() for other in others}
    return domain if known and domain not in known else ""
