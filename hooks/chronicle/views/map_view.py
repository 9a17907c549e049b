from .context import ViewContext


def map_view(context: ViewContext) -> str:
    return ""
