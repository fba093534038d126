import type { SoapVersion } from '../wsdl/model/binding.ts';
import { SOAP11, SOAP12 } from '../xml/namespaces.ts';

/**
 * The envelope of a call, for showing it: what the `soap` package would send, but for what its security classes add.
 * @param headerXml - the header blocks; `''` for none
 * @param bodyXml - the children of `soap:Body`
 */
export function renderEnvelope(version: SoapVersion, headerXml: string, bodyXml: string): string {
  const header = headerXml === '' ? '' : `<soap:Header>${headerXml}</soap:Header>`;
  const namespace = version === '1.1' ? SOAP11 : SOAP12;
  return `<?xml version="1.0" encoding="utf-8"?><soap:Envelope xmlns:soap="${namespace}">${header}<soap:Body>${bodyXml}</soap:Body></soap:Envelope>`;
}
