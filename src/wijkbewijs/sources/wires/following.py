"""Where the next page is: publishers write whole, relative and outdated addresses."""

from urllib.parse import urljoin, urlsplit, urlunsplit

from wijkbewijs.kernel.errors import BadSource


def followed(page: str, link: str) -> str:
    """Return the address of `link` as it stands in the body at `page`; the same host keeps that scheme.

    Raises BadSource for a link that is no address.

    >>> followed("https://opendata.cbs.nl/odata/1/T", "http://opendata.cbs.nl/odata/1/T?$skip=10000")
    'https://opendata.cbs.nl/odata/1/T?$skip=10000'
    """
    own = urlsplit(page)
    try:
        address = urlsplit(urljoin(page, link))
    except ValueError as error:
        raise BadSource(f"{page}: the next link {link!r} is no address. Take the source again.") from error
    if address.netloc == own.netloc:
        address = address._replace(scheme=own.scheme)
    return urlunsplit(address)
