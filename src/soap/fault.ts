import { DecodeError, type OperationCodec } from '../codec/message-codec.ts';
import { isNCName } from '../xml/characters.ts';
import { SOAP11, SOAP12, XML } from '../xml/namespaces.ts';
import { clarkName } from '../xml/qname.ts';
import type { XmlReader } from '../xml/reader.ts';
import type { SoapFault } from './call.ts';
import { atChild, collectText, enterElement } from './element-walk.ts';
import type { PublicReason } from './fault-reason.ts';

/** Characters of a fault's code that callers get. */
const CODE_MAX = 100;
/** Characters of a fault's detail, of its reason and of its code that are kept for the log. */
const RAW_MAX = 16 * 1024;

/** True on the start tag of a fault of either version, whatever version the envelope has. */
export function isFault(reader: XmlReader): boolean {
  return reader.local === 'Fault' && (reader.namespace === SOAP11 || reader.namespace === SOAP12);
}

/**
 * Reads a fault of SOAP 1.1 (§4.4) or 1.2 (Part 1 §5.4). Members are known by local name alone, since servers qualify the
 * unqualified ones of 1.1 and mix the versions. The reader stands on its start tag, afterwards behind its end tag.
 * @param openText - makes a reader for a detail's XML, with the reply's limits
 * @throws {XmlError}
 */
export function readFault(
  reader: XmlReader,
  httpStatus: number,
  faults: OperationCodec['faults'],
  openText: (xml: string) => XmlReader,
  publicReason: PublicReason,
): SoapFault {
  let rawCodes: readonly string[] = [];
  let rawReason = '';
  let rawDetail = '';
  for (let child = enterElement(reader); child; child = atChild(reader)) {
    switch (reader.local) {
      case 'faultcode':
        rawCodes = [collectText(reader).trim()];
        break;
      case 'Code':
        rawCodes = readCodes(reader);
        break;
      case 'faultstring':
        rawReason = collectText(reader).trim();
        break;
      case 'Reason':
        rawReason = readReason(reader);
        break;
      case 'detail':
      case 'Detail':
        rawDetail = reader.readInnerXml();
        break;
      default:
        reader.skipElement();
    }
  }
  reader.next();
  const detail = rawDetail === '' ? undefined : readDetail(openText(`<detail>${rawDetail}</detail>`), faults);
  const reason = publicReason(rawReason);
  const [code = '', ...subcodes] = rawCodes.map((raw) => publicCode(raw, publicReason));
  return {
    code,
    subcodes: subcodes.filter((subcode) => subcode !== ''),
    ...(code === '' && rawCodes.length > 0 ? { rawCode: rawCodes.join(' ').slice(0, RAW_MAX) } : {}),
    reason,
    ...(reason === rawReason ? {} : { rawReason: rawReason.slice(0, RAW_MAX) }),
    httpStatus,
    ...(detail === undefined ? {} : { detail }),
    ...(rawDetail === '' ? {} : { rawDetail: rawDetail.slice(0, RAW_MAX) }),
  };
}

/** `Code/Value`, then the values of the nested `Subcode`s, outermost first (Part 1 §5.4.1). */
function readCodes(reader: XmlReader): readonly string[] {
  const codes: string[] = [];
  for (let child = enterElement(reader); child; child = atChild(reader)) {
    if (reader.local === 'Value') codes.push(collectText(reader).trim());
    else if (reader.local === 'Subcode') codes.push(...readCodes(reader));
    else reader.skipElement();
  }
  reader.next();
  return codes;
}

/** The `Text` in English, else the first (Part 1 §5.4.2). */
function readReason(reader: XmlReader): string {
  let reason: string | undefined;
  for (let child = enterElement(reader); child; child = atChild(reader)) {
    const english = /^en\b/i.test(reader.attribute(XML, 'lang') ?? '');
    const text = collectText(reader).trim();
    if (reason === undefined || english) reason = text;
  }
  reader.next();
  return reason ?? '';
}

/** The first child of the detail that the WSDL declares; one that its type cannot read counts as undeclared. */
function readDetail(reader: XmlReader, faults: OperationCodec['faults']): SoapFault['detail'] {
  for (let child = enterElement(reader); child; child = atChild(reader)) {
    const codec = faults.get(clarkName(reader));
    if (codec === undefined) {
      reader.skipElement();
      continue;
    }
    try {
      return { name: codec.name, value: codec.decode(reader, { mode: 'lenient', unknownElements: 0, issues: [] }) };
    } catch (error) {
      if (error instanceof DecodeError) return undefined;
      throw error;
    }
  }
  return undefined;
}

/**
 * The local part of a code, since the prefix says nothing to a caller; `''` where it is neither a name nor a number, or where what
 * follows one of its dots is an address.
 */
function publicCode(qname: string, publicReason: PublicReason): string {
  const code = qname.slice(qname.indexOf(':') + 1);
  if (code.length > CODE_MAX || !(isNCName(code) || /^\d+$/.test(code))) return '';
  const details = [...code.matchAll(/\./g)].map(({ index }) => code.slice(index + 1));
  return details.every((detail) => publicReason(detail) === detail) ? code : '';
}
