const LT = 0x3c;
const GT = 0x3e;
const SLASH = 0x2f;
const AMPERSAND = 0x26;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const SEMICOLON = 0x3b;

/** What becomes of an element inside a carrier: its JSON member with the colon, and how its text is written. */
interface Field {
  readonly name: Buffer;
  readonly member: Buffer;
  readonly form: 'string' | 'boolean' | 'hidden';
}

const field = (name: string, member: string, form: Field['form']): Field => ({
  name: Buffer.from(name),
  member: Buffer.from(`"${member}":`),
  form,
});

/** In the order of the schema, so that the next one is nearly always the one after the last. */
const FIELDS: readonly Field[] = [
  field('TableRight', 'tableRight', 'string'),
  field('FieldProperties', 'fieldProperties', 'string'),
  field('ValidFrom', 'validFrom', 'string'),
  field('ValidTo', 'validTo', 'string'),
  field('Comment', 'comment', 'string'),
  field('SecretValue', 'secretValue', 'hidden'),
  field('PublicValue', 'publicValue', 'string'),
  field('IsActive', 'isActive', 'boolean'),
];
const CARRIER = Buffer.from('<UntrustedCredentials>');
const CARRIER_END = Buffer.from('</UntrustedCredentials>');
const NULL = Buffer.from('null');

/**
 * The carriers of a reply as a JSON array, bytes to bytes: no objects, no strings. Takes what the canned backend sends; a
 * tag that is not in the table ends it with an error.
 */
export function credentialsXmlToJson(xml: Buffer): Buffer {
  // JSON is shorter than the XML it comes from, but for control characters, which this backend does not send
  const out = Buffer.allocUnsafe(xml.length);
  let at = 0;
  let position = xml.indexOf(CARRIER);
  out[at++] = 0x5b;
  while (position >= 0) {
    position += CARRIER.length;
    out[at++] = 0x7b;
    let next = 0;
    let isFirst = true;
    // each turn takes one element of the carrier
    while (xml[position + 1] !== SLASH) {
      const found = findField(xml, position + 1, next);
      const { name, member, form } = FIELDS[found] as Field;
      next = found + 1;
      position += 1 + name.length;
      if (form !== 'hidden') {
        if (!isFirst) out[at++] = 0x2c;
        isFirst = false;
        at += member.copy(out, at);
      }
      if (xml[position] !== GT) {
        // the only attribute here is i:nil="true", on an empty element
        position = xml.indexOf(GT, position) + 1;
        if (form !== 'hidden') at += NULL.copy(out, at);
        continue;
      }
      const end = xml.indexOf(LT, position + 1);
      if (form === 'string') at = writeString(xml, position + 1, end, out, at);
      else if (form === 'boolean') at += xml.copy(out, at, position + 1, end);
      position = end + name.length + 3;
    }
    out[at++] = 0x7d;
    position += CARRIER_END.length;
    if (xml[position + 1] === SLASH) break;
    out[at++] = 0x2c;
  }
  out[at++] = 0x5d;
  return out.subarray(0, at);
}

function findField(xml: Buffer, position: number, expected: number): number {
  for (let step = 0; step < FIELDS.length; step += 1) {
    const index = (expected + step) % FIELDS.length;
    if (isAt(xml, position, (FIELDS[index] as Field).name)) return index;
  }
  throw new Error('an element that is not in the table');
}

function isAt(xml: Buffer, position: number, name: Buffer): boolean {
  for (let index = 0; index < name.length; index += 1) if (xml[position + index] !== name[index]) return false;
  const after = xml[position + name.length];
  return after === GT || after === SLASH || after === 0x20;
}

function writeString(xml: Buffer, start: number, end: number, out: Buffer, to: number): number {
  let at = to;
  out[at++] = QUOTE;
  for (let position = start; position < end; position += 1) {
    const byte = xml[position] as number;
    if (byte === AMPERSAND) {
      const semicolon = xml.indexOf(SEMICOLON, position);
      out[at++] = characterOf(xml.toString('latin1', position + 1, semicolon));
      position = semicolon;
    } else {
      if (byte === QUOTE || byte === BACKSLASH) out[at++] = BACKSLASH;
      out[at++] = byte;
    }
  }
  out[at++] = QUOTE;
  return at;
}

function characterOf(entity: string): number {
  switch (entity) {
    case 'amp':
      return AMPERSAND;
    case 'lt':
      return LT;
    case 'gt':
      return GT;
    default:
      throw new Error(`&${entity}; is not in the table`);
  }
}
