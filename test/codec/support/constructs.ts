/** A construct of XSD: components of a schema of `urn:t` with an element `root`, and valid instances of that. */
export interface Construct {
  readonly name: string;
  readonly components: string;
  readonly instances: readonly string[];
  /** Several JSON values mean the same XML: a `$type` that a scalar would have by itself. */
  readonly hasSynonyms?: boolean;
  /** Attributes of `xs:schema`. */
  readonly schemaAttributes?: string;
}

const XSI = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"';
const XS = 'xmlns:xs="http://www.w3.org/2001/XMLSchema"';
const T = 'xmlns="urn:t" xmlns:t="urn:t"';

function root(content: string, others = ''): string {
  return `<xs:element name="root"><xs:complexType>${content}</xs:complexType></xs:element>${others}`;
}

const int = (name: string, more = ''): string => `<xs:element name="${name}" type="xs:int" ${more}/>`;

/** The constructs that codecs are tried on. */
export const constructs: readonly Construct[] = [
  {
    name: 'sequence: members, optional and repeated',
    components: root(
      `<xs:sequence>${int('A')}<xs:element name="B" type="xs:string" minOccurs="0"/>${int('C', 'minOccurs="0" maxOccurs="unbounded"')}${int('D', 'minOccurs="2" maxOccurs="3"')}</xs:sequence>`,
    ),
    instances: [
      `<root ${T}><A>1</A><B/><C>1</C><C>2</C><D>1</D><D>2</D></root>`,
      `<root ${T}><A>1</A><D>1</D><D>2</D><D>3</D></root>`,
    ],
  },
  {
    name: 'names: camelCase, collisions with attributes and with one another',
    components: root(
      `<xs:sequence>${int('ID')}${int('Id')}${int('id')}${int('constructor')}${int('id2')}</xs:sequence>
       <xs:attribute name="id" type="xs:int"/><xs:attribute name="toString" type="xs:int"/>`,
    ),
    instances: [
      `<root ${T} id="9" toString="7"><ID>1</ID><Id>2</Id><id>3</id><constructor>4</constructor><id2>6</id2></root>`,
    ],
  },
  {
    name: 'form: unqualified elements in a qualified one',
    schemaAttributes: '',
    components: root(
      `<xs:sequence>${int('a')}<xs:element name="b" form="qualified" type="t:B"/><xs:element ref="t:c"/></xs:sequence>`,
      `<xs:complexType name="B"><xs:sequence>${int('d')}</xs:sequence></xs:complexType><xs:element name="c" type="t:B"/>`,
    ),
    instances: [`<t:root xmlns:t="urn:t"><a>1</a><t:b><d>2</d></t:b><t:c><d>3</d></t:c></t:root>`],
  },
  {
    name: 'choice: one branch of several',
    components: root(
      `<xs:sequence>${int('x')}<xs:choice>${int('a')}<xs:sequence>${int('b')}${int('c', 'minOccurs="0"')}</xs:sequence><xs:element name="d" type="xs:string" maxOccurs="3"/></xs:choice></xs:sequence>`,
    ),
    instances: [
      `<root ${T}><x>0</x><a>1</a></root>`,
      `<root ${T}><x>0</x><b>1</b><c>2</c></root>`,
      `<root ${T}><x>0</x><d/><d>x</d></root>`,
    ],
  },
  {
    name: 'choice: optional, and with branches that may be empty',
    components: root(
      `<xs:sequence><xs:choice minOccurs="0">${int('a')}${int('b')}</xs:choice><xs:choice>${int('c', 'minOccurs="0"')}${int('d')}</xs:choice></xs:sequence>`,
    ),
    instances: [
      `<root ${T}/>`,
      `<root ${T}><b>1</b></root>`,
      `<root ${T}><a>1</a><c>2</c></root>`,
      `<root ${T}><d>2</d></root>`,
    ],
  },
  {
    name: 'choice: nested in a choice and in an optional sequence',
    components: root(
      `<xs:sequence><xs:sequence minOccurs="0">${int('a')}<xs:choice>${int('b')}<xs:choice>${int('c')}${int('d')}</xs:choice></xs:choice>${int('e', 'minOccurs="0"')}</xs:sequence>${int('f')}</xs:sequence>`,
    ),
    instances: [
      `<root ${T}><f>1</f></root>`,
      `<root ${T}><a>1</a><d>1</d><f>1</f></root>`,
      `<root ${T}><a>1</a><b>1</b><e>2</e><f>1</f></root>`,
    ],
  },
  {
    name: 'choice: the same element in branches that its neighbours tell apart',
    components: root(
      `<xs:choice><xs:sequence>${int('a')}${int('b')}</xs:sequence><xs:sequence>${int('c')}${int('b')}</xs:sequence></xs:choice>`,
    ),
    instances: [`<root ${T}><a>1</a><b>2</b></root>`, `<root ${T}><c>1</c><b>2</b></root>`],
  },
  {
    name: 'choice: the same elements in another order',
    components: root(
      `<xs:choice><xs:sequence>${int('a')}${int('b')}</xs:sequence><xs:sequence>${int('b')}${int('a')}</xs:sequence></xs:choice>`,
    ),
    instances: [`<root ${T}><a>1</a><b>2</b></root>`, `<root ${T}><b>1</b><a>2</a></root>`],
  },
  {
    name: 'sequence: the same element twice',
    components: root(`<xs:sequence>${int('a')}${int('b')}${int('a')}${int('a2')}</xs:sequence>`),
    instances: [`<root ${T}><a>1</a><b>2</b><a>3</a><a2>4</a2></root>`],
  },
  {
    name: 'group: a repeating sequence and a repeating choice',
    components: root(
      `<xs:sequence><xs:sequence maxOccurs="unbounded">${int('k')}<xs:element name="v" type="xs:string" minOccurs="0"/></xs:sequence><xs:choice minOccurs="0" maxOccurs="unbounded">${int('a')}${int('b')}</xs:choice></xs:sequence>`,
    ),
    instances: [
      `<root ${T}><k>1</k><v/><k>2</k><k>3</k><v>x</v><b>1</b><a>2</a><a>3</a></root>`,
      `<root ${T}><k>1</k></root>`,
    ],
  },
  {
    name: 'group: a reference, repeated inside a repetition',
    components: root(
      '<xs:sequence><xs:group ref="t:g" minOccurs="0" maxOccurs="2"/></xs:sequence>',
      `<xs:group name="g"><xs:sequence>${int('a')}<xs:choice minOccurs="0" maxOccurs="unbounded">${int('b')}${int('c')}</xs:choice></xs:sequence></xs:group>`,
    ),
    instances: [`<root ${T}/>`, `<root ${T}><a>1</a><c>2</c><b>3</b><a>4</a></root>`],
  },
  {
    name: 'all: in any order',
    components: root(`<xs:all>${int('a')}${int('b', 'minOccurs="0"')}<xs:element name="c" type="xs:string"/></xs:all>`),
    instances: [`<root ${T}><a>1</a><b>2</b><c>3</c></root>`],
  },
  {
    name: 'nil: null, absent and empty are three things',
    components: root(
      '<xs:sequence><xs:element name="a" type="xs:string" nillable="true" minOccurs="0"/><xs:element name="b" type="xs:int" nillable="true" maxOccurs="unbounded"/><xs:element name="c" nillable="true" minOccurs="0" type="t:C"/></xs:sequence>',
      `<xs:complexType name="C"><xs:sequence>${int('d')}</xs:sequence><xs:attribute name="e" type="xs:string"/></xs:complexType>`,
    ),
    instances: [
      `<root ${T} ${XSI}><a xsi:nil="true"/><b>1</b><b xsi:nil="true"/><c xsi:nil="true"/></root>`,
      `<root ${T} ${XSI}><a/><b>1</b><c xsi:nil="true" e="x"/></root>`,
      `<root ${T} ${XSI}><b>1</b><c e="x"><d>1</d></c></root>`,
    ],
  },
  {
    name: 'attributes: required, qualified, of the xml namespace, lists',
    components: root(
      '<xs:attribute name="a" type="xs:int" use="required"/><xs:attribute ref="t:q"/><xs:attribute name="l"><xs:simpleType><xs:list itemType="xs:int"/></xs:simpleType></xs:attribute>',
      '<xs:attribute name="q" type="xs:string"/>',
    ),
    instances: [`<root ${T} a="1" t:q="x &quot;y&#10;" l="1 2 3"/>`, `<root ${T} a="1"/>`],
  },
  {
    name: 'anyAttribute: by namespace',
    components: root(
      '<xs:attribute name="a" type="xs:int"/><xs:anyAttribute namespace="##other" processContents="lax"/>',
    ),
    instances: [`<root ${T} a="1" xmlns:o="urn:o" o:x="1" o:y="&lt;"/>`, `<root ${T}/>`],
  },
  {
    name: 'anyAttribute: a declared one that holds a name',
    components: root(
      '<xs:anyAttribute namespace="##targetNamespace" processContents="strict"/>',
      '<xs:attribute name="n" type="xs:QName"/>',
    ),
    instances: [`<root ${T} xmlns:o="urn:o" t:n="o:x"/>`],
  },
  {
    name: 'simple content with attributes',
    components: root(
      '<xs:sequence><xs:element name="price" type="t:P" maxOccurs="2"/><xs:element name="bare" type="t:Bare"/></xs:sequence>',
      '<xs:complexType name="P"><xs:simpleContent><xs:extension base="xs:decimal"><xs:attribute name="currency" type="xs:string"/><xs:attribute name="value" type="xs:int"/></xs:extension></xs:simpleContent></xs:complexType><xs:complexType name="Bare"><xs:simpleContent><xs:extension base="xs:int"/></xs:simpleContent></xs:complexType>',
    ),
    instances: [`<root ${T}><price currency="NOK" value="3">1.50</price><price>2</price><bare>4</bare></root>`],
  },
  {
    name: 'extension and restriction: base members first, xsi:type both ways',
    components: root(
      '<xs:sequence><xs:element name="s" type="t:Shape" maxOccurs="unbounded"/><xs:element name="b" type="t:Base" minOccurs="0"/></xs:sequence>',
      `<xs:complexType name="Shape" abstract="true"><xs:sequence>${int('id')}</xs:sequence></xs:complexType>
       <xs:complexType name="Circle"><xs:complexContent><xs:extension base="t:Shape"><xs:sequence>${int('radius')}</xs:sequence></xs:extension></xs:complexContent></xs:complexType>
       <xs:complexType name="Square"><xs:complexContent><xs:extension base="t:Shape"><xs:sequence>${int('side')}</xs:sequence><xs:attribute name="colour" type="xs:string"/></xs:extension></xs:complexContent></xs:complexType>
       <xs:complexType name="Base"><xs:sequence>${int('a', 'minOccurs="0"')}</xs:sequence></xs:complexType>
       <xs:complexType name="More"><xs:complexContent><xs:extension base="t:Base"><xs:sequence><xs:element name="c" type="t:Shape" minOccurs="0"/></xs:sequence></xs:extension></xs:complexContent></xs:complexType>
       <xs:complexType name="Less"><xs:complexContent><xs:restriction base="t:Base"><xs:sequence>${int('a')}</xs:sequence></xs:restriction></xs:complexContent></xs:complexType>`,
    ),
    instances: [
      `<root ${T} ${XSI}><s xsi:type="t:Circle"><id>1</id><radius>2</radius></s><s xsi:type="Square" colour="red"><id>1</id><side>2</side></s><b><a>1</a></b></root>`,
      `<root ${T} ${XSI}><s xsi:type="t:Circle"><id>1</id><radius>2</radius></s><b xsi:type="t:More"><a>1</a><c xsi:type="t:Circle"><id>1</id><radius>2</radius></c></b></root>`,
      `<root ${T} ${XSI}><s xsi:type="t:Circle"><id>1</id><radius>2</radius></s><b xsi:type="t:Less"><a>1</a></b></root>`,
    ],
  },
  {
    name: 'nil of an abstract type',
    components: root(
      '<xs:sequence><xs:element name="s" type="t:Shape" nillable="true" maxOccurs="2"/></xs:sequence>',
      `<xs:complexType name="Shape" abstract="true"><xs:sequence/></xs:complexType>
       <xs:complexType name="Circle"><xs:complexContent><xs:extension base="t:Shape"><xs:sequence>${int('radius')}</xs:sequence></xs:extension></xs:complexContent></xs:complexType>`,
    ),
    instances: [
      `<root ${T} ${XSI}><s xsi:nil="true" xsi:type="t:Circle"/><s xsi:type="t:Circle"><radius>2</radius></s></root>`,
    ],
  },
  {
    name: 'substitution groups: $element names the member',
    components: root(
      '<xs:sequence><xs:element ref="t:head" maxOccurs="unbounded"/><xs:element ref="t:open" minOccurs="0"/></xs:sequence>',
      `<xs:element name="head" type="t:H" abstract="true"/><xs:complexType name="H"><xs:sequence>${int('a')}</xs:sequence></xs:complexType>
       <xs:complexType name="H2"><xs:complexContent><xs:extension base="t:H"><xs:sequence>${int('b')}</xs:sequence></xs:extension></xs:complexContent></xs:complexType>
       <xs:element name="one" substitutionGroup="t:head"/><xs:element name="two" type="t:H2" substitutionGroup="t:one"/>
       <xs:element name="open" type="xs:string"/><xs:element name="shut" type="xs:string" substitutionGroup="t:open" nillable="true"/>`,
    ),
    instances: [
      `<root ${T} ${XSI}><one><a>1</a></one><two><a>1</a><b>2</b></two><one xsi:type="t:H2"><a>1</a><b>2</b></one><shut/></root>`,
      `<root ${T} ${XSI}><one><a>1</a></one><open>x</open></root>`,
      `<root ${T} ${XSI}><one><a>1</a></one><shut xsi:nil="true"/></root>`,
    ],
  },
  {
    name: 'any: one, many, by namespace, strict',
    components: root(
      '<xs:sequence><xs:element name="a" type="xs:int"/><xs:any minOccurs="0" namespace="##other" processContents="lax"/><xs:element name="b" type="xs:int"/><xs:any minOccurs="0" maxOccurs="unbounded" namespace="##targetNamespace" processContents="strict"/></xs:sequence>',
      `<xs:element name="known" type="t:K"/><xs:complexType name="K"><xs:sequence>${int('k')}</xs:sequence></xs:complexType>`,
    ),
    instances: [
      `<root ${T}><a>1</a><o:x xmlns:o="urn:o" o:y="1">text<z xmlns=""/></o:x><b>2</b><known><k>1</k></known><known><k>2</k></known></root>`,
      `<root ${T}><a>1</a><b>2</b></root>`,
    ],
  },
  {
    name: 'any: skip, of no namespace, between elements',
    components: root(
      '<xs:sequence><xs:any maxOccurs="2" namespace="##local" processContents="skip"/><xs:element name="b" type="xs:int"/></xs:sequence>',
    ),
    instances: [
      `<root ${T}><x xmlns=""><y/></x><b>2</b></root>`,
      `<t:root xmlns:t="urn:t"><x>1</x><y/><t:b>2</t:b></t:root>`,
    ],
  },
  {
    name: 'mixed content: XML text',
    components: `<xs:element name="root"><xs:complexType mixed="true"><xs:sequence><xs:element name="b" type="xs:int" minOccurs="0" maxOccurs="2"/><xs:element name="c" type="t:C" minOccurs="0"/></xs:sequence><xs:attribute name="a" type="xs:int"/></xs:complexType></xs:element><xs:complexType name="C"><xs:sequence>${int('d')}</xs:sequence></xs:complexType>`,
    instances: [
      `<root ${T} a="1">some <b>1</b> text &amp; <c><d>2</d></c>!</root>`,
      `<root ${T}/>`,
      `<root ${T}>x</root>`,
    ],
  },
  {
    name: 'mixed content: with an element that must be there',
    components: `<xs:element name="root"><xs:complexType mixed="true"><xs:sequence>${int('b')}</xs:sequence></xs:complexType></xs:element>`,
    instances: [`<root ${T}>some <b>1</b> text</root>`],
  },
  {
    hasSynonyms: true,
    name: 'anyType: scalars by xsi:type, other types by $type, what has none as XML text',
    components: root(
      '<xs:sequence><xs:element name="v" nillable="true" minOccurs="0" maxOccurs="unbounded"/></xs:sequence>',
      `<xs:complexType name="P"><xs:sequence>${int('n')}</xs:sequence></xs:complexType>`,
    ),
    instances: [
      `<root ${T} ${XSI} ${XS}><v xsi:type="xs:string">x</v><v xsi:type="xs:boolean">true</v><v xsi:type="xs:int">5</v><v xsi:type="xs:double">1.5</v></root>`,
      `<root ${T} ${XSI} ${XS}><v xsi:type="xs:double">5</v><v xsi:type="xs:dateTime">2024-02-29T12:34:56Z</v><v xsi:type="t:P"><n>1</n></v><v xsi:nil="true"/></root>`,
      `<root ${T} ${XSI} ${XS}><v>plain</v><v a="1" xmlns:o="urn:o" o:b="2">x<y xmlns="">z</y></v><v/><v xsi:type="xs:decimal">1.50</v><v xsi:type="xs:QName" xmlns:o="urn:o">o:x</v></root>`,
    ],
  },
  {
    name: 'WCF arrays: plain arrays, with nil items and nested',
    components: root(
      '<xs:sequence><xs:element name="a" type="t:ArrayOfString" nillable="true" minOccurs="0"/><xs:element name="b" type="t:ArrayOfArrayOfString" minOccurs="0"/></xs:sequence>',
      '<xs:complexType name="ArrayOfString"><xs:sequence><xs:element name="string" type="xs:string" nillable="true" minOccurs="0" maxOccurs="unbounded"/></xs:sequence></xs:complexType><xs:complexType name="ArrayOfArrayOfString"><xs:sequence><xs:element name="ArrayOfString" type="t:ArrayOfString" nillable="true" minOccurs="0" maxOccurs="unbounded"/></xs:sequence></xs:complexType>',
    ),
    instances: [
      `<root ${T} ${XSI}><a><string>x</string><string xsi:nil="true"/><string/></a><b><ArrayOfString><string>y</string></ArrayOfString><ArrayOfString/><ArrayOfString xsi:nil="true"/></b></root>`,
      `<root ${T} ${XSI}><a/></root>`,
      `<root ${T} ${XSI}><a xsi:nil="true"/></root>`,
    ],
  },
  {
    name: 'WCF dictionaries: objects keyed by text',
    components: root(
      '<xs:sequence><xs:element name="d" type="t:ArrayOfKeyValueOfstringint" minOccurs="0"/><xs:element name="n" type="t:ArrayOfKeyValueOfintP" minOccurs="0"/></xs:sequence>',
      `<xs:complexType name="ArrayOfKeyValueOfstringint"><xs:sequence><xs:element name="KeyValueOfstringint" minOccurs="0" maxOccurs="unbounded"><xs:complexType><xs:sequence><xs:element name="Key" type="xs:string" nillable="true"/><xs:element name="Value" type="xs:int" nillable="true"/></xs:sequence></xs:complexType></xs:element></xs:sequence></xs:complexType>
       <xs:complexType name="ArrayOfKeyValueOfintP"><xs:annotation><xs:appinfo><IsDictionary xmlns="http://schemas.microsoft.com/2003/10/Serialization/">true</IsDictionary></xs:appinfo></xs:annotation><xs:sequence><xs:element name="KeyValueOfintP" minOccurs="0" maxOccurs="unbounded"><xs:complexType><xs:sequence><xs:element name="Key" type="xs:int"/><xs:element name="Value" type="t:P"/></xs:sequence></xs:complexType></xs:element></xs:sequence></xs:complexType>
       <xs:complexType name="P"><xs:sequence>${int('x')}</xs:sequence></xs:complexType>`,
    ),
    instances: [
      `<root ${T} ${XSI}><d><KeyValueOfstringint><Key>__proto__</Key><Value>1</Value></KeyValueOfstringint><KeyValueOfstringint><Key>a b</Key><Value xsi:nil="true"/></KeyValueOfstringint></d><n><KeyValueOfintP><Key>7</Key><Value><x>1</x></Value></KeyValueOfintP></n></root>`,
      `<root ${T}><d/></root>`,
    ],
  },
  {
    name: 'recursion: a type in itself',
    components: root(
      '<xs:sequence><xs:element name="tree" type="t:Tree"/></xs:sequence>',
      `<xs:complexType name="Tree"><xs:sequence>${int('v')}<xs:element name="child" type="t:Tree" minOccurs="0" maxOccurs="unbounded"/></xs:sequence></xs:complexType>`,
    ),
    instances: [
      `<root ${T}><tree><v>1</v><child><v>2</v><child><v>3</v></child></child><child><v>4</v></child></tree></root>`,
    ],
  },
  {
    name: 'default and fixed: empty elements and attributes',
    components: root(
      '<xs:sequence><xs:element name="a" type="xs:string" default="x" minOccurs="0"/><xs:element name="f" type="xs:string" fixed="same" minOccurs="0"/></xs:sequence><xs:attribute name="d" type="xs:int" default="5"/><xs:attribute name="g" type="xs:int" fixed="7"/>',
    ),
    instances: [`<root ${T} g="7"><a>y</a><f>same</f></root>`, `<root ${T}><a/></root>`],
  },
  {
    name: 'default and fixed: where the type has derived ones',
    components: root(
      '<xs:sequence><xs:element name="q" type="t:Qty" default="1"/><xs:element name="f" type="t:Qty" fixed="3" minOccurs="0"/><xs:element name="p" type="t:Price" fixed="2" minOccurs="0"/><xs:element name="m" type="t:Mixed" fixed="a &lt; b" minOccurs="0"/></xs:sequence>',
      `<xs:simpleType name="Qty"><xs:restriction base="xs:int"/></xs:simpleType>
       <xs:simpleType name="SmallQty"><xs:restriction base="t:Qty"><xs:maxInclusive value="9"/></xs:restriction></xs:simpleType>
       <xs:complexType name="Price"><xs:simpleContent><xs:extension base="xs:int"><xs:attribute name="c" type="xs:string"/></xs:extension></xs:simpleContent></xs:complexType>
       <xs:complexType name="NetPrice"><xs:simpleContent><xs:extension base="t:Price"><xs:attribute name="n" type="xs:string"/></xs:extension></xs:simpleContent></xs:complexType>
       <xs:complexType name="Mixed" mixed="true"><xs:sequence/></xs:complexType>`,
    ),
    instances: [
      `<root ${T}><q>5</q><f>3</f><p c="x">2</p><m>a &lt; b</m></root>`,
      `<root ${T} ${XSI}><q xsi:type="t:SmallQty">4</q><p xsi:type="t:NetPrice" n="y">2</p></root>`,
    ],
  },
  {
    name: 'nil of a member of a substitution group',
    components: root(
      '<xs:sequence><xs:element ref="t:head" maxOccurs="unbounded"/></xs:sequence>',
      `<xs:element name="head" type="t:H" nillable="true"/><xs:complexType name="H"><xs:sequence>${int('a')}</xs:sequence></xs:complexType>
       <xs:element name="member" type="t:H" substitutionGroup="t:head" nillable="true"/>`,
    ),
    instances: [
      `<root ${T} ${XSI}><member xsi:nil="true"/><head xsi:nil="true"/><head><a>1</a></head><member><a>2</a></member></root>`,
    ],
  },
  {
    name: 'a nameless type that holds itself by a group',
    components: root(
      '<xs:group ref="t:Expression"/>',
      `<xs:group name="Expression"><xs:choice>${int('number')}<xs:element name="not"><xs:complexType><xs:group ref="t:Expression"/></xs:complexType></xs:element></xs:choice></xs:group>`,
    ),
    instances: [`<root ${T}><not><not><number>1</number></not></not></root>`],
  },
  {
    name: 'arrays and dictionaries that hold themselves',
    components: root(
      '<xs:sequence><xs:element name="a" type="t:ArrayOfNode"/><xs:element name="d" type="t:ArrayOfKeyValueOfstringNode"/></xs:sequence>',
      `<xs:complexType name="ArrayOfNode"><xs:sequence><xs:element name="Node" type="t:ArrayOfNode" minOccurs="0" maxOccurs="unbounded"/></xs:sequence></xs:complexType>
       <xs:complexType name="ArrayOfKeyValueOfstringNode"><xs:sequence><xs:element name="E" minOccurs="0" maxOccurs="unbounded"><xs:complexType><xs:sequence><xs:element name="Key" type="xs:string"/><xs:element name="Value" type="t:ArrayOfKeyValueOfstringNode"/></xs:sequence></xs:complexType></xs:element></xs:sequence></xs:complexType>`,
    ),
    instances: [
      `<root ${T}><a><Node><Node/></Node><Node/></a><d><E><Key>x</Key><Value><E><Key>y</Key><Value/></E></Value></E></d></root>`,
      `<root ${T}><a/><d/></root>`,
    ],
  },
  {
    name: 'QName: values by namespace, and in none',
    components: root(
      '<xs:sequence><xs:element name="q" type="xs:QName" maxOccurs="unbounded"/></xs:sequence><xs:attribute name="r" type="xs:QName"/>',
    ),
    instances: [
      `<t:root ${T.replace('xmlns="urn:t" ', '')} xmlns:o="urn:o" r="o:z"><t:q>o:x</t:q><t:q>bare</t:q><t:q>t:y</t:q></t:root>`,
      `<t:root xmlns:t="urn:t" r="bare"><t:q>t:y</t:q></t:root>`,
    ],
  },
  {
    name: 'simple types: the built-in ones',
    components: root(
      `<xs:sequence>${[
        'string',
        'boolean',
        'decimal',
        'float',
        'double',
        'dateTime',
        'time',
        'date',
        'gYear',
        'hexBinary',
        'base64Binary',
        'normalizedString',
        'token',
        'language',
        'NCName',
        'integer',
        'long',
        'int',
        'short',
        'byte',
        'unsignedLong',
        'unsignedByte',
        'positiveInteger',
        'NMTOKENS',
      ]
        .map((type) => `<xs:element name="${type}" type="xs:${type}" minOccurs="0"/>`)
        .join('')}</xs:sequence>`,
    ),
    instances: [
      `<root ${T}><string> a </string><boolean>true</boolean><decimal>12345678901234567890.10</decimal><long>9007199254740993</long><NMTOKENS>a b</NMTOKENS></root>`,
    ],
  },
  {
    name: 'simple types: enumerations, lists, unions and patterns',
    components: root(
      '<xs:sequence><xs:element name="e" type="t:E"/><xs:element name="l" type="t:L" minOccurs="0"/><xs:element name="u" type="t:U" minOccurs="0"/><xs:element name="p" type="t:Pat" minOccurs="0" nillable="true"/></xs:sequence>',
      '<xs:simpleType name="E"><xs:restriction base="xs:string"><xs:enumeration value="One"/><xs:enumeration value="Two"/></xs:restriction></xs:simpleType><xs:simpleType name="L"><xs:list itemType="t:E"/></xs:simpleType><xs:simpleType name="U"><xs:union memberTypes="xs:int t:E"/></xs:simpleType><xs:simpleType name="Pat"><xs:restriction base="xs:string"><xs:pattern value="[A-Z]{2}\\d"/></xs:restriction></xs:simpleType>',
    ),
    instances: [
      `<root ${T}><e>Two</e><l>One Two</l><u>5</u><p>AB1</p></root>`,
      `<root ${T}><e>One</e><l/><u>Two</u></root>`,
    ],
  },
];
