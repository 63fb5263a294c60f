"""A plan as rows of time: what is drawn on the planning board and written in its table. Pure: no request, no row."""

from cellpark.web.areas.plans.picture.scene import Bar, Group, Scene, View, scene_of
from cellpark.web.areas.plans.picture.window import Window, window_of

__all__ = ["Bar", "Group", "Scene", "View", "Window", "scene_of", "window_of"]
