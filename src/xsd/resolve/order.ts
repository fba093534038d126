import type { XsdRule } from '../../diagnostics/catalogue/xsd.ts';
import { clarkName } from '../../xml/qname.ts';
import type { ReferenceGraph } from './follow.ts';
import type { SchemaSymbol } from './symbols.ts';

/** A circle of components of which each is needed to make the next. */
export interface Circle {
  readonly rule: XsdRule;
  readonly message: string;
  readonly symbols: readonly SchemaSymbol[];
}

/**
 * Orders symbols so that each comes after its ingredients, and finds the circles among them: types derived from themselves,
 * groups in themselves, elements in substitution groups of themselves. Takes no stack however long the chains are.
 */
export function orderSymbols(
  all: readonly SchemaSymbol[],
  graph: ReferenceGraph,
): { readonly ordered: readonly SchemaSymbol[]; readonly circles: readonly Circle[] } {
  const ordered: SchemaSymbol[] = [];
  const circles: Circle[] = [];
  const done = new Set<SchemaSymbol>();
  const depths = new Map<SchemaSymbol, number>();
  for (const start of all) {
    const path: { readonly symbol: SchemaSymbol; readonly rest: SchemaSymbol[] }[] = [];
    const enter = (symbol: SchemaSymbol): void => {
      depths.set(symbol, path.length);
      path.push({ symbol, rest: ingredientsOf(symbol, graph) });
    };
    if (!done.has(start)) enter(start);
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const next = top.rest.pop();
      if (next === undefined) {
        path.pop();
        depths.delete(top.symbol);
        done.add(top.symbol);
        ordered.push(top.symbol);
        continue;
      }
      const depth = depths.get(next);
      if (depth !== undefined) circles.push(circleOf(path.slice(depth).map(({ symbol }) => symbol)));
      else if (!done.has(next)) enter(next);
    }
  }
  return { ordered, circles };
}

function ingredientsOf(symbol: SchemaSymbol, { edges }: ReferenceGraph): SchemaSymbol[] {
  const ingredients = (edges.get(symbol) ?? []).flatMap(({ role, target }) =>
    (role === 'ingredient' || role === 'head') && target.kind === 'symbol' ? [target.symbol] : [],
  );
  return ingredients.reverse();
}

function circleOf(symbols: readonly SchemaSymbol[]): Circle {
  const kinds = new Set(symbols.map(({ component }) => component.body.kind));
  const names = symbols.slice(0, namesMax).map(({ component }) => clarkName(component.name));
  const more = symbols.length > namesMax ? ` and ${symbols.length - namesMax} more` : '';
  const [first = ''] = names;
  const over = symbols.length === 1 ? '' : `, over ${names.slice(1).join(', ')}${more}`;
  if (kinds.has('element')) {
    return {
      rule: 'e-props-correct',
      message: `element ${first} is in the substitution group of itself${over}`,
      symbols,
    };
  }
  if (kinds.has('group'))
    return { rule: 'mg-props-correct', message: `group ${first} contains itself${over}`, symbols };
  if (kinds.has('attributeGroup')) {
    return { rule: 'src-attribute_group', message: `attributeGroup ${first} contains itself${over}`, symbols };
  }
  const rule = kinds.has('simple') ? 'st-props-correct' : 'ct-props-correct';
  return { rule, message: `type ${first} is derived from itself${over}`, symbols };
}

/** Names of a circle that its message lists. */
const namesMax = 5;
