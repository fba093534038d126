import { defaultReplyLimits } from './limits.ts';
import { createReader } from './string-reader.ts';

/** An element that is being read. */
interface OpenElement {
  hasText: boolean;
  hasElements: boolean;
}

/**
 * XML with each element on a line of its own, for people to read. Only where an element holds elements alone: no white space
 * is put beside text.
 * @throws {XmlError} when it is not well-formed
 */
export function indentXml(xml: string): string {
  const reader = createReader(xml, 'xml', defaultReplyLimits);
  const open: OpenElement[] = [];
  const breaks: { readonly at: number; readonly depth: number; readonly within: OpenElement | undefined }[] = [];
  for (let kind = reader.kind; kind !== 'eof'; kind = reader.next()) {
    const within = open.at(-1);
    if (kind === 'start') {
      breaks.push({ at: reader.offset, depth: open.length, within });
      if (within !== undefined) within.hasElements = true;
      open.push({ hasText: false, hasElements: false });
    } else if (kind === 'text') {
      if (within !== undefined) within.hasText = true;
    } else {
      open.pop();
      if (within?.hasElements) breaks.push({ at: reader.offset, depth: open.length, within });
    }
  }
  let written = '';
  let copied = 0;
  for (const { at, depth, within } of breaks) {
    if (at === 0 || within?.hasText) continue;
    written += `${xml.slice(copied, at)}\n${'  '.repeat(depth)}`;
    copied = at;
  }
  return written + xml.slice(copied);
}
