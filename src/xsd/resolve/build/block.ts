/** One for all: nearly every component blocks nothing, and a set of its own takes more memory than the rest of it. */
const nothing: ReadonlySet<never> = new Set<never>();

/** What a component blocks (XSD 1.0 Part 1 §3.3.2, §3.4.2), as a set. */
export function blockOf<Step>(block: readonly Step[]): ReadonlySet<Step> {
  return block.length === 0 ? nothing : new Set(block);
}
