/**
 * A JSON number whose text a double cannot hold exactly (`12345678901234567890`, `0.10000000000000000055`, `1e999`).
 * Kept as its source text, so that a codec can carry it or refuse it, but never round it.
 */
export interface JsonNumeral {
  readonly numeral: string;
}

/** An object as our parser makes it: own properties only are members; `__proto__` and `constructor` are keys like any other. */
export interface JsonObject {
  [name: string]: JsonValue;
}

/** JSON in memory. Read members with {@link member}, never by bare indexing: inherited names must not be seen. */
export type JsonValue = null | boolean | number | string | JsonValue[] | JsonObject | BigNumeral;

/** A numeral in its own class, so that it cannot be mistaken for an object with a member `numeral`. */
export class BigNumeral implements JsonNumeral {
  readonly numeral: string;
  constructor(numeral: string) {
    this.numeral = numeral;
  }
}

/** True for `{…}` alone: not null, not an array, not a numeral. */
export function isJsonObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof BigNumeral);
}

/** The own member of that name; undefined when there is none. */
export function member(object: JsonObject, name: string): JsonValue | undefined {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

/** Sets an own member, `__proto__` included. */
export function setMember(object: JsonObject, name: string, value: JsonValue): void {
  if (name === '__proto__') {
    Object.defineProperty(object, name, { value, enumerable: true, configurable: true, writable: true });
  } else {
    object[name] = value;
  }
}
