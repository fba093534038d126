import type { NetServerSimulator } from '../../../src/simulator/netserver/start.ts';
import { SOAP11 } from '../../../src/xml/namespaces.ts';

/** Namespace of the simulator's messages. */
export const NS = 'http://www.superoffice.net/ws/crm/NetServer/Services86';

/** A reply as text. */
export interface TextReply {
  readonly status: number;
  readonly text: string;
}

/** Sends the XML of a body's content to an agent, as any SOAP client would. */
export async function send(
  simulator: NetServerSimulator,
  agent: 'User' | 'SoPrincipal',
  operation: string,
  content: string,
  header = '',
): Promise<TextReply> {
  const response = await fetch(`${simulator.endpoint}${agent}.svc`, {
    method: 'POST',
    headers: { 'content-type': 'text/xml; charset=utf-8', soapaction: `"${NS}/${agent}/${operation}"` },
    body: `<s:Envelope xmlns:s="${SOAP11}"><s:Header xmlns="${NS}">${header}</s:Header><s:Body><${operation} xmlns="${NS}">${content}</${operation}></s:Body></s:Envelope>`,
  });
  return { status: response.status, text: await response.text() };
}

/** Signs in and gives the header block that later calls need. */
export async function signIn(simulator: NetServerSimulator, userName = 'demo', password = userName): Promise<string> {
  const content = `<UserName>${userName}</UserName><Password>${password}</Password>`;
  const { text } = await send(simulator, 'SoPrincipal', 'AuthenticateUsernamePassword', content);
  const ticket = textOf(text, 'Ticket') ?? '';
  return `<Credentials><Ticket>${ticket}</Ticket></Credentials>`;
}

/** Text of the first element with that local name. */
export function textOf(xml: string, local: string): string | undefined {
  return new RegExp(`<(?:\\w+:)?${local}(?: [^>]*)?>([^<]*)<`).exec(xml)?.[1];
}
