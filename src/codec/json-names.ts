/** Gives the JSON name of an XML name; see {@link camelCase} and {@link verbatim}. */
export type JsonNaming = (local: string) => string;

/**
 * camelCase by System.Text.Json's rule (design.md §2): of the capitals that begin the name all become small, but for the
 * last one when something else follows it: `ValidFrom` is `validFrom`, `ID` is `id`, `XMLName` is `xmlName`.
 */
export function camelCase(local: string): string {
  const characters = [...local];
  let small = '';
  let smallCount = 0;
  for (const [index, character] of characters.entries()) {
    const next = characters[index + 1];
    const ends = index === 0 ? !isCapital(character) : index === 1 && !isCapital(character);
    if (ends || (index > 0 && next !== undefined && !isCapital(next))) break;
    // some capitals become two characters, such as İ
    small += character.toLowerCase();
    smallCount++;
  }
  return small + characters.slice(smallCount).join('');
}

/** Keeps names as they are (`naming: preserve`). */
export function verbatim(local: string): string {
  return local;
}

function isCapital(character: string): boolean {
  return /^\p{Lu}$/u.test(character);
}

/** Allots the member names of one JSON object, each once, in the order asked: so names depend on the schema alone. */
export interface MemberNames {
  /** The name wanted, else the first of `name2`, `name3`, … that nobody has. */
  take(wanted: string): string;
  /** As {@link MemberNames.take} for an attribute: where an element has the name it gets a leading `@`. */
  takeForAttribute(wanted: string): string;
}

/** @param natural - names that members have by themselves: no number makes another member take one of them */
export function createMemberNames(natural: ReadonlySet<string>): MemberNames {
  const taken = new Set<string>();
  const take = (wanted: string): string => {
    let name = wanted;
    for (let number = 2; taken.has(name) || (name !== wanted && natural.has(name)); number++)
      name = `${wanted}${number}`;
    taken.add(name);
    return name;
  };
  return { take, takeForAttribute: (wanted) => take(taken.has(wanted) ? `@${wanted}` : wanted) };
}
