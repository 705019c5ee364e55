"""The addresses of the list of registrations, of one of them, and of what comes in and goes out."""

from django.urls import path

from workshops.registration.views.people import bulk, exporting, importing, listing, person, seats

LIST, ONE = "<int:edition_id>/people/", "<int:edition_id>/people/<int:pk>/"
EXPORTS = "<int:edition_id>/exports/"

people_addresses = [
    path(LIST, listing.ListView.as_view(), name="people"),
    path(f"{LIST}views/", listing.SaveViewView.as_view(), name="people_view"),
    path(f"{LIST}views/<int:pk>/delete/", listing.DeleteViewView.as_view(), name="people_view_delete"),
    path(f"{LIST}several/", bulk.BulkView.as_view(), name="people_bulk"),
    path(f"{LIST}new/", person.EnterView.as_view(), name="person_new"),
    path(f"{LIST}import/", importing.ImportView.as_view(), name="people_import"),
    path(f"{LIST}import/template.xlsx", importing.TemplateFileView.as_view(), name="people_import_template"),
    path(ONE, person.PersonView.as_view(), name="person"),
    path(f"{ONE}answers/", person.AnswersView.as_view(), name="person_answers"),
    path(f"{ONE}seats/", seats.SeatsView.as_view(), name="person_seats"),
    path(f"{ONE}cancel/", person.CancelView.as_view(), name="person_cancel"),
    path(f"{ONE}place/", person.PlaceView.as_view(), name="person_place"),
    path(f"{ONE}remind/", person.RemindView.as_view(), name="person_remind"),
    path(EXPORTS, exporting.ExportsView.as_view(), name="exports"),
    path(f"{EXPORTS}<slug:purpose>/", exporting.ExportView.as_view(), name="export"),
]
