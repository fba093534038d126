/**
 * Writes a JSON value as YAML 1.2 in block style. By hand because it comes in pieces, between which others have their turn: for the
 * document of 1,461 operations the `yaml` package takes 2 s at once. The package is the judge of this in tests. JSON
 * strings are YAML's double-quoted scalars, so whatever is not plainly plain is written as JSON.
 * @param depth - down to which each member of a mapping is a piece
 */
export function* yamlPieces(value: unknown, depth: number): Iterable<string> {
  let isFirst = true;
  for (const piece of blockPieces(value, '', depth)) {
    yield isFirst ? piece.replace(/^\n/, '') : piece;
    isFirst = false;
  }
  yield '\n';
}

function* blockPieces(value: unknown, indent: string, depth: number): Iterable<string> {
  const isMapping = typeof value === 'object' && value !== null && !Array.isArray(value);
  const members = depth > 0 && isMapping ? definedMembers(value) : [];
  if (members.length === 0) yield renderBlock(value, indent);
  for (const [name, member] of members) {
    yield `\n${indent}${renderString(name)}:`;
    let isFirst = true;
    for (const piece of blockPieces(member, `${indent}  `, depth - 1)) {
      yield isFirst ? behindColon(piece) : piece;
      isFirst = false;
    }
  }
}

/** Starts with a line break when it is a block of lines, with nothing when it fits behind its key. */
function renderBlock(value: unknown, indent: string): string {
  if (typeof value === 'string') return renderString(value);
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) {
    if (value.length === 0) return '[]';
    const lines = value.map((each) => {
      const block = renderBlock(each, `${indent}  `);
      // the first line of a block stands behind the dash
      return `\n${indent}- ${block.startsWith('\n') ? block.slice(indent.length + 3) : block}`;
    });
    return lines.join('');
  }
  const members = definedMembers(value);
  if (members.length === 0) return '{}';
  return members
    .map(([name, each]) => `\n${indent}${renderString(name)}:${behindColon(renderBlock(each, `${indent}  `))}`)
    .join('');
}

function definedMembers(value: object): [string, unknown][] {
  return Object.entries(value).filter(([, each]) => each !== undefined);
}

function behindColon(block: string): string {
  return block.startsWith('\n') ? block : ` ${block}`;
}

/** Words that YAML (1.1 too) would read as something else. */
const NOT_PLAIN = /^(?:true|false|yes|no|on|off|y|n|null|nan|inf|infinity|[-+.]?[0-9].*)$/i;

function renderString(text: string): string {
  const isPlain = /^[A-Za-z_/][A-Za-z0-9_./ -]*$/.test(text) && !text.endsWith(' ') && !NOT_PLAIN.test(text);
  // JSON leaves these as they are; YAML takes them for line breaks
  return isPlain
    ? text
    : JSON.stringify(text).replaceAll(/[\u0085\u2028\u2029\ufeff\u007f-\u009f]/g, (each) => {
        return `\\u${each.charCodeAt(0).toString(16).padStart(4, '0')}`;
      });
}
