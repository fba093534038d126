import { isJsonObject, type JsonValue } from '../../json/value.ts';
import { parseClarkName } from '../../xml/qname.ts';
import type { MessageCodec } from '../message-codec.ts';
import { planField, planObject } from '../transcode/plan.ts';
import { enterFirstChild, leaveBody, wrongElement } from './body.ts';

/**
 * A message that says nothing: no part at all, or one element that the schema leaves empty.
 * @param xml - what stands in the body; `''` for nothing
 * @param bodyElement - Clark name of the element in the body
 */
export function emptyMessage(xml: string, bodyElement: string | undefined): MessageCodec {
  return {
    empty: true,
    bodyElements: bodyElement === undefined ? [] : [bodyElement],
    ...(bodyElement === undefined
      ? {}
      : { field: planField(parseClarkName(bodyElement), '', false, () => planObject([])) }),
    encode(value) {
      if (value === undefined || isNothing(value)) return { ok: true, xml };
      return {
        ok: false,
        issues: [{ pointer: '', detail: 'this operation takes no input: leave the body out, or send {}' }],
      };
    },
    decode(reader, context) {
      const hasChild = enterFirstChild(reader);
      if (bodyElement !== undefined) {
        if (!hasChild || clark(reader.namespace, reader.local) !== bodyElement) wrongElement(reader, bodyElement);
        skipEmpty();
      }
      leaveBody(reader, context);
      return undefined;

      function skipEmpty(): void {
        for (let child = enterFirstChild(reader); child; child = reader.kind === 'start') {
          if (context.mode === 'strict') {
            context.issues.push({ pointer: '', detail: `holds the element ${reader.local} where it is not expected` });
          }
          context.unknownElements++;
          reader.skipElement();
          while (reader.kind === 'text') reader.next();
        }
        reader.next();
      }
    },
    schema: () => undefined,
    example: () => undefined,
  };
}

function clark(namespace: string, local: string): string {
  return namespace === '' ? local : `{${namespace}}${local}`;
}

function isNothing(value: JsonValue): boolean {
  return isJsonObject(value) && Object.keys(value).length === 0;
}
