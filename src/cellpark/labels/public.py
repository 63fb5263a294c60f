"""What other floors use of this app."""

from cellpark.labels.actions.agree_keeping import agree_keeping
from cellpark.labels.actions.apply_label import apply_label
from cellpark.labels.actions.approve_template import approve_template
from cellpark.labels.actions.destroy_label import destroy_label
from cellpark.labels.actions.draft_template import TemplateDesign, draft_template
from cellpark.labels.actions.issue_label import LabelRequest, issue_label
from cellpark.labels.actions.keep_label import keep_label
from cellpark.labels.actions.load_templates import load_example_templates
from cellpark.labels.actions.prepare_template_signature import prepare_template_signature
from cellpark.labels.actions.print_label import print_label
from cellpark.labels.actions.reprint_label import reprint_label
from cellpark.labels.actions.retire_template import retire_template
from cellpark.labels.actions.sample_label import sample_label
from cellpark.labels.actions.verify_label import LabelVerdict, stage_of, verify_label
from cellpark.labels.actions.void_label import void_label
from cellpark.labels.contents import IDENTIFIERS, Field, Statement, languages
from cellpark.labels.drawing.draw import label_pdf, label_png, template_png
from cellpark.labels.drawing.symbol import phone_code
from cellpark.labels.models import Label, LabelCheck, LabelTemplate
from cellpark.labels.outdated import Outdated, outdated, outdated_labels, outdated_problems
from cellpark.labels.permissions import LabelPermission
from cellpark.labels.queries import (
    BatchBalance,
    approved_template,
    batch_named,
    checks_of,
    container_reconciliation,
    find_label,
    label,
    labels,
    labels_of_batch,
    labels_of_container,
    newest_batches,
    reconciliation,
    reconciliation_problems,
    template,
    templates,
    waiting_labels,
)
from cellpark.labels.rules import Balance, balance_problems
from cellpark.labels.states import (
    LABEL_LIFECYCLE,
    TEMPLATE_LIFECYCLE,
    Country,
    Donor,
    LabelKind,
    LabelState,
    Stage,
    TemplateState,
    Use,
)
from cellpark.labels.words import (
    COUNTRIES,
    DONORS,
    FIELDS,
    LABEL_KINDS,
    LABEL_STATES,
    STAGES,
    STATEMENTS,
    TEMPLATE_STATES,
    USES,
    in_language,
)

__all__ = [
    "COUNTRIES",
    "DONORS",
    "FIELDS",
    "IDENTIFIERS",
    "LABEL_KINDS",
    "LABEL_LIFECYCLE",
    "LABEL_STATES",
    "STAGES",
    "STATEMENTS",
    "TEMPLATE_LIFECYCLE",
    "TEMPLATE_STATES",
    "USES",
    "Balance",
    "BatchBalance",
    "Country",
    "Donor",
    "Field",
    "Label",
    "LabelCheck",
    "LabelKind",
    "LabelPermission",
    "LabelRequest",
    "LabelState",
    "LabelTemplate",
    "LabelVerdict",
    "Outdated",
    "Stage",
    "Statement",
    "TemplateDesign",
    "TemplateState",
    "Use",
    "agree_keeping",
    "apply_label",
    "approve_template",
    "approved_template",
    "balance_problems",
    "batch_named",
    "checks_of",
    "container_reconciliation",
    "destroy_label",
    "draft_template",
    "find_label",
    "in_language",
    "issue_label",
    "keep_label",
    "label",
    "label_pdf",
    "label_png",
    "labels",
    "labels_of_batch",
    "labels_of_container",
    "languages",
    "load_example_templates",
    "newest_batches",
    "outdated",
    "outdated_labels",
    "outdated_problems",
    "phone_code",
    "prepare_template_signature",
    "print_label",
    "reconciliation",
    "reconciliation_problems",
    "reprint_label",
    "retire_template",
    "sample_label",
    "stage_of",
    "template",
    "template_png",
    "templates",
    "verify_label",
    "void_label",
    "waiting_labels",
]
