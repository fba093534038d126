import type { JsonSchema } from '../../codec/json-schema.ts';
import type { ElementCodec, MessageCodec, OperationCodec } from '../../codec/message-codec.ts';
import { referencesIn } from '../../openapi/references.ts';
import { createSchemaRegistry } from '../../openapi/schema-registry.ts';
import { atOnce } from '../../openapi/steps.ts';
import { createTypeTree, type TypeTree } from '../type-tree.ts';

/** An operation with the codecs that know the JSON of its messages. */
export interface TypedOperation {
  readonly selector: string;
  readonly codec: OperationCodec;
}

/** The JSON of messages, header blocks and declared faults as trees for people. */
export function renderMessageTypes(operations: readonly TypedOperation[]): string {
  const tree = createTypeTree();
  const openedBlocks = new Set<string>(); // blocks are the same in most operations: their members stand at the first
  return operations.map((operation) => `${operationLines(operation, tree, openedBlocks).join('\n')}\n\n`).join('');
}

function operationLines({ selector, codec }: TypedOperation, tree: TypeTree, openedBlocks: Set<string>) {
  const opened = new Set<string>();
  const blocks = (list: OperationCodec['inputHeaders']) => list.map((block) => ({ name: block.name, codec: block }));
  const faults = [...codec.faults.values()].map((fault) => ({ name: fault.name, codec: fault }));
  return [
    selector,
    ...messageLines('in', codec.input, tree, opened),
    ...(codec.output === undefined ? ['  out  (one-way)'] : messageLines('out', codec.output, tree, opened)),
    ...elementLines('header blocks in', blocks(codec.inputHeaders), tree, openedBlocks),
    ...elementLines('header blocks out', blocks(codec.outputHeaders), tree, openedBlocks),
    ...elementLines('faults', faults, tree, opened),
  ];
}

function messageLines(title: string, message: MessageCodec, tree: TypeTree, opened: Set<string>): readonly string[] {
  const schema = message.schema(tree.registry);
  if (schema === undefined) return [`  ${title}  (nothing)`];
  const members = tree.members(schema, '    ', opened);
  return members.length === 0 ? [`  ${title}  ${tree.line(schema)}`] : [`  ${title}`, ...members];
}

function elementLines(
  title: string,
  elements: readonly { readonly name: string; readonly codec: ElementCodec }[],
  tree: TypeTree,
  opened: Set<string>,
): readonly string[] {
  if (elements.length === 0) return [];
  const lines = elements.flatMap(({ name, codec }) => {
    const schema = codec.schema(tree.registry);
    return [`    ${name}: ${tree.line(schema)}`, ...tree.members(schema, '      ', opened)];
  });
  return [`  ${title}`, ...lines];
}

/** The same as JSON Schema, for programs: references lead to `#/components/schemas/…`. */
export function messageSchemas(operations: readonly TypedOperation[]) {
  const registry = createSchemaRegistry();
  const roots = Object.fromEntries(
    operations.map(({ selector, codec }) => {
      const scope = registry.scope(selector.split('.')[0] ?? selector);
      const elements = (list: Iterable<ElementCodec & { readonly name: string }>): Record<string, JsonSchema> =>
        Object.fromEntries([...list].map((each) => [each.name, each.schema(scope)]));
      return [
        selector,
        {
          input: codec.input.schema(scope) ?? null,
          output: codec.output?.schema(scope) ?? null,
          inputHeaders: elements(codec.inputHeaders),
          outputHeaders: elements(codec.outputHeaders),
          faults: elements(codec.faults.values()),
        },
      ];
    }),
  );
  const { schemas, resolve } = atOnce(registry.finish(referencesIn(roots)));
  return { operations: resolve(roots), components: { schemas } };
}
