import { escapeAttribute } from '../../xml/writer.ts';
import { allowsNamespace, type Wildcard } from '../../xsd/model/wildcard.ts';
import type { Compiler } from '../compiler.ts';
import { standaloneEncoder } from '../element-codec.ts';
import { startExample } from '../example-state.ts';
import { checkFragment } from '../fragment-check.ts';

/** How many declared elements are tried before there is no sample. */
const TRIED_MAX = 20;

/** An element that a wildcard admits. */
export interface WildcardSample {
  readonly xml: string;
  /** True when the wildcard can hold its elements to their declarations, because the schema has one that it admits. */
  readonly isDeclared: boolean;
}

/**
 * Finds a sample for a wildcard, when first asked for. Strict ones want a declared element with valid content (XSD 1.0 Part 1
 * §3.10.1); where the schema has none they are read as lax, for then nothing could ever stand there, and many an author
 * has written `xs:any` for an open end and left `processContents` at its default.
 */
export function wildcardSample({ namespaces, processContents }: Wildcard, compiler: Compiler): () => WildcardSample {
  const undeclared = (): WildcardSample => {
    const namespace = anyNamespace();
    const declaration = namespace === '' ? '' : ` xmlns="${escapeAttribute(namespace)}"`;
    const isTaken = compiler.schemas.elements.has(namespace === '' ? 'any' : `{${namespace}}any`);
    return { xml: `<${isTaken ? 'anyElement' : 'any'}${declaration}/>`, isDeclared: false };
  };
  let sample: WildcardSample | undefined;
  return () => {
    if (sample === undefined) {
      sample = undeclared(); // what an element finds whose own sample asks for this one meanwhile
      if (processContents === 'strict') chooseDeclared(sample);
    }
    return sample;
  };

  function chooseDeclared(open: WildcardSample): void {
    let tried = 0;
    for (const declaration of compiler.schemas.elements.values()) {
      if (declaration.abstract || !allowsNamespace(namespaces, declaration.name.namespace)) continue;
      if (tried++ >= TRIED_MAX) return;
      const value = compiler.elementValue(declaration).example(startExample({ extent: 'required' }));
      const encoded = standaloneEncoder(declaration, compiler)(value);
      if (!encoded.ok) continue;
      sample = { xml: encoded.xml, isDeclared: true };
      // With the wildcard strict from here on, the sample must hold, also where it has the wildcard in it again.
      if (checkFragment(encoded.xml, compiler) === undefined) return;
      sample = open;
    }
  }

  function anyNamespace(): string {
    if (namespaces.kind === 'any') return '';
    if (namespaces.kind === 'not') return 'urn:example:other';
    const [first] = namespaces.namespaces;
    return namespaces.namespaces.has('') ? '' : (first ?? '');
  }
}
