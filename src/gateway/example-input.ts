import type { MessageCodec } from '../codec/message-codec.ts';
import type { JsonValue } from '../json/value.ts';
import type { ServedOperation } from './operation.ts';
import type { ConnectedProfile } from './profile.ts';

/** The example of an operation's input: one that its profile knows to work, else one made from the schema. */
export function exampleInput(operation: ServedOperation, profile: ConnectedProfile | undefined): JsonValue | undefined {
  return profile?.contract?.exampleInput?.(operation) ?? validExample(operation.codec.input);
}

/** The example of a message; undefined where nothing is valid, as for an abstract type that no other is derived from. */
export function validExample(message: MessageCodec): JsonValue | undefined {
  const example = message.example();
  return example !== undefined && message.encode(example).ok ? example : undefined;
}
