import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonOf } from './support/schema-arbitrary.ts';
import { createSchemaBundle } from './support/schema-validator.ts';
import { codecOf, rootOf } from './support/text-codec.ts';

const MODELS = 80;
const VALUES = 8;

const occurrence = fc.constantFrom(
  ...['', '', '', 'minOccurs="0"', 'minOccurs="0" maxOccurs="unbounded"', 'maxOccurs="unbounded"', 'maxOccurs="3"'],
  ...['minOccurs="2" maxOccurs="2"', 'minOccurs="2" maxOccurs="3"'],
);
const element = fc
  .tuple(fc.constantFrom('a', 'b', 'c', 'd'), occurrence)
  .map(([name, occurs]) => `<xs:element name="${name}" type="xs:int" ${occurs}/>`);
const wildcard = occurrence.map((occurs) => `<xs:any namespace="##other" processContents="lax" ${occurs}/>`);

function compositor(depth: number): fc.Arbitrary<string> {
  const inner =
    depth === 0
      ? element
      : fc.oneof(
          { weight: 5, arbitrary: element },
          { weight: 1, arbitrary: wildcard },
          { weight: 4, arbitrary: fc.constant(null).chain(() => compositor(depth - 1)) },
        );
  return fc
    .tuple(
      fc.constantFrom('sequence', 'sequence', 'choice'),
      occurrence,
      fc.array(inner, { minLength: 1, maxLength: 3 }),
    )
    .map(([kind, occurs, particles]) => `<xs:${kind} ${occurs}>${particles.join('')}</xs:${kind}>`);
}

describe('content models made by chance, deterministic or not', () => {
  const models = fc.sample(compositor(2), { numRuns: MODELS, seed: 20260102 });
  it('write what their schema allows so that it is read strictly and written the same', () => {
    let tried = 0;
    for (const model of models) {
      const { codec, write, read } = codecOf(rootOf(model));
      const bundle = createSchemaBundle();
      const schema = codec.schema(bundle);
      const validate = bundle.compile(schema);
      const follow = (reference: string) => bundle.definitions[reference.slice(reference.lastIndexOf('/') + 1)] ?? {};
      for (const value of fc.sample(jsonOf(schema, follow), { numRuns: VALUES, seed: 1 })) {
        if (!validate(value)) continue;
        tried++;
        const xml = write(value);
        expect([model, value, xml]).toEqual([model, value, expect.any(String)]);
        const back = read(String(xml).replace(' xmlns="urn:t"', ''), 'strict');
        expect([model, xml, back.issues]).toEqual([model, xml, []]);
        expect([model, write(back.value)]).toEqual([model, xml]);
        expect([model, back.value, validate(back.value), validate.errors]).toEqual([model, back.value, true, null]);
      }
    }
    expect(tried).toBeGreaterThan((MODELS * VALUES) / 3);
  });
});
