import { clarkName, type QName } from '../../xml/qname.ts';
import { compileSequence } from './sequence.ts';
import type { ContentStep } from './step.ts';

/** `xs:all` (XSD 1.0 Part 1 §3.8): written in schema order, read in any order. */
export function compileAll(steps: readonly ContentStep[], isOptional: boolean): ContentStep {
  const inOrder = compileSequence(steps, isOptional);
  return {
    ...inOrder,
    accepts: (reader) => steps.some((step) => step.accepts(reader)),
    match(names, at, then) {
      let next = at;
      const isOwn = (name: QName): boolean => steps.some((step) => step.names.includes(clarkName(name)));
      for (let name = names[next]; name !== undefined && isOwn(name); name = names[next]) next++;
      return then(next);
    },
    decode(reader, object, state) {
      const left = new Set(steps);
      let isTaken = false;
      while (reader.kind === 'start') {
        const next = [...left].find((step) => step.accepts(reader));
        if (next === undefined) break;
        next.decode(reader, object, state);
        left.delete(next);
        isTaken = true;
      }
      if (!state.strict || (isOptional && !isTaken)) return;
      for (const step of left) step.decode(reader, object, state); // says what is missing
    },
  };
}
