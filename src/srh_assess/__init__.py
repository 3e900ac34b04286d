"""srh-assess: nurse-led sexual and reproductive health assessment on a women's PICU."""

__version__ = "0.1.0"
