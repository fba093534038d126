import { type IsSecret, MASK, maskXml } from '../auth/redact.ts';
import type { HeaderBlockCodec } from '../codec/message-codec.ts';
import type { JsonValue } from '../json/value.ts';
import { renderHeaderBlocks } from '../soap/header-block.ts';
import { renderEnvelope } from '../soap/render-envelope.ts';
import { indentXml } from '../xml/indent.ts';
import { exampleInput } from './example-input.ts';
import type { EncodeHeaderBlocks } from './header-blocks.ts';
import type { ServedOperation } from './operation.ts';
import type { ConnectedProfile } from './profile.ts';
import { createSchemaShapes } from './rule/schema-shapes.ts';

/** The envelope that a call would send: indented, secrets masked. */
export function renderDryRun(
  { operation }: Pick<ServedOperation, 'operation'>,
  headerXml: string,
  bodyXml: string,
  isSecret?: IsSecret,
): string {
  return maskXml(indentXml(renderEnvelope(operation.soapVersion, headerXml, bodyXml)), isSecret);
}

/**
 * The envelope of an operation's example, for documentation. Header blocks are those that are configured; one that would
 * hold the caller's secret is shown with its mask.
 * @returns undefined when the example cannot be encoded
 */
export function exampleEnvelope(
  operation: ServedOperation,
  isSecret: IsSecret,
  encodeHeaderBlocks?: EncodeHeaderBlocks,
  profile?: ConnectedProfile,
): string | undefined {
  const { input, inputHeaders } = operation.codec;
  const body = input.encode(exampleInput(operation, profile));
  if (!body.ok) return undefined;
  const caller = placeholderBlocks(operation, isSecret);
  const header = encodeHeaderBlocks?.({}, caller) ?? renderHeaderBlocks(inputHeaders, caller);
  return header.ok ? renderDryRun(operation, header.xml, body.xml, isSecret) : undefined;
}

/** Header blocks that stand where the caller's secrets would: masks, by the name of the block. */
export function placeholderBlocks(
  { codec }: Pick<ServedOperation, 'codec'>,
  isSecret: IsSecret,
): Readonly<Record<string, JsonValue>> {
  return Object.fromEntries(
    codec.inputHeaders.flatMap((block): [string, JsonValue][] => {
      const value = maskedBlock(block, isSecret);
      return value === undefined ? [] : [[block.name, value]];
    }),
  );
}

/** A block that is secret as a whole, or whose secret members are text, with masks in their place. */
function maskedBlock(block: HeaderBlockCodec, isSecret: IsSecret): JsonValue | undefined {
  const shapes = createSchemaShapes();
  const schema = block.schema(shapes);
  if (shapes.scalar(schema)?.types.has('string')) return isSecret(block.name) ? MASK : undefined;
  const members = shapes.memberNames(schema).filter((name) => {
    const member = shapes.member(schema, name);
    return isSecret(name) && member !== undefined && shapes.scalar(member)?.types.has('string');
  });
  if (members.length === 0) return undefined;
  const value = Object.fromEntries(members.map((name) => [name, MASK]));
  return block.encode(value).ok ? value : undefined;
}
