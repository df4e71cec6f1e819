"""Where the next page is: publishers write whole, relative and outdated addresses."""

from urllib.parse import urljoin, urlsplit, urlunsplit


def followed(base: str, link: str) -> str:
    """Return the address of `link` as seen from `base`; a link to the same host keeps the base's scheme.

    >>> followed("https://opendata.cbs.nl", "http://opendata.cbs.nl/ODataFeed/odata/1/T?$skip=10000")
    'https://opendata.cbs.nl/ODataFeed/odata/1/T?$skip=10000'
    """
    address = urlsplit(urljoin(base + "/", link))
    own = urlsplit(base)
    if address.netloc == own.netloc:
        address = address._replace(scheme=own.scheme)
    return urlunsplit(address)
