import { XML, XMLNS, XSI } from '../../xml/namespaces.ts';
import type { FieldPlan } from './plan.ts';
import { innerScope, prefixOf, type Scope } from './scope.ts';
import { isPatternAt, NOT_COVERED, type Transcoding } from './transcoding.ts';

export const LESS_THAN = 0x3c;
export const GREATER_THAN = 0x3e;
export const SLASH = 0x2f;
const EQUALS = 0x3d;
const AMPERSAND = 0x26;
const COLON = 0x3a;

/** True for the white space that may stand in markup; a carriage return there needs no normalising. */
export function isSpace(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x09 || byte === 0x0d;
}

/** True for what may follow the name in a start tag. */
export function isBehindName(byte: number | undefined): boolean {
  return byte === GREATER_THAN || byte === SLASH || isSpace(byte);
}

/** Passes over white space between tags. */
export function skipSpace(state: Transcoding): void {
  const { source, at } = state;
  if (source[at] === LESS_THAN) return;
  let to = at;
  while (isSpace(source[to])) to++;
  state.at = to;
}

/** Passes over white space to the very end; anything else is not covered. */
export function takeEnd(state: Transcoding): void {
  const { source, at } = state;
  // Apart from the usual skipping: V8 makes all of that slower once it has read beyond the bytes.
  for (let index = at; index < source.length; index++) if (!isSpace(source[index])) throw NOT_COVERED;
  state.at = source.length;
}

/** True for the default namespace in force; the schema's own string is kept, so that the next time is one comparison. */
function isDefault(scope: Scope, namespace: string): boolean {
  if (scope.known === namespace) return true;
  if (scope.defaultNamespace !== namespace) return false;
  scope.known = namespace;
  return true;
}

/**
 * Where the name of a start tag ends, when the tag at hand is one of this element; -1 when it is another one, or this one by
 * another prefix than the last that was declared.
 * @param at - index behind the `<`
 */
export function matchName(state: Transcoding, field: FieldPlan, at: number): number {
  const { source, scope } = state;
  const { namespace, local } = field;
  let from = at;
  if (!isDefault(scope, namespace)) {
    const prefix = namespace === '' ? undefined : prefixOf(scope, namespace);
    if (prefix === undefined) return -1;
    for (let index = 0; index < prefix.length; index++) if (source[from + index] !== prefix[index]) return -1;
    from += prefix.length;
  }
  const { length } = local;
  const end = from + length;
  if (end >= source.length) return -1;
  const { localPattern } = field;
  if (localPattern !== undefined) {
    if (!isPatternAt(state.view, from, localPattern)) return -1;
  } else for (let index = 0; index < length; index++) if (source[from + index] !== local[index]) return -1;
  return isBehindName(source[end]) ? end : -1;
}

/**
 * As {@link matchName} for the first of several elements, and also where the tag at hand declares its prefix itself.
 * `state.nameTo` is then where the name ends.
 * @param from - the first that it may be
 * @returns its index; -1 for none
 */
export function matchOneOf(state: Transcoding, fields: readonly FieldPlan[], from: number, at: number): number {
  const index = matchInScope(state, fields, from, at);
  if (index >= 0) return index;
  const { source, scope, at: tagAt } = state;
  let nameTo = at;
  while (isNameByte(source[nameTo])) nameTo++;
  if (!isSpace(source[nameTo])) return -1;
  takeRestOfStartTag(state, nameTo);
  const found = state.scope === scope ? -1 : matchInScope(state, fields, from, at);
  state.scope = scope;
  state.at = tagAt;
  return found;
}

function matchInScope(state: Transcoding, fields: readonly FieldPlan[], from: number, at: number): number {
  for (let index = from; index < fields.length; index++) {
    const end = matchName(state, fields[index] as FieldPlan, at);
    if (end < 0) continue;
    state.nameTo = end;
    return index;
  }
  return -1;
}

/** Takes the end tag at hand, which must be that of the start tag whose name lies there. */
export function takeEndTag(state: Transcoding, nameFrom: number, nameTo: number): void {
  const { source } = state;
  const tagAt = state.at;
  if (source[tagAt] !== LESS_THAN || source[tagAt + 1] !== SLASH) throw NOT_COVERED;
  const shift = tagAt + 2 - nameFrom;
  let at = nameTo + shift;
  if (at >= source.length) throw NOT_COVERED;
  if (nameTo - nameFrom >= 4) {
    const { view } = state;
    const last = nameTo - 4;
    for (let from = nameFrom; from < last; from += 4) {
      if (view.getInt32(from + shift, true) !== view.getInt32(from, true)) throw NOT_COVERED;
    }
    if (view.getInt32(last + shift, true) !== view.getInt32(last, true)) throw NOT_COVERED;
  } else for (let from = nameFrom; from < nameTo; from++) if (source[from + shift] !== source[from]) throw NOT_COVERED;
  while (isSpace(source[at])) at++;
  if (source[at] !== GREATER_THAN) throw NOT_COVERED;
  state.at = at + 1;
}

/** Counts an element; limits that are passed are for the plain way to report. */
export function enter(state: Transcoding): void {
  if (++state.depth > state.limits.depthMax || ++state.elements > state.limits.elementsMax) throw NOT_COVERED;
}

/**
 * Reads what stands in a start tag behind its name, which matched. Declarations apply to the element that carries them
 * (Namespaces in XML 1.0 §6.1): where there are some, the name must match by them too.
 * @param nameFrom - where the name begins; it ends at `nameTo`
 * @throws NOT_COVERED also where the element turns out to be another one
 */
export function takeStartTag(state: Transcoding, field: FieldPlan, nameFrom: number, nameTo: number): void {
  const { scope } = state;
  takeRestOfStartTag(state, nameTo);
  if (state.scope !== scope && namespaceOf(state, field, nameFrom, nameTo) !== field.namespace) throw NOT_COVERED;
}

/** Namespace of a name in the scope at hand; the name is the field's, with whatever prefix. */
function namespaceOf(
  { source, scope }: Transcoding,
  { local }: FieldPlan,
  from: number,
  to: number,
): string | undefined {
  const colon = to - local.length - 1;
  return colon < from ? scope.defaultNamespace : scope.byPrefix.get(latin1(source, from, colon));
}

/**
 * Reads what stands in a start tag behind its name: declarations change the scope, `xsi:nil` and `xsi:type` are noted,
 * `xsi:schemaLocation` is passed over, any other attribute is not covered.
 */
function takeRestOfStartTag(state: Transcoding, nameTo: number): void {
  state.isNil = false;
  state.typeName = '';
  const { source } = state;
  const first = source[nameTo];
  if (first === GREATER_THAN) {
    state.isEmpty = false;
    state.at = nameTo + 1;
    return;
  }
  if (first === SLASH) {
    if (source[nameTo + 1] !== GREATER_THAN) throw NOT_COVERED;
    state.isEmpty = true;
    state.at = nameTo + 2;
    return;
  }
  const { nilEnd } = state.scope;
  if (nilEnd !== undefined && startsWith(source, nilEnd, nameTo)) {
    state.isNil = true;
    state.isEmpty = true;
    state.at = nameTo + nilEnd.length;
    return;
  }
  takeTail(state, nameTo);
}

/** Takes a tail that was met before in this scope, or takes it apart and remembers it. */
function takeTail(state: Transcoding, nameTo: number): void {
  const { source, scope } = state;
  const end = source.indexOf(GREATER_THAN, nameTo);
  if (end < 0 || end - nameTo > TAIL_LENGTH_MAX) {
    takeAttributes(state, nameTo);
    return;
  }
  // A `>` may stand inside of a value: then this text is part of no tail that is remembered.
  const text = latin1(source, nameTo, end);
  const known = scope.tails.get(text);
  if (known !== undefined) {
    state.scope = known.scope;
    state.isNil = known.isNil;
    state.isEmpty = known.isEmpty;
    state.typeName = known.typeName;
    state.at = end + 1;
    return;
  }
  takeAttributes(state, nameTo);
  if (state.at !== end + 1 || scope.budget.left <= 0) return;
  scope.budget.left--;
  const { isNil, isEmpty, typeName } = state;
  scope.tails.set(text, { scope: state.scope, isNil, isEmpty, typeName });
}

/** Bytes of a tail that is worth remembering. */
const TAIL_LENGTH_MAX = 1024;

function startsWith(source: Uint8Array, bytes: Uint8Array, at: number): boolean {
  for (let index = 0; index < bytes.length; index++) if (source[at + index] !== bytes[index]) return false;
  return true;
}

interface WrittenAttribute {
  readonly prefix: string;
  readonly local: string;
  readonly value: string;
}

function takeAttributes(state: Transcoding, nameTo: number): void {
  const { source, limits } = state;
  const attributes: WrittenAttribute[] = [];
  let declarations: Map<string, string> | undefined;
  let count = 0;
  let at = nameTo;
  for (;;) {
    const spaceFrom = at;
    while (isSpace(source[at])) at++;
    const byte = source[at];
    if (byte === GREATER_THAN) {
      state.isEmpty = false;
      state.at = at + 1;
      break;
    }
    if (byte === SLASH) {
      if (source[at + 1] !== GREATER_THAN) throw NOT_COVERED;
      state.isEmpty = true;
      state.at = at + 2;
      break;
    }
    if (at === spaceFrom || ++count > limits.attributesMax) throw NOT_COVERED;
    const nameFrom = at;
    while (isNameByte(source[at])) at++;
    const name = latin1(source, nameFrom, at);
    while (isSpace(source[at])) at++;
    if (source[at++] !== EQUALS) throw NOT_COVERED;
    while (isSpace(source[at])) at++;
    const quote = source[at++];
    if (quote !== 0x22 && quote !== 0x27) throw NOT_COVERED;
    const valueFrom = at;
    while (source[at] !== quote) {
      const byteOfValue = source[at];
      if (byteOfValue === undefined || byteOfValue < 0x20 || byteOfValue > 0x7e) throw NOT_COVERED;
      if (byteOfValue === AMPERSAND || byteOfValue === LESS_THAN) throw NOT_COVERED;
      at++;
    }
    const value = latin1(source, valueFrom, at);
    at++;
    const colon = name.indexOf(':');
    const prefix = colon < 0 ? '' : name.slice(0, colon);
    const local = name.slice(colon + 1);
    if (!isPlainName(local) || (colon >= 0 && !isPlainName(prefix))) throw NOT_COVERED;
    if (name === 'xmlns' || prefix === 'xmlns') {
      declarations ??= new Map();
      declare(declarations, name === 'xmlns' ? '' : local, value);
    } else attributes.push({ prefix, local, value });
  }
  if (declarations !== undefined) state.scope = innerScope(state.scope, declarations);
  for (const attribute of attributes) noteAttribute(state, attribute, attributes);
}

/** Reserved names, and declarations twice, are for the plain way to judge. */
function declare(declarations: Map<string, string>, prefix: string, namespace: string): void {
  const isReserved = prefix === 'xml' || prefix === 'xmlns' || namespace === XML || namespace === XMLNS;
  if (isReserved || declarations.has(prefix) || (prefix !== '' && namespace === '')) throw NOT_COVERED;
  declarations.set(prefix, namespace);
}

function noteAttribute(
  state: Transcoding,
  { prefix, local, value }: WrittenAttribute,
  all: readonly WrittenAttribute[],
): void {
  const { byPrefix, defaultNamespace } = state.scope;
  if (prefix === '' || byPrefix.get(prefix) !== XSI) throw NOT_COVERED;
  // Two prefixes for one namespace could make one attribute of two.
  if (all.some((other) => other.local === local && other.value !== value) || countOf(all, local) > 1) throw NOT_COVERED;
  const text = value.trim();
  if (local === 'nil') state.isNil = text === 'true' || text === '1';
  else if (local === 'type') {
    const colon = text.indexOf(':');
    const typeLocal = text.slice(colon + 1);
    const namespace = colon < 0 ? defaultNamespace : byPrefix.get(text.slice(0, colon));
    if (namespace === undefined || !isPlainName(typeLocal)) throw NOT_COVERED;
    state.typeName = namespace === '' ? typeLocal : `{${namespace}}${typeLocal}`;
  } else if (local !== 'schemaLocation' && local !== 'noNamespaceSchemaLocation') throw NOT_COVERED;
}

function countOf(attributes: readonly WrittenAttribute[], local: string): number {
  return attributes.filter((attribute) => attribute.local === local).length;
}

/** Names in ASCII, which nearly all are. */
function isPlainName(name: string): boolean {
  return /^[A-Za-z_][\w.-]*$/.test(name);
}

function isNameByte(byte: number | undefined): boolean {
  if (byte === undefined) return false;
  const isLetter = (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a;
  return (
    isLetter || (byte >= 0x30 && byte <= 0x39) || byte === 0x5f || byte === 0x2d || byte === 0x2e || byte === COLON
  );
}

/** A piece of the source that is ASCII, as a string. */
export function latin1(source: Uint8Array, from: number, to: number): string {
  return (source as Buffer).toString('latin1', from, to);
}
