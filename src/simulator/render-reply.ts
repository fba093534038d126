import { renderHeaderBlocks } from '../soap/header-block.ts';
import type { SoapVersion } from '../wsdl/model/binding.ts';
import { SOAP11, SOAP12 } from '../xml/namespaces.ts';
import type { QName } from '../xml/qname.ts';
import { escapeAttribute, escapeText } from '../xml/writer.ts';
import { envelopeContentType, type FaultAnswer, type OutputAnswer, type RawAnswer } from './answer.ts';
import type { EndpointOperation } from './endpoint.ts';

/** An answer in XML, or why it breaks the schema, in a sentence. */
export type EncodedAnswer =
  | { readonly ok: true; readonly headerXml: string; readonly bodyXml: string }
  | { readonly ok: false; readonly reason: string };

/** Encodes an output message and its header blocks; both are empty for a one-way operation. */
export function encodeAnswer({ value, headerBlocks = {} }: OutputAnswer, { codec }: EndpointOperation): EncodedAnswer {
  if (codec.output === undefined) return { ok: true, headerXml: '', bodyXml: '' };
  const header = renderHeaderBlocks(codec.outputHeaders, headerBlocks);
  const body = codec.output.encode(value);
  if (header.ok && body.ok) return { ok: true, headerXml: header.xml, bodyXml: body.xml };
  const issues = [header, body].flatMap((result) => (result.ok ? [] : result.issues));
  const reason = issues.map(({ pointer, detail }) => `${pointer === '' ? 'the answer' : pointer} ${detail}`).join('; ');
  return { ok: false, reason };
}

/** An output message as an envelope; for a one-way operation 202 with an empty body. What breaks the schema is a fault. */
export function renderOutput(answer: OutputAnswer, called: EndpointOperation): RawAnswer {
  const version = called.operation.soapVersion;
  if (called.codec.output === undefined) {
    return { kind: 'raw', status: 202, contentType: envelopeContentType(version), body: '' };
  }
  const encoded = encodeAnswer(answer, called);
  if (encoded.ok) return envelope(version, 200, encoded.headerXml, encoded.bodyXml);
  const reason = `the answer to ${called.selector} breaks the schema: ${encoded.reason}`;
  return renderFault({ kind: 'fault', blame: 'receiver', reason }, version);
}

/**
 * A fault as an envelope of the given version (SOAP 1.1 §4.4, SOAP 1.2 Part 1 §5.4).
 * @param called - the operation, for header blocks on the fault
 */
export function renderFault(fault: FaultAnswer, version: SoapVersion, called?: EndpointOperation): RawAnswer {
  const header = renderHeaderBlocks(called?.codec.outputHeaders ?? [], fault.headerBlocks ?? {});
  const status = fault.status ?? (version === '1.2' && fault.blame === 'sender' ? 400 : 500);
  const body = version === '1.1' ? fault11(fault) : fault12(fault);
  return envelope(version, status, header.ok ? header.xml : '', body);
}

const BLAME_11 = {
  sender: 'Client',
  receiver: 'Server',
  'version-mismatch': 'VersionMismatch',
  'must-understand': 'MustUnderstand',
} as const;

const BLAME_12 = { ...BLAME_11, sender: 'Sender', receiver: 'Receiver' } as const;

function fault11({ blame, code, reason, detailXml }: FaultAnswer): string {
  const faultcode =
    code === undefined ? `<faultcode>s:${BLAME_11[blame]}</faultcode>` : `<faultcode${qualified(code)}</faultcode>`;
  const detail = detailXml === undefined ? '' : `<detail>${detailXml}</detail>`;
  return `<s:Fault>${faultcode}<faultstring xml:lang="en-US">${escapeText(reason)}</faultstring>${detail}</s:Fault>`;
}

/** The rest of a start tag and a qualified name as its text. */
function qualified({ namespace, local }: QName): string {
  return namespace === '' ? `>${escapeText(local)}` : ` xmlns:a="${escapeAttribute(namespace)}">a:${escapeText(local)}`;
}

function fault12({ blame, code, reason, detailXml }: FaultAnswer): string {
  const subcode = code === undefined ? '' : `<s:Subcode><s:Value${qualified(code)}</s:Value></s:Subcode>`;
  const detail = detailXml === undefined ? '' : `<s:Detail>${detailXml}</s:Detail>`;
  return (
    `<s:Fault><s:Code><s:Value>s:${BLAME_12[blame]}</s:Value>${subcode}</s:Code>` +
    `<s:Reason><s:Text xml:lang="en-US">${escapeText(reason)}</s:Text></s:Reason>${detail}</s:Fault>`
  );
}

function envelope(version: SoapVersion, status: number, headerXml: string, bodyXml: string): RawAnswer {
  const header = headerXml === '' ? '' : `<s:Header>${headerXml}</s:Header>`;
  const body = `<s:Envelope xmlns:s="${version === '1.1' ? SOAP11 : SOAP12}">${header}<s:Body>${bodyXml}</s:Body></s:Envelope>`;
  return { kind: 'raw', status, contentType: envelopeContentType(version), body };
}
