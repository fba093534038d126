import { XmlError } from '../xml/error.ts';
import { defaultReplyLimits } from '../xml/limits.ts';
import { clarkName } from '../xml/qname.ts';
import type { XmlReader } from '../xml/reader.ts';
import { createReader } from '../xml/string-reader.ts';
import type { Compiler } from './compiler.ts';
import { type DecodeState, readWith } from './decode-state.ts';
import type { DecodeContext } from './message-codec.ts';

/**
 * Validates the elements of a normalised XML text that the schema declares, at any depth (XSD 1.0 Part 1 §3.10.1, lax); what is
 * not declared is left alone, but for what it holds.
 * @returns why one is not valid, as a predicate; undefined when all are
 */
export function checkFragment(xml: string, compiler: Compiler): string | undefined {
  return checkDeclared(() => createReader(xml, '', defaultReplyLimits), compiler);
}

/** As {@link checkFragment} for content with any number of elements at its top, and text. */
export function checkFragments(xml: string, compiler: Compiler): string | undefined {
  if (!xml.includes('<')) return undefined;
  const limits = {
    ...defaultReplyLimits,
    depthMax: defaultReplyLimits.depthMax + 1,
    bytesMax: Number.POSITIVE_INFINITY,
  };
  return checkDeclared(() => {
    const reader = createReader(`<any>${xml}</any>`, '', limits);
    reader.next();
    return reader;
  }, compiler);
}

function checkDeclared(open: () => XmlReader, compiler: Compiler): string | undefined {
  const context: DecodeContext = { mode: 'strict', unknownElements: 0, issues: [] };
  try {
    const reader = open();
    const abstract = readWith(reader, context, (state) => readDeclared(reader, state, compiler));
    if (abstract !== undefined) return `holds the element ${abstract}, which is abstract`;
  } catch (error) {
    if (error instanceof XmlError) return `is not XML that can be sent: ${error.message}`;
    throw error;
  }
  const [issue] = context.issues;
  if (issue === undefined) return undefined;
  return `holds an element that is not valid: ${issue.pointer === '' ? '' : `${issue.pointer} `}${issue.detail}`;
}

/** Reads on to the end, or to what is not valid. @returns the name of an abstract element that stands there */
function readDeclared(reader: XmlReader, state: DecodeState, compiler: Compiler): string | undefined {
  while (reader.kind !== 'eof' && state.issues.length === 0) {
    const { namespace, local } = reader;
    const declaration =
      reader.kind === 'start' ? compiler.schemas.elements.get(clarkName({ namespace, local })) : undefined;
    if (declaration?.abstract) return local;
    if (declaration === undefined) reader.next();
    else compiler.elementValue(declaration).decode(reader, state);
  }
  return undefined;
}
