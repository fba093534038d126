import { findBuiltin } from '../../builtin/table.ts';
import type { EnumerationValue, Facets } from '../../model/facet.ts';
import type { SimpleType } from '../../model/simple-type.ts';
import type { ParsedEnumeration, ParsedFacet, ParsedFacets, SingleFacet } from '../../parse/components.ts';
import { type BuildContext, warn } from './context.ts';

type WhiteSpace = NonNullable<Facets['whiteSpace']>;
type SingleFacets = { -readonly [Key in SingleFacet]?: NonNullable<Facets[Key]> };

const whiteSpaces: readonly WhiteSpace[] = ['preserve', 'replace', 'collapse'];

/**
 * The facets of one step of derivation (XSD 1.0 Part 2 §4.3). One that the base cannot have, that stands twice, or whose value is
 * not valid is left out with a warning: the type without it still takes all that it should.
 */
export function buildFacets(parsed: ParsedFacets, base: SimpleType, context: BuildContext): Facets {
  const single: SingleFacets = {};
  for (const facet of parsed.single) {
    const problem = single[facet.name] === undefined ? setFacet(single, facet, base) : 'stands twice, the first counts';
    if (problem !== undefined) {
      warn(context, 'cos-applicable-facets', `${facet.name}="${facet.value}" ${problem}`, facet.location);
    }
  }
  const space = single.whiteSpace ?? whiteSpaceOf(base);
  const enumeration = parsed.enumeration.flatMap((each) => buildEnumeration(each, base, space, context) ?? []);
  return Object.freeze({
    ...single,
    ...(parsed.patterns.length === 0 ? {} : { patterns: parsed.patterns }),
    ...(enumeration.length === 0 ? {} : { enumeration }),
  });
}

/** Puts a facet in its place. @returns the predicate of a sentence when it has none */
function setFacet(facets: SingleFacets, { name, value }: ParsedFacet, base: SimpleType): string | undefined {
  const text = value.trim();
  switch (name) {
    case 'length':
    case 'minLength':
    case 'maxLength': {
      if (!hasLength(base)) return `does not apply to ${kindOf(base)}`;
      const count = countOf(text);
      if (count === undefined) return 'is not a number';
      facets[name] = count;
      return undefined;
    }
    case 'totalDigits':
    case 'fractionDigits': {
      if (!isDecimal(base)) return `does not apply to ${kindOf(base)}`;
      const count = countOf(text);
      if (count === undefined || (name === 'totalDigits' && count === 0)) return 'is not a number of digits';
      facets[name] = count;
      return undefined;
    }
    case 'whiteSpace': {
      const word = whiteSpaces.find((each) => each === text);
      if (word === undefined) return `is not one of: ${whiteSpaces.join(', ')}`;
      if (base.variety === 'union') return 'does not apply to a union';
      if (whiteSpaces.indexOf(word) < whiteSpaces.indexOf(whiteSpaceOf(base))) return 'is weaker than that of its base';
      facets.whiteSpace = word;
      return undefined;
    }
    default: {
      const row = base.variety === 'atomic' ? findBuiltin(base.builtin) : undefined;
      if (row?.compare === undefined) return `does not apply to ${kindOf(base)}`;
      const fault = row.check(text);
      if (fault !== undefined) return `${fault}`;
      facets[name] = text;
      return undefined;
    }
  }
}

function countOf(text: string): number | undefined {
  const count = /^\+?\d+$/.test(text) ? Number(text) : Number.NaN;
  return Number.isSafeInteger(count) ? count : undefined;
}

function hasLength(base: SimpleType): boolean {
  if (base.variety === 'list') return true;
  if (base.variety === 'union') return false;
  return isNameWithPrefix(base) || findBuiltin(base.builtin)?.length !== undefined;
}

function isNameWithPrefix(base: SimpleType): boolean {
  return base.variety === 'atomic' && (base.builtin === 'QName' || base.builtin === 'NOTATION');
}

function isDecimal(base: SimpleType): boolean {
  for (let at: SimpleType | undefined = base; at !== undefined; at = at.base) {
    if (at.variety === 'atomic' && at.builtin === 'decimal') return true;
  }
  return false;
}

function kindOf(base: SimpleType): string {
  return base.variety === 'atomic' ? `a type derived from xs:${base.builtin}` : `a ${base.variety}`;
}

/** How the nearest step of derivation that says so treats white space. */
export function whiteSpaceOf(type: SimpleType): WhiteSpace {
  for (let at: SimpleType | undefined = type; at !== undefined; at = at.base) {
    if (at.facets.whiteSpace !== undefined) return at.facets.whiteSpace;
  }
  return 'preserve';
}

/** A value that the base cannot have could never be sent, so it is left out. */
function buildEnumeration(
  { value, documentation, namespaces, location }: ParsedEnumeration,
  base: SimpleType,
  space: WhiteSpace,
  context: BuildContext,
): EnumerationValue | undefined {
  const text = base.variety === 'union' ? value : normalise(value, space);
  const fault = base.variety === 'atomic' ? findBuiltin(base.builtin)?.check(text) : undefined;
  if (fault !== undefined) {
    warn(context, 'cos-applicable-facets', `enumeration="${value}" ${fault}`, location);
    return undefined;
  }
  return {
    value: text,
    ...(documentation === undefined ? {} : { documentation }),
    ...(mayBeNameWithPrefix(base) ? { namespaces: namespaces.toRecord() } : {}),
  };
}

function mayBeNameWithPrefix(base: SimpleType): boolean {
  switch (base.variety) {
    case 'atomic':
      return isNameWithPrefix(base);
    case 'list':
      return mayBeNameWithPrefix(base.itemType);
    case 'union':
      return base.memberTypes.some(mayBeNameWithPrefix);
  }
}

function normalise(text: string, space: WhiteSpace): string {
  if (space === 'preserve') return text;
  const replaced = text.replace(/[\t\n\r]/g, ' ');
  return space === 'replace' ? replaced : replaced.replace(/ +/g, ' ').replace(/^ | $/g, '');
}
