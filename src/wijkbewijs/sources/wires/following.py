"""Where the next page is: publishers write whole, relative and outdated addresses."""

from urllib.parse import urljoin, urlsplit, urlunsplit

from wijkbewijs.kernel.errors import BadSource


def followed(base: str, link: str, page: str = "") -> str:
    """Return the address of `link` as seen from `base`, or from the page of `base` in which it stands.

    A link to the same host keeps the base's scheme. Raises BadSource for one that is no address.

    >>> followed("https://opendata.cbs.nl", "http://opendata.cbs.nl/ODataFeed/odata/1/T?$skip=10000")
    'https://opendata.cbs.nl/ODataFeed/odata/1/T?$skip=10000'
    """
    try:
        address = urlsplit(urljoin(page or base + "/", link))
    except ValueError as error:
        raise BadSource(f"{base}: the next link {link!r} is no address. Take the source again.") from error
    own = urlsplit(base)
    if address.netloc == own.netloc:
        address = address._replace(scheme=own.scheme)
    return urlunsplit(address)
