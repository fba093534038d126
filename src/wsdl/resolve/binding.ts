import { nearMatch } from '../../diagnostics/near-match.ts';
import type { Binding, BoundOperation } from '../model/binding.ts';
import type {
  ParsedBinding,
  ParsedBindingOperation,
  ParsedOperation,
  ParsedPortType,
  Refusal,
} from '../parse/components.ts';
import { reportWsdl } from '../report.ts';
import { isRefusal, type ResolveContext } from './context.ts';
import { resolveOperation } from './operation.ts';
import { followReference } from './reference.ts';

/** Joins a binding with its port type; undefined, with a diagnostic, for one that is refused as a whole. */
export function resolveBinding(binding: ParsedBinding, context: ResolveContext): Binding | undefined {
  const portType = portTypeOf(binding, context);
  if (isRefusal(portType)) {
    const count = binding.operations.length === 1 ? '1 operation' : `${binding.operations.length} operations`;
    const message = `binding "${binding.name.local}" with ${count} is not served: ${portType.reason}`;
    reportWsdl(context.sink, 'error', portType.rule, message, portType.location);
    return undefined;
  }
  const operations: BoundOperation[] = [];
  const matched = new Set<ParsedOperation>();
  for (const bound of binding.operations) {
    const abstract = matchOperation(bound, portType, matched);
    const operation = isRefusal(abstract)
      ? abstract
      : resolveOperation({ binding, portType, bound, abstract }, context);
    if (!isRefusal(abstract)) matched.add(abstract);
    if (isRefusal(operation)) {
      const message = `operation "${bound.name}" of binding "${binding.name.local}" is not served: ${operation.reason}`;
      reportWsdl(context.sink, 'error', operation.rule, message, operation.location);
    } else {
      operations.push(operation);
    }
  }
  reportUnbound(binding, portType, matched, context);
  const documentation = binding.documentation ?? portType.documentation;
  return {
    name: binding.name,
    portType: portType.name,
    soapVersion: binding.soapVersion,
    operations,
    location: binding.location,
    ...(documentation === undefined ? {} : { documentation }),
  };
}

function portTypeOf(binding: ParsedBinding, context: ResolveContext): ParsedPortType | Refusal {
  if (binding.refusal !== undefined) return binding.refusal;
  if (binding.portType === undefined) {
    return { rule: 'wsdl/missing-attribute', reason: 'it has no type attribute', location: binding.location };
  }
  const owner = binding.name.namespace;
  const portType: ParsedPortType | Refusal = followReference(
    'portType',
    binding.portType,
    owner,
    context.symbols.portTypes,
    context,
  );
  return isRefusal(portType) ? portType : (portType.refusal ?? portType);
}

/**
 * The abstract operation that a binding operation means: by name; among overloads by the names of input and output
 * (WSDL 1.1 §2.5), and by their order where the binding does not say them.
 */
function matchOperation(
  bound: ParsedBindingOperation,
  portType: ParsedPortType,
  matched: ReadonlySet<ParsedOperation>,
): ParsedOperation | Refusal {
  const { location } = bound;
  const namesakes = portType.operations.filter(({ name }) => name === bound.name);
  if (namesakes.length === 0) {
    const near = nearMatch(
      bound.name,
      portType.operations.map(({ name }) => name),
    );
    const hint = near === undefined ? '' : `; near: ${near}`;
    const reason = `port type "${portType.name.local}" has no operation of that name${hint}`;
    return { rule: 'wsdl/unmatched-operation', reason, location };
  }
  const free = namesakes.filter((each) => !matched.has(each));
  const [first] = free;
  if (first === undefined) {
    return {
      rule: 'wsdl/duplicate',
      reason: 'the binding has more operations of that name than the port type',
      location,
    };
  }
  if (namesakes.length === 1 || (bound.inputName === undefined && bound.outputName === undefined)) return first;
  const byInput = free.filter(({ input }) => bound.inputName === undefined || input.name === bound.inputName);
  const byBoth = byInput.filter(({ output }) => bound.outputName === undefined || output?.name === bound.outputName);
  const chosen = byBoth[0] ?? byInput[0];
  if (chosen !== undefined) return chosen;
  const names = namesakes.map(({ input }) => input.name).join(', ');
  const reason = `none of its overloads has the input "${bound.inputName ?? ''}" (they have ${names})`;
  return { rule: 'wsdl/unmatched-operation', reason, location };
}

function reportUnbound(
  binding: ParsedBinding,
  portType: ParsedPortType,
  matched: ReadonlySet<ParsedOperation>,
  { once }: ResolveContext,
): void {
  for (const operation of portType.operations) {
    if (matched.has(operation)) continue;
    const message = `operation "${operation.name}" of port type "${portType.name.local}" is not in binding "${binding.name.local}"`;
    once('info', 'wsdl/unmatched-operation', message, operation.location);
  }
}
