import type { EncodeResult, HeaderBlockCodec } from '../codec/message-codec.ts';
import type { ValidationIssue } from '../json/issue.ts';
import { renderPointer } from '../json/pointer.ts';
import type { JsonValue } from '../json/value.ts';

/**
 * Renders the header blocks of one call, in the order of the WSDL (SOAP 1.1 §4.2, WSDL 1.1 §3.7). A block without a value
 * is left out; a value for which the operation declares no block is passed over, since values stand for a whole backend.
 * @param values - JSON by the local name of the block's element
 * @returns the blocks' XML, `''` for none, or every issue, each pointer beginning with the block's name
 */
export function renderHeaderBlocks(
  blocks: readonly HeaderBlockCodec[],
  values: Readonly<Record<string, JsonValue>>,
): EncodeResult {
  const issues: ValidationIssue[] = [];
  let xml = '';
  for (const block of blocks) {
    if (!Object.hasOwn(values, block.name)) continue;
    const encoded = block.encode(values[block.name]);
    if (encoded.ok) xml += encoded.xml;
    else issues.push(...encoded.issues.map((issue) => under(block.name, issue)));
  }
  return issues.length === 0 ? { ok: true, xml } : { ok: false, issues };
}

function under(name: string, { pointer, detail }: ValidationIssue): ValidationIssue {
  return { pointer: renderPointer([name]) + pointer, detail };
}
