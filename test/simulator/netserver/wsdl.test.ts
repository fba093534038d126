import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { collectDiagnostics } from '../../../src/diagnostics/diagnostic.ts';
import { loadDefinitions } from '../../../src/wsdl/load.ts';
import type { BoundMessage, BoundOperation, MessagePart } from '../../../src/wsdl/model/binding.ts';
import { clarkName } from '../../../src/xml/qname.ts';
import type { ElementDeclaration } from '../../../src/xsd/model/element.ts';
import type { Particle } from '../../../src/xsd/model/particle.ts';
import type { SimpleType } from '../../../src/xsd/model/simple-type.ts';
import type { TypeDefinition } from '../../../src/xsd/model/type-definition.ts';

const OURS = 'src/simulator/netserver/wsdl';
const REAL = '../shared/wsdl/Services86';

async function operationsOf(file: string): Promise<readonly BoundOperation[]> {
  const sink = collectDiagnostics();
  const definitions = await loadDefinitions(resolve(file), {}, sink);
  expect(sink.diagnostics.filter(({ level }) => level !== 'info')).toEqual([]);
  return definitions?.services[0]?.ports[0]?.binding.operations ?? [];
}

describe('the WSDLs of the NetServer simulator', () => {
  it('hold 9 operations of User and 5 of SoPrincipal', async () => {
    const names = async (agent: string) => (await operationsOf(`${OURS}/${agent}.wsdl`)).map(({ name }) => name);
    expect(await names('User')).toHaveLength(9);
    expect(await names('SoPrincipal')).toHaveLength(5);
  });
});

describe.skipIf(!existsSync(REAL))('the WSDLs of the NetServer simulator, beside the real ones', () => {
  it.each(['User', 'SoPrincipal'])('agree on what every operation of %s looks like on the wire', async (agent) => {
    const real = new Map((await operationsOf(`${REAL}/${agent}.wsdl`)).map((each) => [each.name, each]));
    for (const ours of await operationsOf(`${OURS}/${agent}.wsdl`)) {
      expect([ours.name, outlineOf(ours)]).toEqual([ours.name, outlineOf(real.get(ours.name) ?? ours)]);
      expect(real.has(ours.name)).toBe(true);
    }
  });
});

/** All that decides what is on the wire, as data. */
function outlineOf({ soapAction, soapVersion, style, use, inputName, input, output }: BoundOperation) {
  const types = new Map<string, unknown>();
  const message = (bound: BoundMessage | undefined) => ({
    parts: bound?.bodyParts.map((part: MessagePart) =>
      'element' in part ? elementOf(part.element, types) : part.name,
    ),
    headers: bound?.headers.map(({ partName, element }) => [partName, elementOf(element, types)]),
  });
  return { soapAction, soapVersion, style, use, inputName, in: message(input), out: message(output), types };
}

function elementOf({ name, nillable, type }: ElementDeclaration, types: Map<string, unknown>) {
  return { name: clarkName(name), nillable, type: typeOf(type, types) };
}

/** A named type by its name, once described under it, so that recursion ends. */
function typeOf(type: TypeDefinition, types: Map<string, unknown>): unknown {
  const name = type.name === undefined ? undefined : clarkName(type.name);
  if (name !== undefined && types.has(name)) return name;
  if (name !== undefined) types.set(name, undefined);
  const described =
    type.kind === 'simple'
      ? simpleTypeOf(type)
      : { isDictionary: type.isDictionary, members: [...particlesOf(type, types)] };
  if (name === undefined) return described;
  types.set(name, described);
  return name;
}

function* particlesOf(type: TypeDefinition, types: Map<string, unknown>): Generator {
  if (type.kind === 'simple' || type.content.kind !== 'elements') return;
  yield* flatten(type.content.particle, types);
}

function* flatten({ minOccurs, maxOccurs, term }: Particle, types: Map<string, unknown>): Generator {
  if (term.kind === 'element') yield { ...elementOf(term, types), minOccurs, maxOccurs };
  else if (term.kind !== 'wildcard') for (const inner of term.particles) yield* flatten(inner, types);
}

function simpleTypeOf(type: SimpleType): unknown {
  const { variety, facets } = type;
  return { variety, facets, ...(variety === 'list' ? { item: simpleTypeOf(type.itemType) } : {}) };
}
