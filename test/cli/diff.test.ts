import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runCommand } from './in-process.ts';
import { orderWsdl } from './order-wsdl.ts';

/** The order service with more to change about it. */
const wsdl = orderWsdl().replace(
  '<xs:element name="Quantity" type="xs:int" minOccurs="0"/>',
  `<xs:element name="Quantity" type="xs:int" minOccurs="0"/>
   <xs:element name="Colour" type="tns:Colour" nillable="true"/>
   <xs:element name="Code" type="tns:Code" minOccurs="0"/>
   <xs:element name="Item" type="tns:Item" minOccurs="0"/>
   <xs:choice><xs:element name="Card" type="xs:string"/><xs:element name="Cash" type="xs:boolean"/></xs:choice>
  </xs:sequence></xs:complexType></xs:element>
  <xs:simpleType name="Colour"><xs:restriction base="xs:string"><xs:enumeration value="red"/><xs:enumeration value="blue"/></xs:restriction></xs:simpleType>
  <xs:simpleType name="Code"><xs:restriction base="xs:string"><xs:maxLength value="20"/><xs:pattern value="[A-Z]*"/></xs:restriction></xs:simpleType>
  <xs:complexType name="Item"><xs:sequence><xs:element name="Name" type="xs:string"/></xs:sequence></xs:complexType>
  <xs:complexType name="Book"><xs:complexContent><xs:extension base="tns:Item"/></xs:complexContent></xs:complexType>
  <xs:element name="Unused"><xs:complexType><xs:sequence>`,
);

/** Edits of the WSDL, and the line that tells of them. */
const edits: [rule: string, from: string | RegExp, to: string, line: string][] = [
  [
    'route-removed',
    /<w:operation name="Note">.*?<\/w:operation>/gs,
    '',
    'POST /services/OrderService/Note: the route is gone',
  ],
  [
    'request-member-removed',
    /<xs:element name="Quantity".*?>/,
    '',
    'POST /services/OrderService/Place request: `quantity` is gone',
  ],
  [
    'request-member-now-required',
    'name="Quantity" type="xs:int" minOccurs="0"',
    'name="Quantity" type="xs:int"',
    'POST /services/OrderService/Place request: `quantity` is now required',
  ],
  [
    'request-required-member-added',
    '<xs:element name="Quantity"',
    '<xs:element name="Size" type="xs:int"/>$&',
    'POST /services/OrderService/Place request: `size` is new and required',
  ],
  [
    'request-member-now-optional',
    'name="Customer"',
    'minOccurs="0" $&',
    'POST /services/OrderService/Place request: `customer` is now optional',
  ],
  [
    'request-type-narrowed',
    'name="Quantity" type="xs:int"',
    'name="Quantity" type="xs:decimal"',
    'POST /services/OrderService/Place request: `quantity` is now a string, before an integer',
  ],
  [
    'request-type-narrowed',
    'name="Quantity" type="xs:int"',
    'name="Quantity" maxOccurs="9" type="xs:int"',
    'POST /services/OrderService/Place request: `quantity` is now an array, before an integer',
  ],
  [
    'request-null-narrowed',
    ' nillable="true"',
    '',
    'POST /services/OrderService/Place request: `colour` may no longer be null',
  ],
  [
    'request-value-narrowed',
    '<xs:enumeration value="blue"/>',
    '',
    'POST /services/OrderService/Place request: `colour` can no longer be "blue"',
  ],
  [
    'request-value-widened',
    '<xs:enumeration value="blue"/>',
    '$&<xs:enumeration value="green"/>',
    'POST /services/OrderService/Place request: `colour` may now be "green"',
  ],
  [
    'request-limit-narrowed',
    '<xs:maxLength value="20"/>',
    '<xs:maxLength value="10"/>',
    'POST /services/OrderService/Place request: `code` must now be at most 10 characters long, before at most 20 characters long',
  ],
  [
    'request-pattern-narrowed',
    '[A-Z]*',
    '[a-z]*',
    'POST /services/OrderService/Place request: `code` must match `^[a-z]*$`, before `^[A-Z]*$`',
  ],
  [
    'request-alternative-widened',
    '<xs:complexType name="Book">',
    '<xs:complexType name="Disc"><xs:complexContent><xs:extension base="tns:Item"/></xs:complexContent></xs:complexType>$&',
    'POST /services/OrderService/Place request: `item` may now be of the type `Disc`',
  ],
  [
    'request-alternative-narrowed',
    'name="Book"',
    'name="Paper"',
    'POST /services/OrderService/Place request: `item` can no longer be of the type `Book`',
  ],
  [
    'request-choice-widened',
    '<xs:choice><xs:element name="Card" type="xs:string"/><xs:element name="Cash" type="xs:boolean"/></xs:choice>',
    '<xs:element minOccurs="0" name="Card" type="xs:string"/><xs:element minOccurs="0" name="Cash" type="xs:boolean"/>',
    'POST /services/OrderService/Place request: the body no longer takes its members one at once',
  ],
  [
    'response-status-removed',
    '<xs:element name="Number" type="xs:int"/>',
    '',
    'POST /services/OrderService/Place response: 200 is no longer answered',
  ],
  [
    'response-type-widened',
    'name="Number" type="xs:int"',
    'name="Number" type="xs:string"',
    'POST /services/OrderService/Place response: `number` is now a string, before an integer',
  ],
  [
    'response-member-now-optional',
    'name="Number"',
    'minOccurs="0" $&',
    'POST /services/OrderService/Place response: `number` may now be absent',
  ],
  [
    'response-null-widened',
    'name="Number"',
    'nillable="true" $&',
    'POST /services/OrderService/Place response: `number` may now be null',
  ],
  [
    'documentation-changed',
    '<xs:element name="Number" type="xs:int"/>',
    '<xs:element name="Number" type="xs:int"><xs:annotation><xs:documentation>Counted.</xs:documentation></xs:annotation></xs:element>',
    'POST /services/OrderService/Place response: `number` is described otherwise',
  ],
  [
    'soap-changed',
    'soapAction="urn:orders/Place"',
    'soapAction="urn:orders/PlaceIt"',
    'POST /services/OrderService/Place: the SOAP operation behind it is called otherwise',
  ],
];

describe('command line: diff', () => {
  let folder: string;
  let old: string;
  const write = (name: string, text: string): string => {
    const file = join(folder, name);
    writeFileSync(file, text);
    return file;
  };
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'soapstone-diff-'));
    old = write('old.wsdl', wsdl);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test('of a WSDL with itself: nothing, and 0', async () => {
    expect(await runCommand(['diff', old, old])).toStrictEqual({
      code: 0,
      stdout: 'No changes for callers.\n',
      stderr: '',
    });
  });

  test.each(edits)('of WSDLs: %s by an edit of %s', async (rule, from, to, line) => {
    const edited = wsdl.replace(from, to);
    expect(edited).not.toBe(wsdl);
    const { stdout, stderr } = await runCommand(['diff', old, write('new.wsdl', edited)]);
    expect(stderr).toBe('');
    expect(stdout).toContain(line);
    expect(stdout).toContain(`[${rule}]`);
  });

  test('1 when a change breaks callers, 0 when none does', async () => {
    const breaking = write('breaking.wsdl', wsdl.replace(/<xs:element name="Quantity".*?>/, ''));
    const compatible = write('compatible.wsdl', wsdl.replace('name="Customer"', 'minOccurs="0" $&'));
    expect((await runCommand(['diff', old, breaking])).code).toBe(1);
    expect((await runCommand(['diff', old, compatible])).code).toBe(0);
  });

  test.each(['json', 'yaml'])('of OpenAPI documents as %s, and against a WSDL', async (form) => {
    const document = join(folder, `openapi.${form}`);
    await runCommand(['openapi', '--wsdl', old, '--out', document]);
    expect(await runCommand(['diff', document, document])).toMatchObject({ code: 0 });
    expect(await runCommand(['diff', document, old])).toMatchObject({ code: 0, stdout: 'No changes for callers.\n' });
  });

  test('of a configuration', async () => {
    const file = write('gateway.yaml', `backends:\n  orders:\n    wsdl: [${old}]\nservices: { expose: ["*.Place"] }\n`);
    const { code, stdout } = await runCommand(['diff', old, file]);
    expect(code).toBe(1);
    expect(stdout).toContain('POST /services/OrderService/Note: the route is gone  [route-removed]');
  });

  test('--json and --format', async () => {
    const latest = write('removed.wsdl', wsdl.replace(/<xs:element name="Quantity".*?>/, ''));
    const json = JSON.parse((await runCommand(['diff', old, latest, '--json'])).stdout);
    expect(json).toStrictEqual({
      breaking: 1,
      compatible: 0,
      cosmetic: 0,
      changes: [
        {
          rule: 'request-member-removed',
          impact: 'breaking',
          place: 'POST /services/OrderService/Place request',
          message: '`quantity` is gone',
          alsoIn: [],
        },
      ],
    });
    const { stdout } = await runCommand(['diff', old, latest, '--format', 'markdown']);
    expect(stdout).toBe(`# Changes for callers

1 breaking, 0 compatible, 0 cosmetic.

## Breaking

- \`POST /services/OrderService/Place\` request: \`quantity\` is gone (\`request-member-removed\`)
`);
  });

  test.each([
    ['a file that is not there', 'absent.json', undefined, 'absent.json cannot be read'],
    ['a file that is not JSON', 'broken.json', '{', 'broken.json cannot be read'],
    ['another version of OpenAPI', 'v2.yaml', 'swagger: "2.0"', 'v2.yaml is no OpenAPI 3.1 document'],
    ['JSON of another kind', 'other.json', '{}', 'other.json is no OpenAPI 3.1 document'],
    ['a WSDL that is not there', 'absent.wsdl', undefined, 'absent.wsdl'],
  ])('%s is exit code 2', async (_name, file, text, complaint) => {
    const path = text === undefined ? join(folder, file) : write(file, text);
    const { code, stdout, stderr } = await runCommand(['diff', old, path]);
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain(complaint);
  });

  test('one argument is a usage error', async () => {
    expect((await runCommand(['diff', old])).code).toBe(2);
  });
});
