import type { HeaderBlockConfig } from '../config/gateway-config.ts';
import { collectDiagnostics } from '../diagnostics/diagnostic.ts';
import { compileHeaderBlocks } from '../gateway/header-blocks.ts';
import type { ConnectedProfile, Profile, ProfileEnvironment } from '../gateway/profile.ts';
import { createKeyedHash, type KeyedHash } from '../resilience/shared/keyed-hash.ts';
import { superofficeContract } from './contract.ts';
import { superofficeHandlerContracts, superofficeHandlers } from './handlers.ts';
import { hiddenMembers } from './hidden-members.ts';
import { createIdentify, takesTicket } from './identify.ts';
import { judgeReply } from './judge.ts';
import { superofficeRoutes } from './routes.ts';
import { createSignIn } from './sign-in.ts';
import { createTicketCache, type TicketCache } from './ticket-cache.ts';
import { createOwnExchange, createSharedExchange } from './ticket-exchange.ts';
import { type Naming, namingOf } from './wire-names.ts';

/** Target namespaces of NetServer's services; the number of their version follows (`Services86`). */
const NAMESPACE_PREFIX = 'http://www.superoffice.net/ws/crm/NetServer/';

/** SuperOffice NetServer, whatever its version: sign-in by ticket, soft failures, and routes for credentials. */
export const superofficeProfile: Profile = {
  name: 'superoffice',
  matches: (targetNamespace) => targetNamespace.startsWith(NAMESPACE_PREFIX),
  routes: superofficeRoutes,
  connect,
};

function connect(environment: ProfileEnvironment): ConnectedProfile {
  const { settings, headers, operations } = environment;
  const keyOf = environment.shared?.keyOf ?? createKeyedHash();
  const naming = namingOfOperations(environment);
  const identify = createIdentify({
    signIn: settings.signIn,
    naming,
    tickets: connectSignIn(environment, keyOf),
    account: settings.account,
    configuredCredentials: Object.hasOwn(headers, 'Credentials') ? headers.Credentials : undefined,
    keyOf,
  });
  const isAccount = settings.account !== undefined || Object.hasOwn(headers, 'Credentials');
  const served = new Set(operations);
  return {
    identify,
    judge: judgeReply,
    hiddenMembers: (operation, path) => hiddenMembers(operation, path, settings),
    handlers: superofficeHandlers,
    handlerContracts: superofficeHandlerContracts(naming),
    contract: superofficeContract,
    signIn: (operation) => {
      if (!served.has(operation) || !takesTicket(operation)) return 'none';
      return isAccount ? 'optional' : settings.signIn;
    },
  };
}

/** The way to tickets for user names and passwords; undefined when SoPrincipal is not among the WSDLs. */
function connectSignIn(
  { operations, headers, now, onSignIn, onSessionsKept, shared }: ProfileEnvironment,
  keyOf: KeyedHash,
): TicketCache | undefined {
  const operation = operations.find(({ selector, aliases = [] }) =>
    [selector, ...aliases].includes('SoPrincipal.AuthenticateUsernamePassword'),
  );
  if (operation === undefined) return undefined;
  const location = { file: '(configuration)', line: 1, column: 1 };
  const configured = Object.entries(headers).map(([name, value]) => ({ name, value, location }) as HeaderBlockConfig);
  // What is wrong with them has been reported with its place when the operations' own were compiled.
  const encoders = compileHeaderBlocks(configured, [operation], collectDiagnostics());
  const signIn = createSignIn(operation, encoders.get(operation) ?? (() => ({ ok: true, xml: '' })));
  const own = createOwnExchange(signIn, now, onSignIn);
  return createTicketCache({
    tickets: shared === undefined ? own : createSharedExchange(own, shared, now),
    now,
    keyOf,
    ...(onSessionsKept === undefined ? {} : { onSessionsKept }),
  });
}

/** All of a backend's operations are named alike; a header block that all have tells how. */
function namingOfOperations({ operations }: ProfileEnvironment): Naming {
  const block = operations.flatMap(({ codec }) => codec.inputHeaders).find(({ name }) => name === 'Credentials');
  return block === undefined ? 'camel' : namingOf(block, 'Ticket');
}
