import { isJsonObject, type JsonValue, member } from '../../json/value.ts';

/**
 * True when a value has all that is wanted of it: objects at least the wanted members, arrays the same items in the same
 * order, scalars the same value. A number and the text of that number are the same, since a script may write either.
 */
export function matchesValue(value: JsonValue | undefined, wanted: JsonValue): boolean {
  if (isJsonObject(wanted)) {
    return (
      isJsonObject(value) && Object.entries(wanted).every(([name, inner]) => matchesValue(member(value, name), inner))
    );
  }
  if (Array.isArray(wanted)) {
    return (
      Array.isArray(value) &&
      value.length === wanted.length &&
      wanted.every((inner, index) => matchesValue(value[index], inner))
    );
  }
  if (typeof wanted === 'number') return value === wanted || value === String(wanted);
  return value === wanted;
}
