import { httpReply } from './hostile-backend.ts';
import { envelope } from './ledger.ts';
import { INTERNAL, newKey, SECRETS } from './promises.ts';
import type { Scenario } from './scenario.ts';

const NETSERVER = 'http://www.superoffice.net/ws/crm/NetServer/Services86';
const block = (name: string, xml: string) => `<${name} xmlns="${NETSERVER}">${xml}</${name}>`;
const SENTRY = block(
  'ExceptionInfo',
  `<ExceptionType>SuperOffice.Exceptions.SoSentryException</ExceptionType><Message>Not yours</Message><StackTrace>${INTERNAL} at A.B()</StackTrace>`,
);

/** One save through the curated route, answered by NetServer with these header blocks and nothing in the body. */
function save(name: string, header: string, answer: string): Scenario {
  return {
    name,
    answer,
    calls: '1',
    async run({ gateway, backend }) {
      const body = envelope(`<SaveUntrustedCredentialsResponse xmlns="${NETSERVER}"/>`, undefined, header);
      backend.misbehave = { answer: (socket) => void socket.write(httpReply(200, body)) };
      const key = newKey();
      const saved = await gateway.send({
        path: '/users/me/credentials/imap',
        headers: { authorization: `Bearer ${SECRETS.token}` },
        body: { publicValue: key, secretValue: SECRETS.payload },
      });
      return { answers: [saved], calls: String(backend.arrivals.get(key) ?? 0) };
    },
  };
}

/** Failures that NetServer reports under HTTP 200, where success and failure have the same empty body. */
export const netServerFaults: readonly Scenario[] = [
  save('soft failure', block('Succeeded', 'false') + SENTRY, '403 forbidden not-executed'),
  save('soft failure without a word', block('Succeeded', 'false'), '502 backend-error unknown'),
  save('no word of success', '', '502 backend-invalid-response unknown'),
  save('success, said so', block('Succeeded', 'true'), '204'),
];
