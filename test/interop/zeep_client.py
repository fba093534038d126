"""Calls every operation of a WSDL with python-zeep, with inputs built from zeep's own view of the types.

Usage: zeep_client.py WSDL-URL
Prints one JSON object: for each port the operations with the outcome of their call.
"""

import datetime
import decimal
import json
import logging
import sys
import urllib.parse
import urllib.request

import zeep
from lxml import etree
from zeep import xsd

XS = "{http://www.w3.org/2001/XMLSchema}"
DEPTH_MAX = 4
PATTERN_VALUES = {"97[89]-[0-9]{10}": "978-0123456789"}

logging.disable(logging.CRITICAL)


def restricted_values(url):
    """A value of each enumerated simple type and of those with a pattern; zeep itself forgets such facets."""
    found, seen, queue = {}, set(), [url]
    while queue:
        location = queue.pop()
        if location in seen:
            continue
        seen.add(location)
        root = etree.fromstring(urllib.request.urlopen(location).read())
        for reference in root.iter(XS + "import", XS + "include"):
            if reference.get("schemaLocation"):
                queue.append(urllib.parse.urljoin(location, reference.get("schemaLocation")))
        for schema in root.iter(XS + "schema"):
            for simple in schema.iter(XS + "simpleType"):
                name = "{%s}%s" % (schema.get("targetNamespace", ""), simple.get("name"))
                first = simple.find(".//" + XS + "enumeration")
                pattern = simple.find(".//" + XS + "pattern")
                if first is not None:
                    found[name] = first.get("value")
                elif pattern is not None and pattern.get("value") in PATTERN_VALUES:
                    found[name] = PATTERN_VALUES[pattern.get("value")]
    return found


class Samples:
    def __init__(self, restricted):
        self.restricted = restricted

    def element(self, element, depth):
        value = self.of_type(element.type, depth)
        return [value] if element.max_occurs != 1 else value

    def of_type(self, kind, depth):
        name = str(kind.qname) if kind.qname is not None else ""
        if name in self.restricted:
            return self.restricted[name]
        if isinstance(kind, xsd.ComplexType):
            return self.members(kind, depth)
        if isinstance(kind, xsd.ListType):
            return []  # zeep knows neither its name nor the values of its items
        for base, value in (
            (xsd.Boolean, True),
            (xsd.DateTime, datetime.datetime(2024, 1, 31, 9, 30)),
            (xsd.Date, datetime.date(2024, 1, 31)),
            (xsd.Time, datetime.time(9, 30)),
            (xsd.Duration, datetime.timedelta(hours=1)),
            (xsd.Base64Binary, b"bytes"),
            (xsd.Double, 1.5),
            (xsd.Float, 1.5),
            (xsd.Integer, 1),
            (xsd.Decimal, decimal.Decimal("1.50")),
        ):
            if isinstance(kind, base):
                return value
        return "text"

    def members(self, kind, depth):
        values = {}
        for name, element in kind.elements:
            if isinstance(element, xsd.Any) or (depth >= DEPTH_MAX and element.is_optional):
                continue
            values[name] = self.element(element, depth + 1)
            if self.only_one_of(kind, name):
                break
        for name, attribute in kind.attributes:
            if isinstance(attribute, xsd.Attribute) and name:
                values[name] = self.of_type(attribute.type, depth)
        return values

    @staticmethod
    def only_one_of(kind, name):
        """True behind the first branch of a choice that stands at the start of a type."""
        try:
            first = kind._element[0]
            return isinstance(first, xsd.Choice) and any(n == name for n, _ in first.elements)
        except (TypeError, IndexError, AttributeError, KeyError):
            return False


def call_all(url):
    client = zeep.Client(url, settings=zeep.Settings(strict=True))
    samples = Samples(restricted_values(url))
    ports = {}
    for service in client.wsdl.services.values():
        for port in service.ports.values():
            proxy = client.bind(service.name, port.name)
            outcomes = {}
            for name, operation in port.binding._operations.items():
                try:
                    body = operation.input.body
                    arguments = samples.of_type(body.type, 0) if body is not None else {}
                    header = operation.input.header
                    blocks = samples.of_type(header.type, 0) if header is not None else {}
                    options = {"_soapheaders": blocks} if blocks else {}
                    reply = (
                        proxy[name](**arguments, **options)
                        if isinstance(arguments, dict)
                        else proxy[name](arguments, **options)
                    )
                    outcomes[name] = "ok" if json_of(reply) is not None or reply is None else "unreadable"
                except zeep.exceptions.Fault as fault:
                    outcomes[name] = "fault: %s" % fault.message
                except Exception as error:  # what zeep could not send or read is the finding
                    outcomes[name] = "%s: %s" % (type(error).__name__, error)
            ports[port.name] = outcomes
    return ports


def json_of(reply):
    return json.dumps(zeep.helpers.serialize_object(reply), default=str)


print(json.dumps(call_all(sys.argv[1])))
