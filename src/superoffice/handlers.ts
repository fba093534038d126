import { makeProblem } from '../gateway/problem.ts';
import type { HandlerContract, RouteHandler } from '../gateway/profile.ts';
import { CONFIRMED_HANDLER, SESSION_HANDLER } from './routes.ts';
import { ticketOf, wrongCredentials } from './sign-in.ts';
import { jsonName, type Naming, wireMember } from './wire-names.ts';

/** `POST /sessions`: 201 with the ticket and who it stands for, or 401. */
const answerSession: RouteHandler = (output) => {
  const ticket = ticketOf(output);
  if (ticket === undefined) return { problem: wrongCredentials() };
  return {
    status: 201,
    headers: { 'Cache-Control': 'no-store' },
    body: { ticket, principal: wireMember(output, 'Response') ?? null },
  };
};

/**
 * Operations that answer nothing: their body is as empty on failure as on success, so that only the header block `Succeeded`
 * tells. One that does not say so has not confirmed anything.
 */
const answerConfirmed: RouteHandler = (_output, { headerBlocks }) => {
  if (headerBlocks.get('Succeeded') === true) return { status: 204 };
  const detail = 'The backend did not say whether the call succeeded.';
  return { problem: makeProblem('backend-invalid-response', { detail, outcome: 'unknown' }) };
};

/** What the curated routes do beyond their rules. */
export const superofficeHandlers: ReadonlyMap<string, RouteHandler> = new Map([
  [SESSION_HANDLER, answerSession],
  [CONFIRMED_HANDLER, answerConfirmed],
]);

/** The same for the contract. */
export function superofficeHandlerContracts(naming: Naming): ReadonlyMap<string, HandlerContract> {
  return new Map<string, HandlerContract>([
    [
      SESSION_HANDLER,
      {
        status: 201,
        schema: (outputField) => ({
          type: 'object',
          properties: {
            ticket: {
              type: 'string',
              description: 'Send it as "Authorization: Bearer …". Valid for six hours after its last use.',
            },
            principal: outputField(jsonName('Response', naming)),
          },
          required: ['ticket', 'principal'],
          additionalProperties: false,
        }),
      },
    ],
    [CONFIRMED_HANDLER, { status: 204 }],
  ]);
}
