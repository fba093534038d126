import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileOperationCodec, createCodecMemo } from '../../src/codec/operation.ts';
import { collectDiagnostics } from '../../src/diagnostics/diagnostic.ts';
import { inlineSchemas } from '../../src/wsdl/load/inline-schemas.ts';
import { parseDefinitions } from '../../src/wsdl/parse/definitions.ts';
import { resolveDefinitions } from '../../src/wsdl/resolve/definitions.ts';
import { parseDocument } from '../../src/xml/document.ts';
import { XmlError } from '../../src/xml/error.ts';
import { documentLimits } from '../../src/xml/limits.ts';
import { resolveSchemas } from '../../src/xsd/resolve/schemas.ts';
import { orders } from './folder.ts';

const components = `
  <xs:simpleType name="Code"><xs:restriction base="xs:token"><xs:maxLength value="3"/><xs:enumeration value="A"/></xs:restriction></xs:simpleType>
  <xs:simpleType name="Codes"><xs:list itemType="tns:Code"/></xs:simpleType>
  <xs:group name="g"><xs:choice><xs:element name="one" type="tns:Codes"/><xs:element ref="tns:Ticket" maxOccurs="2"/></xs:choice></xs:group>
  <xs:attributeGroup name="ag"><xs:attribute name="a" type="xs:int" use="required"/><xs:anyAttribute namespace="##other"/></xs:attributeGroup>
  <xs:complexType name="Base" mixed="true"><xs:sequence><xs:group ref="tns:g" minOccurs="0" maxOccurs="unbounded"/><xs:any/></xs:sequence><xs:attributeGroup ref="tns:ag"/></xs:complexType>
  <xs:complexType name="More"><xs:complexContent><xs:extension base="tns:Base"><xs:all><xs:element name="more" type="tns:Base"/></xs:all></xs:extension></xs:complexContent></xs:complexType>
  <xs:complexType name="Priced"><xs:simpleContent><xs:extension base="tns:Code"><xs:attribute name="currency"/></xs:extension></xs:simpleContent></xs:complexType>
  <xs:element name="Special" type="tns:Code" substitutionGroup="tns:Ticket"/>
</xs:schema>`;
const text = orders
  .replace('</xs:schema>', components)
  .replace('name="item" type="xs:string"', 'name="item" type="tns:More"')
  .replace('name="number" type="xs:int"', 'name="number" type="tns:Priced"');

const values = [...text.matchAll(/"([^"<>]*)"/g)].map(([, value = '']) => value);
const names = [
  'element',
  'sequence',
  'choice',
  'all',
  'any',
  'group',
  'attribute',
  'extension',
  'restriction',
  'simpleType',
];
const odd = [
  '',
  '0',
  '-1',
  'unbounded',
  'a b',
  'xs:string',
  'q:x',
  '99999999999999999999',
  'true',
  '##any',
  '__proto__',
];

/** One thing wrong with the document: a value in another's place, an element gone or there twice, or called otherwise. */
const change = fc.oneof(
  fc.record({ kind: fc.constant('value' as const), at: fc.nat(), to: fc.constantFrom(...values, ...odd) }),
  fc.record({ kind: fc.constant('remove' as const), at: fc.nat() }),
  fc.record({ kind: fc.constant('repeat' as const), at: fc.nat(), from: fc.nat() }),
  fc.record({ kind: fc.constant('rename' as const), from: fc.constantFrom(...names), to: fc.constantFrom(...names) }),
);
type Change = typeof change extends fc.Arbitrary<infer Each> ? Each : never;

function apply(before: string, one: Change): string {
  if (one.kind === 'rename') return before.replace(new RegExp(`(</?xs:)${one.from}\\b`, 'g'), `$1${one.to}`);
  const places = [...before.matchAll(one.kind === 'value' ? /"[^"<>]*"/g : /<[^!?/][^<>]*\/>/g)];
  const place = places[one.at % Math.max(1, places.length)];
  if (place === undefined) return before;
  const put =
    one.kind === 'value'
      ? `"${one.to}"`
      : one.kind === 'remove'
        ? ''
        : `${places[one.from % places.length]?.[0]}${place[0]}`;
  return before.slice(0, place.index) + put + before.slice(place.index + place[0].length);
}

describe('load: a WSDL with anything wrong in it', () => {
  test('gives diagnostics and operations whose codecs compile, and never throws', () => {
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 5 }), (changes) => {
        const sink = collectDiagnostics();
        const broken = changes.reduce(apply, text);
        try {
          const root = parseDocument(broken, 'main.wsdl', documentLimits);
          const documents = inlineSchemas(root, sink).map((each) => ({ root: each, file: 'main.wsdl' }));
          const schemas = resolveSchemas({ documents, locate: () => undefined }, sink);
          const source = {
            source: 'main.wsdl',
            documents: ['main.wsdl'],
            parsed: [parseDefinitions(root, sink)],
            schemas,
          };
          const { services } = resolveDefinitions(source, sink);
          const memo = createCodecMemo();
          for (const { binding } of services.flatMap(({ ports }) => ports)) {
            for (const operation of binding.operations) {
              const { input } = compileOperationCodec(operation, schemas, { naming: 'camel' }, memo);
              input.encode(input.example());
            }
          }
        } catch (error) {
          if (!(error instanceof XmlError)) throw error; // not well-formed any more, which is the reader's to say
        }
        expect(sink.diagnostics.every(({ location }) => location.line >= 1 && location.file !== '')).toBe(true);
      }),
      { numRuns: 150, seed: 1 },
    );
  });
});
