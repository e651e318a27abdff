"""The menu: one folder per further action, in the order that users know. `ls besked/actions/` is the product."""

from besked.action import Action
from besked.actions.email import Email
from besked.actions.invite import Invite
from besked.actions.reject import Reject
from besked.actions.save import Save
from besked.actions.transfer import TransferAction
from besked.actions.withdraw import Withdraw

MENU: tuple[type[Action], ...] = (Withdraw, Email, Invite, Reject, Save, TransferAction)
BY_SLUG: dict[str, type[Action]] = {action.slug: action for action in MENU}
