import type { XmlReader } from '../xml/reader.ts';

/**
 * Passes over text to the next tag.
 * @returns true on a start tag, false on the parent's end tag (or the end of the document)
 */
export function atChild(reader: XmlReader): boolean {
  let kind = reader.kind;
  while (kind === 'text') kind = reader.next();
  return kind === 'start';
}

/** From a start tag to its first child; see {@link atChild}. */
export function enterElement(reader: XmlReader): boolean {
  reader.next();
  return atChild(reader);
}

/** Text of the element and all within it; its end tag is consumed. For human words, where markup does no harm. */
export function collectText(reader: XmlReader): string {
  const depth = reader.depth;
  let text = '';
  for (let kind = reader.next(); !(kind === 'end' && reader.depth === depth); kind = reader.next()) {
    if (kind === 'text') text += reader.text;
  }
  reader.next();
  return text;
}
