import { XmlError } from '../../xml/error.ts';
import { defaultReplyLimits } from '../../xml/limits.ts';
import { createReader } from '../../xml/string-reader.ts';

/**
 * XML with each element on a line of its own, for people. Content that begins with text stays on its line, so that nothing
 * is added to a value. What is not well-formed is given back as it is.
 */
export function indentXml(xml: string): string {
  try {
    return indent(xml);
  } catch (error) {
    if (error instanceof XmlError) return xml;
    throw error;
  }
}

function indent(xml: string): string {
  const reader = createReader(xml, 'xml', defaultReplyLimits);
  const lines: string[] = [];
  /** Of each open element: whether its content stays on one line. */
  const onOneLine: boolean[] = [];
  let line = '';
  let from = 0;
  let previous: 'start' | 'end' | 'text' | undefined;
  for (let kind = reader.kind; kind !== 'eof'; kind = reader.next()) {
    line += xml.slice(from, reader.offset);
    from = reader.offset;
    if (kind === 'text' && reader.text.trim() === '' && previous !== 'text') continue;
    const stays = onOneLine.includes(true);
    const isNewLine =
      (kind === 'start' && (previous !== undefined || line !== '')) || (kind === 'end' && previous === 'end');
    if (isNewLine && !stays) {
      lines.push(line.trimEnd());
      line = '  '.repeat(onOneLine.length - (kind === 'end' ? 1 : 0));
    }
    if (kind === 'start') onOneLine.push(false);
    else if (kind === 'end') onOneLine.pop();
    else if (previous === 'start') onOneLine[onOneLine.length - 1] = true;
    previous = kind;
  }
  lines.push((line + xml.slice(from)).trimEnd());
  return lines.join('\n');
}
