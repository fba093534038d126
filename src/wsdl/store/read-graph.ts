import {
  ARRAY,
  FIRST_SHAPE,
  FROZEN_ARRAY,
  type Graph,
  INFINITY,
  type KnownObjects,
  MAP,
  SET,
  UNDEFINED,
} from './graph.ts';

type Members = Record<string, unknown>;

/** An object that is there, its values still to come: they begin at `at` in the numbers. */
interface Begun {
  readonly object: unknown[] | Map<unknown, unknown> | Set<unknown> | Members;
  readonly shape: number;
  readonly at: number;
}

/**
 * Makes the graph that was written down by {@link encodeGraph}: first all objects, then what is in them, since they may lead
 * to each other in circles.
 * @throws {RangeError} when the numbers do not make a graph, or name an object that is not known here
 */
export function decodeGraph({ shapes, constants, numbers }: Graph, known: KnownObjects): unknown {
  const templates = shapes.map(({ keys }): Members => Object.fromEntries(keys.map((key) => [key, undefined])));
  const values = constants.map((constant) => (Array.isArray(constant) ? named(constant[0], known) : constant));
  const begun: Begun[] = [];
  for (let at = 0; at < numbers.length; ) {
    const shape = numbers[at] ?? -1;
    const template = templates[shape - FIRST_SHAPE];
    const keys = shapes[shape - FIRST_SHAPE]?.keys;
    if (keys === undefined || template === undefined) {
      const count = numbers[at + 1] ?? -1;
      if (count < 0 || shape < 0 || shape >= FIRST_SHAPE) throw new RangeError('there is no such shape');
      begun.push({ object: emptyOf(shape), shape, at: at + 1 });
      at += 2 + count;
    } else {
      // a copy of the template has its layout, with room for these members and no others
      begun.push({ object: { ...template }, shape, at: at + 1 });
      at += 1 + keys.length;
    }
  }

  const valueAt = (at: number): unknown => {
    const number = numbers[at] ?? -1;
    const place = number >> 1;
    const list: readonly unknown[] = number & 1 ? values : begun;
    if (number < 0 || place >= list.length) throw new RangeError('there is no such value');
    return number & 1 ? values[place] : begun[place]?.object;
  };

  for (const { object, shape, at } of begun) {
    const count = numbers[at] ?? 0;
    if (Array.isArray(object)) {
      for (let index = 1; index <= count; index++) object.push(valueAt(at + index));
      if (shape === FROZEN_ARRAY) Object.freeze(object);
    } else if (object instanceof Map) {
      for (let index = 1; index <= count; index += 2) object.set(valueAt(at + index), valueAt(at + index + 1));
    } else if (object instanceof Set) {
      for (let index = 1; index <= count; index++) object.add(valueAt(at + index));
    } else {
      const { keys = [], frozen = false } = shapes[shape - FIRST_SHAPE] ?? {};
      for (const [index, key] of keys.entries()) object[key] = valueAt(at + index);
      if (frozen) Object.freeze(object);
    }
  }
  return begun[0]?.object;
}

function emptyOf(shape: number): Begun['object'] {
  if (shape === ARRAY || shape === FROZEN_ARRAY) return [];
  return shape === MAP ? new Map() : shape === SET ? new Set() : [];
}

function named(name: string, known: KnownObjects): unknown {
  if (name === UNDEFINED) return undefined;
  if (name === INFINITY) return Number.POSITIVE_INFINITY;
  const object = name.startsWith(':') ? known.get(name.slice(1)) : undefined;
  if (object === undefined) throw new RangeError(`there is no ${name}`);
  return object;
}
