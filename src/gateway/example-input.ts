import type { JsonValue } from '../json/value.ts';
import type { ServedOperation } from './operation.ts';
import type { ConnectedProfile } from './profile.ts';

/** The example of an operation's input: one that its profile knows to work, else one made from the schema. */
export function exampleInput(operation: ServedOperation, profile: ConnectedProfile | undefined): JsonValue | undefined {
  return profile?.contract?.exampleInput?.(operation) ?? operation.codec.input.example();
}
