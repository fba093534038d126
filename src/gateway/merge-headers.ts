/** Names and values of header fields. */
type Headers = Readonly<Record<string, string>>;

/** Both, the second winning. Not an object spread: a member behind one costs V8 a microsecond and more. */
export function mergeHeaders(first: Headers, second: Headers): Headers {
  return Object.assign({}, first, second);
}
