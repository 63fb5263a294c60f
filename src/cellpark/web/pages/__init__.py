"""The pages that people read, touch and sign.

Templates are built from cotton components with declared attributes (``templates/cotton``); every state of every
component can be seen at ``/design``. Pages work as links and forms without JavaScript; htmx and a few small modules
make them quicker. The content security policy allows no inline script and no inline style, and a test keeps it so.
Views live one file a subject in ``views`` and are listed in ``urls.py``, each with its declared access.
"""
