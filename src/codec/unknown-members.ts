import { nearMatch } from '../diagnostics/near-match.ts';
import { type JsonObject, member } from '../json/value.ts';
import type { EncodeContext } from './encode-context.ts';
import { pointerStep } from './issue-place.ts';
import { ELEMENT, Leading, TYPE } from './reserved-members.ts';

/** A caller's name may be long; this much of it is quoted. */
const QUOTED_MAX = 200;

/** The members of a type, and its own name, which `$type` may say although nothing else could stand there. */
export interface KnownMembers {
  readonly names: ReadonlySet<string>;
  readonly typeName?: string;
}

/** Makes {@link KnownMembers}. */
export function allowOwnType(names: ReadonlySet<string>, typeName: string | undefined): KnownMembers {
  return typeName === undefined ? { names } : { names, typeName };
}

/**
 * Reports the members that a type does not have, when fewer were taken than there are.
 * @param leading - members before the type's own that someone before has dealt with
 */
export function reportUnknownMembers(
  object: JsonObject,
  { names, typeName }: KnownMembers,
  context: EncodeContext,
  leading: Leading,
): void {
  let count = 0;
  for (const name in object) if (Object.hasOwn(object, name)) count++;
  if (count === context.taken) return;
  for (const name of Object.keys(object)) {
    if (names.has(name) || isLeading(object, name, typeName, leading)) continue;
    const near = nearMatch(name, names);
    const hint = near === undefined ? '' : `; did you mean "${near}"?`;
    context.issues.push({ pointer: pointerStep(clip(name)), detail: `is not a known property${hint}` });
  }
}

/** `$type` may also say the type's own name where nothing but the type itself can stand. */
function isLeading(object: JsonObject, name: string, typeName: string | undefined, leading: Leading): boolean {
  if (name === ELEMENT) return (leading & Leading.Element) !== 0;
  if (name !== TYPE) return false;
  return (leading & Leading.Type) !== 0 || (typeName !== undefined && member(object, TYPE) === typeName);
}

function clip(name: string): string {
  return name.length <= QUOTED_MAX ? name : `${name.slice(0, QUOTED_MAX)}…`;
}
