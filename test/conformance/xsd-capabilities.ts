import { accepted, type Capability, refused, row, supported } from './capability.ts';
import { probeOf, probeOfSimpleType, typesDocument, withSchema } from './fixtures.ts';

const seq = (content: string): string => `<xs:sequence>${content}</xs:sequence>`;
const restriction = (base: string, facets: string) =>
  probeOfSimpleType(`<xs:restriction base="xs:${base}">${facets}</xs:restriction>`);
const IMPORT = '<xs:import namespace="urn:other" schemaLocation="types.xsd"/>';
const OTHER_PROBE = '<xs:element name="probe" xmlns:o="urn:other" type="o:O"/>';
const CHAMELEON = typesDocument.replace(' targetNamespace="urn:other"', '');

/** XML Schema 1.0. */
export const xsdCapabilities: readonly Capability[] = [
  row(
    '`sequence`',
    'Part 1 §3.8',
    supported,
    'properties; written in schema order',
    'sequence: members, optional and repeated',
  ),
  row(
    'the same element twice in one model',
    'Part 1 §3.8',
    supported,
    'a second member, numbered',
    'sequence: the same element twice',
  ),
  row('`choice`', 'Part 1 §3.8', supported, '`oneOf` over which branch is present', 'choice: one branch of several'),
  row(
    '`choice`, optional or with empty branches',
    'Part 1 §3.8',
    supported,
    'none of the branches is an answer',
    'choice: optional, and with branches that may be empty',
  ),
  row('`all`', 'Part 1 §3.8', supported, 'properties, in any order on input', 'all: in any order'),
  row(
    'a repeating compositor',
    'Part 1 §3.9',
    supported,
    '`$group`: an object for each occurrence, order kept',
    'group: a repeating sequence and a repeating choice',
  ),
  row(
    '`group` reference',
    'Part 1 §3.7',
    supported,
    'as if written there',
    'group: a reference, repeated inside a repetition',
  ),
  row(
    '`attributeGroup` reference',
    'Part 1 §3.6',
    supported,
    'as if written there',
    probeOf(
      '<xs:attributeGroup ref="t:g"/>',
      '<xs:attributeGroup name="g"><xs:attribute name="b" type="xs:int"/></xs:attributeGroup>',
    ),
  ),
  row(
    'occurrence 0 and unbounded',
    'Part 1 §3.9',
    supported,
    'absent; an array',
    probeOf(
      seq(
        '<xs:element name="a" type="xs:int" maxOccurs="unbounded"/><xs:element name="b" type="xs:int" minOccurs="0" maxOccurs="0"/>',
      ),
    ),
  ),
  row(
    'qualified and unqualified form',
    'Part 1 §3.3.2',
    supported,
    'names in JSON are the same',
    'form: unqualified elements in a qualified one',
  ),
  row(
    '`nillable`, `xsi:nil`',
    'Part 1 §2.6.2',
    supported,
    '`null`; absent and empty are something else',
    'nil: null, absent and empty are three things',
  ),
  row(
    '`default` and `fixed`',
    'Part 1 §3.3.1',
    supported,
    '`default` and `const` in the schema; the text is kept',
    'default and fixed: empty elements and attributes',
  ),
  row(
    'attributes',
    'Part 1 §3.2',
    supported,
    'properties; `@` where an element has the name',
    'attributes: required, qualified, of the xml namespace, lists',
  ),
  row('`anyAttribute`', 'Part 1 §3.10', supported, '`$anyAttribute`', 'anyAttribute: by namespace'),
  row(
    'simple content with attributes',
    'Part 1 §3.4',
    supported,
    '`{ "value": …, …attributes }`',
    'simple content with attributes',
  ),
  row(
    'extension, restriction, abstract types, `xsi:type`',
    'Part 1 §3.4, §2.6.1',
    supported,
    '`$type` names the actual type',
    'extension and restriction: base members first, xsi:type both ways',
  ),
  row(
    'substitution groups, abstract elements',
    'Part 1 §3.3.6',
    supported,
    '`$element` names the member',
    'substitution groups: $element names the member',
  ),
  row(
    '`any`, lax and strict, by namespace',
    'Part 1 §3.10',
    supported,
    '`$any`: XML text',
    'any: one, many, by namespace, strict',
  ),
  row(
    '`any`, skip, in no namespace',
    'Part 1 §3.10',
    supported,
    '`$any`: XML text',
    'any: skip, of no namespace, between elements',
  ),
  row('mixed content', 'Part 1 §3.4', supported, '`$mixed`: XML text', 'mixed content: XML text'),
  row(
    '`anyType`',
    'Part 1 §3.4.7',
    supported,
    'scalars by `xsi:type`, others by `$type` or `$any`',
    'anyType: scalars by xsi:type, other types by $type, what has none as XML text',
  ),
  row('recursive types', 'Part 1 §3.4', supported, 'references', 'recursion: a type in itself'),
  row(
    'anonymous types',
    'Part 1 §3.4.2',
    supported,
    'inline',
    probeOf(
      seq(
        '<xs:element name="a"><xs:complexType><xs:sequence><xs:element name="b" type="xs:int"/></xs:sequence></xs:complexType></xs:element>',
      ),
    ),
  ),
  row(
    '`include`',
    'Part 1 §4.2.1',
    supported,
    'followed',
    withSchema('<xs:include schemaLocation="types.xsd"/><xs:element name="probe" type="t:O"/>', {
      'types.xsd': typesDocument.replace('urn:other', 'urn:t'),
    }),
  ),
  row(
    '`include` of a schema without namespace',
    'Part 1 §4.2.1',
    supported,
    'takes the namespace of whoever includes it',
    withSchema('<xs:include schemaLocation="types.xsd"/><xs:element name="probe" type="t:O"/>', {
      'types.xsd': CHAMELEON,
    }),
  ),
  row(
    '`redefine`',
    'Part 1 §4.2.2',
    supported,
    'the redefined type holds',
    withSchema(
      '<xs:redefine schemaLocation="types.xsd"><xs:complexType name="O"><xs:complexContent><xs:extension base="t:O"><xs:sequence><xs:element name="b" type="xs:int"/></xs:sequence></xs:extension></xs:complexContent></xs:complexType></xs:redefine><xs:element name="probe" type="t:O"/>',
      { 'types.xsd': typesDocument.replace('urn:other', 'urn:t') },
    ),
  ),
  row(
    '`import`',
    'Part 1 §4.2.3',
    supported,
    'followed',
    withSchema(IMPORT + OTHER_PROBE, { 'types.xsd': typesDocument }),
  ),
  row(
    'a reference to what no schema defines',
    'Part 1 §3.15.3',
    refused('src-resolve'),
    'what needs it',
    withSchema('<xs:element name="probe" type="t:Gone"/>'),
  ),
  row(
    'all built-in types',
    'Part 2 §3',
    supported,
    'numbers, booleans, strings; what a double cannot hold as a string',
    'simple types: the built-in ones',
  ),
  row(
    'enumeration, list, union, pattern',
    'Part 2 §2.5, §4.3',
    supported,
    '`enum`, array, text, pattern',
    'simple types: enumerations, lists, unions and patterns',
  ),
  row(
    'length facets',
    'Part 2 §4.3.1–3',
    supported,
    'checked on input',
    restriction('string', '<xs:minLength value="2"/><xs:maxLength value="4"/>'),
  ),
  row(
    'bounds',
    'Part 2 §4.3.7–10',
    supported,
    'checked on input',
    restriction('dateTime', '<xs:minInclusive value="2020-01-01T00:00:00Z"/>'),
  ),
  row(
    'digits',
    'Part 2 §4.3.11–12',
    supported,
    'checked on input',
    restriction('decimal', '<xs:totalDigits value="5"/><xs:fractionDigits value="2"/>'),
  ),
  row(
    'white space',
    'Part 2 §4.3.6',
    supported,
    'as the facet says',
    restriction('string', '<xs:whiteSpace value="collapse"/>'),
  ),
  row('`QName`', 'Part 2 §3.2.18', supported, '`{namespace}local`', 'QName: values by namespace, and in none'),
  row(
    '`NOTATION`',
    'Part 2 §3.2.19',
    supported,
    '`{namespace}local`',
    withSchema(
      '<xs:notation name="gif" public="image/gif"/><xs:element name="probe"><xs:simpleType><xs:restriction base="xs:NOTATION"><xs:enumeration value="t:gif"/></xs:restriction></xs:simpleType></xs:element>',
    ),
  ),
  row(
    '`ID`, `IDREF`',
    'Part 2 §3.3.8',
    supported,
    'text; that they match is not checked',
    probeOf('<xs:attribute name="i" type="xs:ID"/><xs:attribute name="r" type="xs:IDREF"/>'),
  ),
  row(
    '`key`, `keyref`, `unique`',
    'Part 1 §3.11',
    accepted(),
    'read and not checked',
    withSchema(
      '<xs:element name="probe"><xs:complexType><xs:sequence><xs:element name="a" type="xs:int" maxOccurs="9"/></xs:sequence></xs:complexType><xs:unique name="u"><xs:selector xpath="t:a"/><xs:field xpath="."/></xs:unique></xs:element>',
    ),
  ),
  row(
    'unique particle attribution',
    'Part 1 §3.8.6',
    accepted(),
    'a model that breaks it is served',
    probeOf(
      seq('<xs:element name="a" type="xs:int" minOccurs="0"/><xs:element name="a" type="xs:int" minOccurs="0"/>'),
    ),
  ),
  row(
    '`xml:lang` and kin without their schema',
    'XML 1.0 §2.12',
    supported,
    'properties',
    probeOf('<xs:attribute ref="xml:lang"/>'),
  ),
  row(
    'WCF `ArrayOf…`',
    'WCF data contracts',
    supported,
    'a plain array',
    'WCF arrays: plain arrays, with nil items and nested',
  ),
  row(
    'WCF dictionaries',
    'WCF data contracts',
    supported,
    'an object keyed by the key',
    'WCF dictionaries: objects keyed by text',
  ),
  row(
    '`xs:assert`',
    'XSD 1.1',
    accepted('xsd/unsupported'),
    'served; the assertion is not checked',
    probeOf(`${seq('<xs:element name="a" type="xs:int"/>')}<xs:assert test="a &gt; 1"/>`),
  ),
  row(
    '`xs:alternative`',
    'XSD 1.1',
    refused('xsd/unsupported'),
    'what needs it',
    withSchema('<xs:element name="probe" type="xs:string"><xs:alternative test="1" type="xs:int"/></xs:element>'),
  ),
  row(
    '`xs:override`',
    'XSD 1.1',
    accepted('xsd/unsupported'),
    'reported; nothing of it is taken',
    withSchema(`<xs:override schemaLocation="types.xsd"/>${'<xs:element name="probe" type="xs:int"/>'}`, {
      'types.xsd': typesDocument,
    }),
  ),
];
