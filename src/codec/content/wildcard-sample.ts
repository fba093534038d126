import { escapeAttribute } from '../../xml/writer.ts';
import { allowsNamespace, type Wildcard } from '../../xsd/model/wildcard.ts';
import type { Compiler } from '../compiler.ts';
import { encodeStandalone } from '../element-codec.ts';
import { startExample } from '../example-state.ts';

/** How many declared elements are tried before there is no sample. */
const TRIED_MAX = 20;

/**
 * XML text of an element that a wildcard admits; undefined where none is found. Made when first asked for.
 * Strict wildcards want a declared element with valid content (XSD 1.0 Part 1 §3.10.1), the others take an empty one.
 */
export function wildcardSample(
  { namespaces, processContents }: Wildcard,
  compiler: Compiler,
): () => string | undefined {
  let sample: string | undefined;
  let isAsked = false;
  return () => {
    if (!isAsked) {
      isAsked = true; // an element whose own sample asks for this one meanwhile finds none
      sample = make();
    }
    return sample;
  };

  function make(): string | undefined {
    if (processContents !== 'strict') {
      const namespace = anyNamespace();
      const declaration = namespace === '' ? '' : ` xmlns="${escapeAttribute(namespace)}"`;
      const isDeclared = compiler.schemas.elements.has(namespace === '' ? 'any' : `{${namespace}}any`);
      return `<${isDeclared ? 'anyElement' : 'any'}${declaration}/>`;
    }
    let tried = 0;
    for (const declaration of compiler.schemas.elements.values()) {
      if (declaration.abstract || !allowsNamespace(namespaces, declaration.name.namespace)) continue;
      if (tried++ >= TRIED_MAX) break;
      const value = compiler.elementValue(declaration).example(startExample({ extent: 'required' }));
      const encoded = encodeStandalone(declaration, value, compiler);
      if (encoded.ok) return encoded.xml;
    }
    return undefined;
  }

  function anyNamespace(): string {
    if (namespaces.kind === 'any') return '';
    if (namespaces.kind === 'not') return 'urn:example:other';
    const [first] = namespaces.namespaces;
    return namespaces.namespaces.has('') ? '' : (first ?? '');
  }
}
