import { normaliseFragment } from '../../xml/fragment.ts';
import type { TypeDefinition } from '../../xsd/model/type-definition.ts';
import type { Compiler } from '../compiler.ts';
import { readWith } from '../decode-state.ts';
import { encodeValue } from '../element-codec.ts';
import { startExample } from '../example-state.ts';
import type { MessageCodec } from '../message-codec.ts';

const BODY = { open: '<body', close: '</body>', namespace: '' };

/** A document/literal message of one part given by type (WSDL 1.1 §3.5): the part's content is the body's content. */
export function typeMessage(type: TypeDefinition, compiler: Compiler): MessageCodec {
  const value = () => compiler.exactValue(type);
  return {
    empty: false,
    bodyElements: firstNames(type),
    encode(json) {
      const encoded = encodeValue(value(), BODY, json);
      if (!encoded.ok) return encoded;
      const { xml } = encoded;
      const startEnd = xml.indexOf('>');
      const attributes = xml.slice(BODY.open.length, startEnd).replace(/\/$/, '');
      if (/ (?!xmlns)[^ =]+="/.test(attributes)) {
        return {
          ok: false,
          issues: [{ pointer: '', detail: 'needs attributes on the body, which this gateway does not send' }],
        };
      }
      const content = xml.endsWith('/>') ? '' : xml.slice(startEnd + 1, -BODY.close.length);
      if (attributes === '') return { ok: true, xml: content };
      const declared = [...attributes.matchAll(/ xmlns:([^=]+)="([^"]*)"/g)].map(
        ([, prefix, namespace]): [string, string] => [prefix ?? '', namespace ?? ''],
      );
      const fragment = normaliseFragment(content, 'mixed', new Map(declared));
      return fragment.ok
        ? { ok: true, xml: fragment.xml }
        : { ok: false, issues: [{ pointer: '', detail: fragment.detail }] };
    },
    decode: (reader, context) => readWith(reader, context, (state) => value().decode(reader, state)),
    schema: (registry) => value().schema(registry),
    example: (options) => value().example(startExample(options)),
  };
}

/** Clark names of the elements that the content may begin with, as far as they are known by name. */
function firstNames(type: TypeDefinition): readonly string[] {
  if (type.kind === 'simple' || type.content.kind !== 'elements') return [];
  const { term } = type.content.particle;
  const particles = term.kind === 'element' || term.kind === 'wildcard' ? [type.content.particle] : term.particles;
  return particles.flatMap((particle) =>
    particle.term.kind === 'element'
      ? [`{${particle.term.name.namespace}}${particle.term.name.local}`.replace('{}', '')]
      : [],
  );
}
