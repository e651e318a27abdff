"""The small moves, off the menu: the same base class, the same one road. Names as callers know them."""

from besked.action import Action
from besked.acts.book import Book
from besked.acts.cancel import CancelInterview
from besked.acts.held import Held
from besked.acts.move import Move
from besked.acts.no_show import NoShow
from besked.acts.rate import Rate
from besked.acts.reply import ReplyAct

ACTS: dict[str, type[Action]] = {act.slug: act for act in (ReplyAct, Book, Move, CancelInterview, Held, NoShow, Rate)}
