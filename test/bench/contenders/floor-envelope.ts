import { type Credential, escapeXml } from '../credentials.ts';

const NAMESPACE = 'http://www.superoffice.net/ws/crm/NetServer/Services86';
const START =
  '<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Header>' +
  `<ApplicationToken xmlns="${NAMESPACE}">bench-token</ApplicationToken>` +
  `<Credentials xmlns="${NAMESPACE}"><Ticket>7T:bench</Ticket></Credentials></s:Header><s:Body>`;
const END = '</s:Body></s:Envelope>';
const SUCCEEDED = Buffer.from('Succeeded xmlns:h="http://www.superoffice.net/ws/crm/NetServer/Services86">true<');

/** The request that lists the credentials of a type. */
export function listEnvelope(type: string): string {
  return `${START}<GetUntrustedCredentials xmlns="${NAMESPACE}"><Type>${escapeXml(type)}</Type></GetUntrustedCredentials>${END}`;
}

/** The request that saves one. */
export function saveEnvelope(type: string, credential: Credential): string {
  const { validFrom, validTo, comment, secretValue, publicValue, isActive } = credential;
  return (
    `${START}<SaveUntrustedCredentials xmlns="${NAMESPACE}"><Type>${escapeXml(type)}</Type><Credentials>` +
    `<ValidFrom>${escapeXml(validFrom)}</ValidFrom><ValidTo>${escapeXml(validTo)}</ValidTo>` +
    `<Comment>${escapeXml(comment ?? '')}</Comment><SecretValue>${escapeXml(secretValue)}</SecretValue>` +
    `<PublicValue>${escapeXml(publicValue)}</PublicValue><IsActive>${isActive}</IsActive>` +
    `</Credentials></SaveUntrustedCredentials>${END}`
  );
}

/** True when the reply's header says so. */
export function isSuccess(reply: Buffer): boolean {
  return reply.subarray(0, 2048).includes(SUCCEEDED);
}
