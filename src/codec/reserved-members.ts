/** Names the actual type of a value where the declared one has derived types. */
export const TYPE = '$type';
/** Names the element where others may stand in its place. */
export const ELEMENT = '$element';
/** Marks a nil element that has attributes. */
export const NIL = '$nil';
/** XML text of content that the schema leaves open. */
export const ANY = '$any';
/** XML text of mixed content. */
export const MIXED = '$mixed';

/** Which members before a type's own have been dealt with: a sum of the marks. */
export type Leading = 0 | 1 | 2 | 3;

/** The marks of {@link Leading}. */
export const Leading = { None: 0, Type: 1, Element: 2 } as const;

/** Adds a mark. */
export function withLeading(leading: Leading, mark: 1 | 2): Leading {
  return (leading | mark) as Leading;
}

/** How many members that is. */
export function countLeading(leading: Leading): number {
  return (leading & 1) + (leading >> 1);
}
