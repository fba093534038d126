import { XmlError } from '../xml/error.ts';
import { defaultReplyLimits } from '../xml/limits.ts';
import { clarkName } from '../xml/qname.ts';
import { createReader } from '../xml/string-reader.ts';
import type { Compiler } from './compiler.ts';
import { readWith } from './decode-state.ts';
import type { DecodeContext } from './message-codec.ts';

/**
 * Validates the element of a normalised XML text where the schema declares it (XSD 1.0 Part 1 §3.10.1, lax); what is not
 * declared is left alone.
 * @returns why it is not valid, as a predicate; undefined when it is
 */
export function checkFragment(xml: string, compiler: Compiler): string | undefined {
  const context: DecodeContext = { mode: 'strict', unknownElements: 0, issues: [] };
  try {
    const reader = createReader(xml, '', defaultReplyLimits);
    const declaration = compiler.schemas.elements.get(clarkName({ namespace: reader.namespace, local: reader.local }));
    if (declaration === undefined) return undefined;
    if (declaration.abstract) return `holds the element ${declaration.name.local}, which is abstract`;
    readWith(reader, context, (state) => compiler.elementValue(declaration).decode(reader, state));
  } catch (error) {
    if (error instanceof XmlError) return `is not XML that can be sent: ${error.message}`;
    throw error;
  }
  const [issue] = context.issues;
  if (issue === undefined) return undefined;
  return `holds an element that is not valid: ${issue.pointer === '' ? '' : `${issue.pointer} `}${issue.detail}`;
}

/** As {@link checkFragment} for content with any number of elements at its top, and text. */
export function checkFragments(xml: string, compiler: Compiler): string | undefined {
  if (!xml.includes('<')) return undefined;
  const limits = {
    ...defaultReplyLimits,
    depthMax: defaultReplyLimits.depthMax + 1,
    bytesMax: Number.POSITIVE_INFINITY,
  };
  const reader = createReader(`<any>${xml}</any>`, '', limits);
  for (let kind = reader.next(); kind !== 'end'; kind = reader.kind) {
    if (kind === 'text') reader.next();
    else {
      const problem = checkFragment(reader.readOuterXml(), compiler);
      if (problem !== undefined) return problem;
    }
  }
  return undefined;
}
