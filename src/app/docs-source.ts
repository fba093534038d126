import { exampleEnvelope } from '../gateway/dry-run.ts';
import type { DocsEntry } from '../http/docs/docs-page.ts';
import type { DocsSource } from '../http/own/docs.ts';
import { httpSamples } from '../openapi/code-samples.ts';
import { type ListedOperation, listOperations } from '../openapi/list-operations.ts';
import { type CodeSamples, summaryOf } from '../openapi/operation.ts';
import { atOnce } from '../openapi/steps.ts';
import type { Contract } from './contract.ts';
import { openApiDocument } from './openapi-document.ts';

/** What the documentation page shows of a contract. */
export function docsSource(contract: Contract, version: string): DocsSource {
  const codeSamples: CodeSamples = (listed, operation) => [
    ...httpSamples(listed, operation),
    ...envelopeSample(contract, listed),
  ];
  const known = new Set(listOperations(contract.rules).map(({ operationId }) => operationId));
  return {
    page: () => {
      const listed = listOperations(contract.rules);
      const inOrder = [...listed.filter(({ isGeneric }) => !isGeneric), ...listed.filter(({ isGeneric }) => isGeneric)];
      const hasSessions = listed.some(({ rule }) => rule.method === 'POST' && rule.path === SESSIONS);
      return {
        title: 'Soapstone',
        version,
        entries: inOrder.map(describeEntry),
        ...(hasSessions ? { signInPath: SESSIONS } : {}),
      };
    },
    describe: (operationId) =>
      known.has(operationId)
        ? atOnce(openApiDocument(contract, version, { only: (each) => each.operationId === operationId, codeSamples }))
        : undefined,
  };
}

/** Where profiles let callers sign in for a ticket. */
const SESSIONS = '/sessions';

function describeEntry({ rule, operationId, tag, isGeneric }: ListedOperation): DocsEntry {
  return {
    operationId,
    method: rule.method,
    path: rule.template.display,
    ...(isGeneric ? { operation: rule.operation.operation.name } : {}),
    summary: summaryOf(rule),
    group: tag,
  };
}

function envelopeSample(
  { headerBlocks, profiles, isSecret }: Contract,
  { rule: { operation } }: ListedOperation,
): ReturnType<CodeSamples> {
  const profile = profiles.get(operation.backend);
  const source = exampleEnvelope(operation, isSecret, headerBlocks.get(operation), profile);
  return source === undefined ? [] : [{ lang: 'XML', label: 'SOAP envelope', source }];
}
