"""What the web server loads."""

import os

from django.core.wsgi import get_wsgi_application

from cellpark.runtime.places import PRIVATE_UMASK

os.umask(PRIVATE_UMASK)
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cellpark.config.settings")
application = get_wsgi_application()
