import { stringify } from 'yaml';
import type { RouteSettings } from '../../config/route-settings.ts';
import type { RouteFamily } from './suggest-routes.ts';

/** What a first configuration says. */
export interface FirstConfig {
  /** As the file is to name them: relative to it. */
  readonly wsdl: readonly string[];
  /** Undefined: the addresses in the WSDLs hold. */
  readonly endpoint: string | undefined;
  /** Addresses in the WSDLs, for the reader. */
  readonly addresses: readonly string[];
  /** Header blocks that operations take, by local name. */
  readonly headerBlocks: readonly string[];
  readonly families: readonly RouteFamily[];
  readonly operationCount: number;
}

/** A configuration file with a comment for each decision that is left to its reader. */
export function renderFirstConfig(first: FirstConfig): string {
  const { wsdl, endpoint, addresses, headerBlocks, families, operationCount } = first;
  const lines = [
    '# Soapstone: JSON in, SOAP out. Check this file with: soapstone config check --config FILE',
    '',
    'listen: { host: 0.0.0.0, port: 3000 }',
    '',
    'backends:',
    '  backend:',
    '    wsdl:',
    ...wsdl.map((source) => `      - ${scalar(source)}`),
    '    # Where the calls go. One that ends in "/" keeps the last segment of the address in each WSDL.',
    ...(endpoint === undefined
      ? addresses.slice(0, 3).flatMap((address) => [`    # In the WSDL: ${address}`])
      : [`    endpoint: ${scalar(endpoint)}`]),
    ...(endpoint === undefined ? ['    # endpoint: https://backend.example.com/services/'] : []),
    '    timeouts: { connect: 2s, total: 30s }',
    ...headerLines(headerBlocks),
    '',
    `# POST /services/{service}/{Operation} for operations by name; there are ${operationCount}. "!" excludes: ["*", "!*.Delete*"].`,
    'services:',
    '  expose: ["*"]',
    '',
    ...routeLines(families),
    '# Requests of one caller within a window of time; `off` lifts the limit.',
    'rateLimit: { window: 1m, limit: 600 }',
  ];
  return `${lines.join('\n')}\n`;
}

function headerLines(names: readonly string[]): readonly string[] {
  if (names.length === 0) return [];
  return [
    '    # Header blocks that the operations take. A secret comes from the environment or from a file ("file:PATH");',
    '    # { from: X-Name } takes a value from an HTTP header of the request.',
    '    # headers:',
    ...names.map((name) => `    #   ${name}: ...`),
  ];
}

function routeLines(families: readonly RouteFamily[]): readonly string[] {
  if (families.length === 0) {
    return [
      '# Routes of your own: a method and a path for an operation.',
      '# routes:',
      '#   - selector: Service.GetThing',
      '#     get: /things/{id}          # variables are fields of the input',
      '#     response_body: response    # this field of the output is the body',
      '',
    ];
  }
  return [
    '# Suggested from the names of the operations, and checked. Variables in a path are fields of the input; `body` is the field',
    '# that the HTTP body is, `response_body` the field of the output that is answered.',
    'routes:',
    ...families.flatMap(({ service, noun, routes }) => [`  # ${noun} (${service})`, ...routes.flatMap(routeEntry)]),
    '',
  ];
}

function routeEntry({ selector, method, path, body, responseBody, safe }: RouteSettings): readonly string[] {
  return [
    `  - selector: ${scalar(selector)}`,
    `    ${method.toLowerCase()}: ${scalar(path)}`,
    ...(body === undefined ? [] : [`    body: ${scalar(body)}`]),
    ...(responseBody === undefined ? [] : [`    response_body: ${scalar(responseBody)}`]),
    ...(safe ? ['    safe: true'] : []),
  ];
}

/** Text as a YAML scalar on one line. */
function scalar(text: string): string {
  return stringify(text, { lineWidth: 0 }).trimEnd();
}
