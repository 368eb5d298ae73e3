from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "cases"
    verbose_name = "Casework"

    def ready(self) -> None:
        from cases.notifications.topics import TITLES
        from cases.notifications.withheld import why_withheld
        from cases.queries.conflicts import barred_keys, barred_references
        from cases.workflow import door  # the app registry is not ready when this file is imported
        from recognition.accounts.barred import bar
        from recognition.outbox.topics import name_topics
        from recognition.outbox.withhold import withhold

        door.connect()
        bar("application", barred_keys, barred_references)
        withhold(why_withheld)
        name_topics(
            TITLES
            | {"night_check": "Checks of the night", "reminder": "Reminder", "reminder_digest": "Reminders of the day"}
            | {"mentioned": "Mention in a note", "conflict_declared_of_yours": "Own conflict of interest declared"}
            | {"conflict_ended_of_yours": "Own conflict of interest ended"}
            | {"points_told": "What became of one's points", "sections_added": "Sections added to an assessment"}
            | {"view_filled": "A view is no longer empty"}
            | {"peer_check_replaced": "Peer check given to another", "peer_check_called_off": "Peer check called off"}
        )
