import * as fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { createCompiler } from '../../src/codec/compile.ts';
import { compileElementCodec } from '../../src/codec/element-codec.ts';
import { startExample } from '../../src/codec/example-state.ts';
import { camelCase } from '../../src/codec/json-names.ts';
import type { DecodeContext } from '../../src/codec/message-codec.ts';
import { isJsonObject, type JsonValue } from '../../src/json/value.ts';
import { defaultReplyLimits } from '../../src/xml/limits.ts';
import { createReader } from '../../src/xml/string-reader.ts';
import { resolveDocuments, schemaOf } from '../xsd/resolve/resolve-text.ts';
import { type Construct, constructs } from './support/constructs.ts';
import { jsonOf } from './support/schema-arbitrary.ts';
import { createSchemaBundle } from './support/schema-validator.ts';
import { judgeXml } from './support/xml-judge.ts';
import { readTree } from './support/xml-leaves.ts';

const SAMPLES = 30;

function compile({ components, schemaAttributes }: Construct) {
  const contents = schemaOf(components, schemaAttributes);
  const { schemas, findings } = resolveDocuments({ 'a.xsd': contents });
  const declaration = schemas.elements.get('{urn:t}root');
  if (declaration === undefined) throw new Error('no root');
  const compiler = createCompiler(schemas, camelCase);
  const codec = compileElementCodec(declaration, compiler);
  const bundle = createSchemaBundle();
  const schema = codec.schema(bundle);
  const validate = bundle.compile(schema);
  const read = (xml: string, mode: DecodeContext['mode']) => {
    const context: DecodeContext = { mode, unknownElements: 0, issues: [] };
    const value = codec.decode(createReader(xml, '', defaultReplyLimits), context);
    return { value, unknown: context.unknownElements, issues: context.issues };
  };
  const write = (value: JsonValue): string => {
    const encoded = codec.encode(value);
    if (!encoded.ok) throw new Error(`${JSON.stringify(value)}: ${JSON.stringify(encoded.issues)}`);
    return encoded.xml;
  };
  const follow = (reference: string) => bundle.definitions[reference.slice(reference.lastIndexOf('/') + 1)] ?? {};
  const judge = (documents: readonly string[]) => judgeXml([{ targetNamespace: 'urn:t', contents }], documents);
  const example = (extent: 'required' | 'full') => compiler.elementValue(declaration).example(startExample({ extent }));
  return { findings, schema, validate, read, write, follow, judge, example };
}

describe.each(constructs)('$name', (construct) => {
  const { findings, schema, validate, read, write, follow, judge, example } = compile(construct);
  const { instances } = construct;
  const samples = fc.sample(jsonOf(schema, follow), { numRuns: SAMPLES, seed: 20260101 });
  const examples = [example('required'), example('full')];
  const values = [...samples, ...examples].filter((value) => validate(value));
  let documents: readonly string[] = [];
  let faults: readonly (readonly string[])[] = [];
  beforeAll(async () => {
    documents = values.map(write);
    faults = await judge([...instances, ...documents]);
  });

  it('XML to JSON to XML gives the same document, described by the schema', () => {
    expect(findings).toEqual([]);
    for (const [at, instance] of instances.entries()) {
      expect([instance, faults[at]]).toEqual([instance, []]);
      const lenient = read(instance, 'lenient');
      expect(read(instance, 'strict')).toEqual({ value: lenient.value, unknown: 0, issues: [] });
      expect([lenient.value, validate(lenient.value), validate.errors]).toEqual([lenient.value, true, null]);
      expect(readTree(write(lenient.value))).toEqual(readTree(instance));
    }
  });

  it('JSON that the schema allows gives valid XML, and is read back the same', () => {
    expect(values.length).toBeGreaterThan(SAMPLES / 2);
    for (const [at, value] of values.entries()) {
      const document = documents[at] ?? '';
      expect([document, faults[instances.length + at]]).toEqual([document, []]);
      const back = read(document, 'strict');
      expect([document, back.issues]).toEqual([document, []]);
      expect(readTree(write(back.value))).toEqual(readTree(document));
      const same = construct.hasSynonyms === true ? value : withoutImplied(back.value, value);
      expect(same).toEqual(value);
    }
  });

  it('its examples are what the schema allows', () => {
    for (const value of examples) expect([value, validate(value), validate.errors]).toEqual([value, true, null]);
  });
});

/** The value without the `$type`s that are the declared ones: on input they may be left out. */
function withoutImplied(value: JsonValue, sent: JsonValue | undefined): JsonValue {
  if (Array.isArray(value))
    return value.map((item, at) => withoutImplied(item, Array.isArray(sent) ? sent[at] : undefined));
  if (!isJsonObject(value) || !isJsonObject(sent)) return value;
  const kept = Object.entries(value).filter(([name]) => name !== '$type' || Object.hasOwn(sent, name));
  return Object.fromEntries(kept.map(([name, inner]) => [name, withoutImplied(inner, sent[name])]));
}
