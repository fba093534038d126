import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encodeGraph } from '../../../src/wsdl/store/graph.ts';
import { decodeGraph } from '../../../src/wsdl/store/read-graph.ts';

const nothing = new Map<string, object>();
const again = (value: unknown, known: ReadonlyMap<string, object> = nothing): unknown =>
  decodeGraph(encodeGraph(value, known), known);

/** Plain data as models have it. */
const plain = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.string(),
    fc.integer(),
    fc.constantFrom<unknown>(undefined, null, true, false, Number.POSITIVE_INFINITY, 0.5, ''),
    fc.array(tie('value')),
    fc.dictionary(
      fc.string().filter((key) => key !== '__proto__'),
      tie('value'),
      { noNullPrototype: true },
    ),
    fc.array(fc.tuple(fc.string(), tie('value'))).map((entries) => new Map(entries)),
    fc.array(fc.string()).map((members) => new Set(members)),
  ),
})).value;

describe('graph of plain data', () => {
  test('comes back as it was written, whatever is in it', () => {
    fc.assert(
      fc.property(plain, (value) => {
        expect(again([value])).toStrictEqual([value]);
      }),
    );
  });

  test('objects that lead to each other in a circle do so again', () => {
    const type: { name: string; elements: unknown[] } = { name: 'Person', elements: [] };
    type.elements.push({ name: 'manager', type });
    const back = again(type) as typeof type;
    expect((back.elements[0] as { readonly type: unknown }).type).toBe(back);
  });

  test('one object stays one, and two that are alike stay two', () => {
    const shared = { file: 'a.wsdl' };
    const [first, second, third] = again([shared, shared, { file: 'a.wsdl' }]) as object[];
    expect(first).toBe(second);
    expect(first).not.toBe(third);
    expect(first).toEqual(third);
  });

  test('what was frozen is frozen, and nothing else', () => {
    const [object, list, open] = again([Object.freeze({ a: 1 }), Object.freeze([1]), { a: 1 }]) as object[];
    expect([object, list, open].map((each) => Object.isFrozen(each))).toEqual([true, true, false]);
  });

  test('members keep their order', () => {
    expect(Object.keys(again({ b: 1, a: 2 }) as object)).toEqual(['b', 'a']);
  });

  test('a known object is itself, and is not looked into', () => {
    const known = new Map([['any', { self: () => undefined }]]);
    expect(again({ type: known.get('any') }, known)).toEqual({ type: known.get('any') });
    expect((again([known.get('any')], known) as unknown[])[0]).toBe(known.get('any'));
  });

  test.each([
    ['a function', { find: () => undefined }],
    ['an instance of a class', { at: new Date(0) }],
    ['an accessor', Object.defineProperty({}, 'type', { get: () => 1, enumerable: true })],
    ['a member called __proto__', JSON.parse('{"__proto__":1}')],
    ['a symbol', [Symbol('x')]],
    ['not a number', [Number.NaN]],
  ])('%s cannot be written', (_name, value) => {
    expect(() => encodeGraph(value, nothing)).toThrow(TypeError);
  });

  test('numbers that make no graph end in an error or in data, and in no time', () => {
    const { shapes, constants, numbers } = encodeGraph([{ a: [1, 'x'], b: new Map([['k', new Set(['v'])]]) }], nothing);
    const mutation = fc.tuple(fc.nat(numbers.length - 1), fc.integer());
    fc.assert(
      fc.property(fc.array(mutation, { minLength: 1 }), (mutations) => {
        const changed = numbers.slice();
        for (const [at, number] of mutations) changed[at] = number;
        try {
          decodeGraph({ shapes, constants, numbers: changed }, nothing);
        } catch (error) {
          expect(error).toBeInstanceOf(RangeError);
        }
      }),
    );
  });

  test('an object that is not known here is an error', () => {
    const graph = encodeGraph([anyType], new Map([['anyType', anyType]]));
    expect(() => decodeGraph(graph, nothing)).toThrow(RangeError);
  });
});

const anyType = {};
