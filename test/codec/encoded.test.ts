import { describe, expect, it } from 'vitest';
import type { DecodeContext, MessageCodec } from '../../src/codec/message-codec.ts';
import { compileOperationCodec, createCodecMemo } from '../../src/codec/operation.ts';
import type { BoundMessage, SoapVersion } from '../../src/wsdl/model/binding.ts';
import { defaultReplyLimits } from '../../src/xml/limits.ts';
import { SOAP11_ENCODING, XS } from '../../src/xml/namespaces.ts';
import { createReader } from '../../src/xml/string-reader.ts';
import { resolveDocuments } from '../xsd/resolve/resolve-text.ts';
import { createSchemaBundle } from './support/schema-validator.ts';

const { schemas } = resolveDocuments({
  'a.xsd': `<xs:schema xmlns:xs="${XS}" xmlns:t="urn:t" xmlns:enc="${SOAP11_ENCODING}" xmlns:wsdl="http://schemas.xmlsoap.org/wsdl/" targetNamespace="urn:t">
  <xs:import namespace="${SOAP11_ENCODING}"/>
  <xs:complexType name="Person"><xs:sequence><xs:element name="name" type="enc:string"/><xs:element name="age" type="xs:int"/><xs:element name="boss" type="t:Person" nillable="true" minOccurs="0"/></xs:sequence></xs:complexType>
  ${array('Names', 'xs:string[]')}${array('People', 't:Person[]')}${array('Grid', 'xs:int[,]')}${array('Lists', 'xs:int[][]')}
</xs:schema>`,
});

function array(name: string, arrayType: string): string {
  return `<xs:complexType name="${name}"><xs:complexContent><xs:restriction base="enc:Array"><xs:attribute ref="enc:arrayType" wsdl:arrayType="${arrayType}"/></xs:restriction></xs:complexContent></xs:complexType>`;
}

function message(parts: Readonly<Record<string, string>>, soapVersion: SoapVersion = '1.1'): MessageCodec {
  const bodyParts = Object.entries(parts).map(([name, local]) => {
    const type = schemas.types.get(local.startsWith('xs:') ? `{${XS}}${local.slice(3)}` : `{urn:t}${local}`);
    if (type === undefined) throw new Error(`no type ${local}`);
    return { name, type };
  });
  const input: BoundMessage = { rpcWrapper: { namespace: 'urn:op', local: 'do' }, bodyParts, headers: [] };
  const operation = {
    name: 'do',
    inputName: 'do',
    overloaded: false,
    style: 'rpc',
    use: 'encoded',
    soapAction: '',
    soapVersion,
    input,
    faults: [],
    location: { file: 'a.wsdl', line: 1, column: 1 },
  } as const;
  return compileOperationCodec(operation, schemas, { naming: 'camel' }, createCodecMemo()).input;
}

function decode(codec: MessageCodec, body: string): unknown {
  const xml = `<Body xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xs="${XS}" xmlns:enc="${SOAP11_ENCODING}" xmlns:t="urn:t">${body}</Body>`;
  return codec.decode(createReader(xml, '', defaultReplyLimits), { mode: 'lenient', unknownElements: 0, issues: [] });
}

function encode(codec: MessageCodec, value: Parameters<MessageCodec['encode']>[0]): string {
  const encoded = codec.encode(value);
  if (!encoded.ok) throw new Error(JSON.stringify(encoded.issues));
  return encoded.xml;
}

describe('SOAP encoding', () => {
  it('says the type of every element, and the encoding on the wrapper', () => {
    expect(encode(message({ who: 'Person', n: 'xs:int' }), { who: { name: 'x', age: 1 }, n: 2 })).toBe(
      '<m:do xmlns:m="urn:op" xmlns:e="http://schemas.xmlsoap.org/soap/envelope/" e:encodingStyle="http://schemas.xmlsoap.org/soap/encoding/">' +
        '<who xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:q1="urn:t" xmlns:q2="http://schemas.xmlsoap.org/soap/encoding/" xmlns:q3="http://www.w3.org/2001/XMLSchema" xsi:type="q1:Person"><name xsi:type="q2:string">x</name><age xsi:type="q3:int">1</age></who>' +
        '<n xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:q1="http://www.w3.org/2001/XMLSchema" xsi:type="q1:int">2</n></m:do>',
    );
  });

  const arrays: readonly [string, string, unknown][] = [
    ['of strings', 'Names', ['a', null, '']],
    [
      'of structs',
      'People',
      [
        { name: 'x', age: 1 },
        { name: 'y', age: 2, boss: null },
      ],
    ],
    [
      'of two dimensions',
      'Grid',
      [
        [1, 2, 3],
        [4, 5, 6],
      ],
    ],
    ['of arrays', 'Lists', [[1], [], [2, 3]]],
    ['that is empty', 'Names', []],
  ];
  it.each(arrays)('an array %s is the same after JSON to XML to JSON', (_what, type, value) => {
    const codec = message({ all: type });
    const json = { all: value } as Parameters<MessageCodec['encode']>[0];
    const bundle = createSchemaBundle();
    const validate = bundle.compile(codec.schema(bundle) ?? {});
    expect([validate(json), validate.errors]).toEqual([true, null]);
    expect(decode(codec, encode(codec, json))).toEqual(json);
  });

  it('an array says its item type and its sizes', () => {
    expect(
      encode(message({ all: 'Grid' }), {
        all: [
          [1, 2],
          [3, 4],
        ],
      }),
    ).toContain('xsi:type="q1:Array" q1:arrayType="q2:int[2,2]"');
    expect(encode(message({ all: 'Lists' }), { all: [[1], [2, 3]] })).toContain('q1:arrayType="q2:int[][2]"');
  });

  it('rows of different lengths are refused', () => {
    expect(message({ all: 'Grid' }).encode({ all: [[1, 2], [3]] })).toEqual({
      ok: false,
      issues: [{ pointer: '/all', detail: 'must be an array nested 2 deep, its rows of one length' }],
    });
  });

  it('references are read as what they refer to', () => {
    const body = `<m:do xmlns:m="urn:op"><all href="#1"/></m:do>
      <multiRef id="1" xsi:type="enc:Array" enc:arrayType="t:Person[2]"><item href="#2"/><item href="#2"/></multiRef>
      <multiRef id="2" xsi:type="t:Person"><name xsi:type="enc:string">x</name><age href="#3"/></multiRef><multiRef id="3">7</multiRef>`;
    const person = { name: 'x', age: 7 };
    expect(decode(message({ all: 'People' }), body)).toEqual({ all: [person, person] });
  });

  it('what is passed over behind a reference is counted', () => {
    const unknownIn = (more: string): number => {
      const body = `<m:do xmlns:m="urn:op"><p href="#1"/></m:do><r id="1"><name>x</name><age>1</age>${more}</r>`;
      const context: DecodeContext = { mode: 'lenient', unknownElements: 0, issues: [] };
      message({ p: 'Person' }).decode(createReader(`<Body>${body}</Body>`, '', defaultReplyLimits), context);
      return context.unknownElements;
    };
    expect(unknownIn('<new/><newer/>')).toBe(unknownIn('') + 2);
  });

  it.each([
    ['to nothing', '<p href="#9"/>', '/p: is a reference to an element that is not in the message'],
    ['to themselves', '<p href="#1"/>', /is a reference that leads back to itself, or too deep$/],
  ])('references %s are refused', (_what, part, reason) => {
    const body = `<m:do xmlns:m="urn:op">${part}</m:do><r id="1"><name>x</name><age>1</age><boss href="#1"/></r>`;
    expect(() => decode(message({ p: 'Person' }), body)).toThrow(reason);
  });
});
