import { type JsonObject, type JsonValue, setMember } from '../json/value.ts';
import { jsonName, type Naming } from './wire-names.ts';

/**
 * The TimeZone header block that `SO-TimeZone` asks for: a location code (`NO`, `US-E`) or NetServer's number of a time zone.
 * @returns undefined when the text is neither
 */
export function timeZoneBlock(header: string, naming: Naming): JsonValue | undefined {
  const text = header.trim();
  const block: JsonObject = {};
  if (/^\d{1,9}$/.test(text)) setMember(block, jsonName('SoTimeZoneId', naming), Number(text));
  else if (/^[A-Za-z][A-Za-z0-9_/+-]{0,63}$/.test(text)) {
    setMember(block, jsonName('SoTimeZoneLocationCode', naming), text);
  } else return undefined;
  return block;
}
