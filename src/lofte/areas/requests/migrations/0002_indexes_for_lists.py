# Lists past the first page, and the search for an address, begin at an index.

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('requests', '0001_initial'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='request',
            index=models.Index(fields=['tenant_id', 'safe_on', 'id'], name='request_by_limit'),
        ),
        migrations.AddIndex(
            model_name='requester',
            index=models.Index(fields=['tenant_id', 'email'], name='requester_by_email'),
        ),
    ]
