
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('surveys', '0011_texts'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='release',
            name='changed_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='release',
            name='for_offices',
            field=models.BooleanField(default=False, verbose_name='The offices may read the tables'),
        ),
        migrations.AddField(
            model_name='release',
            name='trouble',
            field=models.CharField(blank=True, choices=[('trying', 'could not be tried'), ('building', 'could not be built'), ('clashes', 'clashes with what was released meanwhile'), ('differs', 'is not what was released')], max_length=10),
        ),
    ]
