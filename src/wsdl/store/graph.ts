/**
 * A graph of plain data as a flat list of numbers: what is one object stays one, circles and frozen objects included. A
 * number is a value: even ones are objects by their place in the list, odd ones constants by theirs. An object is its shape,
 * then its values; a list, a map or a set is its shape, how many values follow, then these.
 */
export interface Graph {
  /** Member names of the shapes, from the fifth on: see {@link FIRST_SHAPE}. */
  readonly shapes: readonly { readonly keys: readonly string[]; readonly frozen: boolean }[];
  /** JSON values as they are; `[name]` for what JSON has no word for, and for objects that both sides know. */
  readonly constants: readonly (string | number | boolean | null | readonly [string])[];
  readonly numbers: Int32Array;
}

export const ARRAY = 0;
export const FROZEN_ARRAY = 1;
export const MAP = 2;
export const SET = 3;
/** The shape of the first object that is none of these. */
export const FIRST_SHAPE = 4;

/** Objects that both sides have, by a name; they are not taken apart. */
export type KnownObjects = ReadonlyMap<string, object>;

/** Names of constants that are no objects; those of known objects have a colon. */
export const UNDEFINED = 'undefined';
export const INFINITY = 'Infinity';

/**
 * Writes a graph down.
 * @throws {TypeError} for what is not plain data: functions, instances of classes, accessors, members called `__proto__`
 */
export function encodeGraph(root: unknown, known: KnownObjects): Graph {
  const names = new Map([...known].map(([name, object]) => [object, name]));
  const constants: (string | number | boolean | null | readonly [string])[] = [];
  const constantPlaces = new Map<unknown, number>();
  const shapes: { keys: readonly string[]; frozen: boolean }[] = [];
  const shapePlaces = new Map<string, number>();
  const objects: object[] = [];
  const objectPlaces = new Map<object, number>();
  const numbers: number[] = [];

  const constant = (value: unknown, written: (typeof constants)[number]): number => {
    let place = constantPlaces.get(value);
    if (place === undefined) {
      place = constants.push(written) - 1;
      constantPlaces.set(value, place);
    }
    return place * 2 + 1;
  };

  const refer = (value: unknown): number => {
    if (typeof value === 'string' || typeof value === 'boolean' || value === null) return constant(value, value);
    if (value === undefined) return constant(value, [UNDEFINED]);
    if (typeof value === 'number') {
      if (value === Number.POSITIVE_INFINITY) return constant(value, [INFINITY]);
      if (Number.isFinite(value) && !Object.is(value, -0)) return constant(value, value);
    }
    if (typeof value !== 'object') throw new TypeError(`a ${typeof value} cannot be written down`);
    const name = names.get(value);
    if (name !== undefined) return constant(value, [`:${name}`]);
    let place = objectPlaces.get(value);
    if (place === undefined) {
      place = objects.push(value) - 1;
      objectPlaces.set(value, place);
    }
    return place * 2;
  };

  const shapeOf = (keys: readonly string[], frozen: boolean): number => {
    const text = JSON.stringify([frozen, keys]);
    let place = shapePlaces.get(text);
    if (place === undefined) {
      place = shapes.push({ keys, frozen }) - 1;
      shapePlaces.set(text, place);
    }
    return place + FIRST_SHAPE;
  };

  const several = (shape: number, values: readonly unknown[]): void => {
    numbers.push(shape, values.length, ...values.map(refer));
  };

  refer(root);
  // goes on to the end of a list that grows
  for (const object of objects) {
    if (Array.isArray(object)) several(Object.isFrozen(object) ? FROZEN_ARRAY : ARRAY, object);
    else if (object instanceof Map) several(MAP, [...object].flat(1));
    else if (object instanceof Set) several(SET, [...object]);
    else {
      const members = membersOf(object);
      const keys = members.map(([key]) => key);
      numbers.push(shapeOf(keys, Object.isFrozen(object)), ...members.map(([, value]) => refer(value)));
    }
  }
  return { shapes, constants, numbers: Int32Array.from(numbers) };
}

function membersOf(object: object): readonly (readonly [string, unknown])[] {
  if (Object.getPrototypeOf(object) !== Object.prototype) throw new TypeError('it is an instance of a class');
  return Reflect.ownKeys(object).map((key) => {
    const described = Object.getOwnPropertyDescriptor(object, key);
    if (typeof key === 'symbol' || key === '__proto__' || !described?.enumerable || !('value' in described)) {
      throw new TypeError(`its member ${String(key)} cannot be written down`);
    }
    return [key, described.value];
  });
}
