"""The pages of each field of work: addresses, navigation, views, templates and words of their own, one folder each.

``cellpark.web.pages`` holds the frame, the components, the tables and the forms that all of them use.
"""
