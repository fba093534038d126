const TEXT_ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '\r': '&#xD;' };
const ATTRIBUTE_ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#x9;',
  '\n': '&#xA;',
  '\r': '&#xD;',
};

/**
 * Text as element content. `>` is escaped too, so that `]]>` cannot arise; a carriage return becomes a reference, since a
 * reader would make a line feed of it (XML 1.0 §2.11). Legality is the caller's to check.
 */
export function escapeText(text: string): string {
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x26 || code === 0x3c || code === 0x3e || code === 0x0d) {
      return text.slice(0, at) + text.slice(at).replace(/[&<>\r]/g, (found) => TEXT_ESCAPES[found] ?? found);
    }
  }
  return text;
}

/** Text as an attribute value in double quotes; tab, line feed and carriage return are kept as references (XML 1.0 §3.3.3). */
export function escapeAttribute(text: string): string {
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x26 || code === 0x3c || code === 0x3e || code === 0x22 || (code < 0x20 && code !== 0)) {
      return text.slice(0, at) + text.slice(at).replace(/[&<>"\t\n\r]/g, (found) => ATTRIBUTE_ESCAPES[found] ?? found);
    }
  }
  return text;
}
