import { createCompiler } from '../../../src/codec/compile.ts';
import { compileElementCodec } from '../../../src/codec/element-codec.ts';
import { camelCase, type JsonNaming } from '../../../src/codec/json-names.ts';
import type { DecodeContext, ElementCodec } from '../../../src/codec/message-codec.ts';
import type { JsonValue } from '../../../src/json/value.ts';
import { defaultReplyLimits } from '../../../src/xml/limits.ts';
import { createReader } from '../../../src/xml/string-reader.ts';
import { resolveComponents } from '../../xsd/resolve/resolve-text.ts';

/** The codec of an element `root` among components of `urn:t`, with what tests ask of it. */
export interface TextCodec {
  readonly codec: ElementCodec;
  /** The XML, or the issues as `pointer detail`. */
  write(value: JsonValue | undefined): string | readonly string[];
  read(
    xml: string,
    mode?: DecodeContext['mode'],
  ): { readonly value: JsonValue; readonly unknown: number; readonly issues: readonly string[] };
}

/** Compiles `<root>` from the text of its components; `xsi`, `xs` and `urn:t` as the default are declared on what is read. */
export function codecOf(components: string, naming: JsonNaming = camelCase): TextCodec {
  const { schemas } = resolveComponents(components);
  const declaration = schemas.elements.get('{urn:t}root');
  if (declaration === undefined) throw new Error('no root');
  const codec = compileElementCodec(declaration, createCompiler(schemas, naming));
  return {
    codec,
    write(value) {
      const encoded = codec.encode(value);
      return encoded.ok ? encoded.xml : encoded.issues.map(({ pointer, detail }) => `${pointer} ${detail}`.trim());
    },
    read(xml, mode = 'lenient') {
      const context: DecodeContext = { mode, unknownElements: 0, issues: [] };
      const declared = xml.replace(
        /^<root/,
        '<root xmlns="urn:t" xmlns:t="urn:t" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"',
      );
      const value = codec.decode(createReader(declared, '', defaultReplyLimits), context);
      const issues = context.issues.map(({ pointer, detail }) => `${pointer} ${detail}`.trim());
      return { value, unknown: context.unknownElements, issues };
    },
  };
}

/** Components with a root whose type has this content. */
export function rootOf(content: string, others = ''): string {
  return `<xs:element name="root"><xs:complexType>${content}</xs:complexType></xs:element>${others}`;
}
