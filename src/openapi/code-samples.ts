import type { ListedOperation } from './list-operations.ts';
import type { CodeSampleObject, OperationObject, ParameterObject } from './model.ts';

/** Stands for the address of the gateway in samples: pages that know it put it in. */
export const SAMPLE_ORIGIN = 'https://gateway.example';

/** A call with the operation's examples, for a shell and for JavaScript. */
export function httpSamples(
  { rule }: ListedOperation,
  { parameters = [], requestBody, security }: OperationObject,
): CodeSampleObject[] {
  const url = `${SAMPLE_ORIGIN}${sampleTarget(
    rule.template.display,
    parameters.flatMap((each) => ('$ref' in each ? [] : [each])),
  )}`;
  const body = requestBody?.content['application/json']?.example;
  const call: SampleCall = {
    method: rule.method,
    url,
    json: body === undefined ? undefined : JSON.stringify(body, undefined, 2),
    signsIn: security.some((each) => Object.keys(each).length > 0),
  };
  return [
    { lang: 'Shell', label: 'curl', source: curl(call) },
    { lang: 'JavaScript', label: 'fetch', source: fetchCall(call) },
  ];
}

interface SampleCall {
  readonly method: string;
  readonly url: string;
  readonly json: string | undefined;
  readonly signsIn: boolean;
}

/** The path with examples for its variables, and the query's required parameters. */
function sampleTarget(template: string, parameters: readonly ParameterObject[]): string {
  const path = parameters
    .filter((each) => each.in === 'path')
    .reduce(
      (text, { name, example }) => text.replace(`{${name}}`, encodeURIComponent(String(example ?? name))),
      template,
    );
  const query = parameters
    .filter((each) => each.in === 'query' && each.required === true)
    .map(({ name, example }) => `${encodeURIComponent(name)}=${encodeURIComponent(String(example ?? name))}`);
  return query.length === 0 ? path : `${path}?${query.join('&')}`;
}

function curl({ method, url, json, signsIn }: SampleCall): string {
  const isImplied = method === 'GET' || (method === 'POST' && json !== undefined);
  const parts = [
    `curl -s ${shellQuote(url)}`,
    ...(isImplied ? [] : [`-X ${method}`]),
    ...(signsIn ? ['-H "Authorization: Bearer $TICKET"'] : []),
    ...(json === undefined ? [] : [`-H 'Content-Type: application/json'`, `-d ${shellQuote(json)}`]),
  ];
  return parts.join(' \\\n  ');
}

function shellQuote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

function fetchCall({ method, url, json, signsIn }: SampleCall): string {
  const headers = [
    ...(signsIn ? [`Authorization: \`Bearer \${ticket}\``] : []),
    ...(json === undefined ? [] : [`'Content-Type': 'application/json'`]),
  ];
  const options = [
    ...(method === 'GET' ? [] : [`method: '${method}',`]),
    ...(headers.length === 0 ? [] : [`headers: { ${headers.join(', ')} },`]),
    ...(json === undefined ? [] : [`body: JSON.stringify(${json}),`]),
  ].map((line) => line.replaceAll('\n', '\n  '));
  const second = options.length === 0 ? '' : `, {\n${options.map((line) => `  ${line}\n`).join('')}}`;
  return [
    `const response = await fetch(${JSON.stringify(url)}${second});`,
    'if (!response.ok) throw await response.json(); // a problem: its type says what to do',
  ].join('\n');
}
