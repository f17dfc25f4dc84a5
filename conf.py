"""Configuration of the published site."""

import os

project = "ECS error codes"
author = copyright = "Open Telekom Cloud"
version = release = ""

extensions = ["myst_parser", "ecs_errors_ext"]
myst_enable_extensions = ["deflist"]
myst_heading_anchors = 2
templates_path = ["templates"]
exclude_patterns = ["build", ".venv"]

ecs_errors_sources = ["error_codes"]
ecs_errors_ledger = "published.json"
ecs_errors_title = "Elastic Cloud Server"
ecs_errors_search = True
ecs_errors_autolink = True
ecs_errors_notes = {
    "code": "The HTTP status may be inaccurate, and one code can carry several messages.",
    "status": "The status may be inaccurate: go by the code.",
    "message": "Look for ``code`` in the response body or ``error_code`` in the job result.",
    "no_match": "The error may come from a service that ECS called, such as network or storage."
    " Look in that service's reference.",
    "link": "error_codes#context",
}

html_theme = "furo"
html_title = project
html_copy_source = False
html_sidebars = {
    "**": [
        "sidebar/brand.html",
        "sidebar/errors-search.html",
        "sidebar/scroll-start.html",
        "sidebar/errors-nav.html",
        "sidebar/navigation.html",
        "sidebar/scroll-end.html",
    ]
}

# Where the site is published. Without it, no page says where it is and there is no sitemap.
html_baseurl = os.environ.get("ECS_ERRORS_BASEURL", "").rstrip("/")
if html_baseurl:
    html_baseurl += "/"
    extensions += ["sphinxext.opengraph", "sphinx_sitemap"]
    ogp_site_url = html_baseurl
    ogp_social_cards = {"enable": False}
    sitemap_url_scheme = "{link}"
    sitemap_excludes = ["404.html"]
