import { isSpace } from './characters.ts';
import { type Refuse, skipMisc } from './markup.ts';

/** Longest declaration that is passed over, in UTF-16 code units. */
const LENGTH_MAX = 65_536;

/** One declaration, external identifier or bracket: literals are matched whole, so that what they hold ends nothing. */
const HEAD =
  /^<!DOCTYPE[ \t\r\n]+[^\s<>[\]"'&%]+(?:[ \t\r\n]+(?:SYSTEM|PUBLIC)(?:[ \t\r\n]+(?:"[^"]*"|'[^']*'))+)?[ \t\r\n]*/;
const HARMLESS =
  /^<!(?:ELEMENT[^<>"']*|ATTLIST[^<>"']*|NOTATION(?:[^<>"']|"[^"]*"|'[^']*')*|ENTITY[ \t\r\n]+%(?:[^<>"']|"[^"]*"|'[^']*')*)>/;

/**
 * Passes over a document type declaration that changes nothing in the document (XML 1.0 §2.8): its external subset is never
 * fetched, and its internal one declares no general entity and no default value of an attribute, and refers to nothing.
 * @param at - index of its `<`
 * @returns the index behind it; refused by `xml/doctype` when it is another, or longer than 64 Ki
 */
export function skipDoctype(source: string, at: number, refuse: Refuse): number {
  const end = at + LENGTH_MAX;
  const text = source.slice(at, end);
  const no = (): never =>
    refuse(at, 'xml/doctype', 'the document has a document type declaration that is not harmless');
  let from = HEAD.exec(text)?.[0].length ?? no();
  if (text[from] === '[') {
    from = at + from + 1;
    while (source[from] !== ']') {
      if (from >= end || from >= source.length) return no();
      if (isSpace(source.charCodeAt(from))) from++;
      else {
        const behind = skipMisc(source, from, refuse);
        from = behind === from ? from + (HARMLESS.exec(source.slice(from, end))?.[0].length ?? no()) : behind;
      }
    }
    from = from + 1 - at;
    while (isSpace(text.charCodeAt(from))) from++;
  }
  return text[from] === '>' ? at + from + 1 : no();
}
