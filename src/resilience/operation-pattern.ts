/**
 * True when the pattern names the operation: `*` stands for any characters, all else for itself, case as written.
 * Linear in the text for each star, whatever the pattern.
 * @param selector - `Service.Operation`
 */
export function matchesOperation(pattern: string, selector: string): boolean {
  const [head = '', ...rest] = pattern.split('*');
  const tail = rest.pop();
  if (tail === undefined) return pattern === selector;
  if (!selector.startsWith(head)) return false;
  let at = head.length;
  for (const piece of rest) {
    const found = selector.indexOf(piece, at);
    if (found < 0) return false;
    at = found + piece.length;
  }
  return selector.length - tail.length >= at && selector.endsWith(tail);
}
