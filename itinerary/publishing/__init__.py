"""Plans which files an export writes, renders them, and says what they leave out.

    request ──plan_export──▶ ExportPlan ──render_plan──▶ contents
                                        └─list_export_notes──▶ sentences

Only `site_folder` writes files: all of a published folder at once.
"""

from __future__ import annotations

from itinerary.publishing.export_content import RenderedFile as RenderedFile
from itinerary.publishing.export_content import list_export_notes as list_export_notes
from itinerary.publishing.export_content import list_former_id_notes as list_former_id_notes
from itinerary.publishing.export_content import render_plan as render_plan
from itinerary.publishing.export_plan import ExportPlan as ExportPlan
from itinerary.publishing.export_plan import PlannedFile as PlannedFile
from itinerary.publishing.export_plan import plan_export as plan_export
from itinerary.publishing.export_request import BackgroundPlacement as BackgroundPlacement
from itinerary.publishing.export_request import ExportRequest as ExportRequest
from itinerary.publishing.revision_cautions import list_renamed_entries as list_renamed_entries
from itinerary.publishing.revision_cautions import list_unnoticed_changes as list_unnoticed_changes
from itinerary.publishing.revision_cautions import list_unrevised_changes as list_unrevised_changes

__all__ = [
    "BackgroundPlacement",
    "ExportPlan",
    "ExportRequest",
    "PlannedFile",
    "RenderedFile",
    "list_export_notes",
    "list_former_id_notes",
    "list_renamed_entries",
    "list_unnoticed_changes",
    "list_unrevised_changes",
    "plan_export",
    "render_plan",
]
