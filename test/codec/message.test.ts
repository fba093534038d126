import { describe, expect, it } from 'vitest';
import type { MessageCodec } from '../../src/codec/message-codec.ts';
import { compileOperationCodec, createCodecMemo } from '../../src/codec/operation.ts';
import type { JsonValue } from '../../src/json/value.ts';
import type { BoundOperation, MessagePart } from '../../src/wsdl/model/binding.ts';
import { defaultReplyLimits } from '../../src/xml/limits.ts';
import { createReader } from '../../src/xml/string-reader.ts';
import { resolveComponents } from '../xsd/resolve/resolve-text.ts';

const { schemas } = resolveComponents(`
  <xs:element name="Save"><xs:complexType><xs:sequence><xs:element name="Id" type="xs:int"/></xs:sequence></xs:complexType></xs:element>
  <xs:element name="Ping"><xs:complexType><xs:sequence/></xs:complexType></xs:element>
  <xs:element name="Text" type="xs:string"/>
  <xs:element name="Number" type="xs:int" nillable="true"/>
  <xs:element name="Ticket" type="xs:string"/>
  <xs:complexType name="Pair"><xs:sequence><xs:element name="a" type="xs:int"/><xs:element name="b" type="xs:QName" minOccurs="0"/></xs:sequence></xs:complexType>`);

function element(local: string): Extract<MessagePart, { readonly element: unknown }>['element'] {
  const found = schemas.elements.get(`{urn:t}${local}`);
  if (found === undefined) throw new Error(local);
  return found;
}

function type(local: string): Extract<MessagePart, { readonly type: unknown }>['type'] {
  const found = schemas.types.get(
    local.startsWith('xs:') ? `{http://www.w3.org/2001/XMLSchema}${local.slice(3)}` : `{urn:t}${local}`,
  );
  if (found === undefined) throw new Error(local);
  return found;
}

function compile(operation: Partial<BoundOperation>) {
  const bound: BoundOperation = {
    name: 'do',
    inputName: 'do',
    overloaded: false,
    style: 'document',
    use: 'literal',
    soapAction: '',
    soapVersion: '1.1',
    input: { bodyParts: [], headers: [] },
    faults: [],
    location: { file: 'a.wsdl', line: 1, column: 1 },
    ...operation,
  };
  return compileOperationCodec(bound, schemas, { naming: 'camel' }, createCodecMemo());
}

function input(bodyParts: readonly MessagePart[], own: Partial<BoundOperation> = {}): MessageCodec {
  const rpcWrapper = own.style === 'rpc' ? { rpcWrapper: { namespace: 'urn:op', local: 'Do' } } : {};
  return compile({ ...own, input: { bodyParts, headers: [], ...rpcWrapper } }).input;
}

function decode(codec: MessageCodec, body: string, mode: 'lenient' | 'strict' = 'lenient') {
  const context = { mode, unknownElements: 0, issues: [] };
  const reader = createReader(`<e:Body xmlns:e="urn:e">${body}</e:Body>`, '', defaultReplyLimits);
  const value = codec.decode(reader, context);
  return { value, unknown: context.unknownElements, issues: context.issues, rest: reader.kind };
}

describe('messages', () => {
  const rows: readonly [string, MessageCodec, JsonValue, string, readonly string[]][] = [
    [
      'a wrapper: its children are the members',
      input([{ name: 'p', element: element('Save') }]),
      { id: 1 },
      '<Save xmlns="urn:t"><Id>1</Id></Save>',
      ['{urn:t}Save'],
    ],
    [
      'a bare scalar',
      input([{ name: 'p', element: element('Text') }]),
      'a<b',
      '<Text xmlns="urn:t">a&lt;b</Text>',
      ['{urn:t}Text'],
    ],
    [
      'a nil scalar',
      input([{ name: 'p', element: element('Number') }]),
      null,
      '<Number xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns="urn:t" xsi:nil="true"/>',
      ['{urn:t}Number'],
    ],
    [
      'several parts side by side, keyed by part',
      input([
        { name: 'First', element: element('Text') },
        { name: 'second', element: element('Save') },
      ]),
      { first: 'x', second: { id: 1 } },
      '<Text xmlns="urn:t">x</Text><Save xmlns="urn:t"><Id>1</Id></Save>',
      ['{urn:t}Text', '{urn:t}Save'],
    ],
    [
      'rpc: parts in no namespace inside the wrapper',
      input(
        [
          { name: 'Pair', type: type('Pair') },
          { name: 'n', type: type('xs:int') },
        ],
        { style: 'rpc' },
      ),
      { pair: { a: 1 }, n: 2 },
      '<m:Do xmlns:m="urn:op"><Pair><a xmlns="urn:t">1</a></Pair><n>2</n></m:Do>',
      ['{urn:op}Do'],
    ],
    [
      'a part by type in document style: its content is the body',
      input([{ name: 'p', type: type('Pair') }]),
      { a: 1, b: '{urn:q}x' },
      '<a xmlns="urn:t">1</a><b xmlns="urn:t" xmlns:q1="urn:q">q1:x</b>',
      ['{urn:t}a', '{urn:t}b'],
    ],
  ];
  it.each(rows)('%s', (_what, codec, value, xml, bodyElements) => {
    expect(codec.encode(value)).toEqual({ ok: true, xml });
    expect(decode(codec, xml, 'strict')).toEqual({ value, unknown: 0, issues: [], rest: 'eof' });
    expect([codec.empty, codec.bodyElements]).toEqual([false, bodyElements]);
    expect(codec.encode(codec.example())).toMatchObject({ ok: true });
  });

  const empties: readonly [string, MessageCodec, string][] = [
    ['without parts', input([]), ''],
    ['with an empty wrapper', input([{ name: 'p', element: element('Ping') }]), '<Ping xmlns="urn:t"/>'],
    ['of rpc without parts', input([], { style: 'rpc' }), '<m:Do xmlns:m="urn:op"/>'],
  ];
  it.each(empties)('a message %s says nothing', (_what, codec, xml) => {
    expect([codec.empty, codec.schema({ define: (_identity, _name, build) => build() }), codec.example()]).toEqual([
      true,
      undefined,
      undefined,
    ]);
    expect(codec.encode(undefined)).toEqual({ ok: true, xml });
    expect(codec.encode({})).toEqual({ ok: true, xml });
    expect(codec.encode({ x: 1 })).toMatchObject({ ok: false });
    expect(decode(codec, xml)).toEqual({ value: undefined, unknown: 0, issues: [], rest: 'eof' });
  });

  it('nothing where something is needed is refused by its members', () => {
    expect(input([{ name: 'p', element: element('Save') }]).encode(undefined)).toEqual({
      ok: false,
      issues: [{ pointer: '/id', detail: 'is required' }],
    });
    expect(input([{ name: 'p', element: element('Text') }]).encode(undefined)).toEqual({
      ok: false,
      issues: [{ pointer: '', detail: 'is required' }],
    });
    const rpc = input(
      [
        { name: 'n', type: type('xs:int') },
        { name: 'Pair', type: type('Pair') },
      ],
      { style: 'rpc' },
    );
    expect(rpc.encode(undefined)).toEqual({
      ok: false,
      issues: [
        { pointer: '/n', detail: 'is required' },
        { pointer: '/pair/a', detail: 'is required' },
      ],
    });
    expect(rpc.encode({ n: 1, pair: { a: 1 }, other: 1 })).toEqual({
      ok: false,
      issues: [{ pointer: '/other', detail: 'is not a known property' }],
    });
  });

  it.each([
    ['another element', '<Ping xmlns="urn:t"/>', 'the body holds the element {urn:t}Ping instead of {urn:t}Save'],
    [
      'another namespace',
      '<Save xmlns="urn:other"/>',
      'the body holds the element {urn:other}Save instead of {urn:t}Save',
    ],
    ['nothing', ' ', 'the body holds nothing instead of {urn:t}Save'],
  ])('a body with %s is refused', (_what, body, message) => {
    expect(() => decode(input([{ name: 'p', element: element('Save') }]), body)).toThrow(message);
  });

  it('what else stands in a body is counted', () => {
    const codec = input([{ name: 'p', element: element('Save') }]);
    expect(decode(codec, '<Save xmlns="urn:t"><Id>1</Id></Save><x/>')).toMatchObject({
      value: { id: 1 },
      unknown: 1,
      rest: 'eof',
    });
  });

  it('header blocks and faults are known by their elements, each block once', () => {
    const ticket = { partName: 'h', element: element('Ticket') };
    const codec = compile({
      input: { bodyParts: [], headers: [ticket, ticket] },
      output: { bodyParts: [], headers: [ticket] },
      headerFaults: [ticket],
      faults: [{ name: 'SaveFault', element: element('Save') }],
    });
    expect(
      [codec.inputHeaders, codec.outputHeaders].map((blocks) => blocks.map(({ name, namespace }) => [name, namespace])),
    ).toEqual([[['Ticket', 'urn:t']], [['Ticket', 'urn:t']]]);
    expect(codec.inputHeaders[0]?.encode('x')).toEqual({ ok: true, xml: '<Ticket xmlns="urn:t">x</Ticket>' });
    expect([...codec.faults].map(([clark, { name }]) => [clark, name])).toEqual([['{urn:t}Save', 'SaveFault']]);
    expect(compile({}).output).toBeUndefined();
  });
});
