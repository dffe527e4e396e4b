from django.db import migrations

ENDS = ("ended", "returned")


def keep_answers(apps, _editor):
    """What was noted so far: one answer a forwarding, and the reason of a closing in the place of its note. Who noted
    it was not kept in the row."""
    forwardings = apps.get_model("intake", "Forwarding").objects
    answers = apps.get_model("intake", "ForwardingAnswer").objects
    for row in forwardings.exclude(answer="", answer_note="").iterator(chunk_size=500):
        closed_by_hand = row.closed_on is not None and row.answer not in ENDS
        if row.answer and row.answered_on:
            answers.create(
                forwarding_id=row.pk, answer=row.answer, answered_on=row.answered_on, number=row.answer_number,
                note="" if closed_by_hand else row.answer_note, noted_on=row.answered_on,
            )  # fmt: skip
        if closed_by_hand:
            forwardings.filter(pk=row.pk).update(close_note=row.answer_note)


def put_back(apps, _editor):
    forwardings = apps.get_model("intake", "Forwarding").objects
    for row in apps.get_model("intake", "ForwardingAnswer").objects.order_by("answered_on", "pk"):
        forwardings.filter(pk=row.forwarding_id).update(answer_number=row.number, answer_note=row.note)
    for row in forwardings.exclude(close_note=""):
        forwardings.filter(pk=row.pk).update(answer_note=row.close_note)


class Migration(migrations.Migration):
    """Alone: PostgreSQL changes no table whose rows the same transaction has written."""

    dependencies = [("intake", "0012_every_answer")]

    operations = [migrations.RunPython(keep_answers, put_back)]
