import { clarkName } from '../../xml/qname.ts';
import type { ElementDeclaration } from '../../xsd/model/element.ts';
import type { Particle } from '../../xsd/model/particle.ts';
import type { NameElement } from './content-model.ts';

interface BranchElement {
  readonly declaration: ElementDeclaration;
  readonly repeats: boolean;
  readonly isRequired: boolean;
}

/**
 * True when elements that occur in several branches of a choice may have one JSON name for all of them: they mean the same
 * wherever they stand, and a member that one branch requires and the other lacks always tells the branches apart.
 */
export function canShareNames(branches: readonly Particle[]): boolean {
  const elements = branches.map((branch) => branchElements(branch, true));
  if (elements.some((found) => found === undefined)) return false;
  const sets = elements.map(
    (found) => new Map(found?.map((element) => [clarkName(element.declaration.name), element])),
  );
  let isShared = false;
  for (const [index, a] of sets.entries()) {
    for (const b of sets.slice(index + 1)) {
      const common = [...a.keys()].filter((name) => b.has(name));
      if (common.length === 0) continue;
      isShared = true;
      if (!common.every((name) => isSame(a.get(name), b.get(name)))) return false;
      if (!requiresMore(a, b) && !requiresMore(b, a)) return false;
    }
  }
  return isShared;
}

/** Makes one name giver for each branch; the nth element of a name has the same JSON name in all of them. */
export function shareNames(nameElement: NameElement): () => NameElement {
  const shared = new Map<string, string[]>();
  return () => {
    const counts = new Map<string, number>();
    return (declaration) => {
      const clark = clarkName(declaration.name);
      const count = counts.get(clark) ?? 0;
      counts.set(clark, count + 1);
      const names = shared.get(clark) ?? [];
      shared.set(clark, names);
      const name = names[count] ?? nameElement(declaration);
      names[count] = name;
      return name;
    };
  };
}

/** The elements of a branch; undefined where a name occurs twice in it, or something repeats as a group. */
function branchElements({ term, minOccurs, maxOccurs }: Particle, isRequired: boolean): BranchElement[] | undefined {
  const required = isRequired && minOccurs > 0;
  if (term.kind === 'wildcard') return [];
  if (term.kind === 'element') return [{ declaration: term, repeats: maxOccurs > 1, isRequired: required }];
  if (maxOccurs > 1) return [];
  const all: BranchElement[] = [];
  for (const particle of term.particles) {
    const found = branchElements(particle, required && term.kind !== 'choice');
    if (found === undefined) return undefined;
    all.push(...found);
  }
  const names = new Set(all.map(({ declaration }) => clarkName(declaration.name)));
  return names.size === all.length ? all : undefined;
}

function isSame(a: BranchElement | undefined, b: BranchElement | undefined): boolean {
  return (
    a !== undefined &&
    b !== undefined &&
    a.repeats === b.repeats &&
    (a.declaration === b.declaration ||
      (a.declaration.type === b.declaration.type &&
        a.declaration.nillable === b.declaration.nillable &&
        a.declaration.defaultValue === b.declaration.defaultValue &&
        a.declaration.fixedValue === b.declaration.fixedValue))
  );
}

function requiresMore(a: ReadonlyMap<string, BranchElement>, b: ReadonlyMap<string, BranchElement>): boolean {
  return [...a].some(([name, { isRequired }]) => isRequired && !b.has(name));
}
