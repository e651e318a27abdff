"""What happens to an applicant's data: the department's own text, or ours."""

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from besked.careers.adverts import as_html, blocks
from besked.careers.page import Posted


def privacy(it: Posted) -> SafeString:
    """The nearest department's own text, else a few plain sentences with the time that data is kept."""
    own = it.tree.inherited(it.vacancy.department_id, "privacy")
    return as_html(blocks(own or _ours(it)), heading="h3")


def _ours(it: Posted) -> str:
    employer = it.tree.organisation(it.vacancy.department_id)
    months, owner = it.tree.months_kept(it.vacancy.department_id), it.vacancy.owner
    use = _(
        "%(employer)s uses what you send to fill this job, and for nothing else. Only those who choose can read it."
    )
    kept = ngettext(
        "If somebody else gets the job, we delete it at the latest %(months)d month after our answer to you.",
        "If somebody else gets the job, we delete it at the latest %(months)d months after our answer to you.",
        months,
    )
    rights = _("You can see it, correct it, or have it deleted at any time: write to %(name)s, %(email)s.")
    complaint = _("If you think that we treat your data wrongly, your data protection authority can help you.")
    return "\n\n".join(
        (
            use % {"employer": employer.name if employer else it.vacancy.department.name},
            kept % {"months": months},
            rights % {"name": owner.name, "email": owner.email} + " " + complaint,
        )
    )
