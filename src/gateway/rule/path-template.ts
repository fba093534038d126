import type { PathSegment, PathTemplate } from './http-rule.ts';

/** What is wrong with a template, and where in it: `offset` counts characters from 0. */
export interface PathTemplateError {
  readonly offset: number;
  readonly message: string;
}

/** A template, or what is wrong with it. */
export type PathTemplateResult =
  | { readonly ok: true; readonly template: PathTemplate }
  | { readonly ok: false; readonly errors: readonly PathTemplateError[] };

/** RFC 3986 §3.3 `pchar`, and `%`, which is checked apart. */
const LITERAL = /^[A-Za-z0-9._~!$&'()+,;=:@%-]+$/;
const FIELD_STEP = /^[@$]?[\p{L}_][\p{L}\p{N}\p{M}._-]*$/u;

/**
 * Parses a path template.
 *
 *     template = 1*( "/" segment )
 *     segment  = literal | "{" field *( "." field ) "}"
 *
 * The wildcards, verbs and nested templates of google.api.http are refused, each with its place.
 */
export function parsePathTemplate(source: string): PathTemplateResult {
  const errors: PathTemplateError[] = [];
  const segments: PathSegment[] = [];
  if (!source.startsWith('/')) return { ok: false, errors: [{ offset: 0, message: 'a path starts with "/"' }] };
  let offset = 1;
  for (const text of source.slice(1).split('/')) {
    const segment = parseSegment(text);
    if (typeof segment === 'object') segments.push(segment);
    else errors.push({ offset, message: segment });
    offset += text.length + 1;
  }
  const variables = segments.flatMap((segment) => (segment.kind === 'variable' ? [segment.fieldPath.join('.')] : []));
  for (const [index, variable] of variables.entries()) {
    if (variables.indexOf(variable) === index) continue;
    const at = source.lastIndexOf(`{${variable}}`);
    errors.push({ offset: Math.max(at, 0), message: `the variable "${variable}" occurs twice` });
  }
  if (errors.length > 0) return { ok: false, errors };
  const named = withShortNames(segments);
  return { ok: true, template: { source, display: renderSegments(named), segments: named } };
}

/** The template of a path that is literal throughout, given as it stands in a URL. */
export function literalTemplate(path: string): PathTemplate {
  const segments = path
    .split('/')
    .slice(1)
    .map((text): PathSegment => ({ kind: 'literal', text: decodeURIComponent(text) }));
  return { source: path, display: path, segments };
}

/** The segment, or what is wrong with it. */
function parseSegment(text: string): PathSegment | string {
  if (text === '') return 'a segment is empty; a path has neither "//" nor "/" at its end';
  if (text === '*' || text === '**') return `the wildcard "${text}" is not supported; name a variable`;
  if (!text.startsWith('{')) return parseLiteral(text);
  if (!text.endsWith('}')) return 'a variable fills its segment: "{" is closed by "}" before the next "/"';
  const name = text.slice(1, -1);
  if (name.includes('=')) return 'a variable has no template of its own ("=") here';
  const fieldPath = name.split('.');
  const wrong = fieldPath.find((step) => !FIELD_STEP.test(step));
  if (wrong !== undefined) return `"${name}" is not a dotted path of field names`;
  return { kind: 'variable', fieldPath, name };
}

function parseLiteral(text: string): PathSegment | string {
  if (/[{}]/.test(text)) return 'a variable fills its segment: nothing may stand before or after it';
  if (!LITERAL.test(text)) return 'a character that must be percent-encoded in a path';
  try {
    const decoded = decodeURIComponent(text);
    return decoded === '.' || decoded === '..'
      ? 'clients take "." and ".." out of a path'
      : { kind: 'literal', text: decoded };
  } catch {
    return '"%" is not followed by two hexadecimal digits of UTF-8';
  }
}

function withShortNames(segments: readonly PathSegment[]): readonly PathSegment[] {
  const shortNames = segments.map((segment) => (segment.kind === 'variable' ? (segment.fieldPath.at(-1) ?? '') : ''));
  return segments.map((segment, index) => {
    const short = shortNames[index] ?? '';
    const unique = shortNames.filter((name) => name === short).length === 1;
    return segment.kind === 'variable' && unique ? { ...segment, name: short } : segment;
  });
}

function renderSegments(segments: readonly PathSegment[]): string {
  return segments
    .map((segment) => (segment.kind === 'literal' ? `/${encodeURIComponent(segment.text)}` : `/{${segment.name}}`))
    .join('');
}
