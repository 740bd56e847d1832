
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('notifications', '0008_ledger_changed'),
    ]

    operations = [
        migrations.AlterField(
            model_name='notification',
            name='kind',
            field=models.CharField(choices=[('call', 'A mentor asks you to call'), ('call_waits', 'A call needs someone'), ('benefit_ends', 'A benefit ends'), ('contact_due', 'Agreed contact'), ('measure_ends', 'A measure ends'), ('handover', 'People are handed over to you'), ('todo_due', 'Something to do'), ('agreement_ends', 'An agreement on room ends'), ('meeting', 'A reflection meeting'), ('meeting_missed', 'We would like to see you'), ('county_answered', 'The county has answered'), ('weekly_note', 'What needs a decision'), ('ledger_changed', 'The ledger of releases was changed'), ('mail_failed', 'A mail did not arrive'), ('release', 'A release of answers')], max_length=20),
        ),
    ]
